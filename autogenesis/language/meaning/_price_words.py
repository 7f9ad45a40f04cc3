"""Owns how a sentence about an amount is cut up: its amounts, which way they go, their conditions and limits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Literal as OneOf

from autogenesis.language._literals import Bound, Literal, Money, Number, Percent
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import Clause, Condition
from autogenesis.language._text import Span
from autogenesis.language._tokens import Token, tokens
from autogenesis.language.meaning._around import CONTENT
from autogenesis.language.meaning._scope import Scope

_PRICES = frozenset(
    "price fee cost charge rent rate fare penalty fine total amount deposit postage toll tariff allowance bill pay wage "
    "salary remuneration payment reward commission bonus premium".split()
)
_UP = regex(
    r"\b(?:adds?|added|extra|more|surcharge|supplement|dearer|on top|plus|premium|higher|increases?|increased|rises?|raised|raises|goes up|in addition|additional)\b",
    re.I,
)
_DOWN = regex(
    r"\b(?:off|less|cheaper|discount|reduction|rebate|deduct(?:ed)?|subtract(?:ed)?|drops?|falls?|lower(?:ed|s)?|minus|reduced|reduces|cut|saves?|taken off)\b",
    re.I,
)
SAYING = _PRICES | frozenset(
    "add extra more surcharge supplement dear dearer top plus premium high increase rise raise go addition additional expensive "
    "off less cheap cheaper discount reduction rebate deduct subtract drop fall low lower minus reduce cut save be get have "
    "receive pay come there apply give grant cost system calculate compute reckon euro charged costs percent take will shall "
    "must euros depend follow vary length duration each half free nothing double twice again".split()
)
_SCALES = (
    (
        regex(
            r"\bfree(?: of charge)?\b|(?<=pay )nothing\b|(?<=pays )nothing\b|(?<=costs )nothing\b|(?<=cost )nothing\b",
            re.I,
        ),
        Decimal(0),
    ),
    (regex(r"\bhalf as (?:much|many|high) again\b", re.I), Decimal("1.5")),
    (regex(r"\btwice as (?:much|high)\b|\btwice\b|\bdoubled?\b|\bdoubles\b", re.I), Decimal(2)),
    (regex(r"\btripled?\b|\bthree times\b|\bthrice\b", re.I), Decimal(3)),
    (regex(r"\bhalf\b|\bhalved\b|\bhalves\b", re.I), Decimal("0.5")),
)
_MARKERS = frozenset({"if", "when", "while", "where", "whenever", "unless"})
_ROUNDED = regex(r",?\s*\b(?:and\s+(?:is\s+)?)?rounded\b.*$", re.I | re.S)
Way = OneOf["base", "up", "down", "scale"]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money, a percentage or a multiple, and where it stands."""

    span: Span
    value: Decimal
    kind: OneOf["money", "percent", "times"]
    currency: str = "EUR"


@dataclass(slots=True)
class Piece:
    """A stretch of the sentence with its amounts; further pieces ("plus 8 euro if …") are added to the first."""

    span: Span
    amounts: list[Amount]
    conditions: list[Condition] = field(default_factory=list)


@dataclass(slots=True)
class AmountSentence:
    """What the sentence is made of."""

    pieces: list[Piece]
    leading: list[Condition]
    limits: list[Bound]
    held: list[Span]
    way: Way
    label: tuple[Token, ...]


def amount_sentence(clause: Clause, scope: Scope) -> AmountSentence | None:
    """The parts of the sentence; None where it is no sentence about an amount."""
    unit = scope.unit
    if clause.span[0] > unit.clauses[0].span[0] or scope.draft.claimed(unit.clauses[0].span):
        return None
    conditions = {c.span: c for each in unit.clauses for c in each.conditions}
    if any(c.marker not in _MARKERS for c in conditions.values()):
        return None
    held = list(conditions)
    literals = [x for x in find_literals(unit.text, unit.span[0]) if not _in(x.span, held)]
    limits = [x for x in literals if isinstance(x, Bound) and isinstance(x.value, Money)]
    found = _amounts(literals, unit, held)
    if not found:
        return None
    end = _ROUNDED.search(unit.text)
    body = (unit.span[0], unit.span[0] + end.start() if end is not None else unit.span[1])
    if end is not None and found[-1].span[0] > body[1]:
        return None
    way = _way(unit, found, [*held, *(x.span for x in literals if isinstance(x, Bound))])
    if way is None:
        return None
    limits = [x for x in limits if x.span[0] > found[-1].span[0] and x.span[1] <= body[1]]
    pieces = _pieces(body, found, unit, way)
    leading = [c for c in conditions.values() if c.span[0] < found[0].span[0]]
    for condition in conditions.values():
        if condition not in leading:
            last = [p for p in pieces if any(a.span[1] <= condition.span[0] for a in p.amounts)]
            if not last:
                return None
            last[-1].conditions.append(condition)
    return AmountSentence(pieces, leading, limits, held, way, _label(unit, held))


