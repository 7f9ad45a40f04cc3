"""Reads how often something may happen within a period: for everybody, or for one kind and another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import both, compare, over, same
from autogenesis.language._words import head_kind
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._intervals import Booking
from autogenesis.language.readings._outlines import scenario_of


def read_quota(unit: Unit, draft: Draft) -> None:
    """ "Given a pupil with 4 or a teacher with 6 visits in the last 365 days, then no ticket is given"."""
    booking = draft.recall(Booking)
    match = find(
        unit,
        "NP=first with|having Q=few ( or NP=second with|having Q=many )? in|within|over|during the? last|past? Q.Duration=period",
        "NP=first MODAL V Q.Bound=few in|within|over|during|per|every the? last|past? Q.Duration=period ( ,|and NP=second ( MODAL V )? Q.Bound=many )?",
    )
    period = match.literal("period") if match else None
    if booking is None or match is None or not isinstance(period, Duration) or draft.claimed(unit.span):
        return
    if any(p is not None and p.noun not in {"", booking.event.label} for p in (match["few"], match.piece("many"))):
        return
    bounded = isinstance(match.literal("few"), Bound)
    denied = (
        []
        if bounded
        else [
            u
            for u in (scenario_of(draft, unit.block.scenario, "then") if unit.block.kind == "gherkin" else (unit,))
            if _denied(u, booking)
        ]
    )
    if not denied and not bounded:
        return
    kinds = [(match["first"], match["few"])]
    if "second" in match:
        kinds.append((match["second"], match["many"]))
    made = []
    for who, count in kinds:
        guard = _quota(draft, booking, who, _most(count.literal), period, unit)
        if guard is not None:
            booking.operation.guards.append(guard)
            made.append(guard.id)
    if len(made) == len(kinds):
        for each in (unit, *denied):
            draft.claim(each.span, "quota", made)


def _most(literal: object) -> int:
    """How often at most: "at most twice", or one less than the number at which it is refused."""
    if isinstance(literal, Bound):
        value = int(getattr(literal.value, "value", 0))
        return value if literal.op == "<=" else value - 1
    return int(getattr(literal, "value", 0))


def _denied(unit: Unit, booking: Booking) -> bool:
    """ "no visit is given"."""
    named = any(p.kind == "N" and p.label == booking.record.label and p.determiner == "no" for p in unit.pieces)
    return named or find(unit, "NP BE V.part(refuse|reject|deny)", "it BE V.part(refuse|reject|deny)") is not None


def _quota(draft: Draft, booking: Booking, who: Piece, most: int, period: Duration, unit: Unit) -> bp.Guard | None:
    event, kind = booking.event.name, unit_of_time(period)

    def few(row: str, day: bp.Expression) -> bp.Expression:
        ago = bp.Between(start=bp.path(event, booking.happened), end=day, unit=kind)
        mine = both(
            same(f"{event}.{booking.subject.name}", row),
            compare(f"{event}.{booking.happened}", "<=", day),
            compare(ago, "<", bp.whole(int(period.value))),
        )
        return compare(over("count", event, mine), "<", bp.whole(most))

    test = _is_kind(draft, booking.subject, who)
    if test is None:
        return None

    def within(row: str, day: bp.Expression) -> bp.Expression:
        other = test(row)
        return few(row, day) if other is None else bp.AnyOf(terms=(bp.Not(term=other), few(row, day)))

    booking.limits.append(within)
    reason = f"{article(who.label).capitalize()} has at most {most} {booking.event.plural} within {period.text}."
    return draft.guard(
        f"{booking.operation.name} {who.label}",
        within(booking.subject.name, bp.Name(name=booking.day)),
        reason,
        unit.span,
        booking.day,
    )


def _is_kind(draft: Draft, subject: EntityDraft, who: Piece) -> Callable[[str], bp.Expression | None] | None:
    """The test that a row is of the kind a noun names; a field of general meaning (sex, category …) takes the kinds as values."""
    if draft.find_entity(who.label) is subject:
        return lambda row: None
    known = next(
        (
            f
            for f in subject.fields.values()
            if f.type.kind == "choice" and who.label in {c.lower() for c in f.type.choices}
        ),
        None,
    )
    if known is None:
        known = open_choice(draft, subject, who)
    if known is None:
        return None
    name, kind = known.name, known.type
    value = next(c for c in kind.choices if c.lower() == who.label)
    return lambda row: same(f"{row}.{name}", bp.Literally(type=bp.Type(kind="text"), value=value))


def open_choice(draft: Draft, subject: EntityDraft, who: Piece) -> bp.FieldOf | None:
    """A field such as "sex" or "category" whose values the text never lists: the kinds it speaks of are its values."""
    kept = draft.recall(_Opened) or _Opened()
    draft.remember(kept)
    for f in subject.fields.values():
        opened = f.name in kept.fields.get(subject.name, ())
        if head_kind(f.label.split()[-1]) == "choice" and (f.type.kind == "text" or opened):
            choices = (*(f.type.choices if opened else ()), who.label)
            made = f.model_copy(update={"type": bp.Type(kind="choice", choices=choices)})
            subject.fields[f.name] = made
            kept.fields.setdefault(subject.name, []).append(f.name)
            draft.assume(f"“{who.label}” is taken for a value of the {f.label} of a {subject.label}.", who.span)
            return made
    return None


@dataclass
class _Opened:
    """Fields that got their values from kinds spoken of, by entity."""

    fields: dict[str, list[str]] = field(default_factory=dict)
