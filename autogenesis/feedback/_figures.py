"""Owns figures: the numbers, days and times of a text, each with the words that stand for it, and how one takes another's place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from autogenesis.feedback._standing import Place, Span, Standing
from autogenesis.language import (
    Bound,
    Date,
    Duration,
    Literal,
    Measure,
    Money,
    Number,
    Percent,
    Range,
    Recurrence,
    TimeOfDay,
    Times,
    TimeWindow,
    Weekdays,
    find_literals,
    plural_of,
    tag,
)

Plain = Number | Percent | Money | Duration | Measure | Times | Date | TimeOfDay | Weekdays | Recurrence
_COUNTED = (Number, Percent, Money, Duration, Measure, Times)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
             "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
             "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh",
             "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first")  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """A figure that stands somewhere: `span` in the text, of the whole ("five items")."""

    literal: Plain
    span: Span
    text: str
    side: str = ""
    """``<`` or ``>`` where it bounds something from above or below."""
    around: Span = (0, 0)
    """With the words that make a bound of it ("never over 8.00 euro"), where there are such."""


def figures_in(text: str, offset: int = 0) -> Iterator[Figure]:
    """The figures of a stretch, those inside bounds and ranges each by itself."""
    for literal in find_literals(text, offset):
        yield from _each(literal, text, offset)


def _each(literal: Literal, text: str, offset: int) -> Iterator[Figure]:
    if isinstance(literal, Bound):
        for one in _each(literal.value, text, offset):
            yield replace(one, side=literal.op[:1], around=literal.span)
    elif isinstance(literal, Range):
        yield from (replace(one, side=">") for one in _each(literal.low, text, offset))
        yield from (replace(one, side="<") for one in _each(literal.high, text, offset))
    elif isinstance(literal, TimeWindow):
        yield from _each(literal.start, text, offset)
        yield from _each(literal.end, text, offset)
    elif isinstance(literal, (*_COUNTED, Date, TimeOfDay, Weekdays, Recurrence)):
        start, end = literal.span
        yield Figure(literal, literal.span, text[start - offset : end - offset])
        at = literal.at if isinstance(literal, Recurrence) else None
        if at is not None:
            yield from _each(at, text, offset)


def masked(said: str) -> tuple[list[Figure], str]:
    """The figures of a sentence, and the sentence with ``⟦0⟧`` for the first of them, and so on."""
    figures = list(figures_in(said))
    shown, last = "", 0
    for number, figure in enumerate(figures):
        if figure.span[0] >= last:  # the time in "Mondays at 09:00" is a part of it
            shown += f"{said[last : figure.span[0]]}⟦{number}⟧"
            last = figure.span[1]
    return figures, shown + said[last:]


def figures_of(standing: Standing) -> Iterator[tuple[Place, Figure]]:
    """All figures of a text with where they stand."""
    for place in standing.places:
        for figure in figures_in(standing.text[place.span[0] : place.span[1]], place.span[0]):
            yield place, figure


def value_of(figure: Figure) -> Decimal | None:
    """The number in it, the day of the month for a recurrence."""
    literal = figure.literal
    if isinstance(literal, _COUNTED):
        return literal.value
    if isinstance(literal, Recurrence) and literal.day is not None:
        return Decimal(literal.day)
    if isinstance(literal, Recurrence) and literal.every > 1:
        return Decimal(literal.every)
    return None


def side_of(figure: Figure) -> str:
    """Whether it bounds something, and from where."""
    return figure.side


def unit_of(figure: Figure) -> str:
    """What it counts: ``day``, ``euro`` …; "" for a bare number."""
    literal = figure.literal
    if isinstance(literal, Weekdays) or (isinstance(literal, Recurrence) and literal.weekdays):
        return "day of the week"
    if isinstance(literal, Money):
        return literal.currency
    if isinstance(literal, Percent):
        return "percent"
    return literal.unit if isinstance(literal, Duration | Measure) else "" if isinstance(literal, Number) else "-"


def alike_units(one: Figure, other: Figure) -> bool:
    """Whether both count the same: days and weeks are both time."""
    lengths = isinstance(one.literal, Duration) and isinstance(other.literal, Duration)
    return lengths or unit_of(one) == unit_of(other)


def comparable(new: Figure, old: Figure) -> bool:
    """Whether the one could stand where the other does."""
    one, other = new.literal, old.literal
    if isinstance(one, Number) and value_of(old) is not None:
        return not one.ordinal or isinstance(other, Recurrence | Number)
    if isinstance(one, Duration | Measure) and isinstance(other, Duration | Measure):
        return type(one) is type(other) and (isinstance(one, Duration) or one.unit == other.unit)
    if isinstance(one, Money) and isinstance(other, Money):
        return one.currency == other.currency
    days = isinstance(one, Weekdays | Recurrence) and isinstance(other, Weekdays | Recurrence)
    return days or (type(one) is type(other) and isinstance(one, Percent | Times | Date | TimeOfDay))


def same_figure(one: Figure, other: Figure) -> bool:
    """Whether both say the same, as "two" and "two days" may."""
    if (
        isinstance(one.literal, Weekdays | Recurrence)
        and isinstance(other.literal, Weekdays | Recurrence)
        and _days(one)
    ):
        return _days(one) == _days(other)
    if isinstance(one.literal, Duration) and isinstance(other.literal, Duration) and not one.literal.qualifier:
        lengths = [each.value * _LENGTHS.get(each.unit, 0) for each in (one.literal, other.literal)]
        if all(lengths):
            return lengths[0] == lengths[1]
    if isinstance(one.literal, TimeOfDay) and isinstance(other.literal, TimeOfDay):
        return _clock_of(one.literal) == _clock_of(other.literal)
    left, right = value_of(one), value_of(other)
    if left is not None and right is not None:
        units = [getattr(each.literal, "unit", "") for each in (one, other)]
        plain = any(isinstance(each.literal, Number | Times) for each in (one, other))
        return left == right and (plain or units[0] == units[1])
    return one.text.lower() == other.text.lower()


def _days(figure: Figure) -> tuple[int, ...]:
    literal = figure.literal
    if isinstance(literal, Weekdays):
        return literal.days
    return literal.weekdays if isinstance(literal, Recurrence) else ()


def put_instead(text: str, old: Figure, new: Figure) -> Iterator[str]:
    """The text with one figure in another's place: its number alone, in the words that were used or in digits; or all of it."""
    start, end = old.span
    if _days(old) and _days(new):
        yield from _other_days(text, old, new)
        return
    if isinstance(old.literal, Times) and not isinstance(new.literal, Times):
        value = value_of(new)
        word = {1: "once", 2: "twice"}.get(int(value), f"{_number_word(new)} times") if value is not None else ""
        yield text[:start] + _cased(word, old.text) + text[end:]
        return
    if isinstance(old.literal, TimeOfDay) and isinstance(new.literal, TimeOfDay):
        yield f"{text[:start]}{_clock_of(new.literal)}{text[end:]}"
        return
    core, instead = _core(old), _core(new)
    if instead is not None and isinstance(new.literal, Money) and new.literal.text.lower().endswith(("cent", "cents")):
        instead = instead[0], _amount(new.literal.value)  # "30 cents" is 0.30 of what stands there
    if core is not None and instead is not None and not _units_differ(old, new):
        for numeral in dict.fromkeys((_cased(instead[1].lower(), core[1]), *_other_ways(new, old))):
            left, right = start + core[0], start + core[0] + len(core[1])
            counted = isinstance(old.literal, Duration | Measure | Number | Times) and not _ordinal(old)
            yield (
                text[:left]
                + numeral
                + (_agreeing(text[right:end], value_of(new)) if counted else text[right:end])
                + text[end:]
            )
    if (
        isinstance(old.literal, Duration)
        and isinstance(new.literal, Duration)
        and (same := _in_unit(new.literal, old.literal))
    ):
        yield text[:start] + same + text[end:]
    if not _ordinal(old) and not (_ordinal(new) and isinstance(old.literal, Recurrence)):
        yield text[:start] + _cased(new.text, old.text) + text[end:]


