"""Reads what things report of themselves, and things that are but a few values: "Every lift sends its floor and load", "A call is a floor and a direction"."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, compare, no, same
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._members import singular, singular_name
from autogenesis.language.meaning._placing import reason
from autogenesis.language.readings._fields import Stated, stated_fields
from autogenesis.language.readings._stated import add_stated

_SENDS = r"(?P<verb>sends|transmits|reports|signals|delivers|measures|returns|broadcasts)"
_REPORT = re.compile(
    rf"^(?:each|every|an?|the)\s+(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+{_SENDS}\s+(?:in\s+)?(?:its|the|an?)\s+(?P<what>.+?)[.;]?$",
    re.I | re.S,
)
_MADE_OF = re.compile(
    r"^(?P<det>an?|each|every)\s+(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+is\s+(?:just\s+|simply\s+|made up of\s+)?(?P<what>(?:an?|one)\s+[a-z][\w -]*?(?:\s*,\s*(?:an?|one)\s+[a-z][\w -]*?)*\s+and\s+(?:an?|one)\s+[a-z][\w -]*?)[.;]?$",
    re.I,
)
_PLACES = re.compile(
    r"\s+(?:in|on|at)\s+(?:an?|the|our|one)\s+[a-z][\w-]*\s+(?:with|of|having)\s+(?P<what>[a-z]+)\s+(?P<low>\d+)\s*(?:to|through|–|-)\s*(?P<high>\d+)\s*[.]?$",
    re.I,
)
_NO_SUCH = re.compile(
    r"no\s+(?P<value>[a-z]+)[\s-]+(?P<thing>[a-z]+)s?\s+(?:on|at|in|for|from)\s+(?P<field>[a-z]+)\s+(?P<number>\d+)(?:\s*(?:,|and|or|nor|,\s*and)\s+|[.;]?$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """What is numbered from where to where: the floors of a building, the lanes of a hall."""

    label: str
    low: int
    high: int


def numbered_places(text: str, draft: Draft) -> str:
    """The text without "in a building with floors 0 to 11", which is remembered."""
    match = _PLACES.search(text)
    if match is None:
        return text
    draft.remember(Numbered(singular(match["what"].lower()), int(match["low"]), int(match["high"])))
    return text[: match.start()] + "."


def read_reports(unit: Unit, draft: Draft) -> None:
    """Each report brings a thing's record up to date; it is known from the start."""
    match = _REPORT.match(" ".join(unit.text.split()))
    if match is None or draft.claimed(unit.span):
        return
    label = singular_name(match["thing"])
    fields, unread = stated_fields(match["what"], unit.span[1] - len(unit.text))
    telling = any(f.choices or f.unit or f.flag or head_kind(f.head) for f in fields)
    if unread or len(fields) < 2 or not telling or "NOUN" not in lexicon.word(label.split()[-1]).lemmas:
        return
    entity = draft.entity(label, unit.span)
    before = set(entity.fields)
    made = add_stated(draft, entity, [_here(f, unit) for f in fields])
    names = [name for name in entity.fields if name not in before]
    operation = draft.operation("report", entity, "change", span=unit.span)
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    for name in names:
        f = entity.fields[name]
        entity.fields[name] = f.model_copy(update={"required": False, "default": None})
        entity.later.add(name)
        entity.given.discard(name)
        _bound(entity, name, unit, draft)
        operation.inputs[name] = bp.Parameter(name=name, type=entity.fields[name].type)
    moment = draft.add_field(entity, "reported at", bp.DATETIME, unit.span, required=False)
    entity.later.add(moment)
    values = tuple((name, bp.Name(name=name)) for name in names)
    operation.steps.append(bp.Update(row=bp.Name(name=entity.name), values=(*values, (moment, bp.Name(name="now")))))
    operation.result = bp.Name(name=entity.name)
    _optional(entity, names)
    draft.claim(unit.span, "reported", [entity.id, operation.id, *made])


def _here(stated: Stated, unit: Unit) -> Stated:
    """Where exactly a field was named does not matter: the sentence is its place."""
    return Stated(
        stated.label, unit.span, stated.plural, stated.unit, stated.kind, stated.choices, stated.low, stated.high, stated.optional,
        stated.unique, stated.flag, stated.window, stated.only_for, stated.owner, stated.about,
    )  # fmt: skip


