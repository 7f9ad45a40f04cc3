"""Agents that come and go while others work: nothing is lost or done twice, whenever it is, and whoever is killed."""

from __future__ import annotations

import asyncio
import importlib
import random
import shutil
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.assembly.processes import Town, package, town

START = datetime(2027, 1, 4, 9, tzinfo=ZoneInfo("UTC"))
OURS = """
from ..messages import Charge
from .charges import Charges

class Ours(Charges):
    '''As the package has it, in a class of the operator's.'''
"""
WATCH = """
from .._kit.agent import Observer
from .._kit.call import Recipient

class Watch(Observer):
    def observe(self, call, event):
        call.notify(to=Recipient(role="librarian"), type="seen", text=str(event["seq"]))
"""
COMES_AND_GOES = ("charges", "reservations", "watch", "charges-2")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(tmp_path_factory.mktemp("source"))


@pytest.fixture
def lending(source: Path) -> Iterator[Any]:
    """The modules of the package, in this process."""
    sys.path.insert(0, str(source))
    yield importlib.import_module("lending.system"), importlib.import_module("lending._kit.roster")
    sys.path.remove(str(source))
    for name in [each for each in sys.modules if each.partition(".")[0] == "lending"]:
        del sys.modules[name]


class Changing(RuleBasedStateMachine):
    """Items are lent and come back, late or not, while agents come and go; beside it the same without any change."""

    modules: ClassVar[Any]

    def __init__(self) -> None:
        super().__init__()
        self.now, self.out, self.lent = START, set[int](), 0
        self._run, self._folder = asyncio.Runner(), Path(tempfile.mkdtemp(prefix="changing-"))
        self._open = {name: AsyncExitStack() for name in ("changing", "calm")}
        self.systems = {name: self._opened(name) for name in self._open}
        self._both("add_title", id="t", name="Moby Dick")
        for n in range(3):
            self._both("add_item", id=f"i{n}", title="t")

    def _opened(self, name: str) -> Any:
        system, _ = self.modules
        opening = system.System.open(self._folder / name, lambda: self.now)
        return self._run.run(self._open[name].enter_async_context(opening))

    def _both(self, operation: str, **given: Any) -> None:
        answers = [self._run.run(each.call(operation, given, role="librarian")) for each in self.systems.values()]
        assert answers[0] == answers[1]

    def _change(self, action: str, name: str, **more: Any) -> None:
        change = self.modules[1].Change(action, name, **more)
        with suppress(sys.modules["lending._kit.errors"].Refused):  # it is there already, or not at all
            self._run.run(self.systems["changing"].agents(change))

    def _given(self, source: str, name: str) -> Any:
        return self.modules[1].Given("given.py", name, source)

    @rule()
    def lend(self) -> None:
        for item in {0, 1, 2} - self.out:
            self.lent += 1
            self.out.add(item)
            self._both("add_reader", id=f"r{self.lent}")
            self._both("borrow_item", reader=f"r{self.lent}", item=f"i{item}")

    @rule(days=some.sampled_from([45, 45, 1]))
    def bring_back(self, days: int) -> None:
        self.lend()
        self.now += timedelta(days)
        while self.out:
            self._both("return_item", item=f"i{self.out.pop()}")

    @rule(name=some.sampled_from(COMES_AND_GOES), action=some.sampled_from(["remove", "add"]))
    def come_and_go(self, name: str, action: str) -> None:
        self._change(action, name)

    @rule()
    def share(self) -> None:
        self._change("add", "charges-2", like="charges")

    @rule()
    def watch(self) -> None:
        self._change("add", "watch", given=self._given(WATCH, "Watch"), since=0)

    @rule(ours=some.booleans())
    def replace(self, ours: bool) -> None:
        self._change("replace", "charges", given=self._given(OURS, "Ours") if ours else None)

    @rule()
    def restart(self) -> None:
        self._run.run(self._open["changing"].aclose())
        self.systems["changing"] = self._opened("changing")

    def teardown(self) -> None:
        for name in COMES_AND_GOES:
            self._change("add", name)
        changed, calm = (self._seen(each) for each in self.systems.values())
        assert changed == calm
        for each in self._open.values():
            self._run.run(each.aclose())
        self._run.close()
        shutil.rmtree(self._folder)

    def _seen(self, system: Any) -> Any:
        """What there is at last, and how often each was told; an observer saw each event once and in order."""
        self._run.run(system.clock_to(None))
        rows = [self._run.run(system.call(name)) for name in ("list_loans", "list_charges", "list_readers")]
        events = [each for each in system.events() if each["type"] != "seen"]
        seen = [int(each["text"]) for each in system.events() if each["type"] == "seen"]
        assert not seen or seen == [each["seq"] for each in events]
        told = [each for each in events if not each["type"].startswith("agents.")]
        return rows, Counter((each["kind"], each["type"], each["to"], each["subject"]) for each in told)


