"""Frames of what people must do by some time: "It must be paid within 14 days"."""

from __future__ import annotations

import re
from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, article, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import both
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._facts import Fact, fact_of
from autogenesis.language.meaning._falling_due import duty_said
from autogenesis.language.meaning._focus import abouts
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._moments import anchor_of, due
from autogenesis.language.meaning._naming import actor_of, known_thing, take_name
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._timing import Waiting
from autogenesis.language.meaning._trying import tried
from autogenesis.language.meaning._waits import Wait, wait_in
from autogenesis.language.readings._due_dates import entered

_LIMIT = regex(
    r"\b(?:within|at least|at the latest|at latest|latest|(?:no|not) later than|(?:no|not) less than|by|before)\b", re.I
)
_RULES = frozenset({"cancel", "remove", "notify", "remind", "move"})
"""Classes of deeds that a rule does by itself."""
_CLEARED = frozenset({"delete", "remove", "erase", "archive", "anonymise", "anonymize", "purge", "destroy", "expire"})
_OWED = frozenset(
    "answer check inspect clean repair confirm settle deliver finish complete write report review service test examine process".split()
)
_FOLLOWS = regex(
    r"\b(?:otherwise|or else|if not|failing that)\b|\bif (?:this|that|it) (?:does not|doesn['’]t) happen\b|"
    r"\bif (?:the |it |he |she |they )[^.;]{0,40}\bnot\b[^.;]{0,30}\b(?:in time|by then|on time)\b",
    re.I,
)


def by_when(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A booking must be paid within 14 days", "A report has to be written at the latest three days after the visit"."""
    said = _duty(clause, scope)
    wait = wait_in(said) if said is not None else None
    if said is None or wait is None or wait.lasting or said.conditions and wait.anchor is None or wait.rest.conditions:
        return None
    limit = scope.draft.text.at((clause.verb_span[0], clause.span[1]))
    back = wait.back or "within" in scope.draft.text.at(wait.spans[0]).lower()
    if not (back or _LIMIT.search(limit)) or _by_a_rule(said):
        return None
    if not (_owed(said) or _said_after(clause, scope)):
        return None  # what is done too late may have to be refused
    np = said.subject
    if np is None or np.negative or np.quantity is not None or np.relatives or np.adjectives:
        return None
    named = known_thing(scope.draft, np) if not np.pronoun else None
    near = (named,) if named is not None else abouts(said, scope)[:1] if np.pronoun else ()
    for entity in near:
        found = tried(lambda entity=entity: _obliged(entity, said, wait, clause, scope), scope)  # type: ignore[misc]
        if found is not None:
            return found
    raise NotUnderstoodError(f"from when the {wait.length.text} count is not known", clause.span)


def _duty(clause: Clause, scope: Scope) -> Clause | None:
    """ "must be paid", "has to be paid", "is to be paid"; "is paid within 3 days" where it is said what happens otherwise."""
    plain = clause.voice == "passive" and not (clause.modal or clause.negated or clause.perfect or clause.conditions)
    if plain and clause.phrase("within") is not None and _said_after(clause, scope):
        return replace(clause, modal="must")
    inner = clause.embedded[0] if clause.verb == "be" and len(clause.embedded) == 1 else None
    if inner is not None and inner.voice == "passive" and not clause.negated and not clause.objects:
        return replace(inner, subjects=clause.subjects, modal="must", span=clause.span)
    return duty_said(clause)


def _owed(clause: Clause) -> bool:
    """Whether it is better done late than never: paying, answering, bringing back."""
    return clause.verb in _OWED or bool(classes_of(clause.verb, clause.particle) & {"pay", "return"})


def _said_after(clause: Clause, scope: Scope) -> bool:
    """Whether the text goes on with what happens otherwise."""
    units = scope.draft.around(scope.unit, ahead=1)
    start = clause.span[1] - 20
    said = " ".join(scope.draft.text.text[max(start, u.span[0]) : u.span[1]] for u in units)
    return _FOLLOWS.search(said) is not None


def _by_a_rule(clause: Clause) -> bool:
    return clause.verb in _CLEARED or bool(classes_of(clause.verb, clause.particle) & _RULES)


def _obliged(entity: EntityDraft, said: Clause, wait: Wait, clause: Clause, scope: Scope) -> Claimed | None:
    draft, row = scope.draft, Row(entity, IT)
    bound = scope.bound(row)
    start = anchor_of(wait, row, bound)
    fact = fact_of(draft, entity, said.verb, said.particle)
    if fact is None or fact.operation is None or fact.creation or (fact.field is None and fact.state is None):
        return None
    doers = _doers(wait.rest, scope)
    if doers is None:
        return None
    for actor in doers:
        for kept in (fact.operation.actors, fact.operation.roles):
            if actor not in kept:
                kept.append(actor)
    at = due(wait, start, scope, missed=not wait.back)
    still = both(bp.Not(term=fact.holds(IT)), *_waiting(row, fact))
    if wait.back and not entity.initial:
        still = both(still, bp.Compare(relation="<=", left=bp.Get(of=IT, field=entered(draft, entity)), right=at))
        draft.assume(f"{article(entity.label).capitalize()} entered after that moment stays as it is.", clause.span)
    word = participle_of(f"{said.verb} {said.particle}".strip())
    label = f"to be {word} by"
    name = snake(label)
    if name in entity.fields or name in entity.derivations:
        raise NotUnderstoodError(f"by when {entity.plural} must be {word} is said already", clause.span)
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=(clause.span,), name=name, label=label, type=bp.DATETIME, value=at,
        summary=" ".join(clause.text.split()),
    )  # fmt: skip
    draft.assume(
        f"{article(entity.label).capitalize()} that is not {word} in time is not refused later: by when it must be is shown.",
        clause.span,
    )
    draft.remember(Waiting(entity.name, still, start, wait.length, scope.unit.number))
    scope.take(clause, said)
    if said.subject is not None:
        take_name(said.subject, scope)
    return Claimed("by_when", (f"derivation.{entity.name}.{name}", fact.operation.id))


def _waiting(row: Row, fact: Fact) -> tuple[bp.Expression, ...]:
    """That it has not been called off."""
    if "cancelled_at" not in row.entity.fields or fact.field == "cancelled_at":
        return ()
    return (bp.Not(term=bp.Present(value=bp.Get(of=row.at, field="cancelled_at"))),)


def _doers(rest: Clause, scope: Scope) -> list[str] | None:
    """Who is to do it; None where something else is said besides."""
    by = rest.phrase("by")
    people = list(by.items) if by is not None else []
    actors = [actor_of(np, scope) for np in people]
    if any(actor is None for actor in actors) or any(p is not by for p in rest.phrases):
        return None
    for np in people:
        take_name(np, scope)
    return [actor for actor in actors if actor is not None]


OBLIGED: tuple[Frame, ...] = (by_when,)
"""The frames of what people must do in time."""