def _optional(entity: EntityDraft, names: list[str]) -> None:
    """What must hold of a value holds once there is one."""
    for index, guard in enumerate(entity.invariants):
        if guard.field in names:
            there = no(bp.Present(value=bp.path("it", guard.field)))
            entity.invariants[index] = guard.model_copy(update={"requires": bp.AnyOf(terms=(there, guard.requires))})


def _bound(entity: EntityDraft, name: str, unit: Unit, draft: Draft) -> None:
    """A floor is one of the floors there are."""
    numbered = draft.recall(Numbered)
    f = entity.fields[name]
    if numbered is None or f.label.lower().split()[-1] != numbered.label:
        return
    entity.fields[name] = f.model_copy(update={"type": bp.INTEGER})
    entity.invariants[:] = [g for g in entity.invariants if g.field != name]
    low, high = (compare(f"it.{name}", op, bp.whole(n)) for op, n in ((">=", numbered.low), ("<=", numbered.high)))  # type: ignore[arg-type]
    why = f"The {f.label} must be from {numbered.low} to {numbered.high}."
    guard = bp.Guard(
        id=draft.unique(f"invariant.{entity.name}.{name}"),
        requires=both(low, high),
        reason=why,
        field=name,
        spans=(unit.span,),
    )
    entity.invariants.append(guard)


def read_made_of(unit: Unit, draft: Draft) -> None:
    """ "A hall call is a floor and a direction": a thing that has just these values."""
    match = _MADE_OF.match(" ".join(unit.text.split()))
    if match is None or draft.claimed(unit.span):
        return
    fields, unread = stated_fields(match["what"], unit.span[1] - len(unit.text))
    if unread or len(fields) < 2:
        return
    known = {f.label: f for e in draft.entities.values() for f in e.fields.values()}
    if not all(f.label in known or head_kind(f.head) in {"date", "number", "time", "measure", "money"} for f in fields):
        return
    entity = draft.entity(singular_name(match["thing"]), unit.span)
    made = add_stated(draft, entity, [_here(f, unit) for f in fields])
    for each in fields:
        name = next((n for n, f in entity.fields.items() if f.label == each.label), None)
        if name is None:
            continue
        if each.label in known:
            entity.fields[name] = entity.fields[name].model_copy(update={"type": known[each.label].type})
        _bound(entity, name, unit, draft)
    draft.claim(unit.span, "made_of", [entity.id, *made])


def read_no_such(unit: Unit, draft: Draft) -> None:
    """ "There is no down call on floor 0 and no up call on floor 11"."""
    text = " ".join(unit.text.split())
    front = re.match(r"^(?:there\s+(?:is|are|can be|may be)\s+|we\s+have\s+)?(?=no\s)", text, re.I)
    if front is None or draft.claimed(unit.span):
        return
    place, made = front.end(), []
    guards: list[tuple[EntityDraft, bp.Guard]] = []
    while place < len(text):
        match = _NO_SUCH.match(text, place)
        found = _combination(match, draft) if match is not None else None
        if match is None or found is None:
            return
        entity, requires = found
        guard = bp.Guard(
            id=draft.unique(f"invariant.{entity.name}.no_such"),
            requires=requires,
            reason=reason(text),
            spans=(unit.span,),
        )
        guards.append((entity, guard))
        place = match.end()
    for entity, guard in guards:
        entity.invariants.append(guard)
        made += [entity.id, guard.id]
    if made:
        draft.claim(unit.span, "no_such", made)


def _combination(match: re.Match[str], draft: Draft) -> tuple[EntityDraft, bp.Expression] | None:
    thing, value, number = singular(match["thing"].lower()), match["value"].lower(), int(match["number"])
    for entity in draft.entities.values():
        if entity.label.split()[-1] != thing:
            continue
        kinds = [f for f in entity.fields.values() if f.type.kind == "choice" and value in f.type.choices]
        places = [f for f in entity.fields.values() if f.type.kind == "integer" and f.label == match["field"].lower()]
        if len(kinds) == 1 and len(places) == 1:
            such = both(
                same(f"it.{kinds[0].name}", bp.Literally(type=kinds[0].type, value=value)),
                same(f"it.{places[0].name}", bp.whole(number)),
            )
            return entity, no(such)
    return None
