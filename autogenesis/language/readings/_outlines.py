"""Reads a check shown by examples: which of several outcomes follows from which unmet criterion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import blueprints as bp
from autogenesis.language._blocks import Block
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._patterns import find
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import choice
from autogenesis.language._typing import of_unit
from autogenesis.language.readings._criteria import MEASURED_BY, Criteria, Criterion, value_in
from autogenesis.language.readings._inventories import singular

_SLOT = regex(r"<([^<>]+)>")


@dataclass(frozen=True, slots=True)
class Check:
    """The record of a check, with the field that holds its outcome."""

    entity: EntityDraft
    subject: EntityDraft
    outcome: str
    outcomes: tuple[str, ...]
    number: int


def scenario_of(draft: Draft, number: int, *keywords: str) -> tuple[Unit, ...]:
    """The sentences of a scenario, of these steps."""
    return tuple(
        u
        for u in draft.units
        if u.block.kind == "gherkin" and u.block.scenario == number and u.block.keyword in keywords
    )


def read_outline(unit: Unit, draft: Draft) -> None:
    """A scenario outline whose examples say what becomes of whoever misses which criterion."""
    criteria = draft.recall(Criteria)
    if unit.block.keyword != "outline" or criteria is None:
        return
    number = unit.block.scenario
    steps = scenario_of(draft, number, "given", "when", "then")
    table = next(
        (b for b in draft.blocks if b.kind == "table" and b.scenario == number and b.keyword == "examples"), None
    )
    if table is None or not _outcome_slot(steps):
        return
    header = [cell.text for cell in table.header]
    bound, outcome = slots_of(unit, draft, criteria)
    if outcome not in header or set(bound) != {h for h in header if h != outcome}:
        draft.gap(f"What the columns of the examples of “{unit.text}” stand for is not said.", "unclear", table.span)
        return
    decided = _decided(table, header, outcome, bound)
    if decided is None:
        draft.gap(f"The examples of “{unit.text}” do not follow from the rule.", "contradictory", table.span)
        return
    made = _build(unit, draft, criteria, steps, decided)
    for step in (*steps, unit):
        draft.claim(step.span, "check_by_examples", made)
    draft.claim(criteria.span, "criteria", made)
    draft.claim(table.span, "check_by_examples", made)


def slots_of(unit: Unit, draft: Draft, criteria: Criteria) -> tuple[dict[str, Criterion], str]:
    """What the slots of an outline stand for, and the slot of its outcome."""
    steps = scenario_of(draft, unit.block.scenario, "given", "when", "then")
    outcome = _outcome_slot(steps)
    slots = dict.fromkeys(m[1] for u in steps for m in _SLOT.finditer(u.text))
    return {slot: c for slot in slots if slot != outcome and (c := _bound(slot, steps, criteria)) is not None}, outcome


def _outcome_slot(steps: tuple[Unit, ...]) -> str:
    """The slot in "Then the donor is <result>"."""
    found = [m[1] for u in steps if u.block.keyword == "then" for m in _SLOT.finditer(u.text)]
    return found[0] if len(found) == 1 else ""


def _bound(slot: str, steps: tuple[Unit, ...], criteria: Criteria) -> Criterion | None:
    """The criterion that a slot is a value of: by the verb before it, the unit or noun behind it, or its own name."""
    for unit in steps:
        match = re.search(rf"([\w-]+)\s+<{re.escape(slot)}>\s*(\S+)?(?:\s+(\w+))?", unit.text)
        if match is None:
            continue
        before, unit_name, noun = (x.lower() if x else "" for x in match.groups())
        verb = next((p.head for p in unit.pieces if p.kind == "V" and p.text.lower() == before), before)
        for criterion in criteria.each:
            if MEASURED_BY.get(verb) == criterion.label or (criterion.unit and criterion.unit.lower() == unit_name):
                return criterion
            if criterion.label in {unit_name, noun, slot, singular(unit_name or slot)}:
                return criterion
    return None


@dataclass(frozen=True, slots=True)
class _Decided:
    """The outcome where all is met, and for each criterion the one where it is not; None where no example tells."""

    met: str
    missed: dict[str, str]
    all: tuple[str, ...]


def _decided(table: Block, header: list[str], outcome: str, bound: dict[str, Criterion]) -> _Decided | None:
    met = ""
    missed: dict[str, str] = {}
    seen: list[str] = []
    for row in table.rows:
        values = dict(zip(header, (cell.text for cell in row), strict=False))
        failed = [c.label for slot, c in bound.items() if not _within(c, values[slot])]
        result = values[outcome]
        seen.append(result)
        if not failed:
            if met and met != result:
                return None
            met = result
        elif len(failed) == 1:
            if missed.get(failed[0], result) != result:
                return None
            missed[failed[0]] = result
    return _Decided(met, missed, tuple(dict.fromkeys(seen))) if met and missed else None


def _within(criterion: Criterion, text: str) -> bool:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return False
    if not value.is_finite():
        return False
    low = Decimal(str(criterion.low.value)) if criterion.low else None
    high = Decimal(str(criterion.high.value)) if criterion.high else None
    above = low is None or value > low or (value == low and not criterion.low_open)
    return above and (high is None or value < high or (value == high and not criterion.high_open))


def _build(unit: Unit, draft: Draft, criteria: Criteria, steps: tuple[Unit, ...], decided: _Decided) -> list[str]:
    """The record of the check, the operation that makes it, and its outcome."""
    subject = criteria.entity
    check = draft.entity(singular(unit.text.lower()), unit.span)
    draft.add_field(check, subject.label, subject.type, unit.span)
    operation = draft.operation("record", check, "create", span=unit.span)
    values: dict[str, bp.Expression] = {}
    for criterion in criteria.each:
        value = value_in(draft, subject, criterion.label, subject.name)
        if value is None:
            kind = of_unit(criterion.unit) if criterion.unit else bp.DECIMAL
            name = draft.add_field(check, criterion.label, kind, criterion.span)
            value = bp.Name(name=name)
        values[criterion.label] = value
    moment = draft.add_field(check, "checked on", bp.DATE, required=True)
    operation.values[moment] = bp.Name(name="today")
    outcome = draft.add_field(check, "result", bp.Type(kind="choice", choices=decided.all), steps[-1].span)
    operation.values[outcome] = _result(draft, criteria, decided, values)
    who = _doer(steps)
    if who is not None:
        operation.actors.append(draft.actor(who.label, who.span))
    draft.remember(Check(check, subject, outcome, decided.all, unit.block.scenario))
    return [check.id, operation.id, *(f"field.{check.name}.{name}" for name in check.fields)]


def _result(draft: Draft, criteria: Criteria, decided: _Decided, values: dict[str, bp.Expression]) -> bp.Expression:
    """Criterion by criterion in the order of the text: the first that is not met decides."""
    usual = next(iter(decided.missed.values()))
    result: bp.Expression = choice(decided.met, decided.all)
    for criterion in reversed(criteria.each):
        missed = decided.missed.get(criterion.label)
        if missed is None:
            missed = usual
            draft.assume(
                f"Whoever misses only the {criterion.label} is “{usual}”; no example shows it.", criterion.span
            )
        result = bp.Conditional(
            test=criterion.met(values[criterion.label]), then=result, otherwise=choice(missed, decided.all)
        )
    return result


def _doer(steps: tuple[Unit, ...]) -> Piece | None:
    """Who does the check: the subject of the step that begins with When."""
    for unit in steps:
        match = find(unit, "^ NP=who V") if unit.block.keyword == "when" else None
        if match is not None:
            return match["who"]
    return None
