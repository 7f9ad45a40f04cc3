"""Reads equations between what is kept: "Net weight = gross weight - tare weight", "The deduction is 3 % of the difference, rounded up"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit

_LABEL = r"(?:the\s+|its\s+|an?\s+)?(?P<label>[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,3})"
_EQUATION = regex(rf"^{_LABEL}\s*(?::=|=)\s*(?P<value>[^=]+)$", re.I)
_STATED = regex(
    rf"^{_LABEL}\s+(?:is|are|equals|amounts\s+to|is\s+(?:calculated|computed|reckoned)\s+as|comes\s+to)\s+(?P<value>(?:[^=;]*\d\s?(?:%|percent|per\s+cent)\s+of\s+|(?:the\s+)?(?:sum|difference|product)\b)[^=;]+)$",
    re.I,
)
_OF_ONE = r"(?:\s+of\s+(?:an?|each|every|the)\s+(?P<owner>[a-z][a-z-]*(?:\s[a-z][a-z-]*)?))?"
_SIGNED = r"(?P<value>[^=;]+?\s(?:times|multiplied\s+by|divided\s+by|plus|minus|[x×*·/÷])\s[^=;]+)"
_RECKONED = regex(
    rf"^(?:the\s+|its\s+)(?P<label>[a-z][a-z-]*(?:\s[a-z][a-z-]*)??){_OF_ONE}\s+(?:is|equals|amounts\s+to|is\s+(?:calculated|computed|reckoned)\s+as|comes\s+to|=|:=)\s+{_SIGNED}$",
    re.I,
)
_COSTS = regex(rf"^(?:an?|each|every)\s+(?P<owner>[a-z][a-z-]*(?:\s[a-z][a-z-]*)?)\s+costs\s+{_SIGNED}$", re.I)
_ROUND = regex(
    r",?\s*(?:and\s+)?(?:always\s+)?rounded(?:\s+(?P<way>up|down))?(?:\s+to\s+(?:the\s+)?(?:nearest\s+|next\s+)?(?:(?P<full>(?:full|whole)\s+[a-z]+)|(?P<cents>\d+)\s+cents?|(?P<cent>cents?)|(?P<places>\d|one|two|three)\s+decimals?(?:\s+places?)?))?$",
    re.I,
)
_OPERATORS: dict[str, Literal["+", "-", "*", "/"]] = {
    "+": "+", "plus": "+", "-": "-", "−": "-", "–": "-", "minus": "-", "*": "*", "×": "*", "x": "*", "·": "*", "times": "*", "multiplied by": "*", "/": "/",
    "÷": "/", "divided by": "/",
}  # fmt: skip
_SIGN = regex(r"\s+(?:[-+*/×·÷−–]|x|plus|minus|times|multiplied\s+by|divided\s+by)\s+", re.I)
_PERCENT = regex(r"(?P<share>\d+(?:\.\d+)?)\s?(?:%|percent|per\s+cent)\s+of\s+(?P<rest>.+)", re.I)
_BETWEEN = regex(
    r"(?:the\s+)?(?P<what>difference|sum|product)\s+(?:between|of|from)\s+(?P<one>.+?)\s+and\s+(?P<two>.+)", re.I
)
_DIFFERENCE = regex(r"(?:the\s+|this\s+|that\s+)?difference", re.I)
_NUMBER = regex(r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?:\s*(?:%|[a-z/€$£]+))?", re.I)
_PLACES = {"one": 1, "two": 2, "three": 3}


@dataclass(frozen=True, slots=True)
class _Equation:
    """One sentence: what is reckoned, the words for how, and how it is rounded."""

    unit: Unit
    label: str
    value: str
    rounding: re.Match[str] | None
    owner: str = ""
    """What alone it is reckoned of."""


def is_equation(text: str) -> bool:
    """Whether a line is nothing but an equation with some operation in it."""
    match = _EQUATION.match(text.strip().rstrip("."))
    return match is not None and _SIGN.search(f" {match['value']} ") is not None


def read_equations(unit: Unit, draft: Draft) -> None:
    """All equations of a text together: each may use what another one reckons."""
    if unit is not draft.units[0]:
        return
    waiting = [e for u in draft.units if not draft.claimed(u.span) and (e := _equation(u)) is not None]
    went_on = True
    while waiting and went_on:
        went_on = False
        for each in list(waiting):
            if _settle(each, waiting, draft):
                waiting.remove(each)
                went_on = True


def read_sums(draft: Draft) -> None:
    """Once it is known what a deed brings about: "The total of an order is its quantity times the price of the product"."""
    for unit in draft.units:
        text = " ".join(unit.text.split()).rstrip(".")
        match = None if draft.claimed(unit.span) else _RECKONED.match(text) or _COSTS.match(text)
        if match is not None:
            said = match.groupdict()
            _settle(_made(unit, match, said.get("label") or "price", (said["owner"] or "").lower()), [], draft)


def _equation(unit: Unit) -> _Equation | None:
    text = " ".join(unit.text.split()).rstrip(".")
    match = _EQUATION.match(text) or _STATED.match(text)
    return None if match is None else _made(unit, match, match["label"])


def _made(unit: Unit, match: re.Match[str], label: str, owner: str = "") -> _Equation:
    rounding = _ROUND.search(match["value"])
    value = match["value"][: rounding.start()] if rounding is not None else match["value"]
    return _Equation(unit, label.lower(), value.strip(), rounding, owner)


def _settle(equation: _Equation, others: list[_Equation], draft: Draft) -> bool:
    """Keep what is reckoned with the one thing that has all of it."""
    difference = _difference(equation, others, draft)
    for entity in draft.entities.values():
        if equation.owner and draft.find_entity(equation.owner) is not entity:
            continue
        value = _expression(equation.value, entity, draft, difference)
        if value is None or not _own(value, entity):
            continue
        name = snake(equation.label)
        known = entity.fields.get(name)
        kind = known.type if known is not None and known.type.is_number else _type(value, entity, draft)
        if equation.rounding is not None:
            value = _rounded(value, equation.rounding, kind)
        elif kind.kind == "money":
            value = bp.Rounded(way="half_up", value=value, places=2)
        entity.fields.pop(name, None)
        entity.invariants[:] = [g for g in entity.invariants if g.field != name]
        entity.derivations[name] = bp.Derivation(
            id=f"derivation.{entity.name}.{name}", spans=(equation.unit.span,), name=name, label=equation.label, type=kind, value=value,
            summary=" ".join(equation.unit.text.split()),
        )  # fmt: skip
        draft.claim(equation.unit.span, "equation", [f"derivation.{entity.name}.{name}"])
        return True
    return False


def _difference(equation: _Equation, others: list[_Equation], draft: Draft) -> str:
    """ "3 % of the difference": that of the equation next to it."""
    if _DIFFERENCE.search(equation.value) is None or _BETWEEN.search(equation.value) is not None:
        return ""
    known = [e.value for e in others if e is not equation and abs(e.unit.number - equation.unit.number) <= 1]
    parts = [re.split(r"\s+[-−–]\s+|\s+minus\s+", value) for value in known]
    found = next((p for p in parts if len(p) > 1), None)
    return f"{found[0]} - {found[1]}" if found is not None else ""


def _expression(text: str, entity: EntityDraft, draft: Draft, difference: str) -> bp.Expression | None:
    """Sums of products, with brackets; None where an operand is not known of the entity."""
    text = text.strip()
    share = _PERCENT.fullmatch(text)
    if share is not None and _top(text, "+-") is None:
        inner = _expression(share["rest"], entity, draft, difference)
        part = bp.Arithmetic(operator="*", left=bp.number(Decimal(share["share"])), right=bp.number("0.01"))
        return None if inner is None else bp.Arithmetic(operator="*", left=inner, right=part)
    between = _BETWEEN.fullmatch(text)
    if between is not None:
        sign = {"difference": "-", "sum": "+", "product": "*"}[between["what"].lower()]
        return _expression(f"({between['one']}) {sign} ({between['two']})", entity, draft, difference)
    for signs in ("+-", "*/"):
        cut = _top(text, signs)
        if cut is not None:
            left = _expression(text[: cut.start()], entity, draft, difference)
            right = _expression(text[cut.end() :], entity, draft, difference)
            sign = _OPERATORS[" ".join(cut[0].lower().split())]
            return None if left is None or right is None else bp.Arithmetic(operator=sign, left=left, right=right)
    if text.startswith("(") and text.endswith(")"):
        return _expression(text[1:-1], entity, draft, difference)
    if _DIFFERENCE.fullmatch(text) and difference:
        return _expression(difference, entity, draft, "")
    number = _NUMBER.fullmatch(text)
    if number is not None:
        return bp.number(Decimal(number["number"].replace(",", "")))
    return _operand(text, entity, draft)


def _top(text: str, signs: str) -> re.Match[str] | None:
    """The last operator of that rank outside of brackets."""
    found = None
    for match in _SIGN.finditer(text):
        outside = text.count("(", 0, match.start()) == text.count(")", 0, match.start())
        if outside and _OPERATORS[" ".join(match[0].lower().split())] in signs:
            found = match
    return found


def _operand(text: str, entity: EntityDraft, draft: Draft) -> bp.Expression | None:
    """A number that is kept or reckoned of a row, or of one that it refers to."""
    words = re.sub(r"^(?:the|its|an?)\s+", "", text.strip().lower())
    owner = re.fullmatch(r"(?P<label>.+?)\s+of\s+(?:the|its|an?)\s+(?P<thing>[\w -]+)", words)
    label = owner["label"] if owner is not None else words
    if owner is None or draft.find_entity(owner["thing"]) is entity:
        own = _number_of(entity, label)
        if own is not None:
            return bp.path("it", own)
    found: list[bp.Expression] = []
    for f in entity.fields.values():
        other = next((e for e in draft.entities.values() if f.type.kind == "reference" and e.id == f.type.entity), None)
        if other is None or (owner is not None and draft.find_entity(owner["thing"]) is not other):
            continue
        name = _number_of(other, label)
        found += [bp.path("it", f.name, name)] if name is not None else []
    return found[0] if len(found) == 1 else None


def _number_of(entity: EntityDraft, label: str) -> str | None:
    bare = re.sub(r"\s+(?:per|a|each|in)\s+.*$", "", label)
    for said in (label, bare):
        members: list[bp.Derivation | bp.FieldOf] = [*entity.derivations.values(), *entity.fields.values()]
        for member in members:
            if member.type.is_number and member.label.lower() == said:
                return member.name
    return None


def _own(value: bp.Expression, entity: EntityDraft) -> bool:
    """Whether some of it is the entity's own, or it reckons with what more than one row has."""
    return any(
        isinstance(part, bp.Get) and part.of == bp.Name(name="it") and entity.fields.get(part.field) is not None
        or isinstance(part, bp.Get) and part.field in entity.derivations
        for part in bp.parts_within(value)
    )  # fmt: skip


