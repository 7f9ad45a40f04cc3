"""Owns what is still pending: "while a parcel is waiting" holds until one of the deeds that end it, known at the last."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._syntax import Clause, Condition
from autogenesis.language._text import Span
from autogenesis.language.meaning._called_off import settle_called_off
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
