"""Runs workflows so that a killed process can go on from its last finished step; the only file that imports dbos."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autogenesis.core import GenesisError, JsonObject, StorageError
from storage import StepRepository, opened_for, prepare_file, refusals_of_database

if TYPE_CHECKING:
    from dbos import DBOSClient, DBOSConfig
    from sqlalchemy import Engine

Checkpoint = Callable[[str, Callable[[], Awaitable[JsonObject]]], Awaitable[JsonObject]]
"""(name of the step, what does it) -> its result, from the first time it was done."""
Workflow = Callable[[Checkpoint], JsonObject]
Conduct = Callable[[str, Checkpoint], JsonObject]
"""(name of the run, checkpoint) -> its result."""

_VERSION = "3"
_POLL_SECONDS, _QUEUE_SECONDS = 0.02, 0.2
_QUEUE, _WORKFLOW, _APPLICATION = "genesis-runs", "conduct", "genesis"
_OPEN = ("ENQUEUED", "PENDING", "DELAYED")
_live: dict[str, Workflow] = {}


def get_ready() -> None:
    """Import the engine, for whoever has a moment before a run begins."""
    import dbos  # noqa: F401


def run_durably(
    url: str, run: str, known: int, note: Callable[[int], None], steps: StepRepository, workflow: Workflow
) -> JsonObject:
    """Carry out `workflow` for the run; where it was begun and killed, it goes on where it stopped.

    `url` is the database of the engine, `steps` keeps what is finished. A run that ended in an error, or in another
    process's hands, is gone through again as a further pass: `note` keeps its number, `known` is the number kept last.
    The caller must hold the run: nobody else may be at work on it.
    """
    from dbos import DBOS, SetWorkflowID

    _live[run] = workflow
    try:
        with _launched(url, run, steps, lambda name, checkpoint: _live[name](checkpoint)) as conduct:
            name, begun = _pass(run, known, note)
            if begun:  # launching took it up again
                handle: Any = DBOS.retrieve_workflow(name)
            else:
                with SetWorkflowID(name):
                    handle = DBOS.start_workflow(conduct, run)
            result: JsonObject = handle.get_result(polling_interval_sec=_POLL_SECONDS)
            return result
    finally:
        del _live[run]


def _pass(run: str, known: int, note: Callable[[int], None]) -> tuple[str, bool]:
    """The pass to go on with, and whether it was begun."""
    from dbos import DBOS

    if known and DBOS.get_workflow_status(_name(run, known)) is None:
        raise StorageError(
            f"the steps of run {run} were begun and are not in their record",
            where="steps.db, or the tables of dbos in the database",
            remedy="Restore the record as it lay beside the database, or begin anew with `genesis new`",
        )
    number = max(known, 1)
    while (status := DBOS.get_workflow_status(_name(run, number))) is not None:
        mine = status.executor_id == run and status.app_version == _VERSION
        if status.status == "SUCCESS" or (mine and status.status in _OPEN):
            return _name(run, number), True
        if status.status in _OPEN:
            DBOS.cancel_workflow(_name(run, number))
        number += 1
    note(number)
    return _name(run, number), False


def _name(run: str, number: int) -> str:
    return f"{run}.{number}"


class DurableQueue:
    """Runs that wait and runs at work, shared by every process on one database."""

    def __init__(self, client: DBOSClient, engine: Engine) -> None:
        self._client, self._engine = client, engine

    def add(self, runs: Sequence[tuple[str, int]]) -> None:
        """Have workers carry out these runs' passes of those numbers, all in one transaction; adding one again changes
        nothing."""
        with self._engine.begin() as connection:
            for run, number in runs:
                self._client.enqueue_in_transaction(
                    connection,
                    {
                        "workflow_name": _WORKFLOW,
                        "queue_name": _QUEUE,
                        "workflow_id": _name(run, number),
                        "app_version": _VERSION,
                    },
                    run,
                )

    def in_hand(self) -> dict[str, str | None]:
        """The runs in the queue, all as they stood at one moment, and the worker that took each; None: nobody yet."""
        from dbos import DBOS

        found = DBOS.list_workflows(status=[*_OPEN], queue_name=_QUEUE, load_input=False, load_output=False)
        return {
            one.workflow_id.rpartition(".")[0]: (one.executor_id or "") if one.status == "PENDING" else None
            for one in found
        }

    def take_over(self, workers: list[str]) -> None:
        """Put what these workers, who are gone, had in hand back into the queue."""
        from dbos import DBOS

        DBOS._recover_pending_workflows(workers)


@contextmanager
def open_queue(url: str, worker: str, at_once: int, steps: StepRepository, conduct: Conduct) -> Iterator[DurableQueue]:
    """Take part in the queue as `worker`: at most `at_once` runs are carried out here at a time."""
    from dbos import DBOS, DBOSClient

    with _launched(url, worker, steps, conduct), opened_for(url) as engine:
        DBOS.register_queue(
            _QUEUE, worker_concurrency=at_once, polling_interval_sec=_QUEUE_SECONDS, on_conflict="always_update"
        )
        client = DBOSClient(
            system_database_engine=engine, serializer=_sealing(), application_name=_APPLICATION, lazy=True
        )
        try:
            yield DurableQueue(client, engine)
        finally:
            client.destroy()


@contextmanager
def _launched(
    url: str, executor: str, steps: StepRepository, carry_out: Conduct
) -> Iterator[Callable[[str], JsonObject]]:
    from dbos import DBOS
    from dbos import error as dbos_error

    quiet = logging.getLogger("dbos")
    quiet.propagate = False
    quiet.handlers[:] = [logging.NullHandler()]  # its own handler would keep the stream of whoever launched it first

    def conduct(run: str) -> JsonObject:
        """A step of dbos's own costs twice what the whole of ours may, and a second database its own way to the disk:
        what is finished is kept beside the artefacts, under the name of the pass."""
        of_pass = DBOS.workflow_id
        assert of_pass is not None
        finished = steps.finished(of_pass)

        async def checkpoint(name: str, step: Callable[[], Awaitable[JsonObject]]) -> JsonObject:
            if name not in finished:
                finished[name] = await steps.finish(of_pass, name, await step())
            return finished[name]

        return carry_out(run, checkpoint)

    try:
        with refusals_of_database(url):
            prepare_file(url)
            DBOS(config=_config(url, executor))
            workflow: Callable[[str], JsonObject] = DBOS.workflow(name=_WORKFLOW)(conduct)
            DBOS.launch()
    except dbos_error.DBOSException as error:
        raise StorageError(
            f"the record of steps cannot be opened: {error}",
            where=url,
            remedy="Check that the folder can be written, or name another home",
        ) from error
    try:
        with refusals_of_database(url):
            yield workflow
    except dbos_error.DBOSException as error:
        raise _refused(url, error) from error
    finally:
        DBOS.destroy(destroy_registry=True)


def _config(url: str, executor: str) -> DBOSConfig:
    return {
        "name": _APPLICATION,
        "system_database_url": url,
        "application_version": _VERSION,
        "executor_id": executor,
        "log_level": "CRITICAL",
        "notification_listener_polling_interval_sec": _POLL_SECONDS,
        "serializer": _sealing(),
    }


def _refused(url: str, error: Exception) -> GenesisError:
    return StorageError(
        f"the record of steps refuses: {error}",
        where=url,
        remedy="See that the disk has room and the database is whole, then go on with `genesis resume`",
    )


def _sealing() -> Any:
    """What dbos keeps of a run carries its hash, so that a byte that changed on disk is noticed."""
    import hashlib

    from dbos._serialization import DefaultSerializer, Serializer

    class Sealing(Serializer):
        def __init__(self) -> None:
            self._inner = DefaultSerializer()

        def serialize(self, data: Any) -> str:
            text = self._inner.serialize(data)
            return f"{hashlib.sha256(text.encode()).hexdigest()}:{text}"

        def deserialize(self, serialized_data: str) -> Any:
            seal, _, text = serialized_data.partition(":")
            if hashlib.sha256(text.encode(errors="replace")).hexdigest() != seal:
                raise StorageError(
                    "what the durable engine kept is not what its hash says: its record is damaged",
                    where="steps.db, or the tables of dbos in the database",
                    remedy="Restore the record as it lay beside the database, or begin anew with `genesis new`",
                )
            return self._inner.deserialize(text)

        def name(self) -> str:
            return "genesis_sealed"

    return Sealing()


def steps_url(database: str, home: Path) -> str:
    """Where the durable engine keeps its record: in a file beside a SQLite database, else in the same database."""
    if database.startswith("sqlite"):
        return f"sqlite:///{home / 'steps.db'}"
    return database
