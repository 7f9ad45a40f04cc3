"""Owns what a deed of releasing leaves behind: the thing is again as it was at first, where the text lists how it may be."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._terms import no, same

_RESTORING = frozenset({"release", "restore", "reinstate", "reactivate"})


def settle_restored(draft: Draft) -> None:
    """Once all rules are known: where none says what becomes of it, whoever releases a thing makes it what it was at first."""
    for operation in draft.operations.values():
        entity = operation.entity
        row = next((p.name for p in operation.inputs.values() if entity and p.type.entity == entity.id), None)
        if entity is None or row is None or operation.kind != "change" or operation.verb not in _RESTORING:
            continue
        word = participle_of(operation.verb)
        kept = next(
            (f for f in entity.fields.values() if f.type.kind == "choice" and f.name in {"state", "status"}), None
        )
        if kept is None or not isinstance(kept.default, bp.Literally) or word in kept.type.choices:
            continue
        first = kept.default
        if not _told_otherwise(operation, entity, kept.name, draft):
            _restores(operation, row, entity, (kept.name, first), word, draft)


def _told_otherwise(operation: OperationDraft, entity: EntityDraft, field: str, draft: Draft) -> bool:
    """Whether the deed, or a rule that it sets off, says how the thing is then."""
    sets = {name for step in operation.steps if isinstance(step, bp.Update) for name, _ in step.values}
    moments = {name for name in sets if name in entity.later}
    after = [r for r in draft.reactions if r.trigger.entity == entity.id and r.trigger.field in moments]
    then = (part for r in after for part in bp.parts_within(r.steps) if isinstance(part, bp.Update))
    return field in sets or any(name == field for part in then for name, _ in part.values)


def _restores(
    operation: OperationDraft, row: str, entity: EntityDraft, first: tuple[str, bp.Literally], word: str, draft: Draft
) -> None:
    there = same(bp.Get(of=bp.Name(name=row), field=first[0]), first[1])
    said = f"The {entity.label} is {first[1].value} already."
    operation.guards[:] = [guard for guard in operation.guards if not guard.id.endswith(".once")]
    operation.guards.append(draft.guard(f"{operation.name}.once", no(there), said, None, row))
    draft.assume(f"{article(entity.label).capitalize()} that is {word} is {first[1].value} again.")
    for index, step in enumerate(operation.steps):
        if isinstance(step, bp.Update) and step.row == bp.Name(name=row):
            operation.steps[index] = step.model_copy(update={"values": (*step.values, first)})
            return
    operation.steps.append(bp.Update(row=bp.Name(name=row), values=(first,)))


__all__ = ["settle_restored"]
