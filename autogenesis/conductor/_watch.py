"""What is seen of all runs of a database, and the health that monitoring makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from autogenesis.conductor._worker import WORKERS
from autogenesis.core import Limits, Message, RunId
from roles import Health, HealthInputs, Observations, Turn, settled
from storage import Storage

_MOST_MESSAGES = 2000


def health_of(storage: Storage, limits: Limits, now: datetime, window: float = 3600.0) -> Health:
    """The health of all runs over the last `window` seconds; error recovery has approved it."""
    found = settled("health", HealthInputs(observations=observed(storage, limits, now, window)))
    assert isinstance(found, Health)
    return found


def observed(storage: Storage, limits: Limits, now: datetime, window: float) -> Observations:
    """What was seen of all runs, from what they stored."""
    since = now - timedelta(seconds=window)
    waiting, at_work = storage.runs.waiting(), storage.runs.at_work()
    held = [run for run in at_work if storage.holds.taken(run)]
    given = storage.verdicts.given_since(since)
    recent = [message for message in storage.messages.latest(_MOST_MESSAGES) if message.sent_at >= since]
    return Observations(
        window=window,
        queued=len(waiting),
        running=len(held),
        interrupted=len(at_work) - len(held),
        ended={str(status): count for status, count in storage.runs.ended_since(since).items()},
        oldest_queued=round(max((now - waiting[0][1]).total_seconds(), 0.0), 3) if waiting else 0.0,
        stalled=_stalled(storage, held, now - timedelta(seconds=limits.step_seconds + limits.test_seconds)),
        turns=turns_of(recent),
        rejections=given.get(False, 0),
        verdicts=sum(given.values()),
        dead_letters=storage.messages.lost_since(since),
        workers=storage.holds.count(WORKERS),
    )


def turns_of(messages: Sequence[Message]) -> tuple[Turn, ...]:
    """Each answer among the messages with what it answers: who, what, and how long it took."""
    asked = {message.id: message for message in messages if message.reply_to is not None}
    found = []
    for message in messages:
        request = asked.get(message.correlation) if message.correlation is not None else None
        if request is not None:
            seconds = max((message.sent_at - request.sent_at).total_seconds(), 0.0)
            found.append(Turn(run=message.run, role=message.sender, action=request.action, seconds=seconds))
    return tuple(found)


def _stalled(storage: Storage, held: Sequence[RunId], before: datetime) -> tuple[str, ...]:
    latest = storage.messages.latest_of(held) if held else {}
    return tuple(run for run in held if run in latest and latest[run].sent_at < before)