@pytest.mark.slow
def test_agents_that_come_and_go_lose_nothing_and_do_nothing_twice(lending: Any) -> None:
    Changing.modules = lending
    run_state_machine_as_test(Changing, settings=settings(max_examples=8, stateful_step_count=14))


def changes(roster: Any) -> list[dict[str, Any]]:
    ours = asdict(roster.Given("given.py", "Ours", OURS))
    return [
        {"agents": "remove", "name": "charges"},
        {"agents": "add", "name": "charges"},
        {"agents": "add", "name": "charges-2", "like": "charges"},
        {"agents": "remove", "name": "charges-2"},
        {"agents": "add", "name": "charges-2"},
        {"agents": "replace", "name": "charges", "given": ours},
        {"agents": "replace", "name": "charges"},
    ]


@pytest.mark.slow
@pytest.mark.parametrize("kills", [2, pytest.param(30, marks=pytest.mark.soak)])
def test_a_kill_in_the_midst_of_changes_loses_nothing(source: Path, lending: Any, tmp_path: Path, kills: int) -> None:
    chance, possible = random.Random(3), changes(lending[1])
    with town(source, tmp_path) as several:
        stock = several.session(remote=False)
        for operation, given in (
            ("add_title", {"id": "t", "name": "Moby Dick"}),
            ("add_item", {"id": "i", "title": "t"}),
        ):
            assert "result" in stock.ask({"call": operation, "input": given, "at": "2027-01-04T09:00"})
        stock.stop()
        back = [loan for number in range(kills) for loan in until_killed(several, number, chance, possible)]
        last = several.session(remote=False)
        for name in ("charges", "charges-2"):
            last.ask({"agents": "add", "name": name})
        lines = ({"call": "list_loans"}, {"call": "list_charges"}, {"agents": "list"})
        loans, charges, agents = (last.ask(line)["result"] for line in lines)
    assert set(back) <= {each["id"] for each in loans if each["returned_on"]}
    assert len(back) >= 2 * kills
    assert Counter(each["loan"] for each in charges) == Counter(each["id"] for each in loans if each["returned_on"])
    assert all(each["waiting"] == 0 and not each["trouble"] for each in agents)


def until_killed(several: Town, number: int, chance: random.Random, possible: list[dict[str, Any]]) -> list[str]:
    """Late loans, and changes of agents between them, until the process is killed; the loans that it said are back."""
    session, back, day = several.session(remote=False), list[str](), datetime(2028 + 40 * number, 1, 3, 9)
    for count in range(10_000):
        if count == 6:
            threading.Timer(chance.uniform(0.0, 0.1), session.popen.kill).start()
        reader = f"r{number}-{count}"
        lines = [
            {
                "call": "return_item",
                "input": {"item": "i"},
                "at": day.isoformat(),
            },  # if the last process did not come to it
            {"call": "add_reader", "input": {"id": reader}},
            {"call": "borrow_item", "input": {"reader": reader, "item": "i"}, "at": day.isoformat()},
            chance.choice(possible),
            {"call": "return_item", "input": {"item": "i"}, "at": (day := day + timedelta(60)).isoformat()},
            chance.choice(possible),
        ]
        for line in lines[0 if count == 0 else 1 :]:
            answer = session.ask(line)
            if answer is None:
                return back
            assert "fault" not in answer, answer
            if line.get("call") == "return_item" and "result" in answer:
                back.append(answer["result"]["id"])
    raise AssertionError("it was never killed")
