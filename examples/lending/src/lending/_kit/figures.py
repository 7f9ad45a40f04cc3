"""How a system is used, in figures: what was done, refused by which rule, failed or asked for in vain; how quickly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .store import Store

MOST_NAMES, LONGEST = 50, 100
_STEPS = 20
"""Calls by how long they took: below 1 ms, below 2, below 4 …"""
_KEPT, _OTHER = "figures", "others"
Counts = dict[str, Any]


class Figures:
    """Counted in memory, and added now and then to what is kept with the data: who is killed loses the last of them.
    There are few names in them, and no values that callers gave."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._new = _nothing()

    def note(self, name: str, known: bool, reply: dict[str, Any], seconds: float) -> None:
        """Count a call, by what was answered."""
        if not known:
            _add(self._new["unknown"], name)
            return
        here = self._new["operations"].setdefault(name, _blank())
        here["calls"] += 1
        if "refused" in reply:
            _add(here["refused"], str(reply["refused"]["rule"]))
        elif "fault" in reply:
            _add(here["failed"], str(reply["fault"]))
        else:
            here["times"][min(int(seconds * 1000).bit_length(), _STEPS - 1)] += 1

    def keep(self) -> None:
        """Add what is new to what is kept."""
        if self._new != _nothing():
            with self._store.transaction():
                self._store.set_fact(_KEPT, json.dumps(_sum(kept(self._store), self._new)))
            self._new = _nothing()


def kept(store: Store) -> Counts:
    """The figures that are kept with the data."""
    found = store.fact(_KEPT)
    return dict(json.loads(found)) if found else _nothing()


def _nothing() -> Counts:
    return {"operations": {}, "unknown": {}}


def _blank() -> Counts:
    return {"calls": 0, "refused": {}, "failed": {}, "times": [0] * _STEPS}


def told(store: Store) -> Iterator[dict[str, Any]]:
    """The figures in the form of events: kind `figure`, the count in `data`. What nobody asked for and was refused or
    failed stands among the events, and is counted there."""
    counts, unheard = kept(store), dict[tuple[str, str], int]()
    for event in store.events():
        kind, _, name = event["type"].partition(".")
        if event["kind"] == "message" and kind in ("refused", "failed"):
            unheard[name, event["text"]] = unheard.get((name, event["text"]), 0) + 1
    for (name, text), count in sorted(unheard.items())[:MOST_NAMES]:
        yield _figure("unheard", name, text[:LONGEST], {"count": count})
    for name, here in sorted(counts["operations"].items()):
        calls, times = here["calls"], here["times"]
        spread = {f"p{share}_ms": _rank(times, share) for share in (50, 95)} if sum(times) else {}
        yield _figure("done", name, None, {"count": sum(times), "calls": calls, **spread})
        for kind in ("refused", "failed"):
            for what, count in sorted(here[kind].items()):
                yield _figure(kind, name, what, {"count": count, "calls": calls})
    for name, count in sorted(counts["unknown"].items()):
        yield _figure("unknown", None, name, {"count": count})


def _figure(kind: str, operation: str | None, subject: str | None, data: dict[str, Any]) -> dict[str, Any]:
    of, by = f" of {data['calls']}" if "calls" in data else "", f": {subject}" if operation and subject else ""
    quick = f", 95 in 100 within {data['p95_ms']} ms" if "p95_ms" in data else ""
    text = f"{operation or subject}: {kind} {data['count']}{of} times{quick}{by}"
    return {"kind": "figure", "type": kind, "operation": operation, "subject": subject, "text": text, "data": data}


def _add(counts: dict[str, int], name: str, count: int = 1) -> None:
    name = name[:LONGEST]
    name = name if name in counts or len(counts) < MOST_NAMES else _OTHER
    counts[name] = counts.get(name, 0) + count


def _sum(old: Counts, new: Counts) -> Counts:
    """Both together."""
    for name, count in new["unknown"].items():
        _add(old["unknown"], name, count)
    for name, more in new["operations"].items():
        here = old["operations"].setdefault(name, _blank())
        here["calls"] += more["calls"]
        here["times"] = [left + right for left, right in zip(here["times"], more["times"], strict=True)]
        for kind in ("refused", "failed"):
            for what, count in more[kind].items():
                _add(here[kind], what, count)
    return old


def _rank(times: list[int], share: int) -> int:
    """The time in ms that this share of the calls stayed below."""
    wanted, seen = sum(times) * share / 100, 0
    for step, count in enumerate(times):
        seen += count
        if seen >= wanted:
            return 1 << step
    return 1 << _STEPS
