"""How the agents of one run speak: their names, their manners, and which fields they fill in."""

import itertools
import random
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from benchmarks.loops.strangers_b._trades import Trade

T = TypeVar("T")


@dataclass(frozen=True)
class Note:
    """One message before it is written down."""

    sender: str
    receiver: str | None
    action: str
    text: str
    outcome: str | None
    body: str | None
    score: float | None


Work = Iterator[Note | None]
"""The messages of a piece of work; None stands before the first message of a loop."""

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_FORENAMES = (
    "Ines Tomas Priya Olu Hanna Marek Sefa Dario Yuki Bela Noor Anton Greta Kofi Lena Ravi Solveig Mateo Zofia Emre "
    "Adaeze Jonas Mirela Tariq Freya Paolo Aiko Ruben Nadia Viktor Salome Idris Clara Pavel Leila Oskar"
).split()
_WORDS_FOR = {
    "ok": ("ok", "ok", "done", "success", "accepted", "completed"),
    "rejected": ("rejected", "rejected", "refused", "denied", "returned"),
    "pending": ("pending", "pending", "waiting", "open", "in_progress"),
    "failed": ("failed", "failed", "error", "failure", "not_ok"),
    "timeout": ("timeout", "timeout", "no_answer", "timed_out"),
    "429": ("429", "429", "busy", "rate_limited"),
}
_FLAT = ("message", "say", "note", "post", "mail")
_HELLO = (
    "[Good morning|Morning|Hello|Hi|Dear colleague|Good day], ",
    "[For your attention|As agreed|To be quick about it|Briefly|Just so you know]: ",
    "[@|To ]{to}: ",
    "{to}, ",
)
_CLOSE = (
    " [Thank you|Thanks|Many thanks|Kind regards|Best], {me}.",
    " [Let me know|Tell me|Say so] if [anything is unclear|you see it otherwise|that does not suit you].",
    " [I have|I've] [put it in|written it into] the [day book|log|file|register].",
    " By the way, {aside}.",
    " ({aside})",
    " I [shall|will] be [at my desk|on the floor|next door] [until {clock}|for the next hour|all day].",
)

_ASIDES = (
    "{client} [rang|called|looked in|left a card] [this morning|twice|an hour ago|before lunch]",
    "[everybody|half the house|the new one] [talks|asks|worries] about {topic}",
    "I [slept badly|had to run for the tram|forgot my glasses|owe you a coffee][, sorry|]",
    "[the clock|the window|the door|the radiator] in [the corridor|room 3|the hall] [is stuck|needs oil|rattles] again",
    "it is [somebody's birthday|market day|pay day|a long week]",
)


@dataclass
class Manner:
    """What stays the same throughout one run."""

    names: int
    case: int
    rote: float
    chatty: float
    clock: int
    outcomes: str
    hashes: str
    scores: bool
    flat: str | None
    refs: int
    broadcast: float
    said: dict[str, str] = field(default_factory=dict)

    @classmethod
    def drawn(cls, rng: random.Random) -> "Manner":
        return cls(
            names=rng.randrange(6),
            case=rng.choice([0, 0, 0, 0, 1, 1, 2]) if rng.random() < 0.9 else 3,
            rote=rng.choice([0.0, 0.0, 0.3, 0.6, 0.9, 1.0]),
            chatty=rng.choice([0.0, 0.05, 0.2, 0.5]),
            clock=rng.choice([0, 0, 0, 1, 2]),
            outcomes=rng.choice(["none", "some", "some", "always", "always", "rare"]),
            hashes=rng.choice(["none", "none", "bodies", "bodies", "all"]),
            scores=rng.random() < 0.45,
            flat=rng.choice(_FLAT) if rng.random() < 0.15 else None,
            refs=rng.randrange(6),
            broadcast=rng.choice([0.0, 0.0, 0.1, 0.5]),
        )


