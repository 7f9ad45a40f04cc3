"""Reads what appears on a rhythm and is filled from what was handed in: deadline, number, order, carrying over, who gets it."""

from __future__ import annotations

from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Date, Measure, Recurrence, TimeOfDay, Weekdays
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, compare, no, over, same, update
from autogenesis.language._text import Span
from autogenesis.language.readings._measures import value_of
from autogenesis.language.readings._screening import sender_of, taker
from autogenesis.language.readings._states import in_state, row_input
from autogenesis.language.readings._votes import Outcomes

_SEND = "mail|send|publish|print|issue|distribute|deliver|post"
_COME = "arrive|come|reach"


@dataclass
class Periodical:
    """What is sent out on a rhythm; `what` appears in issues, filled from `thing`."""

    what: str
    verb: str
    recurrence: Recurrence
    anchor: Date
    unit: Unit
    lead: int = 0
    time: TimeOfDay | None = None
    thing: EntityDraft | None = None
    capacity: int | None = None
    leading: tuple[str, str, str] | None = None
    one_each: bool = False
    issue: str = "issue"
    cancel: Unit | None = None
    said: dict[str, Span] = field(default_factory=dict)
    """Where the text says what."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The fields that say in which issue a row is, at which place, whether it went out, the first it may be in; who sets them."""

    issue: str
    place: str
    sent: str
    earliest: str
    operation: str


def read_rhythm(unit: Unit, draft: Draft) -> None:
    """ "We mail a newsletter every second Thursday at 07:00; the first went out on 8 January 2026." """
    match = find(
        unit, f"we|NP MODAL? V({_SEND})=verb out? NP=what out? Q.Recurrence=when ... Q.Date=first", f"NP=what BE V.part|past({_SEND})=verb out? Q.Recurrence=when ... Q.Date=first",
        "NP=what V(appear)=verb Q.Recurrence=when ... Q.Date=first",
    )  # fmt: skip
    when, first = (match.literal("when"), match.literal("first")) if match else (None, None)
    if (
        match is None
        or not isinstance(when, Recurrence)
        or not isinstance(first, Date)
        or first.year is None
        or when.unit != "week"
        or len(when.weekdays) != 1
    ):
        return
    draft.remember(Periodical(match["what"].label, match["verb"].head, when, first, unit))


def read_cutoff(unit: Unit, draft: Draft) -> None:
    """ "Whatever arrives after noon on the Tuesday before is kept for the following issue." """
    periodical = draft.recall(Periodical)
    match = find(
        unit, f"whatever|anything|everything|what|NP that? V({_COME}) after|past Q.TimeOfDay=time on the? Q.Weekdays=day before ,? ( BE V.part|past | V | NP(go|wait|move) ) for|into|in|to NP=issue",
        f"whatever|anything|what|NP V.past|part({_COME}) after Q.TimeOfDay=time on the? Q.Weekdays=day before ... for|into|in NP=issue",
    )  # fmt: skip
    time, day = (match.literal("time"), match.literal("day")) if match else (None, None)
    if (
        match is None
        or periodical is None
        or not isinstance(time, TimeOfDay)
        or not isinstance(day, Weekdays)
        or len(day.days) != 1
    ):
        return
    periodical.lead = (periodical.recurrence.weekdays[0] - day.days[0]) % 7
    periodical.time = time
    periodical.issue = match["issue"].head
    periodical.said["cutoff"] = unit.span


def read_filling(unit: Unit, draft: Draft) -> None:
    """ "An issue holds ten pieces: events first, by date, then the rest in order of arrival." """
    periodical = draft.recall(Periodical)
    match = find(unit, "NP=issue V(hold|contain|have|carry|take) ( at most )? Q=count")
    count = match.literal("count") if match else None
    things = [
        e
        for e in draft.entities.values()
        if match and (e.words[-1:] == (match["count"].noun,) or match["count"].noun in e.synonyms)
    ]
    if (
        match is None
        or periodical is None
        or count is None
        or not things
        or not isinstance(getattr(count, "value", None) if not isinstance(count, Measure) else count, Measure)
    ):
        return
    thing = things[0]
    periodical.thing, periodical.capacity, periodical.issue = thing, int(value_of(count)), match["issue"].head
    first = find(unit, "NP=kind Q.Number , by NP=date", "NP=kind first ,? by NP=date")
    if first is not None:
        for f in thing.fields.values():
            date = next((g.name for g in thing.fields.values() if g.type.kind == "date"), None)
            if f.type.kind == "choice" and first["kind"].head in f.type.choices and date is not None:
                periodical.leading = (f.name, first["kind"].head, date)
    periodical.said["filling"] = unit.span


