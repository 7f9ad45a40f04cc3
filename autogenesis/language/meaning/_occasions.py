"""Owns occasions: what sets a rule off - a deed, a state that comes to hold, a date that comes - and on which row."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, OperationDraft
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._syntax import Clause, Condition, Phrase
from autogenesis.language._terms import both, end_of, start_of
from autogenesis.language._text import Span
from autogenesis.language.meaning._comparisons import NOW
from autogenesis.language.meaning._conditions import holds
from autogenesis.language.meaning._deeds import deed_of
from autogenesis.language.meaning._facts import NO_DEED, Fact, fact_of, state_called
from autogenesis.language.meaning._focus import abouts
from autogenesis.language.meaning._latches import IT, latched
from autogenesis.language.meaning._members import field_named
from autogenesis.language.meaning._moments import LastEvent, dated_by, due, kept_of
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value, attempt
from autogenesis.language.meaning._selections import entity_named, narrowed
from autogenesis.language.meaning._times import timed
from autogenesis.language.meaning._trying import tried
from autogenesis.language.meaning._waits import wait_in


@dataclass(frozen=True, slots=True)
class Occasion:
    """What sets a rule off; `scope` has the row ``it`` that it happens to. With `at` it is a moment, else a trigger."""

    entity: EntityDraft
    scope: Scope
    trigger: bp.Trigger | None = None
    when: bp.Expression | None = None
    at: bp.Expression | None = None
    elements: tuple[str, ...] = ()
    before: tuple[bp.Statement, ...] = ()
    """What is noted each time, before anything else is done."""
    extra: bp.Expression | None = None
    """What must hold besides, so that there is an "otherwise"."""
    state: bp.Expression | None = None
    """What comes to hold, where the occasion is that."""
    operation: OperationDraft | None = None
    """What is done, where the occasion is a deed."""
    such: tuple[bp.Expression, ...] = ()
    """What the text says of the row that it is done to."""

    def also(self, *terms: bp.Expression) -> Occasion:
        """Only where these hold as well."""
        if not terms:
            return self
        known = (self.when,) if self.when is not None else ()
        extra = both(*((self.extra,) if self.extra is not None else ()), *terms)
        return replace(self, when=both(*known, *terms), extra=extra)

    def otherwise(self) -> Occasion | None:
        """The same where what must hold besides does not, or where the state is not there from the beginning."""
        if self.extra is not None and self.when is not None:
            terms = self.when.terms if isinstance(self.when, bp.AllOf) else (self.when,)
            added = self.extra.terms if isinstance(self.extra, bp.AllOf) else (self.extra,)
            base = tuple(t for t in terms if t not in added)
            return replace(self, when=both(*base, bp.Not(term=self.extra)), extra=None)
        if self.state is not None:
            created = bp.Trigger(on="created", entity=self.entity.id)
            return replace(self, trigger=created, when=bp.Not(term=self.state), state=None, elements=())
        return None

    def install(self, name: str, steps: tuple[bp.Statement, ...], clause: Clause) -> tuple[str, ...]:
        """Make the rule; the ids of what carries it."""
        draft = self.scope.draft
        steps = (*self.before, *steps)
        summary = " ".join(clause.text.split())
        if self.at is not None:
            timer = bp.Timer(
                id=draft.unique(f"timer.{name}"), spans=(clause.span,), summary=summary, entity=self.entity.id, at=self.at,
                when=self.when, steps=steps,
            )  # fmt: skip
            draft.timers.append(timer)
            return (timer.id, *self.elements)
        assert self.trigger is not None
        reaction = bp.Reaction(
            id=draft.unique(f"reaction.{name}"), spans=(clause.span,), summary=summary, trigger=self.trigger,
            when=self.when, steps=steps,
        )  # fmt: skip
        draft.reactions.append(reaction)
        if not self._entered():
            return (reaction.id, *self.elements)
        created = bp.Trigger(on="created", entity=self.entity.id)
        entered = reaction.model_copy(update={"id": draft.unique(f"reaction.{name}"), "trigger": created})
        draft.reactions.append(entered)
        return (reaction.id, entered.id, *self.elements)

    def _entered(self) -> bool:
        """Whether the value that the rule waits for may be there from the beginning: it is given with the row."""
        field = self.entity.fields.get(self.trigger.field or "") if self.trigger is not None else None
        if field is None or self.trigger is None or self.trigger.on != "changed" or field.type.kind != "choice":
            return False
        own = self.entity.lifecycle is not None and self.entity.lifecycle.field == field.name
        return field.name in self.entity.given - self.entity.later and field.default is None and not own


def occasion_of(condition: Condition, scope: Scope) -> Occasion:
    """What the condition says happens; where it joins several clauses with "and", the others must hold as well."""
    if len(condition.clauses) > 1 and condition.coordinator == "or":
        raise NotUnderstoodError("two occasions in one", condition.span)
    first, *rest = condition.clauses
    occasion = occasion_in(first, scope)
    return occasion.also(*(holds(each, occasion.scope) for each in rest))


def occasion_in(clause: Clause, scope: Scope) -> Occasion:
    """What the clause says happens."""
    return (
        tried(lambda: _set_to(clause, scope), scope)
        or tried(lambda: _money_in(clause, scope), scope)
        or tried(lambda: _deed(clause, scope, known=True), scope)
        or tried(lambda: _lasting(clause, scope), scope)
        or tried(lambda: _dated(clause, scope), scope)
        or tried(lambda: _deed(clause, scope), scope)
        or _state(clause, scope)
    )


def _set_to(clause: Clause, scope: Scope) -> Occasion | None:
    """ "Whenever a boat is set to broken": it comes into that state, whoever brings it there."""
    np = clause.subject
    entity = known_thing(scope.draft, np) if np is not None else None
    if (
        entity is None
        or np is None
        or clause.voice != "passive"
        or clause.verb not in {"set", "change", "mark", "put", "switch"}
    ):
        return None
    start = clause.verb_span[1]
    said = re.fullmatch(r"\s*(?:to|as|on|in)\s+(.+?)\s*", scope.draft.text.at((start, clause.span[1])))
    state = state_called(entity, said.group(1).strip('"“”').lower()) if said is not None else None
    if state is None:
        return None
    take_name(np, scope)
    scope.take(clause, (start, clause.span[1]))
    trigger = bp.Trigger(on="changed", entity=entity.id, field=state[0])
    when = bp.Compare(relation="==", left=bp.Get(of=IT, field=state[0]), right=state[1])
    return Occasion(entity, scope.bound(Row(entity, IT)), trigger, when)


def _money_in(clause: Clause, scope: Scope) -> Occasion | None:
    """ "until the money has arrived": what was spoken of is paid."""
    np = clause.subject
    coming = clause.verb in {"arrive", "come"} or clause.verb in {"receive", "credit"} and clause.voice == "passive"
    if np is None or np.head not in {"money", "payment", "amount"} or not coming or clause.negated:
        return None
    row = next((r for r in reversed(scope.rows) if _paid(r.entity, scope) is not None), None)
    fact = _paid(row.entity, scope) if row is not None else None
    if row is None or fact is None or row.at != IT:
        return None
    scope.take(clause, np)
    return Occasion(row.entity, scope, fact.trigger(), fact.holds(IT))


def _paid(entity: EntityDraft, scope: Scope) -> Fact | None:
    return fact_of(scope.draft, entity, "pay", commit=False)


def _deed(clause: Clause, scope: Scope, *, known: bool = False) -> Occasion | None:
    """ "When a parcel is deposited"."""
    if clause.negated or clause.voice == "copula" or (clause.verb in NO_DEED and not clause.particle):
        return None
    timing = [p for p in clause.phrases if _says_when(p)]
    if timing and not known:
        bare = replace(clause, phrases=tuple(p for p in clause.phrases if p not in timing))
        found = _deed(bare, scope)
        terms = (timed(p, NOW, found.scope) for p in timing) if found is not None else ()
        return found.also(*terms) if found is not None else None
    if any(limit.text.lower() not in {"once", "again"} for limit in clause.limits) or wait_in(clause) is not None:
        return None
    thing = clause.subject if clause.voice == "passive" else clause.object or clause.subject
    if thing is not None and thing.pronoun and scope.newest() is None:
        ways = (tried(lambda e=e: _done(clause, scope.bound(Row(e, IT)), known), scope) for e in abouts(clause, scope))  # type: ignore[misc]
        return next((way for way in ways if way is not None), None)
    return _done(clause, scope, known)


def _says_when(phrase: Phrase) -> bool:
    """ "less than 3 days before the date of the course": how the moment of the deed lies to a date."""
    bound = isinstance(phrase.measure, Bound) and isinstance(phrase.measure.value, Duration)
    return phrase.prep in {"before", "after"} and phrase.item is not None and bound


def _done(clause: Clause, scope: Scope, known: bool) -> Occasion | None:
    deed = deed_of(clause, scope, commit=not known)
    fact = deed.fact if deed is not None else None
    if deed is None or fact is None:
        return None
    bound = scope.bound(Row(deed.entity, IT), doer=deed.scope.doer)
    if fact.field is not None:
        scope.draft.remember(LastEvent(deed.entity.name, fact.field))
    such = _such(clause, deed.entity, bound)
    done = None if fact.creation else fact.holds(IT)
    occasion = Occasion(deed.entity, bound, fact.trigger(), done, operation=deed.operation, such=such)
    return occasion.also(*such)


def _such(clause: Clause, entity: EntityDraft, scope: Scope) -> tuple[bp.Expression, ...]:
    """ "a donation of more than 500 euro", "a heavy crate": which of them it is said of."""
    np = clause.subject if clause.voice == "passive" else clause.object or clause.subject
    named = entity_named(np, scope) if np is not None and not np.pronoun else None
    if np is None or named is None or named[0] is not entity or np.possessor is not None:
        return ()
    adjectives = tuple(a for a in named[1] if a not in {"new", "such", "other", "next", "last", "first"})
    if not (adjectives or np.relatives or np.of or np.quantity is not None):
        return ()
    return narrowed(np, adjectives, Row(entity, IT), scope)


def _dated(clause: Clause, scope: Scope) -> Occasion | None:
    """ "When a loan ends", "when its last day is over", "when the start is reached": a date that is kept comes."""
    if clause.negated or clause.voice == "passive" or clause.subject is None:
        return None
    np = clause.subject
    entity = known_thing(scope.draft, np)
    name = dated_by(entity, clause.verb) if entity is not None else None
    if entity is not None and name is not None:
        scope.take(clause)
        take_name(np, scope)
        return _at(entity, name, scope, late=clause.verb in {"end", "expire", "lapse", "finish", "run"})
    over = clause.verb in {"come", "arrive", "pass"} or bool(
        set(clause.complements) & {"over", "past", "reached", "due"}
    )
    if not over:
        return None
    for about in abouts(clause, scope):
        named = field_named(about, np) if np.possessor is None or np.possessor.pronoun else None
        found = next(
            (
                f.name
                for f in kept_of(about)
                if f.type.kind in {"date", "datetime"} and (f.label == np.name or named and f.name == named[0])
            ),
            None,
        )
        if found is not None:
            scope.take(clause, np, clause.span)
            return _at(
                about, found, scope, late=bool(set(clause.complements) & {"over", "past"}) or clause.verb == "pass"
            )
    return None


def _at(entity: EntityDraft, name: str, scope: Scope, *, late: bool) -> Occasion:
    moment: bp.Expression = bp.Get(of=IT, field=name)
    if entity.member(name).type.kind == "date":
        moment = end_of(moment) if late else start_of(moment)
    return Occasion(entity, scope.bound(Row(entity, IT)), at=moment)


def _lasting(clause: Clause, scope: Scope) -> Occasion | None:
    """ "When the temperature has been out of range for 10 minutes": it holds, and has for so long."""
    wait = wait_in(clause)
    if wait is None or not wait.lasting or clause.negated:
        return None
    inner = state_of(wait.rest, scope)
    if inner is None:
        return None
    entity, expression, bound = inner
    latch = latched(scope.draft, entity, expression, label_of(wait.rest), clause.span)
    scope.take(*wait.spans)
    at = due(wait, Value(latch.since, bp.DATETIME), scope, missed=True)
    return Occasion(entity, bound, when=expression, at=at, elements=latch.elements)


def _state(clause: Clause, scope: Scope) -> Occasion:
    """ "When the stock falls below the reorder level": it comes to hold."""
    found = state_of(clause, scope)
    if found is None:
        raise NotUnderstoodError(f"what happens when “{clause.text}” is not known", clause.span)
    entity, expression, bound = found
    if IT not in bp.parts_within(expression):
        return of_all(entity, expression, label_of(clause), clause.span, scope)
    return begins(entity, expression, label_of(clause), clause.span, bound)


def begins(entity: EntityDraft, expression: bp.Expression, label: str, span: Span, bound: Scope) -> Occasion:
    """It comes to hold: where one field that only rules set says so, when that changes."""
    if IT not in bp.parts_within(expression):
        raise NotUnderstoodError(f"of which {entity.label} it holds is not known", span)
    field = _moment_in(expression)
    if field is not None and field in entity.later:
        bound.draft.remember(LastEvent(entity.name, field))
        trigger = bp.Trigger(on="changed", entity=entity.id, field=field)
        return Occasion(entity, bound, trigger, expression, state=expression)
    latch = latched(bound.draft, entity, expression, label, span)
    bound.draft.remember(LastEvent(entity.name, latch.field))
    return Occasion(
        entity, bound, latch.trigger, bp.Present(value=latch.since), elements=latch.elements, state=expression
    )


def of_all(entity: EntityDraft, expression: bp.Expression, label: str, span: Span, scope: Scope) -> Occasion:
    """What holds of all rows together ("fewer than two boats are ready") is kept once, by a watch of its own."""
    draft = scope.draft
    watch = draft.entity(f"{entity.label} watch", span)
    watch.summary = f"What is watched of all {entity.plural} together."
    if not watch.initial:
        name = draft.add_field(watch, "name", bp.TEXT, required=False)
        watch.initial.append(((name, bp.text(entity.plural)),))
        draft.made_by_rule.add(watch.name)
    latch = latched(draft, watch, expression, label, span)
    return Occasion(watch, scope, latch.trigger, bp.Present(value=latch.since), elements=(watch.id, *latch.elements))


def _moment_in(expression: bp.Expression) -> str | None:
    """The field of the row that is present when it holds."""
    kept = expression.value if isinstance(expression, bp.Present) else None
    return kept.field if isinstance(kept, bp.Get) and kept.of == IT else None


def state_of(clause: Clause, scope: Scope) -> tuple[EntityDraft, bp.Expression, Scope] | None:
    """What holds, about the row ``it`` of the entity it is about; None where no entity fits."""
    why: NotUnderstoodError | None = None
    for entity in abouts(clause, scope):
        bound = scope.bound(Row(entity, IT))
        try:
            with attempt(scope):
                return entity, holds(clause, bound), bound
        except NotUnderstoodError as failure:
            why = why or failure
    if why is not None:
        raise why
    return None


def label_of(clause: Clause) -> str:
    """A short name for what a clause says: its complement, else its verb."""
    said = clause.complements or (() if clause.verb == "be" else (clause.verb,))
    phrase = clause.phrases[0] if clause.phrases and clause.phrases[0].item is not None and not said else None
    words = [*said, *((phrase.prep, phrase.item.name) if phrase is not None and phrase.item is not None else ())]
    subject = clause.subject.name if clause.subject is not None and not clause.subject.pronoun else ""
    return (
        " ".join(words)
        if words and clause.voice == "copula" and clause.complements
        else f"{subject} {' '.join(words)}".strip() or "so"
    )
