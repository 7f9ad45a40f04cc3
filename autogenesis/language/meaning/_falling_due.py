"""Owns duties that fall due once something has happened so often: "After 50 runs a press must be serviced; until then …"."""

from __future__ import annotations

from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import compare, either, no, present
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import denial
from autogenesis.language.meaning._facts import Fact
from autogenesis.language.meaning._guards import spoken
from autogenesis.language.meaning._members import reached
from autogenesis.language.meaning._placing import IT, guarded
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_MUST = frozenset({"must", "shall", "should"})
_UNTIL = frozenset({"until then", "till then", "before then", "meanwhile", "in the meantime"})


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be done to rows of an entity, and the flag that says of each that it is due."""

    entity: str
    flag: str
    number: int


def duty_said(clause: Clause) -> Clause | None:
    """ "must be serviced", "has to be serviced", "needs to be serviced": the deed that is due."""
    if clause.voice == "passive" and clause.modal in _MUST and not clause.negated:
        return clause
    inner = clause.embedded[0] if clause.verb in {"have", "need"} and len(clause.embedded) == 1 else None
    if inner is None or inner.voice != "passive" or clause.negated:
        return None
    return replace(inner, subjects=clause.subjects, modal="must", span=clause.span)


def since_done(fact: Fact, holder: bp.Expression, moment: bp.Expression) -> bp.Expression:
    """Only what has happened since the duty was last done counts."""
    last = fact.moment(holder)
    assert last is not None
    return either(no(present(last)), compare(moment, ">", last))


def fall_due(entity: EntityDraft, fact: Fact, clause: Clause, scope: Scope) -> str:
    """The flag that the duty is due, which the deed takes away again."""
    draft = scope.draft
    word = participle_of(f"{clause.verb} {clause.particle}".strip())
    flag = draft.add_field(
        entity, f"to be {word}", bp.BOOLEAN, clause.span, required=False, default=bp.truth(False),
        summary=f"whether it must be {word}",
    )  # fmt: skip
    entity.later.add(flag)
    for operation in draft.operations.values():
        if operation.entity is entity and operation is fact.operation:
            operation.guards[:] = [g for g in operation.guards if not g.id.endswith(".once")]
            operation.steps[:] = [_taken_away(step, entity, flag) for step in operation.steps]
    draft.remember(Duty(entity.name, flag, scope.unit.number))
    return flag


def _taken_away(step: bp.Statement, entity: EntityDraft, flag: str) -> bp.Statement:
    if not isinstance(step, bp.Update) or step.row != bp.Name(name=entity.name) or flag in dict(step.values):
        return step
    return step.model_copy(update={"values": (*step.values, (flag, bp.truth(False)))})


def until_then(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Until then it cannot be booked": what is not done while the duty is due."""
    duty = scope.draft.recall(Duty)
    if duty is None or not _UNTIL & set(clause.adverbs) or not clause.negated or scope.unit.number - duty.number > 1:
        return None
    holder = scope.draft.entities[duty.entity]
    said = replace(clause, adverbs=tuple(a for a in clause.adverbs if a not in _UNTIL), negators=(), modal="can")
    found = spoken(_named(said, holder), scope)
    there = reached(scope.draft, Row(found.entity, IT), holder) if found is not None else None
    if found is None or there is None:
        raise NotUnderstoodError(f"what a {holder.label} has to do with it is not known", clause.span)
    due = bp.Get(of=there.at, field=duty.flag)
    scope.take(clause, *(np for np in (*clause.subjects, *clause.objects) if np.pronoun))
    guard = guarded(found.operation, found.entity, denial(due), snake(f"until {duty.flag}"), clause, scope.draft)
    scope.take_then()
    return Claimed("until_then", (found.operation.id, guard))


def _named(clause: Clause, entity: EntityDraft) -> Clause:
    """The clause with the thing in the place of the pronoun."""
    words = entity.words or (entity.label,)

    def plain(np: NP) -> NP:
        pointing = np.pronoun and np.head in {"it", "they", "them", "this", "that"}
        return replace(np, pronoun=False, head=words[-1], words=words, determiner="the") if pointing else np

    return replace(
        clause, subjects=tuple(plain(np) for np in clause.subjects), objects=tuple(plain(np) for np in clause.objects)
    )


WAITING_FOR_DUTIES: tuple[Frame, ...] = (until_then,)
"""The frames for what waits until a duty is done."""
__all__ = ["WAITING_FOR_DUTIES", "Duty", "duty_said", "fall_due", "since_done"]
