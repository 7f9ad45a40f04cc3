"""Owns parts that are given with their whole: an order is entered with its lines, so that rules can ask for them."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft
from autogenesis.language._terms import over
from autogenesis.language.meaning._naming import stands_for_people
from autogenesis.language.meaning._swapping import IT, swapped


def given_with(operation: OperationDraft, whole: EntityDraft, part: EntityDraft, link: str, draft: Draft) -> str:
    """The input of a creation with the parts that are entered for it; each is told what it belongs to."""
    name = _input(part)
    if name in operation.inputs:
        return name
    f = part.fields[link]
    part.fields[link] = f.model_copy(update={"required": False})
    operation.inputs[name] = bp.Parameter(
        name=name,
        type=bp.list_of(part.type),
        required=False,
        default=None,
        summary=f"{part.plural} of the {whole.label}",
    )
    draft.assume(
        f"{part.plural.capitalize()} are entered first, and named when their {whole.label} is; they can be added later as well."
    )
    each = f"one_{part.name}"
    own = bp.Update(row=bp.Name(name=each), values=((link, bp.Name(name=f"new_{whole.name}")),))
    operation.steps.append(bp.Each(name=each, rows=bp.Name(name=name), steps=(own,)))
    taken = bp.AllOf(
        terms=(
            bp.Contains(collection=bp.Name(name=name), item=bp.Name(name=part.name)),
            bp.Present(value=bp.path(part.name, link)),
        )
    )
    none = bp.Not(term=over("exists", part.name, taken))
    reason = f"Each {part.label} belongs to one {whole.label} only."
    operation.guards.append(draft.guard(f"{operation.name}.{name}_free", none, reason, None, name))
    return name


def with_parts(operation: OperationDraft, whole: EntityDraft, requires: bp.Expression, draft: Draft) -> bp.Expression:
    """What is asked of the parts of ``it``, asked of those that are given with it before it is there."""

    def change(node: bp.Expression) -> bp.Expression | None:
        if not isinstance(node, bp.Aggregate):
            return None
        part = next((e for e in draft.entities.values() if e.id == node.entity), None)
        if part is None or stands_for_people(whole, draft):
            return None
        for inner in bp.parts_within(node.where):
            if isinstance(inner, bp.Compare) and inner.relation == "==" and IT in (inner.left, inner.right):
                side = inner.left if inner.right == IT else inner.right
                link = side.field if isinstance(side, bp.Get) and side.of == bp.Name(name=node.name) else None
                needed = link in part.fields and part.fields[link].required
                if link is not None and (needed or _input(part) in operation.inputs):
                    name = given_with(operation, whole, part, link, draft)
                    held = bp.Contains(collection=bp.Name(name=name), item=bp.Name(name=node.name))
                    return node.model_copy(update={"where": _with(node.where, inner, held)})
        return None

    return swapped(requires, change)


def _with(where: bp.Expression | None, old: bp.Expression, new: bp.Expression) -> bp.Expression | None:
    return None if where is None else swapped(where, lambda node: new if node == old else None)


def _input(part: EntityDraft) -> str:
    return part.plural.replace(" ", "_").replace("-", "_")


def asks_for_parts(whole: EntityDraft, requires: bp.Expression, draft: Draft) -> bool:
    """Whether a rule about ``it`` counts parts that cannot be there before it is."""
    for node in bp.parts_within(requires):
        part = (
            next((e for e in draft.entities.values() if e.id == node.entity), None)
            if isinstance(node, bp.Aggregate)
            else None
        )
        if part is None or not isinstance(node, bp.Aggregate) or stands_for_people(whole, draft):
            continue
        for inner in bp.parts_within(node.where):
            side = inner.left if isinstance(inner, bp.Compare) and inner.right == IT else None
            link = side.field if isinstance(side, bp.Get) and side.of == bp.Name(name=node.name) else None
            if link in part.fields and part.fields[link].required:
                return True
    return False
