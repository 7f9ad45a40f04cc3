"""Owns what a text says of a game in which a body bounces about a field: its measures, the body, and words for all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from autogenesis.language._draft import Draft
from autogenesis.language._skeleton import Unit
from autogenesis.language._text import Span

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fifteen": 15, "twenty": 20, "twenty-one": 21, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
NUM = rf"(?:\d+|(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b)"
CELLS = r"(?:cells?|squares?|places?|characters?|positions?|spaces?)"
EACH = r"(?:per|(?:with\s+|in\s+|on\s+|for\s+|at\s+)?(?:each|every)|an?)"
_AXES = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1), "upper": (0, -1), "lower": (0, 1)}
_WAY = r"(?:right|left|up|down|upper|lower)(?:wards?)?"
_MOVES = r"(?:moving|moves?|travels?|travelling|flies|flying|goes|going|advances?|rolls?|glides?|slides?)"
_TICK = rf"(?!(?:columns?|rows?|{CELLS}|{_WAY})\b)(?P<tick>[a-z]+)\b"
_SAID = re.compile(rf"{NUM}|columns?|rows?|{CELLS}|{_WAY}|diagonally|and|to|the|then|towards?|on|in|straight|[,\s]")
_PLACE = (
    r"(?:column\s+(?P<column>\d+)\s*,?\s*(?:and\s+|of\s+|in\s+)?row\s+(?P<row>\d+)|row\s+(?P<row_>\d+)\s*,?\s*(?:and\s+|of\s+|in\s+)?column\s+(?P<column_>\d+)"
    r"|\(\s*(?P<x>\d+)\s*,\s*(?P<y>\d+)\s*\)|the\s+(?:middle|centre|center)\b(?:\s+of\s+the\s+[a-z]+)?)"
)
_STARTS = re.compile(
    rf"(?:^|(?<=,\s)|(?<=and\s))(?:it|the\s+(?P<body>[a-z]+))\s+(?:starts?|begins?|is\s+placed|is\s+served|appears|waits|sits)\s+(?:off\s+)?(?:at\s+|in\s+|on\s+|from\s+)?{_PLACE}"
)
_TICKING = (
    re.compile(
        rf"(?:(?:it|the\s+(?P<body>[a-z]+))\s+)?{_MOVES}\s+(?P<how>[^.;:]*?)\s*,?\s+{EACH}\s+{_TICK}(?P<more>\s*,?\s*(?:diagonally\s+|to\s+the\s+|towards?\s+the\s+|{_WAY}\b)(?:{_WAY}\b|and|to|the|\s)*)?"
    ),
    re.compile(
        rf"^(?:with\s+|in\s+|on\s+|at\s+)?(?:each|every)\s+{_TICK}\s*,?\s+(?:it|the\s+(?P<body>[a-z]+))\s+{_MOVES}\s+(?P<how>[^.;:]*?)(?P<more>)\s*[.;:]?$"
    ),
)
_FIELD = r"(?P<lead>(?:(?:it\s+is\s+)?played\s+)?(?:(?:on|in)\s+)?(?:the|an?)\s+[a-z]+\s+(?:is|has|measures|of|with|counts)\s+)?"
_WIDE, _HIGH = r"columns?(?:\s+(?:wide|across|broad))?", r"rows?(?:\s+(?:high|tall|deep|long))?"
_BY = r"\s*(?:,|and|by|×|x)?\s*(?:and\s+|by\s+)?"
_SIZE = (
    re.compile(rf"{_FIELD}(?P<columns>{NUM})\s+{_WIDE}{_BY}(?P<rows>{NUM})\s+{_HIGH}"),
    re.compile(rf"{_FIELD}(?P<rows>{NUM})\s+{_HIGH}{_BY}(?P<columns>{NUM})\s+{_WIDE}"),
    re.compile(rf"{_FIELD}(?P<columns>\d+)\s*(?:by|×|x)\s*(?P<rows>\d+)\s+{CELLS}"),
)
_NAMED = re.compile(
    r"^(?:(?:the\s+product|the\s+game|this|it)\s+is|(?:please\s+)?(?:make|build|write)(?:\s+us)?|we\s+(?:want|need|would\s+like)|(?:could|can)\s+you\s+(?:make|build|write)(?:\s+us)?)\s+"
    r"(?:an?\s+)?(?P<name>[a-z][a-z -]*?)(?:,?\s+for\s+(?:one|two|a\s+single)(?:\s+(?:players?|people|persons?))?)?\s*,?\s+(?:in|for|on)\s+the\s+terminal\b"
)
_SECONDS = (
    re.compile(rf"^(?:there\s+are\s+)?(?P<many>{NUM})\s+(?P<tick>[a-z]+)s\s+(?:per|an?|each|every|in\s+a)\s+second\b"),
    re.compile(r"^an?\s+(?P<tick>[a-z]+)\s+(?:is|lasts|takes)\s+(?P<long>\d+(?:\.\d+)?)\s+(?:of\s+a\s+)?seconds?\b"),
)


@dataclass
class BarTerms:
    """A bar as far as it has been told."""

    line: int
    lies: bool
    name: str = ""
    length: int = 0
    covers: tuple[int, int] | None = None
    back: str = ""
    forth: str = ""
    step: int = 0


@dataclass
class Rally:
    """The terms of the game, with where each was said."""

    body: str = ""
    tick: str = ""
    columns: int = 0
    rows: int = 0
    start: tuple[int, int] | None = None
    middle: bool = False
    motion: tuple[int, int] = (0, 0)
    bar: str = ""
    bars: list[BarTerms] = field(default_factory=list)
    walls: set[str] = field(default_factory=set)
    beyond: bool = False
    missed: bool = False
    scores: bool = False
    life: str = ""
    lives: int = 0
    winning: int = 0
    hit_points: int = 0
    faster: Decimal = Decimal(0)
    fastest: int = 0
    serve: str = "same"
    seconds: str = ""
    ticks: int = 1
    inside: bool = False
    downwards_first: bool = False
    """Whether the keys were told in the order down and up, or right and left."""
    claims: dict[Span, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether enough is said to play."""
        keyed = bool(self.bars) and all(each.length and each.back and each.forth for each in self.bars)
        placed = self.start is not None or self.middle
        return bool(self.columns > 2 and self.rows > 2 and any(self.motion) and placed and keyed and self.missed)

    def place(self, pattern: str) -> Span:
        """Where something was said; else where the body's motion is told."""
        found = {name: span for span, name in self.claims.items()}
        return found.get(pattern, found["motion"])

    def note(self, unit: Unit, found: re.Match[str], pattern: str) -> None:
        """Keep where something was said."""
        start = unit.span[0]
        self.claims[(start + found.start(), start + found.end())] = pattern


