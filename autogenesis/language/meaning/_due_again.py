"""Frames for what falls due again and again: "An oven that was cleaned is due again 6 months later"."""

from __future__ import annotations

import re
from dataclasses import replace

import blueprints as bp
from autogenesis.language._discourse import DateInFocus
from autogenesis.language._draft import EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import shift
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import time_unit
from autogenesis.language.meaning._facts import fact_of, operation_of
from autogenesis.language.meaning._members import read, take_words
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._waits import duration_of
from autogenesis.language.readings._due_dates import entered

_SO_MANY = regex(r"\bthat many (?P<unit>days|weeks|months|years)\b", re.I)
_TO_THE_DAY = regex(
    r"\b(?:to the day|exactly|or on the last(?: day)? of the month(?:,? if there(?:'s| is) no such day)?)\b", re.I
)


def due_again(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A piano that was tuned is due again that many months later", "… 6 months after it was last tuned"."""
    said = " ".join(clause.text.lower().split())
    if "due" not in clause.complements or clause.verb not in {"be", "fall", "become"} or clause.negated:
        return None
    np = clause.subject
    entity = known_thing(scope.draft, np) if np is not None and not np.pronoun else None
    if np is None or entity is None or not ("again" in said.split() or "last" in said.split()):
        return None
    done = next((r for r in np.relatives if r.voice == "passive" and not r.negated), None)
    if done is None or len(np.relatives) > 1 or not done.verb:
        return None
    span_said = _length(clause, entity, scope)
    scope.take(done, clause)
    take_name(replace(np, relatives=()), scope)
    take_words(scope, clause.span, ("due", "again", "later", "last"))
    moment = _recorded(done, entity, scope) or _last(done, entity, scope)
    if moment is None:
        raise NotUnderstoodError(f"when {np.name} was last done so is not kept", np.span)
    amount, unit = span_said
    day = bp.Part(of=moment, part="date")
    value = bp.Conditional(test=bp.Present(value=moment), then=shift(day, amount, unit), otherwise=bp.nothing())
    name = "due_on"
    if name in entity.fields or name in entity.derivations:
        raise NotUnderstoodError(f"when {entity.plural} are due is said already", clause.span)
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}",
        spans=(clause.span,),
        name=name,
        label="due on",
        type=bp.DATE,
        value=value,
        summary=" ".join(clause.text.split()),
    )
    scope.draft.remember(DateInFocus(entity, name))
    return Claimed("due_again", (f"derivation.{entity.name}.{name}",))


def _recorded(done: Clause, entity: EntityDraft, scope: Scope) -> bp.Expression | None:
    """When it was done last, where each time leaves a record of its own."""
    draft = scope.draft
    operation = operation_of(draft, entity, f"{done.verb} {done.particle}".strip())
    record = operation.entity if operation is not None and operation.kind == "create" else None
    key = record.reference_to(entity) if record is not None and record is not entity else None
    if record is None or key is None:
        return None
    name = next((f.name for f in record.fields.values() if f.type.kind in {"date", "datetime"}), None)
    name = name or entered(draft, record)
    mine = bp.Name(name=f"its_{record.name}")
    where = bp.Compare(relation="==", left=bp.Get(of=mine, field=key), right=IT)
    return bp.Aggregate(
        function="largest", entity=record.id, name=mine.name, where=where, value=bp.Get(of=mine, field=name)
    )


def _last(done: Clause, entity: EntityDraft, scope: Scope) -> bp.Expression | None:
    """When it was done last, kept on the row itself: it is done again and again."""
    fact = fact_of(scope.draft, entity, done.verb, done.particle)
    if fact is None or fact.creation:
        return None
    if fact.operation is not None:
        fact.operation.guards[:] = [g for g in fact.operation.guards if ".once" not in g.id]
    return fact.moment(IT)


def _length(clause: Clause, entity: EntityDraft, scope: Scope) -> tuple[bp.Expression, bp.Unit]:
    """How long after: as said, or as the row itself says."""
    text = scope.draft.text.at(clause.span)
    start = clause.span[0]
    for found in _TO_THE_DAY.finditer(text):
        scope.take((start + found.start(), start + found.end()))
    for condition in clause.conditions:
        if condition.marker == "if" and "no such" in " ".join(condition.text.lower().split()):
            scope.take(condition.span)
    many = _SO_MANY.search(text)
    later = re.search(r"\b(?:later|afterwards|after|again|long)\b", text, re.I)
    if many is not None and later is not None:
        scope.take((start + many.start(), start + many.end()))
        name = _interval(entity, many["unit"])
        if name is None:
            raise NotUnderstoodError(f"how many {many['unit']} is not known", clause.span)
        amount = read(Row(entity, IT), name)
        return amount, many["unit"]  # type: ignore[return-value]
    nps: list[NP] = [*clause.objects, *(p.item for p in clause.phrases if p.item is not None)]
    literal = next((d for np in nps if (d := duration_of(np.quantity)) is not None), None)
    literal = literal or next((d for p in clause.phrases if (d := duration_of(p.measure)) is not None), None)
    literal = literal or next((d for x in clause.literals if (d := duration_of(x)) is not None), None)
    if literal is None or literal.value != int(literal.value):
        raise NotUnderstoodError("after how long is not known", clause.span)
    unit, _ = time_unit(literal, scope)
    scope.take(literal.span)
    return bp.whole(int(literal.value)), unit


def _interval(entity: EntityDraft, unit: str) -> str | None:
    """The field that says how many: made a number where its choices are numbers."""
    for f in entity.fields.values():
        words = f.label.lower().split()
        if words[-1] not in {"interval", "rhythm", "period", "cycle", "frequency"}:
            continue
        if f.type.is_number or f.type.kind == "duration":
            return f.name
        if f.type.kind == "choice" and all(choice.isdigit() for choice in f.type.choices):
            numbers = tuple(int(choice) for choice in f.type.choices)
            entity.fields[f.name] = f.model_copy(update={"type": bp.Type(kind="integer", unit=unit)})
            value = bp.Get(of=IT, field=f.name)
            terms = tuple(bp.Compare(relation="==", left=value, right=bp.whole(n)) for n in numbers)
            entity.invariants.append(
                bp.Guard(
                    id=f"invariant.{entity.name}.{f.name}_choice",
                    requires=terms[0] if len(terms) == 1 else bp.AnyOf(terms=terms),
                    reason=f"The {f.label} is {' or '.join(map(str, numbers))} {unit}.",
                    field=f.name,
                    spans=f.spans,
                )
            )
            return f.name
    return None


DUE_AGAIN: tuple[Frame, ...] = (due_again,)
"""The frames for what falls due again."""
__all__ = ["DUE_AGAIN"]
