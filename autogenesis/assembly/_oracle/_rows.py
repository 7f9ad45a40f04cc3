"""The world a scenario happens in: rows, the clock, and values read from JSON and written to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import blueprints as b
from autogenesis.core import AssemblyError

Sorted = tuple[dict[str, dict[str, Any]], dict[str, dict[Any, list[tuple[str, dict[str, Any]]]]]]
"""A table, and its rows by what they hold in a field."""
_FEW = 6
"""Rows that are as soon gone through as sorted."""

Kept = tuple[dict[str, dict[str, dict[str, Any]]], dict[str, int]]
"""The rows and the numbers given so far."""

_NUMERIC = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)\Z")


@dataclass(slots=True, unsafe_hash=True)
class Row:
    """A row as it was when it was looked up; `World.current` tells what it holds now. Nobody changes one."""

    entity: str
    id: str
    values: dict[str, Any] = field(hash=False, compare=False)


class DeclinedError(AssemblyError):
    """A rule refuses, as it is meant to."""

    def __init__(self, rule: str, field: str | None = None) -> None:
        super().__init__(f"{rule} refuses", where="the oracle", remedy="Ask for what the rule allows")
        self.rule = rule
        self.field = field


class MistypedError(AssemblyError):
    """A JSON value is not of the type asked for."""

    def __init__(self, value: object) -> None:
        super().__init__(f"{value!r} is of another type", where="the oracle", remedy="Give a value of the type")


@dataclass
class World:
    """Everything that changes while a scenario runs."""

    specification: b.Specification
    now: datetime
    zone: ZoneInfo
    by: str = ""
    role: str = ""
    tables: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    _sorted: dict[str, Sorted] = field(default_factory=dict)
    _own: set[str] = field(default_factory=set)
    """The tables that are nobody else's; others are copied before they are changed."""

    def __post_init__(self) -> None:
        self.entities = {entity.id: entity for entity in self.specification.entities}
        self.field_types = {
            entity.id: {item.name: item.type for item in entity.fields} for entity in self.specification.entities
        }
        self.leading = {
            entity: {
                name: kind for name, kind in types.items() if "reference" in (kind.kind, kind.item and kind.item.kind)
            }
            for entity, types in self.field_types.items()
        }
        """The fields that lead to rows."""
        for name in self.entities:
            self.tables.setdefault(name, {})
        for holder in self.specification.entities:
            for given in holder.initial:
                self._begin(holder, dict(given))

    def _begin(self, entity: b.Entity, given: dict[str, b.Literally]) -> None:
        """A row that exists from the start; what is not given takes the field's default."""
        values: dict[str, Any] = {}
        for item in entity.fields:
            value = given.get(item.name, item.default)
            known = self.read(item.type, value.value) if isinstance(value, b.Literally) else None
            values[item.name] = () if known is None and item.type.kind == "list" else known
        self.add(entity.id, values)

    def fork(self) -> World:
        """Another world in the same state."""
        other = object.__new__(World)
        other.__dict__.update(self.__dict__)
        other.tables, other.counters = self.kept()
        other._own, other._sorted = set(), dict(self._sorted)
        return other

    def kept(self) -> Kept:
        """What there is, to go back to."""
        self._own.clear()
        return dict(self.tables), dict(self.counters)

    def go_back(self, kept: Kept) -> None:
        """Be as it was."""
        self.tables, self.counters = kept
        self._own.clear()

    def change(self, entity: str) -> dict[str, dict[str, Any]]:
        """The rows of an entity, to be changed."""
        self._sorted.pop(entity, None)
        if entity not in self._own:
            self.tables[entity] = dict(self.tables[entity])
            self._own.add(entity)
        return self.tables[entity]

    def holding(self, entity: str, field: str, value: Any) -> Iterable[tuple[str, dict[str, Any]]]:
        """The rows of an entity that hold a value, with their ids, in order of creation."""
        table = self.tables[entity]
        if len(table) > _FEW:
            known = self._sorted.get(entity)
            if known is None or known[0] is not table:
                known = self._sorted[entity] = (table, {})
            try:
                if field not in known[1]:
                    known[1][field] = _by_value(table, field)
                return known[1][field].get(value, ())
            except TypeError:  # something that cannot be looked up
                known[1].pop(field, None)
        return [(id, values) for id, values in table.items() if values.get(field) == value]

    def always(self, name: str) -> Any:
        """What a name that is always bound stands for."""
        match name:
            case "now":
                return self.now
            case "today":
                return self.now.date()
            case "by":
                return self.by
            case "role":
                return self.role
        raise KeyError(name)

    def rows(self, entity: str) -> list[Row]:
        """All rows of an entity in order of creation."""
        return [Row(entity, id, values) for id, values in self.tables[entity].items()]

    def find(self, entity: str, id: str) -> Row | None:
        """The row with that id."""
        values = self.tables[entity].get(id)
        return None if values is None else Row(entity, id, values)

    def current(self, row: Row) -> dict[str, Any]:
        """What the row holds now; a row taken away holds what it last held."""
        return self.tables[row.entity].get(row.id, row.values)

    def lead(self, kind: b.Type, stored: Any) -> Any:
        """A stored value as expressions see it: references lead to their rows."""
        if stored is None:
            return None
        if kind.kind == "reference":
            assert kind.entity is not None
            found = self.find(kind.entity, stored)
            return found if found is not None or not kind.deferred else Row(kind.entity, stored, {})
        if kind.kind == "list" and kind.item is not None and kind.item.kind == "reference":
            return tuple(self.lead(kind.item, item) for item in stored)
        return stored

    def add(self, entity: str, values: dict[str, Any], id: str | None = None) -> Row:
        """A new row; its id is its key, the one given, or the next number."""
        key = self.entities[entity].key
        if key is not None:
            id = str(values[key])
        if id is None:
            prefix = entity.rsplit(".", 1)[-1].strip("_")
            while True:
                self.counters[entity] = self.counters.get(entity, 0) + 1
                id = f"{prefix}-{self.counters[entity]}"
                if id not in self.tables[entity]:
                    break
        self.change(entity)[id] = values
        return Row(entity, id, values)

    def read(self, kind: b.Type, value: Any) -> Any:
        """The value that its JSON form stands for; raises MistypedError."""
        if value is None:
            return None
        match kind.kind:
            case "integer" | "duration":
                return _integer(value)
            case "decimal" | "money" | "percent":
                return _decimal(value)
            case "boolean":
                return _expect(value, bool)
            case "list":
                assert kind.item is not None
                return tuple(self.read(kind.item, item) for item in _expect(value, list | tuple))
            case "record" | "nothing":
                return value
        text = _expect(value, str)
        match kind.kind:
            case "choice":
                if text not in kind.choices:
                    raise MistypedError(text)
                return text
            case "date":
                return _parsed(date.fromisoformat, text)
            case "time":
                return _parsed(time.fromisoformat, text)
            case "datetime":
                return self.moment(text)
        return text

    def moment(self, text: str) -> datetime:
        """An ISO datetime; without an offset it is in the zone of the system."""
        at: datetime = _parsed(datetime.fromisoformat, text)
        return at.replace(tzinfo=self.zone) if at.tzinfo is None else at.astimezone(self.zone)


