"""Puts the guard in front of a broker."""

from __future__ import annotations

from datetime import datetime

from autogenesis.core import Clock, Decision, Message, canonical_json
from loopguard._guard import LoopGuard
from loopguard._observation import Observation


class GuardInterceptor:
    """Shows each message to the guard; implements ``core.Interceptor``.

    Of the payload, ``artefact`` (a content hash), ``score`` (a number) and ``polling`` (true) are what the
    guard counts as progress and as waiting. ``said`` is the message's text; where there is none, all the rest is.
    """

    def __init__(self, guard: LoopGuard, clock: Clock) -> None:
        self._guard = guard
        self._clock = clock

    async def before_delivery(self, message: Message) -> Decision:
        return self._guard.observe(observation_of(message, self._clock.now()))


def observation_of(message: Message, at: datetime) -> Observation:
    """What the guard is shown of a message that was seen at that moment."""
    said = dict(message.payload)
    artefact, score, polling = (said.pop(name, None) for name in ("artefact", "score", "polling"))
    return Observation(
        message=message.id,
        conversation=message.conversation,
        sender=message.sender,
        receiver=message.receiver or str(message.topic),
        action=message.action,
        text=canonical_json(said.get("said", said)),
        at=at,
        artefact=artefact if isinstance(artefact, str) else None,
        score=float(score) if isinstance(score, int | float) else None,
        polling=polling is True,
    )
