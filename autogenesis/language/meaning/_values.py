"""Owns what a noun phrase denotes: a row, a field of it, a constant, a count or sum over rows, a moment."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Bound, Duration, Range
from autogenesis.language._people import names_people
from autogenesis.language._syntax import NP
from autogenesis.language.meaning import _selections
from autogenesis.language.meaning._assumed import assumed
from autogenesis.language.meaning._chosen import Fold
from autogenesis.language.meaning._comparisons import NOW, TIMES, TODAY, constant
from autogenesis.language.meaning._members import field_named, members, reached, read, take_words, value_at
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.readings._due_dates import entered

_PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "they", "them", "their"})
_IT = frozenset({"it", "its", "this", "that", "they", "them", "their", "one", "these", "those"})
_STANDING = frozenset({"account", "membership", "access"})
"""Words that stand for whoever has it: "their account is suspended"."""
_COUNTED = frozenset({"number", "count", "quantity"})
_FOLDED: dict[str, Fold] = {
    "sum": "sum",
    "total": "sum",
    "minimum": "smallest",
    "maximum": "largest",
}
_SUPERLATIVES: dict[str, Fold] = {
    **dict.fromkeys(
        ("lowest", "smallest", "earliest", "oldest", "cheapest", "shortest", "fewest", "least"), "smallest"
    ),
    **dict.fromkeys(("highest", "largest", "latest", "newest", "dearest", "longest", "biggest", "greatest"), "largest"),
}
_MULTIPLES = {
    "half": Decimal("0.5"),
    "double": Decimal(2),
    "twice": Decimal(2),
    "triple": Decimal(3),
    "thrice": Decimal(3),
}


def value_of(np: NP, scope: Scope) -> Value:
    """What a noun phrase denotes."""
    for reading in (_fixed, _multiple, _literal, _folded, _field, _doer, _row_value, _entry, _unlisted):
        found = reading(np, scope)
        if found is not None:
            return found
    raise NotUnderstoodError(f"it is not known what “{np.text}” is", np.span)


def row_of(np: NP, scope: Scope) -> Row | None:
    """The row that a noun phrase refers to: one spoken of, or one that it leads to."""
    if np.pronoun:
        return _pronoun(np, scope)
    if np.possessor is not None and not np.possessor.pronoun:
        owner = row_of(np.possessor, scope)
        found = _field_of(np, (owner,), scope) if owner else None
        return Row(found.entity, found.expression) if found and found.entity and not found.many else None
    for words in ((*np.adjectives, *np.words), np.words or (np.head,)):
        entity = scope.draft.find_entity(" ".join(words))
        row = row_for(entity, scope) if entity is not None else None
        if row is not None:
            take_words(scope, np.span, words)
            return row
    found = _field_of(np, tuple(reversed(scope.rows)), scope)
    if found is None and np.head in _STANDING and np.possessor is not None and np.possessor.pronoun:
        person = person_row(scope)
        take_words(scope, np.span, (np.head,) if person is not None else ())
        return person
    return Row(found.entity, found.expression) if found and found.entity and not found.many else None


def row_for(entity: EntityDraft, scope: Scope) -> Row | None:
    """The row of an entity in scope: spoken of, or reached from one that was, or the doer's own."""
    newest = scope.newest(entity)
    if newest is not None:
        return newest
    for row in reversed(scope.rows):
        there = reached(scope.draft, row, entity)
        if there is not None:
            return there
    return _own_row(scope, entity)


def _own_row(scope: Scope, entity: EntityDraft) -> Row | None:
    """The row that stands for whoever calls."""
    actor = scope.draft.actors.get(scope.doer) if scope.doer else None
    if actor is None or actor.row != entity.id:
        return None
    name = f"own_{entity.name}"
    mine = bp.Compare(relation="==", left=bp.Name(name=name), right=bp.Name(name="by"))
    return Row(entity, bp.Aggregate(function="first", entity=entity.id, name=name, where=mine))


def _pronoun(np: NP, scope: Scope) -> Row | None:
    word = np.head.lower()
    if word in _PERSONAL:
        found = person_row(scope)
        if found is not None:
            return found
    return scope.newest() if word in _PERSONAL | _IT else None


