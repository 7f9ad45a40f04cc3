"""Frame for what is taken from a stock: "No more parts may be used than there are in stock"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, OperationDraft
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import amount, compare
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._facts import make_change, operation_of
from autogenesis.language.meaning._placing import reason
from autogenesis.language.meaning._scope import Scope

_THERE = r"than\s+(?:there\s+are|there\s+is|are|is|we\s+have|(?:the|our)\s+\w+\s+has)(?:\s+(?:still\s+)?(?:left|in\s+stock|on\s+stock|available|in\s+store|there))+"
_NEVER = r"(?:may\s+not|must\s+not|cannot|can\s+not|can['’]t|may\s+never|must\s+never|can\s+never)"
_SHAPES = (
    (regex(rf"^no\s+more\s+(?P<thing>[a-z]+(?:\s[a-z]+)?)\s+(?:may|can|must|shall)\s+(?:ever\s+)?be\s+(?P<deed>[a-z]+)\s+{_THERE}$"), True),
    (regex(rf"^(?:nobody|no\s+one|no\s+[a-z]+)\s+(?:may|can|must|shall)\s+(?P<deed>[a-z]+)\s+more\s+(?P<thing>[a-z]+(?:\s[a-z]+)?)\s+{_THERE}$"), False),
    (regex(rf"^(?:(?:an?|the)\s+)?[a-z]+\s+{_NEVER}\s+(?P<deed>[a-z]+)\s+more\s+(?P<thing>[a-z]+(?:\s[a-z]+)?)\s+{_THERE}$"), False),
    (regex(rf"^(?:never\s+)?more\s+(?P<thing>[a-z]+(?:\s[a-z]+)?)\s+{_THERE}\s+{_NEVER}\s+be\s+(?P<deed>[a-z]+)$"), True),
)  # fmt: skip
_STOCK = ("stock", "stock_level", "quantity", "amount", "number", "count")


def no_more_than_stock(clause: Clause, scope: Scope) -> Claimed | None:
    """So many are taken at a time, never more than there are, and there are so many fewer afterwards."""
    unit = scope.unit
    if clause.span[0] != unit.span[0]:
        return None
    said = " ".join(unit.text.split()).strip(" .,;").lower()
    found = next(((m, passive) for shape, passive in _SHAPES if (m := shape.match(said))), None)
    if found is None:
        return None
    match, passive = found
    thing = tag(f"the {match['thing']}.")[1:-1]
    label = " ".join([*(w.lower for w in thing[:-1]), thing[-1].lemma])
    entity = scope.draft.find_entity(label)
    words = tag(f"It is {match['deed']}." if passive else f"They may {match['deed']} it.")
    if entity is None or words[2].pos != "VERB":
        return None
    stock = next((n for n in _STOCK if n in entity.fields and entity.fields[n].type.is_number), None)
    if stock is None:
        return None
    operation = operation_of(scope.draft, entity, words[2].lemma) or make_change(scope.draft, entity, words[2].lemma)
    if operation.kind != "change":
        return None
    whole = replace(clause, span=unit.span, text=unit.text)
    made = (operation.id, *_taking(operation, entity, stock, whole, scope))
    scope.take(unit.span)
    scope.draft.claim(unit.span, "taken_from_stock", made)
    return Claimed("taken_from_stock", made)


def _taking(
    operation: OperationDraft, entity: EntityDraft, stock: str, clause: Clause, scope: Scope
) -> tuple[str, ...]:
    draft, kind = scope.draft, entity.fields[stock].type
    row = next((n for n, p in operation.inputs.items() if p.type.entity == entity.id), entity.name)
    operation.inputs.setdefault(row, bp.Parameter(name=row, type=entity.type))
    number = "number" if "number" not in operation.inputs else "how_many"
    operation.inputs[number] = bp.Parameter(name=number, type=kind)
    operation.guards[:] = [g for g in operation.guards if not g.id.endswith(".once")]  # it is done again and again
    some = draft.guard(
        f"{operation.name}.some", compare(number, ">", amount(kind, 0)), "It must be more than 0.", clause.span, number
    )
    left = bp.Get(of=bp.Name(name=row), field=stock)
    enough = draft.guard(
        f"{operation.name}.enough", compare(bp.Name(name=number), "<=", left), reason(clause.text), clause.span, number
    )
    operation.guards.extend((some, enough))
    fewer = bp.Arithmetic(operator="-", left=left, right=bp.Name(name=number))
    operation.steps.append(bp.Update(row=bp.Name(name=row), values=((stock, fewer),)))
    draft.assume(f"Whenever {entity.plural} are taken, the {entity.fields[stock].label} is so many fewer.", clause.span)
    return (some.id, enough.id)


TAKING_STOCK: tuple[Frame, ...] = (no_more_than_stock,)
"""The frame of what is taken from a stock."""
