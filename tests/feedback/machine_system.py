"""A text at work in the oracle, used as the acceptance checks use a package: so that all of them can be asked again of a
text that somebody's feedback has changed, in no time."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import product
from typing import Any

import blueprints as bp
from autogenesis.assembly import Machine, performer, report_lines
from autogenesis.language import understand
from autogenesis.skills import signatures
from tests.acceptance._driver import RefusedError

Json = Any


@lru_cache(maxsize=2)
def _sound(text: str) -> bp.Specification:
    specification = understand(text).specification
    assert bp.check_specification(specification, signatures()) == ()
    assert bp.uncovered_literals(specification, text) == ()
    return specification


class MachineSystem:
    """What was made of a text, at work from the first moment that is spoken of."""

    def __init__(self, text: str) -> None:
        self.specification = _sound(text)
        self._machine: Machine | None = None

    def machine(self, at: str) -> Machine:
        if self._machine is None:
            self._machine = Machine(self.specification, at, perform=performer(self.specification))
        return self._machine

    def call(self, name: str, /, at: str, role: str | None = None, by: str | None = None, **given: Json) -> Json:
        operation = next((one for one in self.specification.operations if one.name == name), None)
        if operation is not None and operation.kind == "get" and "id" not in given:
            given["id"] = given.pop(str(operation.entity).removeprefix("entity."))
        reply = self.machine(at).call(name, given, role=role, by=by, at=at)
        if reply.refused is not None:
            raise RefusedError({"rule": reply.refused, "reason": self._reason(reply.refused), "field": reply.field})
        return _plain(reply.result)

    def _reason(self, rule: str) -> str:
        guards = [part for part in bp.parts_within(self.specification) if isinstance(part, bp.Guard)]
        return next((one.reason for one in guards if one.id == rule), rule)

    def refused(self, name: str, /, at: str, role: str | None = None, by: str | None = None, **given: Json) -> Json:
        try:
            self.call(name, at, role, by, **given)
        except RefusedError as error:
            return error.refusal
        raise AssertionError(f"{name} {given} was done, and should be refused")

    def does(self, name: str) -> bool:
        return any(one.name == name for one in self.specification.operations)

    def clock(self, to: str) -> None:
        self.machine(to).clock(to)

    def sent(self, type_: str = "", role: str | None = None, to: str | None = None) -> list[dict[str, Json]]:
        notes = self._machine.notes if self._machine is not None else []
        return [
            {"role": one.role, "to": one.to, "text": one.text, "data": dict(one.data), "type": one.type}
            for one in notes
            if (not type_ or one.type == type_) and (role is None or one.role == role) and (to is None or one.to == to)
        ]

    def restart(self, kill: bool = True) -> None:
        """What is in memory alone stays as it is."""

    def report(self) -> list[dict[str, Json]]:
        return [line if isinstance(line, dict) else line.model_dump() for line in report_lines(self.specification)]


def checks_of(module: Any) -> Iterator[tuple[str, Callable[[Any], None]]]:
    """The acceptance checks of a module, each by its name and what it is given besides the system."""
    for name, check in inspect.getmembers(module, inspect.isfunction):
        if not name.startswith("test_"):
            continue
        marks = [mark for mark in getattr(check, "pytestmark", ()) if mark.name == "parametrize"]
        named = [_names(mark.args[0]) for mark in marks]
        for chosen in product(*(mark.args[1] for mark in marks)):
            given: dict[str, Json] = {}
            for names, values in zip(named, chosen, strict=True):
                given |= dict(zip(names, values if len(names) > 1 else (values,), strict=True))
            yield name, lambda system, check=check, given=given: check(system, **given)


def _names(written: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.strip() for one in written.split(",")) if isinstance(written, str) else tuple(written)


def _plain(value: Json) -> Json:
    """Amounts as numbers, as a package prints them."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    decimal = isinstance(value, Decimal) or (isinstance(value, str) and re.fullmatch(r"-?\d+\.\d+", value))
    return float(value) if decimal else value
