"""Builds deeds: who does what to which thing, as an operation with the rows that its words may refer to."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._changes import ENTERING
from autogenesis.language._draft import EntityDraft, OperationDraft, snake
from autogenesis.language._inflect import deed_named, participle_of
from autogenesis.language._literals import Recurrence
from autogenesis.language._people import may_name_people
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._bringing import Brought, as_a_deed, brought, operation_for
from autogenesis.language.meaning._facts import NO_DEED, Fact, fact_of, operation_of, state_called
from autogenesis.language.meaning._members import take_words
from autogenesis.language.meaning._naming import SYSTEM, actor_of, take_name, thing_of
from autogenesis.language.meaning._relations import relation_of
from autogenesis.language.meaning._scope import Row, Scope

CREATING = frozenset({"register", "create", "submit", "request", "reserve"})
"""Classes of verbs that bring about what they name."""
_AIMING = frozenset(
    {"enrol", "enroll", "sign up", "sign", "apply", "register", "subscribe", "vote", "check in", "log in", "ask"}
)
"""Verbs whose thing stands behind a preposition."""
_ENDING = frozenset({"stop", "start", "remove", "reject", "approve", "cancel"})
INTRODUCING = frozenset(
    "deposit bring drop leave donate plant found post upload make name plan schedule report announce".split()
)
"""Verbs that bring in what they name where nothing was done to it before."""
REPORTING = frozenset({"report", "announce"})
"""Verbs of telling that bring in what they name: "A tenant reports a defect"."""
_GETTING = frozenset({"get", "receive"})
_LIGHT = frozenset({"place", "make", "lodge"})
"""Verbs that say no more than the noun behind them: "place an order", "make a booking", "lodge a complaint"."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed as an operation; `scope` has its row, and its doer."""

    operation: OperationDraft
    entity: EntityDraft
    row: Row
    scope: Scope

    @property
    def fact(self) -> Fact | None:
        """What tells that it was done."""
        verb, _, particle = self.operation.verb.partition(" ")
        return fact_of(self.scope.draft, self.entity, verb, particle)


def deed_of(clause: Clause, scope: Scope, *, commit: bool = True) -> Deed | None:
    """The deed of a clause; None where it has no doer or thing, or its verb is no deed.

    Verb, doer and thing are taken up. Without `commit` only an operation that is known already is found.
    """
    parts = parties(clause)
    if parts is None:
        return None
    doer, thing = parts
    state = brought(clause, scope)
    if state is not None:
        return _brought(state, clause, doer, scope, commit)
    plain = as_a_deed(clause, scope)
    if plain is not None:
        deed = deed_of(plain[0], scope, commit=commit)
        scope.take(*(plain[1:] if deed is not None else ()))
        return deed
    entity = thing_of(thing, scope)
    left_out = omitted(clause, entity, scope)
    if left_out is not None:
        doer, thing, entity = clause.subject, None, left_out
    if entity is None:
        return None
    phrase = f"{clause.verb} {clause.particle}".strip()
    operation = operation_of(scope.draft, entity, phrase)
    if operation is None:
        operation = _made(clause, thing, entity, phrase, scope) if commit else None
    if operation is None:
        return None
    actor = actor_of(doer, scope) if doer is not None else None
    if actor is not None and commit and actor not in operation.actors:
        operation.actors.append(actor)
    if commit and _again_and_again(clause):
        operation.guards[:] = [g for g in operation.guards if not g.id.endswith(".once")]
    scope.take(clause)
    for np in (doer, thing):
        if np is not None:
            take_name(np, scope)
    if clause.span not in operation.spans and commit:
        operation.spans.append(clause.span)
    row = _row(operation, entity)
    return Deed(operation, row.entity, row, scope.bound(row, doer=actor))