def said(unit: Unit) -> str:
    """The sentence in small letters on one line; every character keeps its place."""
    text = unit.text.replace("’", "'")
    return re.sub(r"\s", " ", text.lower() if len(text.lower()) == len(text) else text)


def number(text: str) -> int:
    """The number that a word or figure stands for."""
    return int(text) if text.isdigit() else _WORDS[text]


def body_of(unit: Unit) -> str:
    """What is said to start somewhere, so that "it" can move on from there; empty where nothing is."""
    found = _STARTS.search(said(unit))
    return found["body"] or "" if found else ""


def read_motion(unit: Unit, made: Rally) -> bool:
    """ "… moving a column right and a row down per tick." """
    text = said(unit)
    for pattern in _TICKING:
        for found in pattern.finditer(text):
            motion = _motion(f"{found['how']} {found['more'] or ''}")
            if motion is None:
                continue
            made.motion, made.tick = motion, found["tick"]
            made.body = found["body"] or made.body
            made.note(unit, found, "motion")
            return True
    return False


def _motion(how: str) -> tuple[int, int] | None:
    """Columns and rows: "a column right and a row down", "two cells, diagonally to the lower left"; None if unclear."""
    if _SAID.sub("", how):
        return None
    pairs = re.findall(rf"({NUM})\s+(?:columns?|rows?|{CELLS})\s+(?:to\s+the\s+|straight\s+)?({_WAY})", how)
    ways = re.findall(rf"\b{_WAY}\b", how)
    counted = re.findall(rf"({NUM})\s+(?:columns?|rows?|{CELLS})", how)
    if len(pairs) == len(ways) == len(counted):
        steps = [(number(count), way) for count, way in pairs]
    elif len(counted) == 1:
        steps = [(number(counted[0]), way) for way in ways]
    else:
        return None
    across = sum(count * _AXES[_bare(way)][0] for count, way in steps)
    down = sum(count * _AXES[_bare(way)][1] for count, way in steps)
    axes = [_AXES[_bare(way)][0] != 0 for _, way in steps]
    return (across, down) if steps and len(axes) == len(set(axes)) else None


def _bare(way: str) -> str:
    return re.sub(r"wards?$", "", way)


def read_field(unit: Unit, made: Rally, draft: Draft) -> None:
    """The measures of the field, where the body starts, what the game is called, how fast ticks come."""
    text = said(unit)
    found = _STARTS.search(text)
    if found is not None and made.start is None and not made.middle and found["body"] in (None, made.body, ""):
        column, row = found["column"] or found["column_"] or found["x"], found["row"] or found["row_"] or found["y"]
        made.start = (int(column), int(row)) if column and row else None
        made.middle = made.start is None
        made.note(unit, found, "start")
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
