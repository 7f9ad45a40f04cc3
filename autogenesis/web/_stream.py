"""A run as server-sent events (HTML, section 9.2): what was missed since the last id comes first."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

from autogenesis.core import RunId
from autogenesis.web._desk import Desk
from autogenesis.web._watch import Event

_PAUSE, _HEARTBEAT = 0.4, 10.0
_RETRY_MS = 2000


def run_events(desk: Desk, run: RunId, after: str) -> Iterator[str]:
    """Messages with their ids, and the run's state whenever it changed; ends when the run has, or the page closes."""
    yield f"retry: {_RETRY_MS}\n\n"
    told: Event = {}
    spoke = time.monotonic()
    while not desk.closing.is_set():
        events, state = desk.watches.look(run, after)
        for event in events:
            after = event["id"]
            yield f"id: {after}\nevent: message\ndata: {json.dumps(event)}\n\n"
        if _apart_from_time(state) != _apart_from_time(told):
            told = state
            yield f"event: state\ndata: {json.dumps(state)}\n\n"
            spoke = time.monotonic()
        if state["ended"] and not desk.jobs.at_work(run):
            yield "event: end\ndata: {}\n\n"
            return
        if time.monotonic() - spoke > _HEARTBEAT:
            spoke = time.monotonic()
            yield ": still here\n\n"
        desk.closing.wait(_PAUSE)


def _apart_from_time(state: Event) -> Event:
    """Whole seconds count for nothing: the page counts them itself."""
    return {name: value for name, value in state.items() if name != "seconds"}
