"""Owns short names for the terms that readings build rules of."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeVar

import blueprints as bp
from blueprints import Expression

Relation = Literal["==", "!=", "<", "<=", ">", ">="]
Function = Literal["count", "exists", "sum", "smallest", "largest", "first", "last", "rows", "values"]
T = TypeVar("T")
Term = Expression | str
"""An expression, or a dotted path such as ``it.due_date``."""


def term(value: Term) -> Expression:
    """The expression that a term stands for."""
    return bp.path(*value.split(".")) if isinstance(value, str) else value


def compare(left: Term, relation: Relation, right: Term) -> bp.Compare:
    """Left relation right."""
    return bp.Compare(relation=relation, left=term(left), right=term(right))


def same(left: Term, right: Term) -> bp.Compare:
    """Left == right."""
    return compare(left, "==", right)


def both(*terms: Expression) -> Expression:
    """All hold; one alone stands for itself."""
    return terms[0] if len(terms) == 1 else bp.AllOf(terms=terms)


def either(*terms: Expression) -> Expression:
    """One holds."""
    return terms[0] if len(terms) == 1 else bp.AnyOf(terms=terms)


def no(value: Term) -> bp.Not:
    """Does not hold."""
    return bp.Not(term=term(value))


def present(value: Term) -> bp.Present:
    """Is there."""
    return bp.Present(value=term(value))


def absent(value: Term) -> bp.Not:
    """Is not there."""
    return no(present(value))


def choice(value: str, choices: tuple[str, ...]) -> bp.Literally:
    """One of the choices."""
    return bp.Literally(type=bp.Type(kind="choice", choices=choices), value=value)


def amount(kind: bp.Type, value: Decimal | int) -> bp.Literally:
    """A number as a constant of that type."""
    if kind.kind in {"integer", "duration"} and value == int(value):
        return bp.Literally(type=kind, value=int(value))
    wanted = bp.DECIMAL if kind.kind in {"integer", "duration"} else kind
    return bp.Literally(type=wanted, value=str(value))


def shift(moment: Term, by: int | Expression, unit: bp.Unit, calendar: str | None = None) -> bp.Shift:
    """A date or datetime moved."""
    return bp.Shift(
        moment=term(moment), amount=bp.whole(by) if isinstance(by, int) else by, unit=unit, calendar=calendar
    )


def start_of(day: Term) -> bp.Part:
    """The first moment of a day."""
    return bp.Part(of=term(day), part="start")


def end_of(day: Term) -> bp.Part:
    """The first moment after a day."""
    return bp.Part(of=term(day), part="end")


def over(
    function: Function,
    entity: str,
    where: Expression | None = None,
    value: Term | None = None,
    order: tuple[str, ...] = (),
    name: str = "",
) -> bp.Aggregate:
    """An aggregate over the rows of ``entity.<entity>``, each bound to `name`, else to the entity's name."""
    return bp.Aggregate(
        function=function,
        entity=f"entity.{entity}",
        name=name or entity,
        where=where,
        value=None if value is None else term(value),
        order=tuple(term(each) for each in order),
    )


def say(*parts: Term) -> bp.Sentence:
    """A text for people; parts in braces are paths: ``say("Due on ", "{it.due_date}")``."""
    return bp.Sentence(parts=tuple(term(p[1:-1]) if isinstance(p, str) and p.startswith("{") else p for p in parts))


def update(row: Term, /, **values: Term) -> bp.Update:
    """Give fields of a row new values."""
    return bp.Update(row=term(row), values=tuple((name, term(value)) for name, value in values.items()))


def create(entity: str, bound: str | None = None, /, **values: Term) -> bp.Create:
    """Create a row of ``entity.<entity>``."""
    made = tuple((key, term(value)) for key, value in values.items())
    return bp.Create(entity=f"entity.{entity}", values=made, name=bound)


def renamed(node: T, old: bp.Expression, new: bp.Expression) -> T:
    """The tree with one expression in the place of another."""
    if node == old:
        return new  # type: ignore[return-value]
    if isinstance(node, tuple):
        return tuple(renamed(each, old, new) for each in node)  # type: ignore[return-value]
    if isinstance(node, bp.Frozen):
        changed = {name: renamed(getattr(node, name), old, new) for name in type(node).model_fields}
        return node.model_copy(update=changed)
    return node
