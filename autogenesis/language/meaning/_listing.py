"""Owns lists: which rows, in which order, and what is shown of each: "the open orders, oldest first, with name and price"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import snake
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import both, same
from autogenesis.language._text import Span
from autogenesis.language._typing import plain_name
from autogenesis.language.meaning import _selections
from autogenesis.language.meaning._called_off import valid
from autogenesis.language.meaning._chosen import Selection
from autogenesis.language.meaning._comparisons import TIMES
from autogenesis.language.meaning._members import entity_of, field_named, members, read, take_words
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._periods import happening, period_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.readings._due_dates import entered

LISTS = frozenset({"list", "overview", "summary", "report", "table", "statement", "account", "digest"})
ORDERING = frozenset({"order", "sort", "arrange", "rank", "group"})
_FIRST = regex(
    r"(?:with\s+)?(?:the\s+|its\s+)?(?P<which>oldest|earliest|newest|latest|most recent|youngest|longest|shortest|dearest"
    r"|most expensive|cheapest|highest|lowest|largest|biggest|smallest|heaviest|lightest)(?:\s+ones?)?\s+first",
    re.I,
)
_NEWEST = frozenset({"newest", "latest", "most recent", "youngest"})
_MEASURES = {
    "longest": ("length", "duration"), "shortest": ("length", "duration"), "heaviest": ("weight",), "lightest": ("weight",),
    "dearest": ("price", "cost", "fee", "amount", "rent"), "most expensive": ("price", "cost", "fee", "amount", "rent"),
    "cheapest": ("price", "cost", "fee", "amount", "rent"), "largest": ("size", "area", "volume", "amount", "number"),
    "biggest": ("size", "area", "volume", "amount", "number"), "smallest": ("size", "area", "volume", "amount", "number"),
    "highest": (), "lowest": (),
}  # fmt: skip
"""What superlatives measure, the likeliest first; of the highest and the lowest the only number there is."""
_UPWARDS = frozenset({"shortest", "lightest", "cheapest", "smallest", "lowest"})
_FAR = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is ordered: by what is named, or from the oldest on, or from the newest."""

    by: tuple[NP, ...] = ()
    first: str = ""
    spans: tuple[Span, ...] = ()


def lifted(clause: Clause) -> Clause:
    """The clause with the times that its order has swallowed: "…, ordered by start every Sunday at 19:00"."""
    pulled: list[NP] = []
    objects = tuple(_pulled(np, pulled) for np in clause.objects)
    if pulled:
        clause = replace(clause, objects=(*objects, *pulled))
    inner = next((e for e in clause.embedded if e.verb in ORDERING and e.limits), None)
    if inner is None:
        return clause
    rest = tuple(replace(e, limits=()) if e is inner else e for e in clause.embedded)
    return replace(clause, embedded=rest, limits=(*clause.limits, *inner.limits))


def _pulled(np: NP, found: list[NP]) -> NP:
    """The phrase without an order that stands at the end of its relative clause: "those that have no date, oldest first"."""
    relatives = []
    for inner in np.relatives:
        found += (each for each in inner.objects if _FIRST.fullmatch(each.text.strip()))
        relatives.append(
            replace(inner, objects=tuple(o for o in inner.objects if not _FIRST.fullmatch(o.text.strip())))
        )
    of = tuple(replace(p, items=tuple(_pulled(item, found) for item in p.items)) for p in np.of)
    return replace(np, relatives=tuple(relatives), of=of) if np.relatives or np.of else np


