"""Frames of what follows when something was so a number of times in a row: "above 30 for three readings in a row"."""

from __future__ import annotations

from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Literal, Measure, Number, Times
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import present
from autogenesis.language._text import Span
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._conditions import holds
from autogenesis.language.meaning._focus import abouts
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._members import entity_of, singular
from autogenesis.language.meaning._occasions import Occasion
from autogenesis.language.meaning._reactions import EVENTS, follow
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._trying import tried

_ROW = frozenset({"row", "succession", "sequence"})
_CONSECUTIVE = frozenset({"consecutive", "successive"})
_READING = frozenset({"reading", "measurement", "value", "report"})
_REPORTED = "reported_at"


@dataclass(frozen=True, slots=True)
class _Run:
    """How often in a row, of what (where that is said), the condition without that, and the words that say so."""

    count: int
    noun: str
    clause: Clause
    spans: tuple[Span, ...]


def in_a_row(clause: Clause, scope: Scope) -> Claimed | None:
    """What follows when it was so with each of the last few; one that is not so begins the count anew."""
    event = next((c for c in clause.conditions if c.marker in EVENTS and len(c.clauses) == 1), None)
    run = _run(event.clause) if event is not None else None
    if run is None or event is None or run.count < 2 or not clause.verb or clause.negated:
        return None
    scope.take(*run.spans)
    made = _by_rows(run, scope) or _by_reports(run, scope)
    if made is None:
        raise NotUnderstoodError(f"what is counted in a row by “{event.text}” is not known", event.span)
    entity, counter, noting = made
    field = bp.Get(of=IT, field=counter)
    when = bp.Compare(relation="==", left=field, right=bp.whole(run.count))
    trigger = bp.Trigger(on="changed", entity=entity.id, field=counter)
    occasion = Occasion(entity, scope.bound(Row(entity, IT)), trigger, when, elements=noting)
    rest = [c for c in clause.conditions if c is not event]
    return follow(clause, rest, occasion, "in_a_row")


def _run(clause: Clause) -> _Run | None:
    """The clause without "three times in a row", "for three readings in a row", "three consecutive …"."""
    row = next((p for p in clause.phrases if _in_row(p)), None)
    if clause.subject is not None and clause.subject.quantity is not None:
        return _counted(clause, clause.subject, row)
    times = next((x for x in clause.limits if isinstance(x, Times)), None)
    if row is not None and times is not None and times.value == int(times.value):
        kept = tuple(p for p in clause.phrases if p is not row)
        bare = replace(clause, phrases=kept, limits=tuple(x for x in clause.limits if x is not times))
        return _Run(int(times.value), "", bare, (row.span, times.span))
    lasting = next(
        (p for p in clause.phrases if p.prep == "for" and p.item is not None and _whole(p.item.quantity)), None
    )
    if lasting is None or lasting.item is None:
        return None
    said = _CONSECUTIVE & set(lasting.item.adjectives)
    if row is None and not said:
        return None
    kept = tuple(p for p in clause.phrases if p not in (row, lasting))
    spans = (lasting.span, *((row.span,) if row is not None else ()))
    return _Run(_whole(lasting.item.quantity) or 0, lasting.item.head, replace(clause, phrases=kept), spans)


def _in_row(phrase: Phrase) -> bool:
    return phrase.prep == "in" and phrase.item is not None and phrase.item.head in _ROW


def _counted(clause: Clause, np: NP, row: Phrase | None) -> _Run | None:
    """ "three readings in a row are …", "three consecutive readings are …"."""
    inside = next((p for p in np.of if _in_row(p)), None)
    said = _CONSECUTIVE & set(np.adjectives)
    count = _whole(np.quantity)
    here = inside or row
    if count is None or np.quantity is None or not (here or said):
        return None
    plain = replace(
        np, quantity=None, determiner="a", of=tuple(p for p in np.of if p is not inside), plural=False,
        adjectives=tuple(a for a in np.adjectives if a not in _CONSECUTIVE),
    )  # fmt: skip
    kept = tuple(p for p in clause.phrases if p is not row)
    spans = (np.quantity.span, *((here.span,) if here is not None else ()), *_words(np, said))
    return _Run(count, np.head, replace(clause, subjects=(plain,), phrases=kept), spans)


def _words(np: NP, said: frozenset[str] | set[str]) -> tuple[Span, ...]:
    """Where the words "consecutive" or "successive" stand."""
    text = np.text.lower()
    return tuple((np.span[0] + text.index(w), np.span[0] + text.index(w) + len(w)) for w in said if w in text)


