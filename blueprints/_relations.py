"""How types relate: which values may be compared, given to a field, joined or reckoned with."""

from __future__ import annotations

from blueprints._types import DECIMAL, INTEGER, TEXT, Type, list_of

TEXTUAL = frozenset({"text", "choice", "person"})
ORDERED = frozenset({"text", "person", "date", "datetime", "time"})
_WHOLE = frozenset({"integer", "duration"})


def is_textual(kind: Type) -> bool:
    """True for what is a text in Python: text, choice and person."""
    return kind.kind in TEXTUAL


def is_ordered(kind: Type) -> bool:
    """True where smaller and larger have a meaning."""
    return kind.is_number or kind.kind in ORDERED


def same_measure(left: Type, right: Type) -> bool:
    """False where two numbers count different things: euro and dollar, kilograms and degrees."""
    if left.kind == right.kind == "money":
        return left.currency is None or right.currency is None or left.currency == right.currency
    if left.unit is None or right.unit is None:
        return True
    return _unit(left.unit) == _unit(right.unit)


def comparable(left: Type, right: Type) -> bool:
    """True where ``==`` between the two can ever hold."""
    if "nothing" in (left.kind, right.kind):
        return True
    if left.is_number and right.is_number:
        return same_measure(left, right)
    if left.kind == right.kind == "choice":
        return bool(set(left.choices) & set(right.choices))
    if is_textual(left) and is_textual(right):
        return True
    if left.kind == right.kind == "reference":
        return left.entity == right.entity
    if "reference" in (left.kind, right.kind):
        row, other = (left, right) if left.kind == "reference" else (right, left)
        return other.kind == "person" or (other.kind == "text" and row.deferred)
    if left.kind == right.kind == "list":
        return left.item is not None and right.item is not None and comparable(left.item, right.item)
    return left.kind == right.kind


def assignable(value: Type, target: Type) -> bool:
    """True where a value of type `value` may be given to a field or parameter of type `target`.

    A reference is stored as an id, so a person may stand for a row and a row for a person. Whether an absent
    value is allowed is another question: see `may_be_absent`.
    """
    if value.kind == "nothing":
        return True
    if value.is_number and target.is_number:
        return same_measure(value, target) and _fits(value, target)
    match target.kind:
        case "text":
            return is_textual(value)
        case "choice":
            return value.kind == "choice" and set(value.choices) <= set(target.choices)
        case "person":
            return value.kind in ("person", "text", "reference")
        case "reference":
            same = value.kind == "reference" and value.entity == target.entity
            return same or value.kind == "person" or (value.kind == "text" and target.deferred)
        case "list":
            if value.item is None or target.item is None:
                return False
            return assignable(value.item, target.item)
        case "record":
            held = dict(value.fields)
            return value.kind == "record" and all(
                name in held and assignable(held[name], wanted) for name, wanted in target.fields
            )
    return value.kind == target.kind


def joined(left: Type, right: Type) -> Type | None:
    """The type of a value that is one or the other; None where they have nothing in common."""
    if left == right or right.kind == "nothing":
        return left
    if left.kind == "nothing":
        return right
    if left.is_number and right.is_number:
        return added(left, right)
    if left.kind == right.kind == "choice":
        return left.model_copy(update={"choices": tuple(dict.fromkeys((*left.choices, *right.choices)))})
    if left.kind == right.kind == "person":
        return left.model_copy(update={"actor": None})
    if is_textual(left) and is_textual(right):
        return TEXT
    if left.kind == right.kind == "reference" and left.entity == right.entity:
        return left.model_copy(update={"deferred": left.deferred or right.deferred})
    if left.kind == right.kind == "list" and left.item is not None and right.item is not None:
        item = joined(left.item, right.item)
        return None if item is None else list_of(item)
    return None


def added(left: Type, right: Type) -> Type | None:
    """The type of a sum or difference; None where the two count different things."""
    if not same_measure(left, right):
        return None
    kinds = {left.kind, right.kind}
    if len(kinds) == 1:
        return left if left.unit or left.currency else right
    for kind in ("money", "duration"):
        if kind in kinds:
            measured, other = (left, right) if left.kind == kind else (right, left)
            return measured if other.kind != "decimal" or kind == "money" else DECIMAL
    unit = left.unit or right.unit
    return DECIMAL if unit is None else DECIMAL.model_copy(update={"unit": unit})


def multiplied(left: Type, right: Type) -> Type | None:
    """The type of a product; None for money times money."""
    kinds = {left.kind, right.kind}
    if "money" in kinds:
        if left.kind == right.kind:
            return None
        return left if left.kind == "money" else right
    if kinds <= _WHOLE:
        if kinds == {"duration"}:
            return INTEGER
        return left if left.kind == "duration" or right.kind == "integer" else right
    unit = left.unit if right.unit is None else right.unit if left.unit is None else None
    return DECIMAL if unit is None else DECIMAL.model_copy(update={"unit": unit})


def divided(left: Type, right: Type) -> Type:
    """The type of an exact ratio: money shared out stays money, all else is a decimal."""
    return left if left.kind == "money" and right.kind != "money" else DECIMAL


def _fits(value: Type, target: Type) -> bool:
    if target.kind in _WHOLE:
        return value.kind in _WHOLE
    if target.kind == "decimal" or value.kind == target.kind:
        return True
    return value.kind in ("integer", "decimal")


def _unit(name: str) -> str:
    return "day" if name == "open_days" else name.removesuffix("s")
