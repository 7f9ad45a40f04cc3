"""A scene: one conversation being written down, with its style of logging."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.loops.second._words import Domain
from benchmarks.loops.second._words_b import DOMAINS

Message = dict[str, Any]

PEOPLE = (
    "Ada Bruno Chiara Dmitri Elif Femi Greta Hana Imran Jonas Katya Leandro Mireille Nils Oyelaran Priya Quentin "
    "Rosa Sven Tomiko Uma Vera Wim Yusuf Zoe"
).split()
ASIDES = (
    "(noted)",
    "ok",
    "brb, token limit warning",
    "ack",
    "thx",
    "context at 71 %",
    "one moment",
    "fyi the log is verbose today",
    "+1",
    "seen",
    "mm, fine",
    "I am still here.",
)
CHATTER = (
    "Let me know if that helps.",
    "Hope that is clear.",
    "No hurry.",
    "I keep notes as we go.",
    "As discussed.",
    "That is all from my side for now.",
    "Just so everyone knows.",
    "Quick note on that.",
    "I took a careful look.",
    "See the thread above.",
    "Thanks!",
    "Happy to go into details.",
    "I would call this routine.",
    "The details are in the log.",
    "Not blocking anyone.",
    "Same channel as always.",
)
FRAMES = (
    ("runner.py", "main"),
    ("service.py", "handle"),
    ("client.py", "_request"),
    ("jobs/worker.py", "execute"),
    ("core/dispatch.py", "call_tool"),
    ("adapters/io.py", "load"),
    ("lib/session.py", "send"),
    ("steps.py", "apply"),
)
CODE = (
    "def {f}(items):\n    return [x for x in items if x.get('{k}')]\n",
    "class {c}:\n    def __init__(self, {k}):\n        self.{k} = {k}\n",
    "SELECT {k}, count(*) FROM {f}\nGROUP BY {k}\nORDER BY 2 DESC;\n",
    "export function {f}({k}: number): number {{\n  return Math.max(0, {k} - {n});\n}}\n",
    "{f}:\n  {k}: {n}\n  enabled: true\n",
    "async def {f}({k}: str) -> dict:\n    row = await db.get({k})\n    return dict(row)\n",
    "if {k} > {n}:\n    raise ValueError(f'{k} too large: {{{k}}}')\n",
    "#!/bin/sh\nset -e\n./{f} --{k} {n} | tee out.log\n",
)


@dataclass
class Style:
    """How one system writes its logs."""

    outcome_gap: float
    hash_gap: float
    typo: float
    chatty: float
    aside: float
    stamp: str
    wrap: str
    coarse: bool
    pairs: bool
    args: str
    hash_form: str
    id_form: str
    breadth: int


def _style(rng: random.Random) -> Style:
    return Style(
        outcome_gap=rng.choice((0, 0, 0, 0.05, 0.15, 0.4, 1.0)),
        hash_gap=rng.choice((0, 0, 0.1, 0.4, 1.0)),
        typo=rng.choice((0, 0, 0, 0.04, 0.12)),
        chatty=rng.choice((0, 0, 0.08, 0.2)),
        aside=rng.choice((0, 0, 0, 0.03, 0.06)),
        stamp=rng.choice(("",) * 9 + ("clock", "iso", "step")),
        wrap=rng.choice(("",) * 10 + ("json", "bold")),
        coarse=rng.random() < 0.18,
        pairs=rng.random() < 0.4,
        args=rng.choice(("json", "call", "flags")),
        hash_form=rng.choice(("short", "long", "sha256")),
        id_form=rng.choice(("dash", "hex", "int", "uuid", "req")),
        breadth=rng.choice((1, 2, 3, 5, 99)),
    )


class Scene:
    """One conversation: who speaks, what about, and what was said so far."""

    def __init__(self, rng: random.Random, window: str) -> None:
        self.rng = rng
        self.window = window
        self.log: list[Message] = []
        self.style = _style(rng)
        self.dom: Domain = rng.choice(DOMAINS)
        form = rng.choice(("{r}", "{r}", "{r}", "{r}_agent", "{r}-{n}", "agent:{r}", "{p}", "{p} ({r})"))
        people = rng.sample(PEOPLE, 8)
        roles = list(self.dom.team)
        rng.shuffle(roles)
        self.team = [
            form.format(r=role.removesuffix("_agent"), p=people[i], n=rng.randint(1, 4)) for i, role in enumerate(roles)
        ]
        self.outsiders = [*self.dom.outsiders, rng.choice(("user", "human", "system", "monitor"))]
        self.now = rng.randint(0, 86_399)
        self._decks: dict[int, list[Any]] = {}
        self._left: dict[int, list[Any]] = {}
        self._held: dict[int, list[Any]] = {}

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def pick(self, items: Sequence[Any]) -> Any:
        return self.rng.choice(items)

    def fresh(self, items: Sequence[Any]) -> Any:
        """One of the items, none twice before all have been."""
        deck = self._decks.setdefault(id(items), [])
        if not deck:
            deck.extend(self.rng.sample(list(items), len(items)))
        return deck.pop()

    def once(self, items: Sequence[Any]) -> Any | None:
        """One of the items which was not had before, or nothing when all were."""
        deck = self._left.setdefault(id(items), self.rng.sample(list(items), len(items)))
        return deck.pop() if deck else None

    def some(self, items: Sequence[Any]) -> Any:
        """One of the few items which this system is in the habit of using."""
        held = self._held.get(id(items))
        if held is None:
            held = self.rng.sample(list(items), min(self.style.breadth, len(items)))
            self._held[id(items)] = held
        return self.rng.choice(held)

    def ident(self) -> str:
        form, bits = self.style.id_form, self.rng.getrandbits(64)
        if form == "dash":
            return f"{self.dom.records[0][:3].upper()}-{bits % 9000 + 1000}"
        if form == "hex":
            return f"{bits:016x}"[:8]
        if form == "uuid":
            return f"{bits:016x}"[:8] + f"-{bits % 65536:04x}-4{bits % 4096:03x}"
        return f"req_{bits:x}"[:10] if form == "req" else str(bits % 900_000 + 100_000)

    def hash(self) -> str:
        digits = f"{self.rng.getrandbits(256):064x}"
        form = self.style.hash_form
        return digits[:12] if form == "short" else (digits[:40] if form == "long" else f"sha256:{digits[:16]}")

    def clock(self, step: int = 0) -> str:
        self.now += step
        return f"{self.now // 3600 % 24:02d}:{self.now // 60 % 60:02d}:{self.now % 60:02d}"

    def fill(self, text: str) -> str:
        """Put ids and numbers in the holes of a text."""
        if "{" not in text:
            return text
        text = text.replace("{id}", self.ident()) if "{id}" in text else text
        return re.sub(r"\{n\}", lambda _: str(self.rng.randint(2, 480)), text)

    def error(self) -> str:
        return self.fill(str(self.pick(self.dom.errors)))

    def trace(self, error: str) -> str:
        frames = self.rng.sample(FRAMES, self.rng.randint(2, 4))
        lines = [f'  File "/app/{name}", line {self.rng.randint(9, 400)}, in {func}' for name, func in frames]
        return "\n".join(["Traceback (most recent call last):", *lines, error])

    def code(self) -> str:
        key = self.pick(self.dom.records).replace(" ", "_")
        func = f"{self.pick(('get', 'filter', 'merge', 'load', 'check', 'sum'))}_{key}"
        body = self.pick(CODE).format(
            f=func, k=self.pick(("key", "size", "day", "owner", "state")), c=key.title(), n=self.rng.randint(1, 90)
        )
        return f"```\n{body}```"

    def until(self, count: int) -> Iterator[int]:
        """Go on until so many more messages stand in the log."""
        end, turn = len(self.log) + count, 0
        while len(self.log) < end:
            yield turn
            turn += 1

    def pair(self) -> tuple[str, str]:
        first, second = self.rng.sample(self.team, 2)
        return first, second

    def say(
        self,
        sender: str,
        receiver: str,
        action: str,
        text: str,
        outcome: str | None = None,
        art: str | None = None,
        score: float | None = None,
    ) -> None:
        """Write one message down, in the style of this system."""
        style = self.style
        if style.chatty and action in CHATS and self.chance(style.chatty):
            text = f"{text} {self.pick(CHATTER)}"
        self._put(sender, receiver, action, self._dress(text), outcome, art, score)
        if receiver in self.team and receiver != sender and self.chance(style.aside):
            self._put(receiver, sender, "message", str(self.pick(ASIDES)), None, None, None)

    def _dress(self, text: str) -> str:
        style, rng = self.style, self.rng
        if style.typo and rng.random() < style.typo:
            text = typo(rng, text)
        if style.wrap == "bold":
            text = re.sub(r"^(\w+)", r"**\1**", text)
        if style.stamp:
            stamp = self.clock(rng.randint(1, 95))
            long = {"clock": f"[{stamp}]", "iso": f"2025-04-{self.now // 86_400 % 28 + 1:02d}T{stamp}Z"}
            text = f"{long.get(style.stamp, f'step {len(self.log) + 1}:')} {text}"
        if style.wrap == "json":
            return json.dumps({"content": text}, ensure_ascii=False)
        return text

    def _put(self, *cells: Any) -> None:
        sender, receiver, action, text, outcome, art, score = cells
        if self.style.coarse:
            action = "message" if action in CHATS else "tool"
        outcome = None if self.rng.random() < self.style.outcome_gap else outcome
        art = None if self.rng.random() < self.style.hash_gap else art
        self.log.append(
            {
                "window": self.window,
                "seq": len(self.log),
                "sender": sender,
                "receiver": receiver,
                "action": action,
                "text": text,
                "outcome": outcome,
                "artefact_hash": art,
                "score": score,
                "label": None,
            }
        )

    def use(
        self, agent: str, tool: str, args: dict[str, Any], result: str, outcome: str = "ok", art: str | None = None
    ) -> None:
        """A tool call with its answer: in one message or in two, as this system has it."""
        call = show_call(self.style.args, tool, args)
        if self.style.pairs:
            self.say(agent, tool, "tool_call", call)
            self.say(tool, agent, "tool_result", result, outcome, art)
            return
        self.say(agent, tool, tool, f"{call}\n{result}", outcome, art)


CHATS = frozenset(
    "message ask answer reply assign report propose review thanks plan comment approve handover think greet".split()
)


def show_call(form: str, tool: str, args: dict[str, Any]) -> str:
    """A tool call as text."""
    if form == "json":
        return json.dumps({"tool": tool, "args": args})
    if form == "flags":
        return " ".join([f"$ {tool}", *(f"--{key} {value}" for key, value in args.items())])
    return f"{tool}({', '.join(f'{key}={value!r}' for key, value in args.items())})"


def typo(rng: random.Random, text: str) -> str:
    """Swap, drop or double one letter."""
    spots = [i for i in range(1, len(text) - 2) if text[i].isalpha() and text[i + 1].isalpha()]
    if not spots:
        return text
    at = rng.choice(spots)
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return rng.choice((swapped, text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:]))
