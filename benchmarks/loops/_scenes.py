"""Development windows from scenes.txt: each scene is told again and again, of the same or of ever other things.

A scene begins with `== name loop|work|both least-most`: what it is (both: it is made in two kinds), and how many rounds
it has. Its lines are `[chance%] [end:] sender > receiver | action | more | text`, with ` // ` between ways to say it.
In `more` stand an outcome (`?ok`: in some windows), `art:new|same|flip` (a fresh, an unchanged, one of two artefacts)
or `score:up|flat|zig`. A slot `{noun}` is filled once in a loop, and anew in each round of work; `{noun*}` is filled
anew each time, `{noun=}` once; `{noun2}` is another of the kind; `{n+}` and `{n-}` count the rounds.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.loops._opening import begin
from benchmarks.loops._talk import Shape, Talk
from benchmarks.loops._vocabulary import (
    ADJECTIVES,
    NOUNS,
    PEOPLE,
    PLACES,
    VERBS,
    Cast,
    cast,
    plain,
)

_LINE: Final = re.compile(r"(?:(\d+)% )?(end: )?([^>|]+)>([^|]*)\|([^|]*)\|([^|]*)\|(.*?)(?:\| (art:\S+))?$")
_SLOT: Final = re.compile(r"\{([A-Za-z]+)(\d*)([*=+-]?)\}")
_FILLERS: Final = (
    "to be honest|I dare say|as things stand|on reflection|when all is said|in a manner of speaking|one way or another|"
    "by and large|at the end of the day|strictly speaking|so to speak|if I may|from another angle|seen in that light|"
    "leaving aside the details|for what it is worth|as it happens|broadly|in principle|all in all|as ever|mind you"
).split("|")
_POOLS: Final[dict[str, tuple[str, ...]]] = {
    "noun": tuple(NOUNS),
    "module": tuple(f"{noun}-core" for noun in NOUNS),
    "dir": tuple(f"/srv/{noun}" for noun in NOUNS),
    "flag": tuple(f"--with-{noun}" for noun in NOUNS[:40]),
    "file": tuple(f"{verb}_{noun}.py" for verb in VERBS for noun in NOUNS[:30]),
    "adj": tuple(ADJECTIVES),
    "verb": tuple(VERBS),
    "person": tuple(PEOPLE),
    "city": tuple(PLACES),
    "filler": tuple(_FILLERS),
    "trim": tuple("today again now indeed still please really surely anyway then actually immediately".split()),
    "day": tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
    "month": tuple("January March April June July August October December".split()),
    "piece": tuple("Knight Bishop Queen Pawn Rook King".split()),
    "CUR": tuple("EUR USD GBP JPY CHF SEK".split()),
    "year": tuple(map(str, range(1900, 2026))),
    "letter": tuple("ABCDEF"),
    "digit": tuple("0123456789"),
    "cell": tuple(f"{a}{b}" for a in "abcdefgh" for b in range(1, 9)),
}


@dataclass(frozen=True)
class _Said:
    """One line of a scene."""

    chance: float
    last: bool
    sender: str
    receiver: str
    action: str
    more: str
    ways: tuple[str, ...]


@dataclass
class _Telling:
    """A scene while it is told."""

    rng: random.Random
    once: bool
    who: Cast
    round: int = 0
    start: int = 0
    lasting: dict[str, str] = field(default_factory=dict)
    current: dict[str, str] = field(default_factory=dict)

    def filled(self, text: str) -> str:
        """The text with its slots filled."""
        return _SLOT.sub(self._slot, text).replace("\\n", "\n")

    def _slot(self, match: re.Match[str]) -> str:
        kind, number, how = match.groups()
        if how in ("+", "-") and how:
            return str(self.start + self.round if how == "+" else 60 - self.round)
        if how == "*":
            return self._new(kind)
        kept = self.lasting if self.once or how == "=" else self.current
        return kept.setdefault(kind + number, self._new(kind))

    def _new(self, kind: str) -> str:
        rng = self.rng
        if kind == "int":
            return str(rng.randrange(2, 900))
        if kind == "id":
            return f"{rng.choice(('A', 'REQ-', 'job-', 'K', ''))}{rng.randrange(1000, 99999)}"
        if kind == "hash":
            return f"{rng.getrandbits(48):012x}"
        if kind == "time":
            return f"{rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}"
        if kind == "sentence":
            return plain(rng)
        if kind == "reversed":
            return " ".join(word[::-1] for word in plain(rng).split())
        return rng.choice(_POOLS[kind])


@dataclass(frozen=True)
class _Scene:
    """What is said in each round, and how many rounds there are."""

    lines: tuple[_Said, ...]
    rounds: range
    loop: bool

    def shape(self, talk: Talk) -> None:
        """A window of it: now and then after some rounds of other work, or some talk."""
        rng = talk.rng
        chance = rng.random()
        who = begin(talk) if chance < 0.4 else cast(rng)
        if chance > 0.7:
            rng.choice(_WORK).told(talk, who, rng.randrange(1, 4))
        if self.loop:
            talk.goes_wrong()
        self.told(talk, who, rng.choice(self.rounds))

    def told(self, talk: Talk, who: Cast, count: int) -> None:
        """So many rounds of it."""
        rng = talk.rng
        telling = _Telling(rng, self.loop, who, start=rng.randrange(1, 40))
        given = {
            each.more: [part for part in each.more.split() if not _is_rare(part) or rng.random() < 0.55]
            for each in self.lines
        }
        states, level = (talk.fresh(), talk.fresh()), rng.randrange(200, 700) / 1000
        for telling.round in range(count):
            telling.current.clear()
            for each in self.lines:
                if (not each.last or telling.round == count - 1) and rng.random() < each.chance:
                    way = each.ways[telling.round % len(each.ways)] if "flip" in each.more else rng.choice(each.ways)
                    _say(talk, telling, each, way, _more(talk, given[each.more], telling.round, states, level))


def _scenes(kinds: tuple[str, ...], *, loop: bool) -> dict[str, _Scene]:
    made = {}
    for block in (Path(__file__).parent / "scenes.txt").read_text("utf-8").split("\n== ")[1:]:
        head, *rest = block.strip().splitlines()
        name, kind, rounds = head.split()
        if kind in kinds:
            least, most = map(int, rounds.split("-"))
            made[f"scene_{name}"] = _Scene(tuple(map(_said, rest)), range(least, most), loop)
    return made


def _said(line: str) -> _Said:
    match = _LINE.match(line)
    if match is None:
        raise ValueError(f"not a line of a scene: {line}")
    chance, last, sender, receiver, action, more, text, art = match.groups()
    return _Said(
        int(chance or 100) / 100, bool(last), sender.strip(), receiver.strip(), action.strip(),
        f"{more} {art or ''}".strip(), tuple(way.strip() for way in f" {text} ".split(" // ")),
    )  # fmt: skip


def _say(talk: Talk, telling: _Telling, each: _Said, way: str, more: dict[str, object]) -> None:
    sender, receiver = (_called(telling, name) for name in (each.sender, each.receiver))
    talk.say(sender or "agent", receiver or None, each.action, telling.filled(way), **more)


def _called(telling: _Telling, name: str) -> str:
    if len(name) == 1 and name in "ABCDEF":
        return telling.who.names["ABCDEF".index(name)]
    return telling.filled(name)


def _is_rare(part: str) -> bool:
    return part.startswith("?") or ":?" in part


def _more(talk: Talk, given: list[str], turn: int, states: tuple[str, str], level: float) -> dict[str, object]:
    more: dict[str, object] = {}
    for part in given:
        what, _, how = part.replace("?", "").partition(":")
        if what == "art":
            more["artefact_hash"] = talk.fresh() if how == "new" else states[turn % 2 if how == "flip" else 0]
        elif what == "score":
            noise = talk.rng.random() / 50
            more["score"] = round(
                level + (turn * 0.02 + noise if how == "up" else -noise if how == "flat" or turn % 2 else 0.0), 4
            )
        else:
            more["outcome"] = what
    return more


_LOOPS: Final = _scenes(("both", "loop"), loop=True)
_WORK_BY_NAME: Final = _scenes(("both", "work"), loop=False)
_WORK: Final = tuple(_WORK_BY_NAME.values())
SCENES_THAT_LOOP: Final[dict[str, Shape]] = {name: scene.shape for name, scene in _LOOPS.items()}
SCENES_OF_WORK: Final[dict[str, Shape]] = {name: scene.shape for name, scene in _WORK_BY_NAME.items()}
