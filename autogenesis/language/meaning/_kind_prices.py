"""Reads what each kind of thing costs: "Each slot is billed: van £8, lorry £15", and so what a booking of it costs."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Money
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import choice, same
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._booking import bookings
from autogenesis.language.meaning._kinds import kinds_of, noun_among

_PAYING = frozenset(
    "bill charge cost price pay be have fee rate rent hire want need each per each every for rental booking reservation "
    "follow as like would such".split()
)
_WORD = regex(r"([A-Za-z][\w-]*)(?:\s+(?:costs?|is|are|at|=)|\s*[:–-])?\s*(?:just\s+)?$", re.I)


def kind_prices(draft: Draft) -> None:
    """The price of each thing, by its kind."""
    for unit in draft.units:
        if not draft.claimed(unit.span) and f"kind_prices@{unit.id}" not in draft.barred:
            _priced(unit, draft)


def _priced(unit: Unit, draft: Draft) -> None:
    known = kinds_of(draft)
    literals = [x for x in find_literals(unit.text, 0) if isinstance(x, Money)]
    if len(literals) < 2 or not known:
        return
    prices: dict[str, Money] = {}
    rest, thing = unit.text, None
    for literal in literals:
        match = _WORD.search(unit.text[: literal.span[0]])
        noun = noun_among(match[1], known) if match is not None else None
        if match is None or noun is None or noun in prices or (thing is not None and known[noun][0] is not thing):
            return
        thing = known[noun][0]
        prices[noun] = literal
        rest = rest[: match.start(1)] + " " * (literal.span[1] - match.start(1)) + rest[literal.span[1] :]
    if thing is None or not _only_paying(rest, draft) or "price" in thing.derivations:
        return
    kind = bp.Type(kind="money", currency=literals[0].currency)
    value: bp.Expression = bp.Literally(type=bp.NOTHING, value=None)
    for noun, literal in reversed(prices.items()):
        field, told = thing.kinds[noun]
        test = same(f"it.{field}", choice(told, thing.fields[field].type.choices))
        value = bp.Conditional(test=test, then=bp.Literally(type=kind, value=str(literal.value)), otherwise=value)
    thing.derivations["price"] = bp.Derivation(
        id=f"derivation.{thing.name}.price", spans=(unit.span,), name="price", label="price", type=kind, value=value,
        summary="what it costs, by its kind",
    )  # fmt: skip
    elements = [f"derivation.{thing.name}.price"]
    draft.claim(unit.span, "kind_prices", elements)


def _only_paying(rest: str, draft: Draft) -> bool:
    """Whether the other words only say that something is paid for."""
    words = [t for t in tag(rest) if t.pos in {"NOUN", "VERB", "ADJ", "NUM", "PROPN"}]
    people = {word for actor in draft.actors.values() for word in actor.name.split()}
    return all(
        t.lemma.lower() in _PAYING or t.lemma.lower() in people or draft.find_entity(t.lemma.lower()) is not None
        for t in words
    )


def booked_prices(draft: Draft) -> None:
    """What is booked costs what the thing costs; a price that is kept counts where a sentence changes what is paid."""
    changing = any(_CHANGED.search(u.text) and not draft.claimed(u.span) for u in draft.units)
    for booking in bookings(draft):
        for name, thing in booking.things:
            if {"price", *_PRICES} & {*booking.entity.derivations, *booking.entity.fields}:
                break
            if "price" in thing.derivations:
                _copied(booking.entity, name, thing, thing.derivations["price"])
                continue
            kept = [f for f in thing.fields.values() if f.type.kind == "money" and f.label in _PRICES]
            if changing and len(kept) == 1 and kept[0].required:
                _copied(booking.entity, name, thing, kept[0])


_PRICES = ("price", "fee", "fare", "rent", "charge", "cost", "rate", "entry fee", "course fee", "admission")
_CHANGED = regex(
    r"\b(?:pays?|costs?|charged?|prices?|fees?|fares?|rent|reduced?|gets?|is|are|it['’]s)\b[^.;]*(?:\d\s?%|\bper ?cent\b|\bhalf\b|\bfree\b|\bnothing\b|\bextra\b|\bmore\b|\bless\b|\boff\b|\bcheaper\b|\bhigher\b|\bless\b)|\bfree of charge\b|\b(?:under|over|aged)\s+\d+[^.;]*\bpay\b",
    re.I,
)
"""What says that somebody pays more or less than it costs."""


def _copied(entity: EntityDraft, name: str, thing: EntityDraft, price: bp.Derivation | bp.FieldOf) -> None:
    entity.derivations[price.name] = bp.Derivation(
        id=f"derivation.{entity.name}.{price.name}", spans=price.spans, name=price.name, label=price.label, type=price.type,
        value=bp.Get(of=bp.path("it", name), field=price.name), summary=f"what the {thing.label} costs",
    )  # fmt: skip
