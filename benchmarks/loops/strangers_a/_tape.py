"""A tape on which agents' messages are written, with one window's habits of naming things and filling in fields."""

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from benchmarks.loops.strangers_a._trades import Trade
from loopguard import Line

_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"<([a-z]+\d?)>")
_WORDS = 76

_ACTIONS = {
    "say": "message;chat;say;post;utterance;text",
    "ask": "ask;question;query;message;request",
    "answer": "answer;reply;message;respond",
    "call": "tool_call;call;invoke;function_call;tool_use;act",
    "result": "tool_result;observation;result;tool_output;return",
    "submit": "submit;deliver;propose;push;upload;publish",
    "review": "review;comment;feedback;message",
    "reject": "reject;request_changes;review;decline",
    "approve": "approve;accept;review;sign_off",
    "handoff": "handoff;delegate;transfer;assign;route",
    "plan": "plan;think;propose_plan;outline",
    "status": "status;progress;report;update",
    "log": "log;event;trace;print",
    "wait": "wait;idle;hold;yield",
    "edit": "edit;patch;write_file;apply_diff;update_file",
    "test": "run_tests;test;execute;check;verify",
    "search": "search;lookup;query_index;web_search",
    "vote": "vote;ballot;message;answer",
    "decide": "decide;decision;choose;message",
    "move": "move;turn;act;message",
    "summary": "summarise;summary;digest;note",
}
_PREFIX = (
    "Great point! ;Thanks for this. ;Absolutely. ;Of course! ;Hi there, ;Sure thing: ;Happy to help. ;Good morning! ;"
    "Much appreciated. ;Thank you so much! ;No worries. ;Excellent work so far. ;Sorry to bother you: ;With pleasure. "
).split(";")
_SUFFIX = (
    " Let me know if you need anything else!; Thanks again.; "
    "Cheers!; Have a lovely day.; Hope that helps!; Much obliged.;"
    " Thank you for your patience.; Appreciate it.; Warm regards.; Keep up the great work!; Please and thank you."
).split(";")
_WORKFUL = {"say", "ask", "answer", "review", "reject", "approve", "plan", "status", "handoff", "decide", "wait"}
_SEEN = {"result", "test", "log", "summary"}
_STYLES: tuple[Callable[[str, random.Random], str], ...] = (
    lambda name, rng: name,
    lambda name, rng: name.capitalize(),
    lambda name, rng: f"{name}_agent",
    lambda name, rng: f"{name}-{rng.randint(1, 9)}",
    lambda name, rng: f"agent:{name}",
    lambda name, rng: f"{name}.{rng.randint(10, 99)}@{rng.choice(['east', 'west', 'main', 'lab'])}",
    lambda name, rng: name.title().replace("_", "") + "Agent",
)


class FullError(Exception):
    """The tape has all the messages asked for."""


@dataclass
class Habits:
    """How one window's framework names and fills things in."""

    outcomes: str
    hashes: str
    scores: bool
    flat: bool
    terse: bool
    varied: bool
    polite: float
    stamp: str
    silent: bool
    frame: str
    actions: dict[str, str]
    named: Callable[[str, random.Random], str]


def habits(rng: random.Random) -> Habits:
    return Habits(
        outcomes=rng.choice(["never", "always", "given", "given", "some"]),
        hashes=rng.choice(["none", "none", "given", "given", "given", "all"]),
        scores=rng.random() < 0.3,
        flat=rng.random() < 0.15,
        terse=rng.random() < 0.35,
        varied=rng.random() < 0.6,
        polite=rng.choice([0.0, 0.0, 0.0, 0.1, 0.3, 0.6]),
        stamp=rng.choice(["", "", "", "", "iso", "clock"]),
        silent=rng.random() < 0.15,
        frame=rng.choice(["", "", "", "", "", "neat", "neat", "neat", "react", "emoji", "json", "name"]),
        actions={key: rng.choice(names.split(";")) for key, names in _ACTIONS.items()},
        named=rng.choice(_STYLES),
    )