def _brought(state: Brought, clause: Clause, doer: NP | None, scope: Scope, commit: bool) -> Deed | None:
    """ "The cashier marks a job as paid"."""
    operation = operation_for(state, clause, scope, commit=commit)
    if operation is None:
        return None
    actor = actor_of(doer, scope) if doer is not None else None
    if actor is not None and commit and actor not in operation.actors:
        operation.actors.append(actor)
    scope.take(clause, state.span)
    said = clause.subject if clause.voice == "passive" else clause.object
    if said is not None and said.head != state.thing.head:
        take_words(scope, said.span, (said.head, *said.words))
    for np in (doer, state.thing):
        if np is not None:
            take_name(np, scope)
    if clause.span not in operation.spans and commit:
        operation.spans.append(clause.span)
    row = _row(operation, state.entity)
    return Deed(operation, row.entity, row, scope.bound(row, doer=actor))


def _again_and_again(clause: Clause) -> bool:
    """ "may be read every year", "is paid once a month": what is done again and again to the same thing."""
    said = [*clause.limits, *(p.item.quantity for p in clause.phrases if p.item is not None)]
    often = any(isinstance(each, Recurrence) for each in said)
    return often or bool(
        {"again", "repeatedly", "regularly", "yearly", "monthly", "weekly", "daily"} & set(clause.adverbs)
    )


def omitted(clause: Clause, entity: EntityDraft | None, scope: Scope) -> EntityDraft | None:
    """ "A claimant can withdraw": the only thing that can be withdrawn, where whoever does it cannot."""
    if clause.object is not None or clause.voice == "passive" or clause.subject is None or clause.subject.pronoun:
        return None
    word = participle_of(f"{clause.verb} {clause.particle}".strip())
    if entity is not None and state_called(entity, word) is not None:
        return None
    having = [e for e in scope.draft.entities.values() if state_called(e, word) is not None]
    people = actor_of(clause.subject, scope) is not None
    return having[0] if people and len(having) == 1 else None


def parties(clause: Clause) -> tuple[NP | None, NP | None] | None:
    """Who does it and what it is done to; None where the verb is no deed, or the system does it."""
    if (
        not clause.verb
        or clause.verb in {"be", "have"}
        or (clause.verb in NO_DEED and not clause.particle)
        or clause.voice == "copula"
    ):
        return None
    entering = clause.verb in REPORTING and clause.object is not None and clause.voice == "active"
    if classes_of(clause.verb, clause.particle) & {"notify", "remind"} and not entering:
        return None
    if clause.voice == "passive":
        by = clause.phrase("by")
        return (by.item if by else None), clause.subject
    doer = clause.subject or clause.role
    if doer is not None and doer.name in SYSTEM:
        return None
    if clause.verb in _GETTING and doer is not None and not (doer.pronoun or may_name_people(doer.head)):
        return None  # "a large car never gets a small space": somebody gives it to the car
    if clause.object is None:
        reached = aimed_at(clause)
        return (doer, reached) if reached is not None else (None, clause.subject)
    return doer, clause.object


def aimed_at(clause: Clause) -> NP | None:
    """What a verb without an object is about: "enrol in a course", "sign up for a shift", "apply for a permit"."""
    phrase = f"{clause.verb} {clause.particle}".strip()
    found = clause.phrase("in", "for", "to", "on") if clause.voice == "active" and phrase in _AIMING else None
    return found.item if found is not None and found.measure is None else None


def _made(clause: Clause, thing: NP | None, entity: EntityDraft, phrase: str, scope: Scope) -> OperationDraft | None:
    draft = scope.draft
    record = relation_of(draft, clause.verb, clause.particle, entity)
    if record is not None:
        known = next((o for o in draft.operations.values() if o.entity is record and o.kind == "create"), None)
        if known is None:
            known = draft.operation(phrase, entity, "create")
            known.entity = record
        return known
    if _brings_about(clause, thing, entity, scope):
        return draft.operation(phrase, entity, "create")
    fact = fact_of(draft, entity, clause.verb, clause.particle)
    return fact.operation if fact is not None else None


