"""Owns the rows that a deed between somebody and something brings about: borrowing a tool is a loan, booking a room a booking."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._inflect import participle_of

_NOUNS = {
    "borrow": ("loan", "lending"),
    "lend": ("loan", "lending"),
    "check out": ("loan", "checkout"),
    "take out": ("loan",),
    "sell": ("sale",),
    "buy": ("purchase",),
    "rent": ("rental", "lease"),
    "hire": ("hire", "rental"),
    "reserve": ("reservation", "booking"),
    "book": ("booking", "reservation"),
    "sign up": ("registration", "enrolment", "booking", "participation"),
    "take part": ("participation",),
    "attend": ("attendance",),
    "apply": ("application",),
    "enrol": ("enrolment", "enrollment"),
    "pay": ("payment",),
    "subscribe": ("subscription",),
    "choose": ("choice",),
    "give": ("gift",),
    "deliver": ("delivery",),
    "inspect": ("inspection",),
    "repair": ("repair",),
    "complain": ("complaint",),
}
"""Nouns for what comes of a deed, where they are not made of the verb by an ending."""
_ENDINGS = ("", "ing", "ment", "ation", "ion", "al", "ance", "ery", "y", "age")


def nouns_of(verb: str, particle: str = "") -> frozenset[str]:
    """Nouns for the deed of a verb: "book", "booking"."""
    stem = verb.removesuffix("e")
    bases = {verb, stem, verb + verb[-1:]}
    phrase = f"{verb} {particle}".strip()
    return frozenset(
        {*(base + end for base in bases for end in _ENDINGS), *_NOUNS.get(phrase, ()), *_NOUNS.get(verb, ())}
    )


def relation_of(draft: Draft, verb: str, particle: str, thing: EntityDraft | None) -> EntityDraft | None:
    """The entity whose rows come of the deed, where it refers to the thing it is done to; None where there is none."""
    nouns = nouns_of(verb, particle)
    for entity in draft.entities.values():
        if entity is thing or entity.label.split()[-1] not in nouns:
            continue
        if thing is None or entity.reference_to(thing) is not None:
            return entity
    return _begun_by(draft, verb, particle, thing) if thing is not None else None


def _begun_by(draft: Draft, verb: str, particle: str, thing: EntityDraft) -> EntityDraft | None:
    """The entity whose rows are at first what the deed makes them: who requests a stall has a booking that is requested."""
    done = participle_of(f"{verb} {particle}".strip())
    for entity in draft.entities.values():
        first = [f.default for f in entity.fields.values() if f.type.kind == "choice"]
        begun = any(isinstance(each, bp.Literally) and each.value == done for each in first)
        if begun and entity is not thing and entity.reference_to(thing) is not None:
            return entity
    return None
