"""Owns which field of a row a bare measure speaks of: "older than 18", "over 500 euro", "longer than 7 days"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import blueprints as bp
from autogenesis.language._literals import Bound, Duration, Literal, Measure, Money, Number, Range
from autogenesis.language.meaning._assumed import ends, measure
from autogenesis.language.meaning._comparisons import TIMES
from autogenesis.language.meaning._debts import debt
from autogenesis.language.meaning._members import members, moments_first, value_at
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.readings._due_dates import entered

_BIRTH = frozenset({"birth", "birthday", "born", "birthdate"})
_BY_WORD: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("heavier", "lighter", "weigh"), ("weight",)),
    (("higher", "taller", "lower"), ("height", "level", "value", "price")),
    (("dearer", "cheaper", "cost", "owe"), ("price", "cost", "fee", "amount", "balance", "debt", "total")),
    (("longer", "shorter", "last", "take"), ("length", "duration")),
    (("larger", "bigger", "smaller"), ("size", "area", "volume", "number")),
)


def measured(row: Row, literal: Literal, scope: Scope, verb: str = "") -> Value:
    """The field of a row that a measure without its name speaks of; raises NotUnderstoodError where that is open."""
    limit = literal.value if isinstance(literal, Bound) else literal.low if isinstance(literal, Range) else literal
    said = f"{literal.text.lower()} {verb}"
    owed = debt(row, limit, scope) if verb == "owe" else None
    if owed is not None:
        return owed
    for reading in (_worded, _aged, _lasting):
        found = reading(row, limit, said, scope)
        if found is not None:
            return found
    fitting = [name for name, kind in _kinds(row) if _fits(kind, limit)]
    if not fitting and isinstance(limit, Measure):
        counted = _first(row, scope, lambda label, kind: "quantity" in label and kind.is_number)
        if counted is not None and limit.unit in {"piece", "item", "unit", "copy"}:
            return counted
    if not fitting and not row.fresh:
        name = measure(row.entity, limit, said, scope)
        if name is not None:
            return value_at(row, name, scope.draft)
    if not fitting and not row.fresh and isinstance(limit, Duration):
        ends(row.entity, literal.span, scope)
        lasting = _lasting(row, limit, said, scope)
        if lasting is not None:
            return lasting
    if len(fitting) != 1:
        raise NotUnderstoodError(f"it is not known what of {row.entity.label} “{literal.text}” speaks of", literal.span)
    return value_at(row, fitting[0], scope.draft)


def _kinds(row: Row) -> Iterator[tuple[str, bp.Type]]:
    for member in members(row.entity):
        yield member.name, member.type


def _fits(kind: bp.Type, limit: object) -> bool:
    match limit:
        case Money():
            return kind.kind == "money"
        case Duration():
            return kind.kind == "duration"
        case Measure(unit=unit):
            return kind.is_number and (kind.unit or "").removesuffix("s") == unit.removesuffix("s")
    return kind.kind in {"integer", "decimal", "percent"}


def _worded(row: Row, limit: object, said: str, scope: Scope) -> Value | None:
    """The field that the word of comparison names."""
    for words, labels in _BY_WORD:
        if any(word in said.split() for word in words):
            return _first(row, scope, _number_called(labels))
    return None


def _number_called(labels: tuple[str, ...]) -> Callable[[set[str], bp.Type], bool]:
    return lambda label, kind: kind.is_number and bool(set(labels) & label)


def _first(row: Row, scope: Scope, fits: Callable[[set[str], bp.Type], bool]) -> Value | None:
    for member in members(row.entity):
        if fits(set(member.label.lower().replace("-", " ").split()), member.type):
            return value_at(row, member.name, scope.draft)
    return None


def _aged(row: Row, limit: object, said: str, scope: Scope) -> Value | None:
    """An age in years, else how long ago the row was entered."""
    years = isinstance(limit, Number) or (isinstance(limit, Duration) and limit.unit == "year")
    if years:
        found = _first(row, scope, lambda label, kind: "age" in label and kind.is_number)
        found = found or _first(row, scope, lambda label, kind: bool(_BIRTH & label) and kind.kind in TIMES)
        if found is not None:
            return found
    if isinstance(limit, Duration) and {"older", "younger", "old"} & set(said.split()) and not row.fresh:
        dated = next((n for n, k in _kinds(row) if k.kind in TIMES and n not in row.entity.later), None)
        name = dated or entered(scope.draft, row.entity)
        return value_at(row, name, scope.draft)
    return None


def _lasting(row: Row, limit: object, said: str, scope: Scope) -> Value | None:
    """How long it lasts, from its start to its end."""
    if not isinstance(limit, Duration):
        return None
    start = _first(
        row,
        scope,
        lambda label, kind: bool({"start", "begin", "beginning", "from", "arrival"} & label) and kind.kind in TIMES,
    )
    end = _first(
        row,
        scope,
        lambda label, kind: bool({"end", "until", "to", "departure", "return"} & label) and kind.kind in TIMES,
    )
    if start is None or end is None or start.type.kind != end.type.kind:
        return None
    unit: bp.Unit = "days" if start.type.kind == "date" else "minutes"
    kind = bp.Type(kind="duration", unit=unit)
    return Value(bp.Between(start=start.expression, end=end.expression, unit=unit), kind)


_BEGINS = ("start", "begin", "from", "arrival", "pickup", "day", "date")


def begins(row: Row, scope: Scope) -> Value | None:
    """The day or moment for which a row is meant."""
    for word in _BEGINS:
        for member in moments_first(members(row.entity)):
            if (
                member.type.kind in TIMES
                and word in member.label.lower().split()
                and "birth" not in member.label.lower().split()
                and member.name not in row.entity.later
            ):
                return value_at(row, member.name, scope.draft)
    return None


__all__ = ["begins", "measured"]
