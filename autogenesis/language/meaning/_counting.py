"""Owns what is counted of a row: the number that a unit names, what is kept as yes or no, and bounds of such numbers."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Bound, Measure, Range
from autogenesis.language._terms import both
from autogenesis.language.meaning._kinds_said import near
from autogenesis.language.meaning._members import members, read, singular
from autogenesis.language.meaning._scope import Row

_FLAG = frozenset({"flag", "mark", "option", "marker"})


def counted_near(row: Row, bound: Bound | Range, draft: Draft) -> bp.Expression | None:
    """A bound of what is counted of the row itself or of those it leads to: "more than 40 pieces"."""
    inner = bound.value if isinstance(bound, Bound) else bound.low
    unit = inner.unit if isinstance(inner, Measure) else None
    for there in near(row, draft, 2) if unit is not None else ():
        name = number_of(there.entity, unit or "")
        if name is not None:
            kind = there.entity.member(name).type
            limits = (bound.value,) if isinstance(bound, Bound) else (bound.low, bound.high)
            relations = (bound.op,) if isinstance(bound, Bound) else ((">", "<") if bound.strict else (">=", "<="))
            terms = [
                bp.Compare(relation=op, left=read(there, name), right=_number(limit, kind))
                for op, limit in zip(relations, limits, strict=True)
            ]
            return both(*terms)
    return None


def _number(literal: object, kind: bp.Type) -> bp.Expression:
    value = getattr(literal, "value", None)
    if value is None:
        raise TypeError(type(literal))
    return bp.whole(int(value)) if kind.kind == "integer" and value == int(value) else bp.number(value)


def number_of(entity: EntityDraft, unit: str) -> str | None:
    """The number of an entity that is counted in a unit: by its unit, else by the word in its name."""
    noun = _short(singular(unit))
    found = [m for m in members(entity) if m.type.is_number and m.type.kind != "money"]
    for member in found:
        if _short(singular(member.type.unit or "")) == noun:
            return member.name
    return next((m.name for m in found if noun in {_short(singular(w)) for w in m.label.lower().split()}), None)


_UNITS = {"kilogram": "kg", "kilogramme": "kg", "kilo": "kg", "gram": "g", "kilometre": "km", "kilometer": "km",
          "meter": "m", "metre": "m", "litre": "l", "liter": "l", "tonne": "t", "ton": "t", "centimetre": "cm",
          "centimeter": "cm"}  # fmt: skip


def _short(unit: str) -> str:
    return _UNITS.get(unit.lower(), unit.lower())


def flag_words(label: str) -> tuple[str, ...]:
    """What a yes-or-no field is called in a sentence: "express" for an express flag."""
    words = tuple(label.lower().split())
    return words[:-1] if words[-1] in _FLAG and len(words) > 1 else words


__all__ = ["counted_near", "flag_words", "number_of"]
