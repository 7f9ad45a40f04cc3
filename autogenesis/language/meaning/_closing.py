"""Frames for from when and until when a deed is open: "Registration closes 3 days before the course starts"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._syntax import Clause
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._moments import anchor_of, due
from autogenesis.language.meaning._naming import take_name
from autogenesis.language.meaning._placing import guarded
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.meaning._scope import Row, Scope
from autogenesis.language.meaning._waits import wait_in

_CLOSES = frozenset({"close", "end", "stop", "finish"})
_OPENS = frozenset({"open", "begin", "start"})


def deed_closes(clause: Clause, scope: Scope) -> Claimed | None:
    """What is told of the noun of a deed holds for the deed."""
    np = clause.subject
    wait = wait_in(clause) if clause.verb in _CLOSES | _OPENS else None
    if np is None or wait is None or wait.lasting or clause.negated or clause.voice == "passive" or np.pronoun:
        return None
    head = np.head.lower()
    operation = next(
        (
            o
            for o in scope.draft.operations.values()
            if o.kind == "create" and o.verb and head in nouns_of(*_parted(o.verb)) - {o.verb}
        ),
        None,
    )
    if operation is None or operation.entity is None:
        return None
    row = Row(operation.entity, IT)
    bound = scope.bound(row)
    at = due(wait, anchor_of(wait, row, bound), bound, missed=False)
    take_name(np, scope)
    scope.take(clause)
    requires = bp.Compare(relation="<" if clause.verb in _CLOSES else ">=", left=bp.Name(name="now"), right=at)
    guard = guarded(operation, operation.entity, requires, clause.verb, clause, scope.draft)
    return Claimed("deed_closes", (operation.id, guard))


def _parted(phrase: str) -> tuple[str, str]:
    verb, _, particle = phrase.partition(" ")
    return verb, particle


CLOSING: tuple[Frame, ...] = (deed_closes,)
