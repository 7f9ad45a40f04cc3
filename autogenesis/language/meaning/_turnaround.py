"""Reads by when things are ready: "ready by 17:00 on the third working day after receipt", and from what hour the next day counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._literals import TimeOfDay
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, compare
from autogenesis.language._text import Span
from autogenesis.language.meaning._kinds_said import kinds_said
from autogenesis.language.meaning._naming import stands_for_people
from autogenesis.language.meaning._scope import Row
from autogenesis.language.meaning._swapping import IT, swapped
from autogenesis.language.readings._due_dates import entered
from autogenesis.language.readings._inventories import singular

_ORDINALS = {"next": 1, "same": 0, "following": 1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "tenth": 10}  # fmt: skip
_NUMBERS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
    "fourteen": 14,
}
_TIME = r"(?:\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|noon|midday|midnight)"
_WORKING = r"(?:(?P<open>working|business|open|opening|office)[- ])?"
_DONE = r"(?P<done>ready|due|done|finished|completed|delivered|shipped|returned|dispatched|collected|repaired|answered|served|handed back|sent(?: out| back)?)"
_RECEIPT = r"(?:\s+(?:after|from|following)\s+(?:(?:the\s+)?(?:day|date)\s+(?:(?:of|after|on which)\s+)?)?(?:(?:the\s+|its\s+)?(?:receipt|order|arrival|entry|intake|submission|registration|reception|acceptance|ordering)|(?:it|they|the [\w-]+)\s+(?:was|were|is|are|came|comes?|has been|have been)\s*(?:received|ordered|entered|handed in|submitted|taken in|in|placed)?|that|it))?"
_DAY = regex(
    rf"(?:on\s+)?(?:the\s+)?(?P<ordinal>next|same|following|first|second|third|fourth|fifth|sixth|seventh|tenth|\d+(?:st|nd|rd|th))(?:\s+{_WORKING}days?)?{_RECEIPT}"
    rf"|(?:within|in|after)?\s*(?P<number>a|one|two|three|four|five|six|seven|ten|fourteen|\d+)\s+{_WORKING.replace('open>', 'open2>')}days?{_RECEIPT}",
    re.I,
)
_PART = regex(
    rf"^(?P<who>[\w’' -]+?)\s+(?:(?:is|are|must be|shall be|will be|should be|has to be|have to be|become|becomes)\s+{_DONE}\s+)?"
    rf"(?P<rest>(?:by|at|before|until|till|on|within|in|after|no later than|at the latest|the|one|two|three|four|five|\d+)\b.*)$",
    re.I,
)
_ROUND = regex(rf"(?:by|at|before|until|till|no later than)\s+(?P<time>{_TIME})", re.I)
_THINGS = r"(?:(?:what|whatever|anything|everything|all|whoever)(?:\s+(?:that|which))?|(?P<thing>[\w-]+(?:\s[\w-]+)?)(?:\s+(?:that|which)\s+(?:are|is|were|was)?)?)"
_IN_TIME = regex(
    rf"\s*,?\s+(?:that\s+(?:are\s+|were\s+)?)?(?:placed|received|entered|ordered|handed\s+in|come\s+in|submitted|arriving|booked|given\s+in)\s+(?:by|before|until|up\s+to)\s+(?P<time>{_TIME})",
    re.I,
)
_COMING = r"(?:is\s+|are\s+|has\s+been\s+)?(?:comes?\s+in|received|arrives?|arriving|placed|entered|handed\s+in|submitted|made|given|ordered|reported|coming\s+in|taken\s+in|sent(?:\s+in)?|booked)"
_CUT = regex(
    rf"^{_THINGS}\s+{_COMING}\s+(?:later\s+than|after|past|from)\s+(?P<time>{_TIME})(?:\s+(?:on|onwards|or later))?,?\s+(?:is|are|counts?|will be|shall be|goes|go|belongs?|must be)\s*"
    r"(?:treated|regarded|handled|processed|dealt with|counted|taken|recorded|dated|considered|reckoned)?\s*(?:as\s+)?(?:if\s+)?(?:(?:it|they)\s+)?(?:had\s+|were\s+|was\s+|has\s+)?(?:been\s+)?"
    r"(?:received|come in|arrived|placed|entered|handed in|submitted|ordered|in)?\s*(?:on|from|to|for|with)?\s*(?:the\s+)?(?:next|following|day after)(?:\s+(?P<open>working|business|open|opening|office))?(?:\s+day)?\.?$",
    re.I,
)


def read_turnarounds(draft: Draft) -> None:
    """Every sentence about when things are ready, and about what comes in too late for the day."""
    made: dict[str, list[str]] = {}
    for unit in draft.units:
        for text, span in _segments(unit):
            if not draft.claimed(span):
                _due(text, span, unit, draft, made)
    for unit in draft.units:
        if made and not draft.claimed(unit.span):
            _cut_off(unit, draft, made)


def _segments(unit: Unit) -> Iterator[tuple[str, Span]]:
    """The parts of a sentence between semicolons."""
    start = 0
    for part in unit.text.split(";"):
        bare = " ".join(part.split()).rstrip(".")
        place = unit.span[0] + start + len(part) - len(part.lstrip())
        yield bare, (place, place + len(part.strip()))
        start += len(part) + 1


def _due(text: str, span: Span, unit: Unit, draft: Draft, made: dict[str, list[str]]) -> None:
    if not re.search(r"\bdays?\b", text):
        return
    by = _IN_TIME.search(text)
    parts = re.split(r"\s*,\s*(?:and\s+|but\s+)?", _IN_TIME.sub("", text))
    matches = [_PART.match(part) for part in parts]
    first = matches[0]
    if first is None or first["done"] is None or not all(matches):
        return
    entity = _thing(first["who"], unit, draft)
    readings = (
        [_one(m, entity, unit, draft, (first, by)) for m in matches if m is not None] if entity is not None else []
    )
    if entity is None or not readings or None in readings:
        return
    label = _label(entity, first["done"])
    value: bp.Expression | None = None
    for test, moment in reversed([r for r in readings if r is not None]):
        otherwise = value if value is not None else (moment if test is None else bp.nothing())
        value = moment if test is None else bp.Conditional(test=test, then=moment, otherwise=otherwise)
    if value is None:
        return
    timed = any(_ROUND.search(m["rest"]) for m in matches if m is not None)
    kind = bp.DATETIME if timed else bp.DATE
    name = snake(label)
    entity.fields.pop(name, None)
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=(span,), name=name, label=label, type=kind, value=value, summary=text
    )  # fmt: skip
    made.setdefault(entity.name, []).append(name)
    draft.claim(span, "turnaround", [entity.id, f"derivation.{entity.name}.{name}"])


def _one(
    match: re.Match[str],
    entity: EntityDraft,
    unit: Unit,
    draft: Draft,
    about: tuple[re.Match[str], re.Match[str] | None],
) -> tuple[bp.Expression | None, bp.Expression] | None:
    """For which kinds, and until when; None where it says anything else."""
    who = match["who"]
    said = kinds_said(who, unit.span[0], Row(entity, IT), draft, depth=1)
    others = re.sub(r"\b(?:an?|the|all|each|every|ones?|those|other|only)\b", " ", who, flags=re.I).split()
    known = {w.lower() for s in said for w in s.value.split()} | {*entity.label.split(), *entity.plural.split()}
    if any(word.lower() not in known for word in others):
        return None
    rest = match["rest"].strip()
    first, by = about
    clock = _ROUND.search(rest)
    if clock is not None:
        rest = f"{rest[: clock.start()]} {rest[clock.end() :]}"
    day = _DAY.fullmatch(
        re.sub(r"^(?:by|at the latest|no later than|until)\s+", "", rest.strip(" ,"), flags=re.I).strip()
    )
    if day is None:
        return None
    count = _count(day)
    before = _DAY.search(_ROUND.sub(" ", first["rest"]))
    named = day["open"] or day["open2"] or ((before["open"] or before["open2"]) if before is not None else None)
    start = _received(draft, entity)
    if by is not None:
        late = compare(bp.Part(of=bp.Get(of=IT, field=_moment(draft, entity)), part="time"), ">", time_said(by["time"]))
        start = bp.Conditional(test=late, then=_moved(start, 1, bool(named), draft, unit.span), otherwise=start)
        draft.assume(f"What comes in after {by['time']} counts from the day after.", unit.span)
    moved = _moved(start, count, bool(named), draft, unit.span)
    if clock is not None:
        moved = bp.Moment(date=moved, time=time_said(clock["time"]))
    return (both(*(s.holds for s in said)) if said else None), moved


def _count(day: re.Match[str]) -> int:
    word = (day["ordinal"] or day["number"]).lower()
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _ORDINALS.get(word, _NUMBERS.get(word, 1))


def _moved(day: bp.Expression, count: int, working: bool, draft: Draft, span: Span) -> bp.Expression:
    if not count:
        return day
    if not working:
        return bp.Shift(moment=day, amount=bp.whole(count), unit="days")
    calendar = next(iter(draft.calendars), None)
    if calendar is None:
        calendar = draft.calendar("working days", range(1, 6), span).id
        draft.assume("Working days are Monday to Friday, holidays included.", span)
    return bp.Shift(moment=day, amount=bp.whole(count), unit="open_days", calendar=calendar)


def _received(draft: Draft, entity: EntityDraft) -> bp.Expression:
    """The day on which a row came in."""
    return bp.Part(of=bp.Get(of=IT, field=_moment(draft, entity)), part="date")


def _moment(draft: Draft, entity: EntityDraft) -> str:
    given = next((f.name for f in entity.fields.values() if f.default == bp.Name(name="now")), None)
    return given or entered(draft, entity)


def _thing(who: str, unit: Unit, draft: Draft) -> EntityDraft | None:
    last = singular(who.lower().split()[-1])
    named = draft.find_entity(last)
    if named is not None and not stands_for_people(named, draft):
        return named
    fitting = [
        e for e in draft.entities.values() if any(s.entity is e for s in kinds_said(who, 0, Row(e, IT), draft, depth=0))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _label(entity: EntityDraft, done: str) -> str:
    """The name of the moment: a field that is there for it, else "ready by"."""
    wanted = (
        f"{done.lower()} by",
        f"{done.lower()} date",
        f"{done.lower()} on",
        "due date",
        "due by",
        "due",
        "deadline",
    )
    return next((f.label for label in wanted for f in entity.fields.values() if f.label == label), f"{done.lower()} by")


def _cut_off(unit: Unit, draft: Draft, made: dict[str, list[str]]) -> None:
    match = _CUT.match(" ".join(unit.text.split()))
    if match is None:
        return
    named = draft.find_entity(singular(match["thing"].lower().split()[-1])) if match["thing"] else None
    entity = named if named is not None else draft.entities[next(iter(made))]
    if entity.name not in made:
        return
    day = _received(draft, entity)
    moment = bp.Get(of=IT, field=_moment(draft, entity))
    late = compare(bp.Part(of=moment, part="time"), ">", time_said(match["time"]))
    following = _moved(day, 1, bool(match["open"]), draft, unit.span)
    counted = bp.Conditional(test=late, then=following, otherwise=day)
    elements = [entity.id]
    for name in made[entity.name]:
        known = entity.derivations[name]
        value = swapped(known.value, lambda node: counted if node == day else None)
        entity.derivations[name] = known.model_copy(update={"value": value, "spans": (*known.spans, unit.span)})
        elements.append(known.id)
    draft.claim(unit.span, "turnaround_cut_off", elements)


def time_said(text: str) -> bp.Literally:
    """A time of day as a constant."""
    found = next(x for x in find_literals(text.replace("midday", "noon"), 0) if isinstance(x, TimeOfDay))
    return bp.Literally(type=bp.TIME, value=f"{found.hour:02d}:{found.minute:02d}")
