"""Expressions made ready: each node of the tree once, as a function of a world and the names bound in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from fractions import Fraction
from functools import cache, lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import Any

import blueprints as b
from autogenesis.assembly._oracle import _moments, _words
from autogenesis.assembly._oracle._numbers import Value, calculated, divided, folded, round_to, total
from autogenesis.assembly._oracle._ranges import ranging
from autogenesis.assembly._oracle._rows import Row, World

Bindings = Mapping[str, Value]
Code = Callable[[World, Bindings], Value]
"""What a node means: its value in a world, under names."""

RELATIONS: dict[str, Callable[[Any, Any], bool]] = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_SAME_IN_EVERY_WORLD = frozenset(
    {"integer", "duration", "decimal", "money", "percent", "boolean", "text", "choice", "date", "time"}
)


class Meaning:
    """The functions for all nodes of a specification, made when they are first asked for."""

    steady = True
    """Whether nothing is noted when they are used."""

    def __init__(self, specification: b.Specification) -> None:
        self._weekdays = {calendar.id: calendar.weekdays for calendar in specification.calendars}
        self._tables = {table.id: table for table in specification.tables}
        self._derivations = {
            (entity.id, derivation.name): derivation.value
            for entity in specification.entities
            for derivation in entity.derivations
        }
        self._kinds = {(entity.id, item.name): item.type for entity in specification.entities for item in entity.fields}
        self._ways: dict[tuple[str, str], Callable[[World, Row], Value]] = {}
        self._codes: dict[int, tuple[b.Expression, Code]] = {}

    def of(self, node: b.Expression) -> Code:
        """The function for a node; the node is kept, so that no other one gets its identity."""
        known = self._codes.get(id(node))
        if known is None:
            known = self._codes[id(node)] = (node, maker(type(node))(self, node))
        return known[1]

    def stored(self, entity: str, name: str) -> bool:
        """Whether rows of an entity hold a field as it is, neither calculated nor a list."""
        kind = self._kinds.get((entity, name))
        return kind is not None and kind.kind != "list" and (entity, name) not in self._derivations

    def field(self, entity: str, name: str) -> Callable[[World, Row], Value]:
        """How a field or derivation of a row is looked up, as it is now; a reference leads to its row."""
        way = self._ways.get((entity, name))
        if way is None:
            way = self._ways[entity, name] = self._way(entity, name)
        return way

    def _way(self, entity: str, name: str) -> Callable[[World, Row], Value]:
        if name == "id":
            return lambda _, row: row.id
        derived = self._derivations.get((entity, name))
        if derived is not None:
            calculate = self.of(derived)
            return lambda world, row: calculate(world, {"it": row})
        kind = self._kinds.get((entity, name))
        if kind is not None and kind.kind == "reference":
            return _leading(entity, name, kind)
        if kind is not None and kind.item is not None and kind.item.kind == "reference":
            listed = kind
            return lambda world, row: world.lead(listed, world.current(row).get(name))
        return lambda world, row: world.tables[entity].get(row.id, row.values).get(name)

    def _all(self, nodes: Iterable[b.Expression]) -> tuple[Code, ...]:
        return tuple(self.of(node) for node in nodes)

    def _literally(self, node: b.Literally) -> Code:
        if node.type.kind not in _SAME_IN_EVERY_WORLD:
            return lambda world, _: world.read(node.type, node.value)
        known: list[Value] = []

        def literal(world: World, _: Bindings) -> Value:
            if not known:
                known.append(world.read(node.type, node.value))
            return known[0]

        return literal

    def _name(self, node: b.Name) -> Code:
        name = node.name
        return lambda world, names: names[name] if name in names else world.always(name)

    def _get(self, node: b.Get) -> Code:
        of, name, field = self.of(node.of), node.field, self.field
        ways: dict[str, Callable[[World, Row], Value]] = {}

        def get(world: World, names: Bindings) -> Value:
            held = of(world, names)
            if type(held) is Row:
                way = ways.get(held.entity)
                if way is None:
                    way = ways[held.entity] = field(held.entity, name)
                return way(world, held)
            return held.get(name) if held is not None and isinstance(held, Mapping) else None

        return get

    def _compare(self, node: b.Compare) -> Code:
        left_of, right_of, relate = self.of(node.left), self.of(node.right), RELATIONS[node.relation]
        nothing = any(isinstance(side, b.Literally) and side.value is None for side in (node.left, node.right))
        asked = nothing and node.relation in ("==", "!=")

        def compare(world: World, names: Bindings) -> bool:
            left, right = left_of(world, names), right_of(world, names)
            if type(left) is Row:
                left = left.id
            if type(right) is Row:
                right = right.id
            return (asked or (left is not None and right is not None)) and relate(left, right)

        return compare

    def _allof(self, node: b.AllOf) -> Code:
        terms = self._all(node.terms)

        def all_of(world: World, names: Bindings) -> bool:
            for term in terms:  # noqa: SIM110 (much asked for, and faster so)
                if term(world, names) is not True:
                    return False
            return True

        return all_of

    def _anyof(self, node: b.AnyOf) -> Code:
        terms = self._all(node.terms)
        return lambda world, names: any(term(world, names) is True for term in terms)

    def _not(self, node: b.Not) -> Code:
        term = self.of(node.term)
        return lambda world, names: term(world, names) is not True

    def _arithmetic(self, node: b.Arithmetic) -> Code:
        left_of, right_of, sign = self.of(node.left), self.of(node.right), node.operator

        def arithmetic(world: World, names: Bindings) -> Value:
            left, right = left_of(world, names), right_of(world, names)
            if left is None or right is None:
                return None
            return divided(left, right) if sign == "/" else calculated(sign, left, right)

        return arithmetic

    def _extreme(self, node: b.Extreme) -> Code:
        terms, choose = self._all(node.terms), min if node.which == "smallest" else max

        def extreme(world: World, names: Bindings) -> Value:
            values = [term(world, names) for term in terms]
            return None if None in values else choose(values)

        return extreme

    def _rounded(self, node: b.Rounded) -> Code:
        of = self.of(node.value)

        def rounded(world: World, names: Bindings) -> Value:
            value = of(world, names)
            return None if value is None else round_to(Fraction(value), node.way, node.places)

        return rounded

    def _contains(self, node: b.Contains) -> Code:
        whole, piece = self.of(node.collection), self.of(node.item)

        def contains(world: World, names: Bindings) -> bool:
            collection, item = whole(world, names), piece(world, names)
            if collection is None or item is None:
                return False
            return folded(item) in [folded(member) for member in collection]

        return contains

    def _aggregate(self, node: b.Aggregate) -> Code:
        rows, name, function = ranging(self, node), node.name, node.function
        if function in _OF_ROWS:
            sum_up = _OF_ROWS[function]
            return lambda world, names: sum_up(rows(world, names))
        assert node.value is not None
        of, reckon = self.of(node.value), _OF_VALUES[function]
        return lambda world, names: reckon([of(world, {**names, name: row}) for row in rows(world, names)])

    def _records(self, node: b.Records) -> Code:
        rows, name = ranging(self, node), node.name
        fields = tuple((field, self.of(value)) for field, value in node.fields)

        def records(world: World, names: Bindings) -> Value:
            scopes = ({**names, name: row} for row in rows(world, names))
            return tuple({field: of(world, scope) for field, of in fields} for scope in scopes)

        return records

    def _lookup(self, node: b.Lookup) -> Code:
        table, keys = self._tables[node.table], self._all(node.keys)
        column = [name for name, _ in table.columns].index(node.column)
        lines = [(tuple(self._cell(cell) for cell in line.keys), self.of(line.values[column])) for line in table.lines]

        def lookup(world: World, names: Bindings) -> Value:
            given = [key(world, names) for key in keys]
            for cells, value in lines:
                if all(cell(world, names, key) for cell, key in zip(cells, given, strict=True)):
                    return value(world, names)
            return None

        return lookup

    def _cell(self, cell: b.Cell) -> Callable[[World, Bindings, Value], bool]:
        """Whether a cell of a table is for a key."""
        equals, low, high = (None if it is None else self.of(it) for it in (cell.equals, cell.low, cell.high))

        def matches(world: World, names: Bindings, key: Value) -> bool:
            if key is None:
                return equals is None and low is None and high is None
            if equals is not None and folded(equals(world, names)) != folded(key):
                return False
            if low is not None:
                bound = low(world, names)
                if key < bound or (key == bound and not cell.low_inclusive):
                    return False
            if high is not None:
                bound = high(world, names)
                if key > bound or (key == bound and not cell.high_inclusive):
                    return False
            return True

        return matches

    def _shift(self, node: b.Shift) -> Code:
        moment_of, amount_of, open_days = self.of(node.moment), self.of(node.amount), self._open(node.calendar)

        def shift(world: World, names: Bindings) -> Value:
            moment, amount = moment_of(world, names), amount_of(world, names)
            if moment is None or amount is None:
                return None
            return _moments.shift(moment, int(amount), node.unit, open_days)

        return shift

    def _roll(self, node: b.Roll) -> Code:
        of, open_days = self.of(node.date), self._open(node.calendar)

        def roll(world: World, names: Bindings) -> Value:
            day = of(world, names)
            return None if day is None else _moments.roll(day, open_days, node.direction)

        return roll

    def _between(self, node: b.Between) -> Code:
        start_of, end_of, open_days = self.of(node.start), self.of(node.end), self._open(node.calendar)

        def between(world: World, names: Bindings) -> Value:
            start, end = start_of(world, names), end_of(world, names)
            if start is None or end is None:
                return None
            return _moments.between(start, end, node.unit, open_days)

        return between

    def _part(self, node: b.Part) -> Code:
        of, part = self.of(node.of), node.part

        def part_of(world: World, names: Bindings) -> Value:
            moment = of(world, names)
            if moment is None:
                return None
            value = _moments.part(moment, part)
            return value.replace(tzinfo=world.zone) if isinstance(value, datetime) else value

        return part_of

    def _moment(self, node: b.Moment) -> Code:
        day_of, time_of = self.of(node.date), self.of(node.time)

        def moment(world: World, names: Bindings) -> Value:
            day, at = day_of(world, names), time_of(world, names)
            return None if day is None or at is None else datetime.combine(day, at, world.zone)

        return moment

    def _conditional(self, node: b.Conditional) -> Code:
        test, then, otherwise = self.of(node.test), self.of(node.then), self.of(node.otherwise)
        return lambda world, names: (then if test(world, names) is True else otherwise)(world, names)

    def _present(self, node: b.Present) -> Code:
        of = self.of(node.value)
        return lambda world, names: of(world, names) not in (None, "", ())

    def _textfunction(self, node: b.TextFunction) -> Code:
        arguments, function = self._all(node.arguments), _words.FUNCTIONS[node.function]
        unknown = False if node.function in ("contains_word", "ends_with") else None

        def text_function(world: World, names: Bindings) -> Value:
            given = [argument(world, names) for argument in arguments]
            return unknown if None in given else function(*given)

        return text_function

    def _sentence(self, node: b.Sentence) -> Code:
        parts = [part if isinstance(part, str) else self.of(part) for part in node.parts]

        def sentence(world: World, names: Bindings) -> str:
            return _words.told(part if isinstance(part, str) else part(world, names) for part in parts)

        return sentence

    def _open(self, calendar: str | None) -> tuple[int, ...] | None:
        return self._weekdays[calendar] if calendar else None


def _leading(entity: str, name: str, kind: b.Type) -> Callable[[World, Row], Value]:
    """How the row is looked up that a field refers to."""
    goal, deferred = str(kind.entity), kind.deferred

    def lead(world: World, row: Row) -> Row | None:
        id = world.tables[entity].get(row.id, row.values).get(name)
        if id is None:
            return None
        values = world.tables[goal].get(id)
        if values is not None:
            return Row(goal, id, values)
        return Row(goal, id, {}) if deferred else None

    return lead


def meaning(specification: b.Specification) -> Meaning:
    """The meaning of a specification; the same one while it is in use."""
    return _meaning(_Itself(specification))


class _Itself:
    """A specification as a key: equal to itself only, which is quicker told than equal contents."""

    def __init__(self, it: b.Specification) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.it is self.it

    def __hash__(self) -> int:
        return id(self.it)


@lru_cache(maxsize=4)
def _meaning(specification: _Itself) -> Meaning:
    return Meaning(specification.it)


@cache
def maker(kind: type[b.Expression]) -> Callable[[Meaning, Any], Code]:
    """The method for nodes of a kind: ``_allof`` for AllOf."""
    method: Callable[[Meaning, Any], Code] = getattr(Meaning, f"_{kind.__name__.lower()}")
    return method


_OF_ROWS: dict[str, Callable[[list[Row]], Value]] = {
    "count": len,
    "exists": bool,
    "first": lambda rows: rows[0] if rows else None,
    "last": lambda rows: rows[-1] if rows else None,
    "rows": tuple,
}


def _present(values: list[Value]) -> list[Value]:
    return [value for value in values if value is not None]


_OF_VALUES: dict[str, Callable[[list[Value]], Value]] = {
    "values": tuple,
    "sum": lambda values: total(_present(values)),
    "smallest": lambda values: min(_present(values), default=None),
    "largest": lambda values: max(_present(values), default=None),
}
