"""Runs and the state that belongs to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pydantic import JsonValue
from sqlalchemy import bindparam, delete, func, select, update

from autogenesis.core import InputError, JsonObject, RunId, StorageError
from storage._database import Database
from storage._prepared import Prepared
from storage._records import RunRecord, RunStatus
from storage._tables import run_state, runs

_NEXT: Final[dict[RunStatus, frozenset[RunStatus]]] = {
    "queued": frozenset({"running", "paused", "failed", "cancelled", "stopped"}),
    "running": frozenset({"queued", "paused", "done", "failed", "cancelled", "stopped"}),
    "paused": frozenset({"queued", "running", "cancelled"}),
    "failed": frozenset({"queued", "running"}),
    "cancelled": frozenset({"queued", "running"}),
    "stopped": frozenset({"queued", "running"}),
    "done": frozenset(),
}
_KEPT: Final = Prepared(
    select(run_state.c.body).where(run_state.c.run == bindparam("run"), run_state.c.name == bindparam("name"))
)
_RUN: Final = Prepared(select(runs).where(runs.c.id == bindparam("which")))
_HELD: Final = Prepared(select(runs).where(runs.c.id == bindparam("which")).with_for_update())
_MOVED: Final = Prepared(
    update(runs)
    .where(runs.c.id == bindparam("which"))
    .values({name: bindparam(name, type_=runs.c[name].type) for name in ("status", "finished_at", "result")})
)
_FINISHED: Final = frozenset({"paused", "done", "failed", "cancelled", "stopped"})
"""Where nobody is at work any more, and nobody will be unless somebody asks."""


class RunRepository:
    """Runs, from queued to finished."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, run: RunId, *, slug: str, spec_hash: str, settings: JsonObject, code_version: str) -> RunRecord:
        """Add a queued run; asking again with the same id returns the stored one."""
        row = {
            "id": str(run),
            "slug": slug,
            "spec_hash": spec_hash,
            "status": "queued",
            "created_at": self._database.clock.now(),
            "settings": settings,
            "code_version": code_version,
        }
        with self._database.write() as connection:
            self._database.insert_once(connection, runs, row)
        return self.get(run)

    def get(self, run: RunId) -> RunRecord:
        """The run; InputError where there is none."""
        row = self._database.first(_RUN, {"which": str(run)})
        if row is None:
            raise _unknown(run)
        return _record(row)

    def find(
        self, *, slug: str | None = None, status: RunStatus | None = None, limit: int = 100
    ) -> tuple[RunRecord, ...]:
        """Runs, the newest first."""
        query = select(runs).order_by(runs.c.seq.desc()).limit(limit)
        if slug is not None:
            query = query.where(runs.c.slug == slug)
        if status is not None:
            query = query.where(runs.c.status == status)
        with self._database.read() as connection:
            return tuple(_record(row._mapping) for row in connection.execute(query))

    def move(self, run: RunId, status: RunStatus, *, result: JsonObject | None = None) -> RunRecord:
        """Change the status and, where given, the result; on disk where the run has ended.

        Moving to the status it has is no error. Raises StorageError for a move there is no way for, such as
        away from done.
        """
        begun = self._database.write if status in _FINISHED else self._database.note
        with begun() as connection:
            row = _HELD.first(connection, {"which": str(run)})
            if row is None:
                raise _unknown(run)
            current = _record(row)
            if status != current.status and status not in _NEXT[current.status]:
                raise StorageError(
                    f"a run that is {current.status} cannot become {status}",
                    where=f"run {run}",
                    remedy="Begin a new run",
                )
            finished = (current.finished_at or self._database.clock.now()) if status in _FINISHED else None
            values = {
                "status": status,
                "finished_at": finished,
                "result": current.result if result is None else result,
            }
            _MOVED.run(connection, [{"which": str(run), **values}])
        return current.model_copy(update=values)

    def waiting(self, limit: int = 1000) -> tuple[tuple[RunId, datetime], ...]:
        """The queued runs, the oldest first, with when each was created."""
        query = select(runs.c.id, runs.c.created_at).where(runs.c.status == "queued").order_by(runs.c.seq).limit(limit)
        with self._database.read(fresh=False) as connection:
            return tuple((RunId(row.id), row.created_at) for row in connection.execute(query))

    def at_work(self, limit: int = 1000) -> tuple[RunId, ...]:
        """The runs that are written down as running, the oldest first; a killed one still is."""
        query = select(runs.c.id).where(runs.c.status == "running").order_by(runs.c.seq).limit(limit)
        with self._database.read(fresh=False) as connection:
            return tuple(RunId(id) for id in connection.execute(query).scalars())

    def unfinished(self) -> tuple[tuple[RunId, RunStatus], ...]:
        """The queued runs and those written down as running, the oldest first, all as they stood at one moment."""
        query = select(runs.c.id, runs.c.status).where(runs.c.status.in_(("queued", "running"))).order_by(runs.c.seq)
        with self._database.read(fresh=False) as connection:
            return tuple((RunId(row.id), row.status) for row in connection.execute(query))

    def ended_since(self, moment: datetime) -> dict[RunStatus, int]:
        """How many runs ended how since then."""
        query = select(runs.c.status, func.count()).where(runs.c.finished_at >= moment).group_by(runs.c.status)
        with self._database.read(fresh=False) as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def counts(self) -> dict[RunStatus, int]:
        """How many runs there are of each status."""
        query = select(runs.c.status, func.count()).group_by(runs.c.status)
        with self._database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def rename(self, run: RunId, slug: str) -> None:
        """Give the run its system's slug, once the specification has been understood."""
        with self._database.write() as connection:
            changed = connection.execute(update(runs).where(runs.c.id == str(run)).values(slug=slug))
            if changed.rowcount == 0:
                raise _unknown(run)

    def save_state(self, run: RunId, name: str, body: JsonValue) -> None:
        """Keep a value that must survive a restart of the run, in place of the one of that name."""
        row = {"run": str(run), "name": name, "body": body, "saved_at": self._database.clock.now()}
        with self._database.note() as connection:
            self._database.put(connection, run_state, row)

    def drop_state(self, run: RunId, name: str) -> None:
        """Forget the value of that name."""
        with self._database.note() as connection:
            connection.execute(delete(run_state).where(run_state.c.run == str(run), run_state.c.name == name))

    def states(self, name: str, runs: Sequence[RunId]) -> dict[RunId, JsonValue]:
        """What each of these runs keeps under ``name``, where it keeps anything."""
        query = select(run_state.c.run, run_state.c.body).where(
            run_state.c.name == name, run_state.c.run.in_([str(run) for run in runs])
        )
        with self._database.read() as connection:
            return {RunId(row.run): row.body for row in connection.execute(query)}

    def state(self, run: RunId, name: str) -> JsonValue:
        """The value kept under ``name``; None where there is none."""
        found = self._database.first(_KEPT, {"run": str(run), "name": name})
        return None if found is None else found["body"]


def _record(row: Mapping[Any, Any]) -> RunRecord:
    return RunRecord.model_validate({k: v for k, v in row.items() if k != "seq"})


def _unknown(run: RunId) -> InputError:
    return InputError(
        f"there is no run {run}", where="the database", remedy="List the runs there are with `genesis runs`"
    )
