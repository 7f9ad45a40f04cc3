"""Reads what a number is at first: "New members start with a rating of 1200", "The rating of a new member is 1200"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._inflect import plural_of
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import amount
from autogenesis.language.readings._between_fields import Declared
from autogenesis.language.readings._inventories import singular

_NOUN = r"[a-z][a-z-]*(?:\s[a-z][a-z-]*)??"
_FIELD = rf"(?:number\s+of\s+)?{_NOUN}"
_ANY = r"(?:(?:an?|the|each|every|all)\s+)?"
_NUMBER = r"(?P<value>\d+(?:\.\d+)?)(?:\s+points?)?"
_WITH = r"(?:(?:starts?|begins?)(?:\s+(?:out|off))?\s+(?:with|at|on)|joins?\s+with|has|have|gets?|receives?)"
_WAYS = tuple(
    regex(pattern, re.I)
    for pattern in (
        rf"^{_ANY}new\s+(?P<thing>{_NOUN})\s+{_WITH}\s+an?\s+(?:initial\s+|starting\s+)?(?P<field>{_FIELD})\s+of\s+{_NUMBER}\.?$",
        rf"^{_ANY}(?P<thing>{_NOUN})\s+(?:starts?|begins?)(?:\s+(?:out|off))?\s+(?:with|at|on)\s+an?\s+(?P<field>{_FIELD})\s+of\s+{_NUMBER}\.?$",
        rf"^{_ANY}(?P<new>new)\s+(?P<thing>{_NOUN})\s+{_WITH}\s+{_NUMBER}(?P<field>)\.?$",
        rf"^{_ANY}(?P<new>new)\s+(?P<thing>{_NOUN})\s+{_WITH}\s+(?P<value>\d+(?:\.\d+)?)\s+(?P<money>euros?|pounds?|dollars?|francs?)(?P<field>)\.?$",
        rf"^{_ANY}(?P<new>new)\s+(?P<thing>{_NOUN})\s+{_WITH}\s+(?P<value>\d+)\s+(?P<field>{_NOUN})\.?$",
        rf"^{_ANY}(?:new\s+)?(?P<thing>{_NOUN})\s+(?:starts?|begins?)(?:\s+(?:out|off))?\s+with\s+(?P<value>\d+)\s+(?P<field>{_NOUN})\.?$",
        rf"^the\s+(?P<field>{_FIELD})\s+of\s+(?:an?|each|every|all)\s+new\s+(?P<thing>{_NOUN})\s+(?:is|starts?\s+(?:at|with)|begins?\s+(?:at|with))\s+{_NUMBER}\.?$",
        rf"^the\s+(?:initial|starting|first)\s+(?P<field>{_FIELD})(?:\s+of\s+(?:an?|each|every|all)(?:\s+new)?\s+(?P<thing>{_NOUN}))?\s+is\s+{_NUMBER}\.?$",
        rf"^{_ANY}(?P<field>{_FIELD})(?:\s+of\s+(?:an?|each|every|all)(?:\s+new)?\s+(?P<thing>{_NOUN}))?\s+(?:starts?|begins?)(?:\s+(?:out|off))?\s+(?:at|with|from|on)\s+{_NUMBER}\.?$",
    )
)


_STANDING = ("rating", "score", "points", "level", "balance", "credit")
"""What people start at, where only the number is named: the first of these that the text speaks of."""


@dataclass(frozen=True, slots=True)
class _First:
    """What numbers called `label`, of things called `thing` or of any, are at first."""

    label: str
    thing: str
    value: Decimal
    new: bool = False
    """Whether it is plainly said of new ones, so that it may be the first that is heard of such a number."""
    money: bool = False
    """Whether it is a sum, of which nothing says where it is kept."""


def read_first_kinds(unit: Unit, draft: Draft) -> None:
    """Before fields are typed: what begins with a number is one."""
    said = _said(unit, draft)
    if said is None or said.money:
        return
    declared = draft.recall(Declared) or Declared()
    whole = said.value == int(said.value)
    declared.numbers.setdefault(said.label.split()[-1], (bp.INTEGER if whole else bp.DECIMAL, None, None))
    draft.remember(declared)


def read_first_values(unit: Unit, draft: Draft) -> None:
    """Once fields are there: nobody gives it when a row is entered."""
    said = _said(unit, draft) if not draft.claimed(unit.span) else None
    if said is None:
        return
    _kept(said, draft)
    made = [
        f"field.{entity.name}.{name}"
        for entity in draft.entities.values()
        if said.thing in {"", entity.label}
        for name in _begun(entity, said)
    ]
    if made:
        draft.claim(unit.span, "first_value", made)


def _kept(said: _First, draft: Draft) -> None:
    """ "New members start with 1200 points": from now on it is kept how many each has."""
    entity = draft.find_entity(said.thing) if said.new and not said.money else None
    known = {said.label, plural_of(said.label)}
    if entity is None or any(f.label in known for f in entity.fields.values()) or draft.find_entity(said.label):
        return
    name = draft.add_field(entity, plural_of(said.label), bp.INTEGER if said.value == int(said.value) else bp.DECIMAL)
    entity.given.add(name)


def _begun(entity: EntityDraft, said: _First) -> list[str]:
    if said.money:
        found = [f for f in entity.fields.values() if f.type.kind == "money"]
        found = found if len(found) == 1 else []
    else:
        named = {said.label, plural_of(said.label)}
        found = [f for f in entity.fields.values() if f.label in named and f.type.is_number]
    for each in found:
        default = amount(each.type, said.value)
        entity.fields[each.name] = each.model_copy(update={"default": default, "required": False})
        entity.later.add(each.name)
    return [each.name for each in found]


def _said(unit: Unit, draft: Draft) -> _First | None:
    match = next((m for way in _WAYS if (m := way.match(unit.text.strip())) is not None), None)
    if match is None:
        return None
    said, thing = match.groupdict(), singular((match["thing"] or "").lower())
    label, value = match["field"].lower(), Decimal(match["value"])
    if said.get("money"):
        return _First("", thing, value, money=True)
    if not label:
        words = set(re.findall(r"[a-z]+", draft.text.text.lower()))
        label = next((word for word in _STANDING if {word, plural_of(word)} & words), "")
    return _First(singular(label), thing, value, new=said.get("new") is not None) if label else None
