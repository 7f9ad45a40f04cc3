"""Asks a system for anything, sensible or not, and checks what must hold whatever is asked."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

START = datetime(2026, 3, 4, 9)
Asked = tuple[str, dict[str, Any], str | None, int]
"""An operation, its input, the role of whoever asks, and how many hours later it is."""


def calls(offered: Sequence[dict[str, Any]], roles: Sequence[str]) -> st.SearchStrategy[list[Asked]]:
    """Lists of calls of what is offered, in the form that a package lists its operations."""
    asked = st.one_of([_call(each, roles) for each in offered])
    return st.lists(asked, min_size=4, max_size=14)


def _call(operation: dict[str, Any], roles: Sequence[str]) -> st.SearchStrategy[Asked]:
    allowed = operation["roles"] or [None]
    role = st.sampled_from([*allowed, *allowed, *allowed, None, *roles[:2]])
    schema = operation["input"]
    needed = {name: _value(each) for name, each in schema["properties"].items() if name in schema["required"]}
    more = {
        name: _value(each) for name, each in schema["properties"].items() if name not in schema["required"]
    }
    given = st.fixed_dictionaries(needed, optional=more)
    return st.tuples(st.just(operation["name"]), given, role, st.sampled_from([0, 0, 0, 1, 30, 800]))


def _value(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Mostly values of the type asked for; a row is asked for as a number that stands for one of those there are."""
    if "anyOf" in schema:
        return st.one_of([_value(each) for each in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from([*schema["enum"], "no such choice"])
    match schema.get("type"), schema.get("format"):
        case "integer", _:
            return st.integers(-2, 400)
        case "number", _:
            return st.sampled_from([0, 1, 2.5, 10, 99.99, 1000, -1])
        case "boolean", _:
            return st.booleans()
        case "array", _:
            return st.lists(_value(schema.get("items", {})), max_size=2)
        case _, "date":
            return st.integers(-400, 400).map(lambda days: (START + timedelta(days=days)).date().isoformat())
        case _, "date-time":
            return st.integers(-400, 400).map(lambda hours: (START + timedelta(hours=hours)).isoformat())
        case _, "time":
            return st.sampled_from(["09:00", "17:30"])
        case "null", _:
            return st.none()
    if str(schema.get("description", "")).startswith("id"):
        return st.integers(0, 3).map(Row)
    return st.sampled_from(["one", "two", "another text", ""])


class Row(int):
    """Stands for the id of one of the rows there are."""


def play(system: Any, refused: type[Exception], asked: Sequence[Asked]) -> None:
    """Ask in order in a folder of its own: each call gives a result or is refused, nothing breaks, rows that were
    answered are there, rules on rows hold, and a system opened again holds the same."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_play(system, refused, asked, folder))


async def _play(system: Any, refused: type[Exception], asked: Sequence[Asked], folder: str) -> None:
    now = START
    async with system.open(folder, lambda: START) as running:
        await running.clock_to(START)
        for operation, given, role, hours in asked:
            now += timedelta(hours=hours)
            before = _rows(running)
            told = {name: _chosen(value, sorted(before)) for name, value in given.items()}
            try:
                result = await running.call(operation, told, role=role, at=now)
            except refused:
                assert hours or _rows(running) == before, f"{operation} was refused, and changed something"
            else:
                _check(running, result, now)
        kept = _rows(running)
    async with system.open(folder, lambda: now) as again:
        assert _rows(again) == kept, "a restart changed rows"


def _chosen(value: Any, ids: Sequence[str]) -> Any:
    if isinstance(value, Row):
        return ids[value * 7 % len(ids)] if ids else "nothing there"
    return [_chosen(each, ids) for each in value] if isinstance(value, list) else value


def _rows(running: Any) -> dict[str, Any]:
    records = running.design.records
    return {f"{row.id}": row for record in records for row in running.store.rows(record).values()}


def _check(running: Any, result: Any, now: datetime) -> None:
    engine = running.engine
    for row in _rows(running).values():
        for rule in engine.book.invariants.get(type(row), ()):
            call = engine.call_for(
                None, {"name": "check", "at": now.astimezone(running.store.zone).isoformat()}
            )
            holds = rule.holds(call, row)
            assert holds or call.reads, f"{row} breaks a rule: {rule.__doc__}"
