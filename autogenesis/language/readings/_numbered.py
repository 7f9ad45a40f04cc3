"""Reads things that are there from the start, numbered 1 to n, with their parts and what these report."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Literal, Measure, Number, Percent, Range, Recurrence, Times
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import absent, amount, both, compare, either
from autogenesis.language._typing import of_unit
from autogenesis.language._words import head_kind
from autogenesis.language.readings._control import control, reading
from autogenesis.language.readings._crossings import measured
from autogenesis.language.readings._fields import stated_fields
from autogenesis.language.readings._stated import add_stated

_MOST = 1000
_TOLD = frozenset(
    {"name", "date", "contact", "identifier", "number", "measure", "money", "time", "duration", "percent"}
)
"""Kinds of heads that are values kept of a thing, and no parts of it."""
_REPORTS = "report|send|measure|give|show|read|record|deliver|transmit|return|sense"


def read_numbered(unit: Unit, draft: Draft) -> None:
    """ "There are six kilns, numbered 1 to 6", "The guard watches kilns 1 to 6": their rows exist from the start."""
    match = find(
        unit,
        "Q.Measure=count ANY? ( which|that BE )? V.part|past(number|label|count) ( from )? Q.Range=numbers",
        "Q.Measure=count ( Q.Range=numbers )",
        "V(have|be|manage|control|monitor|watch|run|operate|supervise) ( the )? NP=things ( V.part(number) )? Q.Range=numbers",
    )
    numbers = match.literal("numbers") if match else None
    if match is None or not isinstance(numbers, Range) or not _whole(numbers.low) or not _whole(numbers.high):
        return
    low, high = int(_number(numbers.low)), int(_number(numbers.high))
    counted = match.literal("count")
    if isinstance(counted, Measure) and counted.value != high - low + 1:
        return
    things = match.piece("things")
    if things is not None and not things.plural or not 0 <= low < high or high - low >= _MOST:
        return
    label = things.label if things is not None else match["count"].noun
    entity = draft.entity(label, (things or match["count"]).span)
    entity.key = draft.add_field(entity, "number", bp.INTEGER, match["numbers"].span)
    entity.initial = [(("number", bp.whole(each)),) for each in range(low, high + 1)]
    draft.assume(f"All {entity.plural} are there from the start, and none is added.", match.span)
    after = match.after()
    made = _kept_of_each(after, unit, entity, draft) or _parts(_with(after), entity, draft)
    whole = bool(made) or bool(control(draft).parts) or not any(p.kind in "NQV" for p in after)
    claimed = unit.span if whole else (unit.span[0], match.span[1])
    draft.claim(claimed, "numbered_things", [entity.id, f"field.{entity.name}.number", *made])


def _kept_of_each(pieces: Sequence[Piece], unit: Unit, entity: EntityDraft, draft: Draft) -> list[str]:
    """ "…, each with a size (small, large) and a colour": what is kept of each, where all of it is such."""
    behind = _with(pieces)
    if not behind or any(p.kind == "V" for p in behind):
        return []
    start, end = behind[0].span[0], unit.span[1]
    fields, unread = stated_fields(draft.text.text[start:end], start)
    telling = any(f.choices or f.unit or head_kind(f.head) in _TOLD for f in fields)
    return add_stated(draft, entity, fields) if telling and not unread and not any(f.unread for f in fields) else []


def _whole(value: object) -> bool:
    return isinstance(value, Number) and not value.ordinal and value.value == int(value.value)


def _number(value: Literal) -> Decimal:
    found = getattr(value, "value", Decimal(0))
    return found if isinstance(found, Decimal) else Decimal(0)


def read_parts(unit: Unit, draft: Draft) -> None:
    """ "Each kiln has a flap and a probe that reports its temperature from 0 to 1300 °C"."""
    match = find(
        unit, "^ NP=thing HAVE", "^ in|on|at NP=thing there BE", "^ NP=thing BE V.part(fit|equip|provide) with"
    )
    if (
        match is None
        or match["thing"].determiner not in {"each", "every", "all", "a", "an"}
        or draft.claimed(unit.span)
    ):
        return
    entity = draft.find_entity(match["thing"].label)
    if entity is None or not entity.initial:
        return
    made = _parts(match.after(), entity, draft)
    if made or control(draft).parts:
        draft.claim(unit.span, "parts", [entity.id, *made])


def read_reported(unit: Unit, draft: Draft) -> None:
    """ "A probe reports the temperature of its kiln, from 0 to 1300 °C"; "Temperatures run from 0 to 1300 °C"."""
    if draft.claimed(unit.span):
        return
    match = find(unit, f"^ NP=part V.s|base({_REPORTS}) NP=what")
    if match is None:
        return
    part, what = match["part"], match["what"]
    entity = control(draft).parts.get(part.head)
    if entity is None and part.determiner in {"each", "every", "a", "an", "all"} and measured(what.head):
        entity = draft.find_entity(part.label)
    if entity is None:
        return
    bounds = next((p.literal for p in match.after()[:4] if isinstance(p.literal, Range)), None)
    if bounds is None and not measured(what.head):
        return
    made = _reported(what, bounds, entity, draft)
    rest = list(match.after())
    for index, piece in enumerate(rest):
        if piece.kind == "N" and index and rest[index - 1].text.lower() == "and" and measured(piece.head):
            literal = next((p.literal for p in rest[index + 1 : index + 4] if isinstance(p.literal, Range)), None)
            made += _reported(piece, literal, entity, draft)
    often = next((p for p in match.after() if isinstance(p.literal, Recurrence | Times)), None)
    if often is None:
        draft.claim(unit.span, "reported_value", made)
        return
    draft.claim((unit.span[0], often.span[0]), "reported_value", made)
    draft.explain((often.span[0], unit.span[1]), "how often a value is sent is up to whatever sends it")


def _with(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """What stands behind "with" or "each has"."""
    at = next((i for i, p in enumerate(pieces) if p.text.lower() in {"with", "has", "have"}), len(pieces))
    return pieces[at + 1 :]


def _parts(pieces: Sequence[Piece], entity: EntityDraft, draft: Draft) -> list[str]:
    """The nouns behind "with" or "has": parts; one that reports a value has a reading."""
    made: list[str] = []
    reports, part = False, None
    for index, piece in enumerate(pieces):
        if piece.kind == "V" and piece.head in _REPORTS.split("|"):
            reports = True
        elif piece.kind == "N" and reports and part is not None:
            bounds = next((p.literal for p in pieces[index + 1 : index + 4] if p.kind == "Q"), None)
            made += _reported(piece, bounds, entity, draft)
            reports = False
        elif piece.kind == "N" and piece.label not in {entity.label}:
            part = piece
            control(draft).parts[piece.label] = control(draft).parts[piece.head] = entity
    return made


def _reported(what: Piece, bounds: Literal | None, entity: EntityDraft, draft: Draft) -> list[str]:
    """The reading of that name, within its bounds."""
    label = " ".join(w for w in what.words if w not in {"its", "their"}) or what.head
    high = bounds.high if isinstance(bounds, Range) else None
    unit = high.unit if isinstance(high, Measure) else "percent" if isinstance(high, Percent) else ""
    found = reading(draft, entity, label, of_unit(unit) if unit else bp.DECIMAL, what.span)
    made = [f"field.{entity.name}.{found.field}", *([found.operation.id] if found.operation else [])]
    if isinstance(bounds, Range):
        low, high_bound = (amount(found.type, _number(each)) for each in (bounds.low, bounds.high))
        name = f"it.{found.field}"
        within = both(compare(name, ">=", low), compare(name, "<=", high_bound))
        guard = bp.Guard(
            id=draft.unique(f"invariant.{entity.name}.{found.field}_in_bounds"), spans=(what.span,), field=found.field,
            requires=either(absent(name), within),
            reason=f"The {label} lies {bounds.text if bounds.text.startswith(('from', 'between')) else 'in ' + bounds.text}.",
        )  # fmt: skip
        entity.invariants.append(guard)
        made.append(guard.id)
    return made
