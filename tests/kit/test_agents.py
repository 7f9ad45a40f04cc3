"""Agents that are added, removed and replaced while the system runs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from driving import START, Town
from town_boats.system import SYSTEM, System

from autogenesis.kit import Refused
from autogenesis.kit.roster import Change, Given

LOUD = '''
from datetime import timedelta
from town_boats.agents.hires import Hires
from town_boats.messages import Boat, Hire, Sailor
from autogenesis.kit import Call, operation

class Loud(Hires):
    """Ten times the price."""

    @operation(summary="Hire a boat, dearly.", actors=("sailor",), creates=Hire)
    def hire_boat(self, call: Call, sailor: Sailor, boat: Boat, days: int = 1) -> Hire:
        return call.create(Hire, sailor=sailor.id, boat=boat.id, price=days * 50, due_on=call.today - timedelta(3))
'''
WATCH = """
from autogenesis.kit import Call, Observer, Recipient
from town_boats.messages import Sailor

class Watch(Observer):
    def observe(self, call: Call, event: dict) -> None:
        if event["subject"] == "hire-2":
            call.create(Sailor, name="Eve")
        if event["subject"] == "hire-3":
            raise KeyError("three")
        call.notify(to=Recipient(role="guest"), type="seen", text=f"{event['seq']}")
