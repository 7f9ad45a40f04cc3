"""Short names for the terms and elements that golden Specifications are made of."""

from __future__ import annotations

import re
from typing import Literal

import blueprints as b
from blueprints import Expression, Span, Type

Spans = tuple[Span, ...]
Relation = Literal["==", "!=", "<", "<=", ">", ">="]

EURO = Type(kind="money", currency="EUR")
DAYS = Type(kind="duration", unit="days")


def at(dotted: str) -> Expression:
    """``at("loan.item.title")`` reads loan.item.title."""
    return b.path(*dotted.split("."))


def compare(left: Expression | str, relation: Relation, right: Expression | str) -> b.Compare:
    """A comparison; texts are paths."""
    return b.Compare(relation=relation, left=_term(left), right=_term(right))


def same(left: Expression | str, right: Expression | str) -> b.Compare:
    """left == right."""
    return compare(left, "==", right)


def both(*terms: Expression) -> b.AllOf:
    """All of the terms hold."""
    return b.AllOf(terms=terms)


def either(*terms: Expression) -> b.AnyOf:
    """One of the terms holds."""
    return b.AnyOf(terms=terms)


def no(term: Expression) -> b.Not:
    """The term does not hold."""
    return b.Not(term=term)


def has(value: Expression | str) -> b.Present:
    """The value is there."""
    return b.Present(value=_term(value))


def choice(value: str, *choices: str) -> b.Literally:
    """A constant of a choice."""
    return b.Literally(type=Type(kind="choice", choices=choices), value=value)


def money(value: str) -> b.Literally:
    """A constant amount of euro."""
    return b.Literally(type=EURO, value=value)


def shift(moment: Expression | str, amount: int | Expression, unit: b.Unit, calendar: str | None = None) -> b.Shift:
    """A date moved by an amount of units."""
    by = b.whole(amount) if isinstance(amount, int) else amount
    return b.Shift(moment=_term(moment), amount=by, unit=unit, calendar=calendar)


def _term(value: Expression | str) -> Expression:
    return at(value) if isinstance(value, str) else value


Function = Literal["count", "exists", "sum", "smallest", "largest", "first", "last", "rows", "values"]


def over(
    function: Function,
    entity: str,
    where: Expression | None = None,
    value: Expression | str | None = None,
    order: tuple[str, ...] = (),
) -> b.Aggregate:
    """An aggregate over the rows of an entity, each bound to the entity's name."""
    return b.Aggregate(
        function=function,
        entity=f"entity.{entity}",
        name=entity,
        where=where,
        value=None if value is None else _term(value),
        order=tuple(at(each) for each in order),
    )


def create(entity: str, **values: Expression | str) -> b.Create:
    """Create a row; texts are paths."""
    return b.Create(entity=f"entity.{entity}", values=_values(values))


def update(row: str, **values: Expression | str) -> b.Update:
    """Change a row; texts are paths."""
    return b.Update(row=at(row), values=_values(values))


def _values(values: dict[str, Expression | str]) -> tuple[tuple[str, Expression], ...]:
    return tuple((name, _term(value)) for name, value in values.items())


def say(*parts: Expression | str) -> b.Sentence:
    """A text for people; parts in braces are paths: ``say("It is ", "{loan.due_date}", ".")``."""
    return b.Sentence(
        parts=tuple(at(part[1:-1]) if isinstance(part, str) and part.startswith("{") else part for part in parts)
    )


def fields(entity: str, *made: tuple[str, Type, Spans] | b.FieldOf) -> tuple[b.FieldOf, ...]:
    """Fields given as (name, type, spans), or made by `field`."""
    return tuple(
        each if isinstance(each, b.FieldOf) else field(f"{entity}.{each[0]}", each[1], spans=each[2]) for each in made
    )


def field(
    dotted: str,
    type_: Type,
    *,
    spans: Spans = (),
    required: bool = True,
    default: Expression | None = None,
    label: str = "",
) -> b.FieldOf:
    """The field ``entity.name``; required unless it has a default or is said not to be."""
    name = dotted.partition(".")[2]
    return b.FieldOf(
        id=f"field.{dotted}",
        spans=spans,
        name=name,
        label=label or name.replace("_", " "),
        type=type_,
        required=required and default is None,
        default=default,
    )


def optional(dotted: str, type_: Type, spans: Spans = (), label: str = "") -> b.FieldOf:
    """A field that may be absent."""
    return field(dotted, type_, spans=spans, required=False, label=label)


def derived(dotted: str, type_: Type, value: Expression, summary: str, spans: Spans = ()) -> b.Derivation:
    """The derivation ``entity.name``."""
    name = dotted.partition(".")[2]
    return b.Derivation(
        id=f"derivation.{dotted}",
        spans=spans,
        name=name,
        label=name.replace("_", " "),
        type=type_,
        value=value,
        summary=summary,
    )


def guard(name: str, requires: Expression, reason: str, spans: Spans = (), field: str | None = None) -> b.Guard:
    """The guard ``operation.what``; also used for invariants, ``entity.what``, by `invariant`."""
    return b.Guard(id=f"guard.{name}", spans=spans, requires=requires, reason=reason, field=field)


def invariant(name: str, requires: Expression, reason: str, field: str, spans: Spans = ()) -> b.Guard:
    """The invariant ``entity.what``."""
    return b.Guard(id=f"invariant.{name}", spans=spans, requires=requires, reason=reason, field=field)


def take(name: str, type_: Type, *, default: Expression | None = None, required: bool = True) -> b.Parameter:
    """An input; required unless it has a default or is said not to be."""
    return b.Parameter(name=name, type=type_, required=required and default is None, default=default)


def add(entity: b.Entity, *, leave_out: tuple[str, ...] = (), **given: Expression | str) -> b.Operation:
    """``add_<entity>``: one input for each field that is not left out or `given` its value."""
    name = entity.id.removeprefix("entity.")
    taken = [f for f in entity.fields if f.name not in (*leave_out, *given)]
    return b.Operation(
        id=f"operation.add_{name}",
        spans=entity.spans,
        name=f"add_{name}",
        summary=f"Add {_article(entity.name)} {entity.name}.",
        kind="create",
        entity=entity.id,
        inputs=tuple(
            b.Parameter(name=f.name, type=f.type, required=f.required, default=f.default, summary=f.label)
            for f in taken
        ),
        steps=(
            b.Create(
                entity=entity.id,
                values=(*((f.name, b.Name(name=f.name)) for f in taken), *_values(given)),
            ),
        ),
    )


def reads(*entities: b.Entity) -> tuple[b.Operation, ...]:
    """``get_<entity>`` and ``list_<plural>`` of each entity."""
    made: list[b.Operation] = []
    for entity in entities:
        name, plural = entity.id.removeprefix("entity."), re.sub(r"\W+", "_", entity.plural)
        made.append(
            b.Operation(
                id=f"operation.get_{name}",
                name=f"get_{name}",
                summary=f"Show one {entity.name}.",
                kind="get",
                entity=entity.id,
                inputs=(take(name, b.reference(entity.id)),),
            )
        )
        made.append(
            b.Operation(
                id=f"operation.list_{plural}",
                name=f"list_{plural}",
                summary=f"List {entity.plural}, all or those with the given values.",
                kind="list",
                entity=entity.id,
            )
        )
    return tuple(made)


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"
