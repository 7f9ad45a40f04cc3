"""Auctions in which a called price rises until one bidder stays, and their replay from what was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..errors import Refused

Price = int | Decimal


@dataclass(frozen=True)
class Bidder:
    """Somebody who stays while the price called does not exceed `limit`."""

    key: str
    limit: Price


@dataclass(frozen=True)
class Answer:
    """What a bidder said to a call."""

    bidder: str
    stays: bool


@dataclass(frozen=True)
class Called:
    """One call: its price, and the answers of all who were still in, in the bidders' order."""

    price: Price
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Outcome:
    """How it ended: `winner` and `price` are absent where nothing was awarded."""

    winner: str | None
    price: Price | None
    calls: tuple[Called, ...]


@dataclass(frozen=True)
class Said:
    """A recorded answer: to the call of `price` for the lot `lot`."""

    lot: str
    price: Price
    bidder: str
    stays: bool


@dataclass(frozen=True)
class Result:
    """What the record of a lot amounts to."""

    lot: str
    winner: str | None
    price: Price | None


def ascend(bidders: Sequence[Bidder], start: Price, step: Price) -> Outcome:
    """The calls and how they end; `bidders` stand in the order that decides between equals.

    The price starts at `start` and rises by `step`. Whoever leaves is out. As soon as exactly one has stayed,
    that one wins at the price called. Where the last ones leave together, the first of them in the order wins at
    the price before. Where nobody stays at the first call, or nobody takes part, nothing is awarded.
    Refused: a step that does not rise, a bidder given twice.
    """
    if step <= 0:
        raise Refused("The price must rise at every call.", rule="ascending_auction.step", field="step")
    keys = [bidder.key for bidder in bidders]
    if len(set(keys)) < len(keys):
        raise Refused("A bidder takes part twice.", rule="ascending_auction.twice", field="bidders")
    calls: list[Called] = []
    still, price = list(bidders), start
    while still:
        answers = tuple(Answer(bidder.key, price <= bidder.limit) for bidder in still)
        calls.append(Called(price, answers))
        still = [bidder for bidder in still if price <= bidder.limit]
        if len(still) == 1:
            break
        price += step
    return Outcome(*_ending(calls), tuple(calls))


def replay(answers: Sequence[Said]) -> tuple[Result, ...]:
    """Winner and price for each lot, from the record alone; the answers in the order in which they were given."""
    lots: dict[str, dict[Price, list[Answer]]] = {}
    for said in answers:
        calls = lots.setdefault(said.lot, {})
        calls.setdefault(said.price, []).append(Answer(said.bidder, said.stays))
    made = []
    for lot, calls in lots.items():
        made.append(Result(lot, *_ending([Called(price, tuple(told)) for price, told in calls.items()])))
    return tuple(made)


def _ending(calls: Sequence[Called]) -> tuple[str | None, Price | None]:
    """Who wins at which price once the calls are over."""
    if not calls:
        return None, None
    stayed = [answer.bidder for answer in calls[-1].answers if answer.stays]
    if stayed:
        return stayed[0], calls[-1].price
    if len(calls) == 1:
        return None, None
    return calls[-1].answers[0].bidder, calls[-2].price
