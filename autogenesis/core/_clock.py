"""Time as something that is passed in."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

from autogenesis.core._errors import InputError


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present as an aware datetime in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some fixed moment; never goes back."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class FixedClock:
    """A clock that stands still until it is told to advance."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise InputError(
                f"{start.isoformat()} has no time zone",
                where="FixedClock",
                remedy="Give an aware datetime, for instance with tzinfo=UTC",
            )
        self._start = self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return (self._now - self._start).total_seconds()

    def advance(self, by: timedelta) -> datetime:
        """Move forward and give the new time; ``by`` must not be negative."""
        if by < timedelta(0):
            raise InputError(
                f"a clock cannot go back by {-by}",
                where="FixedClock.advance",
                remedy="Advance by zero or more",
            )
        self._now += by
        return self._now
