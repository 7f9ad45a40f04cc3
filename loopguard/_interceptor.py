"""Puts the guard in front of a broker."""

from __future__ import annotations

from datetime import datetime

from autogenesis.core import Clock, Decision, Message, canonical_json
from loopguard._guard import LoopGuard
from loopguard._observation import Observation

_TOLD = frozenset(("artefact", "score", "polling"))


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
    payload = message.payload
    artefact, score = payload.get("artefact"), payload.get("score")
    if "said" in payload:
        said = payload["said"]
    else:
        said = {name: value for name, value in payload.items() if name not in _TOLD}
    return Observation(
        message=message.id,
        conversation=message.conversation,
        sender=message.sender,
        receiver=message.receiver or str(message.topic),
        action=message.action,
        text=canonical_json(said),
        at=at,
        artefact=artefact if isinstance(artefact, str) else None,
        score=float(score) if isinstance(score, int | float) else None,
        polling=payload.get("polling") is True,
    )
