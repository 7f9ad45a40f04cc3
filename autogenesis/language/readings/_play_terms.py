"""Owns the words in which texts tell of games in the terminal: numbers, cells, places, the measures of a field, the pace."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from autogenesis.language._draft import Draft
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._text import Span

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20,
    "twenty-one": 21, "twenty-five": 25, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "eighty": 80, "hundred": 100,
}  # fmt: skip
_LONGEST = 400
_MODAL = regex(r"\b(?:shall|must|will|should)\s+(?P<more>(?:never|also|always|then)\s+)?(?P<verb>[a-z]+)\b")
NUM = rf"(?:\d+|(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b)"
CELLS = r"(?:cells?|squares?|places?|characters?|positions?|spaces?)"
EACH = r"(?:per|(?:with\s+|in\s+|on\s+|for\s+|at\s+)?(?:each|every)|an?)"
WAY = r"(?:right|left|up|down|upper|lower)(?:wards?)?"
TICK = rf"(?!(?:columns?|rows?|{CELLS}|{WAY})\b)(?P<tick>[a-z]+)\b"
PLACE = (
    r"(?:column\s+(?P<column>\d+)\s*,?\s*(?:and\s+|of\s+|in\s+)?row\s+(?P<row>\d+)|row\s+(?P<row_>\d+)\s*,?\s*(?:and\s+|of\s+|in\s+)?column\s+(?P<column_>\d+)"
    r"|\(\s*(?P<x>\d+)\s*,\s*(?P<y>\d+)\s*\)|the\s+(?:middle|centre|center)\b(?:\s+of\s+the\s+[a-z]+)?)"
)
_FIELD = r"(?P<lead>(?:(?:it\s+is\s+)?played\s+)?(?:(?:on|in)\s+)?(?:the|an?)\s+[a-z]+\s+(?:is|has|measures|of|with|counts)\s+)?"
_WIDE, _HIGH = r"columns?(?:\s+(?:wide|across|broad))?", r"rows?(?:\s+(?:high|tall|deep|long))?"
_BY = r"\s*(?:,|and|by|×|x)?\s*(?:and\s+|by\s+)?"
_SIZE = (
    regex(rf"{_FIELD}(?P<columns>{NUM})\s+{_WIDE}{_BY}(?P<rows>{NUM})\s+{_HIGH}"),
    regex(rf"{_FIELD}(?P<rows>{NUM})\s+{_HIGH}{_BY}(?P<columns>{NUM})\s+{_WIDE}"),
    regex(rf"{_FIELD}(?P<columns>\d+)\s*(?:by|×|x)\s*(?P<rows>\d+)\s+{CELLS}"),
)
_NAMED = regex(
    r"^(?:(?:(?:the\s+product|the\s+game|this|it)\s+is|(?:please\s+)?(?:make|build|write)(?:\s+us)?|we\s+(?:want|need|would\s+like)|(?:could|can)\s+you\s+(?:make|build|write)(?:\s+us)?)\s+)?"
    r"(?:an?\s+)?(?P<name>[a-z][a-z -]*?)(?:,?\s+for\s+(?:one|two|a\s+single)(?:\s+(?:players?|people|persons?))?)?\s*,?\s+(?:in|for|on)\s+the\s+terminal\b"
)
_SECONDS = (
    regex(rf"^(?:there\s+are\s+)?(?P<many>{NUM})\s+(?P<tick>[a-z]+)s\s+(?:per|an?|each|every|in\s+a)\s+second\b"),
    regex(r"^an?\s+(?P<tick>[a-z]+)\s+(?:is|lasts|takes)\s+(?P<long>\d+(?:\.\d+)?)\s+(?:of\s+a\s+)?seconds?\b"),
)


@dataclass
class Played:
    """What is told of any game in the terminal, with where each was said."""

    body: str = ""
    tick: str = ""
    columns: int = 0
    rows: int = 0
    seconds: str = ""
    ticks: int = 1
    claims: dict[Span, str] = field(default_factory=dict)

    def place(self, pattern: str) -> Span:
        """Where something was said; else where the body's motion is told."""
        found = {name: span for span, name in self.claims.items()}
        return found.get(pattern, found["motion"])

    def note(self, unit: Unit, found: re.Match[str], pattern: str) -> None:
        """Keep where something was said."""
        start, first = unit.span[0], found.start()
        for modal in _MODAL.finditer(unit.text.lower()):  # the verb stands where the modal stood
            first = modal.start() if modal.start() < first < modal.end() else first
        self.claims[(start + first, start + found.end())] = pattern


def said(unit: Unit) -> str:
    """The sentence in small letters on one line, "shall move" as "moves"; every other character keeps its place."""
    text = unit.text.replace("’", "'")
    return _MODAL.sub(_told, re.sub(r"\s", " ", text.lower() if len(text.lower()) == len(text) else text))


def _told(found: re.Match[str]) -> str:
    verb = found["verb"]
    ending = "es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s"
    present = {"have": "has", "be": "is"}.get(verb, f"{verb}{ending}")
    return f"{found['more'] or ''}{present}".rjust(len(found[0]))


def told_shortly(unit: Unit) -> bool:
    """Whether a sentence is of a length in which somebody tells a rule: only those are searched."""
    return len(unit.text) <= _LONGEST


def number(text: str) -> int:
    """The number that a word or figure stands for."""
    return int(text) if text.isdigit() else _WORDS[text]


def place_of(found: re.Match[str]) -> tuple[int, int] | None:
    """Column and row of a place; None where it is the middle."""
    column, row = found["column"] or found["column_"] or found["x"], found["row"] or found["row_"] or found["y"]
    return (int(column), int(row)) if column and row else None


def read_frame(unit: Unit, made: Played, draft: Draft) -> None:
    """The measures of the field, what the game is called, how fast ticks come."""
    text = said(unit)
    for pattern in _SIZE:
        size = pattern.search(text)
        if size is not None and not made.columns:
            made.columns, made.rows = number(size["columns"]), number(size["rows"])
            made.note(unit, size, "measures")
    named = _NAMED.search(text)
    if named is not None and not draft.claimed(unit.span):
        made.note(unit, named, "game")
    for pattern in _SECONDS:
        paced = pattern.search(text)
        if paced is not None and paced["tick"] == made.tick:
            given = paced.groupdict()
            made.seconds, made.ticks = given.get("long") or "1", number(given.get("many") or "1")
            made.note(unit, paced, "pace")
