"""Frame of who adds to a number or takes from it: "A clerk adds points to a member", "A customer tops up a card with an amount"."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import EntityDraft, article
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Measure, Money, Number
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import amount as constant_of
from autogenesis.language._terms import compare, present
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import constant
from autogenesis.language.meaning._members import field_named, singular, take_words
from autogenesis.language.meaning._naming import actor_of, known_thing, take_name
from autogenesis.language.meaning._permissions import allowed, alone
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope

_ONTO = frozenset({"add", "credit", "pay in"})
_OFF = frozenset({"subtract", "deduct", "debit", "take", "take off", "remove", "withdraw"})
_UP = frozenset({"raise", "increase"})
_DOWN = frozenset({"lower", "reduce", "decrease"})
_TOPS_UP = frozenset({"top up", "recharge", "load"})
_AMOUNT = frozenset({"amount", "sum", "value", "number"})
_BALANCE = ("balance", "credit", "account", "deposit")
"""What a sum is added to, where only the thing is named."""


@dataclass(frozen=True, slots=True)
class _Moved:
    """A number of a thing that somebody adds to or takes from; `by` is what is added, None where no more is said."""

    entity: EntityDraft
    field: str
    sign: str
    by: NP | None
    words: tuple[NP, ...]


def adding_to(clause: Clause, scope: Scope) -> Claimed | None:
    """An operation that is given a row and an amount, unless the amount is always the same."""
    said = allowed(clause)
    plain = (
        said is not None
        and said.voice == "active"
        and not (said.negated or said.limits or said.conditions or said.embedded)
    )
    moved = _moved(said, scope) if said is not None and plain and len(said.objects) == 1 else None
    if said is None or moved is None:
        return None
    who = [actor_of(np, scope) for np in said.subjects] or [actor_of(clause.role, scope)]
    if any(actor is None for actor in who):
        return None
    draft, entity, f = scope.draft, moved.entity, moved.entity.fields[moved.field]
    verb = f"{said.verb} {said.particle}".strip()
    where = "of" if verb in _UP | _DOWN else "to" if moved.sign == "+" else "from"
    whole = known_thing(draft, said.objects[0]) is entity
    called = verb if whole else f"{verb} {f.label} {where}"
    summary = f"{called.capitalize()} {article(entity.label)}."
    operation = draft.operation(called, entity, "change", summary, said.span)
    row = bp.Name(name=entity.name)
    if operation.inputs and (moved.by is None or moved.by.quantity is not None):
        raise NotUnderstoodError(f"it is not known by how much “{said.text}” is another than before", said.span)
    if entity.name not in operation.inputs:
        operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
        by = _amount(moved, f, operation.inputs, scope)
        kept = bp.Get(of=row, field=moved.field)
        old = kept if f.required else bp.Conditional(test=present(kept), then=kept, otherwise=constant_of(f.type, 0))
        new = bp.Arithmetic(operator="+" if moved.sign == "+" else "-", left=old, right=by)
        operation.steps.append(bp.Update(row=row, values=((moved.field, new),)))
        if isinstance(by, bp.Name):
            positive = compare(by, ">", constant_of(f.type, 0))
            operation.guards.append(
                draft.guard(
                    f"{operation.name}.positive", positive, f"The {by.name} is more than 0.", said.span, by.name
                )
            )
        operation.result = row
    operation.actors.extend(a for a in who if a is not None and a not in operation.actors)
    if alone(said):
        operation.roles.extend(a for a in who if a is not None and a not in operation.roles)
    scope.take(clause, said, *clause.subjects, *said.subjects, *(p.span for p in said.phrases))
    for np in moved.words:
        take_name(np, scope)
        take_words(scope, np.span, (*np.words, np.head))
    return Claimed("adding_to", (operation.id, f.id))


def _moved(said: Clause, scope: Scope) -> _Moved | None:
    """What is moved, by which way the verb says so."""
    verb, np, phrases = f"{said.verb} {said.particle}".strip(), said.objects[0], said.phrases
    if np.pronoun or np.relatives or len(phrases) > 1 or any(len(p.items) != 1 or p.measure for p in phrases):
        return None
    phrase = phrases[0] if phrases else None
    item = phrase.item if phrase is not None else None
    if verb in _TOPS_UP and (phrase is None or phrase.prep in {"with", "by"}):
        return _of(np, "+", item, scope) if item is None or _says_how_much(item) else None
    if verb in _UP | _DOWN and phrase is not None and phrase.prep == "by" and item is not None and _says_how_much(item):
        return _of(np, "+" if verb in _UP else "-", item, scope) if np.of else None
    onto = verb in _ONTO and phrase is not None and phrase.prep in {"to", "onto"}
    off = verb in _OFF and phrase is not None and phrase.prep in {"from", "off"}
    return _of(item, "+" if onto else "-", np, scope) if item is not None and (onto or off) else None


def _says_how_much(np: NP) -> bool:
    return np.head in _AMOUNT or isinstance(np.quantity, Number | Money | Measure)


def _of(there: NP, sign: str, by: NP | None, scope: Scope) -> _Moved | None:
    """The number that is meant: one that is named, of whom it is said, else the only one of a thing that fits what is moved."""
    if there.pronoun or there.relatives or (by is not None and (by.of or by.relatives or by.adjectives)):
        return None
    thing = known_thing(scope.draft, there)
    if thing is not None and not there.of and there.possessor is None:
        name = _fitting(thing, by)
        return _Moved(thing, name, sign, by, (there, *((by,) if by is not None else ()))) if name is not None else None
    owner = there.possessor or next((p.item for p in there.of if p.prep == "of" and p.item is not None), None)
    named = (
        [known_thing(scope.draft, owner)]
        if owner is not None and not owner.pronoun
        else [*scope.draft.entities.values()]
    )
    found = [(e, n[0]) for e in named if e is not None and (n := field_named(e, there)) and n[0] in e.fields]
    found = [(e, name) for e, name in found if e.fields[name].type.is_number]
    if len(found) != 1 or (by is not None and not (_says_how_much(by) or _called(found[0][0].fields[found[0][1]], by))):
        return None
    said = (there, *((owner,) if owner is not None else ()), *((by,) if by is not None else ()))
    return _Moved(*found[0], sign, by, said)


def _fitting(thing: EntityDraft, by: NP | None) -> str | None:
    numbers = [f for f in thing.fields.values() if f.type.is_number and f.name != thing.key]
    if by is not None and by.head not in _AMOUNT and not isinstance(by.quantity, Money):
        named = [f for f in numbers if _called(f, by)]
        return named[0].name if len(named) == 1 else None
    sums = [f for f in numbers if set(_BALANCE) & set(f.label.lower().split())]
    return sums[0].name if len(sums) == 1 else None


def _called(field: bp.FieldOf, by: NP) -> bool:
    """ "points" of a number of points."""
    label = field.label.lower().removeprefix("number of ")
    return {by.head, plural_of(by.head), singular(by.head)} & {label} != set() and not by.quantifier


def _amount(moved: _Moved, f: bp.FieldOf, inputs: dict[str, bp.Parameter], scope: Scope) -> bp.Expression:
    by = moved.by
    if by is not None and isinstance(by.quantity, Number | Money | Measure):
        return constant(by.quantity, f.type, scope).expression
    inputs["amount"] = bp.Parameter(name="amount", type=f.type, summary=f"by how much the {f.label} changes")
    return bp.Name(name="amount")


ADDING_TO: tuple[Frame, ...] = (adding_to,)
"""The frame of who adds to a number or takes from it."""
