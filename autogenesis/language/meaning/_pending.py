"""Owns what is still pending: "while a parcel is waiting" holds until one of the deeds that end it, known at the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._syntax import Clause, Condition
from autogenesis.language._terms import both
from autogenesis.language._text import Span
from autogenesis.language.meaning._descriptions import undone
from autogenesis.language.meaning._naming import thing_of
from autogenesis.language.meaning._scope import Row, Scope

_WAITING = frozenset({"wait", "lie", "pend", "remain"})
_IT = bp.Name(name="it")


def pending(condition: Condition, scope: Scope) -> bp.Expression | None:
    """ "while a parcel is waiting": that it is; None where the condition says something else."""
    clause = condition.clause
    if len(condition.clauses) != 1 or not _waits(clause):
        return None
    entity = thing_of(clause.subject, scope)
    row = scope.newest(entity) if entity is not None else None
    if entity is None or row is None or clause.subject is None:
        return None
    scope.take(clause, clause.subject)
    return still_waits(row, clause.span)


def still_waits(row: Row, span: Span) -> bp.Expression:
    """That nothing has put an end to a row: settled once all deeds are known."""
    entity = row.entity
    if "waiting" not in entity.derivations and "waiting" not in entity.fields:
        entity.derivations["waiting"] = bp.Derivation(
            id=f"derivation.{entity.name}.waiting", spans=(span,), name="waiting", label="waiting", type=bp.BOOLEAN,
            value=bp.truth(True), summary="Whether nothing has put an end to it yet.",
        )  # fmt: skip
    return bp.Get(of=row.at, field="waiting")


def _waits(clause: Clause) -> bool:
    bare = not clause.objects and not clause.phrases and not clause.complements and not clause.negated
    return bare and clause.verb in _WAITING and clause.voice == "active"


def settle_pending(draft: Draft) -> None:
    """Once all deeds are known: what waits does so until one of those that end it."""
    for entity in draft.entities.values():
        waiting = entity.derivations.get("waiting")
        if waiting is not None and waiting.value == bp.truth(True):
            entity.derivations["waiting"] = waiting.model_copy(update={"value": _still(entity)})
    settle_called_off(draft)


_OFF = ("cancelled", "canceled", "withdrawn", "called off", "revoked")
"""Participles of deeds after which nothing falls due any more."""


@dataclass(frozen=True, slots=True)
class Timed:
    """The timers that composed rules have made."""

    ids: tuple[str, ...] = ()


def note_timer(draft: Draft, timer: str) -> None:
    """Remember a timer of a composed rule."""
    known = draft.recall(Timed) or Timed()
    draft.remember(Timed((*known.ids, timer)))


def settle_called_off(draft: Draft) -> None:
    """Once all deeds are known: nothing falls due for what has been called off."""
    ids = set((draft.recall(Timed) or Timed()).ids)
    entities = {entity.id: entity for entity in draft.entities.values()}
    for index, timer in enumerate(draft.timers):
        if timer.id not in ids or timer.entity not in entities:
            continue
        spoken = {part.field for part in bp.parts_within((timer.at, timer.when)) if isinstance(part, bp.Get)}
        terms = tuple(_not_off(entities[timer.entity], spoken))
        if terms:
            known = (timer.when,) if timer.when is not None else ()
            draft.timers[index] = timer.model_copy(update={"when": both(*known, *terms)})


def _not_off(entity: EntityDraft, spoken: set[str]) -> Iterator[bp.Expression]:
    for f in entity.fields.values():
        kept = bp.Get(of=_IT, field=f.name)
        if f.name in spoken:
            continue
        if f.type.kind in {"date", "datetime"} and f.name in {
            snake(f"{word} {end}") for word in _OFF for end in ("at", "on")
        }:
            yield bp.Not(term=bp.Present(value=kept))
        elif f.type.kind == "choice":
            for word in _OFF:
                if word in f.type.choices:
                    yield bp.Compare(relation="!=", left=kept, right=bp.Literally(type=f.type, value=word))


def _still(entity: EntityDraft) -> bp.Expression:
    return undone(Row(entity, _IT)) or bp.truth(True)


def undecided(clause: Clause, entity: EntityDraft) -> bp.Expression | None:
    """ "nothing has been decided": it still is in the state in which it came."""
    if clause.verb not in {"decide", "answer", "handle", "process", "happen"} or not clause.negated:
        return None
    status = next(
        (f for f in entity.fields.values() if f.type.kind == "choice" and f.name in {"status", "state"}), None
    )
    if status is None or not isinstance(status.default, bp.Literally):
        return None
    return bp.Compare(relation="==", left=bp.Get(of=_IT, field=status.name), right=status.default)
