"""The skills that a specification performs, as the code that carries them.

The kit, and the database that it brings along, is imported only where a skill is performed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from decimal import Decimal
from importlib import import_module
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import blueprints as b
from autogenesis.assembly._oracle import DeclinedError, Performer
from autogenesis.core import AssemblyError
from autogenesis.skills import skill


@dataclass(frozen=True)
class SkillPart:
    """A skill as assembly sees it: what it takes and gives, and the kit module and function that carry it.

    `records` are the parameters that take lists of a class of that module, `calendars` those that take a calendar,
    `settings` those that take constants of the specification, by their class.
    """

    signature: b.SkillSignature
    module: str
    function: str
    records: Mapping[str, str]
    calendars: frozenset[str]
    settings: Mapping[str, type]
    written: str = ""
    """The kind of what it gives, where a model wrote it and nobody vouches for it."""

    def constant(self, parameter: str) -> bool:
        """Whether a parameter takes something that the specification declares, by its id."""
        return parameter in self.calendars or parameter in self.settings

    @property
    def short(self) -> str:
        """The module's own name."""
        return self.module.rsplit(".", 1)[-1]


def skill_parts(specification: b.Specification) -> dict[str, SkillPart]:
    """The parts for every skill named in a `perform`, by skill."""
    return {id: _part(id) for id in sorted(set(_performed(specification)))}


def performer(specification: b.Specification) -> Performer:
    """Runs skills for the oracle, by the kit's own function; what a skill refuses is declined."""
    parts = skill_parts(specification)
    if not parts:
        return _unskilled
    from autogenesis.kit import Refused
    from autogenesis.kit.values import Calendar

    constants: dict[str, Any] = {item.id: Calendar(item.name, item.weekdays) for item in specification.calendars}
    constants |= {item.id: setting_value(item) for item in specification.settings}

    def perform(id: str, arguments: Mapping[str, Any]) -> Any:
        part = parts[id]
        module = import_module(f"autogenesis.kit.{part.module}")
        given: dict[str, Any] = {}
        for name, value in arguments.items():
            if name in part.records:
                given[name] = [getattr(module, part.records[name])(**item) for item in value]
            else:
                given[name] = constants[value] if part.constant(name) else value
        try:
            return _plain(getattr(module, part.function)(**given))
        except Refused as refusal:
            raise DeclinedError(refusal.rule, refusal.field) from refusal

    return perform


def _unskilled(id: str, _: Mapping[str, Any]) -> Any:
    raise AssemblyError(f"{id} is not known", where="the oracle", remedy="Perform skills that the specification names")


def skill_module(id: str) -> str:
    """The short name of the kit module that carries a skill."""
    return _part(id).short


def setting_value(setting: b.Setting) -> Any:
    """The constants as the object that skills take; AssemblyError where they do not fit its class."""
    from autogenesis.kit import Refused

    kind = _part(setting.skill).settings.get(setting.parameter)
    try:
        if kind is None:
            raise TypeError(f"{setting.skill} takes no constants as {setting.parameter!r}")
        return _made(kind, setting.values)
    except (KeyError, TypeError, ValueError, Refused) as error:
        raise AssemblyError(
            f"these constants do not fit: {error}", where=setting.id, remedy="Correct them, or remove the setting"
        ) from error


def _made(hint: Any, value: Any) -> Any:
    """A JSON value as one of that type: objects are instances of its class, texts exact numbers where it says so."""
    kinds = [each for each in (get_args(hint) or (hint,)) if each is not NoneType]
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return hint(**{name: _made(hints[name], item) for name, item in value.items()})
    if get_origin(hint) is tuple:
        hints_of = [kinds[0]] * len(value) if Ellipsis in kinds else kinds
        return tuple(_made(each, item) for each, item in zip(hints_of, value, strict=True))
    tuples = [each for each in kinds if get_origin(each) is tuple]
    if tuples and isinstance(value, list | tuple):
        return _made(tuples[0], value)
    return Decimal(value) if isinstance(value, str) and Decimal in kinds else value


def _part(id: str) -> SkillPart:
    from autogenesis.kit.values import Calendar

    known = skill(id)
    module = import_module(f"autogenesis.kit.behaviours.{known.behaviour}")
    function: Callable[..., Any] = getattr(module, known.function)
    hints: dict[str, Any] = get_type_hints(function)
    records = {
        name: str(getattr(item, "__name__", ""))
        for name, hint in hints.items()
        for item in get_args(hint)
        if is_dataclass(item)
    }
    records.pop("return", None)
    return SkillPart(
        known.signature,
        f"behaviours.{known.behaviour}",
        known.function,
        dict(records),
        frozenset(name for name, hint in hints.items() if hint is Calendar),
        {
            name: hint
            for name, hint in hints.items()
            if name != "return" and isinstance(hint, type) and is_dataclass(hint) and hint is not Calendar
        },
    )


def _plain(value: Any) -> Any:
    """What a skill gives, as the oracle holds it: instances of its classes by their fields."""
    if isinstance(value, list | tuple):
        return tuple(_plain(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _performed(specification: b.Specification) -> Iterator[str]:
    acting: tuple[b.Operation | b.Reaction | b.Timer | b.Schedule, ...] = (
        *specification.operations,
        *specification.reactions,
        *specification.timers,
        *specification.schedules,
    )
    for element in acting:
        yield from _in(element.steps)


def _in(steps: Iterable[b.Statement]) -> Iterator[str]:
    for step in steps:
        match step:
            case b.Perform():
                yield step.skill
            case b.Each():
                yield from _in(step.steps)
            case b.When():
                yield from _in((*step.then, *step.otherwise))
