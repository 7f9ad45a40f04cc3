"""Reads how soon something may happen again: intervals after the last time, pauses, and how often within a period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import compare, over, present, same, shift
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._outlines import scenario_of

_SKIPPED = frozenset({"last", "latest", "previous", "former", "earlier", "preceding", "recent", "most"})


@dataclass(frozen=True, slots=True)
class First:
    """Something is possible only some time after the day in `field`, where there is one."""

    field: str
    amount: int
    unit: bp.Unit

    def day(self, row: str) -> bp.Expression:
        """The first day on which it is possible for a row."""
        return shift(f"{row}.{self.field}", self.amount, self.unit)


@dataclass
class Booking:
    """What is asked for (`record`) for rows of `subject`, on the day `day`, and what stands in the way of days."""

    subject: EntityDraft
    record: EntityDraft
    event: EntityDraft
    operation: OperationDraft
    day: str
    happened: str
    firsts: list[First] = field(default_factory=list)
    limits: list[Callable[[str, bp.Expression], bp.Expression]] = field(default_factory=list)


def read_interval(unit: Unit, draft: Draft) -> None:
    """ "Given a last service under 90 days before the wanted day, when a visit is requested, then it is refused";
    "A visit less than 90 days after the last service is refused"."""
    if draft.claimed(unit.span) or draft.primary is None:
        return
    if unit.block.kind == "gherkin":
        _scenario(unit, draft)
        return
    refused, after = "V.part(refuse|reject|decline|deny)", "after|of|since|from NP=event"
    match = find(
        unit,
        f"NP=what Q.Bound=gap {after} MODAL? BE be? {refused}",
        f"NP=what MODAL? BE be? {refused} Q.Bound=gap {after}",
        f"NP=what BE V.part(give|grant|make|accept|book|take|allow) Q.Bound=gap {after}",
        f"nobody|whoever MODAL? V NP=what ( sooner|earlier than )? Q=gap {after}",
        f"NP=what BE not V.part(give|grant|make|accept|book|take|allow) Q.Bound=gap {after}",
    )
    if (
        match is not None
        and find(unit, "BE V.part(give|grant|make|accept|book|take|allow) Q.Bound")
        and match["what"].determiner != "no"
    ):
        return
    gap = match.literal("gap") if match else None
    if isinstance(gap, Duration):
        gap = Bound(gap.span, gap.text, "<", gap)
    if match is not None and isinstance(gap, Bound) and isinstance(gap.value, Duration) and _past(match["event"]):
        booking = _booking(draft, match["event"], match["what"].label, "request", None, unit)
        draft.claim(unit.span, "interval", _gap(draft, booking, gap, unit, "possible" in unit.text))


def _past(piece: Piece) -> bool:
    return bool(set(piece.words) & _SKIPPED)


def _scenario(unit: Unit, draft: Draft) -> None:
    """The three steps of a scenario about an interval, met at its Given."""
    match = find(unit, "NP=event Q.Bound=gap before NP=day") if unit.block.keyword == "given" else None
    gap = match.literal("gap") if match else None
    if match is None or not isinstance(gap, Bound) or not isinstance(gap.value, Duration):
        return
    number = unit.block.scenario
    when = next((m for u in scenario_of(draft, number, "when") if (m := find(u, "NP=what BE V.part=verb"))), None)
    then = next(
        (u for u in scenario_of(draft, number, "then") if find(u, "it|NP BE V.part(refuse|reject|decline|deny)")), None
    )
    if when is None or then is None:
        return
    booking = _booking(draft, match["event"], when["what"].label, when["verb"].head, match["day"], unit)
    made = _gap(draft, booking, gap, unit, bool(find(then, "NP(day|date|time)")))
    for each in (unit, when.unit, then):
        draft.claim(each.span, "interval", made)


def _booking(draft: Draft, event: Piece, what: str, verb: str, day: Piece | None, unit: Unit) -> Booking:
    """The things an interval speaks of: the event, what is asked for, the operation that asks."""
    known = draft.recall(Booking)
    subject = draft.primary
    assert subject is not None
    happening = draft.entity(" ".join(w for w in event.words if w not in _SKIPPED), event.span)
    record = draft.entity(what, unit.span)
    if known is not None and known.record is record:
        return known
    draft.add_field(happening, subject.label, subject.type)
    happened = draft.add_field(happening, f"{happening.label} date", bp.DATE, event.span)
    recording = draft.operation(
        "record", happening, "create", f"Record that {article(happening.label)} has taken place.", event.span
    )
    recording.values[happened] = bp.Name(name="today")
    draft.add_field(record, subject.label, subject.type)
    name = draft.add_field(record, day.label if day else "day", bp.DATE, day.span if day else unit.span)
    operation = draft.operation(verb, record, "create", span=unit.span)
    for given in (subject.name, name):
        operation.inputs[given] = bp.Parameter(name=given, type=record.fields[given].type)
    values = tuple((given, bp.Name(name=given)) for given in (subject.name, name))
    operation.steps.append(bp.Create(entity=record.id, values=values, name=f"new_{record.name}"))
    operation.result = bp.Name(name=f"new_{record.name}")
    booking = Booking(subject, record, happening, operation, name, happened)
    draft.remember(booking)
    return booking


def _last_time(booking: Booking) -> str:
    """The derivation that gives the last day on which the event took place; absent where it never did."""
    event, subject = booking.event, booking.subject
    name = f"last_{event.name}"
    subject.derivations[name] = bp.Derivation(
        id=f"derivation.{subject.name}.{name}", name=name, label=f"last {event.label}", type=bp.DATE,
        value=over("largest", event.name, same(f"{event.name}.{subject.name}", "it"), f"{event.name}.{booking.happened}"),
        summary=f"the day of the last {event.label}",
    )  # fmt: skip
    return name


def _gap(draft: Draft, booking: Booking, gap: Bound, unit: Unit, shown: bool) -> list[str]:
    """So much time after the last event: before that, asking is refused."""
    assert isinstance(gap.value, Duration)
    days = int(gap.value.value) + (1 if gap.op == "<=" else 0)
    kind = unit_of_time(gap.value)
    booking.firsts.append(First(_last_time(booking), days, kind))
    made = [
        first_day(draft, booking),
        booking.operation.id,
        booking.record.id,
        booking.event.id,
        f"operation.record_{booking.event.name}",
    ]
    possible = bp.path(booking.subject.name, "first_possible_day")
    if shown:
        step = bp.Perform(
            skill="skill.earliest_day",
            arguments=(("wanted", bp.Name(name=booking.day)), ("first", possible)),
            name="possible_day",
        )
        booking.operation.steps.insert(0, step)
    else:
        reason = f"{article(booking.record.label).capitalize()} is only possible {days} {kind} after the last {booking.event.label}."
        guard = draft.guard(
            f"{booking.operation.name} interval", compare(booking.day, ">=", possible), reason, unit.span, booking.day
        )
        booking.operation.guards.append(guard)
        made.append(guard.id)
    return made


def first_day(draft: Draft, booking: Booking) -> str:
    """ "first possible day": the latest of today and of the days that what happened before allows."""
    today = bp.Name(name="today")
    terms = tuple(
        bp.Conditional(test=present(f"it.{first.field}"), then=first.day("it"), otherwise=today)
        for first in booking.firsts
    )
    name, subject = "first_possible_day", booking.subject
    subject.derivations[name] = bp.Derivation(
        id=f"derivation.{subject.name}.{name}", name=name, label="first possible day", type=bp.DATE,
        value=bp.Extreme(which="largest", terms=(today, *terms)), summary=f"the first day on which {article(booking.record.label)} is possible",
    )  # fmt: skip
    return f"derivation.{subject.name}.{name}"
