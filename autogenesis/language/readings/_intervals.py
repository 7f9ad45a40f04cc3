"""Reads how soon something may happen again: intervals after the last time, pauses, and how often within a period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import both, compare, over, present, same, shift
from autogenesis.language._words import head_kind
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._outlines import scenario_of

Day = Callable[[str], bp.Expression]
"""The day from which on something is possible for the row at a path; absent where nothing stands in the way."""
_SKIPPED = frozenset({"last", "latest", "previous", "former", "earlier", "preceding", "recent", "most"})


@dataclass
class Booking:
    """What is asked for (`record`) for rows of `subject`, on the day `day`, and what stands in the way of days."""

    subject: EntityDraft
    record: EntityDraft
    event: EntityDraft
    operation: OperationDraft
    day: str
    happened: str
    firsts: list[Day] = field(default_factory=list)
    limits: list[Callable[[str, bp.Expression], bp.Expression]] = field(default_factory=list)


def read_interval(unit: Unit, draft: Draft) -> None:
    """ "Given a last service under 90 days before the wanted day, when a visit is requested, then it is refused";
    "A visit less than 90 days after the last service is refused"."""
    if draft.claimed(unit.span) or draft.primary is None:
        return
    if unit.block.kind == "gherkin":
        _scenario(unit, draft)
        return
    match = find(
        unit,
        "NP=what Q.Bound=gap after NP=event MODAL? BE be? V.part(refuse|reject|decline|deny)",
        "NP=what MODAL? BE? be? V.part(refuse|reject|decline|deny) Q.Bound=gap after NP=event",
        "no NP=what BE V.part(give|grant|make|accept|book) Q.Bound=gap after NP=event",
    )
    gap = match.literal("gap") if match else None
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


def last_time(booking: Booking, row: str) -> bp.Expression:
    """The last day on which the event took place for a row; absent where it never did."""
    event = booking.event.name
    return over("largest", event, same(f"{event}.{booking.subject.name}", row), f"{event}.{booking.happened}")


def _gap(draft: Draft, booking: Booking, gap: Bound, unit: Unit, shown: bool) -> list[str]:
    """So much time after the last event: before that, asking is refused."""
    assert isinstance(gap.value, Duration)
    days = int(gap.value.value) + (1 if gap.op == "<=" else 0)
    kind = unit_of_time(gap.value)
    booking.firsts.append(lambda row: shift(last_time(booking, row), days, kind))
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
    terms = tuple(bp.Conditional(test=present(f("it")), then=f("it"), otherwise=today) for f in booking.firsts)
    name, subject = "first_possible_day", booking.subject
    subject.derivations[name] = bp.Derivation(
        id=f"derivation.{subject.name}.{name}", name=name, label="first possible day", type=bp.DATE,
        value=bp.Extreme(which="largest", terms=(today, *terms)), summary=f"the first day on which {article(booking.record.label)} is possible",
    )  # fmt: skip
    return f"derivation.{subject.name}.{name}"


def read_quota(unit: Unit, draft: Draft) -> None:
    """ "Given a pupil with 4 or a teacher with 6 visits in the last 365 days, then no ticket is given"."""
    booking = draft.recall(Booking)
    match = find(
        unit,
        "NP=first with|having Q=few ( or NP=second with|having Q=many )? in|within|over|during the? last|past? Q.Duration=period",
    )
    period = match.literal("period") if match else None
    if booking is None or match is None or not isinstance(period, Duration) or draft.claimed(unit.span):
        return
    denied = [
        u
        for u in (scenario_of(draft, unit.block.scenario, "then") if unit.block.kind == "gherkin" else (unit,))
        if _denied(u, booking)
    ]
    if not denied:
        return
    kinds = [(match["first"], match["few"])]
    if "second" in match:
        kinds.append((match["second"], match["many"]))
    made = []
    for who, count in kinds:
        guard = _quota(draft, booking, who, int(getattr(count.literal, "value", 0)), period, unit)
        if guard is not None:
            booking.operation.guards.append(guard)
            made.append(guard.id)
    if len(made) == len(kinds):
        for each in (unit, *denied):
            draft.claim(each.span, "quota", made)


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
