"""Finds the groups of people for whom a price differs: "Adults pay 6 euro, children 2" makes each ticket one for a kind of person."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._people import noun_kind
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._naming import stands_for_people
from autogenesis.language.meaning._records import LASTING
from autogenesis.language.readings._inventories import singular

_SUM = r"(?:\d[\d.,]*(?:\s*(?:euros?|pounds?|dollars?|francs?|€|£|\$|eur))?|nothing|half)"
_PAYING = regex(r"\b(?P<group>[a-z]+)\s+(?:pay\s+)(?P<sum>" + _SUM + r")\b", re.I)
_NEXT = regex(
    r"(?:,\s*(?:and\s+)?|\s+and\s+|;\s*)(?P<group>[a-z]+)\s+(?:pay\s+)?(?P<sum>" + _SUM + r")(?=\s*(?:[.,;]|and\b|$))",
    re.I,
)
_FOR = regex(r"\b(?P<sum>" + _SUM + r")\s+for\s+(?:an?\s+|each\s+)?(?P<group>[a-z]+)\b", re.I)
_BUYING = frozenset({"buy", "order", "purchase"})
_MANY = 2


def find_groups(draft: Draft, *, lasting: bool) -> None:
    """What is bought is for one of the groups, where the text has prices for them and says nothing else of them.

    What stays when it is booked (`lasting`) is looked at once it is known what a booking of it is.
    """
    stays = _lasting(draft)
    for unit in draft.units:
        groups = () if draft.claimed(unit.span) else _groups(unit)
        if len(groups) < _MANY or not any(noun_kind(each) == "person" for each in groups):
            continue
        known = {c.lower() for e in draft.entities.values() for f in e.fields.values() for c in f.type.choices}
        things = {e.label for e in draft.entities.values()}
        entity = None if set(groups) & (known | things) else _bought(unit, draft)
        if entity is not None and (entity.label in stays) is not lasting:
            continue
        entity = _record(entity, draft) if entity is not None and lasting else entity
        if entity is None or "kind" in entity.fields:
            continue
        kind = bp.Type(kind="choice", choices=groups)
        entity.given.add(draft.add_field(entity, "kind", kind, unit.span, required=True))
        draft.assume(
            f"For which of them {article(entity.label)} is ({', '.join(groups)}) is said when it is entered.", unit.span
        )


def _groups(unit: Unit) -> tuple[str, ...]:
    """The groups of a sentence that has a price for each, as one of them is called."""
    text = " ".join(unit.text.split())
    first = _PAYING.search(text)
    found = [m["group"] for m in _FOR.finditer(text)]
    if first is not None:
        found = [first["group"], *(m["group"] for m in _NEXT.finditer(text, first.end()))]
        found += [m["group"] for m in _PAYING.finditer(text, first.end()) if m["group"] not in found]
    words = [singular(word.lower()) for word in found]
    nouns = all(any(t.pos == "NOUN" for t in tag(f"a {word}")[1:2]) for word in words)
    return tuple(dict.fromkeys(words)) if nouns else ()


def _record(thing: EntityDraft, draft: Draft) -> EntityDraft | None:
    """What somebody has of a thing that others have too: a booking of a tour."""
    records = [
        o.entity
        for o in draft.operations.values()
        if o.kind == "create"
        and o.verb in LASTING
        and o.entity is not None
        and o.entity.reference_to(thing) is not None
    ]
    return thing if not records else records[0] if len({r.name for r in records}) == 1 else None


def _bought(unit: Unit, draft: Draft) -> EntityDraft | None:
    """What the price is of: what the sentence names, else the only thing that is bought."""
    named = [e for e in draft.entities.values() if re.search(rf"\b{re.escape(e.label)}s?\b", unit.text, re.I)]
    named = [e for e in named if not stands_for_people(e, draft)]
    if len(named) == 1:
        return named[0]
    single = _done_to(draft, _BUYING | frozenset(LASTING))
    label = single.pop() if len(single) == 1 else None
    if label is None or (label in _lasting(draft) and draft.find_entity(label) is None):
        return None
    known = draft.find_entity(label)
    made = known if known is not None else draft.entity(label)
    verbs = [verb for verb in sorted(_BUYING) if label in _done_to(draft, frozenset({verb}))]
    if known is None and verbs:
        draft.operation(verbs[0], made, "create")
    return made


def _lasting(draft: Draft) -> set[str]:
    """What stays there when somebody books or rents it."""
    return _done_to(draft, frozenset(LASTING))


def _done_to(draft: Draft, verbs: frozenset[str]) -> set[str]:
    found = set()
    for each in (c for u in draft.units for c in u.clauses):
        thing = each.object if each.voice == "active" else each.subject
        if f"{each.verb} {each.particle}".strip() in verbs and thing is not None and not thing.pronoun:
            found.add(thing.name)
    return found


__all__ = ["find_groups"]