def _brings_about(clause: Clause, thing: NP | None, entity: EntityDraft, scope: Scope) -> bool:
    """Whether the deed is how rows come about: its verb says so, or it is the first thing done to a new one."""
    draft = scope.draft
    if (
        thing is None
        or thing.determiner not in {"a", "an", "another", "new", ""}
        or thing.relatives
        or thing.adjectives
    ):
        return False
    state = state_called(entity, participle_of(f"{clause.verb} {clause.particle}".strip()))
    first = entity.fields[state[0]].default if state is not None else None
    if state is not None and isinstance(first, bp.Literally) and first.value != state[1].value and thing.text == "it":
        return False  # "whoever sorted it must not deliver it": it was there before
    light = clause.verb in _LIGHT and not clause.particle and clause.phrase("on", "in", "at", "into", "onto") is None
    if entity.name in draft.made_by_rule or entity.initial or (not light and _comes_of_another(clause, entity)):
        return False
    if any(o.entity is entity and o.kind == "create" for o in draft.operations.values()):
        return False
    if light and deed_named(entity.words[-1] if entity.words else "") is not None:
        return True
    classes = classes_of(clause.verb, clause.particle)
    if thing.determiner in {"a", "an"} and (_begins_so(entity, clause) or _goes_on(clause, entity, scope)):
        return True
    if classes & CREATING:
        return not classes & _ENDING
    done = any(o.entity is entity and _told_before(o, clause) for o in draft.operations.values())
    person = any(actor.row == entity.id for actor in draft.actors.values())
    several = clause.verb in REPORTING and thing.plural and not thing.determiner
    fresh = not classes - {"move"} or clause.verb in REPORTING
    return (
        fresh
        and not done
        and not person
        and clause.verb in INTRODUCING
        and (thing.determiner in {"a", "an"} or several)
    )


def _told_before(operation: OperationDraft, clause: Clause) -> bool:
    """Whether the text tells the operation before the clause, whichever was read first."""
    return not operation.spans or min(operation.spans)[0] < clause.span[0]


def _goes_on(clause: Clause, entity: EntityDraft, scope: Scope) -> bool:
    """ "The keeper opens a round, adds games to it and closes it": it is there only from then on."""
    after = [c for c in scope.unit.clauses if c.span[0] >= clause.span[1] and c.inherited]
    dated = any(
        f.type.kind in {"date", "datetime", "time"} and f.name not in entity.later for f in entity.fields.values()
    )
    said = [np for c in after for np in (*c.objects, *(p.item for p in c.phrases if p.item is not None))]
    filled = any(c.verb in {"add", "put", "enter", "assign"} for c in after)
    return clause.verb in {"open", "start", "begin"} and dated and filled and any(np.head == "it" for np in said)


def _begins_so(entity: EntityDraft, clause: Clause) -> bool:
    """ "An officer opens an incident", where an incident is open at first."""
    phrase = f"{clause.verb} {clause.particle}".strip()
    state = state_called(entity, participle_of(phrase)) or state_called(entity, phrase)
    return state is not None and entity.fields[state[0]].default == state[1] and not clause.negated


def _comes_of_another(clause: Clause, entity: EntityDraft) -> bool:
    """ "deliver an order": an order comes of ordering; what can be delivered or not is there before."""
    verb = deed_named(entity.words[-1]) if entity.words and clause.verb not in ENTERING else None
    flag = entity.fields.get(snake(participle_of(f"{clause.verb} {clause.particle}".strip())))
    kept = flag is not None and flag.type.kind == "boolean"
    return kept or (verb is not None and verb != clause.verb and bool(classes_of(verb) & (CREATING | {"lend"})))


def _row(operation: OperationDraft, entity: EntityDraft) -> Row:
    if operation.kind == "create" and operation.entity is not None:
        made = operation.entity
        return Row(made, bp.Name(name=f"new_{made.name}"), fresh=True)
    name = next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), entity.name)
    return Row(entity, bp.Name(name=name))
