"""`genesis revise --from-events`: what a running system was seen to do is feedback too."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autogenesis.cli._house import open_conductor
from autogenesis.cli._print import console, print_json, tell
from autogenesis.cli._revise import Asked, revise_system
from autogenesis.cli._systems import find_system
from autogenesis.core import InputError, Settings

if TYPE_CHECKING:
    from autogenesis.conductor import Before, Conductor
    from blueprints import Change
    from roles import Feedback, Seen

_STATE, _COPY = "state.sqlite", "seen"
_SECONDS = 60.0
_MOST_BYTES = 64_000_000


@dataclass(frozen=True)
class Events:
    """What a running system kept in `data`, and whether what it gives reason for is only shown."""

    data: str | None
    only_shown: bool = False

    def proposals(self, conductor: Conductor, before: Before, at: Path, settings: Settings) -> tuple[Change, ...]:
        """The Changes that it gives reason for: shown, accepted by the hierarchy, and kept to be decided on."""
        from roles import seen_in

        seen = seen_in(events_of(at, self.data, settings))
        feedback = conductor.propose(before.run, seen)
        _tell(feedback, seen)
        return feedback.changes

    def end(self, found: Sequence[Change], at: Path, *, as_json: bool) -> int:
        """Say that nothing is built; the exit code."""
        if as_json:
            print_json({"package_path": str(at), "proposed": [one.model_dump(mode="json") for one in found]})
        elif found:
            console().print("nothing was built: decide on the page (`genesis ui`), or without --dry-run", markup=False)
        return 0


def revise_from_events(system: str, settings: Settings, asked: Asked, events: Events, *, as_json: bool) -> int:
    """Show what a running system gives reason for, and revise it with that; where there is nothing, or it was only to
    be shown, nothing is built."""
    at = find_system(system, settings).resolve()
    with open_conductor(settings, tell) as conductor:
        found = events.proposals(conductor, conductor.before(at), at, settings)
    if events.only_shown or not found:
        return events.end(found, at, as_json=as_json)
    return revise_system(system, settings, replace(asked, changes=found), as_json=as_json)


def events_of(at: Path, data: str | None, settings: Settings) -> list[dict[str, Any]]:
    """Events and figures of the system in `at`: of a data folder, or out of a file that holds them as JSON lines."""
    place = Path(data) if data is not None else at / "data"
    if place.is_file():
        return list(_lines(place.read_text(encoding="utf-8", errors="replace"), place))
    if not (place / _STATE).is_file():
        raise InputError(
            "there are no data of a running system",
            where=str(place),
            remedy="Name its folder with --data, or a file with what `events --figures --json` of the package prints",
        )
    return _asked(at, place, settings)


def _asked(at: Path, place: Path, settings: Settings) -> list[dict[str, Any]]:
    """What the package itself says of a copy of the data, in the sandbox; who serves them goes on."""
    from roles import SandboxWorkshop, read_package

    modules = read_package(at)
    with tempfile.TemporaryDirectory(prefix="genesis-events-") as scratch:
        workshop = SandboxWorkshop(Path(scratch), settings)
        workshop.wheel(modules)
        copy = workshop.folder(modules) / "work" / _COPY
        copy.mkdir()
        _copied(place / _STATE, copy / _STATE)
        words = ["-m", modules.package, "events", "--figures", "--json", "--data", _COPY]
        done = workshop.run(modules, words, seconds=_SECONDS)
        if done.exit_code != 0:
            said = (done.stderr.strip().splitlines() or ["nothing was said"])[-1]
            raise InputError(
                f"the package cannot read these data: {said[:300]}",
                where=str(place),
                remedy="Name the data of this system, as this revision of it keeps them",
            )
        return list(_lines(done.stdout, place))


def _copied(state: Path, to: Path) -> None:
    """Copy a database that may be in use; opened for reading only, SQLite would leave its log beside it."""
    try:
        with (
            closing(sqlite3.connect(f"{state.resolve().as_uri()}?mode=rw", uri=True)) as held,
            closing(sqlite3.connect(to)) as into,
        ):
            held.backup(into)
    except sqlite3.Error as error:
        raise InputError(
            f"the data cannot be read: {error}",
            where=str(state),
            remedy="Let this user read them, or hand in a file with what `events --figures --json` prints",
        ) from error


def _lines(text: str, place: Path) -> Iterator[dict[str, Any]]:
    if len(text) > _MOST_BYTES:
        raise InputError(
            "there are too many events", where=str(place), remedy="Hand in the latest (`events --since N`)"
        )
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            event = None
        if not isinstance(event, dict):
            raise InputError(
                "a line is no event",
                where=f"{place}, line {number}",
                remedy="Each line is a JSON object, as `events --json` prints it",
            )
        yield event


def _tell(feedback: Feedback, seen: Sequence[Seen]) -> None:
    """Show each Change with its evidence; or that there is nothing to propose."""
    out = console(True)
    by_id = {one.id: one for one in seen}
    for change in feedback.changes:
        out.print(f"{change.part.removesuffix('s')}: {_text(change)}", markup=False)
        out.print(f"    evidence: {by_id[change.evidence].id}; {change.reason}", markup=False)
    for one in feedback.open:
        if one.startswith("event."):
            out.print(f"no room to ask: {one.partition(': ')[2]}", markup=False)
    if not feedback.changes:
        calls = sum({one.operation: one.calls for one in seen}.values())
        bad = sum(one.count for one in seen if one.kind in ("failed", "unheard"))
        told = sum(one.count for one in seen if one.kind == "refused")
        out.print(f"nothing to propose: {calls} calls, {told} refused, {bad} failed", markup=False)


def _text(change: Change) -> str:
    return str((change.value or {}).get("text", ""))
