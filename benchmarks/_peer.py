"""What one would write by hand for one kind of row: FastAPI and sqlite3, as durable as ours.

``python -m benchmarks._peer PORT FOLDER TOKEN each|together``: a commit for each write, or one for all that wait.
"""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
import sys
from itertools import count
from pathlib import Path

import uvicorn
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel


class New(BaseModel):
    """What is sent."""

    name: str


class Reader(BaseModel):
    """What is kept."""

    id: str
    name: str


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class Kept:
    """The rows and the tokens in a file."""

    def __init__(self, folder: str, token: str, *, together: bool) -> None:
        self._database = sqlite3.connect(Path(folder) / "peer.sqlite")
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=FULL")
        self._database.execute("CREATE TABLE reader (id TEXT PRIMARY KEY, name TEXT)")
        self._database.execute("CREATE TABLE token (digest TEXT PRIMARY KEY, role TEXT)")
        self._database.execute("INSERT INTO token VALUES (?, 'librarian')", (_digest(token),))
        self._database.commit()
        self._numbers, self._together, self._waiting = count(1), together, list[asyncio.Future[None]]()

    def known(self, token: str) -> bool:
        """Whether somebody may ask."""
        asked = "SELECT role FROM token WHERE digest = ?"
        return self._database.execute(asked, (_digest(token),)).fetchone() is not None

    async def add(self, name: str) -> Reader:
        """Keep a row; it is durable when this returns."""
        reader = Reader(id=f"reader-{next(self._numbers)}", name=name)
        self._database.execute("INSERT INTO reader VALUES (?, ?)", (reader.id, reader.name))
        if not self._together:
            self._database.commit()
            return reader
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        self._waiting.append(done)
        if len(self._waiting) == 1:
            loop.call_soon(self._commit)
        await done
        return reader

    def _commit(self) -> None:
        self._database.commit()
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            each.set_result(None)


def application(kept: Kept) -> FastAPI:
    """One operation, for who has the token."""
    app = FastAPI()

    async def caller(given: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> None:  # noqa: B008
        if not kept.known(given.credentials):
            raise HTTPException(401)

    @app.post("/operations/add_reader", dependencies=[Depends(caller)])
    async def add_reader(given: New) -> Reader:
        return await kept.add(given.name)

    return app


if __name__ == "__main__":
    _, port, folder, token, commits = sys.argv
    app = application(Kept(folder, token, together=commits == "together"))
    uvicorn.run(app, port=int(port), log_level="warning", access_log=False)
