"""Finds the things that are told one by one with what each is like: "three rooms: Blue (10 euro an hour, up to 6 people), Red (…) and Attic (…)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Measure, Money
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import amount
from autogenesis.language.meaning._kinds import one_of

_NAME = r"[\"“]?[A-Z0-9][\w'’-]*(?:\s[\w'’-]+){0,3}?[\"”]?"
_SAID = regex(
    rf"^(?i:(?:the|our|my|this)\s+[\w' -]{{2,40}}?|we|i|there)\s+(?:owns?|has|have(?:\s+got)?|runs?|keeps?|rents?\s+out|lends?|offers?|manages?|is|are)\s+"
    rf"(?i:the\s+following\s+)?(?P<count>\d{{1,2}}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?P<what>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s*[:,–-]\s*"
    rf"(?P<rows>{_NAME}\s*\([^()]+\)(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){_NAME}\s*\([^()]+\))+)$"
)
_ROW = regex(rf"(?P<name>{_NAME})\s*\((?P<inside>[^()]+)\)")
_PER = regex(r"(?:\s+(?:per|an?|each|for\s+each|for\s+every)\s+|\s*/\s*)(?P<unit>[a-z]+)$", re.I)
_MOST = regex(r"^(?:for\s+)?(?:up\s+to|at\s+most|no\s+more\s+than|max(?:imum|\.)?)\s+", re.I)
_COUNTS = {
    word: n for n, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}


@dataclass(frozen=True, slots=True)
class _Value:
    """One thing that is said of a row."""

    label: str
    type: bp.Type
    value: bp.Literally


def find_described(draft: Draft) -> None:
    """The rows that are there from the beginning, each with its name and its values."""
    for unit in draft.units:
        if not draft.claimed(unit.span) and f"stock@{unit.id}" not in draft.barred:
            _read(unit, draft)


def _read(unit: Unit, draft: Draft) -> None:
    match = _SAID.match(" ".join(unit.text.split()).rstrip(" ."))
    if match is None:
        return
    rows = [(row["name"].strip('"“”'), tuple(_values(row["inside"]))) for row in _ROW.finditer(match["rows"])]
    count = _COUNTS.get(match["count"]) or (int(match["count"]) if match["count"].isdigit() else 0)
    shapes = {tuple((v.label, v.type) for v in values) for _, values in rows}
    told = [len(row["inside"].split(",")) for row in _ROW.finditer(match["rows"])]
    if len(rows) != count or len(shapes) != 1 or not shapes or told != [len(v) for _, v in rows]:
        return
    words = match["what"].split()
    entity = draft.entity(" ".join((*words[:-1], one_of(words[-1]))), unit.span)
    if entity.initial:
        return
    name = draft.add_field(entity, "name", bp.TEXT, unit.span)
    entity.key = entity.key or name
    fields = [draft.add_field(entity, label, kind, unit.span) for label, kind in next(iter(shapes))]
    for called, values in rows:
        given = zip(fields, (v.value for v in values), strict=True)
        entity.initial.append(((name, bp.text(called)), *given))
    draft.assume(f"The {count} {entity.plural} are there from the start, and no others are added.", unit.span)
    made = [entity.id, *(f"field.{entity.name}.{each}" for each in (name, *fields))]
    draft.claim(unit.span, "stock_described", made)


def _values(inside: str) -> Iterator[_Value]:
    """What the brackets say; a part that says something else is left out."""
    for part in (each.strip() for each in inside.split(",")):
        per = _PER.search(part)
        plain = _MOST.sub("", part[: per.start()] if per is not None else part)
        literal = next((x for x in find_literals(plain, 0) if isinstance(x, Money | Measure)), None)
        if literal is None or literal.span != (0, len(plain)):
            continue
        if isinstance(literal, Money):
            kind = bp.Type(kind="money", currency=literal.currency)
            yield _Value(
                f"price per {per['unit'].lower()}" if per is not None else "price", kind, amount(kind, literal.value)
            )
        elif per is None and literal.unit.isalpha() and literal.value == int(literal.value):
            most = "maximum " if _MOST.match(part) else ""
            many = "people" if literal.unit in {"person", "people"} else plural_of(literal.unit)
            yield _Value(f"{most}number of {many}", bp.INTEGER, bp.whole(int(literal.value)))