def _whole(literal: Literal | None) -> int | None:
    value = literal.value if isinstance(literal, Number | Measure) else None
    return int(value) if value is not None and value == int(value) else None


def _by_rows(run: _Run, scope: Scope) -> tuple[EntityDraft, str, tuple[str, ...]] | None:
    """Each entry counts, with those of the same thing that it is of."""
    noun = run.noun or (run.clause.subject.head if run.clause.subject is not None else "")
    entity = scope.draft.find_entity(singular(noun)) if noun else None
    if entity is None or not entity.fields or entity.initial:
        return None
    whole = _of(entity, scope.draft)
    if whole is None:
        return None
    link, other = whole
    held = tried(lambda: (holds(run.clause, scope.bound(Row(entity, IT))),), scope)
    if held is None:
        return None
    test = held[0]
    there = bp.Get(of=IT, field=link)
    trigger = bp.Trigger(on="created", entity=entity.id)
    return other, *_counter(other, there, entity.plural, test, trigger, run, scope)


def _of(entity: EntityDraft, draft: Draft) -> tuple[str, EntityDraft] | None:
    """What the entries are of: the one thing that they refer to."""
    found = [
        (f.name, other)
        for f in entity.fields.values()
        if f.type.kind == "reference" and (other := entity_of(draft, f.type)) is not None and other is not entity
    ]
    return found[0] if len(found) == 1 else None


def _by_reports(run: _Run, scope: Scope) -> tuple[EntityDraft, str, tuple[str, ...]] | None:
    """Each report of a thing counts."""
    reporting = [e for e in scope.draft.entities.values() if _REPORTED in e.fields]
    for entity in (*abouts(run.clause, scope), *(reporting if len(reporting) == 1 else ())):
        if _REPORTED not in entity.fields:
            continue
        test = _test(run, entity, scope)
        if test is None:
            continue
        trigger = bp.Trigger(on="changed", entity=entity.id, field=_REPORTED)
        return entity, *_counter(entity, IT, plural_of(run.noun or "report"), test, trigger, run, scope)
    return None


def _test(run: _Run, entity: EntityDraft, scope: Scope) -> bp.Expression | None:
    plain = tried(lambda: (holds(run.clause, scope.bound(Row(entity, IT))),), scope)
    return plain[0] if plain is not None else _value(run, entity, scope)


def _value(run: _Run, entity: EntityDraft, scope: Scope) -> bp.Expression | None:
    """ "three readings are below 10 kg", where one value of the thing is reported: a reading is that value."""
    np = run.clause.subject
    values = [f for n, f in entity.fields.items() if n in entity.later and f.type.is_number and f.default is None]
    if np is None or np.head not in _READING or len(values) != 1 or np.of or np.adjectives:
        return None
    words = tuple(values[0].label.split())
    named = replace(np, words=words, head=words[-1], determiner="the")
    scope.take(np)
    said = replace(run.clause, subjects=(named,))
    found = tried(lambda: (holds(said, scope.bound(Row(entity, IT))),), scope)
    return found[0] if found is not None else None


def _counter(
    entity: EntityDraft,
    row: bp.Expression,
    what: str,
    test: bp.Expression,
    trigger: bp.Trigger,
    run: _Run,
    scope: Scope,
) -> tuple[str, tuple[str, ...]]:
    """The field that counts them, and what keeps it; the ids of what does."""
    draft = scope.draft
    label, number = f"{what} in a row", 1
    while snake(label) in entity.fields:
        number += 1
        label = f"{what} in a row {number}"
    name = draft.add_field(entity, label, bp.INTEGER, run.clause.span, required=False, default=bp.whole(0))
    entity.later.add(name)
    old = bp.Get(of=row, field=name)
    more = bp.Arithmetic(operator="+", left=old, right=bp.whole(1))
    value = bp.Conditional(test=test, then=more, otherwise=bp.whole(0))
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.count_{entity.name}_{name}"), spans=(run.clause.span,), trigger=trigger,
        summary=f"Count how often in a row it was so: {' '.join(run.clause.text.split())}.",
        when=present(row) if row != IT else None,
        steps=(bp.Update(row=row, values=((name, value),)),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    return name, (f"field.{entity.name}.{name}", reaction.id)


IN_A_ROW: tuple[Frame, ...] = (in_a_row,)
"""The frames of what is so again and again."""
