"""What a run may ask of language models, and the receipt of what it asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from autogenesis.conductor._nouns import Receipt, RoleReceipt
from autogenesis.core import Clock, JsonObject, RunId, Settings
from autogenesis.models import Account, Exchange
from blueprints import Outcome
from storage import Storage

if TYPE_CHECKING:
    from roles import Asking

_NOTED = "exchanges"
"""What doers answer with, where they asked a model."""
_SHARE_OF_STEP = 0.8
"""Of the time for a step, what asking a model may take in all: what stands then must still be handed in."""


def asking_of(
    settings: Settings, storage: Storage, run: RunId, clock: Clock, clients: Mapping[str, Any]
) -> Asking | None:
    """How the run's roles ask models; None where none may. What the run has spent before counts."""
    if not clients:
        return None
    from autogenesis.models import Lender
    from roles import Asking

    limits = settings.limits
    account = Account(max_tokens=limits.max_tokens, max_money=limits.max_money)
    for _, reply in storage.messages.payloads(run, _NOTED, fresh=False):  # whoever had it in hand wrote all of it
        for exchange in _exchanges(reply):
            account.settle(exchange.tokens, exchange.money)
    lender = Lender(account, clock, _SHARE_OF_STEP * limits.step_seconds)
    return Asking(lender, full=settings.assist == "full")


def receipt_of(storage: Storage, run: RunId, *, fresh: bool = True) -> Receipt | None:
    """What the run asked of models and what came of it, by role; None where it asked nothing. Where not `fresh`, of
    what has been written."""
    asked: dict[str, list[Exchange]] = {}
    outcomes: dict[str, list[Outcome]] = {}
    for role, reply in storage.messages.payloads(run, _NOTED, fresh=fresh):
        exchanges = _exchanges(reply)
        if exchanges:
            asked.setdefault(role, []).extend(exchanges)
            outcomes.setdefault(role, []).extend(Outcome.model_validate(one) for one in _list(reply, "outcomes"))
    if not asked:
        return None
    by_role = tuple(_of_role(role, asked[role], outcomes[role]) for role in sorted(asked))
    return Receipt(
        models=tuple(sorted({one.model for exchanges in asked.values() for one in exchanges})),
        calls=sum(one.calls for one in by_role),
        tokens=sum(one.tokens for one in by_role),
        money=_money(one for exchanges in asked.values() for one in exchanges),
        seconds=round(sum(one.seconds for one in by_role), 3),
        roles=by_role,
    )


def were_helped(storage: Storage, run: RunId) -> bool:
    """Whether a model changed anything in the run."""
    receipt = receipt_of(storage, run)
    return receipt is not None and any(one.changed for one in receipt.roles)


def _of_role(role: str, exchanges: Sequence[Exchange], outcomes: Sequence[Outcome]) -> RoleReceipt:
    return RoleReceipt(
        role=role,
        calls=sum(not one.cached for one in exchanges),
        cached=sum(one.cached for one in exchanges),
        asked=sum(one.asked for one in exchanges),
        answered=sum(one.answered for one in exchanges),
        money=_money(exchanges),
        seconds=round(sum(one.seconds for one in exchanges), 3),
        failed=tuple(f"{one.outcome}: {one.said}" for one in exchanges if one.outcome != "answered"),
        changed=tuple(_told(one) for one in outcomes if one.accepted),
        dropped=tuple(f"{_told(one)}: {one.reason}" for one in outcomes if not one.accepted),
    )


def _told(outcome: Outcome) -> str:
    change = outcome.change
    grounds = ", ".join(change.grounds)
    return f"{change.action} {change.id}" + (f" for {grounds}" if grounds else "")


def _money(exchanges: Sequence[Exchange] | Iterator[Exchange]) -> str | None:
    """The sum of what has a price, as a decimal; None where nothing has."""
    priced = [one.money for one in exchanges if one.money is not None]
    return f"{sum(priced, Decimal(0)):.6f}".rstrip("0").rstrip(".") if priced else None


def _exchanges(reply: JsonObject) -> list[Exchange]:
    return [Exchange.model_validate(one) for one in _list(reply, _NOTED)]


def _list(reply: JsonObject, name: str) -> list[Any]:
    held = reply.get(name)
    return held if isinstance(held, list) else []
