"""Dresses what was said as the logs of real systems are dressed, and mixes threads and noise into one window."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from benchmarks.loops.third._stage import Said
from loopguard import Line, Window

_NOISE = """
heartbeat beat: still alive, load {n} | alive and well, queue {n} | heartbeat {n} from node {h}
weather_bot post: Weather at noon: {n} hPa, light wind. | It is raining in the yard, {n} hPa. | Sunny spells later on.
build_feed notify: build {n} of another project has started | nightly mirror {h} synchronised | cache {h} warmed
canteen post: Soup of the day is leek, {n} portions left. | Coffee is fresh in the kitchen. | Table {n} is free.
metrics log: cpu {n} mem {n} disk ok | p95={n} ms rps={n} | gc pause {n} us, heap fine
news_bot post: New in the library: volume {n}. | The lift is serviced on floor {n}. | Parking row {n} is reopened.
moderator say: A reminder to stay on topic, please. | Guest {n} has joined the room. | Guest {n} has left the room.
"""
NOISE = [line.split(": ", 1) for line in _NOISE.strip().splitlines()]
OUTCOMES = {
    "ok": ("success", "done", "OK", "200"),
    "failed": ("fail", "FAILED", "not ok", "1"),
    "error": ("exception", "ERR", "crash", "500"),
    "refused": ("rejected", "denied", "no", "403"),
    "waiting": ("pending", "open", "blocked", "102"),
}
Label = Literal["loop", "productive"]


def mixed(rng: Random, main: list[Said], onset: int, beside: list[Said] | None = None) -> tuple[list[Said], int]:
    """The main thread with another one, and now and then noise, laid between its messages; the onset moves along."""
    extra: list[tuple[float, Said]] = []
    for position, said in zip(sorted(rng.uniform(0, len(main)) for _ in beside or []), beside or [], strict=True):
        extra.append((position, said))
    if rng.random() < 0.35:
        share = rng.choice([0.04, 0.08, 0.15])
        for head, written in rng.sample(NOISE, rng.choice([1, 1, 2])):
            (sender, action), texts = head.split(), written.split(" | ")
            kept = rng.choice([texts, texts[:1]])
            for _ in range(int(len(main) * share)):
                text = (
                    rng.choice(kept)
                    .replace("{n}", str(rng.randrange(2, 990)))
                    .replace("{h}", f"{rng.randrange(16**6):06x}")
                )
                extra.append((rng.uniform(0, len(main)), Said(sender, None, action, text)))
    extra.sort(key=lambda pair: pair[0])
    woven: list[Said] = []
    at = 0
    for index, said in enumerate(main):
        while extra and extra[0][0] <= index:
            woven.append(extra.pop(0)[1])
        if index == onset:
            at = len(woven)
        woven.append(said)
    return woven + [said for _, said in extra], at


def _typos(rng: Random, text: str) -> str:
    tokens = text.lower().translate({ord(","): None, ord("'"): None}).split(" ") if text[:1] != "{" else [text]
    for n, token in enumerate(tokens):
        if len(token) > 4 and token.isalpha() and rng.random() < 0.08:
            i = rng.randrange(1, len(token) - 2)
            tokens[n] = rng.choice([token[:i] + token[i + 1] + token[i] + token[i + 2 :], token[:i] + token[i + 1 :]])
    return " ".join(tokens)


def _styles(rng: Random) -> list[Callable[[str, str], str]]:
    """Ways to write a message down: sender and text give what stands in the log."""
    level = rng.choice(["INFO", "info", "I", "NOTICE"])
    mark = rng.choice(["🙂", "👍", "…", "!!", "thx", "✅", "--"])
    key = rng.choice(["content", "msg", "text", "body"])
    return [
        lambda who, text: text,
        lambda who, text: text.lower().rstrip("."),
        lambda who, text: _typos(rng, text),
        lambda who, text: f"{level} {who}: {text}",
        lambda who, text: json.dumps({"from": who, key: text}, ensure_ascii=False),
        lambda who, text: f"{level.lower()} agent={who} {key}={json.dumps(text, ensure_ascii=False)}",
        lambda who, text: f"**{who}:** {text}",
        lambda who, text: f"{text} {mark}",
        lambda who, text: f"| {who} | {text} |",
        lambda who, text: text.upper(),
    ]


def _stamp(rng: Random) -> Callable[[int], str]:
    """What stands before every message of a window: mostly nothing."""
    start, step = rng.randrange(340, 990) * 60, rng.randrange(2, 90)
    kinds: list[Callable[[int], str]] = [
        lambda n: f"[{(start + n * step) // 3600 % 24:02d}:{(start + n * step) // 60 % 60:02d}:{n * step % 60:02d}] ",
        lambda n: f"#{start % 900 + n} ",
        lambda n: f"({rng.randrange(16**8):08x}) ",
        lambda n: f"turn {n + 1}: ",
        lambda n: (datetime(2026, start % 12 + 1, start % 28 + 1) + timedelta(seconds=n * step * 7)).isoformat() + "Z ",
    ]
    return rng.choice(kinds) if rng.random() < 0.3 else lambda n: ""


def _actions(rng: Random, said: list[Said]) -> dict[str, str]:
    names = sorted({line.action for line in said})
    manner = rng.choice(["as is", "as is", "as is", "one", "capital", "prefix", "odd"])
    if manner == "one":
        only = rng.choice(["say", "message", "post", "send", "chat", "turn"])
        return dict.fromkeys(names, only)
    if manner == "prefix":
        head = rng.choice(["agent", "tool", "bus", "msg", "ev"])
        return {name: f"{head}.{name}" for name in names}
    if manner == "odd":
        return {name: f"act_{n}" for n, name in enumerate(rng.sample(names, len(names)))}
    return {name: name.upper() if manner == "capital" else name for name in names}


def dressed(rng: Random, name: str, said: list[Said], label: Label, onset: int = 0) -> Window:
    """A window of what was said: in one or a few styles, with the columns this log has."""
    styles = _styles(rng)
    profile = rng.random()
    one = styles[0] if profile < 0.45 else rng.choice(styles)
    senders, mixed_styles = sorted({line.sender for line in said}), profile > 0.8
    style = {who: rng.choice([styles[0], *styles]) if mixed_styles else one for who in senders}
    stamp, actions = _stamp(rng), _actions(rng, said)
    outcomes, documents, scores = rng.random() < 0.5, rng.random() < 0.55, rng.random() < 0.6
    spoken = {key: rng.choice(many) if rng.random() < 0.3 else key for key, many in OUTCOMES.items()}
    default = rng.choice([None, None, spoken["ok"]])
    carriers = {who for who in style if rng.random() < rng.choice([0, 0, 0.5])}
    raters = {who for who in style if rng.random() < 0.5}
    rating = rng.choice([None, None, None, (0.5, 1.0), (1.0, 9.0), (20.0, 900.0)])
    rating = None if any(line.score is not None for line in said) else rating
    deaf = rng.choice([0, 0, 0, 0.3, 1])
    lines = []
    for n, line in enumerate(said):
        text = line.text if len(line.text.split()) > 2 else f"To {line.receiver or 'all'}: {line.text}"
        document = line.doc
        if document is None and line.sender in carriers:
            document = hashlib.sha1(line.text.encode()).hexdigest()[:12]
        score = line.score
        if rating and line.sender in raters:
            score = round(rng.uniform(*rating), 2)
        lines.append(
            Line(
                window=name,
                seq=n,
                sender=line.sender,
                receiver=None if rng.random() < deaf else line.receiver,
                action=actions[line.action],
                text=stamp(n) + style[line.sender](line.sender, text),
                outcome=(spoken[line.outcome] if line.outcome else default) if outcomes else None,
                artefact_hash=document if documents else None,
                score=score if scores else None,
                label=label if n == len(said) - 1 else None,
            )
        )
    return Window(id=name, lines=tuple(lines), label=label, onset=onset)