_WRITTEN_AS_IT_IS = frozenset({str, int, bool, type(None), Decimal, float})


def _by_value(table: dict[str, dict[str, Any]], field: str) -> dict[Any, list[tuple[str, dict[str, Any]]]]:
    found: dict[Any, list[tuple[str, dict[str, Any]]]] = {}
    for id, values in table.items():
        found.setdefault(values.get(field), []).append((id, values))
    return found


def as_json(value: Any) -> Any:
    """A value as the system writes it; Decimals stay so that comparisons are exact."""
    if type(value) in _WRITTEN_AS_IT_IS:
        return value
    match value:
        case Row():
            return value.id
        case datetime() | date() | time():
            return value.isoformat()
        case tuple() | list():
            return [as_json(item) for item in value]
        case dict():
            return {key: as_json(item) for key, item in value.items()}
        case Fraction():
            return Decimal(value.numerator) / Decimal(value.denominator)
    return value


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise MistypedError(value)
    return value


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise MistypedError(value)
    text = str(value).strip()
    if isinstance(value, str) and not _NUMERIC.match(text):
        raise MistypedError(value)
    try:
        found = Decimal(text)
    except InvalidOperation as error:
        raise MistypedError(value) from error
    if not found.is_finite():
        raise MistypedError(value)
    return found


def _expect(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise MistypedError(value)
    return value


def _parsed(parse: Any, text: str) -> Any:
    try:
        return parse(text)
    except ValueError as error:
        raise MistypedError(text) from error
