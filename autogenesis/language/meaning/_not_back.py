"""Frame for values that only rise or only fall: "The reading must not be lower than before", "The stand can only go up"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft, OperationDraft
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import Relation, absent, either
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._members import field_named, take_words
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope

_BEFORE = r"than\s+(?:it\s+was\s+)?(?:before|the\s+(?:last|old|previous|earlier)(?:\s+(?:one|value|reading))?)"
_NOT_LOWER = regex(
    rf"\b(?:not|never)\s+be\s+(?:lower|less|smaller)\s+{_BEFORE}\s*\.?$|\bcan(?:not|\s+never)\s+(?:fall|go\s+down|decrease)\s*\.?$"
)
_NOT_HIGHER = regex(
    rf"\b(?:not|never)\s+be\s+(?:higher|more|larger|greater)\s+{_BEFORE}\s*\.?$|\bcan(?:not|\s+never)\s+(?:rise|go\s+up|increase)\s*\.?$"
)


def not_back(clause: Clause, scope: Scope) -> Claimed | None:
    """Whoever gives the value anew gives none on the wrong side of the one that is kept."""
    np, said = clause.subject, clause.text.lower()
    relation: Relation = ">=" if _NOT_LOWER.search(said) else "<="
    if np is None or clause.conditions or not (_NOT_LOWER.search(said) or _NOT_HIGHER.search(said)):
        return None
    found = next(
        (
            (e, named)
            for e in scope.draft.entities.values()
            if (named := field_named(e, np)) is not None and named[0] in e.fields
        ),
        None,
    )
    if found is None or not found[0].fields[found[1][0]].type.is_number:
        return None
    entity, (name, words) = found
    made = [g for o in scope.draft.operations.values() for g in _guarded(o, entity, name, relation, clause, scope)]
    if not made:
        raise NotUnderstoodError(f"nothing gives a {entity.label} another {entity.fields[name].label}", clause.span)
    scope.take(clause.span)
    take_words(scope, np.span, words)
    return Claimed("not_back", tuple(made))


def _guarded(
    operation: OperationDraft, entity: EntityDraft, name: str, relation: Relation, clause: Clause, scope: Scope
) -> list[str]:
    """The guard of an operation that changes the value of a row that is there."""
    row = next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), None)
    given = operation.inputs.get(name)
    if operation.kind != "change" or row is None or given is None:
        return []
    kept = bp.Get(of=bp.Name(name=row), field=name)
    risen = bp.Compare(relation=relation, left=bp.Name(name=name), right=kept)
    requires = either(absent(f"{row}.{name}"), *([absent(name)] if not given.required else []), risen)
    reason = clause.text if clause.text.endswith(".") else f"{clause.text}."
    guard = scope.draft.guard(f"{operation.name}.{name}_not_back", requires, reason, clause.span, name)
    operation.guards.append(guard)
    return [operation.id, guard.id]


NOT_BACK: tuple[Frame, ...] = (not_back,)
"""The frame for values that go one way."""
