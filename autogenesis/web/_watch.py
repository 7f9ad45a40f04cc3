"""Watches runs for everybody who looks: the store is asked once, however many pages are open."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autogenesis.conductor import loops_of, standings
from autogenesis.core import Clock, JsonObject, Message, RunId
from roles import PLAN_STEP
from storage import Storage

_LOOK = 0.4
"""Seconds between two looks at the store."""
_MOST_WATCHED = 64
_MOST_REASONS = 20
ENDED = frozenset({"done", "failed", "paused", "cancelled", "stopped", "interrupted"})
Event = dict[str, Any]


@dataclass
class _Seen:
    """What is known of a run: its events in order, where each stands, and how the run stood last."""

    events: list[Event] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    asked: dict[str, Message] = field(default_factory=dict)
    state: Event = field(default_factory=dict)
    looked: float = float("-inf")
    plan: Sequence[Mapping[str, Any]] = ()
    turn: threading.Lock = field(default_factory=threading.Lock)


class Watches:
    """The runs that somebody looks at."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage, self._clock = storage, clock
        self._seen: OrderedDict[RunId, _Seen] = OrderedDict()
        self._turn = threading.Lock()

    def look(self, run: RunId, after: str = "") -> tuple[list[Event], Event]:
        """The events later than the one of that id, all where it is not known, and how the run stands now."""
        with self._turn:
            seen = self._seen.setdefault(run, _Seen())
            self._seen.move_to_end(run)
            if len(self._seen) > _MOST_WATCHED:
                self._seen.popitem(last=False)
        with seen.turn:
            now = self._clock.monotonic()
            if now - seen.looked >= _LOOK:
                self._refresh(run, seen)
                seen.looked = now
            return seen.events[seen.places.get(after, -1) + 1 :], seen.state

    def look_again(self, run: RunId) -> None:
        """Have the next who looks see how the run stands now: something was done to it here."""
        with self._turn:
            seen = self._seen.get(run)
        if seen is not None:
            with seen.turn:
                seen.looked = float("-inf")

    def _refresh(self, run: RunId, seen: _Seen) -> None:
        storage = self._storage
        last = seen.events[-1]["id"] if seen.events else None
        for message in storage.messages.of_run(run, after=last):
            seen.places[message.id] = len(seen.events)
            seen.events.append(_event(message, seen.asked))
        record = storage.runs.get(run)
        standing = standings(storage, [record], self._clock.now())[0]
        loops = loops_of(storage, run)
        lost = storage.messages.dead_letters(run)
        seen.state = {
            "run": run,
            "system": record.slug,
            "state": standing.state,
            "step": standing.step,
            "attempt": standing.attempt,
            "seconds": standing.seconds,
            "ended": standing.state in ENDED,
            "messages": len(seen.events),
            "rejections": sum(one["kind"] == "rejected" for one in seen.events),
            "tokens": sum(one.get("tokens", 0) for one in seen.events),
            "loops": [{"step": one.step, "reason": one.reason, "done": one.done} for one in loops],
            "lost": [{"to": one.message.receiver or str(one.message.topic), "reason": one.reason} for one in lost],
            "steps": steps_of(seen.events, self._plan(run, seen)),
            "result": record.result or {},
        }

    def _plan(self, run: RunId, seen: _Seen) -> Sequence[Mapping[str, Any]]:
        """The steps of the run, once its plan has been accepted."""
        if not seen.plan and any(one["kind"] == "accepted" for one in seen.events):
            plan = self._storage.artefacts.accepted(run, PLAN_STEP.id)
            body: Any = plan.body if plan is not None else {}
            seen.plan = body.get("steps", ())
        return seen.plan


def steps_of(events: list[Event], plan: Sequence[Mapping[str, Any]] = ()) -> list[Event]:
    """Each step with how it stands: who is at work, who judged, in which attempt; those of the plan that nobody has
    begun wait."""
    found: dict[str, Event] = {}
    for event in events:
        step = found.setdefault(
            event["step"],
            {"step": event["step"], "doer": "", "approver": "", "attempt": 1, "state": "working", "reasons": []},
        )
        step["attempt"] = max(step["attempt"], event["attempt"])
        match event["kind"]:
            case "working":
                step.update(doer=event["receiver"], state="working")
            case "checking":
                step.update(approver=event["receiver"], state="checking")
            case "accepted" | "rejected" as judged:
                step.update(approver=event["sender"], state=judged, reasons=event["reasons"])
    waiting = [
        {
            "step": one["id"],
            "doer": one["doer"],
            "approver": one["approver"],
            "attempt": 1,
            "state": "waiting",
            "reasons": [],
        }
        for one in plan
        if one["id"] not in found
    ]
    return [*found.values(), *waiting]


def _event(message: Message, asked: dict[str, Message]) -> Event:
    """A message as the page shows it."""
    if message.reply_to is not None:
        asked[message.id] = message
    request = asked.get(message.correlation) if message.correlation is not None else None
    told = (request or message).payload
    event: Event = {
        "id": message.id,
        "at": message.sent_at.isoformat(timespec="milliseconds"),
        "sender": message.sender,
        "receiver": message.receiver or "",
        "action": message.action,
        "step": str(told.get("step", message.conversation)),
        "attempt": int(str(told.get("attempt", 1))),
        "kind": _kind(message, request),
        "reasons": _reasons(message.payload),
        "tokens": int(str(message.payload.get("tokens", 0))),
    }
    return event


def _kind(message: Message, request: Message | None) -> str:
    if request is None:
        return {"draft": "working", "check": "checking"}.get(message.action, "told")
    verdict = message.payload.get("verdict")
    if isinstance(verdict, Mapping):
        return "rejected" if verdict.get("reasons") else "accepted"
    return "made" if "made" in message.payload else "told"


def _reasons(payload: JsonObject) -> list[str]:
    verdict = payload.get("verdict")
    reasons: Any = verdict.get("reasons") if isinstance(verdict, Mapping) else None
    return [f"{one.get('part', '')}: {one.get('text', '')}" for one in (reasons or [])[:_MOST_REASONS]]
