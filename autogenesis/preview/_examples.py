"""Examples that somebody attaches: lines as a package's `session` takes them, each with what is expected of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autogenesis.core import GenesisError, InputError, content_hash

if TYPE_CHECKING:
    from blueprints import CallStep, ClockStep, Scenario, Specification

_START = "2026-01-05T09:00:00"
"""When an example begins that names no moment."""
_MOST_LINES = 200
_KNOWN = frozenset({"call", "input", "role", "by", "at", "clock", "expect"})
Line = Mapping[str, Any]
Example = Sequence[Line]


@dataclass(frozen=True)
class Tried:
    """An example played on a Specification: what it is there, and what did not come as expected."""

    scenario: Scenario
    failures: tuple[str, ...]


def lines_of(text: str, where: str = "the example") -> list[Line]:
    """The lines of an example: ``{"call": NAME, "input": {…}}`` with role, by, at, or ``{"clock": TO}``; a call may
    have ``"expect"``, which is ``"refused"``, ``"done"``, or what its result must contain.

    InputError says which line is not like that.
    """
    found: list[Line] = []
    for number, written in enumerate(text.splitlines(), 1):
        if not written.strip():
            continue
        try:
            line = json.loads(written)
        except (ValueError, RecursionError) as error:
            raise _wrong(f"line {number} is not JSON", where) from error
        if not isinstance(line, dict) or ("call" in line) == ("clock" in line):
            raise _wrong(f"line {number} is neither a call nor a clock", where)
        if unknown := sorted(line.keys() - _KNOWN):
            raise _wrong(f"line {number} has {', '.join(unknown)}, which nothing is known of", where)
        if not isinstance(line.get("input", {}), dict):
            raise _wrong(f"line {number} has an input that is no object", where)
        found.append(line)
    if not any("expect" in line for line in found):
        raise _wrong("no line says what is expected", where)
    if len(found) > _MOST_LINES:
        raise _wrong(f"it has more than {_MOST_LINES} lines", where)
    return found


def tried(specification: Specification, lines: Example, title: str) -> Tried:
    """Play an example on a Specification, from an empty system."""
    from autogenesis.assembly import Machine, Reply, performer
    from blueprints import CallStep, ClockStep, Scenario

    start = str(next((line["at"] for line in lines if line.get("at")), _START))
    machine = Machine(specification, start, perform=performer(specification))
    steps: list[CallStep | ClockStep] = []
    failures: list[str] = []
    for number, line in enumerate(lines, 1):
        if "clock" in line:
            steps.append(ClockStep(to=str(line["clock"])))
            machine.clock(str(line["clock"]))
            continue
        given: dict[str, Any] = {name: line[name] for name in ("role", "by", "at") if line.get(name)}
        step = CallStep(operation=str(line["call"]), input=dict(line.get("input", {})), **given)
        try:
            reply = machine.call(step.operation, step.input, role=step.role, by=step.by, at=step.at)
        except GenesisError as error:
            failures.append(f"line {number}: {step.operation}: {error.what}")
            reply = Reply()
        wanted, complaint = _expected(step, line.get("expect", "done"), reply)
        steps.append(wanted)
        failures += [f"line {number}: {complaint}"] if complaint else []
    known = {one.name: one.id for one in specification.operations}
    called = [known[step.operation] for step in steps if isinstance(step, CallStep) and step.operation in known]
    refusing = [step.refused for step in steps if isinstance(step, CallStep) and step.refused]
    scenario = Scenario(
        id=f"example.attached_{content_hash([dict(line) for line in lines])[:10]}",
        title=title,
        start=start,
        steps=tuple(steps),
        carries=tuple(dict.fromkeys([*called[-1:], *refusing])),
    )
    return Tried(scenario, tuple(failures))


def _expected(step: CallStep, expect: Any, reply: Any) -> tuple[CallStep, str]:
    """The step with what is expected of it as tests say it, and what is wrong with what came."""
    from autogenesis.assembly import contains

    name = step.operation
    if expect == "refused":
        complaint = "" if reply.refused else f"{name} is done, and should be refused"
        return step.model_copy(update={"refused": reply.refused}), complaint
    if reply.refused is not None:
        return step, f"{name} is refused by {reply.refused}, and should be done"
    if expect == "done":
        return step, ""
    complaint = "" if contains(reply.result, expect) else f"{name} gives {json.dumps(reply.result)}"
    return step.model_copy(update={"result": expect}), complaint


def _wrong(what: str, where: str) -> InputError:
    remedy = 'Write one JSON object a line, such as {"call": "add_reader", "input": {"name": "Ada"}, "expect": "done"}'
    return InputError(what, where=where, remedy=remedy)