def _amount(value: Decimal) -> str:
    return f"{value:f}" if value == value.to_integral() else f"{value:.2f}"


def _clock_of(time: TimeOfDay) -> str:
    return f"{time.hour:02}:{time.minute:02}"


def _number_word(figure: Figure) -> str:
    core = _core(figure)
    return core[1].lower() if core is not None else figure.text


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile(
    rf"\b(?:{'|'.join(_DAYS)})s?\b(?:(?:\s*,\s*|\s+(?:and|or|to)\s+|\s*[-–]\s*)(?:{'|'.join(_DAYS)})s?\b)*", re.I
)


def _other_days(text: str, old: Figure, new: Figure) -> Iterator[str]:
    """Other days of the week; the time of day stays where none is said."""
    start, end = old.span
    timed = [isinstance(each.literal, Recurrence) and each.literal.at is not None for each in (old, new)]
    there, wanted = _DAY.search(old.text), _DAY.search(new.text)
    if there is not None and wanted is not None and (timed[0] or not timed[1]):
        words = wanted[0].removesuffix("s") + ("s" if there[0].endswith("s") else "")
        times = [re.search(r"\d\d?:\d\d", each.text) for each in (old, new)]
        inner = old.text[: there.start()] + words + old.text[there.end() :]
        if timed[1] and times[0] and times[1]:
            inner = inner.replace(times[0][0], times[1][0])
        if timed[0] == timed[1] or not timed[1]:
            yield text[:start] + inner + text[end:]
    if timed[1] or not timed[0]:
        yield text[:start] + _cased(new.text, old.text) + text[end:]


