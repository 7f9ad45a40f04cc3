"""Frames of what is kept in stock: "Stock is kept in kilograms per item", with what puts in and what takes out."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import amount, compare
from autogenesis.language._typing import of_unit
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._members import singular_name
from autogenesis.language.meaning._scope import Scope

_UNITS = {
    "kilogram": "kg", "kilogramme": "kg", "kilo": "kg", "gram": "g", "tonne": "t", "litre": "l", "liter": "l", "metre": "m",
    "meter": "m",
}  # fmt: skip
_WHOLE = frozenset({"piece", "item", "unit", "copy", "pair"})
_STOCK = r"(?:the\s+|our\s+)?(?P<what>stocks?|inventory|balance)"
_THING = r"(?:each |every |the )?(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*)?)"
_SAID = (
    regex(rf"^{_STOCK}\s+(?:is|are)\s+(?:kept|counted|measured|recorded|held|tracked|managed)\s+in\s+(?P<unit>[a-z]+)\s+(?:per|by|for each|for every|of each)\s+{_THING}$", re.I),
    regex(rf"^{_STOCK}\s+of\s+(?:each|every|an?)\s+(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+is\s+(?:kept|counted|measured|recorded|held|tracked|managed)\s+in\s+(?P<unit>[a-z]+)$", re.I),
    regex(rf"^we\s+(?:keep|count|measure|record|track|manage)\s+{_STOCK}\s+(?:of|for)\s+(?:each|every|all)\s+(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+in\s+(?P<unit>[a-z]+)$", re.I),
    regex(rf"^(?:for|of)\s+(?:each|every)\s+(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+(?:we|they)\s+(?:keep|count|track|record)\s+{_STOCK}\s+in\s+(?P<unit>[a-z]+)$", re.I),
)  # fmt: skip


def stock_kept(clause: Clause, scope: Scope) -> Claimed | None:
    """Of each thing there is a stock, which is added to and taken from."""
    if clause.span[0] != scope.unit.span[0]:
        return None
    text = " ".join(scope.unit.text.split()).rstrip(" .;")
    match = next((m for pattern in _SAID if (m := pattern.match(text))), None)
    if match is None:
        return None
    draft = scope.draft
    entity = draft.entity(singular_name(match["thing"]), clause.span)
    unit = singular_name(match["unit"])
    kind = bp.INTEGER if unit in _WHOLE else of_unit(_UNITS.get(unit, unit))
    if not kind.is_number:
        return None
    if not entity.fields:
        draft.add_field(entity, "name", bp.TEXT, clause.span, required=False)
        entity.given.add("name")
        draft.assume(f"The text does not say how {entity.plural} are told apart: each has a name.", clause.span)
    name = draft.add_field(entity, "stock", kind, clause.span, required=False, default=amount(kind, 0))
    entity.given.add(name)
    made = [entity.id, f"field.{entity.name}.{name}"]
    made += [_changed(entity, name, kind, verb, sign, scope) for verb, sign in (("restock", "+"), ("take", "-"))]
    scope.take(scope.unit.span)
    draft.assume(f"The stock of {entity.plural} is added to by “restock” and lessened by “take”.", clause.span)
    return Claimed("stock_kept", tuple(made))


def _changed(entity: EntityDraft, name: str, kind: bp.Type, verb: str, sign: str, scope: Scope) -> str:
    draft = scope.draft
    operation = draft.operation(verb, entity, "change", span=scope.unit.span)
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    operation.inputs["quantity"] = bp.Parameter(name="quantity", type=kind)
    some = compare("quantity", ">", amount(kind, 0))
    operation.guards.append(
        draft.guard(
            f"{operation.name}.quantity", some, "The quantity must be more than 0.", scope.unit.span, "quantity"
        )
    )
    row = bp.Name(name=entity.name)
    kept = bp.Get(of=row, field=name)
    if sign == "-":
        enough = compare(kept, ">=", bp.Name(name="quantity"))
        why = f"There is not so much of the {entity.label} in stock."
        operation.guards.append(draft.guard(f"{operation.name}.enough", enough, why, scope.unit.span, "quantity"))
    value = bp.Arithmetic(operator="+" if sign == "+" else "-", left=kept, right=bp.Name(name="quantity"))
    operation.steps.append(bp.Update(row=row, values=((name, value),)))
    operation.result = row
    return operation.id


STOCKS: tuple[Frame, ...] = (stock_kept,)
"""The frames of what is kept in stock."""