def person_row(scope: Scope) -> Row | None:
    """The newest row that stands for a person, else the person that the newest row leads to."""
    people = [entity for entity in scope.draft.entities.values() if _is_person(entity, scope)]
    for row in reversed(scope.rows):
        if row.entity in people:
            return row
    for row in reversed(scope.rows):
        for entity in people:
            there = reached(scope.draft, row, entity)
            if there is not None:
                return there
    return None


def _is_person(entity: EntityDraft, scope: Scope) -> bool:
    known = any(actor.row == entity.id or actor.name == entity.label for actor in scope.draft.actors.values())
    told = {word for f in entity.fields.values() for word in f.label.lower().split()}
    return known or names_people(entity.label) or bool(told & {"birth", "phone", "e-mail", "email"})


def _fixed(np: NP, scope: Scope) -> Value | None:
    """ "today", "now", "tomorrow": moments that everybody knows."""
    if np.head not in {"today", "now", "tomorrow", "yesterday"} or np.of:
        return None
    take_words(scope, np.span, (np.head,))
    if np.head in {"today", "now"}:
        return TODAY if np.head == "today" else NOW
    day = bp.whole(1 if np.head == "tomorrow" else -1)
    return Value(bp.Shift(moment=TODAY.expression, amount=day, unit="days"), bp.DATE)


def _literal(np: NP, scope: Scope) -> Value | None:
    """A number, an amount, a span of time standing for itself."""
    literal = np.quantity
    if literal is None or isinstance(literal, Bound | Range) or np.of or np.relatives or np.possessor:
        return None
    if literal.span[0] > np.span[0] + len(np.determiner) + 1 or not _alone(np):
        return None
    return constant(literal, None, scope)


def _alone(np: NP) -> bool:
    """Whether the phrase is nothing but its number, with a unit."""
    return np.quantity is not None and (
        np.head in np.quantity.text or isinstance(np.quantity, Duration) or np.head.isdigit()
    )


def _multiple(np: NP, scope: Scope) -> Value | None:
    """ "half of the price", "twice that level", "10 percent of the amount"."""
    factor = next((f for word, f in _MULTIPLES.items() if word in (np.head, *np.adjectives, np.quantifier)), None)
    if factor is None:
        return None
    inner = np.of[0].item if np.head in _MULTIPLES and np.of else None
    if inner is None:
        return None
    take_words(scope, np.span, _MULTIPLES)
    base = value_of(inner, scope)
    if not base.type.is_number:
        raise NotUnderstoodError(f"“{inner.text}” is no number", inner.span)
    return Value(bp.Arithmetic(operator="*", left=base.expression, right=bp.number(factor)), base.type)


def _folded(np: NP, scope: Scope) -> Value | None:
    """ "the number of open loans", "the sum of their fees", "the latest date of his visits"."""
    inner = next((p.item for p in np.of if p.prep == "of"), None)
    if np.head in _COUNTED and inner is not None and inner.plural and not _kept_number(np, inner, scope):
        chosen = _selections.found(inner, scope)
        if chosen is not None:
            take_words(scope, np.span, (np.head,))
            return _selections.of_this(chosen, inner, scope).count()
    if np.words[:1] == ("total",) and len(np.words) > 1 or "total" in np.adjectives:
        whole = replace(np, words=np.words[1:] if np.words[:1] == ("total",) else np.words, adjectives=())
        value = _selections.folded("sum", whole, inner, scope) if inner is not None and inner.plural else None
        take_words(scope, np.span, ("total",) if value is not None else ())
        return value
    fold = _FOLDED.get(np.head) or next((_SUPERLATIVES[a] for a in np.adjectives if a in _SUPERLATIVES), None)
    if fold is None or inner is None or not inner.plural:
        return None
    value = _selections.folded(fold, np, inner, scope)
    if value is not None:
        take_words(scope, np.span, (np.head, *np.adjectives))
    return value


def _kept_number(np: NP, inner: NP, scope: Scope) -> bool:
    """ "the number of guests" of a reservation that has one is no count of all guests there are."""
    label = f"{np.head} of {inner.text.lower()}"
    return any(f.label == label for row in scope.rows for f in row.entity.fields.values())


