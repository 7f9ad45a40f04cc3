"""Owns the typing of fields: from the head noun, the unit, the gloss and the number, never from a domain."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Bound, Measure
from autogenesis.language._quantities import _CURRENCIES, find_literals
from autogenesis.language._words import head_kind

_HEADS: dict[str, str] = {
    **dict.fromkeys(("date", "birthday", "day", "deadline"), "date"),
    **dict.fromkeys(("moment", "timestamp"), "datetime"),
    **dict.fromkeys(
        ("amount", "price", "cost", "fee", "budget", "salary", "payment", "charge", "debt", "value in"), "money"
    ),
    **dict.fromkeys(
        ("age", "count", "level", "row", "column", "floor", "seat", "rank", "year", "position", "quantity", "capacity"),
        "integer",
    ),
    **dict.fromkeys(("percent", "percentage", "share", "rate"), "percent"),
    **dict.fromkeys(
        ("weight", "length", "height", "width", "distance", "temperature", "size", "volume", "estimate"), "decimal"
    ),
}
_DONE = ("ed", "paid", "given", "lent", "sent", "spent")
_COUNTS = frozenset({"number", "count", "quantity"})
_DAYS = {"day": "days", "hour": "hours", "minute": "minutes", "week": "weeks", "month": "months", "year": "years"}
_EITHER_SIDE_OF_ZERO = frozenset(
    "temperature difference balance change deviation score position pressure level floor storey".split()
)


def field_type(
    draft: Draft, label: str, *, plural: bool = False, unit: str = "", choices: tuple[str, ...] = ()
) -> bp.Type:
    """The type of a field people call `label`.

    `plural` is a list of texts; `unit` as written after "in"; `choices` from a gloss. A label that ends like the
    name of a role is a person, one that names an entity refers to it.
    """
    if choices:
        return bp.Type(kind="choice", choices=choices)
    words = label.split()
    if len(words) == 2 and words[1].endswith(_DONE) and head_kind(words[0]) in {"date", "money", "number"}:
        words = ["amount" if words[0] == "sum" and _counts_money(draft) else words[0]]
    listed = draft.find_entity(" ".join(words[2:])) if words[:2] == ["list", "of"] else None
    if listed is not None:
        return bp.list_of(listed.type)
    entity = draft.find_entity(label)
    if entity is not None and not plural:
        return entity.type
    actor = draft.find_actor(words)
    if actor is not None:
        return bp.Type(kind="person", actor=actor)
    if plural and len(words) > 2 and words[1] == "of" and words[0].removesuffix("s") in _DAYS:
        return bp.INTEGER
    if plural and words[-1].removesuffix("s") in _DAYS and entity is None:
        return bp.Type(kind="decimal", unit=words[-1] if words[-1].endswith("s") else f"{words[-1]}s")
    if plural and entity is None and len(words) == 1 and counted_in(draft, words[0]):
        return of_unit(words[0])
    if plural:
        return bp.list_of(entity.type if entity is not None else bp.TEXT)
    if unit:
        return of_unit(unit)
    if len(words) > 2 and words[1] == "of" and (words[0] in _COUNTS or words[0].removesuffix("s") in _DAYS):
        return bp.INTEGER
    kind = _HEADS.get(words[-1]) or _HEADS.get(words[0]) if " of " in label else _HEADS.get(words[-1])
    if kind == "money":
        return bp.Type(kind="money", currency=currency_of(draft))
    return bp.Type(kind=kind) if kind else bp.TEXT


def of_unit(unit: str) -> bp.Type:
    """The type of a number counted in `unit`: a currency, a unit of time, percent, or anything else."""
    last = unit.rsplit(maxsplit=1)[-1].lower()
    singular = last[:-1] if last.endswith("s") else last
    if last in _CURRENCIES:
        return bp.Type(kind="money", currency=_CURRENCIES[last])
    if last in {"percent", "%"}:
        return bp.PERCENT
    if singular in _DAYS:
        return bp.Type(kind="duration", unit=_DAYS[singular])
    return bp.Type(kind="decimal", unit=unit.replace("° ", "°"))


def counted_in(draft: Draft, word: str) -> bool:
    """Whether the text counts in it: "the grams" where it speaks of "50 grams"."""
    return bool({word, word.removesuffix("s")} & draft.once(_units_counted))


def _units_counted(draft: Draft) -> frozenset[str]:
    found = (literal for unit in draft.units for literal in find_literals(unit.text, 0))
    values = (literal.value if isinstance(literal, Bound) else literal for literal in found)
    return frozenset(value.unit for value in values if isinstance(value, Measure) and value.unit)


def may_be_negative(label: str) -> bool:
    """Whether what is called so lies on either side of zero.

    >>> may_be_negative("opening balance")
    True
    """
    return bool(_EITHER_SIDE_OF_ZERO & set(label.lower().split()))


def _counts_money(draft: Draft) -> bool:
    lowered = draft.text.text.lower()
    return any(name in lowered for name in _CURRENCIES if "/" not in name and len(name) > 1)


def currency_of(draft: Draft) -> str:
    """The currency the text speaks of; EUR where it names none."""
    lowered = draft.text.text.lower()
    return next((code for name, code in _CURRENCIES.items() if name in lowered and "/" not in code), "EUR")


def plain_name(entity: EntityDraft) -> str | None:
    """The field people know a row by: its key, else its name."""
    return entity.key or ("name" if "name" in entity.fields else None)