@dataclass
class Tape:
    """Messages in order, with the words of one trade and the habits of one window."""

    rng: random.Random
    trade: Trade
    ways: Habits
    goal: int
    lines: list[dict[str, object]] = field(default_factory=list)
    onset: int = 0
    noise: float = 0.0
    aside: Callable[["Tape"], None] | None = None
    cast: list[str] = field(default_factory=list)
    crowd: list[str] = field(default_factory=list)
    clock: int = 0
    _apart: bool = False

    def __post_init__(self) -> None:
        roles = self.trade.roles
        people = [self.ways.named(role, self.rng) for role in self.rng.sample(roles, len(roles))]
        self.cast = people[:6]
        self.crowd = people[6:]
        self.clock = self.rng.randint(6 * 3600, 18 * 3600)

    def left(self) -> int:
        return self.goal - len(self.lines)

    def begin(self) -> None:
        self.onset = len(self.lines)

    def pick(self, count: int) -> list[str]:
        return self.rng.sample(self.cast, count)

    def others(self) -> list[str]:
        return self.crowd

    def spin(self, text: str, **slots: str | list[str]) -> str:
        text = f"[{text}]" if _open_choice(text) else text
        for _ in range(30):
            text, choices = _CHOICE.subn(lambda found: self.rng.choice(found[1].split("|")), text)
            text, filled = _SLOT.subn(lambda found: self._slot(found[1], slots), text)
            if not choices and not filled:
                break
        return text

    def _slot(self, name: str, slots: dict[str, str | list[str]]) -> str:
        value = slots.get(name)
        if isinstance(value, list):
            return self.rng.choice(value)
        return value if value is not None else self._common(name)

    def _common(self, name: str) -> str:
        rng = self.rng
        if name == "n":
            return str(
                rng.choice([rng.randint(2, 12), rng.randint(13, 99), rng.randint(13, 99), rng.randint(100, 980)])
            )
        if name == "year":
            return str(rng.randint(1790, 1935))
        if name == "id":
            return f"{rng.getrandbits(32):08x}"
        if name == "ts":
            return self.time()
        if name == "who":
            return rng.choice(self.cast)
        if name == "person":
            return rng.choice(_PEOPLE)
        if name == "day":
            return rng.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "tomorrow", "next week"])
        if name in {"do", "did", "doing"}:
            return self.trade.deed(rng, ("do", "did", "doing").index(name))
        return rng.choice(self.trade.words[name])

    def time(self) -> str:
        hours, rest = divmod(self.clock % 86400, 3600)
        return f"{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"

    def thing(self) -> str:
        return self.spin("<thing>")

    def part(self) -> str:
        return self.spin("<part>")

    def distinct(self, template: str, count: int) -> list[str]:
        found: dict[str, None] = {}
        for _ in range(count * 12):
            found.setdefault(self.spin(template))
            if len(found) == count:
                break
        return list(found)

    def voice(self, template: str, **slots: str | list[str]) -> Callable[[], str]:
        """Says one thing: in the same words each time, or in ever other ones, as the window's agents do."""
        if self.ways.varied:
            return lambda: self.spin(template, **slots)
        words = self.spin(template, **slots)
        return lambda: words

    def add(
        self,
        sender: str,
        receiver: str | None,
        action: str,
        text: str,
        *,
        outcome: str | None = None,
        content: str | None = None,
        score: float | None = None,
    ) -> None:
        if self.left() <= 0:
            raise FullError
        body, text = text, self._dressed(sender, action, text)
        self.clock += self.rng.randint(1, 90)
        self.lines.append(
            {
                "seq": len(self.lines),
                "sender": sender,
                "receiver": None if self.ways.silent else receiver,
                "action": "message" if self.ways.flat else self.ways.actions[action],
                "text": text,
                "outcome": self._outcome(outcome),
                "artefact_hash": self._hash(content, body),
                "score": score if self.ways.scores else None,
            }
        )
        self._maybe_aside()

    def _maybe_aside(self) -> None:
        if self.aside is None or self._apart or self.rng.random() >= self.noise:
            return
        self._apart = True
        try:
            self.aside(self)
        finally:
            self._apart = False

    def _dressed(self, sender: str, action: str, text: str) -> str:
        if action in _WORKFUL and self.rng.random() < self.ways.polite:
            text = f"{self.rng.choice(_PREFIX)}{text}" if self.rng.random() < 0.5 else text + self.rng.choice(_SUFFIX)
        words = text.split(" ")
        if len(text.split()) > _WORDS:
            text = " ".join(words[: _WORDS - 2])
        text = _framed(self, sender, action, text)
        if self.ways.stamp == "iso":
            return f"2031-05-{1 + self.clock // 86400:02d}T{self.time()}Z {text}"
        return f"[{self.time()}] {text}" if self.ways.stamp == "clock" else text

    def _outcome(self, outcome: str | None) -> str | None:
        if self.ways.outcomes == "never" or (self.ways.outcomes == "some" and self.rng.random() < 0.5):
            return None
        return "ok" if self.ways.outcomes == "always" and outcome is None else outcome

    def _hash(self, content: str | None, text: str) -> str | None:
        if self.ways.hashes == "none" or (content is None and self.ways.hashes != "all"):
            return None
        return hashlib.sha256((text if content is None else content).encode()).hexdigest()[:12]


def _open_choice(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if sign == "|" and depth == 0:
            return True
    return False


def _framed(tape: Tape, sender: str, action: str, text: str) -> str:
    """A message as its framework shows it."""
    frame, spoken = tape.ways.frame, action in _WORKFUL
    if frame == "neat" and spoken and not tape.ways.terse:
        return text[:1].upper() + text[1:]
    if frame == "react":
        return f"{'Thought' if spoken else 'Observation' if action in _SEEN else 'Action'}: {text}"
    if frame == "emoji" and spoken and tape.rng.random() < 0.4:
        return f"{text} {tape.rng.choice('✅🙏🚀👍🔁📌🙂')}"
    if frame == "json":
        return json.dumps({"from": sender, "content": text}, ensure_ascii=False)
    return f"{sender}: {text}" if frame == "name" else text


def call(tool: str, **args: object) -> str:
    """A tool call's text, as frameworks write it."""
    return json.dumps({"tool": tool, "args": args}, ensure_ascii=False)


def finished(window: str, lines: Iterable[dict[str, object]], label: str) -> tuple[Line, ...]:
    rows = list(lines)
    rows[-1] = {**rows[-1], "label": label}
    return tuple(Line.model_validate({**row, "window": window, "seq": place}) for place, row in enumerate(rows))


_PEOPLE = (
    "Mrs Adeyemi;Mr Brandt;Dr Castellano;Ms Dvorak;Mr Eriksen;Ms Farouk;Mr Gupta;Dr Hollis;Ms Ibarra;Mr Jansen;Ms Kato;"
    "Mr Lindqvist;Mrs Moreau;Dr Nakamura;Ms Okonkwo;Mr Petrov;Ms Quist;Mr Rossi;Mrs Silva;Mr Tanaka;Ms Ulrich;Mr Varga;"
    "Ms Weiss;Mr Xu;Mrs Yilmaz;Mr Zamora;Ms Anand;Mr Bello;Ms Costa;Mr Duval"
).split(";")
