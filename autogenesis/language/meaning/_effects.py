"""Owns effects: what a clause does to rows and people when its rule applies, as steps."""

from __future__ import annotations

from collections.abc import Callable

import blueprints as bp
from autogenesis.language._literals import Duration
from autogenesis.language._syntax import Clause
from autogenesis.language._tokens import tokens
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._assigning import assigning
from autogenesis.language.meaning._becoming import becoming
from autogenesis.language.meaning._changing import changing, field_of
from autogenesis.language.meaning._charging import charging
from autogenesis.language.meaning._comparisons import time_unit
from autogenesis.language.meaning._counted_up import counted_up
from autogenesis.language.meaning._creations import creation
from autogenesis.language.meaning._facts import NO_DEED, fact_of
from autogenesis.language.meaning._handing_out import freed
from autogenesis.language.meaning._marks import known_mark, word_for
from autogenesis.language.meaning._naming import SYSTEM
from autogenesis.language.meaning._places_passed_on import place_passed_on
from autogenesis.language.meaning._recording import recording
from autogenesis.language.meaning._refunding import refunding
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._targets import Steps, patients_of, target_of
from autogenesis.language.meaning._telling import telling

_GIVING = frozenset(
    "give return send hand forward pass sell donate transfer move bring take deliver refer ship".split()
)
_REMOVING = frozenset("delete remove erase discard purge drop clear".split())


def steps_of(clause: Clause, scope: Scope) -> Steps:
    """What the clause does; raises NotUnderstoodError where that is not known."""
    if clause.negated or clause.modal in {"can", "may"}:
        raise NotUnderstoodError("what must not or may be done is no effect", clause.span)
    if clause.subject is not None and clause.subject.name in SYSTEM:
        scope.take(clause.subject)
    _take_wish(clause, scope)
    for effect in _EFFECTS:
        steps = effect(clause, scope)
        if steps is not None:
            return steps
    raise NotUnderstoodError(f"it is not known what “{clause.text}” does", clause.span)


def _take_wish(clause: Clause, scope: Scope) -> None:
    """ "As a clerk, I want …" says who wishes it, and no more."""
    if clause.frame != "user_story" and clause.modal != "want":
        return
    scope.take(clause.role)
    for token in tokens(scope.unit.sentence):
        if token.start < clause.verb_span[1] and token.lemma in {"want", "would", "like", "need", "wish"}:
            scope.take(token)


def _removing(clause: Clause, scope: Scope) -> Steps | None:
    """ "The entry is deleted"."""
    if clause.verb not in _REMOVING or clause.phrase("from") is not None:
        return None
    made: list[bp.Statement] = []
    for np in patients_of(clause):
        target = target_of(np, scope)
        if target is None:
            return None
        made += target.each(bp.Remove(row=target.row.at))
    scope.take(clause)
    return tuple(made) or None


def _doing(clause: Clause, scope: Scope) -> Steps | None:
    """ "It is cancelled", "the system shall block the locker for 15 minutes", "the reservation expires"."""
    if (clause.verb in NO_DEED and not clause.particle) or clause.voice == "copula" or not clause.verb:
        return None
    intransitive = clause.voice == "active" and not clause.objects
    if clause.voice != "passive" and not intransitive and not _by_system(clause):
        return None
    made: list[bp.Statement] = []
    for np in patients_of(clause):
        target = target_of(np, scope)
        if target is None:
            return None
        made += target.update(*_done(target.row, clause, scope))
        lasting = clause.phrase("for")
        if lasting is not None and lasting.item is not None and isinstance(lasting.item.quantity, Duration):
            _ends_after(target.row, clause, lasting.item.quantity, scope)
            scope.take(lasting.span)
        _destination(clause, target.row, scope)
    scope.take(clause)
    return tuple(made) or None


def _destination(clause: Clause, row: Row, scope: Scope) -> None:
    """ "… to the sender", "… to charity": where or to whom it goes is part of the deed, and nothing else is kept of it."""
    for phrase in clause.phrases:
        item = phrase.item
        if phrase.prep not in {"to", "from", "into", "back to"} or item is None or phrase.measure is not None:
            continue
        plain = not (item.adjectives or item.of or item.relatives or item.possessor or item.quantity or item.pronoun)
        if field_of(item, scope.bound(row)) is not None or (
            plain and len(phrase.items) == 1 and clause.verb in _GIVING
        ):
            scope.take(phrase.span)


def _by_system(clause: Clause) -> bool:
    return clause.subject is None or clause.subject.name in SYSTEM or clause.subject.head == "we"


def _done(row: Row, clause: Clause, scope: Scope) -> tuple[tuple[str, bp.Expression], ...]:
    """What tells from now on that it was done to the row."""
    word = word_for(clause.verb, clause.particle)
    known = known_mark(row.entity, word) or known_mark(row.entity, clause.verb)
    if known is not None:
        return known
    fact = fact_of(scope.draft, row.entity, clause.verb, clause.particle, commit=False)
    if fact is not None and not fact.creation:
        return fact.values()
    name = scope.draft.add_field(row.entity, f"{word} at", bp.DATETIME, required=False)
    row.entity.later.add(name)
    return ((name, bp.Name(name="now")),)


def _ends_after(row: Row, clause: Clause, lasting: Duration, scope: Scope) -> None:
    """ "… for 10 minutes": afterwards it is taken back."""
    word = word_for(clause.verb, clause.particle)
    draft, entity = scope.draft, row.entity
    name = draft.add_field(entity, f"{word} at", bp.DATETIME, required=False)
    entity.later.add(name)
    unit, calendar = time_unit(lasting, scope)
    since = bp.path("it", name)
    timer = bp.Timer(
        id=draft.unique(f"timer.end_{entity.name}_{name.removesuffix('_at')}"), spans=(clause.span,), entity=entity.id,
        summary=f"The {entity.label} is {word} for {lasting.text}.",
        at=bp.Shift(moment=since, amount=bp.whole(int(lasting.value)), unit=unit, calendar=calendar),
        when=bp.Present(value=since), steps=(bp.Update(row=bp.Name(name="it"), values=((name, bp.nothing()),)),),
    )  # fmt: skip
    draft.timers.append(timer)


def _creating(clause: Clause, scope: Scope) -> Steps | None:
    if classes_of(clause.verb, clause.particle) & {"notify"} and not clause.objects:
        return None
    return creation(clause, patients_of(clause), scope)


_EFFECTS: tuple[Callable[[Clause, Scope], Steps | None], ...] = (
    counted_up,
    place_passed_on,
    telling,
    recording,
    charging,
    assigning,
    changing,
    refunding,
    _creating,
    freed,
    becoming,
    _removing,
    _doing,
)