def ordered(clause: Clause) -> tuple[Clause, Order]:
    """A clause that speaks of a list, without its order, and that order."""
    by: list[NP] = []
    first, spans = "", []
    embedded = []
    for inner in clause.embedded:
        phrase = inner.phrase("by", "after")
        if inner.verb in ORDERING and inner.voice == "passive" and phrase is not None and len(inner.phrases) == 1:
            by += phrase.items
            spans.append(inner.span)
        else:
            embedded.append(inner)
    phrases = []
    for phrase in clause.phrases:
        keys = _in_order(phrase)
        if keys is None:
            phrases.append(phrase)
        else:
            by += keys
            spans.append(phrase.span)
    objects = []
    for np in clause.objects:
        match = _FIRST.fullmatch(np.text.strip())
        if match is None:
            objects.append(np)
        else:
            first = match["which"].lower()
            spans.append(np.span)
    adverbs = tuple(a for a in clause.adverbs if a != "alphabetically")
    first = first or ("alphabet" if adverbs != clause.adverbs else "")
    rest = replace(clause, embedded=tuple(embedded), phrases=tuple(phrases), objects=tuple(objects), adverbs=adverbs)
    return rest, Order(tuple(by), first, tuple(spans))


def _in_order(phrase: Phrase) -> list[NP] | None:
    """ "in order of name", "in alphabetical order"."""
    item = phrase.item
    if phrase.prep == "in order of":
        return list(phrase.items)
    if phrase.prep != "in" or item is None or item.head not in {"order", "sequence"}:
        return None
    of = next((p for p in item.of if p.prep == "of"), None)
    return list(of.items) if of is not None else [] if "alphabetical" in item.adjectives else None


def rows_listed(np: NP, order: Order, columns: tuple[NP, ...], scope: Scope) -> tuple[str, bp.Records]:
    """The rows that a phrase names, in their order, as records of what is shown of each."""
    whose = replace(np, possessor=None) if period_of(np.possessor) is not None else np
    whose = replace(whose, of=tuple(p for p in whose.of if period_of(p.item) is None))
    chosen = in_order(_selections.of_this(_selections.selection(np, scope), whose, scope), order, np, scope)
    row = chosen.row
    fields: list[tuple[str, bp.Expression]] = [(chosen.entity.name, bp.Get(of=row.at, field="id"))]
    names = [_column(each, row, scope) for each in columns] or [
        (name, read(row, name)) for name, f in chosen.entity.fields.items() if f.type.kind != "list"
    ]
    if not columns:
        names += [(name, read(row, name)) for name in chosen.entity.derivations]
    fields += names
    records = bp.Records(
        entity=chosen.entity.id, name=chosen.name, where=chosen.where, order=chosen.order, fields=tuple(dict(fields).items())
    )  # fmt: skip
    return snake(chosen.entity.plural), records


def _column(np: NP, row: Row, scope: Scope) -> tuple[str, bp.Expression]:
    counted = _number_of(np, row, scope)
    if counted is not None:
        return counted
    named = field_named(row.entity, np)
    if named is not None:
        take_words(scope, np.span, named[1])
        return named[0], read(row, named[0])
    key = _key(np, row, scope)
    if key is None:
        raise NotUnderstoodError(f"it is not known what the “{np.text}” of a {row.entity.label} is", np.span)
    return snake(np.name), key


def _number_of(np: NP, row: Row, scope: Scope) -> tuple[str, bp.Expression] | None:
    """ "with the number of their bookings": of the rows that refer to it."""
    inner = next((p.item for p in np.of if p.prep == "of" and p.item is not None), None)
    other = known_thing(scope.draft, inner) if inner is not None and inner.plural else None
    key = other.reference_to(row.entity) if other is not None else None
    if np.head not in {"number", "count"} or len(np.of) != 1 or inner is None or other is None or key is None:
        return None
    if inner.relatives or inner.of or inner.adjectives or inner.quantity is not None:
        return None
    scope.take(np, inner)
    one = Row(other, bp.Name(name=f"counted_{other.name}"))
    where = both(same(read(one, key), row.at), *valid(one))
    count = bp.Aggregate(function="count", entity=other.id, name=f"counted_{other.name}", where=where)
    return f"number_of_{snake(other.plural)}", count


