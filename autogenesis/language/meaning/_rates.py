"""Frames for rates by kind: "A dinghy costs 8 euro per hour, a cruiser 12 euro", a table with a price for each size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, best_field, snake
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Money
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import amount
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag, tokens
from autogenesis.language._typing import currency_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._on_top import on_the_bill
from autogenesis.language.meaning._parts import in_total, quantity_of
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._reckoning import Reckoned, keep, units_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_PRICES = ("price", "fee", "cost", "charge", "rate", "rent", "fare", "deposit", "fine", "toll")
_UNITS = "hour|day|night|week|month|year|minute"
_PER = regex(
    rf"\b(?:per|an?|each|every|for (?:each|every))\s+(?P<started>started\s+|begun\s+)?(?P<unit>{_UNITS})\b", re.I
)
_SAID = frozenset(
    "cost be pay charge come take for and or while of per a an the by each every started begun depend on "
    "list piece item unit article apiece following price".split()
)


@dataclass(frozen=True, slots=True)
class _Rates:
    """What each kind of a thing costs; per `unit` where one is said."""

    entity: EntityDraft
    field: str
    prices: tuple[tuple[str, Money], ...]
    label: str
    unit: str
    started: bool


def rates(clause: Clause, scope: Scope) -> Claimed | None:
    """Two or more kinds of one thing, each with its price: the whole sentence says nothing else."""
    unit, draft = scope.unit, scope.draft
    money = [each for each in find_literals(unit.text, unit.span[0]) if isinstance(each, Money)]
    clauses = unit.clauses
    if len(money) < 2 or any(c.negated or c.conditions or c.exceptions for c in clauses) or draft.claimed(unit.span):
        return None
    held = _holder(draft, unit.text)
    pairs = _paired([(place + unit.span[0], c) for place, c in held[2]], money) if held is not None else None
    if held is None or pairs is None:
        return None
    per = _PER.search(unit.text)
    nouns = re.sub(r"\bcosts?\b", "", unit.text) if any(c.verb == "cost" for c in clauses) else unit.text
    named = next((word for word in _PRICES if re.search(rf"\b{word}s?\b", nouns, re.I)), "price")
    found = _Rates(held[0], held[1], pairs, named, per["unit"].lower() if per else "", bool(per and per["started"]))
    _refuse_more(unit, found)
    scope.take(clause.span)
    made = tuple(_built(found, unit.span, unit.text, scope))
    draft.claim(unit.span, "rates_by_kind", made)
    return Claimed("rates_by_kind", made)


def _holder(draft: Draft, text: str) -> tuple[EntityDraft, str, list[tuple[int, str]]] | None:
    """The choice field of which at least two values stand in the text, and where they stand."""
    for entity in draft.entities.values():
        for f in entity.fields.values():
            if f.type.kind != "choice":
                continue
            places = [
                (match.start(), value)
                for value in f.type.choices
                for match in re.finditer(rf"(?<![\w-]){re.escape(value)}s?(?![\w-])", text, re.I)
            ]
            if len(places) >= 2 and len({value for _, value in places}) == len(places):
                return entity, f.name, sorted(places)
    return None


def _paired(places: Sequence[tuple[int, str]], money: Sequence[Money]) -> tuple[tuple[str, Money], ...] | None:
    """Each kind with its price: kinds and prices take turns, the one or the other first throughout."""
    if len(places) != len(money):
        return None
    order = sorted([(at, "kind") for at, _ in places] + [(m.span[0], "price") for m in money])
    turns = [what for _, what in order]
    if any(a == b for a, b in pairwise(turns)):
        return None
    return tuple(
        (value, each) for (_, value), each in zip(sorted(places), sorted(money, key=lambda m: m.span), strict=True)
    )


def _refuse_more(unit: Unit, found: _Rates) -> None:
    """Raise where the sentence says anything but kinds, prices and the unit."""
    kinds = {word for value, _ in found.prices for word in value.lower().split()}
    known = {*kinds, *found.entity.label.split(), *found.field.split("_"), *_PRICES, *_SAID, found.unit}
    priced = [m.span for _, m in found.prices]
    for token in tokens(unit.sentence):
        inside = any(start <= token.start and token.end <= end for start, end in priced)
        plain = {token.lemma, token.lower, token.lower.removesuffix("s")} & known
        if token.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"} and not inside and not plain:
            raise NotUnderstoodError(f"nothing could be made of “{token.text}”", token.span)


def _built(found: _Rates, span: Span, text: str, scope: Scope) -> list[str]:
    """The table, the rate of each row, and what a row that uses it for a time costs."""
    draft, entity = scope.draft, found.entity
    said = Clause(span, text)
    kind = bp.Type(kind="money", currency=found.prices[0][1].currency)
    label = f"{found.unit}ly {found.label}".replace("dayly", "daily") if found.unit else found.label
    name = snake(label)
    key = entity.fields[found.field].type
    table = bp.Table(
        id=draft.unique(f"table.{entity.name}_{name}"), spans=(span,), name=f"{entity.name}_{name}",
        keys=((found.field, key),), columns=((name, kind),),
        lines=tuple(
            bp.TableLine(keys=(bp.Cell(equals=bp.Literally(type=key, value=value)),), values=(amount(kind, price.value),), span=price.span)
            for value, price in found.prices
        ),
    )  # fmt: skip
    draft.tables[table.id] = table
    looked = bp.Lookup(table=table.id, keys=(bp.Get(of=IT, field=found.field),), column=name)
    value: bp.Expression = bp.Conditional(test=bp.Present(value=looked), then=looked, otherwise=amount(kind, 0))
    pieces = None if found.unit else quantity_of(entity)
    if pieces is not None:
        value = bp.Arithmetic(operator="*", left=bp.Get(of=IT, field=pieces), right=value)
    made = [table.id, keep(Reckoned(entity, name, value), kind, label, said, draft)]
    if pieces is not None:
        made += in_total(draft, entity, name, kind, said)
    user = _user(draft, entity, found, scope)
    if user is not None:
        row, link, count = user
        total = bp.Arithmetic(operator="*", left=count, right=bp.Get(of=bp.Get(of=IT, field=link), field=name))
        made.append(keep(Reckoned(row.entity, found.label, total), kind, found.label, said, draft))
    elif found.unit and (added := on_the_bill(draft, entity, name, found.unit, text, said)):
        made += added
    elif found.unit:
        draft.gap(
            f"For how many {found.unit}s a {entity.label} is paid is not said; the rate is kept.",
            "unclear",
            span,
        )
    return made


def _user(draft: Draft, entity: EntityDraft, found: _Rates, scope: Scope) -> tuple[Row, str, bp.Expression] | None:
    """The one kind of row that has the thing for a time, how it refers to it, and for how many units."""
    fitting = []
    for other in draft.entities.values():
        link = other.reference_to(entity) if other is not entity and found.unit else None
        count = units_of(Row(other, IT), found.unit, scope, whole=found.started) if link else None
        if link is not None and count is not None:
            fitting.append((Row(other, IT), link, count))
    return fitting[0] if len(fitting) == 1 else None


def rates_of(said: str, pairs: Sequence[tuple[str, Money]], span: Span, draft: Draft) -> list[str]:
    """What is made of prices that are listed by kind; nothing where the kinds are not those of one field."""
    for entity in draft.entities.values():
        for f in entity.fields.values():
            values = {value.lower(): value for value in f.type.choices} if f.type.kind == "choice" else {}
            values |= {plural_of(value): choice for value, choice in values.items()}
            found = [(values.get(kind), price) for kind, price in pairs]
            sure = tuple((value, price) for value, price in found if value is not None)
            if not sure or len(sure) != len(pairs) or len({value for value, _ in sure}) != len(sure):
                continue
            per = _PER.search(said) or re.search(rf"\b(?P<started>started )?per (?P<unit>{_UNITS})\b", said, re.I)
            named = next((word for word in _PRICES if re.search(rf"\b{word}", said, re.I)), "price")
            unit = per["unit"].lower() if per else ""
            rates = _Rates(entity, f.name, sure, named, unit, bool(per and per["started"]))
            told = f"{said} {', '.join(f'{v} {m.text}' for v, m in sure)}"
            return _built(rates, span, told, Scope(draft, draft.units[0]))
    return []


def tabled_rates(unit: Unit, draft: Draft) -> None:
    """A table with kinds in its first column and prices in its second, read as the sentence it stands for."""
    for block in draft.blocks:
        rows = block.rows
        if block.kind != "table" or len(block.header) != 2 or len(rows) < 2 or draft.claimed(block.span):
            continue
        header = block.header[1].text
        if not any(
            re.search(rf"\b{word}\b", f"{header} {block.lead_in.text if block.lead_in else ''}", re.I)
            for word in _PRICES
        ):
            continue
        kinds = " ".join(row[0].text for row in rows)
        held = _holder(draft, kinds) or _listed(draft, block.header[0].text, [row[0].text for row in rows])
        prices = [_price(row[1].text, row[1].span, draft) for row in rows]
        if held is None or len(held[2]) != len(rows) or not all(prices):
            continue
        entity, field, _ = held
        values = {value.lower(): value for value in entity.fields[field].type.choices}
        pairs = [(values.get(row[0].text.strip().lower()), price) for row, price in zip(rows, prices, strict=True)]
        per = _PER.search(header) or re.search(rf"\b(?P<started>started )?per (?P<unit>{_UNITS})\b", header, re.I)
        named = next((word for word in _PRICES if re.search(rf"\b{word}", header, re.I)), "price")
        sure = tuple((value, price) for value, price in pairs if value is not None and price is not None)
        if len(sure) != len(rows):
            continue
        found = _Rates(entity, field, sure, named, per["unit"].lower() if per else "", bool(per and per["started"]))
        before = f"{block.lead_in.text} " if block.lead_in is not None else ""
        told = f"{before}{header}: {', '.join(f'{v} {m.text}' for v, m in sure)}"
        made = _built(found, block.span, told, Scope(draft, unit))
        draft.claim(block.span, "rates_by_kind", made)
        for lead in draft.units:
            if lead.block is block.lead_in and lead.text.rstrip().endswith(":"):
                draft.claim(lead.span, "rates_by_kind", made)


def _listed(draft: Draft, column: str, kinds: Sequence[str]) -> tuple[EntityDraft, str, list[tuple[int, str]]] | None:
    """The text field that the column is called like: the table says what its values can be."""
    words = tuple(t.lemma for t in tag(column))
    for entity in draft.entities.values():
        name = best_field(entity, words)
        if name in entity.fields and entity.fields[name].type.kind == "text":
            choices = tuple(kind.strip().lower() for kind in kinds)
            kind = bp.Type(kind="choice", choices=choices)
            entity.fields[name] = entity.fields[name].model_copy(update={"type": kind})
            return entity, name, list(enumerate(choices))
    return None


def _price(text: str, span: Span, draft: Draft) -> Money | None:
    """The amount in a cell; a bare number is in the currency of the text."""
    literals = find_literals(text, span[0])
    if len(literals) == 1 and isinstance(literals[0], Money):
        return literals[0]
    value = getattr(literals[0], "value", None) if len(literals) == 1 else None
    if value is None or not re.fullmatch(r"\s*\d[\d.,]*\s*", text):
        return None
    return Money(span, text.strip(), value, currency_of(draft))


RATES: tuple[Frame, ...] = (rates,)
