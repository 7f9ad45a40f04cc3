"""The store as a whole: one database, one repository for each noun."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Self, TypeVar

from autogenesis.core import Clock
from storage._artefacts import ArtefactRepository, VerdictRepository
from storage._database import Database
from storage._engine import parse_url
from storage._holds import Holds, holds_on
from storage._messages import MessageRepository, StoredInbox
from storage._migrate import open_engine
from storage._resources import ResourceRepository
from storage._runs import RunRepository
from storage._steps import StepRepository

_Result = TypeVar("_Result")


class Storage:
    """Runs, artefacts, verdicts, messages, inbox and resources in one database.

    Safe to use from several threads and processes. What was written when a method returns outlives the process;
    runs, artefacts, verdicts and resources outlive a power cut too, and so does all that was written before them:
    what an effect wrote, finished steps and the state of runs outlive it with the next of those.
    Messages and settled deliveries go with the next write, or by themselves a tenth of a second later.
    ``holds`` says who is at work on what. Raises StorageError where something could not be written.
    """

    def __init__(self, database: Database, holds: Holds) -> None:
        self._database = database
        self.holds = holds
        self.runs = RunRepository(database)
        self.artefacts = ArtefactRepository(database)
        self.verdicts = VerdictRepository(database)
        self.messages = MessageRepository(database)
        self.inbox = StoredInbox(database)
        self.steps = StepRepository(database)
        self.resources = ResourceRepository(database)

    @classmethod
    def open(cls, url: str, clock: Clock) -> Self:
        """Open or create the database and bring its schema up to date.

        ``url`` is ``sqlite:///path`` or ``postgresql://…``. A file that is damaged or another program's is
        refused with StorageError and left as it is.
        """
        engine = open_engine(parse_url(url))
        return cls(Database(engine, clock), holds_on(engine))

    def commit(self) -> None:
        """Have on disk what was left to go with the next write."""
        self._database.commit()

    async def in_group(self, work: Callable[[], _Result], *, durable: bool = False) -> _Result:
        """What `work` gives, once what it wrote to this store is committed, and on disk where it is to be `durable`:
        with what other tasks of this event loop write at that moment."""
        return await self._database.in_group(work, durable=durable)

    def together(self) -> AbstractContextManager[object]:
        """What the block does with this store is one transaction; it is on disk with the next durable one."""
        return self._database.together()

    def flush(self) -> None:
        """Write what was left to go with the next write."""
        self._database.flush()

    def close(self) -> None:
        self.holds.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()
