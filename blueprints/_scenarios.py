"""Scenarios: calls with what is expected of them; examples in the text, derived tests and the demo are all these."""

from __future__ import annotations

from typing import Any, Literal

from blueprints._base import Element, Frozen, Id

Json = Any
"""A JSON value."""


class CallStep(Frozen):
    """A call. `refused` is the id of the rule that must refuse it; otherwise the result must contain `result`."""

    step: Literal["call"] = "call"
    operation: str
    input: dict[str, Json]
    role: str | None = None
    by: str | None = None
    at: str | None = None
    refused: str | None = None
    result: Json = None


class ClockStep(Frozen):
    """The clock moves on to `to` (ISO), and what falls due happens."""

    step: Literal["clock"] = "clock"
    to: str


class EventsStep(Frozen):
    """Exactly `count` notifications of `type` have been sent so far, to that role or person where given, the `last` of
    them with that text; or so many entries of `type` (read, created, changed) are in the audit log."""

    step: Literal["events"] = "events"
    type: str
    count: int
    to: str | None = None
    last: str | None = None
    kind: Literal["notification", "audit"] = "notification"


class RestartStep(Frozen):
    """The system is stopped and opened again."""

    step: Literal["restart"] = "restart"


class Scenario(Element):
    """Steps from an empty system that starts at `start` (ISO datetime). `carries` are the elements it tests."""

    title: str
    start: str
    steps: tuple[CallStep | ClockStep | EventsStep | RestartStep, ...]
    carries: tuple[Id, ...] = ()
