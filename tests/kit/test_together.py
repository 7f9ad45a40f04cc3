"""Calls that come together are made durable together, and are answered as if each had come alone."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from driving import START
from hypothesis import given, settings
from hypothesis import strategies as some
from town_boats.system import System

from autogenesis.kit import Fault, Record, Refused
from autogenesis.kit.store import Store

EXAMPLE = Path(__file__).parent / "example"
ZONE = ZoneInfo("Europe/Berlin")

Asked = tuple[str, dict[str, Any]]

ASKED = some.one_of(
    some.tuples(some.just("add_boat"), some.fixed_dictionaries({"number": some.sampled_from("123"), "seats": some.integers(0, 13)})),
    some.tuples(some.just("add_sailor"), some.fixed_dictionaries({"name": some.sampled_from(["Ann", "Bob"])})),
    some.tuples(
        some.just("hire_boat"),
        some.fixed_dictionaries(
            {"sailor": some.sampled_from(["Ann", "Bob", "Eve"]), "boat": some.sampled_from("123"), "days": some.integers(-9, 3)}
        ),
    ),
    some.tuples(some.sampled_from(["return_boat", "fail_halfway"]), some.fixed_dictionaries({"hire": some.sampled_from(["hire-1", "hire-2"])})),
    some.tuples(some.just("scrap_boats"), some.fixed_dictionaries({"boats": some.lists(some.sampled_from("123"), max_size=2)})),
    some.tuples(some.just("write_note"), some.fixed_dictionaries({"text": some.sampled_from(["ping", "pong"])})),
    some.tuples(some.just("list_boats"), some.just({})),
    some.tuples(some.just("steal_boat"), some.just({})),
)  # fmt: skip


async def outcome(system: System, asked: Asked) -> Any:
    try:
        return await system.call(asked[0], asked[1])
    except (Refused, Fault) as error:
        return str(error)


async def everything(system: System) -> list[Any]:
    names = ("list_boats", "list_hires", "list_charges", "list_notes")
    return [system.events(), *[await system.call(name) for name in names]]


@pytest.mark.slow
@settings(max_examples=15)
@given(some.lists(ASKED, min_size=1, max_size=14))
def test_what_is_asked_at_once_is_answered_as_when_each_waits_for_the_last(
    tmp_path_factory: pytest.TempPathFactory, asked: list[Asked]
) -> None:
    async def run(*, together: bool) -> Any:
        folder = tmp_path_factory.mktemp("town")
        async with System.open(folder, lambda: START) as system:
            if together:
                found = list(await asyncio.gather(*(outcome(system, each) for each in asked)))
            else:
                found = [await outcome(system, each) for each in asked]
            seen = await everything(system)
        async with System.open(folder, lambda: START) as again:
            assert (await everything(again))[1:] == seen[1:]  # that somebody looked is among the events
        return found, seen

    assert asyncio.run(run(together=True)) == asyncio.run(run(together=False))


def test_who_goes_away_takes_nothing_along(tmp_path: Path) -> None:
    async def run() -> list[Any]:
        async with System.open(tmp_path, lambda: START) as system:
            calls = [asyncio.create_task(system.call("add_sailor", {"name": f"S{n}"})) for n in range(9)]
            await asyncio.sleep(0)
            calls[4].cancel()
            found = await asyncio.gather(*calls, return_exceptions=True)
            assert isinstance(found[4], asyncio.CancelledError)
            return [each["name"] for n, each in enumerate(found) if n != 4]

    assert asyncio.run(run()) == ["S0", "S1", "S2", "S3", "S5", "S6", "S7", "S8"]


class Buoy(Record, prefix="buoy", unique=("colour",)):
    """Something to keep."""

    colour: str


class FailedError(Exception):
    """What ends a part of a transaction."""


STEP = some.one_of(
    some.tuples(some.just("put"), some.sampled_from("abcd"), some.sampled_from(["red", "green"])),
    some.tuples(some.just("drop"), some.sampled_from("abcd"), some.just("")),
    some.tuples(some.just("fact"), some.sampled_from("xy"), some.sampled_from("12")),
    some.tuples(some.just("fire"), some.sampled_from("xy"), some.just("")),
)
Part = tuple[bool, list[Any]]
PARTS = some.recursive(
    some.lists(STEP, max_size=4), lambda inner: some.lists(some.one_of(STEP, some.tuples(some.booleans(), inner)), max_size=5)
)  # fmt: skip


def do(store: Store, steps: list[Any]) -> None:
    for step in steps:
        match step:
            case (bool(fails), list(inner)):
                try:
                    with store.transaction():
                        do(store, inner)
                        if fails:
                            raise FailedError
                except FailedError:
                    continue
            case ("put", id, colour):
                store.put(Buoy(id=id, colour=colour), new=id not in store.rows(Buoy))
            case ("drop", id, _) if id in store.rows(Buoy):
                store.drop(store.rows(Buoy)[id])
            case ("fact", name, value):
                store.set_fact(name, value)
            case ("fire", name, _):
                store.fire(name)
        store.having(Buoy, "colour", "red", str)


def held(store: Store) -> Any:
    rows = [(id, row.colour) for id, row in store.rows(Buoy).items()]
    red = {each.id for each in store.having(Buoy, "colour", "red", str)}
    assert red == {id for id, colour in rows if colour == "red"}
    return rows, [store.fact(name) for name in "xy"], [store.has_fired(name) for name in "xy"]


@settings(max_examples=40)
@given(some.lists(some.tuples(some.booleans(), PARTS), max_size=3))
def test_of_a_transaction_the_parts_that_fail_are_taken_back_and_no_others(
    tmp_path_factory: pytest.TempPathFactory, parts: list[Part]
) -> None:
    folder = str(tmp_path_factory.mktemp("sea"))
    store = Store(folder, ZONE)
    for each in parts:
        do(store, [each])
        again = Store(folder, ZONE)
        assert held(again) == held(store)
        again.close()
    store.close()


@pytest.mark.parametrize("noticed", [True, False])
def test_a_transaction_that_the_database_gives_up_keeps_nothing(tmp_path: Path, *, noticed: bool) -> None:
    store = Store(str(tmp_path), ZONE)

    def fail() -> None:
        with store.transaction():
            store._file.execute("ROLLBACK")  # as SQLite does when the disk is full
            if noticed:
                raise FailedError

    def given_up() -> None:
        with store.transaction():
            store.put(Buoy(id="a", colour="red"), new=True)
            with pytest.raises(sqlite3.OperationalError):
                fail()
            with pytest.raises(Fault, match="gave up"):
                do(store, [(False, [])])
            store.put(Buoy(id="b", colour="red"), new=True)

    with pytest.raises(Fault, match="gave up"):
        given_up()
    assert store.rows(Buoy) == {}
    do(store, [(False, [("put", "c", "red")])])
    again = Store(str(tmp_path), ZONE)
    assert list(again.rows(Buoy)) == ["c"]
    for each in (store, again):
        each.close()


def served(folder: Path, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "town_boats", "serve", "--port", str(port), "--data", str(folder)]
    process = subprocess.Popen(command, cwd=EXAMPLE, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            break
    return process


@pytest.mark.slow
def test_what_many_clients_were_told_is_there_after_a_kill(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "town_boats", "users", "add", "--role", "harbour_master", "--data", str(tmp_path)]
    token = subprocess.run(command, cwd=EXAMPLE, capture_output=True, text=True, check=True).stdout.strip()
    chance, told, kills = random.Random(5), list[str](), 3
    for number in range(kills):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        process, begun = served(tmp_path, port), threading.Event()

        def client(which: int, port: int = port, number: int = number, begun: threading.Event = begun) -> None:
            line, count = http.client.HTTPConnection("127.0.0.1", port, timeout=30), 0
            try:
                while True:
                    count += 1
                    given = {"number": f"{number}-{which}-{count}", "seats": 13 if count % 3 == 0 else 4}
                    line.request(
                        "POST", "/operations/add_boat", json.dumps(given), {"Authorization": f"Bearer {token}"}
                    )
                    reply = line.getresponse()
                    body = json.loads(reply.read())
                    assert reply.status == (422 if count % 3 == 0 else 200), body
                    if reply.status == 200:
                        told.append(body["number"])
                    if count == 3:
                        begun.set()
            except (OSError, http.client.HTTPException, ValueError):
                line.close()  # killed

        clients = [threading.Thread(target=client, args=(which,)) for which in range(12)]
        for each in clients:
            each.start()
        assert begun.wait(60)
        time.sleep(chance.uniform(0.0, 0.2))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        for each in clients:
            each.join()

    async def kept() -> list[str]:
        async with System.open(tmp_path) as system:
            return [each["number"] for each in await system.call("list_boats")]

    found = Counter(asyncio.run(kept()))
    assert set(told) <= set(found)
    assert len(told) >= 3 * kills
    assert max(found.values()) == 1
    assert not [each for each in found if int(each.split("-")[2]) % 3 == 0]
