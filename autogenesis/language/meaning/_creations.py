"""Owns rows that rules bring about: "an order is placed", "the member gets an invoice", and what their fields are."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft, article
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._fields import refer_to
from autogenesis.language.meaning._members import entity_of, reached, read
from autogenesis.language.meaning._naming import known_thing, stands_for_people, take_name
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._values import value_of

_MAKING = frozenset(
    "place open issue make raise start write plan log record note enter store prepare generate draw".split()
)
_CLASSES = frozenset({"create", "register", "submit", "request", "reserve", "schedule"})
_GETTING = frozenset({"get", "receive"})


def creation(clause: Clause, things: tuple[NP, ...], scope: Scope) -> tuple[bp.Statement, ...] | None:
    """The rows that the clause brings about; None where it brings about none."""
    getting = clause.verb in _GETTING and clause.voice != "passive"
    if not getting and clause.verb not in _MAKING and not classes_of(clause.verb, clause.particle) & _CLASSES:
        return None
    made: list[bp.Statement] = []
    for np in clause.objects if getting else things:
        entity = known_thing(scope.draft, np)
        if entity is None or np.determiner not in {"a", "an", "another", "one", "new", ""} or np.plural:
            return None
        if getting and clause.subject is not None:
            take_name(clause.subject, scope)
        take_name(np, scope)
        whose = known_thing(scope.draft, clause.subject) if getting and clause.subject is not None else None
        if (
            whose is not None
            and stands_for_people(whose, scope.draft)
            and reached(scope.draft, Row(entity, IT), whose) is None
        ):
            refer_to(scope.draft, entity, whose)
            scope.draft.assume(f"Every {entity.label} is {article(whose.label)}'s.", np.span)
        row = _created(entity, clause, scope)
        if getting and not any(
            f.type.kind in {"reference", "person"} for f in entity.fields.values() if f.name in dict(row.values)
        ):
            raise NotUnderstoodError(f"whose the {entity.label} is, is not known", np.span)
        made.append(row)
    scope.take(clause)
    return tuple(made) or None


def _created(entity: EntityDraft, clause: Clause, scope: Scope) -> bp.Create:
    """The row, with references to what is spoken of, what it shares with it, and what the phrases give."""
    draft = scope.draft
    values: dict[str, bp.Expression] = {}
    for name, value in _said(entity, clause, scope):
        values[name] = value
    for f in entity.fields.values():
        if f.name in values:
            continue
        value_ = _taken_over(f, scope)
        if value_ is not None:
            values[f.name] = value_
    if not any(o.entity is entity and o.kind == "create" for o in draft.operations.values()):
        draft.made_by_rule.add(entity.name)
    return bp.Create(entity=entity.id, values=tuple(values.items()))


def _taken_over(f: bp.FieldOf, scope: Scope) -> bp.Expression | None:
    """A field from the rows in scope: the row it refers to, the field of the same name, the moment at hand."""
    if f.type.kind == "reference":
        other = entity_of(scope.draft, f.type)
        near = (reached(scope.draft, row, other) for row in reversed(scope.rows)) if other is not None else ()
        return next((row.at for row in near if row is not None), None)
    if not f.spans and f.type.kind in {"date", "datetime"} and f.name.endswith(("_at", "_on")) and f.required:
        return bp.Name(name="now" if f.type.kind == "datetime" else "today")
    if f.required and f.default is None:
        return next((_same(row, f) for row in reversed(scope.rows) if _same(row, f) is not None), None)
    return None


def _same(row: Row, f: bp.FieldOf) -> bp.Expression | None:
    held = row.entity.fields.get(f.name)
    return read(row, f.name) if held is not None and held.type == f.type and held.required else None


def _said(entity: EntityDraft, clause: Clause, scope: Scope) -> list[tuple[str, bp.Expression]]:
    """ "for twice that level", "of 5 euro": the first field that such a value fits."""
    found: list[tuple[str, bp.Expression]] = []
    for phrase in clause.phrases:
        if phrase.prep not in {"for", "of", "over", "with"} or phrase.item is None or phrase.measure is not None:
            continue
        value = value_of(phrase.item, scope)
        names = [f.name for f in entity.fields.values() if _fits(f.type, value.type) and f.name not in dict(found)]
        if not names:
            raise NotUnderstoodError(f"{entity.label} has nothing that “{phrase.text}” could be", phrase.span)
        found.append((names[0], value.expression))
        scope.take(phrase.span)
    return found


def _fits(held: bp.Type, given: bp.Type) -> bool:
    if held.is_number and given.is_number:
        return (held.kind == "money") == (given.kind == "money")
    return held.kind == given.kind and held.entity == given.entity
