"""Scenarios, run in memory: what a system built to the specification must be seen to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import blueprints as b
from autogenesis.assembly._oracle._execute import Note, Performer
from autogenesis.assembly._oracle._machine import Machine, Reply


@dataclass(frozen=True)
class Observed:
    """What came of each step, in order: a Reply for a call, a number for events, nothing for the others.

    `failures` say which steps did not do what the scenario expects of them.
    """

    outcomes: tuple[Reply | int | None, ...]
    notes: tuple[Note, ...]
    failures: tuple[str, ...]


def run_scenario(
    specification: b.Specification,
    scenario: b.Scenario,
    *,
    zone: str = "UTC",
    perform: Performer | None = None,
) -> Observed:
    """Run a scenario from an empty system; skills are run by `perform`."""
    machine = Machine(specification, scenario.start, zone=zone, perform=perform)
    outcomes: list[Reply | int | None] = []
    failures: list[str] = []
    for number, step in enumerate(scenario.steps, start=1):
        outcome, complaint = taken(machine, step)
        outcomes.append(outcome)
        if complaint:
            failures.append(f"step {number}: {complaint}")
    return Observed(tuple(outcomes), tuple(machine.notes), tuple(failures))


def contains(whole: Any, piece: Any) -> bool:
    """True when the JSON value `piece` is found in `whole`: objects by their fields, numbers by their value."""
    if isinstance(piece, Mapping):
        return isinstance(whole, Mapping) and all(
            name in whole and contains(whole[name], value) for name, value in piece.items()
        )
    if isinstance(piece, list | tuple):
        if not isinstance(whole, list | tuple) or len(whole) != len(piece):
            return False
        return all(contains(left, right) for left, right in zip(whole, piece, strict=True))
    numeric = int | float | Decimal
    if isinstance(piece, numeric) and isinstance(whole, numeric) and not isinstance(piece, bool):
        return Decimal(str(piece)) == Decimal(str(whole))
    return bool(whole == piece)


def taken(
    machine: Machine, step: b.CallStep | b.ClockStep | b.EventsStep | b.RestartStep
) -> tuple[Reply | int | None, str]:
    """What comes of a step, and what is wrong with that; nothing where it is as expected."""
    match step:
        case b.CallStep():
            reply = machine.call(step.operation, step.input, role=step.role, by=step.by, at=step.at)
            return reply, _complaint(step, reply)
        case b.ClockStep():
            machine.clock(step.to)
        case b.EventsStep(kind="audit"):
            logged = machine.logged[step.type]
            return logged, "" if logged == step.count else f"{logged} audit entries of {step.type}, not {step.count}"
        case b.EventsStep():
            found = [
                note.text
                for note in machine.notes
                if note.type == step.type and (step.to is None or step.to in (note.to, note.role))
            ]
            return len(found), _sent_otherwise(step, found)
    return None, ""


def _sent_otherwise(step: b.EventsStep, found: list[str]) -> str:
    if len(found) != step.count:
        return f"{len(found)} notifications of {step.type}, not {step.count}"
    if step.last is not None and found[-1:] != [step.last]:
        return f"the last notification of {step.type} says {found[-1:]}, not {step.last!r}"
    return ""


def _complaint(step: b.CallStep, reply: Reply) -> str:
    if step.refused is not None:
        return "" if reply.refused == step.refused else f"{step.operation}: {reply} was not refused by {step.refused}"
    if reply.refused is not None:
        return f"{step.operation} was refused by {reply.refused}"
    if step.result is not None and not contains(reply.result, step.result):
        return f"{step.operation} gave {reply.result}, not {step.result}"
    return ""
