"""Reads tiers: a table or a list of bands, each with its price per unit, its price or its share of the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, best_field, snake
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import amount
from autogenesis.language._text import Span
from autogenesis.language._typing import currency_of
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._members import members
from autogenesis.language.meaning._reckoning import Reckoned, keep
from autogenesis.language.meaning._swapping import IT
from autogenesis.language.readings._inventories import singular

_CUR = r"(?:[£€$]\s?)?"
_UNIT = r"(?:\s?(?:euros?|eur|pounds?|pence|dollars?|£|€|\$|[a-z³²%°/]+(?:\s(?:metres?|meters?|hours?|days?))?))?"
_N = rf"{_CUR}(?P<{{}}>\d[\d,]*(?:\.\d+)?){_UNIT}"
_BANDS = (
    ("first", regex(rf"(?:for\s+|on\s+)?(?:the\s+)?first\s+{_N.format('high')}", re.I)),
    ("next", regex(rf"(?:for\s+|on\s+)?(?:the\s+)?next\s+{_N.format('width')}", re.I)),
    ("over", regex(rf"(?:for\s+|on\s+)?(?:over|above|more\s+than)\s+{_N.format('low')}\s*,?\s*(?:and\s+|but\s+)?(?:up\s+)?to\s+{_N.format('high')}", re.I)),
    ("range", regex(rf"(?:for\s+|on\s+|from\s+|between\s+)*{_N.format('low')}\s*(?:to|-|–|until|up\s+to|and)\s*{_N.format('high')}", re.I)),
    ("most", regex(rf"(?:for\s+|on\s+)?(?:up\s+to(?:\s+and\s+including)?|at\s+most|not\s+more\s+than|no\s+more\s+than|to)\s+{_N.format('high')}", re.I)),
    ("most", regex(rf"{_N.format('high')}\s+(?:or\s+(?:less|fewer)|and\s+less)", re.I)),
    ("under", regex(rf"(?:for\s+)?(?:under|below|less\s+than|fewer\s+than)\s+{_N.format('high')}", re.I)),
    ("above", regex(rf"(?:for\s+|on\s+)?(?:(?:everything|anything|all)\s+)?(?:above|over|more\s+than|beyond)\s+{_N.format('low')}", re.I)),
    ("rest", regex(r"(?:(?:everything|anything|all|what\s+is)\s+)?(?:above|over|beyond|after)(?:\s+(?:that|this|it))?|(?:the\s+)?rest|more(?:\s+than\s+that)?|every\s+further\s+(?:one|unit)?", re.I)),
)  # fmt: skip
_VALUE = regex(
    r"(?P<cur>[£€$])?\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>%|percent|per\s?cent|euros?|eur|pounds?|pence|cents?|€|£|\$|dollars?)?",
    re.I,
)
_EACH = regex(r"\b(?:each|apiece|per\s+(?!cent)\w+|an?\s+\w+)\b", re.I)
_FOR = regex(r"\s+(?:for|to)\s+(?:the|our|its)\s+(?P<who>[a-z][\w -]*?)$", re.I)
_SLICES = regex(r"\bin\s+(?:steps|tiers|slices|stages|blocks)\b|\bgraduated\b|\bper\s+(?!cent)\w+", re.I)
_LEAD = (
    regex(r"^(?:the\s+|its\s+|their\s+)?(?P<subject>[a-z][\w -]*?)\s+(?:is|are)\s+(?:charged|billed|priced|calculated|reckoned|paid|counted|invoiced)(?:\s+(?:in|by|according\s+to|as)\s+[\w ]+?)?\s*:?$", re.I),
    regex(r"^(?:on|of|for|from|by|with)\s+(?:the\s+|its\s+|their\s+)?(?P<subject>[a-z][\w -]*?)\s*:?$", re.I),
    regex(r"^(?:the\s+|its\s+|their\s+)?(?P<label>(?:[a-z][\w -]*?\s)?(?:fee|charge|price|share|commission|rate|discount|postage|fare|cost))\s+(?:depends?\s+on|goes\s+by|is\s+by|by)\s+(?:the\s+|its\s+)?(?P<subject>[a-z][\w -]*?)\s*:?$", re.I),
)  # fmt: skip
_PAID = regex(
    r"^(?:selling\s+)?(?P<noun>price|amount|sum|money)(?:\s+(?:actually|really|finally))?\s+(?:paid|received|obtained|achieved)$|^(?:sale|selling)\s+price$",
    re.I,
)
_BILLS = ("bill", "invoice", "statement", "account", "receipt", "order")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Tier:
    """One band: above `low` (from it on, where `inclusive`), up to `high`, and what it costs or gives."""

    low: Decimal | None
    inclusive: bool
    high: Decimal | None
    open_end: bool
    value: Decimal
    percent: bool
    marginal: bool
    span: Span
    who: str = ""


@dataclass(frozen=True, slots=True)
class Tiered:
    """The tiers read last, so that "it is the whole price that counts" can be checked against them."""

    name: str
    entity: str
    marginal: bool


def read_tiers(draft: Draft) -> None:
    """Every table of bands, and every sentence that lists them."""
    for unit in draft.units:
        if not draft.claimed(unit.span):
            _inline(unit, draft)
    _tables(draft)


def _tables(draft: Draft) -> None:
    for block in draft.blocks:
        if (
            block.kind != "table"
            or draft.claimed(block.span)
            or len(block.header) != _LEAST
            or len(block.rows) < _LEAST
        ):
            continue
        lead = next(
            (
                u
                for u in draft.units
                if block.lead_in is not None and u.block.span == block.lead_in.span and u.text.rstrip().endswith(":")
            ),
            None,
        )
        per = bool(_SLICES.search(f"{block.header[1].text} {lead.text if lead else ''}"))
        pairs = [(row[0].text, row[1].text, row[1].span) for row in block.rows if len(row) == _LEAST]
        tiers = _tiers(pairs, per, header=block.header[1].text)
        said = lead.text if lead is not None else block.header[0].text
        if tiers is None or len(pairs) != len(block.rows):
            continue
        made = _built(tiers, said, block.span, f"{said} {block.header[0].text}", draft)
        if made:
            draft.claim(block.span, "tiers", made)
            if lead is not None:
                draft.claim(lead.span, "tiers", made)


def _inline(unit: Unit, draft: Draft) -> None:
    """ "On the price paid: up to £20, 40 percent for the owner; above that, 60 percent"."""
    lead, colon, rest = unit.text.partition(":")
    if not colon or not re.search(r"\d", rest):
        return
    parts = [
        part.strip(" .")
        for part in re.split(
            r";|,\s+(?=(?:the\s+(?:first|next)|above|over|up to|more than|from|beyond|the rest)\b)", rest
        )
        if part.strip(" .")
    ]
    pairs: list[tuple[str, str, Span]] = []
    for part in parts:
        cut = _cut(part)
        if cut is None:
            return
        start = unit.span[0] + unit.text.index(part)
        pairs.append((cut[0], cut[1], (start, start + len(part))))
    tiers = _tiers(pairs, bool(_SLICES.search(lead)), header="")
    if tiers is None or len(tiers) < _LEAST:
        return
    made = _built(tiers, lead, unit.span, unit.text, draft)
    if made:
        draft.claim(unit.span, "tiers", made)


def tiers_of(lead: str, lines: Sequence[tuple[str, Span]], span: Span, draft: Draft) -> list[str]:
    """What is made of bands that are listed line by line."""
    pairs: list[tuple[str, str, Span]] = []
    for text, place in lines:
        cut = _cut(text.strip(" ."))
        if cut is None:
            return []
        pairs.append((*cut, place))
    tiers = _tiers(pairs, bool(_SLICES.search(lead)), header="")
    return _built(tiers, lead, span, lead, draft) if tiers is not None and len(tiers) >= _LEAST else []


def _cut(part: str) -> tuple[str, str] | None:
    """The band and its value, whichever of the two comes first."""
    for _, way in _BANDS:
        match = way.match(part)
        if match is not None:
            value = part[match.end() :].strip(" ,:–-=")
            value = re.sub(r"^(?:it\s+)?(?:costs?|is|are|gives?|at)\s+", "", value, flags=re.I)
            if _VALUE.match(value):
                return match[0], value
    return None


def _tiers(pairs: Sequence[tuple[str, str, Span]], per: bool, header: str) -> tuple[Tier, ...] | None:
    made: list[Tier] = []
    for band, value, span in pairs:
        tier = _tier(band.strip(), value.strip(), span, made[-1].high if made else None, per, header)
        if tier is None:
            return None
        made.append(tier)
    highs = [t.high for t in made if t.high is not None]
    joined = all(_follows(a, b) for a, b in pairwise(made))
    return tuple(made) if highs == sorted(highs) and joined and len({t.percent for t in made}) == 1 else None


def _follows(one: Tier, other: Tier) -> bool:
    if one.high is None or other.low is None:
        return other.low is None and one.high is not None
    return other.low in {one.high, one.high + 1}


def _tier(band: str, value: str, span: Span, before: Decimal | None, per: bool, header: str) -> Tier | None:
    who = _FOR.search(value)
    said = _VALUE.match(value)
    if said is None:
        return None
    rest = value[said.end() : who.start() if who else None].strip(" ,.")
    if rest and not _EACH.fullmatch(rest):
        return None
    number = Decimal(said["number"].replace(",", ""))
    percent = (
        (said["unit"] or "").lower().replace(" ", "") in {"%", "percent"}
        or "%" in header
        or "percent" in header.lower()
    )
    for name, way in _BANDS:
        match = way.fullmatch(band)
        if match is None:
            continue
        groups = {key: Decimal(found.replace(",", "")) for key, found in match.groupdict().items() if found}
        low, high = groups.get("low"), groups.get("high")
        if name == "next":
            low, high = before, (before or Decimal(0)) + groups["width"]
        if name == "rest":
            low = before
        marginal = per or name in {"first", "next"} or bool(rest)
        inclusive = name == "range" and low is not None and low != before
        return Tier(
            low, inclusive, high, name == "under", number, percent, marginal, span, who["who"].lower() if who else ""
        )
    return None


def _built(tiers: tuple[Tier, ...], lead: str, span: Span, told: str, draft: Draft) -> list[str]:
    match = next((m for way in _LEAD if (m := way.match(lead.strip().rstrip(":").strip())) is not None), None)
    if match is None:
        return []
    subject = re.sub(r"\s+", " ", match["subject"].lower())
    found = _value(subject, span, tiers, draft)
    if found is None:
        return []
    entity, value, name = found
    marginal = any(t.marginal for t in tiers) and not tiers[0].percent
    currency = currency_of(draft)
    kind = bp.Type(kind="money", currency=currency)
    given = match.groupdict().get("label")
    label = given or (f"{tiers[0].who} share".strip() if tiers[0].percent else f"{name} charge")
    made: list[str] = []
    if marginal:
        raw = _slices(tiers, value, kind)
    else:
        table = _table(tiers, entity, label, name, kind, span, draft)
        looked: bp.Expression = bp.Lookup(table=table.id, keys=(value,), column=snake(label))
        raw = _share(value, looked) if tiers[0].percent else looked
        made.append(table.id)
    clause = Clause(span, told)
    made.append(keep(Reckoned(entity, snake(label), raw), kind, label, clause, draft))
    draft.remember(Tiered(snake(label), entity.name, marginal))
    return [*made, entity.id]


def _share(value: bp.Expression, percent: bp.Expression) -> bp.Expression:
    product = bp.Arithmetic(operator="*", left=value, right=percent)
    return bp.Arithmetic(operator="*", left=product, right=bp.number("0.01"))


def _slices(tiers: tuple[Tier, ...], value: bp.Expression, kind: bp.Type) -> bp.Expression:
    """Each band at its own rate, added up."""
    total: bp.Expression | None = None
    for tier in tiers:
        inside = value
        if tier.high is not None:
            inside = bp.Extreme(which="smallest", terms=(value, _number(tier.high)))
        if tier.low is not None:
            inside = bp.Arithmetic(operator="-", left=inside, right=_number(tier.low))
        if tier.inclusive:
            inside = bp.Arithmetic(operator="+", left=inside, right=bp.whole(1))
        if tier.low is not None:
            inside = bp.Extreme(which="largest", terms=(inside, bp.whole(0)))
        part = bp.Arithmetic(operator="*", left=inside, right=amount(kind, tier.value))
        total = part if total is None else bp.Arithmetic(operator="+", left=total, right=part)
    return total if total is not None else bp.whole(0)


def _number(value: Decimal) -> bp.Literally:
    return bp.whole(int(value)) if value == int(value) else bp.number(value)


def _table(
    tiers: tuple[Tier, ...], entity: EntityDraft, label: str, name: str, kind: bp.Type, span: Span, draft: Draft
) -> bp.Table:
    value_type = bp.PERCENT if tiers[0].percent else kind
    key = bp.DECIMAL
    lines = []
    for tier in tiers:
        low = None if tier.low is None else amount(key, tier.low)
        high = None if tier.high is None else amount(key, tier.high)
        cell = bp.Cell(low=low, low_inclusive=tier.inclusive, high=high, high_inclusive=not tier.open_end)
        lines.append(bp.TableLine(keys=(cell,), values=(amount(value_type, tier.value),), span=tier.span))
    table = bp.Table(
        id=draft.unique(f"table.{entity.name}_{snake(label)}"), spans=(span,), name=f"{entity.name}_{snake(label)}",
        keys=((snake(name), key),), columns=((snake(label), value_type),), lines=tuple(lines),
    )  # fmt: skip
    draft.tables[table.id] = table
    return table


def _value(
    subject: str, span: Span, tiers: tuple[Tier, ...], draft: Draft
) -> tuple[EntityDraft, bp.Expression, str] | None:
    """The number that the bands are of: a field of that name, what was paid, or one that is entered with the bill."""
    paid = _PAID.match(subject)
    if paid is not None:
        return _paid(draft, span)
    words = tuple(singular(subject).split())
    for entity in draft.entities.values():
        name = best_field(entity, words)
        if name is not None and entity.member(name).type.is_number:
            return entity, bp.Get(of=IT, field=name), subject
    bill = next((e for label in _BILLS for e in draft.entities.values() if e.label == label), None)
    if bill is None:
        bill = _billed(draft, span)
    if bill is None:
        return None
    whole = all(t.high is None or t.high == int(t.high) for t in tiers)
    name = draft.add_field(bill, subject, bp.INTEGER if whole and any(t.inclusive for t in tiers) else bp.DECIMAL, span)
    bill.given.add(name)
    draft.assume(f"The {subject} is entered with each {bill.label}.", span)
    return bill, bp.Get(of=IT, field=name), subject


def _billed(draft: Draft, span: Span) -> EntityDraft | None:
    """A bill that the text speaks of without ever listing what is kept of it; else the thing it is mostly about."""
    for label in _BILLS[:-1]:
        if re.search(rf"\b{label}s?\b", draft.text.text, re.I):
            return draft.entity(label, span, confidence=0.5)
    return draft.primary


def _paid(draft: Draft, span: Span) -> tuple[EntityDraft, bp.Expression, str] | None:
    """What a thing was sold for: given when it is sold, else its price then."""
    if not re.search(r"\b(?:sold|sells?|sales?|selling)\b", draft.text.text, re.I):
        return None
    for entity in draft.entities.values():
        price = next(
            (m.name for m in members(entity) if m.type.kind == "money" and m.label.split()[-1] == "price"), None
        )
        if price is None:
            continue
        fact = fact_of(draft, entity, "sell")
        if fact is None or fact.operation is None:
            return None
        kind = entity.member(price).type
        name = draft.add_field(entity, "price paid", kind, span, required=False)
        entity.later.add(name)
        row = bp.Name(name=entity.name)
        given = bp.Parameter(
            name=name, type=kind, required=False, summary="what was paid for it, where that is not its price"
        )
        fact.operation.inputs[name] = given
        asked = bp.Get(of=row, field=price)
        value = bp.Conditional(test=bp.Present(value=bp.Name(name=name)), then=bp.Name(name=name), otherwise=asked)
        fact.operation.steps[:] = [_setting(step, name, value) for step in fact.operation.steps]
        return entity, bp.Get(of=IT, field=name), "price paid"
    return None


def _setting(step: bp.Statement, name: str, value: bp.Expression) -> bp.Statement:
    if not isinstance(step, bp.Update) or name in dict(step.values):
        return step
    return step.model_copy(update={"values": (*step.values, (name, value))})


_WHOLE = regex(
    r"^(?:it(?:['’]s|\s+is)\s+)?(?:always\s+)?the\s+(?:whole|full|entire|total)\s+(?:price|amount|sum|quantity|value|weight|order)\s+(?:that\s+)?(?:counts|decides|matters|is\s+what\s+counts),?\s*(?:(?:and\s+)?not\s+(?:the\s+|its\s+)?(?:single\s+|individual\s+)?(?:slices|steps|parts|bands|tiers|portions))?\.?$",
    re.I,
)


def read_whole_counts(unit: Unit, draft: Draft) -> None:
    """ "It's the whole price that counts, not slices": as it is with bands of the whole."""
    tiered = draft.recall(Tiered)
    if tiered is None or draft.claimed(unit.span) or not _WHOLE.match(" ".join(unit.text.split())):
        return
    if not tiered.marginal:
        draft.claim(unit.span, "whole_counts", [f"derivation.{tiered.entity}.{tiered.name}"])


__all__ = ["read_tiers", "read_whole_counts"]