def with_more_days(text: str, old: Figure, new: Figure) -> Iterator[str]:
    """The days of both: "Tuesday to Saturday" and Mondays are "Monday to Saturday"."""
    if _days(old):
        yield from _with_days(text, old, {*_days(old), *_days(new)})


def with_fewer_days(text: str, old: Figure, new: Figure) -> Iterator[str]:
    """The days of the one without those of the other: "Tuesday to Saturday" but Saturdays is "Tuesday to Friday"."""
    if {*_days(new)} < {*_days(old)}:
        yield from _with_days(text, old, {*_days(old)} - {*_days(new)})


def _with_days(text: str, old: Figure, wanted: set[int]) -> Iterator[str]:
    days = sorted(wanted)
    start, end = old.span
    names = [_DAYS[day] for day in days]
    if days == list(range(days[0], days[-1] + 1)) and len(days) > 2:
        yield f"{text[:start]}{names[0]} to {names[-1]}{text[end:]}"
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    yield f"{text[:start]}{listed}{text[end:]}"


def _ordinal(figure: Figure) -> bool:
    return isinstance(figure.literal, Number) and figure.literal.ordinal


_LENGTHS = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}


def _in_unit(new: Duration, old: Duration) -> str:
    """A length in the unit of another one: "four weeks" as "28 days"; "" where that is no whole number."""
    if new.unit == old.unit or new.unit not in _LENGTHS or old.unit not in _LENGTHS or old.qualifier:
        return ""
    value = new.value * _LENGTHS[new.unit] / _LENGTHS[old.unit]
    return f"{value:f} {old.unit if value == 1 else plural_of(old.unit)}" if value == value.to_integral() else ""


def _units_differ(old: Figure, new: Figure) -> bool:
    one, other = (getattr(each.literal, "unit", None) for each in (old, new))
    return isinstance(new.literal, Duration) and isinstance(old.literal, Duration) and one != other


def _core(figure: Figure) -> tuple[int, str] | None:
    """The word or digits that say how much, with where they begin."""
    if isinstance(figure.literal, Times) and figure.text.lower() in {"once", "twice", "thrice"}:
        return None
    for token in tag(figure.text):
        digits = any(c.isdigit() for c in token.text)
        if token.pos == "NUM" or digits or token.lower in _ORDINALS or token.lower in {"a", "an"}:
            suffix = re.match(r"(?:st|nd|rd|th)\b", figure.text[token.end :])
            return token.start, token.text + (suffix[0] if suffix else "")
    return None


def _other_ways(new: Figure, old: Figure) -> Iterator[str]:
    value = value_of(new)
    if value is None or value != value.to_integral() or value < 1:
        return
    number = int(value)
    if isinstance(old.literal, Recurrence) or _ordinal(old):
        if number <= len(_ORDINALS):
            yield _ORDINALS[number - 1]
        yield f"{number}{'th' if number % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    else:
        yield str(number)


def _agreeing(unit: str, value: Decimal | None) -> str:
    """The noun behind a number: "one day", "two days"."""
    match = re.match(r"(\s+(?:[a-z]+\s+)*?)([a-z]+)$", unit)
    if match is None or value is None:
        return unit
    noun = next((t for t in tag(match[2]) if t.pos == "NOUN"), None)
    if noun is None:
        return unit
    return match[1] + (noun.lemma if value == 1 else plural_of(noun.lemma))


def _cased(words: str, like: str) -> str:
    return words[:1].upper() + words[1:] if like[:1].isupper() else words
