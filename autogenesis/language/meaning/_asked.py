"""Frames of what people look up: "the manager can list the open repairs, the oldest first", "… see the total price of a month"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._text import Span
from autogenesis.language._typing import plain_name
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._listing import LISTS, Order, ordered, rows_listed
from autogenesis.language.meaning._members import read, take_words
from autogenesis.language.meaning._naming import ANYBODY, SYSTEM, actor_of, known_thing, take_name
from autogenesis.language.meaning._periods import UNITS, period_of
from autogenesis.language.meaning._permissions import allowed, alone
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._values import value_of

_LOOKING = frozenset(
    {"list", "see", "view", "print", "show", "look", "consult", "check", "export", "display", "provide", "offer", "get"}
)
_NUMBERS = frozenset({"number", "count", "total", "sum", "amount", "average"})
_ANY = frozenset({"a", "an", "any", "each", "every"})


@dataclass
class LookedUp:
    """Operations that only look something up, with the entity whose rows they show."""

    made: list[tuple[str, str]] = field(default_factory=list)


def looked_up(clause: Clause, scope: Scope) -> Claimed | None:
    """What somebody may look up, where it is more than the rows of one kind as they are."""
    said = clause if clause.verb == "be" and _there(clause) else allowed(clause)
    if said is None or clause.negated or any(c.marker != "so that" for c in clause.conditions) or clause.exceptions:
        return None
    if said.verb not in _LOOKING | {"be"} or said.voice == "passive" or said.limits:
        return None
    people = _people(said, scope)
    if people is None:
        return None
    said, order = ordered(said)
    shown = said.subjects if said.verb == "be" and _there(said) and not said.objects else said.objects
    if (
        len(shown) != 1
        or shown[0].pronoun
        or shown[0].quantifier == "only"
        or "own" in shown[0].text.lower().split()[:3]
    ):
        return None
    np, each, phrases = _shown(shown[0], said, scope)
    if any(p.clause is not None or p.measure is not None for p in said.phrases) or said.embedded or said.complements:
        return None
    columns = tuple(item for p in phrases if p.prep in {"with", "showing"} for item in p.items)
    if any(p.prep not in {"with", "showing", "per", "at", "by", "in"} and period_of(p.item) is None for p in phrases):
        return None
    asking = _asking(np, scope)
    listed = known_thing(scope.draft, np)
    counted = np.head in _NUMBERS or bool(_NUMBERS & {*np.words[:1], *np.adjectives})
    if counted and any(p.prep == "of" for p in np.of):
        made = _value(np, each, asking)
    elif listed is None or not np.plural:
        return None
    elif order != Order() or columns or _narrowed(np):
        made = _rows(np, order, columns, asking)
    elif shown[0].head in LISTS:
        scope.take(clause, said, np, *_introduced(clause, said))
        return Claimed("looked_up", (listed.id,))
    else:
        return None
    return _operation(made, people, clause, said, scope)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is looked up: how it is called, what it is, whose rows it shows."""

    name: str
    result: bp.Expression
    entity: str = ""


def _people(said: Clause, scope: Scope) -> list[str] | None:
    """The roles of those who look; none for anybody; None where it is nobody's looking."""
    nps = (said.role,) if said.role is not None else said.subjects
    if said.verb == "be":
        return [] if _there(said) else None
    found = []
    for np in nps:
        if np.name in SYSTEM or np.head.lower() in ANYBODY and np.head.lower() not in {"i", "we"}:
            scope.take(np)
            continue
        actor = actor_of(np, scope)
        if actor is None or np.relatives or np.negative:
            return None
        take_name(np, scope)
        found.append(actor)
    system = any(np.name in SYSTEM for np in nps)
    return found if nps and (said.modal or not system) else None


def _there(said: Clause) -> bool:
    return said.subject is not None and said.subject.head == "there"


def _shown(np: NP, said: Clause, scope: Scope) -> tuple[NP, NP | None, tuple[Phrase, ...]]:
    """The rows or the number that is shown, the things it is shown for each of, and the other phrases."""
    if np.head in LISTS:
        inner = next((p for p in np.of if p.prep in {"of", "with"} and len(p.items) == 1), None)
        if inner is not None and inner.item is not None:
            take_words(scope, (np.span[0], inner.item.span[0]), (np.head, *np.adjectives))
            np = inner.item
    phrases = said.phrases
    each = next(
        (p for p in phrases if p.prep in {"per", "for", "of"} and p.item is not None and _each(p, p.item)), None
    )
    if each is not None:
        phrases = tuple(p for p in phrases if p is not each)
    periods = tuple(
        p for p in phrases if period_of(p.item) is not None and p.prep in {"of", "for", "in", "from", "during", "on"}
    )
    np = replace(np, of=(*np.of, *periods))
    return np, each.item if each is not None else None, tuple(p for p in phrases if p not in periods)


def _each(phrase: Phrase, np: NP) -> bool:
    return (phrase.prep == "per" or np.determiner in {"each", "every"}) and np.head not in UNITS


def _narrowed(np: NP) -> bool:
    return bool(np.adjectives or np.relatives or np.of or np.possessor is not None)


def _asking(np: NP, scope: Scope) -> Scope:
    """The scope in which whoever asks says which member, which month is meant."""
    rows: list[Row] = []
    for owner in _owners(np):
        entity = known_thing(scope.draft, owner) if owner.determiner in _ANY and not owner.plural else None
        if entity is not None and all(entity is not row.entity for row in rows):
            rows.append(Row(entity, bp.Name(name=entity.name)))
    return replace(scope.bound(*rows), asking=True)


