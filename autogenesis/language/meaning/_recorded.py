"""Owns what is said of a thing and meant of the record of who has it: a canoe that is not back is a rental not ended."""

from __future__ import annotations

from dataclasses import replace

from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._text import Span
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._relations import nouns_of

_GIVING = ("borrow", "lend", "check out", "take out", "rent", "hire")
"""Deeds by which somebody has a thing until it is returned."""


def recorded(clause: Clause, draft: Draft, told: tuple[Clause, ...] = ()) -> tuple[Clause, tuple[Span, ...]]:
    """The clause about the record, and the words that are understood by that; as it is where no record is meant.

    `told` are the clauses of its sentence: "borrows a tool and returns it" returns what was borrowed.
    """
    if clause.inherited and clause.object is not None and clause.object.pronoun and clause.object.head == "it":
        before = [c.object for c in told if c.span[1] <= clause.span[0] and c.object is not None]
        if before and not before[-1].pronoun and "return" in classes_of(clause.verb, clause.particle):
            named = replace(before[-1], span=clause.object.span, determiner="the")
            made, meant = recorded(replace(clause, objects=(named, *clause.objects[1:])), draft)
            return (made, meant) if meant else (clause, ())
    spans: list[Span] = []
    conditions = tuple(
        replace(condition, clauses=tuple(_of_record(each, draft, spans) for each in condition.clauses))
        for condition in clause.conditions
    )
    made = _of_record(replace(clause, conditions=conditions) if spans else clause, draft, spans)
    return (made, tuple(spans)) if spans else (clause, ())


def _of_record(clause: Clause, draft: Draft, spans: list[Span]) -> Clause:
    back = clause.verb == "be" and clause.voice == "copula" and clause.complements == ("back",) and not clause.objects
    if not back and not ("return" in classes_of(clause.verb, clause.particle) and not clause.complements):
        return clause
    passive = back or clause.voice == "passive" or clause.object is None
    thing = clause.subject if passive else clause.object
    entity = known_thing(draft, thing) if thing is not None and not thing.pronoun and not thing.relatives else None
    record = record_of(draft, entity) if entity is not None else None
    record = entity if record is None and back and entity is not None and _comes_back(entity) else record
    if thing is None or record is None or len(clause.subjects if passive else clause.objects) != 1:
        return clause
    name = NP(thing.span, thing.text, record.words[-1], record.words, determiner=thing.determiner, plural=thing.plural)
    spans.append(thing.span)
    if not passive:
        return replace(clause, objects=(name,))
    if not back:
        return replace(clause, subjects=(name,))
    spans.append(clause.span if not (clause.phrases or clause.conditions) else _back(clause, draft))
    return replace(clause, subjects=(name,), voice="passive", verb="return", complements=())


def _back(clause: Clause, draft: Draft) -> Span:
    """Where "back" stands."""
    at = draft.text.text.find("back", clause.verb_span[0])
    return at, at + len("back")


def record_of(draft: Draft, thing: EntityDraft) -> EntityDraft | None:
    """The one record of somebody having the thing: a loan of a tool, a rental of a canoe."""
    nouns = frozenset(noun for phrase in _GIVING for noun in nouns_of(*_parted(phrase)))
    found = [
        e
        for e in draft.entities.values()
        if e is not thing and e.words and e.words[-1] in nouns and e.reference_to(thing) is not None
    ] or [e for e in draft.entities.values() if e is not thing and e.reference_to(thing) is not None and _comes_back(e)]
    return found[0] if len(found) == 1 else None


def _comes_back(entity: EntityDraft) -> bool:
    """Whether it is kept when the thing is back: "back at", "expected back"."""
    moments = (f for f in entity.fields.values() if f.type.kind in {"date", "datetime"})
    return any("back" in f.label.lower().split() for f in moments)


def _parted(phrase: str) -> tuple[str, str]:
    verb, _, particle = phrase.partition(" ")
    return verb, particle
