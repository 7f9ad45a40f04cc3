"""How much one browser may ask: the size of what it sends, how often it asks, how many streams it keeps open."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from flask import Flask, g, request
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests

from autogenesis.core import Clock

MOST_BYTES = 1_200_000
MOST_STREAMS = 64
_MOST_PARTS = 200
_MOST_KNOWN = 1000
_BURST, _RATE = 300.0, 60.0
_ENTRY_BURST, _ENTRY_RATE = 10.0, 0.2


class Rates:
    """A bucket of tokens for each name: one request takes one, and time fills it again."""

    def __init__(self, clock: Clock, burst: float, rate: float) -> None:
        self._clock, self._burst, self._rate = clock, burst, rate
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._turn = threading.Lock()

    def take(self, name: str) -> bool:
        """Whether one more is allowed now."""
        now = self._clock.monotonic()
        with self._turn:
            left, since = self._left.pop(name, (self._burst, now))
            left = min(self._burst, left + (now - since) * self._rate)
            allowed = left >= 1
            self._left[name] = (left - 1 if allowed else left, now)
            if len(self._left) > _MOST_KNOWN:
                self._left.popitem(last=False)
            return allowed


class Streams:
    """Streams that are open; each keeps a thread of the server busy."""

    def __init__(self, most: int = MOST_STREAMS) -> None:
        self._most, self._open = most, 0
        self._turn = threading.Lock()

    @property
    def count(self) -> int:
        """How many are open."""
        return self._open

    def open(self) -> Callable[[], None]:
        """Take a place; what is given back gives it up, once."""
        with self._turn:
            if self._open >= self._most:
                raise ServiceUnavailable(f"{self._most} live pages are open. Close one and load this page again.")
            self._open += 1
        once = threading.Lock()

        def close() -> None:
            if once.acquire(blocking=False):
                with self._turn:
                    self._open -= 1

        return close


def guard(app: Flask, clock: Clock) -> None:
    """Refuse what is too big or asked too often; whoever tries tokens has few tries."""
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_BYTES
    app.config["MAX_FORM_PARTS"] = _MOST_PARTS
    known, strangers = Rates(clock, _BURST, _RATE), Rates(clock, _ENTRY_BURST, _ENTRY_RATE)

    @app.before_request
    def not_too_often() -> None:
        session = g.get("session")
        if session is not None:
            allowed = known.take(session.id)
        elif request.endpoint in ("entry.enter", "entry.come_in", "watching.metrics"):
            allowed = strangers.take(f"{request.endpoint} {request.remote_addr}") if _tries() else True
        else:
            allowed = known.take(str(request.remote_addr))
        if not allowed:
            raise TooManyRequests("That was asked too often. Wait a moment and load the page again.")


def _tries() -> bool:
    """Whether a secret comes with the request, which may be a guess."""
    return request.method == "POST" or "token" in request.args or "Authorization" in request.headers
