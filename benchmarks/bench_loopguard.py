"""What the loop guard costs a message, how soon it finds cycles, and how well it tells loops from work."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

from autogenesis.core import ConversationId, MessageId
from benchmarks._harness import Row, alternate
from benchmarks.loops import third
from benchmarks.loops.baselines import BASELINES
from loopguard import GuardLimits, LoopGuard, Observation, Scores, observations, score

COUNT = 2000
LOOPS = 500
RUNS = 1000
LENGTH = 200
AT = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = (
    "plan rule form order queue agent module test diagram sentence clause table limit answer person record"
    " timer reply state event number reason part draft result choice change version"
).split()


def sentence(rng: random.Random) -> str:
    return " ".join(rng.choices(WORDS, k=12))


def observation(number: int, text: str, artefact: str | None = None) -> Observation:
    return Observation(
        message=MessageId(f"m-{number}"),
        conversation=ConversationId("c-1"),
        sender=f"agent-{number % 2}",
        receiver=f"agent-{1 - number % 2}",
        action="tell",
        text=text,
        at=AT,
        artefact=artefact,
    )


def cost() -> float:
    """Microseconds a message, of which every tenth is progress and none repeats."""
    rng = random.Random(1)
    stream = [observation(n, sentence(rng), artefact=None if n % 10 else f"hash-{n}") for n in range(COUNT)]
    guard = LoopGuard(GuardLimits(max_hops=COUNT))
    begin = time.perf_counter()
    for each in stream:
        guard.observe(each)
    return (time.perf_counter() - begin) / COUNT * 1e6


def turns_until_found(seed: int) -> float:
    """Turns of a cycle of random period, after random talk, until it is found; 99 where it never is."""
    rng = random.Random(seed)
    before, period = rng.randrange(20), rng.randrange(2, 11, 2)
    texts = [sentence(rng) for _ in range(period)]
    guard = LoopGuard()
    for n in range(before):
        guard.observe(observation(n, sentence(rng)))
    for n in range(10 * period):
        text = f"{texts[n % period]} at 2026-03-01T09:00:{n % 60:02}Z"
        if not guard.observe(observation(before + n, text)).allowed:
            return (n + 1) / period
    return 99.0


def false_aborts() -> tuple[float, float]:
    """Of a thousand productive runs of 200 messages, by another author: how many are stopped, and how many are put back
    at least once."""
    stopped = put_back = 0
    for run in third.runs(RUNS, LENGTH):
        guard = LoopGuard(GuardLimits(max_hops=10 * LENGTH, max_seconds=1e12))
        verdicts = {guard.observe(each).verdict for each in observations(run.lines, within="0", at=AT)}
        stopped += "stop" in verdicts
        put_back += "intervene" in verdicts
    return float(stopped), float(put_back)


def judged() -> list[Row]:
    """Precision, recall and promptness on windows that nobody saw who made the guard, with other rules beside it."""
    figures: tuple[tuple[str, Callable[[Scores], float | None], str, Literal["higher", "lower"], float], ...] = (
        ("precision", lambda each: each.precision, "", "higher", 0.97),
        ("recall", lambda each: each.recall, "", "higher", 0.93),
        ("messages until a loop is found", lambda each: each.fired, "messages", "lower", 10.0),
        ("time a message, 99th percentile", lambda each: each.microseconds or None, "µs", "lower", 50.0),
    )
    windows = third.windows(4 * LOOPS)
    ours = score(windows)
    others = {name: score(windows, rule) for name, rule in BASELINES.items()}
    return [
        Row(
            name=f"loopguard: {name}, windows of others",
            value=figure(ours) or 0.0,
            unit=unit,
            better=better,
            target=target,
            peers={rule: value for rule, each in others.items() if (value := figure(each)) is not None},
        )
        for name, figure, unit, better, target in figures
    ]


def rows() -> list[Row]:
    """Cost a message, turns until a planted cycle is found, productive runs stopped and put back, and the judgement."""
    microseconds, _ = alternate(cost, {})
    turns = statistics.median(turns_until_found(seed) for seed in range(100))
    stopped, put_back = false_aborts()
    figures = (
        ("loopguard: time a message", microseconds, "µs", 100.0),
        ("loopguard: turns until a planted cycle is found", turns, "turns", 3.0),
        ("loopguard: productive runs of 200 messages stopped", stopped, f"of {RUNS}", 0.0),
        ("loopguard: productive runs of 200 messages put back", put_back, f"of {RUNS}", 0.0),
    )
    plain = [
        Row(name=name, value=value, unit=unit, better="lower", target=target, peers={})
        for name, value, unit, target in figures
    ]
    return [*plain, *judged()]
