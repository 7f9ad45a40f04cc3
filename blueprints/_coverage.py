"""Literal coverage: every number and quotation of the text is in the Specification, or is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from blueprints._base import Span
from blueprints._expressions import Literally
from blueprints._products import Play
from blueprints._specification import Clause, Recurrence, Requirement, SourceSentence, Specification
from blueprints._walk import parts_within

_ACCEPTANCE = "<!-- acceptance -->"
_TOKEN = re.compile(
    r"(?P<moment>\d{4}-\d{2}-\d{2})"
    r"|(?P<clock>\d{1,2}:\d{2})"
    r"|(?P<hour>\d{1,2})\s?(?P<half>[ap])\.?m\b"
    r"|(?P<number>(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?(?![\w]))"
    r"|[\"“](?P<quoted>[^\"“”\n]+)[\"”]"
    r"|\b(?P<word>[a-z]+)\b",
    re.IGNORECASE,
)
_WORDS = {
    word: Decimal(value)
    for value, words in {
        2: "two twice", 3: "three thrice", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
        10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 20: "twenty",
        30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 90: "ninety", 100: "hundred", 1000: "thousand",
    }.items()
    for word in words.split()
}  # fmt: skip


_DIGITS = re.compile(r"[- ]digit\b", re.I)
_COUNTER = re.compile(
    r"(?m)^[ \t]*(?:(?:\d+(?:\.\d+)+[.)]?|\d+[.)]|\(\d{1,2}[a-z]?\)|§[ \t]?\d+[a-z]?\.?"
    r"|\[?[A-Z]{1,5}-?\d{1,3}(?:\.\d+)*[\]).:]?)[ \t]+(?=[A-Z\"'“*])"
    r"|(?:\*\*)?Date:(?:\*\*)?[ \t]*(?:\w+,?[ \t]+)?"
    r"(?:\d{1,2}\.?[ \t]*\w+,?|\w+[ \t]\d{1,2},)[ \t]+\d{4}[ \t]*$)"
    r"|^[ \t#*_>-]*(?:(?:[Uu]ser[ \t]+)?[Ss]tory|US|[Rr]equirement|[Uu]se case|[Ff]eature|[Cc]riterion)"
    r"[ \t-]*\d+(?=[.:)*_ \t–—-]|$)"
)
"""The numbers of the lines of a list, of the articles of a law and of stories, and the date in the head of a letter."""
_AT_ONCE = re.compile(r"(?:\s+[\w'’-]+){1,4}\s+(?:at the same time|at once|simultaneously)\b", re.IGNORECASE)
_THE_TWO = re.compile(r"\s+(?:swap|exchange|change|switch|trade|or\b|of them\b|[a-z]+ of (?:a|the)\b)", re.IGNORECASE)
"""What stands behind "the two" that were spoken of already."""
_NOT_AGAIN = re.compile(
    r"(?:\b(?:no|not|never|cannot|nobody|nothing|none)\b|n['’]t\b)[^.;!?\n]*(?<!\bthan)(?<!\bmost)(?<!\bonly)\s+$",
    re.IGNORECASE,
)
"""What stands before a "twice" that is refused."""
_PROSE = frozenset({"id", "text_hash", "summary", "reason"})
"""What nothing executes: a number there proves nothing."""


class TextLiteral(NamedTuple):
    """A number, time, date or quotation as it stands in the text."""

    span: Span
    text: str


def uncovered_literals(specification: Specification, text: str) -> tuple[TextLiteral, ...]:
    """The literals of `text` that no part of `specification` holds and no clause lists as not implemented.

    What follows the acceptance mark is for people and not read. "One", "a", ordinals, the "two" of a pair and the
    "twice" of "never twice" count as words.
    """
    held = set(_held(specification))
    listed = [clause.span for clause in specification.clauses if clause.status != "implemented"]
    lost = []
    for literal, values in _literals(text.partition(_ACCEPTANCE)[0]):
        start, end = literal.span
        if any(low <= start and end <= high for low, high in listed):
            continue
        if held.isdisjoint(values):
            lost.append(literal)
    return tuple(lost)


def _of_digits(count: Decimal) -> set[Decimal | str]:
    """How "a seven-digit number" may be held: as its least and its greatest value."""
    return {count, Decimal(10) ** int(count - 1), Decimal(10) ** int(count) - 1}


def _literals(text: str) -> Iterator[tuple[TextLiteral, set[Decimal | str]]]:
    """Each literal with the forms in which a Specification may hold it; the numbers that count lines are none."""
    counters = {place for match in _COUNTER.finditer(text) for place in range(*match.span())}
    for match in _TOKEN.finditer(text):
        literal = TextLiteral(match.span(), match.group())
        if match.start() in counters:
            continue
        if match["moment"]:
            yield literal, {match["moment"]}
        elif match["clock"]:
            clock = match["clock"].zfill(5)
            yield literal, {clock, Decimal(24)} if clock == "24:00" else {clock}
        elif match["hour"]:
            hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
            yield literal, {f"{hour:02}:00", Decimal(hour)}
        elif match["number"]:
            value = Decimal(match["number"].replace(",", ""))
            if _DIGITS.match(text, match.end()):
                yield literal, _of_digits(value)
                continue
            hundredth = text[match.end() :].lstrip().lower().startswith(("%", "cent", "pence"))
            yield literal, {value, value / 100} if hundredth else {value}
        elif match["quoted"]:
            yield literal, {match["quoted"].strip().lower().rstrip(".,;!?")}
        elif match["word"].lower() in _WORDS and not (_is_pair(text, match) or _is_again(text, match)):
            value = _WORDS[match["word"].lower()]
            coins = text[match.end() :].lstrip().lower().startswith(("cent", "pence"))
            held: set[Decimal | str] = {value, value / 100} if coins else {value}
            yield literal, _of_digits(value) if _DIGITS.match(text, match.end()) else held


def _is_pair(text: str, match: re.Match[str]) -> bool:
    """Whether "two" only says that there is another one: "between two shifts", "two at once", "the two swap"."""
    before, behind = text[: match.start()].rstrip()[-7:].lower(), text[match.end() :]
    both = before.split()[-1:] == ["the"] and _THE_TWO.match(behind) is not None
    return match["word"].lower() == "two" and (before == "between" or both or _AT_ONCE.match(behind) is not None)


def _is_again(text: str, match: re.Match[str]) -> bool:
    """Whether "twice" only says that it is done again: "nobody enrols twice"; but not in "never more than twice"."""
    return match["word"].lower() == "twice" and _NOT_AGAIN.search(text[: match.start()]) is not None


def _held(specification: Specification) -> Iterator[Decimal | str]:
    """Every value and text in the Specification, apart from the copies of the text itself."""
    for part in parts_within(specification):
        if isinstance(part, SourceSentence | Clause | Requirement):
            continue
        if isinstance(part, Literally):
            yield from _forms(part.value)
        elif isinstance(part, Play):
            yield from (Decimal(part.ticks), Decimal(part.players))
        elif isinstance(part, Recurrence):
            yield from (Decimal(value) for value in (part.every, part.day, *part.weekdays) if value is not None)
            yield from _forms(part.at)
            yield from _forms(part.anchor)
        for name in type(part).model_fields:
            if name not in _PROSE:
                yield from _texts(getattr(part, name))


def _texts(value: object) -> Iterator[Decimal | str]:
    """Texts, and the numbers that stand in them."""
    if isinstance(value, str):
        yield value.strip().lower().rstrip(".,;!?")
        for _, values in _literals(value):
            yield from values
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from _texts(_spelt(value))


def _spelt(value: object) -> object:
    """A JSON value with its numbers as texts."""
    if isinstance(value, dict):
        return [_spelt(item) for item in value.values()]
    return [_spelt(item) for item in value] if isinstance(value, tuple | list) else str(value)


def _forms(value: str | int | bool | None) -> Iterator[Decimal | str]:
    if value is None or isinstance(value, bool):
        return
    written = str(value)
    yield written[:10]
    if re.match(r"\d{2}:\d{2}", written):
        yield written[:5]
        yield Decimal(written[:2])
    elif re.match(r"\d{4}-\d{2}-\d{2}", written):
        yield written[11:16]
        yield from (Decimal(written[:4]), Decimal(written[8:10]))  # "1 January 2026"
    try:
        yield Decimal(written)
        yield abs(Decimal(written))  # "two days before" moves a date by -2
    except InvalidOperation:
        return
