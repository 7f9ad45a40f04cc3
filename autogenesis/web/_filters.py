"""How templates write times, shares and names."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask

from autogenesis.core import Clock


def add(app: Flask, clock: Clock) -> None:
    """Give the templates their filters."""
    app.jinja_env.filters.update(
        ago=lambda moment: ago(moment, clock.now()), age=age, percent=percent, words=words, moment=moment_of
    )


def age(seconds: float) -> str:
    """As people say it: 8 s, 3 min, 2 h, 5 d."""
    for size, name in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} s"


def ago(moment: datetime, now: datetime) -> str:
    """How long ago, as people say it."""
    seconds = max((now - moment).total_seconds(), 0.0)
    return "just now" if seconds < 10 else f"{age(seconds)} ago"


def percent(share: float) -> str:
    """A share from 0 to 1 in per cent; never 100 where something lacks."""
    return f"{int(share * 100)} %"


def words(name: str) -> str:
    """A name of the house as people write it."""
    return name.replace("_", " ").replace("-", " ")


def moment_of(moment: datetime) -> str:
    """A moment in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