def _field(np: NP, scope: Scope) -> Value | None:
    """A field of the row it is said to belong to, else of the newest row that has one so called."""
    if np.pronoun:
        return None
    owner = np.possessor or next((p.item for p in np.of if p.prep in {"of", "for", "in"} and p.item), None)
    if np.head in _COUNTED and owner is not None and owner.of and owner.of[0].prep in {"of", "in"}:
        owner = owner.of[0].item or owner  # "the number of seats of the room"
    row = row_of(owner, scope) if owner is not None else None
    if row is not None:
        found = _field_of(np, (row,), scope, bare=True)
        if found is not None:
            return found
    return _field_of(np, tuple(reversed(scope.rows)), scope)


def _field_of(np: NP, rows: tuple[Row, ...], scope: Scope, *, bare: bool = False) -> Value | None:
    for row in rows:
        named = field_named(row.entity, np)
        if named is not None:
            name, words = named
            take_words(scope, np.span, words)
            return value_at(row, name, scope.draft)
    if bare:
        return None
    for row in rows:
        for f in row.entity.fields.values():
            entity = next((e for e in scope.draft.entities.values() if e.id == f.type.entity), None)
            named = field_named(entity, np) if entity is not None and f.type.kind == "reference" else None
            if entity is not None and named is not None:
                take_words(scope, np.span, named[1])
                return value_at(Row(entity, read(row, f.name)), named[0], scope.draft)
    return None


def _entry(np: NP, scope: Scope) -> Value | None:
    """ "24 hours after entry": the moment at which the row was entered."""
    newest = scope.newest()
    if np.head not in {"entry", "creation"} or np.of or np.possessor or np.adjectives or newest is None or newest.fresh:
        return None
    take_words(scope, np.span, (np.head,))
    return value_at(newest, entered(scope.draft, newest.entity), scope.draft)


def _doer(np: NP, scope: Scope) -> Value | None:
    """Whoever does the deed of the sentence."""
    actor = scope.draft.actors.get(scope.doer) if scope.doer else None
    if actor is None:
        return None
    if (np.pronoun and np.head in _PERSONAL) or np.name == actor.name:
        take_words(scope, np.span, actor.name.split())
        there = _concerned(actor, scope)
        if there is not None:
            return Value(there.at, there.entity.type, there.entity)
        return Value(bp.Name(name="by"), bp.Type(kind="person", actor=actor.id))
    return None


def _unlisted(np: NP, scope: Scope) -> Value | None:
    """A field that the text speaks of only here."""
    if np.pronoun:
        return None
    owner = np.possessor or next((p.item for p in np.of if p.prep in {"of", "for"} and p.item), None)
    row = row_of(owner, scope) if owner is not None else scope.newest()
    if row is None or row.fresh:
        return None
    name = _at_that_time(np, row.entity) or assumed(np, row.entity, scope)
    if name is None:
        return None
    take_words(scope, np.span, (*np.adjectives, *np.words, np.head))
    return value_at(row, name, scope.draft)


def _at_that_time(np: NP, entity: EntityDraft) -> str | None:
    """ "Its start" of a visit that has a start time."""
    if np.adjectives or len(np.words) > 1 or np.quantity is not None:
        return None
    dated = [
        m.name
        for m in members(entity)
        if m.type.kind in TIMES and np.head in m.label.lower().split() and m.name not in entity.later
    ]
    return dated[0] if len(dated) == 1 else None


def _concerned(actor: bp.Actor, scope: Scope) -> Row | None:
    """The row of the one who does it, where the rows in scope lead to one."""
    entity = next((e for e in scope.draft.entities.values() if e.id == actor.row), None)
    if entity is None:
        return None
    near = (reached(scope.draft, row, entity) for row in reversed(scope.rows))
    return next((row for row in near if row is not None), None)


def _row_value(np: NP, scope: Scope) -> Value | None:
    row = row_of(np, scope)
    return Value(row.at, row.entity.type, row.entity) if row is not None else None


__all__ = ["constant", "row_for", "row_of", "value_of"]
