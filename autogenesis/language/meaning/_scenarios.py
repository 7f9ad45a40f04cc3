"""Frames of scenarios: "Given A, When B, Then C" is read as "When B, and A, C"."""

from __future__ import annotations

from dataclasses import replace

from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import Clause
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._claimed import Claimed
from autogenesis.language.meaning._conditions import holds
from autogenesis.language.meaning._occasions import Occasion, occasion_in
from autogenesis.language.meaning._reactions import LastOccasion, follow
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.meaning._timing import undone_in_time


def then(clause: Clause, scope: Scope) -> Claimed | None:
    """The consequence of a scenario, with its occasion in the step "When" and its circumstances in the steps "Given"."""
    block = scope.unit.block
    if block.kind != "gherkin" or block.keyword != "then" or clause.negated or not clause.verb:
        return None
    if clause.modal in {"can", "may"} or classes_of(clause.verb, clause.particle) & {"reject"}:
        return None
    steps = [u for u in scope.draft.units if u.block.kind == "gherkin" and u.block.scenario == block.scenario]
    events = [u for u in steps if u.block.keyword == "when"]
    if len(events) != 1:
        return None
    last = scope.draft.recall(LastOccasion)
    if any(c.marker == "unless" for c in clause.conditions) and last is not None:
        found = undone_in_time(clause, scope.bound(*last.occasion.scope.rows))
        if found is not None:
            return found
    occasion = _event(events[0], scope)
    for given in (u for u in steps if u.block.keyword == "given"):
        occasion = _given(given, occasion)
    bound = scope.bound(*occasion.scope.rows, doer=occasion.scope.doer)
    found = follow(clause, list(clause.conditions), replace(occasion, scope=bound), "scenario")
    for unit in (*events, *(u for u in steps if u.block.keyword == "given")):
        if not scope.draft.claimed(unit.span):
            scope.draft.claim(unit.span, "scenario", found.elements)
    return found


def _event(unit: Unit, scope: Scope) -> Occasion:
    inner = Scope(scope.draft, unit)
    clauses = unit.clauses
    if len(clauses) != 1:
        raise NotUnderstoodError(f"“{unit.text}” is more than one occasion", scope.unit.span)
    occasion = occasion_in(clauses[0], inner)
    inner.finish(unit.span)
    return occasion


def _given(unit: Unit, occasion: Occasion) -> Occasion:
    """The circumstances, as conditions about the row that the occasion is about."""
    inner = Scope(occasion.scope.draft, unit, occasion.scope.rows)
    terms = [holds(clause, inner) for clause in unit.clauses]
    inner.finish(unit.span)
    return occasion.also(*terms)
