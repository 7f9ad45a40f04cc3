"""Rows of another revision that lack what this one insists on: they are read, shown, and changed in what they have."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from autogenesis.kit import (
    Agent,
    Call,
    KitSystem,
    Recipient,
    Record,
    Refused,
    SystemDesign,
    derives,
    lister,
    operation,
    timer,
)

START = datetime.fromisoformat("2030-01-01T09:00+00:00")


class Lamp(Record, prefix="lamp"):
    """A lamp that burns for a year."""

    name: str
    watts: int
    lit: datetime


@derives(Lamp, "cost")
def cost(call: Call, it: Lamp) -> int:
    """What it costs a year."""
    return it.watts * 2


@derives(Lamp, "share")
def share(call: Call, it: Lamp) -> int:
    """How many burn more: asks other rows, too."""
    return call.count(Lamp, lambda each: each.watts > it.watts)


RULES = ModuleType("rules")
RULES.cost, RULES.share = cost, share  # type: ignore[attr-defined]


class Lamps(Agent):
    """Writes lamps."""

    name = "lamps"
    writes = (Lamp,)
    list_lamps = lister(Lamp, summary="List lamps.")

    @operation(summary="Add a lamp.", creates=Lamp)
    def add_lamp(self, call: Call, name: str, watts: int) -> Lamp:
        """Add it."""
        return call.create(Lamp, name=name, watts=watts, lit=call.now)

    @operation(summary="Call a lamp otherwise.")
    def rename_lamp(self, call: Call, lamp: Lamp, name: str, watts: int | None = None) -> Lamp:
        """Rename it."""
        return call.update(lamp, name=name, **({} if watts is None else {"watts": watts}))

    @timer(Lamp, at=lambda call, it: it.lit + timedelta(365))
    def burn_out(self, call: Call, it: Lamp) -> None:
        """Tell."""
        call.notify(to=Recipient(role="keeper"), type="burnt", subject=it, text="Burnt out.")


class System(KitSystem):
    """Lamps."""

    design = SystemDesign(name="lamps", title="Lamps", agents=(Lamps(),), records=(Lamp,), rules=RULES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data of two lamps, the first of which lacks what an earlier revision did not ask for."""
    ask(tmp_path, ("add_lamp", {"name": "A", "watts": 5}), ("add_lamp", {"name": "B", "watts": 7}))
    with sqlite3.connect(tmp_path / "state.sqlite") as connection:
        connection.execute("UPDATE rows SET body = ? WHERE id = 'lamp-1'", [json.dumps({"id": "lamp-1", "name": "A"})])
    connection.close()
    return tmp_path


def ask(folder: Path, *calls: tuple[str, dict[str, Any]], at: datetime = START) -> list[Any]:
    async def run() -> list[Any]:
        async with System.open(folder, lambda: at) as system:
            return [await system.call(name, given, at=at) for name, given in calls]

    return asyncio.run(run())


def test_they_are_shown_with_nothing_where_nothing_is_known(folder: Path) -> None:
    ((one, other),) = ask(folder, ("list_lamps", {}))
    assert one == {"id": "lamp-1", "name": "A", "watts": None, "lit": None, "cost": None, "share": None}
    assert (other["cost"], other["share"]) == (14, None), "what is worked out of them is not known either"


def test_they_are_changed_in_what_they_have_and_whole_once_it_is_given(folder: Path) -> None:
    (renamed,) = ask(folder, ("rename_lamp", {"lamp": "lamp-1", "name": "C"}))
    assert (renamed["name"], renamed["watts"]) == ("C", None)
    with pytest.raises(Refused, match="not a valid watts"):
        ask(folder, ("rename_lamp", {"lamp": "lamp-1", "name": "C", "watts": "many"}))
    (whole,) = ask(folder, ("rename_lamp", {"lamp": "lamp-1", "name": "C", "watts": 9}))
    assert (whole["watts"], whole["cost"]) == (9, 18)


def test_a_timer_waits_for_none_of_them_and_for_the_others_as_before(folder: Path) -> None:
    ask(folder, ("list_lamps", {}), at=START + timedelta(366))
    store = System.store_at(folder)
    assert [each["subject"] for each in store.events() if each["type"] == "burnt"] == ["lamp-2"]
    store.close()
