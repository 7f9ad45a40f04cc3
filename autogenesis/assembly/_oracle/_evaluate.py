"""Expressions, evaluated straight from the tree: the meaning the generated code is held against."""

from __future__ import annotations

import copy
import operator
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import blueprints as b
from autogenesis.assembly._oracle import _moments, _words
from autogenesis.assembly._oracle._rows import DeclinedError, Row, World

Value = Any
"""None, bool, int, Decimal, Fraction, str, date, datetime, time, Row, tuple or dict of these."""
Bindings = Mapping[str, Value]

_RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_CALCULATIONS: dict[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


class Evaluator:
    """Evaluates expressions over a world; derivations and tables come from its specification."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._weekdays = {calendar.id: calendar.weekdays for calendar in world.specification.calendars}
        self._tables = {table.id: table for table in world.specification.tables}
        self._derivations = {
            (entity.id, derivation.name): derivation
            for entity in world.specification.entities
            for derivation in entity.derivations
        }

    def __call__(self, node: b.Expression, names: Bindings) -> Value:
        return _evaluation(type(node))(self, node, names)

    def over(self, world: World) -> Evaluator:
        """Another one, over another world of the same specification."""
        other = copy.copy(self)
        other._world = world
        return other

    def holds(self, node: b.Expression | None, names: Bindings) -> bool:
        """The truth of a condition; none at all is true."""
        return node is None or self(node, names) is True

    def field(self, row: Row, name: str) -> Value:
        """A field or derivation of a row, as it is now; a reference leads to its row."""
        if name == "id":
            return row.id
        derivation = self._derivations.get((row.entity, name))
        if derivation is not None:
            return self(derivation.value, {"it": row})
        held = self._world.current(row).get(name)
        kind = self._world.leading[row.entity].get(name)
        return held if kind is None else self._world.lead(kind, held)

    def rows(self, node: b.Aggregate | b.Records, names: Bindings) -> list[Row]:
        """The rows an aggregate ranges over, in its order."""
        found = self._world.rows(node.entity)
        if node.where is not None:
            found = [row for row in found if self(node.where, {**names, node.name: row}) is True]
        for key in reversed(node.order):
            found.sort(key=lambda row: _sortable(self(key, {**names, node.name: row})))
        return found

    def _literally(self, node: b.Literally, _: Bindings) -> Value:
        return self._world.read(node.type, node.value)

    def _name(self, node: b.Name, names: Bindings) -> Value:
        return names[node.name] if node.name in names else self._world.always(node.name)

    def _get(self, node: b.Get, names: Bindings) -> Value:
        held = self(node.of, names)
        if isinstance(held, Row):
            return self.field(held, node.field)
        return held.get(node.field) if isinstance(held, Mapping) else None

    def _compare(self, node: b.Compare, names: Bindings) -> bool:
        left, right = self(node.left, names), self(node.right, names)
        left, right = left.id if isinstance(left, Row) else left, right.id if isinstance(right, Row) else right
        if left is None or right is None:
            asked = any(isinstance(side, b.Literally) and side.value is None for side in (node.left, node.right))
            return asked and node.relation in ("==", "!=") and _RELATIONS[node.relation](left, right)
        return _RELATIONS[node.relation](left, right)

    def _allof(self, node: b.AllOf, names: Bindings) -> bool:
        return all(self(term, names) is True for term in node.terms)

    def _anyof(self, node: b.AnyOf, names: Bindings) -> bool:
        return any(self(term, names) is True for term in node.terms)

    def _not(self, node: b.Not, names: Bindings) -> bool:
        return self(node.term, names) is not True

    def _arithmetic(self, node: b.Arithmetic, names: Bindings) -> Value:
        left, right = self(node.left, names), self(node.right, names)
        if left is None or right is None:
            return None
        if node.operator == "/":
            if right == 0:
                raise DeclinedError("arithmetic.zero")
            return settle(Fraction(left) / Fraction(right))
        calculate = _CALCULATIONS[node.operator]
        if isinstance(left, int) and isinstance(right, int):
            return calculate(left, right)
        return settle(calculate(Fraction(left), Fraction(right)))

    def _extreme(self, node: b.Extreme, names: Bindings) -> Value:
        values = [self(term, names) for term in node.terms]
        if None in values:
            return None
        return min(values) if node.which == "smallest" else max(values)

    def _rounded(self, node: b.Rounded, names: Bindings) -> Value:
        value = self(node.value, names)
        return None if value is None else round_to(Fraction(value), node.way, node.places)

    def _contains(self, node: b.Contains, names: Bindings) -> bool:
        collection, item = self(node.collection, names), self(node.item, names)
        if collection is None or item is None:
            return False
        return _folded(item) in [_folded(member) for member in collection]

    def _aggregate(self, node: b.Aggregate, names: Bindings) -> Value:
        found = self.rows(node, names)
        match node.function:
            case "count":
                return len(found)
            case "exists":
                return bool(found)
            case "first":
                return found[0] if found else None
            case "last":
                return found[-1] if found else None
            case "rows":
                return tuple(found)
        assert node.value is not None
        values = tuple(self(node.value, {**names, node.name: row}) for row in found)
        if node.function == "values":
            return values
        present = [value for value in values if value is not None]
        if node.function == "sum":
            return settle(sum((Fraction(value) for value in present), Fraction(0)))
        if not present:
            return None
        return min(present) if node.function == "smallest" else max(present)

    def _records(self, node: b.Records, names: Bindings) -> Value:
        return tuple(
            {name: self(value, {**names, node.name: row}) for name, value in node.fields}
            for row in self.rows(node, names)
        )

    def _lookup(self, node: b.Lookup, names: Bindings) -> Value:
        table = self._tables[node.table]
        keys = [self(key, names) for key in node.keys]
        column = [name for name, _ in table.columns].index(node.column)
        for line in table.lines:
            if all(self._matches(cell, key, names) for cell, key in zip(line.keys, keys, strict=True)):
                return self(line.values[column], names)
        return None

    def _matches(self, cell: b.Cell, key: Value, names: Bindings) -> bool:
        if key is None:
            return cell.equals is None and cell.low is None and cell.high is None
        if cell.equals is not None and _folded(self(cell.equals, names)) != _folded(key):
            return False
        if cell.low is not None:
            low = self(cell.low, names)
            if key < low or (key == low and not cell.low_inclusive):
                return False
        if cell.high is not None:
            high = self(cell.high, names)
            if key > high or (key == high and not cell.high_inclusive):
                return False
        return True

    def _shift(self, node: b.Shift, names: Bindings) -> Value:
        moment, amount = self(node.moment, names), self(node.amount, names)
        if moment is None or amount is None:
            return None
        return _moments.shift(moment, int(amount), node.unit, self._open(node.calendar))

    def _roll(self, node: b.Roll, names: Bindings) -> Value:
        day = self(node.date, names)
        return None if day is None else _moments.roll(day, self._open(node.calendar), node.direction)

    def _between(self, node: b.Between, names: Bindings) -> Value:
        start, end = self(node.start, names), self(node.end, names)
        if start is None or end is None:
            return None
        return _moments.between(start, end, node.unit, self._open(node.calendar))

    def _part(self, node: b.Part, names: Bindings) -> Value:
        moment = self(node.of, names)
        if moment is None:
            return None
        value = _moments.part(moment, node.part)
        return value.replace(tzinfo=self._world.zone) if isinstance(value, datetime) else value

    def _moment(self, node: b.Moment, names: Bindings) -> Value:
        day, at = self(node.date, names), self(node.time, names)
        return None if day is None or at is None else datetime.combine(day, at, self._world.zone)

    def _conditional(self, node: b.Conditional, names: Bindings) -> Value:
        return self(node.then if self.holds(node.test, names) else node.otherwise, names)

    def _present(self, node: b.Present, names: Bindings) -> bool:
        return self(node.value, names) not in (None, "", ())

    def _textfunction(self, node: b.TextFunction, names: Bindings) -> Value:
        arguments = [self(argument, names) for argument in node.arguments]
        if None in arguments:
            return False if node.function in ("contains_word", "ends_with") else None
        return _words.FUNCTIONS[node.function](*arguments)

    def _sentence(self, node: b.Sentence, names: Bindings) -> str:
        parts = (part if isinstance(part, str) else self(part, names) for part in node.parts)
        return "".join(part if isinstance(part, str) else _words.said(part) for part in parts)

    def _open(self, calendar: str | None) -> tuple[int, ...] | None:
        return self._weekdays[calendar] if calendar else None


@cache
def _evaluation(kind: type[b.Expression]) -> Callable[[Evaluator, Any, Bindings], Value]:
    """The method for nodes of a kind: ``_allof`` for AllOf."""
    method: Callable[[Evaluator, Any, Bindings], Value] = getattr(Evaluator, f"_{kind.__name__.lower()}")
    return method


def settle(value: Fraction) -> Decimal | Fraction:
    """The Decimal a fraction is, where it is one exactly."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return value
    return Decimal(value.numerator) / Decimal(value.denominator)


def round_to(value: Fraction, way: str, places: int) -> Decimal | int:
    """`value` rounded up, down or half away from zero; an int where no places are kept."""
    scaled = value * 10**places
    low = scaled.numerator // scaled.denominator
    rest = scaled - low
    if way == "up":
        whole = low + (rest > 0)
    elif way == "down":
        whole = low
    else:
        whole = low + (rest > Fraction(1, 2) or (rest == Fraction(1, 2) and low >= 0))
    return whole if places == 0 else Decimal(whole).scaleb(-places)


def _comparable(value: Value) -> Value:
    return value.id if isinstance(value, Row) else value


def _folded(value: Value) -> Value:
    value = _comparable(value)
    return value.casefold() if isinstance(value, str) else value


def _sortable(value: Value) -> tuple[bool, Value]:
    value = _comparable(value)
    return (value is None, 0 if value is None else value)
