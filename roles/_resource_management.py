"""Resource management: gives out concurrency, tokens and time by load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from roles._artefacts import Reason
from roles._operations import BudgetInputs, Budgets, Claim, Demand, Share
from roles._recovery_checks import check_recovery
from roles._role import Check, Role

_BUSY = 0.75
"""From this share of the machine on, fewer runs are let in than there is room for."""


class ResourceManagement(Role[BudgetInputs, Budgets]):
    """Makes the budgets of the runs that wait and work; judges how faults are recovered from, which costs some."""

    name: ClassVar[str] = "resource_management"
    purpose: ClassVar[str] = "Gives runs their share of concurrency, tokens and time, by how loaded everything is."
    at_once: ClassVar[bool] = True
    takes = BudgetInputs
    makes = Budgets
    approves: Mapping[str, Check] = {"recovery": check_recovery}

    def draft(self, task: BudgetInputs, rejections: Sequence[Reason]) -> Budgets:
        """Who is at work stays; then the queue, in its order, as long as there is room and something to spend."""
        demand = task.demand
        at_once = room_of(demand)
        left = demand.tokens
        given: dict[str, int] = {}
        for claim in demand.claims:  # those at work first, so that nobody who waits is given what they count on
            if claim.started:
                more = min(max(claim.tokens - claim.spent_tokens, 0), left)
                given[claim.id] = min(claim.spent_tokens + more, claim.tokens)
                left -= more
        waiting = [claim for claim in demand.claims if not claim.started]
        room = max(at_once - len(given), 0)
        let_in = [claim for claim in waiting[:room] if not claim.tokens] if not left else waiting[: min(room, left)]
        for claim in let_in:
            given[claim.id] = min(claim.tokens, left // len(let_in))
        return Budgets(at_once=at_once, shares=tuple(_share(claim, demand, given) for claim in demand.claims))


def room_of(demand: Demand) -> int:
    """How many runs may be at work: all there is room for on an idle machine, one on a machine that is full."""
    if demand.load <= _BUSY:
        return demand.capacity
    spare = max(1.0 - demand.load, 0.0) / (1.0 - _BUSY)
    return max(1, round(demand.capacity * spare))


def _share(claim: Claim, demand: Demand, given: Mapping[str, int]) -> Share:
    if claim.id not in given:
        return Share(id=claim.id, runs=False, tokens=0, seconds=0.0)
    return Share(id=claim.id, runs=True, tokens=given[claim.id], seconds=min(claim.seconds, demand.seconds))
