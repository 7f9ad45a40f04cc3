"""Frames for what follows once something has happened so often: "After three no-shows within 90 days, the member is suspended"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Duration, Measure, Number, Times
from autogenesis.language._syntax import NP, Clause, Condition, Phrase
from autogenesis.language._terms import both, compare, same
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import NOW, later
from autogenesis.language.meaning._facts import Fact, fact_of, make_change, operation_of, state_called
from autogenesis.language.meaning._falling_due import duty_said, fall_due, since_done
from autogenesis.language.meaning._fields import refer_to
from autogenesis.language.meaning._members import take_words
from autogenesis.language.meaning._naming import ANYBODY, known_thing, stands_for_people, take_name
from autogenesis.language.meaning._occasions import Occasion
from autogenesis.language.meaning._placing import IT, creator
from autogenesis.language.meaning._reactions import follow
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._waits import duration_of, without
from autogenesis.language.readings._due_dates import entered

_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_AT = frozenset({"after", "on", "with", "upon"})
_WITHIN = frozenset({"within", "in", "during"})
_EVENTS = frozenset({"if", "when", "once", "as soon as", "whenever"})
_MANY = 2
_MOST = 100
_NO_EVENT = frozenset("minute hour day week month year time euro pound working people person".split())


@dataclass
class Events:
    """Names of entities whose rows are entered when something happens, whatever is forbidden."""

    names: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Often:
    """How often what has happened, and within which time."""

    number: int
    noun: NP | None
    deed: Clause | None
    within: Duration | None
    rest: Clause
    conditions: tuple[Condition, ...]


def so_often(clause: Clause, scope: Scope) -> Claimed | None:
    """ "After the third warning …", "If a member cancels three bookings within 30 days, …", "Whoever misses two visits is …"."""
    if clause.negated or not clause.verb or clause.modal in {"can", "may"} or clause.voice == "copula":
        return None
    clause = windowed(clause)
    often = _noun(clause, scope) or _condition(clause, scope) or _whoever(clause, scope)
    if often is None:
        return None
    holder = _holder(often, clause, scope)
    if holder is None:
        return None
    found = _deed(often, holder, scope) if often.deed is not None else _named(often, holder, scope)
    if found is None:
        return None
    entity, fact = found
    key = entity.reference_to(holder)
    if key is None:
        raise NotUnderstoodError(f"whose {entity.plural} are counted is not known", clause.span)
    moment = (
        fact.moment(IT) if fact is not None and not fact.creation else bp.Get(of=IT, field=entered(scope.draft, entity))
    )
    whose = bp.Get(of=IT, field=key)
    duty = duty_said(often.rest)
    due = fact_of(scope.draft, holder, duty.verb, duty.particle) if duty is not None else None
    if duty is not None and due is not None:
        return _due((duty, due), (entity, key, fact, moment), holder, often, clause, scope)
    count = _count(entity, key, whose, fact, moment, often, scope)
    relation = ">=" if often.within is not None else "=="
    when = compare(count, relation, bp.whole(often.number))  # type: ignore[arg-type]
    trigger = fact.trigger() if fact is not None else bp.Trigger(on="created", entity=entity.id)
    happened = () if fact is None or fact.creation else (fact.holds(IT),)
    bound = scope.bound(Row(entity, IT), Row(holder, whose))
    often = _with_name(often, holder, scope)
    occasion = Occasion(entity, bound, trigger, both(*happened, when))
    return follow(often.rest, list(often.conditions), occasion, "so_often")


def _due(
    due: tuple[Clause, Fact],
    counted: tuple[EntityDraft, str, Fact | None, bp.Expression | None],
    holder: EntityDraft,
    often: _Often,
    clause: Clause,
    scope: Scope,
) -> Claimed:
    """ "After 50 firings a kiln must be inspected": again after as many since the last time."""
    (duty, done), (entity, key, fact, moment) = due, counted
    if not isinstance(moment, bp.Get) or often.conditions:
        raise NotUnderstoodError("when it happened is not kept", clause.span)
    whose = bp.Get(of=IT, field=key)
    flag = fall_due(holder, done, duty, scope)
    count = _count(entity, key, whose, fact, moment, often, scope)
    since = since_done(done, whose, bp.Get(of=bp.Name(name="other"), field=moment.field))
    where = both(*((count.where,) if count.where is not None else ()), since)
    enough = compare(count.model_copy(update={"where": where}), ">=", bp.whole(often.number))
    trigger = fact.trigger() if fact is not None else bp.Trigger(on="created", entity=entity.id)
    happened = () if fact is None or fact.creation else (fact.holds(IT),)
    occasion = Occasion(entity, scope, trigger, both(*happened, enough))
    scope.take(duty, clause, duty.verb_span)
    if duty.subject is not None:
        take_name(duty.subject, scope)
    made = occasion.install(f"due_{flag}", (bp.Update(row=whose, values=((flag, bp.truth(True)),)),), clause)
    return Claimed("so_often_due", (*made, f"field.{holder.name}.{flag}"))


def _with_name(often: _Often, holder: EntityDraft, scope: Scope) -> _Often:
    """ "Whoever …" is one of those whose deeds are counted."""
    who = often.rest.subject
    if who is None or not (who.head in ANYBODY or who.determiner in {"a", "an"}) or len(often.rest.subjects) > 1:
        return often
    if who.head not in ANYBODY and known_thing(scope.draft, who) is not holder:
        return often
    take_words(scope, who.span, (who.head, *who.words))
    words = holder.words or (holder.label,)
    named = replace(who, pronoun=False, head=words[-1], words=words, determiner="the", adjectives=())
    return replace(often, rest=replace(often.rest, subjects=(named,)))


def _count(
    entity: EntityDraft,
    key: str,
    whose: bp.Expression,
    fact: Fact | None,
    moment: bp.Expression | None,
    often: _Often,
    scope: Scope,
) -> bp.Aggregate:
    other = bp.Name(name="other")
    terms: list[bp.Expression] = [same(bp.Get(of=other, field=key), whose)]
    if fact is not None and not fact.creation:
        terms.append(fact.holds(other))
    if often.within is not None:
        if not isinstance(moment, bp.Get):
            raise NotUnderstoodError("when it happened is not kept", often.within.span)
        since = later(NOW, often.within, scope, back=True)
        at: bp.Expression = bp.Get(of=other, field=moment.field)
        if entity.member(moment.field).type.kind == "date":
            since = replace(since, expression=bp.Part(of=since.expression, part="date"))
        terms.append(compare(at, ">=", since.expression))
    return bp.Aggregate(function="count", entity=entity.id, name="other", where=both(*terms))


def _number(np: NP | None) -> int | None:
    """How many are counted: "three warnings", "the third warning"."""
    if np is None or np.head in _NO_EVENT or np.pronoun:
        return None
    literal = np.quantity
    ordinal = next((_ORDINALS[a] for a in np.adjectives if a in _ORDINALS), None)
    if literal is None and ordinal is not None and not np.plural:
        return ordinal
    counted = isinstance(literal, Measure) and literal.unit == np.head
    plain = isinstance(literal, Number) and (np.plural or literal.ordinal)
    if not (counted or plain) or not isinstance(literal, Measure | Number):
        return None
    return int(literal.value) if _MANY <= literal.value <= _MOST and literal.value == int(literal.value) else None


def windowed(clause: Clause) -> Clause:
    """ "within 30 days" as a phrase of the clause, where it was read as what limits it."""
    limit = clause.limits[0] if len(clause.limits) == 1 else None
    length = duration_of(limit)
    if limit is None or length is None or not limit.text.lower().startswith(tuple(_WITHIN)):
        return clause
    item = NP(limit.span, limit.text, length.unit, quantity=limit)
    return replace(clause, limits=(), phrases=(*clause.phrases, Phrase(limit.span, limit.text, "within", (item,))))


def _span_of_time(clause: Clause) -> tuple[Duration | None, Phrase | None]:
    """Within which time it is counted, and the phrase that says so."""
    for phrase in clause.phrases:
        item = phrase.item
        found = duration_of(item.quantity) if item is not None else None
        if phrase.prep in _WITHIN and found is not None:
            return found, phrase
    return None, None


def _noun(clause: Clause, scope: Scope) -> _Often | None:
    """ "After three no-shows within 90 days, …"."""
    for phrase in clause.phrases:
        number = (
            _number(phrase.item) if phrase.prep in _AT and len(phrase.items) == 1 and phrase.measure is None else None
        )
        np = phrase.item
        if (
            number is None
            or np is None
            or np.relatives
            or np.possessor is not None
            or phrase.span[0] > clause.verb_span[0]
        ):
            continue
        within, window = _span_of_time(clause)
        inner = [p for p in np.of if duration_of(p.item.quantity if p.item else None) is not None]
        if within is None and inner and inner[0].item is not None:
            within = duration_of(inner[0].item.quantity)
        gone = (phrase, *((window,) if window is not None else ()))
        bare = replace(np, of=tuple(p for p in np.of if p not in inner))
        if bare.of:
            return None
        scope.take(*(p.span for p in gone))
        return _Often(number, bare, None, within, without(clause, *gone), clause.conditions)
    return None


def _condition(clause: Clause, scope: Scope) -> _Often | None:
    """ "If a member cancels three bookings within 30 days, …"."""
    event = next((c for c in clause.conditions if c.marker in _EVENTS and c.measure is None), None)
    if event is None or len(event.clauses) != 1:
        return None
    found = _deeds(event.clause, scope)
    if found is None:
        return None
    number, within, deed = found
    rest = tuple(c for c in clause.conditions if c is not event)
    return _Often(number, None, deed, within, replace(clause, conditions=()), rest)


def _whoever(clause: Clause, scope: Scope) -> _Often | None:
    """ "Whoever misses two visits within 60 days is suspended", "A member who cancels three times is told"."""
    who = clause.subject
    if who is None or len(who.relatives) != 1 or len(clause.subjects) > 1:
        return None
    found = _deeds(replace(who.relatives[0], subjects=(replace(who, relatives=()),)), scope)
    if found is None:
        return None
    number, within, deed = found
    bare = replace(who, relatives=(), span=(who.span[0], who.relatives[0].span[0]))
    return _Often(number, None, deed, within, replace(clause, subjects=(bare,)), clause.conditions)


def _deeds(deed: Clause, scope: Scope) -> tuple[int, Duration | None, Clause] | None:
    """How often somebody has done something: "cancels three bookings", "cancels a booking three times"."""
    if deed.negated or deed.voice == "passive" or not deed.verb or deed.verb in {"have", "be"} or deed.subject is None:
        return None
    deed = windowed(deed)
    within, window = _span_of_time(deed)
    rest = without(deed, window) if window is not None else deed
    times = next((x for x in deed.limits if isinstance(x, Times) and x.value >= _MANY), None)
    counted = next(((np, n) for np in deed.objects if (n := _number(np)) is not None), None)
    if (times is None) == (counted is None) or rest.phrases or rest.conditions or deed.embedded:
        return None
    scope.take(window.span if window is not None else None, times.span if times is not None else None)
    if counted is not None:
        np, number = counted
        scope.take(np.quantity.span if np.quantity is not None else None)
        one = replace(np, quantity=None, adjectives=tuple(a for a in np.adjectives if a not in _ORDINALS))
        return number, within, replace(rest, objects=(one,))
    assert times is not None
    return int(times.value), within, replace(rest, limits=())


def _holder(often: _Often, clause: Clause, scope: Scope) -> EntityDraft | None:
    """Whose they are: whoever does it, else whom the consequence is for, else the only people there are."""
    draft = scope.draft
    nps = [often.deed.subject] if often.deed is not None else [*clause.subjects, *clause.objects]
    for np in nps:
        entity = known_thing(draft, np) if np is not None and not np.pronoun else None
        if entity is not None and (stands_for_people(entity, draft) or often.deed is None):
            return entity
        if np is not None and np.possessor is not None and not np.possessor.pronoun:
            owner = known_thing(draft, np.possessor)
            if owner is not None:
                return owner
    if often.deed is not None and often.deed.subject is not None and often.deed.subject.head not in ANYBODY:
        return None
    people = [e for e in draft.entities.values() if stands_for_people(e, draft)]
    return people[0] if len(people) == 1 else None


def _deed(often: _Often, holder: EntityDraft, scope: Scope) -> tuple[EntityDraft, Fact] | None:
    """The rows that the deed was done to, and how it is told."""
    deed = often.deed
    assert deed is not None
    thing = deed.object
    entity = known_thing(scope.draft, thing) if thing is not None and not thing.pronoun else None
    if thing is None:
        phrase = f"{deed.verb} {deed.particle}".strip()
        known = [o.entity for o in scope.draft.operations.values() if o.verb == phrase and o.entity is not None]
        entity = known[0] if len(known) == 1 else None
    if entity is None or entity.reference_to(holder) is None:
        return None
    fact = fact_of(scope.draft, entity, deed.verb, deed.particle) or _in_state(deed, entity, scope)
    if fact is None:
        return None
    scope.take(deed)
    for np in (deed.subject, thing):
        if np is not None:
            take_name(np, scope)
            take_words(scope, np.span, (np.head,))
    return entity, fact


def _in_state(deed: Clause, entity: EntityDraft, scope: Scope) -> Fact | None:
    """ "misses three visits" where a visit may be "missed"."""
    phrase = f"{deed.verb} {deed.particle}".strip()
    word = participle_of(phrase)
    state = state_called(entity, word)
    if state is None:
        return None
    return Fact(scope.draft, entity, word, None, state, make_change(scope.draft, entity, phrase))


def _named(often: _Often, holder: EntityDraft, scope: Scope) -> tuple[EntityDraft, Fact | None] | None:
    """The rows that a noun counts: of a deed that it is made of, else rows of its own."""
    draft, np = scope.draft, often.noun
    assert np is not None
    for operation in list(draft.operations.values()):
        verb, _, particle = operation.verb.partition(" ")
        entity = operation.entity
        if entity is None or operation.kind == "create" or np.head not in nouns_of(verb, particle):
            continue
        if entity.reference_to(holder) is not None and operation_of(draft, entity, operation.verb) is operation:
            fact = fact_of(draft, entity, verb, particle)
            return (entity, fact) if fact is not None else None
    known = known_thing(draft, np)
    if known is holder or classes_of(np.head) & {"notify"}:
        return None
    said = [word for word in np.adjectives if word not in _ORDINALS]
    if known is not None and said:
        raise NotUnderstoodError(f"it is not known when {article(known.label)} is “{said[0]}”", np.span)
    label = " ".join((*said, np.name))
    entity = known or draft.entity(label, np.span, confidence=0.5)
    if entity.reference_to(holder) is None:
        refer_to(draft, entity, holder)
        draft.assume(f"Each {entity.label} of {article(holder.label)} is entered when it happens.", np.span)
    creator(draft, entity)
    events = draft.recall(Events) or Events()
    draft.remember(Events(events.names | {entity.name}))
    return entity, None


SO_OFTEN: tuple[Frame, ...] = (so_often,)
"""The frames for what follows from how often something has happened."""
__all__ = ["SO_OFTEN", "Events"]