class Desk:
    """One run: a trade, its people, its clock and its manner of writing."""

    def __init__(self, rng: random.Random, trade: Trade) -> None:
        self.rng = rng
        self.trade = trade
        self.manner = Manner.drawn(rng)
        self._minutes = rng.randrange(5 * 60, 15 * 60)
        self._pace = rng.choice([1, 3, 8, 20, 45])
        self._number = rng.randrange(20, 9000)
        self._people = dict(zip(trade.roles, rng.sample(_FORENAMES, len(trade.roles)), strict=True))
        self._words = {plain: rng.choice(words) for plain, words in _WORDS_FOR.items()}

    def pick(self, options: Sequence[T]) -> T:
        return self.rng.choice(options)

    def some(self, options: Sequence[T], count: int) -> list[T]:
        return self.rng.sample(options, min(count, len(options)))

    def between(self, low: int, high: int) -> int:
        return self.rng.randint(low, high)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def crew(self, count: int) -> list[str]:
        """So many different agents, as this run calls them."""
        return [self._called(role) for role in self.rng.sample(self.trade.roles, count)]

    def clients(self) -> Iterator[str]:
        """Customers without end, the next always another than the last ones."""
        while True:
            names = self.rng.sample(self.trade.clients, len(self.trade.clients))
            for name in names:
                yield self.pick((name, name, f"{name} {self.pick(('& Sons', 'junior', 'senior', 'East', 'West'))}"))

    def ref(self) -> str:
        """A new running number in the manner of this run."""
        self._number += self.rng.randint(1, 7)
        number, year = self._number, 2019 + self._number % 8
        head = self.trade.name[:2].upper()
        return (
            f"#{number}",
            f"{head}-{number:05d}",
            f"{number}/{year}",
            f"no. {number}",
            f"{head}{number}{chr(65 + number % 26)}",
            f"{year}-{number}",
        )[self.manner.refs]

    @property
    def minutes(self) -> int:
        """Minutes since the first midnight."""
        return self._minutes

    def typical(self, messages: int) -> int:
        """How many minutes so many messages take."""
        return messages * (self._pace + 1) // 2

    def clock(self, ahead: int = 0) -> str:
        minutes = (self._minutes + ahead) % (24 * 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"

    def say(
        self, who: str, to: str | None, action: str, pattern: str, outcome: str | None = None, /, **slots: object
    ) -> Note:
        """One message: the pattern's choices made, its slots filled, in the manner of the run."""
        self._minutes += self.rng.randint(1, self._pace)
        body, score = slots.pop("body", None), slots.pop("score", None)
        text = self.spell(pattern, slots | {"me": who, "to": to or "all"})
        if self.manner.broadcast and self.chance(self.manner.broadcast * 0.4):
            to = None
        return Note(
            who,
            to,
            self.manner.flat or action,
            self._written(text, who, to),
            self._outcome(outcome),
            self._content(body, text),
            round(float(str(score)), 2) if score is not None and self.manner.scores else None,
        )

    def spell(self, pattern: str, slots: dict[str, object]) -> str:
        if self.chance(self.manner.rote):
            if pattern not in self.manner.said:
                self.manner.said[pattern] = self._chosen(pattern)
            return self.manner.said[pattern].format_map(slots)
        return self._chosen(pattern).format_map(slots)

    def _chosen(self, pattern: str) -> str:
        while found := _CHOICE.search(pattern):
            pattern = pattern[: found.start()] + self.pick(found[1].split("|")) + pattern[found.end() :]
        return pattern

    def _called(self, role: str) -> str:
        name = self._people[role]
        title = role.title()
        return (
            role.replace(" ", "_"),
            title.replace(" ", ""),
            f"{name} ({role})",
            name,
            f"{role.replace(' ', '-')}-{zlib.crc32(name.encode()) % 9 + 1}",
            title,
        )[self.manner.names]

    def _written(self, text: str, who: str, to: str | None) -> str:
        extra = {"me": who, "to": to or "all", "clock": self.clock(30), "aside": self._aside()}
        if self.chance(self.manner.chatty):
            text = self._chosen(self.pick(_HELLO)).format_map(extra) + (
                text if text.startswith(("I ", "I'")) else text[:1].lower() + text[1:]
            )
        if self.chance(self.manner.chatty):
            text += self._chosen(self.pick(_CLOSE)).format_map(extra)
        if self.manner.clock == 1:
            text = f"{self.clock()} {text}"
        elif self.manner.clock == 2:
            text = f"{text} [{self.clock()}]"
        text = " ".join(text.split()[:80])
        if self.manner.case in (0, 2):
            text = text[:1].upper() + text[1:]
        if self.manner.case == 2:
            return text.rstrip(".")
        return {0: text, 1: text.lower(), 3: text.upper()}[self.manner.case]

    def _aside(self) -> str:
        if self.chance(0.6):
            return self.pick(self.trade.asides)
        return self._chosen(self.pick(_ASIDES)).format(
            client=self.pick(self.trade.clients), topic=self.pick(self.trade.topics)
        )

    def _outcome(self, outcome: str | None) -> str | None:
        kept = {"none": 0.0, "rare": 0.2, "some": 1.0, "always": 1.0}[self.manner.outcomes]
        if outcome is None:
            return self._words["ok"] if self.manner.outcomes == "always" else None
        return self._words.get(outcome, outcome) if self.chance(kept) else None

    def _content(self, body: object, text: str) -> str | None:
        if self.manner.hashes == "none" or (body is None and self.manner.hashes != "all"):
            return None
        content = str(body) if body is not None else text
        return f"{zlib.crc32(content.encode()):08x}{zlib.adler32(content.encode()):08x}"


def rounds(limit: int | None) -> Iterator[int]:
    """So many rounds, or rounds without end."""
    return itertools.count() if limit is None else iter(range(limit))