def _in(span: Span, spans: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


_NOTHING = regex(r"(?<=[a-z] )(?:nothing|free(?: of charge)?|for free)(?=\s*(?:[,.;]|and\b|$))", re.I)


def _with_nothing(made: list[Amount], unit: Unit, held: list[Span]) -> list[Amount]:
    """ "adults pay 20 euro, students 15 and children nothing": an amount like the others in a list of them."""
    found = [m.span() for m in _NOTHING.finditer(unit.text)] if len(made) > 1 else []
    spans = [(unit.span[0] + low, unit.span[0] + high) for low, high in found]
    plain = [s for s in spans if not _in(s, held) and s[0] > made[0].span[1]]
    if any(a.kind != "money" for a in made):
        return made
    return sorted([*made, *(Amount(s, Decimal(0), "money", made[0].currency) for s in plain)], key=lambda a: a.span)


def _amounts(literals: list[Literal], unit: Unit, held: list[Span]) -> list[Amount]:
    words = tokens(unit.sentence)
    made: list[Amount] = []
    for x in literals:
        if isinstance(x, Money):
            made.append(Amount(x.span, x.value, "money", x.currency))
        elif isinstance(x, Percent):
            made.append(Amount(x.span, x.value, "percent"))
        elif isinstance(x, Number) and not x.ordinal and made and made[-1].kind == "money":
            after = next((t for t in words if t.start >= x.span[1]), None)
            if after is None or after.pos not in CONTENT:
                made.append(Amount(x.span, x.value, "money", made[-1].currency))
    if made:
        return _with_nothing(made, unit, held)
    times = [x.span for x in literals if isinstance(x, Bound)]
    for way, factor in _SCALES:
        match = way.search(unit.text)
        span = (unit.span[0] + match.start(), unit.span[0] + match.end()) if match is not None else (0, 0)
        if match is not None and not _in(span, [*held, *times]):
            return [Amount(span, factor, "times")]
    return []


def _way(unit: Unit, found: list[Amount], held: list[Span]) -> Way | None:
    text = unit.text
    for start, end in held:
        start, end = start - unit.span[0], end - unit.span[0]
        text = text[:start] + " " * (end - start) + text[end:]
    first = text.lower().find(" plus ")
    if found[0].kind == "money" and first >= 0 and found[0].span[1] - unit.span[0] <= first + 1:
        text = text[:first]
    up, down = bool(_UP.search(text)), bool(_DOWN.search(text))
    if found[0].kind == "times":
        verbs = {t.lemma for t in tokens(unit.sentence)} & {
            "pay",
            "cost",
            "receive",
            "get",
            "be",
            "double",
            "halve",
            "triple",
        }
        return "scale" if verbs and not up and not down else None
    if up and down:
        return None
    if not up and not down:
        return "base" if all(a.kind == "money" for a in found) else None
    return "up" if up else "down"


def _pieces(body: Span, found: list[Amount], unit: Unit, way: Way) -> list[Piece]:
    """The sentence cut where something is added: "…, plus 8.00 euro"."""
    cuts = [
        t.start for t in tokens(unit.sentence) if t.lower == "plus" and found[0].span[1] <= t.start and way == "base"
    ]
    edges = [body[0], *cuts, body[1]]
    made = []
    for start, end in pairwise(edges):
        inside = [a for a in found if start <= a.span[0] < end]
        if inside:
            made.append(Piece((start, end), inside))
    return made


def _label(unit: Unit, held: list[Span]) -> tuple[Token, ...]:
    """What the amount is called, where it is: "the cleaning fee"."""
    words = [t for t in tokens(unit.sentence) if not _in(t.span, held)]
    for position, token in enumerate(words):
        verbal = token.lemma in {"cost", "charge", "pay", "rent", "fine", "total"} and (
            position == 0 or words[position - 1].lower not in {"the", "a", "its"}
        )
        if token.lemma in _PRICES and not verbal and token.pos in {"NOUN", "VERB"}:
            return (token,)
    return ()


__all__ = ["SAYING", "Amount", "AmountSentence", "Piece", "Way", "amount_sentence"]
