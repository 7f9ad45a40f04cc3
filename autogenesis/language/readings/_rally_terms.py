"""Owns what a text says of a game in which a body bounces about a field: the body, its start and its motion."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language.readings._play_terms import CELLS, EACH, NUM, PLACE, TICK, WAY, Played, number, place_of, said

_AXES = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1), "upper": (0, -1), "lower": (0, 1)}
_MOVES = r"(?:moving|moves?|travels?|travelling|flies|flying|goes|going|advances?|rolls?|glides?|slides?)"
_SAID = regex(rf"{NUM}|columns?|rows?|{CELLS}|{WAY}|diagonally|and|to|the|then|towards?|on|in|straight|[,\s]")
_STARTS = regex(
    rf"(?:^|(?<=,\s)|(?<=and\s))(?:it|the\s+(?P<body>[a-z]+))\s+(?:starts?|begins?|is\s+placed|is\s+served|appears|waits|sits)\s+(?:off\s+)?(?:at\s+|in\s+|on\s+|from\s+)?{PLACE}"
)
_TICKING = (
    regex(
        rf"(?:(?:it|the\s+(?P<body>[a-z]+))\s+)?{_MOVES}\s+(?P<how>[^.;:]*?)\s*,?\s+{EACH}\s+{TICK}(?P<more>\s*,?\s*(?:diagonally\s+|to\s+the\s+|towards?\s+the\s+|{WAY}\b)(?:{WAY}\b|and|to|the|\s)*)?"
    ),
    regex(
        rf"^(?:with\s+|in\s+|on\s+|at\s+)?(?:each|every)\s+{TICK}\s*,?\s+(?:it|the\s+(?P<body>[a-z]+))\s+{_MOVES}\s+(?P<how>[^.;:]*?)(?P<more>)\s*[.;:]?$"
    ),
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
class Rally(Played):
    """The terms of the game, with where each was said."""

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
    inside: bool = False
    downwards_first: bool = False
    """Whether the keys were told in the order down and up, or right and left."""

    @property
    def complete(self) -> bool:
        """Whether enough is said to play."""
        keyed = bool(self.bars) and all(each.length and each.back and each.forth for each in self.bars)
        placed = self.start is not None or self.middle
        return bool(self.columns > 2 and self.rows > 2 and any(self.motion) and placed and keyed and self.missed)


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
    pairs = re.findall(rf"({NUM})\s+(?:columns?|rows?|{CELLS})\s+(?:to\s+the\s+|straight\s+)?({WAY})", how)
    ways = re.findall(rf"\b{WAY}\b", how)
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


def read_start(unit: Unit, made: Rally) -> None:
    """ "The ball starts at column 20, row 8." """
    found = _STARTS.search(said(unit))
    if found is not None and made.start is None and not made.middle and found["body"] in (None, made.body, ""):
        made.start = place_of(found)
        made.middle = made.start is None
        made.note(unit, found, "start")