"""


def given(source: str, name: str) -> Given:
    return Given("given.py", name, source)


def during(town: Town, do: Callable[[System], Awaitable[Any]], made: type[System] = System) -> Any:
    """What comes of it with the system open; each time it is opened anew."""

    async def run() -> Any:
        async with made.open(town.folder, lambda: START) as system:
            return await do(system)

    return asyncio.run(run())


def change(town: Town, action: str, name: str, **more: Any) -> dict[str, Any]:
    """The agents by name, after a change."""
    found = during(town, lambda system: system.agents(Change(action, name, **more)))
    return {each["name"]: each for each in found}


def hire(town: Town, boat: str) -> Any:
    return town.call("hire_boat", {"sailor": "Ann", "boat": boat, "days": -3})


def test_what_needs_an_agent_that_is_away_is_refused_and_time_waits_for_it(town: Town) -> None:
    town.call("hire_boat", {"sailor": "Ann", "boat": "1", "days": 3}, at="2026-06-01T10:00")
    assert change(town, "remove", "hires", by="ida")["hires"]["state"] == "away"
    refused = town.refused("hire_boat", {"sailor": "Ann", "boat": "2"})
    assert refused.rule == "agent.away"
    assert "`agents add hires` brings it back" in refused.reason
    assert town.call("add_boat", {"number": "9", "seats": 4})["id"] == "9"
    assert town.clock("2026-06-06T10:00") == []
    found = change(town, "add", "hires")["hires"]
    assert (found["state"], found["since"][:10], found["waiting"]) == ("working", "2026-06-06", 0)
    town.clock("2026-06-06T10:00")
    kinds = [each["type"] for each in town.events()]
    assert kinds == ["agents.remove", "agents.add", "reminder", "status"]
    assert town.events(type="agents.remove")[0]["data"]["by"] == "ida"
    town.clock("2026-06-06T11:00")
    assert len(town.events(type="reminder")) == 1


def test_an_agent_is_replaced_and_its_own_class_comes_back(town: Town) -> None:
    assert hire(town, "1")["price"] == -15
    found = change(town, "replace", "hires", given=given(LOUD, "Loud"))["hires"]
    assert (found["class"], found["state"]) == ("given.py:Loud", "working")
    assert hire(town, "2")["price"] == -150
    assert town.call("return_boat", {"hire": "hire-2"})["status"] == "back"
    assert [each["hire"] for each in town.call("list_charges")] == ["hire-2"]
    assert change(town, "replace", "hires")["hires"]["class"] == ""
    assert hire(town, "3")["price"] == -15


UNDECORATED = LOUD.replace('    @operation(summary="Hire a boat, dearly.", actors=("sailor",), creates=Hire)\n', "")
WRITES = LOUD.replace('    """Ten', '    writes = (Hire, Boat)\n    """Ten')


@pytest.mark.parametrize(
    ("source", "name", "why"),
    [
        (UNDECORATED, "Loud", "lacks the operation hire_boat"),
        (LOUD.replace("days: int = 1", "days: str"), "Loud", "operation hire_boat differs in inputs"),
        (LOUD.replace("actors", 'roles=("guest",), actors'), "Loud", "operation hire_boat differs in roles"),
        (LOUD.replace("def hire_boat", "def lend_boat"), "Loud", "has the operation lend_boat, which nobody knows of"),
        (WRITES, "Loud", "writes Boat, which another agent keeps"),
        (LOUD.replace("hires import Hires", "boats import Boats as Hires"), "Loud", "its name is 'boats'"),
        (LOUD, "Quiet", "cannot be loaded"),
        ("class Loud: pass", "Loud", "is no Agent"),
        ("def", "Loud", "cannot be loaded: SyntaxError"),
        ("import nothing_of_the_kind", "Loud", "cannot be loaded: ModuleNotFoundError"),
    ],
)
def test_a_class_that_does_not_fit_is_refused_and_changes_nothing(town: Town, source: str, name: str, why: str) -> None:
    before = during(town, lambda system: system.agents())
    with pytest.raises(Refused, match=why):
        change(town, "replace", "hires", given=given(source, name))
    assert during(town, lambda system: system.agents()) == before
    assert hire(town, "1")["price"] == -15


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (Change("remove", "nobody"), "no agent 'nobody': there are boats, hires"),
        (Change("add", "hires"), "is there"),
        (Change("add", "boats", like="hires"), "already"),
        (Change("add", "more", like="nobody"), "name one of boats, hires"),
        (Change("add", "m/../x", like="hires"), "no name for an agent"),
        (Change("add", "more", like="hires", given=Given("given.py", "Loud", LOUD)), "has its class"),
        (Change("sack", "hires"), "add, remove or replace"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(town: Town, wanted: Change, why: str) -> None:
    with pytest.raises(Refused, match=why):
        during(town, lambda system: system.agents(wanted))


@pytest.mark.parametrize("more", [{"since": "soon"}, {"given": "loans.py"}, {"given": {"file": "loans.py"}}])
def test_a_line_that_says_no_change_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="file, name and source"):
        Change.told({"agents": "add", "name": "x", **more})


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(Refused, match="no_such.py"):
        Given.at("no_such.py:Loud")


def test_instances_share_the_work_and_stand_in_for_each_other(town: Town) -> None:
    change(town, "add", "hires-2", like="hires")

    async def several(system: System) -> None:
        for n in range(6):
            await system.call("hire_boat", {"sailor": "Ann", "boat": "1", "days": 5, "id": f"h{n}"})
            await system.call("return_boat", {"hire": f"h{n}"})

    during(town, several)
    found = change(town, "remove", "hires")
    counts = [found[each]["handled"] for each in ("hires", "hires-2")]
    assert max(counts) - min(counts) <= 1
    assert sum(counts) == 18  # a boat is hired, and comes back, and what is late is looked at
    assert hire(town, "1")["id"] == "hire-1"
    assert change(town, "remove", "hires-2")["hires-2"]["like"] == "hires"
    with pytest.raises(Refused, match="away"):
        town.call("list_hires")
    change(town, "add", "hires-2")
    assert len(town.call("list_hires")) == 7


def test_an_observer_is_told_of_each_event_once_and_in_order_and_hinders_nobody(town: Town) -> None:
    for boat in "12":
        hire(town, boat)
    town.call("return_boat", {"hire": "hire-1"})
    found = change(town, "add", "watch", given=given(WATCH, "Watch"), since=0)["watch"]
    told = len([each for each in town.events() if each["operation"] != "observe.watch"])
    assert found["waiting"] == 0
    change(town, "remove", "watch")
    town.call("return_boat", {"hire": "hire-2"})
    hire(town, "3")
    town.call("return_boat", {"hire": "hire-3"})
    assert len(town.events(type="seen")) == told - 1  # it failed at the reminder of hire-2
    change(town, "add", "watch")
    events = town.events()
    seen = [int(each["text"]) for each in events if each["type"] == "seen"]
    failed = [each["text"] for each in events if each["type"] == "failed.observe.watch"]
    others = [each for each in events if each["operation"] != "observe.watch"]
    assert seen == [each["seq"] for each in others if each["subject"] not in ("hire-2", "hire-3")]
    assert any("may not write a sailor" in each for each in failed)
    assert any("KeyError" in each for each in failed)
    assert len(seen) + len(failed) == len(others)
    with pytest.raises(Refused, match="no Observer"):
        change(town, "add", "other", given=given(LOUD, "Loud"))
    with pytest.raises(Refused, match="observes"):
        change(town, "replace", "watch", given=given(WATCH, "Watch"))


def test_a_class_that_no_longer_fits_makes_its_agent_wait_until_it_is_taken_back(town: Town) -> None:
    change(town, "replace", "hires", given=given(LOUD, "Loud"))
    boats, hires = SYSTEM.agents

    class Changed(type(hires)):  # type: ignore[misc]
        """As a later revision has it."""

    later = Changed()
    later.declarations = [each for each in later.declarations if each.name != "fail_halfway"]

    class Later(System):
        design = replace(SYSTEM, agents=(boats, later), revision=2)

    async def ask(system: System) -> Any:
        agents = {each["name"]: each for each in await system.agents()}
        with pytest.raises(Refused, match="operation fail_halfway, which nobody knows of"):
            await system.call("hire_boat", {"sailor": "Ann", "boat": "1"})
        await system.agents(Change("replace", "hires"))
        return agents["hires"]["state"], (await system.call("hire_boat", {"sailor": "Ann", "boat": "1"}))["price"]

    assert during(town, ask, Later) == ("unfit", 5)