def _members(value: bp.Expression, entity: EntityDraft, draft: Draft) -> Iterator[bp.Type]:
    for part in bp.parts_within(value):
        if isinstance(part, bp.Get) and part.of == bp.Name(name="it"):
            yield entity.member(part.field).type
        elif isinstance(part, bp.Get) and isinstance(part.of, bp.Get):
            other = next(e for e in draft.entities.values() if e.id == entity.member(part.of.field).type.entity)
            yield other.member(part.field).type


def _type(value: bp.Expression, entity: EntityDraft, draft: Draft) -> bp.Type:
    kinds = [k for k in _members(value, entity, draft) if k.is_number]
    money = next((k for k in kinds if k.kind == "money"), None)
    return money or bp.Type(kind="decimal", unit=next((k.unit for k in kinds if k.unit), None))


def _rounded(value: bp.Expression, said: re.Match[str], kind: bp.Type) -> bp.Expression:
    way: Literal["up", "down", "half_up"] = (
        "up" if (said["way"] or "").lower() == "up" else "down" if said["way"] else "half_up"
    )
    if said["cents"]:
        step = bp.whole(int(said["cents"]))
        hundredths = bp.Arithmetic(operator="*", left=value, right=bp.whole(100))
        steps = bp.Rounded(way=way, value=bp.Arithmetic(operator="/", left=hundredths, right=step))
        whole = bp.Arithmetic(operator="*", left=steps, right=step)
        back = bp.Arithmetic(operator="/", left=whole, right=bp.whole(100))
        return bp.Rounded(way="half_up", value=back, places=2)
    said_places = (said["places"] or "").lower()
    places = 2 if said["cent"] else _PLACES.get(said_places, int(said_places or 0)) if not said["full"] else 0
    places = 2 if kind.kind == "money" and not (said["full"] or said_places) else places
    return bp.Rounded(way=way, value=value, places=places)
