"""Reads who or what is fit: "Members are aged 16 to 70, weigh at most 120 kg and have at least 3 points"."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, best_field
from autogenesis.language._literals import Bound, Duration, Measure, Range
from autogenesis.language._patterns import Match, find
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import Relation, amount, both, compare
from autogenesis.language._text import Span
from autogenesis.language._typing import of_unit

MEASURED_BY = {"weigh": "weight", "age": "age", "cost": "cost", "last": "duration", "measure": "length"}
"""Verbs that name what they measure."""
_ADJECTIVES = {
    "old": "age",
    "tall": "height",
    "high": "height",
    "long": "length",
    "wide": "width",
    "heavy": "weight",
    "deep": "depth",
}


_DENIED = regex(r"^no\b|\b(?:not|never|nobody|neither)\b", re.I)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is asked: `label` of what, between `low` and `high`; `unit` as written."""

    label: str
    span: Span
    unit: str
    low: bp.Literally | None
    low_open: bool
    high: bp.Literally | None
    high_open: bool

    def met(self, value: bp.Expression) -> bp.Expression:
        """That a value lies within."""
        terms = []
        if self.low is not None:
            terms.append(compare(value, ">" if self.low_open else ">=", self.low))
        if self.high is not None:
            terms.append(compare(value, "<" if self.high_open else "<=", self.high))
        return both(*terms)


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is asked of the rows of `entity`, in the order of the text."""

    entity: EntityDraft
    span: Span
    each: tuple[Criterion, ...]


def read_criteria(unit: Unit, draft: Draft) -> None:
    """Remember what is asked; where nothing is checked by it later, whoever is entered must meet it."""
    found = criteria_of(unit, draft)
    if found is not None and draft.recall(Criteria) is None and not draft.claimed(unit.span):
        draft.remember(found)


_ON_A_DAY = regex(r"\byears?\s+(?:old|of\s+age)?\s*(?:at|on|by|before)\s+(?:the|its|their|that)\s+\w+", re.I)
"""How old somebody is on a day of something else: that says nothing of when they are entered."""


def read_entry_criteria(unit: Unit, draft: Draft) -> None:
    """Criteria that no check takes up hold for whatever is entered."""
    found = criteria_of(unit, draft)
    if found is None or draft.claimed(unit.span):
        return
    made = []
    for criterion in found.each:
        value = value_in(draft, found.entity, criterion.label, "it")
        if value is None:
            continue
        reason = f"{draft.text.at(found.span).rstrip('.')}."
        if isinstance(value, bp.Between):  # an age changes: it is asked when somebody is entered
            made += _on_entry(draft, found.entity, criterion, reason)
            continue
        guard = bp.Guard(
            id=draft.unique(f"invariant.{found.entity.name}.{criterion.label.replace(' ', '_')}"), requires=criterion.met(value),
            reason=reason, spans=(criterion.span,),
        )  # fmt: skip
        found.entity.invariants.append(guard)
        made.append(guard.id)
    if len(made) >= len(found.each):
        draft.claim(unit.span, "entry_criteria", made)


def _on_entry(draft: Draft, entity: EntityDraft, criterion: Criterion, reason: str) -> list[str]:
    """Guards of the operations that enter such a row."""
    operations = [o for o in draft.operations.values() if o.kind == "create" and o.entity is entity]
    made = []
    for operation in operations or [draft.operation("add", entity, "create", f"Add {article(entity.label)}.")]:
        value = value_in(draft, entity, criterion.label, "")
        if value is not None:
            guard = draft.guard(f"{operation.name} {criterion.label}", criterion.met(value), reason, criterion.span)
            operation.guards.append(guard)
            made.append(guard.id)
    return made


def criteria_of(unit: Unit, draft: Draft) -> Criteria | None:
    """The criteria that a sentence states of a known thing; None where a figure of it is not understood."""
    barred = find(
        unit,
        "^ NP=who Q.Bound=limit MODAL? BE be? V.part(refuse|reject|exclude|bar)",
        "^ NP=who Q.Bound=limit BE not V.part(admit|accept|allow|take)",
    )
    if barred is not None:
        return _barred(barred, draft)
    match = find(unit, "^ only? NP=who MODAL? ( BE | HAVE | V )")
    entity = draft.find_entity(match["who"].label) if match else None
    if (
        match is None
        or entity is None
        or find(unit, "V.part(refuse|reject)", "NP V(reach|exceed|fall|drop|rise)")
        or _DENIED.search(unit.text)
        or any(p.text.lower() in {"if", "when", "unless"} for p in unit.pieces)
        or _ON_A_DAY.search(unit.text)
    ):
        return None
    each = []
    for index, piece in enumerate(unit.pieces):
        if piece.kind != "Q":
            continue
        criterion = _criterion(unit, index)
        if criterion is None:
            return None
        each.append(criterion)
    return Criteria(entity, unit.span, tuple(each)) if each else None


def _barred(match: Match, draft: Draft) -> Criteria | None:
    """ "Members under 16 are refused", "parcels over 20 kg are refused": the opposite is asked."""
    entity, literal = draft.find_entity(match["who"].label), match.literal("limit")
    if entity is None or not isinstance(literal, Bound):
        return None
    unit = _unit(literal)
    found = next((f for f in entity.fields.values() if unit and f.type.is_number and f.type.unit == unit), None)
    label = found.label if found else "age" if not unit and value_in(draft, entity, "age", "it") is not None else ""
    if not label:
        return None
    limit = amount(found.type if found else bp.INTEGER, literal.value.value)  # type: ignore[union-attr]
    low, high = (limit, None) if literal.op in {"<", "<="} else (None, limit)
    criterion = Criterion(label, match.span, unit, low, literal.op == "<=", high, literal.op == ">=")
    return Criteria(entity, match.unit.span, (criterion,))


def _criterion(unit: Unit, index: int) -> Criterion | None:
    piece = unit.pieces[index]
    if not isinstance(piece.literal, Bound | Range):
        return None
    label = _label(unit.pieces, index)
    if not label:
        return None
    start, stop = (
        unit.pieces[index - 1].span[0],
        (unit.pieces[index + 1] if _noun_after(unit.pieces, index) else piece).span[1],
    )
    unit_name = _unit(piece.literal)
    kind = bp.INTEGER if label == "age" else of_unit(unit_name) if unit_name else bp.DECIMAL
    low, low_open, high, high_open = None, False, None, False
    if isinstance(piece.literal, Range):
        low, high = (amount(kind, x.value) for x in (piece.literal.low, piece.literal.high))  # type: ignore[union-attr]
    elif piece.literal.op in {">=", ">"}:
        low, low_open = amount(kind, piece.literal.value.value), piece.literal.op == ">"  # type: ignore[union-attr]
    else:
        high, high_open = amount(kind, piece.literal.value.value), piece.literal.op == "<"  # type: ignore[union-attr]
    return Criterion(label, (start, stop), unit_name, low, low_open, high, high_open)


def _label(pieces: tuple[Piece, ...], index: int) -> str:
    before = pieces[index - 1] if index else None
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    if before is not None and before.kind == "V" and before.head in MEASURED_BY:
        return MEASURED_BY[before.head]
    if after is not None and after.text.lower() in _ADJECTIVES:
        return _ADJECTIVES[after.text.lower()]
    if before is not None and before.text.lower() in {"older", "younger"}:
        return "age"
    if after is not None and after.text.lower() == "of" and index + 2 < len(pieces) and pieces[index + 2].kind == "N":
        return pieces[index + 2].label
    if _noun_after(pieces, index) and after is not None:
        return after.label
    if (
        pieces[index].noun
        and before is not None
        and (before.kind == "V" or before.head == "have")
        and not _is_unit(pieces[index].literal)
    ):
        return pieces[index].noun
    if (
        isinstance(
            getattr(pieces[index].literal, "value", None) or getattr(pieces[index].literal, "low", None), Duration
        )
        and before is not None
        and before.head == "be"
    ):
        return "age"
    return ""


def _is_unit(literal: object) -> bool:
    return of_unit(_unit(literal)).kind != "decimal" if _unit(literal) else False


def _noun_after(pieces: tuple[Piece, ...], index: int) -> bool:
    return index + 1 < len(pieces) and pieces[index + 1].kind == "N"


def _unit(literal: object) -> str:
    value = literal.value if isinstance(literal, Bound) else literal.low if isinstance(literal, Range) else literal
    if isinstance(literal, Range) and not getattr(value, "unit", ""):
        value = literal.high
    return value.unit if isinstance(value, Measure) else ""


def value_in(
    draft: Draft, entity: EntityDraft, label: str, row: str, day: bp.Expression | None = None
) -> bp.Expression | None:
    """The value of that name in a row, or among inputs where `row` is empty: a field, or an age reckoned from a day of birth."""
    start = row.split(".") if row else []
    name = best_field(entity, label.split())
    if name is not None:
        return bp.path(*start, name)
    if label == "age":
        born = next(
            (
                f.name
                for f in entity.fields.values()
                if f.type.kind == "date" and ("birth" in f.label or "born" in f.label)
            ),
            None,
        )
        if born is not None:
            return bp.Between(start=bp.path(*start, born), end=day or bp.Name(name="today"), unit="years")
    return None


def opposite(relation: Relation) -> Relation:
    """The relation that holds where the other does not."""
    pairs: dict[Relation, Relation] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
    return pairs[relation]
