"""Frames for what is done later than is free: "a booking can be cancelled until noon; after that it costs 12 euro"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import amount
from autogenesis.language._tokens import tokens
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._members import singular
from autogenesis.language.meaning._refunding import sum_of
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_LATER = regex(r"(?:^|[\s;,.])(?:after that|afterwards|thereafter),?\s*$", re.I)
_THEN = regex(r"\b(?:after that|afterwards|thereafter)\b", re.I)
_FREE = regex(
    r"\b(?:free of charge|for free|for nothing|without (?:any |a )?(?:charge|costs?|fees?)|at no (?:extra )?(?:cost|charge))\b",
    re.I,
)
_IN_TIME = frozenset({"until", "till", "before", "up to", "by"})
_COSTING = frozenset({"cost", "charge", "pay", "bill", "owe", "be"})


@dataclass(frozen=True, slots=True)
class Allowed:
    """That something may be done until some moment: the operation, the guard that says so, and in which sentence."""

    operation: OperationDraft
    entity: EntityDraft
    guard: str
    number: int


def without_free(clause: Clause, scope: Scope) -> Clause:
    """The clause without "free of charge", where the next one tells what it costs after that."""
    found = _FREE.search(clause.text)
    if found is None:
        return clause
    span = (clause.span[0] + found.start(), clause.span[0] + found.end())
    if not any(_later(each, replace(scope, unit=unit)) and _sum(each) for each, unit in _next(clause, scope)):
        raise NotUnderstoodError("what it costs after that is not said", span)
    scope.take(span)
    phrases = tuple(p for p in clause.phrases if not (span[0] <= p.span[0] and p.span[1] <= span[1]))
    adverbs = tuple(word for word in clause.adverbs if word not in found[0].lower())
    return replace(clause, phrases=phrases, adverbs=adverbs)


def _next(clause: Clause, scope: Scope) -> Iterator[tuple[Clause, Unit]]:
    """The clause behind it, in this sentence or the next one."""
    units = scope.draft.around(scope.unit, ahead=1)
    behind = ((c, u) for u in units for c in u.clauses if c.span[0] >= clause.span[1])
    yield from islice(behind, 1)


def remember_until(operation: OperationDraft, entity: EntityDraft, guard: str, clause: Clause, scope: Scope) -> None:
    """Keep in mind what is allowed in good time only, for a sentence may go on with what comes after that."""
    if operation.kind == "change" and any(p.prep in _IN_TIME for p in clause.phrases):
        scope.draft.remember(Allowed(operation, entity, guard, scope.unit.number))


def late_fee(clause: Clause, scope: Scope) -> Claimed | None:
    """What was refused from some moment on is done all the same, and charged for."""
    last = scope.draft.recall(Allowed)
    if last is None or not 0 <= scope.unit.number - last.number <= 1 or not _later(clause, scope):
        return None
    if not _of_the_deed(last.operation, scope):
        return None
    guard = next((each for each in last.operation.guards if each.id == last.guard), None)
    found = _sum(clause)
    if guard is None or found is None:
        return None
    name = next(p.name for p in last.operation.inputs.values() if p.type.entity == last.entity.id)
    row = Row(last.entity, bp.Name(name=name))
    value = sum_of(found, scope.bound(row))
    if value is None:
        raise NotUnderstoodError(f"what “{found.text}” comes to is not known", found.span)
    field = _kept(last.operation, last.entity, value.type, found, scope.draft)
    scope.take_then()
    scope.take(clause)
    charged = bp.Update(row=row.at, values=((field, value.expression),))
    last.operation.guards.remove(guard)
    last.operation.steps.insert(0, bp.When(test=bp.Not(term=guard.requires), then=(charged,)))
    return Claimed("late_fee", (last.operation.id, f"field.{last.entity.name}.{field}"))


def refused_later(clause: Clause, scope: Scope) -> Claimed | None:
    """ "If a parent cancels later than that, the cancellation is refused": so it is anyway."""
    last = scope.draft.recall(Allowed)
    condition = clause.conditions[0] if len(clause.conditions) == 1 and len(clause.conditions[0].clauses) == 1 else None
    if last is None or not 0 <= scope.unit.number - last.number <= 1 or condition is None or clause.negated:
        return None
    if clause.verb not in {"refuse", "reject", "decline"} or _THAN_THAT.search(condition.text) is None:
        return None
    if condition.clauses[0].verb != last.operation.verb.partition(" ")[0]:
        return None
    refused = clause.subject if clause.voice == "passive" else clause.object
    verb, _, particle = last.operation.verb.partition(" ")
    if refused is None or (not refused.pronoun and refused.head not in {*nouns_of(verb, particle), "request"}):
        return None
    scope.take(clause, clause.span)
    return Claimed("refused_later", (last.operation.id, last.guard))


_THAN_THAT = regex(r"\b(?:later|after)(?:\s+than)?\s+that\b|\b(?:later|too late)\s*,?\s*$", re.I)


def _later(clause: Clause, scope: Scope) -> bool:
    """Whether "after that" stands in the clause or right before it, and nothing else does."""
    start = next((np.span[0] for np in clause.subjects), clause.verb_span[0])
    before = scope.draft.text.text[scope.unit.span[0] : start]
    plain = not clause.conditions and not clause.negated and clause.modal in {"", "will", "shall", "must"}
    return plain and (_LATER.search(before) is not None or "after that" in clause.adverbs)


def _of_the_deed(operation: OperationDraft, scope: Scope) -> bool:
    """ "Later cancellations cost 12 euro": of cancelling, and not of what else may be later."""
    if _THEN.search(scope.unit.text) is not None:
        return True
    verb, _, particle = operation.verb.partition(" ")
    known = {*nouns_of(verb, particle), verb}
    said = [t for t in tokens(scope.unit.sentence) if any(a <= t.start < b for a, b in scope.unit.instead)]
    return any({t.lower, t.lemma, singular(t.lower)} & known for t in said)


def _sum(clause: Clause) -> NP | None:
    """The phrase for what is to be paid."""
    if clause.verb not in _COSTING or any(p.prep not in {"after"} for p in clause.phrases):
        return None
    if clause.voice == "passive":
        return clause.subjects[0] if len(clause.subjects) == 1 and not clause.objects else None
    told = clause.subject is None or clause.subject.pronoun
    return clause.objects[0] if told and len(clause.objects) == 1 else None


def _kept(operation: OperationDraft, entity: EntityDraft, kind: bp.Type, np: NP, draft: Draft) -> str:
    """The field of what was charged for the deed; nothing, where it was free."""
    verb = operation.verb.replace(" ", "_")
    summary = f"what was charged because it was late to {operation.verb} it"
    label = f"{verb} fee".replace("_", " ")
    name = draft.add_field(entity, label, kind, np.span, required=False, default=amount(kind, 0), summary=summary)
    if entity.fields[name].type != kind:
        raise NotUnderstoodError(f"“{label}” is kept as something else", np.span)
    entity.later.add(name)
    draft.assume(
        f"To {operation.verb} {article(entity.label)} in time costs nothing; what it costs later is kept as its {label}."
    )
    return name


LATE_FEES: tuple[Frame, ...] = (late_fee, refused_later)
"""The frames for what it costs, or whether it is refused, to be late."""

__all__ = ["LATE_FEES", "remember_until", "without_free"]
