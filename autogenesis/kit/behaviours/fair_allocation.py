"""Fair allocation: items in their order, each to whoever holds least so far, within a limit for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..errors import Refused

Amount = int | Decimal


@dataclass(frozen=True)
class Item:
    """What is handed out; `amount` is what it adds to the load of whoever gets it."""

    key: str
    amount: Amount


@dataclass(frozen=True)
class Receiver:
    """Somebody who gets items, with the load held already."""

    key: str
    load: Amount = 0


@dataclass(frozen=True)
class Share:
    """Who got an item; nobody, where it found no place."""

    key: str
    receiver: str | None
    placed: bool


def allocate(
    items: Sequence[Item],
    receivers: Sequence[Receiver],
    limit: Amount | None = None,
    in_turn: bool = False,
) -> tuple[Share, ...]:
    """The shares, in the order of the items.

    Each item goes to the receiver with the smallest load; of equal ones the first in the list takes it. With
    `in_turn` the receivers take turns instead, in list order, passing over those who have no room. Nobody's load
    passes `limit`; an item that no receiver has room for is not placed, and a smaller one after it still may be.
    Refused: a key given twice, a negative amount.
    """
    _check(items, receivers)
    load = {receiver.key: receiver.load for receiver in receivers}
    turn = list(load)
    made = []
    for item in items:
        able = [key for key in turn if limit is None or load[key] + item.amount <= limit]
        chosen = (able[0] if in_turn else min(able, key=load.__getitem__)) if able else None
        if chosen is not None:
            load[chosen] += item.amount
            if in_turn:
                turn.remove(chosen)
                turn.append(chosen)
        made.append(Share(item.key, chosen, chosen is not None))
    return tuple(made)


def _check(items: Sequence[Item], receivers: Sequence[Receiver]) -> None:
    for keys in ([item.key for item in items], [receiver.key for receiver in receivers]):
        for key in keys:
            if keys.count(key) > 1:
                raise Refused(f"{key} is in the list twice.", rule="fair_allocation.twice", field="key")
    for item in items:
        if item.amount < 0:
            raise Refused(f"{item.key} has a negative amount.", rule="fair_allocation.amount", field="amount")
