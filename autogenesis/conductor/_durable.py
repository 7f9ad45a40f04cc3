"""Runs a workflow so that a killed process can go on from its last finished step; the only file that imports dbos."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from autogenesis.core import JsonObject, StorageError

Checkpoint = Callable[[str, Callable[[], JsonObject]], JsonObject]
"""(name of the step, what does it) -> its result, from the first time it was done."""
Workflow = Callable[[Checkpoint], JsonObject]

_VERSION = "1"
_POLL_SECONDS = 0.02
_live: dict[str, Workflow] = {}


def run_durably(url: str, run: str, pass_number: int, workflow: Workflow) -> JsonObject:
    """Carry out `workflow` as pass `pass_number` of the run; one that was begun and killed goes on where it stopped.

    `url` is the database in which finished steps are kept. Each process looks after its own run only.
    """
    from dbos import DBOS, SetWorkflowID

    name = f"{run}.{pass_number}"
    _live[run] = workflow
    try:
        with _launched(url, run) as conduct:
            begun = DBOS.get_workflow_status(name)
            if begun is not None:  # launching took it up again
                handle: Any = DBOS.retrieve_workflow(name)
            else:
                with SetWorkflowID(name):
                    handle = DBOS.start_workflow(conduct, run)
            result: JsonObject = handle.get_result(polling_interval_sec=_POLL_SECONDS)
            return result
    finally:
        del _live[run]


@contextmanager
def _launched(url: str, run: str) -> Iterator[Callable[[str], JsonObject]]:
    from dbos import DBOS
    from dbos import error as dbos_error

    quiet = logging.getLogger("dbos")
    quiet.propagate = False
    quiet.handlers[:] = [logging.NullHandler()]  # its own handler would keep the stream of whoever launched it first
    try:
        DBOS(
            config={
                "name": "genesis",
                "system_database_url": url,
                "application_version": _VERSION,
                "executor_id": run,
                "log_level": "CRITICAL",
                "notification_listener_polling_interval_sec": _POLL_SECONDS,
            }
        )
        conduct: Callable[[str], JsonObject] = DBOS.workflow(name="conduct")(_conduct)
        DBOS.launch()
    except dbos_error.DBOSException as error:
        raise StorageError(
            f"the record of steps cannot be opened: {error}",
            where=url,
            remedy="Check that the folder can be written, or name another home",
        ) from error
    try:
        yield conduct
    finally:
        DBOS.destroy(destroy_registry=True)


def _conduct(run: str) -> JsonObject:
    from dbos import DBOS

    def checkpoint(name: str, step: Callable[[], JsonObject]) -> JsonObject:
        done: JsonObject = DBOS.run_step({"name": name}, step)
        return done

    return _live[run](checkpoint)


def steps_url(database: str, home: Path) -> str:
    """Where finished steps are kept: beside a SQLite database in a file of its own, else in the same database."""
    if database.startswith("sqlite"):
        return f"sqlite:///{home / 'steps.db'}"
    return database