def in_order(chosen: Selection, order: Order, np: NP, scope: Scope) -> Selection:
    """The rows in the order that is said."""
    scope.take(*(span for span in order.spans if not order.by))
    if order.first == "alphabet" or (order.spans and not order.by and not order.first):
        name = plain_name(chosen.entity)
        if name is None:
            raise NotUnderstoodError(f"{chosen.entity.plural} have no name to be ordered by", np.span)
        return replace(chosen, order=(read(chosen.row, name),))
    keys = []
    for each in order.by:
        key = _key(each, chosen.row, scope)
        if key is None:
            raise NotUnderstoodError(f"it is not known what “{each.text}” of a {chosen.entity.label} is", each.span)
        keys.append(key)
    for span in order.spans if keys else ():
        take_words(
            scope,
            span,
            ("order", "ordered", "sort", "sorted", "arrange", "arranged", "rank", "group", "grouped", "alphabetical"),
        )
    if order.first:
        keys += _by_measure(chosen.row, order, np) or _by_age(chosen.row, order.first in _NEWEST, scope)
    return replace(chosen, order=tuple(keys)) if keys else chosen


def _by_measure(row: Row, order: Order, np: NP) -> list[bp.Expression]:
    """ "the dearest first": by the number that the word measures."""
    if order.first not in _MEASURES:
        return []
    numbers = [m for m in members(row.entity) if m.type.is_number]
    named = (m for label in _MEASURES[order.first] for m in numbers if label in m.label.lower().split())
    alone = numbers[0] if len(numbers) == 1 and not _MEASURES[order.first] else None
    found = next(named, alone)
    if found is None:
        raise NotUnderstoodError(f"it is not known what makes a {row.entity.label} the {order.first}", np.span)
    value = read(row, found.name)
    if order.first in _UPWARDS:
        return [value]
    return [bp.Arithmetic(operator="*", left=value, right=bp.whole(-1))]


def _by_age(row: Row, newest: bool, scope: Scope) -> list[bp.Expression]:
    name = happening(row)
    if not newest:
        return [read(row, name)] if name is not None else []  # rows stand in the order in which they were entered
    name = name or entered(scope.draft, row.entity)
    if row.entity.member(name).type.kind == "date":
        return [bp.Between(start=read(row, name), end=bp.Literally(type=bp.DATE, value=_FAR), unit="days")]
    far = bp.Literally(type=bp.DATETIME, value=f"{_FAR}T00:00")
    return [bp.Between(start=read(row, name), end=far, unit="minutes")]


def _key(np: NP, row: Row, scope: Scope) -> bp.Expression | None:
    """What a phrase says rows are ordered by: a field of theirs, or one of what they refer to."""
    words = np.words or (np.head,)
    for f in members(row.entity):
        other = entity_of(scope.draft, f.type) if f.type.kind == "reference" else None
        named = known_thing(scope.draft, np) is other if other is not None else False
        if other is None or not (named or words[0] in f.label.lower().split()):
            continue
        there = Row(other, read(row, f.name))
        inner = field_named(other, replace(np, words=words[1:], adjectives=())) if len(words) > 1 else None
        name = inner[0] if inner is not None else plain_name(other) if len(words) == 1 else None
        if name is not None:
            scope.take(np)
            return read(there, name)
        if len(words) == 1:
            scope.take(np)
            return there.at
    own = field_named(row.entity, np)
    if own is not None and row.entity.member(own[0]).type.kind != "list":
        take_words(scope, np.span, own[1])
        return read(row, own[0])
    for f in row.entity.fields.values():
        other = entity_of(scope.draft, f.type) if f.type.kind == "reference" else None
        deep = field_named(other, np) if other is not None else None
        if other is not None and deep is not None:
            take_words(scope, np.span, deep[1])
            return read(Row(other, read(row, f.name)), deep[0])
    return None


__all__ = ["LISTS", "TIMES", "Order", "in_order", "lifted", "ordered", "rows_listed"]
