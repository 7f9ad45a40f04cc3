"""Plays scripts: parses them, casts them with a trade's words, and writes down who says what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from . import _words as words

_NAME = re.compile(r"^# (\w+)((?: \w+=\w+)*) ")
_HEAD = re.compile(r"^([o\-~?x]) (\w)>(\w|\*) (\w+)(?:/(\w+))?((?: \w+=\w+)*): (.*)$")
_CHOICE = re.compile(r"\{([^{}]*\|[^{}]*)\}")
_SLOT = re.compile(r"<(\w+)>")
_BEGIN = re.compile(r"(?<=[a-z][.?!] )[at](?=he |n? )")
_CAPITAL = re.compile(r"<n?(it|item|next|part|fault|deed|place|thing|measure|party)2?>")
_SWAP = {word: group for group in words.SWAPS for word in group}
_SWAPPED = re.compile(r"\b(" + "|".join(sorted(_SWAP, key=len, reverse=True)) + r")\b")


@dataclass(frozen=True, eq=False)
class Step:
    """One message of a script, in all its wordings."""

    sender: str
    receiver: str
    action: str
    outcome: str | None
    options: dict[str, str]
    texts: list[str]
    when: str


@dataclass
class Script:
    """What is said first, in every round, and at the end."""

    name: str
    cap: int = 40
    tongue: str = "en"
    twin: str = ""
    opening: list[Step] = field(default_factory=list)
    rounds: list[Step] = field(default_factory=list)
    closing: list[Step] = field(default_factory=list)


@dataclass
class Said:
    """A message before it is dressed."""

    sender: str
    receiver: str | None
    action: str
    text: str
    outcome: str | None = None
    doc: str | None = None
    score: float | None = None


def scripts(source: str) -> dict[str, list[Script]]:
    """The scripts of a source by their kind; a kind may have several."""
    found: dict[str, list[Script]] = {}
    script = Script("")
    for line in source.strip().replace("\n  ", " ").splitlines():
        if named := _NAME.match(line):
            settings = dict(mark.split("=") for mark in named[2].split())
            cap, tongue = int(settings.get("cap", 40)), settings.get("tongue", "en")
            script = Script(named[1], cap, tongue, settings.get("twin", ""))
            found.setdefault(named[1], []).append(script)
        match = _HEAD.match(line[named.end() :] if named else line)
        if match is None:
            raise ValueError(f"not a line of a script: {line!r}")
        when, sender, receiver, action, outcome, options, texts = match.groups()
        settings = dict(option.split("=") for option in options.split())
        step = Step(sender, receiver, action, outcome, settings, texts.split(" || "), when)
        {"o": script.opening, "x": script.closing}.get(when, script.rounds).append(step)
    return found


class Troupe:
    """A cast with a trade: says the lines of scripts and remembers its wordings."""

    def __init__(self, rng: Random, taken: tuple[str, ...] = ()) -> None:
        self.rng = rng
        self.trade = rng.choice(words.TRADES)
        self.lines: list[Said] = []
        self.ends: list[int] = []
        self.manner = rng.choice(["fixed", "fixed", "varied", "varied", "varied", "turns"])
        self.chatty = rng.choice([0.0, 0.0, 0.0, 0.1, 0.25, 0.6])
        self._patterns: dict[tuple[Step, int], str] = {}
        self._turns: dict[Step, list[str]] = {}
        self._docs: dict[str, str] = {}
        self._hashes = rng.choice(["{:08x}", "{:040x}", "sha256:{:012x}", "v{:06x}", "{:07x}", "etag-{:010X}"])
        self._number = rng.randrange(3, 9000)
        self._stride = rng.choice([1, 1, 1, rng.randrange(2, 40)])
        self._tag = rng.choice(["{}", "#{}", "no. {}", f"{rng.choice('ABKMPRT')}-{{}}", "{}/26", "({})"])
        self.cast = self._people(taken)
        self.slots: dict[str, str] = {}
        self._quiz = rng.sample(words.QUIZ, len(words.QUIZ))
        self._minutes = rng.randrange(360, 900)
        self._day = date(2026, 1, 5) + timedelta(days=rng.randrange(300))
        self.scene(2)

    def _people(self, taken: tuple[str, ...]) -> dict[str, str]:
        rng, trade = self.rng, self.trade
        pools = {
            "humans": words.HUMANS,
            "bots": words.BOTS,
            "roles": [f"{role.replace(' ', '_')}_{n}" for n, role in enumerate(trade["role"] * 5, start=1)],
            "numbers": [f"agent-{n:02d}" for n in range(1, 40)],
        }
        chosen = rng.choice(["humans", "humans", "bots", "bots", "roles", "numbers"])
        names = rng.sample([name for name in pools[chosen] if name not in taken], 6)
        machine = rng.choice([m for m in words.MACHINES if m not in taken])
        user = rng.choice(["user", "customer", "client", "guest", *rng.sample(words.HUMANS, 3)])
        while user in names or user in taken:
            user += "_2"
        return dict(zip("abcdeftu", [*names, machine, user], strict=True))

    def _item(self, thing: str | None = None) -> str:
        self._number += self._stride
        return f"{thing or self.rng.choice(self.trade['thing'])} {self._tag.format(self._number)}"

    def _path(self) -> str:
        self._number += self._stride
        rng = self.rng
        folder = rng.choice(["", "src/", "docs/", "data/", "shared/", "~/"])
        name = f"{rng.choice(words.STEMS)}_{rng.choice(words.STEMS)}{self._number % 97}"
        return f"{folder}{name}{rng.choice(words.ENDINGS)}"

    def scene(self, rounds: int, anew: bool = True) -> None:
        """Fix what a scene is about and how its numbers go; anew: in other words than the scene before."""
        rng, trade = self.rng, self.trade
        self.lasting = dict(self.cast)
        for name in ("part", "fault", "deed", "place", "measure", "party"):
            first, second = rng.sample(trade[name], 2)
            self.lasting |= {name: first, name + "2": second}
        for name in ("doc", "role", "thing", "unit"):
            self.lasting[name] = rng.choice(trade[name])
        low = rng.choice([1, 1, 10, 10, 50]) * rng.randrange(11, 90)
        span = max(rounds * 3, low // 3)
        opt1, opt2 = rng.sample(rng.choice(words.OPTIONS), 2)
        self.lasting |= {
            "it": self._item(), "it2": self._item(), "ref": f"{rng.choice('ABCHQRXZ')}{rng.randrange(1000, 99999)}",
            "p": str(low), "q": str(low + span), "opt1": opt1, "opt2": opt2, "code": rng.choice(words.ERRORS),
            "cmd": rng.choice(words.COMMANDS), "path": self._path(), "path2": self._path(), "path3": self._path(),
            "rule": f"{rng.randrange(2, 19)}.{rng.randrange(1, 9)}", "K": str(rounds),
            "deal": str(low + span // 2), "test": f"test_{rng.choice(words.STEMS)}_{rng.choice(words.STEMS)}",
            "test2": f"test_{rng.choice(words.STEMS)}_{rng.choice('xyz')}{rng.randrange(9)}",
        }  # fmt: skip
        self._docs.clear()
        self.held = False
        if anew:
            self._patterns.clear()
            self._turns.clear()
        count = rounds + 2
        thing = rng.choice([None, rng.choice(trade["thing"])])
        self._items = [self._item(thing) for _ in range(count)]
        self._pct = sorted(rng.sample(range(2, 99), min(count, 97))) + [99] * max(0, count - 97)
        self._low, self._span, self._count = low, span, max(1, rounds)
        worst, good = rng.uniform(0.2, 0.5), rng.uniform(0.85, 0.99)
        self._scores = [worst + (good - worst) * (k + rng.uniform(0, 0.6)) / count for k in range(count)]
        drops = [rng.randrange(1, 6) for _ in range(rounds)]
        self._fails = [sum(drops[k:]) for k in range(1, rounds + 1)] + [0, 0]
        self._plateau = [f"{rng.uniform(0.3, 0.7):.3f}" for _ in range(3)]
        self._field = whole = (0, 2 ** min(12, max(3, rounds)))
        self._goal = rng.randrange(1, self._field[1])
        self._coords = rng.sample([f"{letter}{n}" for letter in "ABCDEFGHJKLMNOPQRST" for n in range(1, 20)], 2 * count)
        self._quiz = self._quiz[14:] + self._quiz[:14]
        self._fresh: dict[str, list[str]] = {}
        self.turn(0)
        self._field = whole

    def _new(self, name: str) -> str:
        """A word of a field that was not the last one used."""
        left = self._fresh.get(name) or self.rng.sample(self.trade[name], len(self.trade[name]))
        self._fresh[name] = left[1:]
        return left[0]

    def turn(self, k: int) -> None:
        """Move what moves from round to round."""
        rng = self.rng
        self._minutes += rng.randrange(1, 9)
        self._day += timedelta(days=1)
        people = [self.cast[letter] for letter in "abcdef"]
        low, high = self._field
        middle = (low + high) // 2
        sure = min(k, len(self._items) - 2)
        width = self._span // 2
        step = width * (k + 1) // (self._count + 1)
        rise = max(2, self._low // 20)
        x, y = rng.randrange(3, 60), rng.randrange(3, 60)
        quiz = self._quiz[k % len(self._quiz)]
        digits = 3 if self._count > 18 else 2
        self.slots = self.lasting | {
            "k": str(k + 1), "k1": str(k + 2), "left": str(max(0, self._count - k - 1)),
            "num": str(rng.randrange(100, 9999)),
            "hex": f"{rng.randrange(16**6):06x}", "clock": f"{self._minutes // 60 % 24:02d}:{self._minutes % 60:02d}",
            "date": self._day.isoformat(), "day": self._day.strftime("%A"), "item": self._items[sure],
            "next": self._items[sure + 1], "r": people[k % 4], "s": people[(k + 1) % 4],
            "pct": str(self._pct[sure]), "rise": str(self._low + step), "fall": str(self._low + self._span - step),
            "score": f"{self._scores[sure]:.{digits}f}", "fails": str(self._fails[sure]),
            "flat": rng.choice(self._plateau), "bid": str(self._low + (k + 1) * rise),
            "bid2": str(self._low + (k + 1) * rise - rise // 2),
            "best": max(self._plateau), "lo": str(low), "hi": str(high), "mid": str(middle), "x": str(x), "y": str(y),
            "mul": str(x * y), "coord": self._coords[2 * sure], "coord2": self._coords[2 * sure + 1],
            "ques": quiz[0], "ans": quiz[1], "newpath": self._path(),
            "count": str(rng.randrange(12, 900)), "down": str(max(0, self._count - k)),
            "half": "upper" if self._goal > middle else "lower",
        }  # fmt: skip
        self._field = (middle, high) if self._goal > middle else (low, middle)
        for name in ("part", "fault", "deed", "place", "measure", "party"):
            self.slots["n" + name] = self._new(name)
            self.slots["n" + name + "2"] = self._new(name)

    def hold(self, fresh: bool = False) -> None:
        """Let time go on and nothing else: the next round is about what the last one was about."""
        before, field, day = self.slots, self._field, self._day
        self.turn(0)
        moving = ["num", "hex", "clock"] + ["newpath"] * fresh
        self.slots = before | {name: self.slots[name] for name in moving}
        self._field, self._day, self.held = field, day, not fresh

    def _choose(self, text: str) -> str:
        while match := _CHOICE.search(text):
            text = text[: match.start()] + self.rng.choice(match[1].split("|")) + text[match.end() :]
        fillers = self.rng.sample(words.FILLERS, 3)
        while fillers and text[:1] not in "{|$#" and self.rng.random() < self.chatty:
            dot = "" if text[-1:] in ".?!:" else "."
            text = self.rng.choice([f"{text}{dot} {fillers[0]}", f"{fillers[0]} {text}"])
            del fillers[0]
        return _SWAPPED.sub(lambda match: self.rng.choice(_SWAP[match[1]]), text)

    def _wording(self, step: Step) -> str:
        if self.manner == "varied":
            return self._choose(self.rng.choice(step.texts))
        if self.manner == "turns":
            left = self._turns.get(step) or self.rng.sample(step.texts, len(step.texts))
            self._turns[step] = left[1:]
            which = step.texts.index(left[0])
        else:
            which = -1
        if (step, which) not in self._patterns:
            text = step.texts[which] if which >= 0 else self.rng.choice(step.texts)
            self._patterns[step, which] = self._choose(text)
        return self._patterns[step, which]

    def fill(self, text: str) -> str:
        """A text whose slots are filled; a sentence that begins with a slot gets its capital."""
        filled = _SLOT.sub(lambda match: self.slots[match[1]], text)
        filled = _BEGIN.sub(lambda match: match[0].upper(), filled)
        return filled[:1].upper() + filled[1:] if _CAPITAL.match(text) else filled

    def version(self, key: str) -> str:
        """The hash of a content: new for a new one, the same for one that was there."""
        if key == "item":
            key = self.slots["item"]
        return self._docs.setdefault(key, self._hashes.format(self.rng.randrange(16**10)))

    def say(self, step: Step) -> None:
        """Say one line of a script."""
        who = {"r": self.slots["r"], "s": self.slots["s"], "*": None} | self.cast
        doc, score = step.options.get("doc"), step.options.get("score")
        said = Said(
            str(who[step.sender]), who[step.receiver], step.action, self.fill(self._wording(step)), step.outcome
        )
        if doc == "new" and not self.held:
            self._docs.pop(step.texts[0], None)
        said.doc = self.version(step.texts[0] if doc == "new" else doc) if doc else None
        said.score = float(self.slots[score]) if score else None
        self.lines.append(said)

    def rounds(self, script: Script) -> Iterator[list[Step]]:
        """The steps of one round after another: some in no round, some only now and then."""
        kept = [step for step in script.rounds if step.when != "~" or self.rng.random() < 0.5]
        while True:
            yield [step for step in kept if step.when != "?" or self.rng.random() < 0.3]

    def play(self, script: Script, size: int = 0, rounds: int = 0, anew: bool = True, slips: float = 0) -> None:
        """A whole scene of so many rounds, or of about so many messages; slips: rounds said again, now and then."""
        fixed = sum(step.when == "-" for step in script.rounds)
        room = max(2, (size - len(script.opening) - len(script.closing)) // max(1, fixed))
        number = rounds or min(room, script.cap)
        self.scene(number, anew)
        for step in script.opening:
            self.say(step)
        for k, steps in zip(range(number), self.rounds(script), strict=False):
            self.turn(k)
            self.held = False
            for again in range(self.rng.choice([2, 3] if len(steps) < 4 else [2]) if self.rng.random() < slips else 1):
                if again:
                    self.hold()
                for step in steps:
                    self.say(step)
        self.held = False
        for step in script.closing:
            self.say(step)
        self.ends.append(len(self.lines))
