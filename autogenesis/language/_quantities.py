"""Owns the recognition of literals in running text, without looking at words about any domain."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache, lru_cache

from autogenesis.language import _lexicon as lexicon
from autogenesis.language._literals import (
    Bound,
    Date,
    Duration,
    Literal,
    Measure,
    Money,
    Number,
    Percent,
    Quoted,
    Range,
    Recurrence,
    Scalar,
    TimeOfDay,
    Times,
    TimeWindow,
    Weekdays,
)
from autogenesis.language._nth_days import NTH_DAY, nth_day

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
WORDS: dict[str, int] = {name: value for value, name in enumerate(_SMALL)} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "dozen": 12, "thousand": 1000, "million": 1_000_000,
}  # fmt: skip
ORDINALS: dict[str, int] = {
    name: value
    for value, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        1,
    )
}
MONTHS = "january february march april may june july august september october november december".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_LEAP_YEAR = 2024
_UNITS = "second minute hour day night week fortnight month quarter year weekday weekend".split()
_CURRENCIES = {
    "euro": "EUR", "euros": "EUR", "eur": "EUR", "€": "EUR", "dollar": "USD", "dollars": "USD", "usd": "USD", "$": "USD",
    "pound": "GBP", "pounds": "GBP", "gbp": "GBP", "£": "GBP", "franc": "CHF", "francs": "CHF", "chf": "CHF",
    "yen": "JPY", "¥": "JPY", "cent": "EUR/100", "cents": "EUR/100",
}  # fmt: skip
_NO_UNIT = frozenset(
    "to of in on at by for with from or and each more less fewer than is are was were has have may must shall can will per"
    " after before until when if unless minus plus times as days' the a an that which who percent until since within then"
    " moves move not never do does goes go means brings leads it they we you i he she".split()
)
_W = "|".join(sorted(WORDS, key=len, reverse=True))
_NUM = rf"(?:[-−]?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?|(?:{_W})(?:[ -](?:{_W}))*)"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = "|".join(
    [
        *MONTHS,
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept?",
        "oct",
        "nov",
        "dec",
    ]
)
_HOUR = rf"(?:1[0-2]|[1-9]|{'|'.join(_SMALL[12:0:-1])})"
_HALF_OF_DAY = r"(?:\s+in\s+the\s+(?:morning|afternoon|evening)\b|\s?[ap]m\b)?"
_TIME = (
    r"(?:(?:[01]?\d|2[0-4]):[0-5]\d(?:\s?[ap]m\b)?|\b(?:1[0-2]|[1-9])\s?[ap]\.?m\b\.?|\bnoon\b|\bmidnight\b|\bmidday\b"
    rf"|\b{_HOUR}\s+o['’]clock\b{_HALF_OF_DAY}|\b(?:half|(?:a\s+)?quarter)\s+(?:past|to)\s+{_HOUR}\b{_HALF_OF_DAY})"
)
_BARE_HOUR = rf"\b{_HOUR}\b(?!\s*(?:%|[:.,]\d|(?:percent|per|degrees?|minutes?|hours?|{'|'.join(_SMALL)})\b))"
_QUAL = r"working|business|open|calendar|school|full|whole|consecutive|clear"
_UNIT = r"(?:seconds?|minutes?|mins?|hours?|days?|nights?|weeks?|fortnights?|months?|quarters?|years?)"


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


_QUOTED = _c(r"\"([^\"\n]{1,200})\"|“([^”\n]{1,200})”|„([^“”\n]{1,200})[“”]|`([^`\n]{1,200})`")
_NAMES = _c(r"[\w-]+\.(?:txt|md|csv|json|xml|pdf|py|html|xlsx|log)\b|[\w.+-]+@[\w.-]+\w|https?://\S+")
_AT = rf"(?:\s+(?:(?:at|by|from)\s+(?P<at>{_TIME})|at\s+(?P<hour>{_BARE_HOUR})))?"
_RECURRENCES = [
    _c(rf"\bevery (?P<nth>first|second|third|fourth|fifth|other)\s+(?P<wd>{_DAY})s?\b{_AT}"),
    _c(rf"\b(?:(?:every|each|on the|the)\s+)?(?P<dom>first|last|(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th))(?P<dayword> day)? of (?:the|each|every) (?P<unit>month|quarter|year)\b{_AT}"),
    _c(rf"\b(?:at|by) the (?P<edge>end|start|beginning) of (?:each|every) (?P<unit>week|month|quarter|year|day)\b{_AT}"),
    _c(rf"\b(?:on\s+)?(?:every|each)\s+(?P<wd>{_DAY}(?:,? (?:and|or)? ?{_DAY})*)\b{_AT}"),
    _c(rf"\b(?:on\s+)?(?P<wd>{_DAY}s(?:(?:, | and | or |, and ){_DAY}s)*)\b{_AT}"),
    _c(rf"\b(?:every|each)\s+(?P<count>{_NUM})\s+(?P<unit>{_UNIT})\b"),
    _c(rf"\b(?:every|each)\s+(?P<nth>second|other|third|fourth|fifth|sixth|seventh|tenth)\s+(?P<unit>[a-z]+)\b{_AT}"),
    _c(rf"\b(?P<adverb>hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annually)\b{_AT}"),
    _c(rf"\b(?P<often>once|twice|{_NUM} times) (?:(?:in )?(?:a|each|any)|per|every)(?: calendar)? (?P<unit>day|week|month|quarter|year|hour)\b{_AT}"),
    _c(rf"\b(?:every|each) (?P<unit>minute|hour|day|night|morning|evening|weekday|week|fortnight|month|quarter|year)\b{_AT}"),
    _c(rf"\bat (?P<at>midnight|noon|{_TIME}) (?:every|each) (?P<unit>day|night|weekday)\b"),
]  # fmt: skip
_ADVERBS = {
    "hourly": ("hour", 1), "daily": ("day", 1), "nightly": ("night", 1), "weekly": ("week", 1), "fortnightly": ("week", 2),
    "monthly": ("month", 1), "quarterly": ("quarter", 1), "yearly": ("year", 1), "annually": ("year", 1),
}  # fmt: skip
_WEEKDAYS = [
    _c(rf"\b(?P<a>{_DAY})s?\s*(?:to|until|through|till|-|–)\s*(?P<b>{_DAY})s?\b"),
    _c(rf"\b(?P<list>{_DAY}s?(?:(?:,|,? and|,? or)\s+{_DAY}s?)*)\b"),
    _c(r"\b(?P<group>weekdays?|weekends?)\b"),
]
_WINDOW = _c(
    rf"\b(?:between\s+(?P<a>{_TIME})\s+and\s+(?P<b>{_TIME})|(?:from\s+)?(?P<c>{_TIME})\s*(?:to|until|till|-|–)\s*(?P<d>{_TIME}))"
)
_TIMES = _c(rf"\b(?:(?P<word>once|twice|thrice)|(?P<num>{_NUM}) times)\b(?! as\b)")
_DATES = [
    _c(r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b(?!\.\w)"),
    _c(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<mon>{_MONTH})\b\.?(?:,? (?P<y>\d{{4}}))?"),
    _c(rf"\b(?P<mon>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y>\d{{4}}))?"),
]
_SCALAR = _c(
    rf"(?P<sym>[€$£¥])\s?(?P<symnum>\d+(?:,\d{{3}})*(?:\.\d+)?)|(?<![\w.:/])(?P<num>{_NUM})(?![\d:])(?P<ord>(?:st|nd|rd|th)\b)?"
    rf"|\b(?P<ordw>{'|'.join(ORDINALS)})\b|\b(?P<half>half an?|an?) (?P<halfunit>hour|minute|day|week|fortnight|month|quarter|year)\b"
)
_MORE = "more|over|above|older|higher|later|longer|up|upwards|greater|larger|heavier"
_LESS = "less|under|below|younger|lower|earlier|shorter|fewer|smaller|lighter"
_BEFORE = [
    (_c(r"\b(?:at least|no (?:less|fewer|earlier|lower|younger|shorter) than|not (?:less|fewer) than|a minimum of|minimum|never (?:under|below|less than|fewer than))\s+$"), ">="),
    (_c(r"\b(?:at most|no (?:more|later|higher|older|longer) than|not (?:more|over) than|up to|a maximum of|maximum|not exceeding|(?:never|not|nobody|no one) (?:over|above|more than|exceed|exceeds)|within(?: the)?(?: last| next| first)?)\s+$"), "<="),
    (_c(r"\b(?:(?:is|are|be|was)\s+)?(?:more|greater|higher|larger|older|later|longer|heavier|further|farther|earlier) than\s+$|\b(?:over|above|exceed|exceeds|exceeding|exceeded|beyond|past)\s+$"), ">"),
    (_c(r"\b(?:less|fewer|lower|smaller|younger|shorter|lighter|nearer) than\s+$|\b(?:under|below)\s+$"), "<"),
    (_c(r"\b(?:exactly|precisely)\s+$"), "=="),
    (_c(r"(?:>=|≥)\s*$"), ">="),
    (_c(r"(?:<=|≤)\s*$"), "<="),
    (_c(r">\s*$"), ">"),
    (_c(r"<\s*$"), "<"),
]  # fmt: skip
_AFTER = [
    (_c(rf"^\s+(?:or|and) (?:{_MORE})\b(?!\s+(?:\d|than\b|that\b|this\b))"), ">="),
    (_c(rf"^\s+(?:or|and) (?:{_LESS})\b(?!\s+(?:\d|than\b|that\b|this\b))"), "<="),
    (_c(r"^\s+upwards?\b|^\s+and up(?:wards)?\b"), ">="),
    (_c(r"^\s+at (?:the )?most\b|^\s+max(?:imum)?\b"), "<="),
    (_c(r"^\s+at (?:the )?least\b|^\s+min(?:imum)?\b"), ">="),
]
_DISTANCE = _c(r"\s+(?:later|earlier|before|after|ago|beforehand|afterwards|in advance|ahead|from now)\b")
"""What makes "a week" a length of time: "a week later"."""
_LASTING = _c(r"\b(?:within|after|than|at most|at least|up to|over)\s+$")
"""The same before it: "within a week"."""
_FOR = (_c(r"\bfor\s+$"), _c(r"\s*(?:[.,;]|$)"))
"""The same around it, where nothing follows: "is blocked for a month."."""
_BETWEEN = _c(r"^\s*(?:to|and|until|till|–|-|\.\.)\s*(?P<up>upwards?)?$")
_FROM = _c(r"\b(?:from|between)\s+$")


@lru_cache(maxsize=8192)
def find_literals(text: str, offset: int = 0) -> tuple[Literal, ...]:
    """Every literal of `text`, in order, not overlapping; numbers inside a bound, range or recurrence are part of it.

    >>> [type(q).__name__ for q in find_literals("Fridays at 16:00 at most 5 kg or 10 open days")]
    ['Recurrence', 'Bound', 'Duration']
    """
    return _Finder(text, offset).find()


def plain_number(text: str) -> Decimal | None:
    """The value of "1,500", "five", "twenty-five" or "two hundred"; None for anything else."""
    cleaned = text.strip().replace(",", "").replace("−", "-").lower()
    if re.fullmatch(r"-?\d+(?:\.\d+)?", cleaned):
        return Decimal(cleaned)
    total = current = 0
    parts = re.split(r"[ -]+", cleaned)
    if not parts or any(part not in WORDS for part in parts):
        return None
    for part in parts:
        value = WORDS[part]
        if value == 100 or value == 12 and current:
            current = max(current, 1) * value
        elif value >= 1000:
            total, current = total + max(current, 1) * value, 0
        else:
            current += value
    return Decimal(total + current)


class _Finder:
    """Takes the longest patterns first and never the same characters twice."""

    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.offset = offset
        self.taken = bytearray(len(text))
        self.found: list[Literal] = []

    def find(self) -> tuple[Literal, ...]:
        self._all(_QUOTED, self._quoted)
        for match in _NAMES.finditer(self.text):
            self._take(*match.span())
        self._all(NTH_DAY, lambda match: nth_day(match, self._span(*match.span())[0]))
        for pattern in _RECURRENCES:
            self._all(pattern, self._recurrence)
        self._all(_WINDOW, self._window)
        for pattern in _DATES:
            self._all(pattern, self._date)
        for pattern in _WEEKDAYS:
            self._all(pattern, self._weekdays)
        self._compare([*self._times(), *self._scalars()])
        return tuple(sorted(self.found, key=lambda item: item.span))

    def _span(self, start: int, end: int) -> tuple[tuple[int, int], str]:
        return (self.offset + start, self.offset + end), self.text[start:end]

    def _free(self, start: int, end: int) -> bool:
        return start < end and not any(self.taken[start:end])

    def _take(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\x01" * (end - start)

    def _all(self, pattern: re.Pattern[str], build: Callable[[re.Match[str]], Literal | None]) -> None:
        for match in pattern.finditer(self.text):
            if self._free(*match.span()) and (literal := build(match)) is not None:
                self._take(*match.span())
                self.found.append(literal)

    def _quoted(self, match: re.Match[str]) -> Literal:
        return Quoted(
            *self._span(*match.span()),
            next(group for group in match.groups() if group is not None),
        )

    def _clock(self, match: re.Match[str], group: str) -> TimeOfDay | None:
        written = match.groupdict().get(group)
        if not written:
            return None
        hour, minute = _clock(written)
        return TimeOfDay(*self._span(*match.span(group)), hour, minute)

    def _recurrence(self, match: re.Match[str]) -> Literal | None:
        groups = match.groupdict()
        at = self._clock(match, "at") or self._clock(match, "hour")
        every, unit, day = 1, groups.get("unit") or "", None
        weekdays = _days_in(groups.get("wd") or "")
        if weekdays:
            unit = "week"
        if nth := groups.get("nth"):
            every = 2 if nth.lower() == "other" else ORDINALS[nth.lower()]
            unit = unit or "week"
        if count := groups.get("count"):
            every = int(plain_number(count) or 1)
        if adverb := groups.get("adverb"):
            unit, every = _ADVERBS[adverb.lower()]
        if dom := groups.get("dom"):
            day = {"last": -1, "first": 1}.get(dom.lower()) or int(dom[:-2])
        if edge := groups.get("edge"):
            day = -1 if edge.lower() == "end" else 1
        unit = _singular(unit.lower())
        unit = {"morning": "day", "evening": "day"}.get(unit, unit)
        if unit == "weekday":
            unit, weekdays = "week", (0, 1, 2, 3, 4)
        return Recurrence(*self._span(*match.span()), unit, every, weekdays, day, at)

    def _window(self, match: re.Match[str]) -> Literal | None:
        start = self._clock(match, "a") or self._clock(match, "c")
        end = self._clock(match, "b") or self._clock(match, "d")
        return TimeWindow(*self._span(*match.span()), start, end) if start and end else None

    def _date(self, match: re.Match[str]) -> Literal | None:
        groups = match.groupdict()
        month = int(groups["m"]) if groups.get("m") else _month(groups["mon"])
        day, year = int(groups["d"]), int(groups["y"]) if groups.get("y") else None
        if not (1 <= month <= 12 and 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1] and year != 0):
            return None
        if groups.get("mon") and groups["mon"][0].islower():
            return None
        return Date(*self._span(*match.span()), year, month, day)

    def _weekdays(self, match: re.Match[str]) -> Literal | None:
        groups = match.groupdict()
        if groups.get("group"):
            days: tuple[int, ...] = (0, 1, 2, 3, 4) if groups["group"].lower().startswith("weekday") else (5, 6)
        elif groups.get("a"):
            first, last = (
                DAYS.index(groups["a"].lower()),
                DAYS.index(groups["b"].lower()),
            )
            days = tuple((first + step) % 7 for step in range((last - first) % 7 + 1))
        else:
            days = _days_in(groups["list"])
        return Weekdays(*self._span(*match.span()), days, bool(re.search(r"days\b", match[0], re.I)))

    def _times(self) -> Iterator[Scalar]:
        for match in re.finditer(_TIME, self.text, re.I):
            if self._free(*match.span()):
                self._take(*match.span())
                hour, minute = _clock(match[0])
                yield TimeOfDay(*self._span(*match.span()), hour, minute)
        for match in _TIMES.finditer(self.text):
            if not self._free(*match.span()) or re.search(r"(?i)\bat $", self.text[: match.start()]):
                continue
            self._take(*match.span())
            word = (match["word"] or "").lower()
            value = Decimal({"once": 1, "twice": 2, "thrice": 3}[word]) if word else plain_number(match["num"])
            if not (word == "once" and _conjunction(self.text, *match.span())):
                yield Times(*self._span(*match.span()), value if value is not None else Decimal(0))

    def _scalars(self) -> Iterator[Scalar]:
        for match in _SCALAR.finditer(self.text):
            start, end = match.span()
            if not self._free(start, end) or start and self.text[start - 1].isalpha():
                continue
            if end < len(self.text) and self.text[end].isalpha() and match["num"] and match["num"][-1].isalpha():
                continue
            scalar = self._scalar(match, start, end)
            if scalar is not None:
                self._take(scalar.span[0] - self.offset, scalar.span[1] - self.offset)
                yield scalar

    def _scalar(self, match: re.Match[str], start: int, end: int) -> Scalar | None:
        if match["sym"]:
            value = plain_number(match["symnum"]) or Decimal(0)
            return Money(*self._span(start, end), value, _CURRENCIES[match["sym"]])
        if match["half"]:
            half = match["half"].lower().startswith("half")
            if not half and not self._lasts(start, end):
                return None
            return Duration(*self._span(start, end), Decimal("0.5") if half else Decimal(1), match["halfunit"].lower())
        if match["ordw"] or match["ord"]:
            value = (
                Decimal(ORDINALS[match["ordw"].lower()]) if match["ordw"] else plain_number(match["num"]) or Decimal(0)
            )
            return Number(*self._span(start, end), value, ordinal=True)
        number = plain_number(match["num"])
        return None if number is None else self._with_unit(number, match["num"], start, end)

    def _lasts(self, start: int, end: int) -> bool:
        """Whether "a week" is a length of time here, and not one week among others."""
        if _DISTANCE.match(self.text, end) or _LASTING.search(self.text, 0, start):
            return True
        return bool(_FOR[0].search(self.text, 0, start) and _FOR[1].match(self.text, end))

    def _with_unit(self, value: Decimal, written: str, start: int, end: int) -> Scalar:
        rest = self.text[end:]
        if unit := re.match(r"\s?(?:%|percent\b|per cent\b)", rest, re.I):
            return Percent(*self._span(start, end + unit.end()), value)
        if unit := re.match(r"\s?(?:([€$£¥])|([a-z]+)\b)", rest, re.I):
            code = _CURRENCIES.get((unit[1] or unit[2]).lower())
            if code:
                value, code = (value / 100, "EUR") if code == "EUR/100" else (value, code)
                return Money(*self._span(start, end + unit.end()), value, code)
        if unit := re.match(rf"[ \n-]?((?:(?:{_QUAL}|following|more|whole) )*)({_UNIT})\b", rest, re.I):
            name = _singular(unit[2].lower())
            name = "minute" if name == "min" else name
            qualifier = next((q for q in unit[1].lower().split() if re.fullmatch(_QUAL, q)), "")
            return Duration(*self._span(start, end + unit.end()), value, name, qualifier)
        if unit := re.match(r"\s?(°\s?[CF]\b|°|[a-zµμ]+/[a-zµμ]+\b)", rest, re.I):
            return Measure(*self._span(start, end + unit.end()), value, unit[1])
        unit = re.match(
            r"[ \n-]((?:[a-z-]+ ){0,2}?)([a-z]+(?:-[a-z]+)*)\b|(kg|km|cm|mm|ml|g|m|l|h|gb|mb)\b",
            rest,
            re.I,
        )
        noun = unit[2] or unit[3] if unit else None
        if unit and noun and not unit[1] and _counted(noun, value):
            return Measure(*self._span(start, end + unit.end()), value, _noun(noun))
        return Number(*self._span(start, end), value)

    def _compare(self, scalars: list[Scalar]) -> None:
        ordered = sorted(scalars, key=lambda item: item.span)
        index = 0
        while index < len(ordered):
            item = ordered[index]
            nxt = ordered[index + 1] if index + 1 < len(ordered) else None
            if nxt is not None and (merged := self._range(item, nxt)):
                self.found.append(merged)
                index += 2
                continue
            self.found.append(self._bound(item))
            index += 1

    def _range(self, low: Scalar, high: Scalar) -> Literal | None:
        between = self.text[low.span[1] - self.offset : high.span[0] - self.offset]
        before = _FROM.search(self.text[: low.span[0] - self.offset])
        match = _BETWEEN.match(between)
        if not match or isinstance(low, Times) or isinstance(high, (Times, Date)):
            return None
        joined = between.strip().lower()
        opened = before[0].strip().lower() if before else ""
        if joined == "and" and opened != "between" or not before and isinstance(low, Measure) and joined == "to":
            return None
        if isinstance(low, Number) and low.ordinal != (isinstance(high, Number) and high.ordinal):
            return None
        start = low.span[0] - self.offset - (len(before[0]) if before else 0)
        return Range(*self._span(start, high.span[1] - self.offset), _like(low, high), high)

    def _bound(self, item: Scalar) -> Literal:
        start, end = item.span[0] - self.offset, item.span[1] - self.offset
        ordinal = isinstance(item, Number) and item.ordinal
        for pattern, op in () if ordinal else _AFTER:
            if match := pattern.match(self.text[end:]):
                return Bound(*self._span(start, end + match.end()), op, item)
        for pattern, op in () if ordinal else _BEFORE:
            if match := pattern.search(self.text[max(0, start - 48) : start]):
                begin = max(0, start - 48) + match.start()
                return Bound(*self._span(begin, end), op, item)
        return item


def _like(low: Scalar, high: Scalar) -> Scalar:
    """As in "0 to 100 percent": the first number takes the unit of the second."""
    if not isinstance(low, Number):
        return low
    if isinstance(high, Percent):
        return Percent(low.span, low.text, low.value)
    if isinstance(high, Money):
        return Money(low.span, low.text, low.value, high.currency)
    if isinstance(high, Duration):
        return Duration(low.span, low.text, low.value, high.unit, high.qualifier)
    if isinstance(high, Measure):
        return Measure(low.span, low.text, low.value, high.unit)
    return low


def _conjunction(text: str, start: int, end: int) -> bool:
    """Whether "once" opens a clause ("once somebody is free")."""
    after = text[end:].lstrip()
    word = re.match(r"[A-Za-z']+", after)
    if not word or text[end:].startswith((",", ".", ";")):
        return False
    lower = word[0].lower()
    return (
        lexicon.CLOSED.get(lower) in {"PRON", "DET", "NUM"}
        and not re.match(r"(?:a|per|each|every|all|more)\b", lower)
        or (start == 0 and lower not in lexicon.CLOSED)
    )


def _in_the(lower: str) -> int:
    """The hours that the half of the day adds to an hour that is a word: "six o'clock in the evening"."""
    return 12 if lower.endswith(("afternoon", "evening", "pm")) and "twelve" not in lower else 0


def _clock(written: str) -> tuple[int, int]:
    lower = written.lower().strip()
    if lower in {"noon", "midday"}:
        return 12, 0
    if lower == "midnight":
        return 0, 0
    if spoken := re.match(r"(half|(?:a\s+)?quarter)\s+(past|to)\s+(\w+)", lower):
        told = int(plain_number(spoken[3]) or 0) - (spoken[2] == "to")
        part = (30 if spoken[1] == "half" else 15) if spoken[2] == "past" else 45
        return (told + _in_the(lower)) % 24, part
    first = re.match(r"[a-z]+", lower)
    if first is not None and first[0] in WORDS:
        return WORDS[first[0]] + _in_the(lower), 0
    hour, _, rest = lower.partition(":")
    digits = int(re.sub(r"\D", "", hour) or 0)
    minute = int(re.sub(r"\D", "", rest) or 0)
    if lower.replace(".", "").endswith(("pm", "afternoon", "evening")) and digits < 12:
        digits += 12
    if "am" in lower.replace(".", "") and digits == 12:
        digits = 0
    return digits % 24, minute


def _month(name: str) -> int:
    return next(index for index, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _days_in(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(DAYS.index(day.lower()) for day in re.findall(_DAY, text, re.I)))


def _singular(unit: str) -> str:
    return unit[:-1] if unit.endswith("s") and unit[:-1] in {*_UNITS, "min"} else unit


@cache
def _noun(word: str) -> str:
    return lexicon.word(word.lower()).lemmas.get("NOUN") or lexicon.by_suffix(word.lower(), "NOUN")


def _counted(word: str, value: Decimal) -> bool:
    """Whether the word right after a number is what it counts: a noun, plural unless the number is one."""
    lower = word.lower()
    if lower in lexicon.SYMBOLS:
        return True
    if lower in _NO_UNIT or lower in lexicon.CLOSED or word[0].isupper():
        return False
    entry = lexicon.word(lower)
    if not entry.can("NOUN"):
        return False
    plural = entry.lemmas["NOUN"] != lower or entry.penn.startswith("NNS")
    return plural or value == 1 and entry.best == "NOUN"
