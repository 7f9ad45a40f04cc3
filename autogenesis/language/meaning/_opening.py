"""Reads when a place is open and when it is not: "The lock is not operated between 22:00 and 05:00, nor on 25 December"."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._restating import wording
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import absent, both, either, no
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._booking import BOOKING
from autogenesis.language.meaning._hours_said import Hours, hours_said
from autogenesis.language.meaning._members import give_day
from autogenesis.language.meaning._naming import stands_for_people
from autogenesis.language.meaning._placing import IT, kept
from autogenesis.language.readings._inventories import singular

_USED = r"(?:used|booked|reserved|rented|hired|visited|entered|borrowed|played(?:\s+on)?|made|taken|requested)"
_CLOSED = (
    r"(?:(?:is|are)\s+(?:closed|shut|not\s+(?:open|operated|in\s+operation|in\s+use|available|manned|staffed)|out\s+of\s+operation)"
    r"|(?:does|do)(?:\s+not|n['’]t)\s+(?:open|operate|run|work)"
    rf"|(?:cannot|can\s*not|can['’]t|must\s+not|may\s+not)\s+be\s+{_USED}|(?:is|are)\s+not\s+possible)"
)
_OPEN = (
    r"(?:(?:is|are)\s+(?:only\s+)?(?:open|operated|in\s+operation|available|manned|staffed|possible)|opens?|operates?|runs?"
    rf"|(?:can|may)\s+(?:only\s+)?be\s+{_USED})"
)
_SAID = regex(
    rf"^(?:(?P<we>we)|(?:the|our|an?|each|every|all)?\s*(?P<who>[a-z][\w-]*(?:\s[a-z][\w-]*){{0,2}}?))\s+"
    rf"(?:(?P<closed>{_CLOSED})|(?P<open>{_OPEN}))\s+(?:only\s+)?(?P<when>.+)$",
    re.I,
)
_HELD = regex(
    r"^(?:the|our|all|an?|each|every)?\s*(?P<who>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+"
    r"(?P<open>(?:is|are|takes?\s+place|happens?|(?:is|are)\s+(?:held|given|offered)|(?:can|may)\s+(?:only\s+)?take\s+place))"
    r"\s+(?:only\s+)?(?P<when>(?:on|from|between|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|daily|every\s+day)\b.+)$",
    re.I,
)
_WORKING = regex(
    r"^(?P<we>we)(?P<who>)\s+(?P<open>[a-z]+)\s+(?P<when>(?:only\s+)?(?:on|from|between|daily|every)\b.+)$", re.I
)
_AHEAD = regex(
    r"^(?P<when>(?:on|from|between|in|during)\s[^,;]+?),?\s+(?P<rest>(?:we|the|our|no|nobody|no one)\s.+)$", re.I
)
_NOBODY = regex(
    r"^(?:nobody|no\s+one)\s+(?:can|may)\s+(?P<verb>book|reserve|rent|hire|use|enter|visit)\s+(?:an?|the|any)\s+(?P<who>[a-z][\w-]*)\s+(?P<when>.+)$",
    re.I,
)
_BOTH = regex(
    r"^(?:(?P<we>we)|(?:the|our|an?)\s+(?P<who>[a-z][\w-]*(?:\s[a-z][\w-]*)?))\s+opens?\s+(?P<first>at\s+[\w:.]+)\s+and\s+closes?\s+at\s+(?P<last>[\w:.]+)$",
    re.I,
)
_DATED = ("start", "begin", "beginning", "from", "arrival", "departure", "pickup", "wanted", "date", "day", "time")
_NOT_SO = frozenset({"birth", "due", "expiry", "end", "until", "return", "paid", "inspection", "last"})
_ENDING = frozenset({"start", "begin", "beginning", "end"})
_ENDS = frozenset({"end", "until", "to", "return"})
_WEEK = range(7)
_REQUESTING = frozenset({"reserve", "request"})


@dataclass(frozen=True, slots=True)
class Planned:
    """What is made for a moment to come: when it begins and, where that is kept, when it ends."""

    entity: EntityDraft
    start: bp.Expression
    end: bp.Expression | None
    daily: bool
    """Whether only the day is kept."""
    optional: str | None = None


def read_opening(draft: Draft) -> None:
    """Every sentence that says no more than when something may be had."""
    for unit in draft.units:
        if not draft.claimed(unit.span) and f"opening@{unit.id}" not in draft.barred:
            _read(unit, draft)


def settle_closed_days(draft: Draft) -> None:
    """Days on which there is nothing, where no rule of the text counts by them: nothing is booked for them."""
    used = _mentioned(draft)
    for calendar in draft.calendars.values():
        if calendar.name != "open days" or calendar.id in used or len(calendar.weekdays) == len(_WEEK):
            continue
        claims = [c for c in draft.claims if calendar.id in c.elements and c.pattern == "calendar"]
        made = [
            _kept(
                each,
                (Hours(days=frozenset(day - 1 for day in calendar.weekdays)),),
                True,
                _clause(c.span, draft),
                draft,
            )
            for each in _planned(draft)
            for c in claims[:1]
        ]
        for claim in claims:
            if made:
                draft.claim(claim.span, "opening", [calendar.id, *(each for each in made if each is not None)])


def _mentioned(draft: Draft) -> set[str]:
    """The calendars that some rule counts by."""
    held = [
        *(d for e in draft.entities.values() for d in (*e.derivations.values(), *e.invariants, *e.automatic.values())),
        *(x for o in draft.operations.values() for x in (*o.guards, *o.steps, *o.values.values())),
        *draft.reactions,
        *draft.timers,
        *draft.schedules,
    ]
    names = {"calendar"}
    return {
        str(value)
        for each in held
        for part in bp.parts_within(each)
        for name in names & set(type(part).model_fields)
        if (value := getattr(part, name)) is not None
    }


def _read(unit: Unit, draft: Draft) -> None:
    text = " ".join((wording(unit.sentence, unit.parts) if unit.parts else unit.text).split()).rstrip(" .")
    ahead = _AHEAD.match(text)
    said = f"{ahead['rest']} {ahead['when']}" if ahead is not None else text
    nobody = _NOBODY.match(said)
    said = f"the {nobody['who']} is closed {nobody['when']}" if nobody is not None else said
    match = _SAID.match(said)
    held = _held(said, draft) if match is None or hours_said(match["when"]) is None else None
    match = held or match or _at_work(said)
    whole = _BOTH.match(text)
    if whole is not None:
        match, groups, opens = whole, hours_said(f"from {whole['first'][3:]} to {whole['last']}"), True
    elif match is not None:
        groups, opens = hours_said(match["when"]), held is not None or match["open"] is not None
    else:
        return
    if match is None or groups is None or (opens and not any(_bounds(g) for g in groups)):
        return
    who = (match["who"] or "").lower()
    thing = draft.find_entity(singular(who)) if who else None
    clause = _clause(unit.span, draft)
    before = draft.mark()
    if any(g.start or g.end for g in groups):
        _with_hours(draft, thing)
    planned = _planned(draft, thing if held is not None else None)
    found = [_kept(each, groups, opens, clause, draft) for each in planned if thing is None or _of(each, thing)]
    if not found or any(each is None for each in found):
        draft.back_to(before)
        return
    draft.assume(
        f"“{text}”: this is said of the time for which something is wanted, not of when that is entered.", unit.span
    )
    _forget_use(unit, draft)
    draft.claim(unit.span, "opening", [each for each in found if each is not None])


def _at_work(text: str) -> re.Match[str] | None:
    """ "We broadcast from 06:00 to 22:00": whatever it is that we do."""
    match = _WORKING.match(text)
    hours = hours_said(match["when"]) if match is not None else None
    return match if hours and all(each.start and each.end for each in hours) else None


def _held(text: str, draft: Draft) -> re.Match[str] | None:
    """ "Lessons are between 8:00 and 12:00": said of what has a time itself."""
    match = _HELD.match(text)
    thing = draft.find_entity(singular(match["who"].lower())) if match is not None else None
    return match if thing is not None and _moments(thing) is not None else None


def _with_hours(draft: Draft, thing: EntityDraft | None) -> None:
    """What is booked by the hour has a start and an end, which are moments and not days."""
    for each in _planned(draft):
        if thing is None or _of(each, thing):
            for name, f in list(each.entity.fields.items()):
                if f.type.kind == "date" and f.label.lower() in _ENDING and name not in each.entity.later:
                    give_day(draft, each.entity, name)


def _forget_use(unit: Unit, draft: Draft) -> None:
    """That a room "can be used" then is no deed: nobody notes that it was used."""
    for operation in list(draft.operations.values()):
        inside = operation.spans and all(unit.span[0] <= s[0] and s[1] <= unit.span[1] for s in operation.spans)
        if operation.kind != "change" or not inside or operation.entity is None or operation.guards or operation.actors:
            continue
        draft.operations.pop(operation.name)
        for step in operation.steps:
            for name in dict(step.values) if isinstance(step, bp.Update) else ():
                if name in operation.entity.later and name.endswith("_at"):
                    operation.entity.fields.pop(name, None)
                    operation.entity.later.discard(name)


def _bounds(group: Hours) -> bool:
    return bool(group.start or group.end or group.first or not group.everyday)


def _clause(span: tuple[int, int], draft: Draft) -> Clause:
    return Clause(span, draft.text.at(span))


def _of(planned: Planned, thing: EntityDraft) -> bool:
    return planned.entity is thing or planned.entity.reference_to(thing) is not None


def _planned(draft: Draft, named: EntityDraft | None = None) -> list[Planned]:
    """What people ask for, book or reserve for a moment to come; and what is named, whoever enters it."""
    made = []
    for entity in draft.entities.values():
        creating = [o for o in draft.operations.values() if o.entity is entity and o.kind == "create"]
        asked = any(
            o.verb in BOOKING or classes_of(*o.verb.partition(" ")[::2]) & _REQUESTING or o.verb == "make"
            for o in creating
        )
        if (asked or entity is named) and not stands_for_people(entity, draft):
            found = _moments(entity)
            made += [found] if found is not None else []
    return made


def _moments(entity: EntityDraft) -> Planned | None:
    given = [f for f in entity.fields.values() if f.name not in entity.later]
    at = {n: bp.Get(of=IT, field=n) for n in entity.fields}
    moments = [f for f in given if f.type.kind == "datetime"]
    words = {f.name: set(f.label.lower().split()) for f in given}
    starts = [f for f in moments if not words[f.name] & _NOT_SO]
    starts.sort(key=lambda f: min([i for i, word in enumerate(_DATED) if word in words[f.name]], default=99))
    end = next((f for f in moments if words[f.name] & _ENDS), None)
    if starts:
        optional = starts[0].name if not starts[0].required else None
        return Planned(entity, at[starts[0].name], at[end.name] if end is not None else None, False, optional)
    dates = [f for f in given if f.type.kind == "date" and not words[f.name] & _NOT_SO]
    if not dates:
        return None
    day = at[dates[0].name]
    optional = dates[0].name if not dates[0].required else None
    times = [f for f in given if f.type.kind == "time"]
    first = next((f for f in times if not words[f.name] & _ENDS), None)
    last = next((f for f in times if words[f.name] & _ENDS), None)
    if first is None:
        return Planned(entity, bp.Part(of=day, part="start"), None, True, optional)
    ended = bp.Moment(date=day, time=at[last.name]) if last is not None else None
    return Planned(entity, bp.Moment(date=day, time=at[first.name]), ended, False, optional)


def _kept(planned: Planned, groups: tuple[Hours, ...], opens: bool, clause: Clause, draft: Draft) -> str | None:
    """The rule that what is planned lies in the hours, or outside of them; None where no hour of it is kept."""
    if planned.daily and any(g.start or g.end for g in groups):
        return None
    groups = _inherited(groups) if opens else groups
    if opens:
        requires = both(
            either(*(_within(planned, g) for g in groups if not g.but)),
            *(no(_on(planned.start, g)) for g in groups if g.but),
        )
    else:
        requires = both(*(term for g in groups for term in _outside(planned, g)))
    if planned.optional is not None:
        requires = either(absent(f"it.{planned.optional}"), requires)
    return kept(planned.entity, requires, "open_then" if opens else "closed_then", clause, draft)


def _inherited(groups: tuple[Hours, ...]) -> tuple[Hours, ...]:
    """ "from 08:00 to 23:00, on Sundays until 20:00": what is said of some days holds instead of what is said of all."""
    made: list[Hours] = []
    named = frozenset(day for g in groups if not g.everyday and not g.but and (g.start or g.end) for day in g.days)
    start = ""
    for group in groups:
        days = group.days - named if group.everyday and (group.start or group.end) and not group.but else group.days
        start = group.start or (start if group.end else "")
        made.append(Hours(days, start, group.end, group.first, group.last, group.but))
    return tuple(made)


def _on(moment: bp.Expression, group: Hours) -> bp.Expression:
    """That the day of a moment is one of the group."""
    terms: list[bp.Expression] = []
    if not group.everyday:
        weekday = bp.Part(of=moment, part="weekday")
        terms.append(either(*(_equals(weekday, day + 1) for day in sorted(group.days))))
    if group.first:
        first, last = divmod(group.first, 100), divmod(group.last, 100)
        after, before = _from_day(moment, *first), _until_day(moment, *last)
        terms.append(both(after, before) if first <= last else either(after, before))
    return both(*terms) if terms else bp.truth(True)


def _from_day(moment: bp.Expression, month: int, day: int) -> bp.Expression:
    later = bp.Compare(relation=">", left=bp.Part(of=moment, part="month"), right=bp.whole(month))
    within = bp.Compare(relation=">=", left=bp.Part(of=moment, part="day"), right=bp.whole(day))
    return either(later, both(_equals(bp.Part(of=moment, part="month"), month), within))


def _until_day(moment: bp.Expression, month: int, day: int) -> bp.Expression:
    earlier = bp.Compare(relation="<", left=bp.Part(of=moment, part="month"), right=bp.whole(month))
    within = bp.Compare(relation="<=", left=bp.Part(of=moment, part="day"), right=bp.whole(day))
    return either(earlier, both(_equals(bp.Part(of=moment, part="month"), month), within))


def _equals(value: bp.Expression, number: int) -> bp.Expression:
    return bp.Compare(relation="==", left=value, right=bp.whole(number))


def _within(planned: Planned, group: Hours) -> bp.Expression:
    """That it begins and ends in the open hours of one day of the group."""
    terms = [_on(planned.start, group)]
    clock = bp.Part(of=planned.start, part="time")
    day = bp.Part(of=planned.start, part="date")
    if group.start:
        terms.append(bp.Compare(relation=">=", left=clock, right=_time(group.start)))
    if not group.end:
        return both(*terms)
    midnight = group.end == "00:00"
    close = bp.Part(of=day, part="end") if midnight else bp.Moment(date=day, time=_time(group.end))
    if group.start and group.end < group.start and not midnight:  # open over midnight
        early = bp.Compare(relation="<", left=clock, right=_time(group.end))
        next_day = bp.Shift(moment=close, amount=bp.whole(1), unit="days")
        inside = either(terms.pop(), early)
        last = bp.Conditional(test=early, then=close, otherwise=next_day)
        ended = bp.Compare(relation="<=", left=planned.end, right=last) if planned.end is not None else bp.truth(True)
        return both(*terms, inside, ended)
    terms.append(bp.Compare(relation="<", left=planned.start, right=close))
    if planned.end is not None:
        terms.append(bp.Compare(relation="<=", left=planned.end, right=close))
    return both(*terms)


def _outside(planned: Planned, group: Hours) -> list[bp.Expression]:
    """That it neither begins nor ends in the closed time, nor goes on over it."""
    if not (group.start or group.end):
        terms: list[bp.Expression] = [no(_on(planned.start, group))]
        if planned.end is None:
            return terms
        last = bp.Shift(moment=planned.end, amount=bp.whole(-1), unit="minutes")  # midnight is still the day before
        return [*terms, no(_on(last, group))]
    start, end = group.start or "00:00", group.end or "00:00"
    clock = bp.Part(of=planned.start, part="time")
    late = bp.Compare(relation=">=", left=clock, right=_time(start))
    early = bp.Compare(relation="<", left=clock, right=_time(end)) if end != "00:00" else None
    inside = late if early is None else both(late, early) if start < end else either(late, early)
    within: list[bp.Expression] = [
        no(both(_on(planned.start, group), inside) if _on(planned.start, group) != bp.truth(True) else inside)
    ]
    if planned.end is None:
        return within
    day = bp.Part(of=planned.start, part="date")
    soon = bp.Compare(relation="<=", left=clock, right=_time(start))
    tomorrow = bp.Shift(moment=day, amount=bp.whole(1), unit="days")
    closing = bp.Moment(date=bp.Conditional(test=soon, then=day, otherwise=tomorrow), time=_time(start))
    on = _on(closing, group)
    free = bp.Compare(relation="<=", left=planned.end, right=closing)
    return [*within, free if on == bp.truth(True) else either(no(on), free)]


def _time(said: str) -> bp.Expression:
    return bp.Literally(type=bp.TIME, value=said)


__all__ = ["read_opening", "settle_closed_days"]
