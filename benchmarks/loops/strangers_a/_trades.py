"""The words of eighteen trades: who works there, on what, with which tools, and what goes right or wrong."""

import random
from dataclasses import dataclass

from benchmarks.loops.strangers_a import _vocabulary_1, _vocabulary_2


@dataclass(frozen=True)
class Trade:
    """One trade's words, by their slot."""

    name: str
    roles: list[str]
    words: dict[str, list[str]]

    def deed(self, rng: random.Random, form: int) -> str:
        verbs, _, rest = rng.choice(self.words["deed"]).partition(" ")
        return f"{verbs.split('/')[form]} {rest}"


def _trade(block: str) -> Trade:
    rows = dict(line.split(": ", 1) for line in _joined(block))
    words = {key: [word.strip() for word in row.split(";")] for key, row in rows.items()}
    return Trade(words["name"][0], words["role"], words)


def _joined(block: str) -> list[str]:
    lines: list[str] = []
    for line in block.strip().splitlines():
        if line.startswith(" "):
            lines[-1] += " " + line.strip()
        else:
            lines.append(line.strip())
    return lines


TRADES = [
    _trade(block)
    for text in (_vocabulary_1.TEXT, _vocabulary_2.TEXT)
    for block in text.split("\n---\n")
    if block.strip()
]
