"""How a window is told: filling in words, casting agents, honest steps, steps that go wrong or right."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from benchmarks.loops._talk import Talk
from benchmarks.loops.spent._world import AGENTS, DOMAINS, SLOTS

Step = Callable[[int], None]

LONGEST = 76


def _slot(rng: random.Random, name: str) -> str:
    """Something to stand where `<name>` is written."""
    if name == "n":
        return str(rng.randint(2, 400))
    if name == "id":
        return f"{rng.randrange(16**7):07x}"
    if name == "t":
        return f"{rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}"
    return rng.choice(SLOTS[name])


def wording(talk: Talk, template: str) -> str:
    """The template with one of each {a|b} and something for each <slot>."""
    text = template
    while "{" in text:
        text = re.sub(r"\{([^{}]*)\}", lambda found: talk.rng.choice(found[1].split("|")), text)
    return re.sub(r"<(\w+)>", lambda found: _slot(talk.rng, found[1]), text)


def cast(talk: Talk, number: int) -> list[str]:
    """So many different agents."""
    return talk.rng.sample(AGENTS, number)


def pick(talk: Talk, choices: str) -> str:
    """One of the choices, which bars separate."""
    return talk.rng.choice(choices.split("|"))


def honest(talk: Talk, crew: list[str], number: int, artefacts: bool = True) -> None:
    """So many messages of ordinary work, none of them twice."""
    domain = talk.rng.choice(DOMAINS)
    lines = sorted(talk.rng.sample(range(len(domain)), min(number, len(domain))))
    for line in lines:
        sender, receiver = talk.rng.sample(crew, 2)
        more: dict[str, object] = {}
        if artefacts and talk.rng.random() < 0.25:
            more["artefact_hash"] = talk.fresh()
        if talk.rng.random() < 0.2:
            more["outcome"] = "ok"
        action = pick(talk, "message|message|report|note|answer")
        talk.say(sender, receiver if talk.rng.random() < 0.8 else None, action, wording(talk, domain[line]), **more)


def until(talk: Talk, step: Step, shortest: int) -> None:
    """Steps until there are enough messages; short windows are more frequent than long ones."""
    shortest = min(max(20, shortest), LONGEST)
    goal = shortest + int((LONGEST - shortest) * talk.rng.random() ** 2)
    turn = 0
    while len(talk.lines) < goal:
        step(turn)
        turn += 1


def wrong(talk: Talk, crew: list[str], step: Step, least: int = 12) -> None:
    """Some honest work, then the step over and over."""
    honest(talk, crew, talk.rng.randint(0, 15))
    talk.goes_wrong()
    until(talk, step, len(talk.lines) + least)


def right(talk: Talk, crew: list[str], step: Step, least: int = 20) -> None:
    """Perhaps some other work, then the step as often as there is something to do."""
    if talk.rng.random() < 0.5:
        honest(talk, crew, talk.rng.randint(1, 10))
    until(talk, step, least)
