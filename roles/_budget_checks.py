"""What is wrong with the budgets that are given out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from roles._artefacts import Reason
from roles._operations import Budgets, Demand


def check_budgets(budgets: Budgets, basis: Any) -> tuple[Reason, ...]:
    """No more may be given than there is, nobody at work loses theirs, and the queue keeps its order."""
    demand: Demand = basis.demand
    return (*_whole(budgets, demand), *_each(budgets, demand), *_order(budgets, demand))


def _whole(budgets: Budgets, demand: Demand) -> Iterator[Reason]:
    if not 1 <= budgets.at_once <= demand.capacity:
        yield Reason(part="at_once", text=f"{budgets.at_once} is not between 1 and {demand.capacity}")
    if demand.load >= 1 and budgets.at_once > 1:
        yield Reason(part="at_once", text="the machine is full, and more than one run would be at work on it")
    spent = {claim.id: claim.spent_tokens for claim in demand.claims}
    given = sum(max(share.tokens - spent.get(share.id, 0), 0) for share in budgets.shares)
    if given > demand.tokens:
        yield Reason(part="shares", text=f"{given} tokens are given and {demand.tokens} are left")
    started = {claim.id for claim in demand.claims if claim.started}
    fresh = sum(share.runs and share.id not in started for share in budgets.shares)
    if fresh and fresh + len(started) > budgets.at_once:
        yield Reason(part="shares", text=f"{fresh + len(started)} runs would be at work, and {budgets.at_once} may be")
    asked, answered = [claim.id for claim in demand.claims], [share.id for share in budgets.shares]
    for id in sorted(set(asked) ^ set(answered)):
        yield Reason(
            part=f"shares.{id}", text="it asked and is not answered" if id in asked else "nobody of that name asked"
        )
    for id in sorted({id for id in answered if answered.count(id) > 1}):
        yield Reason(part=f"shares.{id}", text="it is given two shares")


def _each(budgets: Budgets, demand: Demand) -> Iterator[Reason]:
    claims = {claim.id: claim for claim in demand.claims}
    for share in budgets.shares:
        claim, part = claims.get(share.id), f"shares.{share.id}"
        if claim is None:
            continue
        if share.tokens < 0 or share.seconds < 0:
            yield Reason(part=part, text="a share below nothing")
        if share.tokens > claim.tokens:
            yield Reason(part=f"{part}.tokens", text=f"{share.tokens} tokens, and it asked for {claim.tokens}")
        if share.seconds > min(claim.seconds, demand.seconds):
            yield Reason(part=f"{part}.seconds", text=f"{share.seconds:g} s is longer than a run may take")
        if claim.started and not share.runs:
            yield Reason(part=f"{part}.runs", text="it is at work and would be turned out")
        if claim.started and share.tokens < min(claim.spent_tokens, claim.tokens):
            yield Reason(part=f"{part}.tokens", text=f"it has spent {claim.spent_tokens} already")
        if share.runs and not share.seconds:
            yield Reason(part=f"{part}.seconds", text="it may be at work, and no time is given")
        if share.runs and claim.tokens and not share.tokens and not claim.started:
            yield Reason(part=f"{part}.tokens", text="it may be at work, and no token is given")


def _order(budgets: Budgets, demand: Demand) -> Iterator[Reason]:
    shares = {share.id: share for share in budgets.shares}
    passed_over: str | None = None
    for claim in demand.claims:
        share = shares.get(claim.id)
        if share is None or claim.started:
            continue
        if share.runs and passed_over is not None:
            yield Reason(part=f"shares.{claim.id}", text=f"{passed_over} waits longer and is passed over")
        if not share.runs:
            passed_over = passed_over or claim.id
    at_work = sum(share.runs for share in budgets.shares)
    spent = {claim.id: claim.spent_tokens for claim in demand.claims}
    left = demand.tokens - sum(max(share.tokens - spent.get(share.id, 0), 0) for share in budgets.shares)
    if passed_over is not None and at_work < budgets.at_once and left > 0:
        yield Reason(part=f"shares.{passed_over}", text="there is room, and it is let wait")
