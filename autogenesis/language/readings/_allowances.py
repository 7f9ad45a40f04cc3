"""Reads allowances: so much for each at certain moments, added to what is left, up to a cap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Bound, Measure, Number, Recurrence
from autogenesis.language._patterns import find, find_all
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import over, update
from autogenesis.language._text import Span
from autogenesis.language.readings._encounters import field_of
from autogenesis.language.readings._states import named
from autogenesis.language.readings._when import recurrence_in

_BEFORE = regex(r"\bjust before\b|\bbefore (?:each|every|the) (?:auction|sale|round)\b", re.I)


@dataclass(frozen=True, slots=True)
class Allowance:
    """So much of the field for each row; `cap` is the most that anybody may have."""

    field: str
    amount: int
    cap: int | None
    spans: tuple[Span, ...]

    def given(self, holder: EntityDraft) -> bp.Each:
        """The step that gives it to everybody."""
        more: bp.Expression = bp.Arithmetic(
            operator="+", left=bp.path(holder.name, self.field), right=bp.whole(self.amount)
        )
        if self.cap is not None:
            more = bp.Extreme(which="smallest", terms=(more, bp.whole(self.cap)))
        return bp.Each(
            name=holder.name, rows=over("rows", holder.name), steps=(update(holder.name, **{self.field: more}),)
        )


def read_allowance(unit: Unit, draft: Draft) -> None:
    """ "Every Monday each member gets 20 credits; nobody ever holds more than 60"."""
    when = recurrence_in(unit)
    match = find(unit, "NP=who MODAL? V(get|receive|earn|gain) Q.Measure=much")
    if (
        when is None
        or match is None
        or match["who"].determiner not in {"every", "each", "all"}
        or draft.claimed(match.span)
    ):
        return
    holder = named(draft, match["who"]) or draft.entity(match["who"].label, match["who"].span)
    if field_of(holder, [match["much"].noun]) is None:
        draft.add_field(
            holder, plural_of(match["much"].noun), bp.INTEGER, match["much"].span, required=False, default=bp.whole(0)
        )
    granted = _allowance(unit, draft, holder, frozenset({match["who"].head}))
    if granted is None:
        return
    if "name" not in holder.fields and holder.key is None:
        draft.add_field(holder, "name", bp.TEXT, required=False)
    schedule = bp.Schedule(
        id=draft.unique(f"schedule.{granted.field}_of_{snake(holder.plural)}"), spans=(unit.span,),
        summary=f"Give every {holder.label} {granted.amount} {holder.fields[granted.field].label}.", recurrence=when, steps=(granted.given(holder),),
    )  # fmt: skip
    draft.schedules.append(schedule)
    for span in granted.spans:
        draft.claim(span, "allowance", [schedule.id, f"field.{holder.name}.{granted.field}"])


def allowances_before(draft: Draft, holder: EntityDraft, names: frozenset[str]) -> Iterator[Allowance]:
    """ "Just before, every agent gets 100 points; unspent points are kept, but nobody ever holds over 250"."""
    for unit in draft.units:
        found = _allowance(unit, draft, holder, names) if _BEFORE.search(unit.text) else None
        if found is not None and not any(isinstance(p.literal, Recurrence) for p in unit.pieces):
            yield found


def _allowance(unit: Unit, draft: Draft, holder: EntityDraft, names: frozenset[str]) -> Allowance | None:
    match = find(unit, "NP=who MODAL? V(get|receive|earn|gain)=verb Q.Measure=much")
    if match is None or match["who"].determiner not in {"every", "each", "all"} or match["who"].head not in names:
        return None
    much = match.literal("much")
    name = field_of(holder, [match["much"].noun])
    if not isinstance(much, Measure) or name is None or not holder.fields[name].type.is_number:
        return None
    cap, capped = _cap(draft, unit, match["much"].noun)
    spans = (unit.span,) if capped in {None, unit.span} else (unit.span, capped)
    return Allowance(name, int(much.value), cap, tuple(span for span in spans if span))


def _cap(draft: Draft, unit: Unit, noun: str) -> tuple[int | None, Span | None]:
    """ "nobody ever holds over 250", "at most 60 credits can be held"."""
    for other in draft.units[unit.number - 1 : unit.number + 1]:
        for match in find_all(other, "V(hold|have|own|keep|carry|exceed|collect|save) ( more than )? Q.Bound=cap"):
            bound = match.literal("cap")
            value = bound.value if isinstance(bound, Bound) and bound.op in {"<=", ">"} else None
            if isinstance(value, Number) or (isinstance(value, Measure) and value.unit == noun):
                return int(value.value), other.span
    return None, None