def read_not_twice(unit: Unit, draft: Draft) -> None:
    """ "What does not fit opens the next issue", "No sender appears twice in one issue", "Whoever has cancelled never gets another issue"."""
    periodical = draft.recall(Periodical)
    if periodical is None:
        return
    spare = find(
        unit,
        "what|whatever BE|do not V(fit) ( V(open|go|come|start|wait) | NP(go|wait) | open ) into|in|to|for? NP",
        "NP that BE|do not V(fit) ( V(open|go|come|start|wait) | NP(go|wait) | open ) into|in|to|for? NP",
    )
    twice = find(unit, "NP=who V(appear|be|stand) Q.Times in Q|NP", "nobody V(appear) Q.Times in Q|NP")
    gone = "( V.part|past(cancel|unsubscribe|leave) | unsubscribed )"
    cancelled = find(
        unit,
        f"whoever HAVE? {gone} never V(get|receive)",
        f"whoever HAVE? {gone} V(get|receive) NP=none",
        f"NP who HAVE? {gone} never? V(get|receive) NP=none",
        "whoever V.s(cancel|unsubscribe|leave) V(get|receive) NP=none",
    )
    if (
        cancelled is not None
        and "none" in cancelled
        and cancelled["none"].determiner != "no"
        and find(unit, "never") is None
    ):
        cancelled = None
    if spare is not None:
        periodical.said["carried"] = unit.span
    if twice is not None and ("who" not in twice or twice["who"].determiner == "no"):
        periodical.one_each = True
        periodical.said["one_each"] = unit.span
    if cancelled is not None:
        periodical.cancel = unit


def read_periodical(unit: Unit, draft: Draft) -> None:
    """All that was said of what appears on a rhythm, put together."""
    periodical = draft.recall(Periodical)
    if (
        periodical is None
        or periodical.unit is not unit
        or periodical.thing is None
        or taker(draft, periodical.thing) is None
    ):
        return
    thing = periodical.thing
    placed = _placed(periodical, thing, draft)
    made = [*_planned(periodical, thing, placed, draft), *_sent(periodical, thing, placed, draft)]
    draft.claim(unit.span, "periodical", made)
    for name in ("cutoff", "filling", "carried", "one_each"):
        if name in periodical.said:
            draft.claim(periodical.said[name], f"periodical_{name}", made)


def _anchor(periodical: Periodical) -> bp.Literally:
    first = periodical.anchor
    return bp.Literally(type=bp.DATE, value=f"{first.year:04}-{first.month:02}-{first.day:02}")


def _earliest(periodical: Periodical) -> bp.Expression:
    """The first issue whose deadline has not passed."""
    every = 7 * periodical.recurrence.every
    lead: bp.Expression = bp.whole(periodical.lead)
    if periodical.time is not None:
        clock = bp.Literally(type=bp.TIME, value=f"{periodical.time.hour:02}:{periodical.time.minute:02}")
        late = compare(bp.Part(of=bp.Name(name="now"), part="time"), ">", clock)
        lead = bp.Conditional(test=late, then=bp.whole(periodical.lead + 1), otherwise=lead)
    day = bp.Shift(moment=bp.Name(name="today"), amount=lead, unit="days")
    passed = bp.Between(start=_anchor(periodical), end=day, unit="days")
    issues = bp.Rounded(way="up", value=bp.Arithmetic(operator="/", left=passed, right=bp.whole(every)))
    return bp.Shift(
        moment=_anchor(periodical), amount=bp.Arithmetic(operator="*", left=issues, right=bp.whole(every)), unit="days"
    )


def _placed(periodical: Periodical, thing: EntityDraft, draft: Draft) -> Placed:
    """What is handed in gets no place at first, and a first issue that it may still be in."""
    earliest = draft.add_field(thing, f"earliest {periodical.issue}", bp.DATE, required=False)
    operation = taker(draft, thing)
    assert operation is not None
    operation.values[earliest] = _earliest(periodical)
    issue = draft.add_field(
        thing, periodical.issue, bp.DATE, required=False, summary=f"the day of the {periodical.issue} it is planned for"
    )
    place = draft.add_field(thing, "place", bp.INTEGER, required=False, summary=f"its place in the {periodical.issue}")
    sent = draft.add_field(
        thing, f"{participle_of(periodical.verb)} out", bp.BOOLEAN, required=False, default=bp.truth(False)
    )
    for name in (issue, place):
        operation.values[name] = bp.nothing()
    operation.values[sent] = bp.truth(False)
    draft.assume(f"The {periodical.issue}s are counted from {periodical.anchor.text}.", periodical.anchor.span)
    return Placed(issue, place, sent, earliest, operation.id)


