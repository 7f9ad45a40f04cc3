"""Milliseconds a sentence to understand the texts in specs/, and how that grows with the length of a text."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

from autogenesis.language import understand
from benchmarks._harness import Row, alternate

SPECS = Path(__file__).parents[1] / "specs"
ROUNDS = 3


@cache
def texts() -> tuple[str, ...]:
    paths = sorted(path for path in SPECS.glob("*.md") if path.name != "README.md")
    return tuple(path.read_text(encoding="utf-8").partition("<!-- acceptance -->")[0] for path in paths)


def sentences(text: str) -> int:
    return len(understand(text, answers={}, barred=frozenset()).specification.sentences)


@cache
def of_length(count: int) -> str:
    """The texts one after the other, again and again, until they have so many sentences."""
    lengths = [sentences(text) for text in texts()]
    taken: list[str] = []
    while count > 0:
        number = len(taken) % len(lengths)
        taken.append(texts()[number])
        count -= lengths[number]
    return "\n\n".join(taken)


def a_sentence(*read: str) -> float:
    """Milliseconds of processor time a sentence."""
    begin = time.process_time()
    count = sum(sentences(text) for text in read)
    return (time.process_time() - begin) / count * 1e3


def rows() -> list[Row]:
    """Patterns are compiled by the first reading, which is not measured."""
    a_sentence(*texts())
    real, _ = alternate(lambda: a_sentence(*texts()), {})
    before, _ = alternate(lambda: a_sentence(of_length(500)), {}, ROUNDS)
    long = a_sentence(of_length(2000))
    after, _ = alternate(lambda: a_sentence(of_length(500)), {}, ROUNDS)
    short = (before + after) / 2  # a machine that grows slower meanwhile is not taken for growth

    def row(name: str, value: float, unit: str, target: float) -> Row:
        return Row(name=name, value=round(value, 3), unit=unit, better="lower", target=target, peers={})

    return [
        row("understanding: a sentence of a real text", real, "ms", 50.0),
        row("understanding: a sentence among 2,000", long, "ms", 50.0),
        row("understanding: a sentence, 2,000 against 500", long / short, "times", 1.3),
    ]
