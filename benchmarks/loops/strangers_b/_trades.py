"""The trades of the organisations: what each makes, lacks, measures, grants and talks about."""

from dataclasses import dataclass, fields

from benchmarks.loops.strangers_b._lexicon_one import FIRST
from benchmarks.loops.strangers_b._lexicon_three import THIRD
from benchmarks.loops.strangers_b._lexicon_two import SECOND


@dataclass(frozen=True)
class Trade:
    """The words of one trade, pairs and measures unsplit; the levers move the gauges of the same places."""

    name: str
    roles: tuple[str, ...]
    pieces: tuple[str, ...]
    flaws: tuple[str, ...]
    demands: tuple[str, ...]
    goods: tuple[str, ...]
    houses: tuple[str, ...]
    bays: tuple[str, ...]
    papers: tuple[str, ...]
    permits: tuple[str, ...]
    offices: tuple[str, ...]
    kit: tuple[str, ...]
    breaks: tuple[str, ...]
    remedies: tuple[str, ...]
    gauges: tuple[str, ...]
    levers: tuple[str, ...]
    cases: tuple[str, ...]
    clients: tuple[str, ...]
    trials: tuple[str, ...]
    knobs: tuple[str, ...]
    checks: tuple[str, ...]
    topics: tuple[str, ...]
    motions: tuple[str, ...]
    asides: tuple[str, ...]


def _trade(text: str) -> Trade:
    entries: dict[str, str] = {}
    key = ""
    for line in text.strip().splitlines():
        if not line.startswith(" "):
            key, _, line = line.partition(":")
        entries[key] = f"{entries.get(key, '')} {line.strip()}".strip()
    lists = {
        one.name: tuple(part.strip() for part in entries[one.name].split(";"))
        for one in fields(Trade)
        if one.name != "name"
    }
    return Trade(name=entries["name"], **lists)


TRADES = tuple(_trade(text) for text in (*FIRST, *SECOND, *THIRD))
