"""Tells a test as a story: what is asked for, what is refused, how time passes, and what was sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self


class Story:
    """A system in a folder of its own. Steps are taken in order; each says at once what is not as expected."""

    def __init__(self, system: Any, refused: type[Exception], folder: Path) -> None:
        self._system, self._refused, self._folder = system, refused, folder
        self._loop = asyncio.new_event_loop()
        self._open: Any = None
        self._running: Any = None
        self._now = self._began = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        self._loop.close()

    def begins(self, at: str) -> None:
        """An empty system, at a moment."""
        self._began = at
        self._start()
        self.clock(at)

    def call(
        self,
        operation: str,
        given: Mapping[str, Any],
        *,
        role: str | None = None,
        by: str | None = None,
        at: str | None = None,
        gives: Any = None,
    ) -> Any:
        """The operation succeeds, and its result contains what is given in `gives`."""
        self._now = at or self._now
        asked = self._running.call(operation, dict(given), role=role, by=by, at=self._now)
        result = self._loop.run_until_complete(asked)
        assert gives is None or contains(result, gives), f"{operation} gave {result}, not {gives}"
        return result

    def keeps(
        self,
        operation: str,
        given: Mapping[str, Any],
        *,
        role: str | None = None,
        by: str | None = None,
        at: str | None = None,
        gives: Mapping[str, Any] | None = None,
    ) -> Any:
        """The operation succeeds, and its result contains all that was asked for and what is in `gives`."""
        return self.call(operation, given, role=role, by=by, at=at, gives={**given, **(gives or {})})

    def changed(
        self,
        operation: str,
        *,
        role: str | None = None,
        by: str | None = None,
        rows: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """The list shows these rows so, new ones among them, and all others as they were when the story began."""
        before = _as_begun(self._system, self._began, (operation, role, by))
        named = {row["id"] for row in rows}
        found = self.call(operation, {}, role=role, by=by)
        now = {row["id"]: row for row in found}
        assert {*now} == {*before} | named, (
            f"{operation} shows {sorted(now)}, not {sorted({*before} | named)}"
        )
        for id, row in {**before, **{row["id"]: row for row in rows}}.items():
            assert contains(now[id], row), f"{operation} shows {now[id]}, not {row}"

    def shows(
        self,
        operation: str,
        *,
        role: str | None = None,
        by: str | None = None,
        count: int,
        last: Sequence[Mapping[str, Any]],
    ) -> None:
        """The list has so many rows, and these are the last."""
        found = self.call(operation, {}, role=role, by=by)
        assert len(found) == count, f"{operation} shows {len(found)} rows, not {count}"
        assert contains(found[-len(last) :], last), f"{operation} ends with {found[-len(last) :]}, not {last}"

    def refused(
        self,
        rule: str,
        operation: str,
        given: Mapping[str, Any],
        *,
        role: str | None = None,
        by: str | None = None,
        at: str | None = None,
    ) -> None:
        """The operation is refused by this rule."""
        self._now = at or self._now
        try:
            asked = self._running.call(operation, dict(given), role=role, by=by, at=self._now)
            result = self._loop.run_until_complete(asked)
        except self._refused as refusal:
            found, said = getattr(refusal, "rule", ""), str(refusal)
        else:
            found, said = "no rule", f"it gave {result}"
        assert found == rule, f"{operation} was refused by {found}, not by {rule}: {said}"

    def clock(self, to: str) -> None:
        """Time passes; what falls due happens."""
        self._now = to
        self._loop.run_until_complete(self._running.clock_to(to))

    def sent(self, type: str, count: int, *, to: str | None = None, last: str | None = None) -> None:
        """So many notifications of a type have been sent so far, to somebody where given; the last says that."""
        found = [
            event
            for event in self._running.events()
            if event["kind"] == "notification"
            and event["type"] == type
            and to in (None, event["to"], event["role"])
        ]
        assert len(found) == count, f"{len(found)} notifications of {type}, not {count}: {found}"
        assert last is None or found[-1]["text"] == last, (
            f"the last {type} says {found[-1]['text']!r}, not {last!r}"
        )

    def logged(self, type: str, count: int) -> None:
        """So many entries of a type (read, created, changed) are in the audit log."""
        found = [
            event for event in self._running.events() if (event["kind"], event["type"]) == ("audit", type)
        ]
        assert len(found) == count, f"{len(found)} audit entries of {type}, not {count}: {found}"

    def restart(self) -> None:
        """The system is stopped and opened again."""
        self._stop()
        self._start()

    def follow(self, lines: str) -> None:
        """A story in JSON lines: each an object that names the step and what comes of it."""
        for number, line in enumerate(lines.splitlines(), start=1):
            try:
                self._step(json.loads(line))
            except Exception as error:  # told where it was, and raised again
                error.add_note(f"in line {number} of the story")
                raise

    def _step(self, line: dict[str, Any]) -> None:
        caller = {name: line[name] for name in ("role", "by", "at") if name in line}
        match line:
            case {"begins": at}:
                self.begins(at)
            case {"call": operation, "input": given, "refused": rule}:
                self.refused(rule, operation, given, **caller)
            case {"call": operation, "changed": rows}:
                self.changed(operation, role=line.get("role"), by=line.get("by"), rows=rows)
            case {"call": operation, "input": given, "keeps": more}:
                self.keeps(operation, given, **caller, gives=more)
            case {"call": operation, "input": given}:
                self.call(operation, given, **caller, gives=line.get("gives"))
            case {"clock": to}:
                self.clock(to)
            case {"sent": type, "count": count}:
                self.sent(type, count, to=line.get("to"), last=line.get("last"))
            case {"logged": type, "count": count}:
                self.logged(type, count)
            case {"restart": True}:
                self.restart()
            case _:
                raise AssertionError(f"no step is known as {line}")

    def _start(self) -> None:
        self._open = self._system.open(self._folder)
        self._running = self._loop.run_until_complete(self._open.__aenter__())

    def _stop(self) -> None:
        if self._open is not None:
            self._loop.run_until_complete(self._open.__aexit__(None, None, None))
            self._open = None


@cache
def _as_begun(system: Any, at: str, asked: tuple[str, str | None, str | None]) -> dict[str, Any]:
    """What a list shows of a system that began at a moment and in which nothing has happened yet."""
    operation, role, by = asked
    with TemporaryDirectory() as folder, Story(system, Exception, Path(folder)) as fresh:
        fresh.begins(at)
        return {row["id"]: row for row in fresh.call(operation, {}, role=role, by=by)}


def contains(whole: Any, piece: Any) -> bool:
    """Whether `piece` is found in `whole`: objects by their fields, lists by their items."""
    if isinstance(piece, Mapping):
        return isinstance(whole, Mapping) and all(
            name in whole and contains(whole[name], value) for name, value in piece.items()
        )
    if isinstance(piece, list | tuple):
        return (
            isinstance(whole, list | tuple)
            and len(whole) == len(piece)
            and all(contains(left, right) for left, right in zip(whole, piece, strict=True))
        )
    if isinstance(piece, float) and isinstance(whole, int | float):
        return abs(piece - whole) < 1e-9
    return bool(whole == piece)
