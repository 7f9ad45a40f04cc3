"""Finds what cannot be: bounds that no value meets, bands that are empty, lines of tables that clash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from blueprints._expressions import AllOf, Between, Compare, Expression, Literally
from blueprints._problem import Problem
from blueprints._specification import Cell, Guard, Specification, Table

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


class Interval(NamedTuple):
    """The values between two bounds, each absent where there is none, each inclusive or not."""

    low: Any = None
    low_inclusive: bool = True
    high: Any = None
    high_inclusive: bool = True

    @property
    def empty(self) -> bool:
        """True where no value lies between."""
        if self.low is None or self.high is None:
            return False
        if self.low == self.high:
            return not (self.low_inclusive and self.high_inclusive)
        return bool(self.low > self.high)

    def __and__(self, other: Interval) -> Interval:
        low, low_inclusive = self.low, self.low_inclusive
        if low is None or (other.low is not None and other.low > low):
            low, low_inclusive = other.low, other.low_inclusive
        elif other.low == low:
            low_inclusive = low_inclusive and other.low_inclusive
        high, high_inclusive = self.high, self.high_inclusive
        if high is None or (other.high is not None and other.high < high):
            high, high_inclusive = other.high, other.high_inclusive
        elif other.high == high:
            high_inclusive = high_inclusive and other.high_inclusive
        return Interval(low, low_inclusive, high, high_inclusive)


def contradictions(specification: Specification) -> Iterator[Problem]:
    """Bounds that must hold together and cannot; lines of decision tables that clash."""
    for entity in specification.entities:
        yield from _clashing_guards(entity.id, entity.invariants)
    for operation in specification.operations:
        yield from _clashing_guards(operation.id, operation.guards)
    for table in specification.tables:
        yield from _table_problems(table)


def constant(expression: Expression | None) -> Any:
    """The Python value of a constant; None for anything else."""
    if not isinstance(expression, Literally) or expression.value is None:
        return None
    value = expression.value
    try:
        match expression.type.kind:
            case "date":
                return date.fromisoformat(str(value))
            case "datetime":
                return datetime.fromisoformat(str(value))
            case "time":
                return time.fromisoformat(str(value))
            case "boolean" | "text" | "choice" | "person" | "reference":
                return value
        return Decimal(str(value))
    except (ValueError, ArithmeticError):
        return None  # no constant of its type: the typing check names it


def _clashing_guards(element: str, guards: Iterable[Guard]) -> Iterator[Problem]:
    """Everything in `guards` must hold at once, so the bounds on one expression must leave it a value."""
    bounds: dict[tuple[Expression, type], Interval] = {}
    for guard in guards:
        for compare in _conjuncts(guard.requires):
            subject, interval = _bound(compare)
            if subject is None or interval is None:
                continue
            key = (subject, type(interval.low if interval.low is not None else interval.high))
            left = bounds.get(key, Interval()) & interval
            if left.empty and not bounds.get(key, Interval()).empty:
                yield Problem(
                    element=guard.id,
                    code="contradictory_bounds",
                    message=f"No value meets this and the other rules of {element}: {_shown(left)}",
                    remedy="Correct one of the bounds",
                )
            bounds[key] = left


def _conjuncts(expression: Expression) -> Iterator[Compare]:
    if isinstance(expression, AllOf):
        for term in expression.terms:
            yield from _conjuncts(term)
    elif isinstance(expression, Compare):
        yield expression


def _bound(compare: Compare) -> tuple[Expression | None, Interval | None]:
    relation, subject, value = compare.relation, compare.left, constant(compare.right)
    if value is None:
        relation, subject, value = _FLIPPED[compare.relation], compare.right, constant(compare.left)  # type: ignore[assignment]
    if value is None or isinstance(subject, Literally):
        return None, None
    interval = _interval(relation, value)
    if isinstance(subject, Between) and interval is not None:
        interval &= Interval(low=Decimal(0))
    return subject, interval


def _interval(relation: str, value: Any) -> Interval | None:
    match relation:
        case "==":
            return Interval(value, True, value, True)
        case "<" | "<=":
            return Interval(high=value, high_inclusive=relation == "<=")
        case ">" | ">=":
            return Interval(low=value, low_inclusive=relation == ">=")
    return None


def _table_problems(table: Table) -> Iterator[Problem]:
    for number, line in enumerate(table.lines, 1):
        if len(line.keys) != len(table.keys) or len(line.values) != len(table.columns):
            yield _line_problem(table, number, "ragged_line", "has not one cell for each key and column", "Complete it")
            return
    lines = [tuple(_band(cell) for cell in line.keys) for line in table.lines]
    for number, bands in enumerate(lines, 1):
        if any(band is not None and band.empty for band in bands):
            yield _line_problem(table, number, "empty_band", "has a band that no value falls into", "Swap its bounds")
    for later, bands in enumerate(lines):
        for earlier in range(later):
            code = _clash(lines[earlier], bands)
            if code is not None and table.lines[earlier].values != table.lines[later].values:
                how = "is never reached" if code == "unreachable_line" else "overlaps"
                yield _line_problem(
                    table,
                    later + 1,
                    code,
                    f"{how} because of line {earlier + 1}",
                    "Correct the bounds of one",
                )


def _clash(earlier: tuple[Interval | None, ...], later: tuple[Interval | None, ...]) -> str | None:
    """How two lines clash; a later, wider line is the rest, and meant."""
    if any(one is None or other is None for one, other in zip(earlier, later, strict=True)):
        return None
    pairs = [(one, other) for one, other in zip(earlier, later, strict=True) if one is not None and other is not None]
    try:
        both = [one & other for one, other in pairs]
        if any(band.empty for band in both) or any(band.empty for pair in pairs for band in pair):
            return None
        if all(band == other for band, (_, other) in zip(both, pairs, strict=True)):
            return "unreachable_line"
        if all(band == one for band, (one, _) in zip(both, pairs, strict=True)):
            return None
    except TypeError:
        return None  # bounds of different types: the typing check names them
    differing = sum(one != other for one, other in pairs)
    return "overlapping_bands" if differing == 1 else None  # with several keys, the order of lines is meant


def _band(cell: Cell) -> Interval | None:
    """The values a cell lets through; None where they are not constants."""
    if cell.equals is not None:
        value = constant(cell.equals)
        return None if value is None else Interval(value, True, value, True)
    low, high = constant(cell.low), constant(cell.high)
    if (cell.low is not None and low is None) or (cell.high is not None and high is None):
        return None
    return Interval(low, cell.low_inclusive or low is None, high, cell.high_inclusive or high is None)


def _line_problem(table: Table, number: int, code: str, fault: str, remedy: str) -> Problem:
    return Problem(element=table.id, code=code, message=f"Line {number} of {table.id} {fault}", remedy=remedy)


def _shown(interval: Interval) -> str:
    low = "at least" if interval.low_inclusive else "more than"
    high = "at most" if interval.high_inclusive else "less than"
    return f"{low} {interval.low} and {high} {interval.high}"
