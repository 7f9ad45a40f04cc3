"""What each finished step of a pass through a run gave, so that it is never done again."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from autogenesis.core import JsonObject, StorageError, content_hash
from storage._database import Database
from storage._prepared import Prepared
from storage._tables import finished_steps


class StepRepository:
    """Results under the key (pass, step); each carries its hash, so that a byte that changed on disk is noticed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def finish(self, of_pass: str, name: str, result: JsonObject) -> JsonObject:
        """Keep what the step gave. Where it was finished before, what it gave then is returned unchanged."""
        row = {
            "pass": of_pass,
            "name": name,
            "result": result,
            "hash": _hash(of_pass, name, result),
            "finished_at": self._database.clock.now(),
        }

        def keep() -> bool:
            with self._database.note() as connection:
                return self._database.insert_once(connection, finished_steps, row)

        return result if await self._database.in_group(keep) else self.finished(of_pass)[name]

    def finished(self, of_pass: str) -> dict[str, JsonObject]:
        """What the finished steps of the pass gave; StorageError where one is not what it was."""
        rows = self._database.all(_OF_PASS, {"whose": of_pass}, fresh=False)
        for row in rows:
            if _hash(of_pass, row["name"], row["result"]) != row["hash"]:
                raise StorageError(
                    "a finished step is not what its hash says: the record of steps is damaged",
                    where=f"step {row['name']} of {of_pass}, table finished_steps",
                    remedy="Restore the database as it was, or begin anew with `genesis new`",
                )
        return {row["name"]: row["result"] for row in rows}


_OF_PASS = Prepared(select(finished_steps).where(finished_steps.c["pass"] == bindparam("whose")))


def _hash(of_pass: str, name: str, result: JsonObject) -> str:
    return content_hash([of_pass, name, result])
