"""Owns where a rule about a row is kept: an operation that is about to change or create it, or the entity itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._text import Span
from autogenesis.language.meaning._given_parts import with_parts
from autogenesis.language.meaning._swapping import IT, swapped


def at_row(expression: bp.Expression, row: bp.Expression) -> bp.Expression:
    """An expression about ``it``, about another row instead."""
    return swapped(expression, lambda node: row if node == IT else None)


def before_creation(expression: bp.Expression) -> bp.Expression:
    """An expression about ``it``, asked before the row is there: its fields are what is given for them."""

    def change(node: bp.Expression) -> bp.Expression | None:
        if isinstance(node, bp.Get) and node.of == IT:
            return bp.Name(name=node.field)
        if isinstance(node, bp.Compare) and IT in (node.left, node.right):
            return bp.truth(node.relation == "!=")
        return None

    return swapped(expression, change)


def settle(operation: OperationDraft, entity: EntityDraft) -> None:
    """Once its inputs are known: in guards of a creation, fields that are no input have the value they will be given."""
    inner = {name for guard in operation.guards for name in _bound(guard.requires)}

    def change(node: bp.Expression) -> bp.Expression | None:
        if not isinstance(node, bp.Name) or node.name in operation.inputs or node.name in inner:
            return None
        f = entity.fields.get(node.name)
        derivation = entity.derivations.get(node.name)
        if derivation is not None:
            return swapped(before_creation(derivation.value), change)
        if f is None:
            return None
        given = operation.values.get(f.name)
        return (given if given != node else None) or f.default or bp.nothing()

    operation.guards[:] = [
        guard.model_copy(update={"requires": swapped(guard.requires, change)}) for guard in operation.guards
    ]


def _bound(expression: object) -> Iterator[str]:
    for part in bp.parts_within(expression):
        if isinstance(part, bp.Aggregate | bp.Records):
            yield part.name


def guarded(
    operation: OperationDraft, entity: EntityDraft, requires: bp.Expression, what: str, clause: Clause, draft: Draft
) -> str:
    """The guard of an operation that a clause about ``it`` makes; its id."""
    creating = operation.kind == "create"
    name = next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), entity.name)
    if creating:
        placed = before_creation(with_parts(operation, entity, requires, draft))
    else:
        placed = at_row(requires, bp.Name(name=name))
    guard = draft.guard(
        f"{operation.name}.{what}", placed, reason(clause.text), clause.span, None if creating else name
    )
    operation.guards.append(guard)
    return guard.id


def kept(
    entity: EntityDraft, requires: bp.Expression, what: str, clause: Clause, draft: Draft, field: str | None = None
) -> str:
    """The invariant of an entity that a clause about ``it`` makes; its id."""
    guard = bp.Guard(
        id=draft.unique(f"invariant.{entity.name}.{what}"),
        requires=requires,
        reason=reason(clause.text),
        field=field,
        spans=(clause.span,),
    )
    entity.invariants.append(guard)
    return guard.id


def creator(draft: Draft, entity: EntityDraft) -> OperationDraft:
    """The operation by which rows of an entity come about; "add" where the text names none."""
    known = next((o for o in draft.operations.values() if o.entity is entity and o.kind == "create"), None)
    if known is not None:
        return known
    operation = draft.operation("add", entity, "create")
    operation.confidence = 0.6
    return operation


_STORY = regex(r"^(?:as\s+)?(?:an?\s+|the\s+)?[\w\s-]{1,40},\s*(?:I|we)\s+(?:want|need|wish|would like)\s+to\s+", re.I)
"""Who wants it: no part of the rule."""


def reason(text: str) -> str:
    """What a caller is told: the sentence itself."""
    said = _STORY.sub("", " ".join(text.split()).strip(" ,;."))
    return f"{said[:1].upper()}{said[1:]}."


def outside(span: Span, spans: list[Span]) -> bool:
    """Whether a stretch lies in none of the others."""
    return not any(start <= span[0] and span[1] <= end for start, end in spans)


__all__ = ["IT", "at_row", "before_creation", "creator", "guarded", "kept", "outside", "reason", "settle", "swapped"]
