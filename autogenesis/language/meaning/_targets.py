"""Owns what something is done to: the row spoken of, or each of those that it concerns."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._literals import Duration
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning._chosen import Selection
from autogenesis.language.meaning._naming import SYSTEM, take_name
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._selections import refers, selection
from autogenesis.language.meaning._values import row_of

Steps = tuple[bp.Statement, ...]
BECOMING = frozenset("become get turn go be stay remain".split())
"""Verbs of coming to be something."""


@dataclass(frozen=True, slots=True)
class Target:
    """A row that something is done to; where they are many, the list of them, each bound to the row's name."""

    row: Row
    rows: bp.Expression | None = None

    def update(self, *values: tuple[str, bp.Expression]) -> Steps:
        """Give the row, or each of the rows, these values."""
        return self.each(bp.Update(row=self.row.at, values=values))

    def each(self, *steps: bp.Statement) -> Steps:
        """Do the steps for the row, or for each of the rows."""
        if self.rows is None or not isinstance(self.row.at, bp.Name):
            return steps
        return (bp.Each(name=self.row.at.name, rows=self.rows, steps=steps),)


def patients_of(clause: Clause) -> tuple[NP, ...]:
    """What something is done to: the subject of a passive, the object of what the system does, the subject of a change."""
    if clause.voice == "passive":
        return clause.subjects
    system = clause.subject is None or clause.subject.name in SYSTEM or clause.subject.head in {"we", "it"}
    if clause.objects and system and clause.verb not in BECOMING:
        return tuple(np for np in clause.objects if not isinstance(np.quantity, Duration))
    return clause.subjects


def target_of(np: NP, scope: Scope) -> Target | None:
    """The row or rows that a noun phrase speaks of; None where it speaks of none."""
    if np.determiner not in {"all", "every", "each", "other", "both"} and not np.relatives:
        row = row_of(np, scope)
        if row is not None:
            take_name(np, scope)
            return Target(row)
    try:
        chosen = selection(np, scope)
    except NotUnderstoodError:
        row = row_of(np, scope)
        return Target(row) if row is not None else None
    scope.take(np)
    return Target(chosen.row, _concerned(chosen, np, scope).over("rows"))


def _concerned(chosen: Selection, np: NP, scope: Scope) -> Selection:
    """Of rows that refer to the one spoken of, those that do: "the key" of a boat that breaks, "all trips" with it."""
    row = scope.newest()
    if row is None or (chosen.where is not None and row.at in bp.parts_within(chosen.where)):
        return chosen
    tied = refers(chosen.row, Value(row.at, row.entity.type, row.entity), scope)
    if tied is not None:
        return chosen.that(tied)
    if np.determiner not in {"all", "every", "each"} and not np.relatives:
        raise NotUnderstoodError(f"which “{np.text}” is meant is not known", np.span)
    return chosen