def _owners(np: NP) -> Iterator[NP]:
    for inner in (np.possessor, *(p.item for p in np.of)):
        if inner is not None:
            yield inner
            yield from _owners(inner)


def _rows(np: NP, order: Order, columns: tuple[NP, ...], scope: Scope) -> _Answer:
    _, records = rows_listed(np, order, columns, scope)
    scope.take((np.span[0], np.span[0] + len(np.determiner)))
    entity = next(e for e in scope.draft.entities.values() if e.id == records.entity)
    name = snake(f"list {' '.join((*np.adjectives, entity.plural, *(_tail(p) for p in np.of)))}")
    known = scope.draft.operations.get(name)
    if not _narrowed(np) or known is not None and known.result != records:
        last = ("by", *(each.name for each in order.by)) if order.by else (order.first, "first") if order.first else ()
        name = snake(" ".join((name, *(last or ("with", *(each.name for each in columns))))))
    return _Answer(name, records, entity.id)


def _tail(phrase: Phrase) -> str:
    return f"{phrase.prep} {phrase.item.name}" if phrase.item is not None else ""


def _value(np: NP, each: NP | None, scope: Scope) -> _Answer:
    draft = scope.draft
    entity = known_thing(draft, each) if each is not None else None
    rows = next((p.item for p in np.of if p.prep == "of"), None)
    listed = known_thing(draft, rows) if rows is not None else None
    shown = (
        (*rows.adjectives, listed.plural, *(_tail(p) for p in rows.of))
        if rows is not None and listed is not None
        else ()
    )
    words = " ".join((*np.adjectives, np.name, "of", *shown))
    if each is None:
        value = value_of(np, scope)
        _number(value, np)
        return _Answer(snake(f"show {words}"), value.expression, listed.id if listed is not None else "")
    if entity is None:
        raise NotUnderstoodError(f"it is not known what “{each.text}” is", each.span)
    row = Row(entity, bp.Name(name=f"each_{entity.name}"))
    value = value_of(np, scope.bound(row))
    _number(value, np)
    take_name(each, scope)
    name = plain_name(entity)
    fields = [(entity.name, bp.Get(of=row.at, field="id")), *([(name, read(row, name))] if name is not None else [])]
    fields.append((snake(np.name), value.expression))
    records = bp.Records(entity=entity.id, name=f"each_{entity.name}", fields=tuple(fields))
    return _Answer(snake(f"show {words} per {entity.label}"), records, entity.id)


def _number(value: Value, np: NP) -> None:
    if not value.type.is_number or not any(
        isinstance(part, bp.Aggregate) for part in bp.parts_within(value.expression)
    ):
        raise NotUnderstoodError(f"it is not known how “{np.text}” is reckoned", np.span)


def _operation(made: _Answer, people: list[str], clause: Clause, said: Clause, scope: Scope) -> Claimed:
    draft = scope.draft
    summary = f"{' '.join(clause.text.split()).strip(' .')}."
    operation = draft.operation(made.name, None, "command", summary, clause.span)
    if operation.steps or (operation.result is not None and operation.result != made.result):
        raise NotUnderstoodError("something else is called so already", clause.span)
    operation.result = made.result
    for name, kind, told in _inputs(made.result, draft):
        operation.inputs[name] = bp.Parameter(name=name, type=kind, summary=told)
    operation.actors.extend(a for a in people if a not in operation.actors)
    if alone(said):
        operation.roles.extend(a for a in people if a not in operation.roles)
    known = draft.recall(LookedUp) or LookedUp()
    draft.remember(LookedUp([*known.made, (operation.name, made.entity)]))
    scope.take(clause, said, *_introduced(clause, said))
    return Claimed("looked_up", (operation.id,))


def _introduced(clause: Clause, said: Clause) -> Iterator[Span]:
    """Words that only say that it may be done, and what for."""
    yield from (c.span for c in clause.conditions if c.marker == "so that")
    if clause.role is not None:
        yield clause.role.span
    for np in (*clause.subjects, *said.subjects):
        if np.pronoun or np.head == "there":
            yield np.span


def _inputs(result: bp.Expression, draft: Draft) -> Iterator[tuple[str, bp.Type, str]]:
    """What whoever asks has to say: a day of the month that is meant, the member."""
    bound = {part.name for part in bp.parts_within(result) if isinstance(part, bp.Aggregate | bp.Records)}
    for part in dict.fromkeys(p for p in bp.parts_within(result) if isinstance(p, bp.Name) and p.name not in bound):
        entity: EntityDraft | None = draft.entities.get(part.name)
        if part.name in UNITS:
            yield part.name, bp.DATE, "the day" if part.name == "day" else f"any day of the {part.name}"
        elif entity is not None:
            yield part.name, entity.type, entity.label


def settle_looked_up(draft: Draft) -> None:
    """Once all is read: where rows are not for everybody, only those named look them up."""
    known = draft.recall(LookedUp)
    for name, entity in known.made if known is not None else ():
        operation = draft.operations.get(name)
        if operation is not None and any(a.entity == entity for a in draft.access) and not operation.roles:
            operation.roles.extend(operation.actors)


LOOKING: tuple[Frame, ...] = (looked_up,)
"""The frames for what people look up."""