def _planned(periodical: Periodical, thing: EntityDraft, placed: Placed, draft: Draft) -> list[str]:
    """Whenever something is accepted, all that waits is placed anew."""
    outcomes = draft.recall(Outcomes)
    good = outcomes.good if outcomes is not None else None
    name, issue = thing.name, placed.issue
    waiting = [no(bp.path(name, placed.sent)), *([in_state(name, good)] if good else [])]
    leading: bp.Expression = bp.nothing()
    if periodical.leading is not None:
        kind, value, date = periodical.leading
        constant = bp.Literally(type=thing.fields[kind].type, value=value)
        leading = bp.Conditional(
            test=same(f"{name}.{kind}", constant), then=bp.path(name, date), otherwise=bp.nothing()
        )
    fields = (
        ("key", bp.path(name, "id")),
        ("earliest", bp.path(name, placed.earliest)),
        ("owner", bp.path(name, sender_of(draft, thing))),
        ("leading", leading),
    )
    entries = bp.Records(entity=thing.id, name=name, where=both(*waiting), fields=fields)
    arguments: list[tuple[str, bp.Expression]] = [
        ("entries", entries),
        ("every", bp.whole(7 * periodical.recurrence.every)),
    ]
    if periodical.capacity is not None:
        arguments.append(("capacity", bp.whole(periodical.capacity)))
    if periodical.one_each:
        arguments.append(("one_each", bp.truth(True)))
    rows = over("rows", name, same(f"{name}.id", "line.key"))
    steps: tuple[bp.Statement, ...] = (
        bp.Perform(skill="skill.filled_issues", arguments=tuple(arguments), name="plan"),
        bp.Each(name="line", rows=bp.Name(name="plan"), steps=(bp.Each(name=name, rows=rows, steps=(update(name, **{issue: "line.day", placed.place: "line.place"}),)),)),
    )  # fmt: skip
    trigger = (
        bp.Trigger(on="changed", entity=thing.id, field="status") if good else bp.Trigger(on="created", entity=thing.id)
    )
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.plan_{periodical.issue}s"), spans=(periodical.unit.span,), summary=f"Place what waits in the {periodical.issue}s to come.",
        trigger=trigger, when=in_state("it", good) if good else None, steps=steps,
    )  # fmt: skip
    draft.reactions.append(reaction)
    return [reaction.id, placed.operation]


def _cancelling(cancel: Unit, reader: EntityDraft, draft: Draft) -> tuple[bp.Expression, str]:
    """Who has not cancelled, and the operation that cancels."""
    gone = draft.add_field(reader, "cancelled", bp.BOOLEAN, cancel.span, required=False, default=bp.truth(False))
    reader.later.add(gone)
    operation = draft.operation(
        "cancel", reader, "change", f"Note that {article(reader.label)} wants no more.", cancel.span
    )
    row_input(operation, reader)
    operation.steps.append(update(reader.name, **{gone: bp.truth(True)}))
    draft.claim(cancel.span, "cancelled_for_good", [operation.id])
    return same(f"{reader.name}.{gone}", bp.truth(False)), operation.id


def _contents(thing: EntityDraft, place: str, today: bp.Expression) -> bp.Records:
    """What the issue of the day holds, in its order."""
    texts = [
        f.name
        for f in thing.fields.values()
        if f.type.kind in {"text", "choice", "date"} and f.required and f.name != "status" and "mail" not in f.name
    ]
    return bp.Records(
        entity=thing.id,
        name=thing.name,
        where=today,
        order=(bp.path(thing.name, place),),
        fields=(("key", bp.path(thing.name, "id")), *((t, bp.path(thing.name, t)) for t in texts)),
    )


def _sent(periodical: Periodical, thing: EntityDraft, placed: Placed, draft: Draft) -> list[str]:
    """On the day, the issue goes to everybody who has not cancelled."""
    reader = draft.entity("recipient", confidence=0.6)
    draft.actor("recipient", row=reader)
    draft.add_field(reader, "name", bp.TEXT, required=False)
    draft.assume(f"Whoever gets the {periodical.what} is kept as a recipient.", periodical.unit.span)
    made = [reader.id]
    where: bp.Expression | None = None
    if periodical.cancel is not None:
        where, cancelling = _cancelling(periodical.cancel, reader, draft)
        made.append(cancelling)
    name = thing.name
    today = both(same(f"{name}.{placed.issue}", "today"), no(bp.path(name, placed.sent)))
    records = _contents(thing, placed.place, today)
    recurrence = periodical.recurrence
    clock = f"{recurrence.at.hour:02}:{recurrence.at.minute:02}" if recurrence.at else "00:00"
    notify = bp.Notify(
        to=bp.Recipient(person=bp.Name(name=reader.name)), type=periodical.issue, text=bp.Sentence(parts=(f"The {periodical.what} of ", bp.Name(name="today"), ".")),
        data=((snake(thing.plural), records),),
    )  # fmt: skip
    schedule = bp.Schedule(
        id=draft.unique(f"schedule.{periodical.issue}"), spans=(periodical.unit.span,), summary=f"Send the {periodical.what}.",
        recurrence=bp.Recurrence(every=recurrence.every, unit="week", weekdays=tuple(d + 1 for d in recurrence.weekdays), at=clock, anchor=str(_anchor(periodical).value)),
        steps=(bp.Each(name=reader.name, rows=over("rows", reader.name, where), steps=(notify,)),
               bp.Each(name=name, rows=over("rows", name, today), steps=(update(name, **{placed.sent: bp.truth(True)}),))),
    )  # fmt: skip
    draft.schedules.append(schedule)
    return [*made, schedule.id]
