"""A database is created whole, migrated to what the code expects, or refused and left alone."""

from __future__ import annotations

import fcntl
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from autogenesis.core import FixedClock, RunId, StorageError, SystemClock
from storage import Storage, prepare_file
from storage._tables import metadata

# `metadata` is private: nothing else can tell that the migrations leave no difference.
VERSION_TABLE = "genesis_version"


def test_migrations_end_where_the_code_begins(url: str, clock: FixedClock) -> None:
    Storage.open(url, clock).close()
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"Dear diary, this is no database at all. " * 100, "not a database"),
        (b"SQLite format 3\x00" + b"\x00" * 4080, "cannot be opened|damaged|another"),
    ],
)
def test_a_file_that_is_no_database_is_refused_and_kept(
    tmp_path: Path, clock: FixedClock, content: bytes, said: str
) -> None:
    file = tmp_path / "genesis.db"
    file.write_bytes(content)
    with pytest.raises(StorageError, match=said):
        Storage.open(f"sqlite:///{file}", clock)
    assert file.read_bytes() == content


def test_the_database_of_another_program_is_refused_and_kept(tmp_path: Path, clock: FixedClock) -> None:
    file = tmp_path / "genesis.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE runs (id TEXT)")
    other.close()
    with pytest.raises(StorageError, match="another program"):
        Storage.open(f"sqlite:///{file}", clock)
    with sqlite3.connect(file) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("runs",)]
    other.close()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_another_programs_tables_on_a_server_are_refused(clock: FixedClock, url: str) -> None:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE runs (id TEXT)"))
    engine.dispose()
    with pytest.raises(StorageError, match="not those of this program"):
        Storage.open(url, clock)


def test_damaged_pages_are_refused(tmp_path: Path, clock: FixedClock) -> None:
    file = tmp_path / "genesis.db"
    with Storage.open(f"sqlite:///{file}", clock) as store:
        for number in range(300):
            store.resources.add("prompt", "p", f"{number} " * 50)
    content = bytearray(file.read_bytes())
    content[8 * 4096 : -4096] = os.urandom(len(content) - 9 * 4096)
    file.write_bytes(content)
    with pytest.raises(StorageError):
        Storage.open(f"sqlite:///{file}", clock)


def test_a_schema_in_which_a_letter_is_no_text_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    ours, theirs = tmp_path / "genesis.db", tmp_path / "steps.db"
    Storage.open(f"sqlite:///{ours}", clock).close()
    damaged = ours.read_bytes().replace(b"CREATE TABLE runs", b"CREA\xc9E TABLE runs")
    for file in (ours, theirs):
        file.write_bytes(damaged)
    with pytest.raises(StorageError, match="damaged"):
        Storage.open(f"sqlite:///{ours}", clock)
    with pytest.raises(StorageError, match="damaged"):
        prepare_file(f"sqlite:///{theirs}")


def test_who_finds_a_file_that_is_being_begun_waits_for_its_first_page(tmp_path: Path) -> None:
    file, begun = tmp_path / "steps.db", os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(begun, fcntl.LOCK_EX)  # as whoever begins it holds it
    file.touch()
    with ThreadPoolExecutor(1) as other:
        found = other.submit(prepare_file, f"sqlite:///{file}")
        assert not wait([found], timeout=0.2).done
        with sqlite3.connect(file) as database:
            database.execute("CREATE TABLE steps (name)")
        database.close()
        os.close(begun)
        found.result(timeout=30)


def test_a_file_that_is_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "steps.db").touch()
    with pytest.raises(StorageError, match="empty"):
        prepare_file(f"sqlite:///{tmp_path / 'steps.db'}")


def test_a_database_of_a_later_version_is_refused(url: str, clock: FixedClock) -> None:
    Storage.open(url, clock).close()
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StorageError, match="does not know"):
        Storage.open(url, clock)


def test_a_lost_table_is_noticed(url: str, clock: FixedClock) -> None:
    Storage.open(url, clock).close()
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE inbox"))
    engine.dispose()
    with pytest.raises(StorageError, match="tables are missing: inbox"):
        Storage.open(url, clock)


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite:///:memory:", "no url"])
def test_other_databases_are_refused(url: str, clock: FixedClock) -> None:
    with pytest.raises(StorageError, match="sqlite:///path"):
        Storage.open(url, clock)


def test_a_password_is_not_shown(clock: FixedClock) -> None:
    with pytest.raises(StorageError) as caught:
        Storage.open("postgresql://me:hunter2@127.0.0.1:1/none", clock)
    assert "hunter2" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="folder"):
        Storage.open(f"sqlite:///{tmp_path}/file/genesis.db", clock)


@pytest.mark.slow
def test_processes_that_open_at_once_share_one_database(tmp_path: Path) -> None:
    code = f"""
        from autogenesis.core import RunId, SystemClock
        from storage import Storage
        import os
        with Storage.open("sqlite:///{tmp_path}/genesis.db", SystemClock()) as store:
            run = RunId(f"r-{{os.getpid()}}")
            store.runs.create(run, slug="s", spec_hash="", settings={{}}, code_version="1")
    """
    processes = [subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)]) for _ in range(4)]
    assert [process.wait(60) for process in processes] == [0] * 4
    with Storage.open(f"sqlite:///{tmp_path}/genesis.db", SystemClock()) as store:
        assert {run.id for run in store.runs.find()} == {f"r-{process.pid}" for process in processes}


@pytest.mark.slow
def test_what_was_written_survives_a_kill(tmp_path: Path, clock: FixedClock) -> None:
    code = f"""
        from autogenesis.core import RunId, SystemClock
        from storage import Storage
        store = Storage.open("sqlite:///{tmp_path}/genesis.db", SystemClock())
        store.runs.create(RunId("r-1"), slug="s", spec_hash="", settings={{}}, code_version="1")
        n = 0
        while True:
            n += 1
            store.artefacts.publish(RunId("r-1"), "step", n, kind="k", body=n)
            store.runs.save_state(RunId("r-1"), "reached", n)
            print(n, flush=True)
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(30)][-1]
    process.send_signal(signal.SIGKILL)
    told = max([told, *(int(line) for line in process.stdout.read().split(b"\n")[:-1])])
    process.wait()
    process.stdout.close()
    with Storage.open(f"sqlite:///{tmp_path}/genesis.db", clock) as store:
        kept = [publication.body for publication in store.artefacts.of_run(RunId("r-1"))]
        reached = store.runs.state(RunId("r-1"), "reached")
    assert kept[:told] == list(range(1, told + 1))
    assert reached in (told, told + 1)
