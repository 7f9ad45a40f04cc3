"""Reads what sentences of their own say of numbers: whole, never negative, at least so much, given in kilograms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Bound, Percent, Range
from autogenesis.language._patterns import Match, find
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import Relation, amount, compare
from autogenesis.language._typing import of_unit
from autogenesis.language.readings._between_fields import Declared, invariant


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence says of numbers called `what`."""

    what: Piece
    kind: bp.Type
    low: Decimal | None = None
    high: Decimal | None = None
    strict: bool = False
    """Whether the bound itself is refused: "more than 7"."""
    owner: str = ""
    """Of what alone it is said."""


def read_number_kinds(unit: Unit, draft: Draft) -> None:
    """Before fields are typed: "Goals are whole numbers from 0 upwards"."""
    said = _said(unit) or _counted(unit)
    if said is not None:
        declared = draft.recall(Declared) or Declared()
        declared.numbers[said.what.head] = (said.kind, said.low, said.high)
        draft.remember(declared)


def read_number_bounds(unit: Unit, draft: Draft) -> None:
    """Once fields are there: the same bounds hold for each field of that name."""
    said = _said(unit)
    if said is None:
        return
    made = []
    for entity in draft.entities.values():
        if said.owner not in {"", entity.label}:
            continue
        for name in [f.name for f in entity.fields.values() if f.type.is_number and _called(f.label, said.what.head)]:
            made.append(f"field.{entity.name}.{name}")
            made += _bounded(draft, entity, name, said)
    if made:
        draft.claim(unit.span, "number_range", made)


def _called(label: str, head: str) -> bool:
    """ "first goals" are goals; a "goal difference" is none."""
    last = label.rsplit(maxsplit=1)[-1]
    return last == head or (last.rstrip("s") == head.rstrip("s") and len(last) > 2)


def _bounded(draft: Draft, entity: EntityDraft, name: str, said: _Said) -> list[str]:
    kind = entity.fields[name].type
    label = entity.fields[name].label
    bounds: tuple[tuple[Relation, str, Decimal | None], ...] = (
        (">", "more than", said.low) if said.strict else (">=", "at least", said.low),
        ("<", "less than", said.high) if said.strict else ("<=", "at most", said.high),
    )
    made = []
    for relation, words, value in bounds:
        if value is None:
            continue
        made.append(
            invariant(
                draft,
                entity,
                name,
                compare(f"it.{name}", relation, amount(kind, value)),
                f"{label.capitalize()} must be {words} {value}.",
            )
        )
    return made


def _said(unit: Unit) -> _Said | None:
    match = find(
        unit,
        "^ only? NP=what MODAL? BE be? always? ANY? NP(number|integer|count)=kind",
        "^ NP=what BE V.part(give|measure|count|enter|state|record) as NP(number|integer)=kind",
    )
    if match is not None and "kind" in match:
        whole = "whole" in match["kind"].words or match["kind"].head == "integer" or "natural" in match["kind"].words
        low, high = _range(match.after())
        if (
            match["kind"].head == "number"
            and not whole
            and len(match["kind"].words) == 1
            and low is None
            and high is None
        ):
            return None
        positive = (
            Decimal(0 if "natural" in match["kind"].words else 1)
            if {"positive", "natural"} & set(match["kind"].words)
            else None
        )
        return _Said(match["what"], bp.INTEGER if whole else bp.DECIMAL, low if low is not None else positive, high)
    never = find(
        unit,
        "^ NP=what MODAL? BE? never|not be? negative",
        "^ NP=what MODAL? never|not V below zero",
        "^ NP=what BE never|not below zero",
    )
    if never is not None:
        return _Said(never["what"], bp.DECIMAL, Decimal(0))
    return _between(unit) or _not_past(unit)


def _counted(unit: Unit) -> _Said | None:
    """ "The version rises by one": what goes up and down by whole numbers is one itself."""
    match = find(unit, "NP=what V(rise|increase|grow|fall|drop|decrease|sink|go) up|down? by Q.Number=step")
    step = getattr(match.literal("step"), "value", None) if match else None
    return _Said(match["what"], bp.INTEGER) if match and step is not None and step == int(step) else None


def _between(unit: Unit) -> _Said | None:
    """ "Moisture is between 0 and 100 percent", "Ratings run from 1 to 5"."""
    match = find(
        unit,
        "^ NP=what MODAL? ( BE be? | V(run|range|go|lie|reach) ) ( always|between )? Q.Range=range $",
        "^ NP=what MODAL BE? be? Q.Bound=bound $",
    )
    if match is None:
        return None
    low, high = _range(match.pieces)
    bound = match.literal("bound")
    strict = isinstance(bound, Bound) and bound.op in {"<", ">"}
    return _Said(match["what"], _kind(match), low, high, strict)


_PAST = regex(r"(?:never |not )?(?:below|under|above|over)\b", re.I)


def _not_past(unit: Unit) -> _Said | None:
    """ "A rating is never below 800", "The rating of a member must not be above 3000". What a value does by itself
    ("never falls below") may be a wish, and refuses nothing."""
    match = find(
        unit,
        "^ NP=what ( of NP=owner )? MODAL never|not BE|be Q.Bound=bound $",
        "^ NP=what ( of NP=owner )? MODAL? BE be? Q.Bound=bound $",
    )
    bound = match.literal("bound") if match else None
    if match is None or not isinstance(bound, Bound) or _PAST.match(bound.text) is None:
        return None
    apart = any(piece.text.lower() in {"never", "not"} for piece in match.pieces)
    denied = apart or bound.text.lower().startswith(("never", "not"))
    if not denied or bound.op not in ({"<", ">"} if apart else {">=", "<="}):
        return None  # "is below 800" says how it is, "is never below 800" how it must be
    low, high = (None, bound.value) if bound.op in {">", "<="} else (bound.value, None)
    owner = match["owner"].label if "owner" in match else ""
    return _Said(match["what"], _kind(match), getattr(low, "value", None), getattr(high, "value", None), owner=owner)


def _kind(match: Match) -> bp.Type:
    literal = match.literal("range") or match.literal("bound")
    inner = literal.low if isinstance(literal, Range) else literal.value if isinstance(literal, Bound) else None
    if isinstance(inner, Percent):
        return bp.PERCENT
    unit = getattr(inner, "unit", "")
    value = getattr(inner, "value", Decimal(0))
    return of_unit(unit) if unit else bp.INTEGER if value == int(value) else bp.DECIMAL


def _range(pieces: tuple[Piece, ...]) -> tuple[Decimal | None, Decimal | None]:
    for piece in pieces:
        literal = piece.literal
        if isinstance(literal, Range):
            return getattr(literal.low, "value", None), getattr(literal.high, "value", None)
        if isinstance(literal, Bound):
            value = getattr(literal.value, "value", None)
            return (value, None) if literal.op in {">=", ">"} else (None, value)
    return None, None
