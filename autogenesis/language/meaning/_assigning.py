"""Owns assignment: "assign the smallest free locker that fits": the first of the rows that may be had, by the order said."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import both
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._chosen import Selection
from autogenesis.language.meaning._claimed import Claimed
from autogenesis.language.meaning._members import free_name, read, take_words
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._pending import still_waits
from autogenesis.language.meaning._placing import creator, guarded
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._selections import narrowed

_LEAST = {
    "smallest": "size",
    "lowest": "number",
    "cheapest": "price",
    "nearest": "distance",
    "earliest": "date",
    "oldest": "date",
}
_MOST = {"largest": "size", "biggest": "size", "highest": "number"}
_FIRST = frozenset({"first", "next"})
_FREE = frozenset({"free", "available", "empty", "vacant", "unoccupied"})
_FIT = frozenset({"fit", "suit", "hold", "take", "accommodate", "match"})


def assigning(clause: Clause, scope: Scope) -> tuple[bp.Statement, ...] | None:
    """The row is given the first of those that are free and fit; nothing where there is none."""
    if not classes_of(clause.verb, clause.particle) & {"assign", "choose"}:
        return None
    things = clause.subjects if clause.voice == "passive" else clause.objects
    np = next((n for n in things if n.adjectives and known_thing(scope.draft, n) is not None), None)
    row = scope.newest()
    entity = known_thing(scope.draft, np) if np is not None else None
    if np is None or entity is None or row is None or row.entity is entity:
        return None
    ranked = [a for a in np.adjectives if a in _LEAST or a in _MOST or a in _FIRST]
    if not ranked:
        return None
    name = scope.draft.add_field(row.entity, entity.label, entity.type, np.span, required=False)
    row.entity.later.add(name)
    chosen = Row(entity, bp.Name(name=free_name(scope, entity)))
    inner = scope.bound(chosen)
    fits = [r for r in np.relatives if r.verb in _FIT]
    rest = replace(np, relatives=tuple(r for r in np.relatives if r not in fits), adjectives=())
    plain = tuple(a for a in np.adjectives if a not in ranked and a not in _FREE)
    terms = list(narrowed(rest, plain, chosen, scope))
    if set(np.adjectives) & _FREE:
        terms.append(_free(chosen, row, name, np))
    for relative in fits:
        terms.append(_fits(chosen, row, relative, inner))
    order = _order(ranked[0], chosen, np)
    picked = Selection(entity, free_name(scope, entity), both(*terms) if terms else None, order)
    take_words(scope, np.span, np.adjectives)
    take_name(np, scope)
    scope.take(clause)
    first = bp.Let(name=f"found_{entity.name}", value=picked.over("first"))
    given = bp.Update(row=row.at, values=((name, bp.Name(name=first.name)),))
    return (first, bp.When(test=bp.Present(value=bp.Name(name=first.name)), then=(given,)))


def _free(chosen: Row, row: Row, name: str, np: NP) -> bp.Expression:
    """That none of those still waiting has it."""
    other = Row(row.entity, bp.Name(name=f"its_{row.entity.name}"))
    has = bp.Compare(relation="==", left=read(other, name), right=chosen.at)
    held = both(has, still_waits(other, np.span))
    return bp.Not(term=bp.Aggregate(function="exists", entity=row.entity.id, name=f"its_{row.entity.name}", where=held))


def _order(word: str, row: Row, np: NP) -> tuple[bp.Expression, ...]:
    """What the rows are taken in the order of."""
    label = _LEAST.get(word) or _MOST.get(word, "")
    found = next((f for f in row.entity.fields.values() if label and label in f.label.split()), None)
    if found is None and word in _FIRST:
        return ()
    if found is None:
        raise NotUnderstoodError(f"by what {row.entity.plural} are “{word}” is not kept", np.span)
    value = ranked(read(row, found.name), found.type)
    if word in _MOST:
        value = bp.Arithmetic(operator="-", left=bp.whole(0), right=value)
    number = next((f for f in row.entity.fields.values() if f.name == "number" and f is not found), None)
    return (value, read(row, number.name)) if number is not None else (value,)


def ranked(value: bp.Expression, kind: bp.Type) -> bp.Expression:
    """A choice as its place among the choices, which are named in their order."""
    if kind.kind != "choice":
        return value
    place: bp.Expression = bp.whole(len(kind.choices))
    for index, name in reversed(list(enumerate(kind.choices))):
        same = bp.Compare(relation="==", left=value, right=bp.Literally(type=kind, value=name))
        place = bp.Conditional(test=same, then=bp.whole(index), otherwise=place)
    return place


def _fits(chosen: Row, row: Row, relative: Clause, scope: Scope) -> bp.Expression:
    """That the one is at least as large as the other, by the measure that both have."""
    scope.take(relative, relative.span)
    name = _shared(chosen.entity, row.entity) or _sized_alike(chosen.entity, row.entity, relative, scope)
    if name is None:
        raise NotUnderstoodError(f"what fits into {chosen.entity.plural} is not kept", relative.span)
    kind, other = chosen.entity.fields[name].type, row.entity.fields[name].type
    if kind.kind == "choice" and other.kind != "choice":
        other = _alike(row.entity, name, kind, scope.draft)
    return bp.Compare(relation=">=", left=ranked(read(chosen, name), kind), right=ranked(read(row, name), other))


def _sized_alike(one: EntityDraft, other: EntityDraft, relative: Clause, scope: Scope) -> str | None:
    """What fits has a size of the same kind, though the text says so only of what it fits into."""
    name = next((n for n in one.fields if n in {"size", "capacity", "volume", "length"}), None)
    if name is None or name in other.fields:
        return None
    scope.draft.assume(f"Each {other.label} has a {one.fields[name].label} too, as it must fit.", relative.span)
    return scope.draft.add_field(other, one.fields[name].label, one.fields[name].type, relative.span)


def _alike(entity: EntityDraft, name: str, kind: bp.Type, draft: Draft) -> bp.Type:
    """The field is of that kind too, whatever it was taken for."""
    entity.fields[name] = entity.fields[name].model_copy(update={"type": kind})
    gone = {guard.id for guard in entity.invariants if guard.field == name}
    entity.invariants[:] = [guard for guard in entity.invariants if guard.id not in gone]
    held = f"field.{entity.name}.{name}"
    draft.claims = [replace(c, elements=tuple(held if e in gone else e for e in c.elements)) for c in draft.claims]
    for operation in draft.operations.values():
        if operation.entity is entity and operation.kind == "create" and name in operation.inputs:
            operation.inputs[name] = operation.inputs[name].model_copy(update={"type": kind})
    return kind


def _shared(one: EntityDraft, other: EntityDraft) -> str | None:
    """The measure that both have: the first field of the same name that is no name or number of the thing."""
    return next(
        (
            n
            for n, f in one.fields.items()
            if n in other.fields and f.type.kind in {"choice", "integer", "decimal"} and n != "number"
        ),
        None,
    )


def none_fits(clause: Clause, scope: Scope) -> Claimed | None:
    """ "If no locker fits, the parcel is refused", "if no free dock is large enough, turn the lorry away"."""
    condition = next((c for c in clause.conditions if c.marker in {"if", "when", "where"}), None)
    if condition is None or not classes_of(clause.verb, clause.particle) & {"reject"} or clause.negated:
        return None
    inner, thing = condition.clause, clause.subject if clause.voice == "passive" else clause.object
    np = inner.subject
    fits = inner.verb in _FIT or "enough" in inner.complements
    if np is None or not np.negative or thing is None or not (fits or set(inner.complements) & _FREE):
        return None
    entity, wanting = known_thing(scope.draft, np), known_thing(scope.draft, thing)
    if entity is None or wanting is None:
        return None
    row, chosen = Row(wanting, bp.Name(name="it")), Row(entity, bp.Name(name=f"its_{entity.name}"))
    terms: list[bp.Expression] = []
    if fits:
        terms.append(_fits(chosen, row, inner, scope))
    name = wanting.reference_to(entity)
    if name is not None and {*np.adjectives, *inner.complements} & _FREE:
        terms.append(_free(chosen, row, name, np))
    exists = bp.Aggregate(
        function="exists", entity=entity.id, name=f"its_{entity.name}", where=both(*terms) if terms else None
    )
    operation = _given_by(wanting, name, scope.draft) or creator(scope.draft, wanting)
    guard = guarded(operation, wanting, exists, f"no {entity.label}", clause, scope.draft)
    scope.take(clause, inner, condition.span, clause.subject if clause.voice != "passive" else None)
    take_name(thing, scope)
    return Claimed("none_fits", (operation.id, guard))


def _given_by(entity: EntityDraft, name: str | None, draft: Draft) -> OperationDraft | None:
    """The operation upon which the row is assigned, where it is not the one that brings rows about."""
    for reaction in draft.reactions:
        updates = [part for part in bp.parts_within(reaction) if isinstance(part, bp.Update)]
        if reaction.trigger.on != "changed" or not any(name in dict(update.values) for update in updates):
            continue
        for operation in draft.operations.values():
            steps = [step for step in operation.steps if isinstance(step, bp.Update)]
            if operation.entity is entity and any(reaction.trigger.field in dict(step.values) for step in steps):
                return operation
    return None
