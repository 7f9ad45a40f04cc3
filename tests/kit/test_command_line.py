"""The command line of a package, as people and programs use it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.preloaded import ran

EXAMPLE = Path(__file__).parent / "example"


def boats(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return ran("town_boats", arguments, os.environ, given=given, at=EXAMPLE)


@pytest.mark.slow
def test_a_call_prints_its_result_and_the_exit_code_says_what_became_of_it(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    made = boats("call", "add_boat", '{"number": "7", "seats": 4}', "--as", "harbour master", *data)
    assert (made.returncode, json.loads(made.stdout)) == (0, {"id": "7", "number": "7", "seats": 4})
    refused = boats("call", "add_boat", '{"number": "8", "seats": 40}', *data)
    assert refused.returncode == 2
    assert json.loads(refused.stdout)["refused"]["rule"] == "invariant.seats"
    assert boats("call", "add_boat", "{", *data).returncode == 64
    assert boats("sail").returncode == 64
    assert boats("call", "list_boats", "--at", "2020-01-01", *data).returncode == 1
    assert boats("events", "--data", str(tmp_path), "--json").returncode == 0


@pytest.mark.slow
def test_operations_are_listed_with_their_schemas() -> None:
    found = {each["name"]: each for each in json.loads(boats("operations", "--json").stdout)}
    assert found["add_boat"]["roles"] == ["harbour_master"]
    assert found["hire_boat"]["input"]["required"] == ["sailor", "boat"]
    assert "id" in found["hire_boat"]["input"]["properties"]
    assert "late_days" in found["get_hire"]["output"]["properties"]
    assert "Hire a boat." in boats("operations").stdout


@pytest.mark.slow
def test_a_session_answers_line_by_line(tmp_path: Path) -> None:
    lines = [
        {"call": "add_boat", "input": {"number": "7", "seats": 4}, "at": "2026-06-01T09:00"},
        {
            "call": "add_boat",
            "input": {"number": "7", "seats": 4},
            "role": "harbour master",
            "at": "2026-06-01T09:00",
        },
        {"clock": "2026-06-05T17:00"},
        {"events": 0},
        {"call": "list_boats", "at": "2020-01-01"},
        {"sing": True},
    ]
    text = "\n".join(map(json.dumps, lines)) + "\nnonsense\n"
    shown = boats("session", "--data", str(tmp_path), given=text).stdout
    answers = [json.loads(line) for line in shown.splitlines()]
    assert [next(iter(each)) for each in answers] == ["result", "refused", "result", "result"] + ["fault"] * 3
    assert answers[3]["result"][0]["type"] == "status"


@pytest.mark.slow
def test_the_demo_tells_the_examples_and_checks_them() -> None:
    shown = boats("demo")
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "Refused: A sailor has at most 2 boats out." in shown.stdout
    assert "is told: “Due tomorrow.”" in shown.stdout
    assert "stopped and started again" in shown.stdout


@pytest.mark.slow
def test_the_report_lists_clauses() -> None:
    assert "implemented" in boats("report").stdout
    assert json.loads(boats("report", "--json").stdout)[0]["status"] == "implemented"


def test_the_report_shows_each_clause_in_its_own_words_and_its_sentence_once() -> None:
    lines = boats("report").stdout.splitlines()
    assert lines == [
        "implemented   A sailor has at most 2 boats out.",
        "Everything survives a restart, and it should look nice.",
        "    implemented   Everything survives a restart",
        "    unclear       and it should look nice. No reading fits.",
    ]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    command = [sys.executable, "-m", "town_boats", "serve", "--port", "18471", "--data", str(tmp_path)]
    running = subprocess.Popen(command, cwd=EXAMPLE)
    url = "http://127.0.0.1:18471"
    for _ in range(200):
        try:
            urllib.request.urlopen(url).close()
            break
        except urllib.error.URLError:
            time.sleep(0.1)
    yield url, tmp_path
    os.kill(running.pid, signal.SIGINT)
    running.wait(20)
    assert not (tmp_path / "serving.json").exists()


def post(url: str, body: Any, token: str | None) -> tuple[int, Any]:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request) as reply:
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


@pytest.mark.slow
def test_tokens_say_who_calls_over_http_and_other_processes_go_through_it(served: tuple[str, Path]) -> None:
    url, folder = served
    data = ("--data", str(folder))
    master = boats("users", "add", "--role", "harbour_master", "--id", "hm", *data).stdout.strip()
    guest = boats("users", "add", "--role", "guest", *data).stdout.strip()
    given = {"number": "7", "seats": 4}
    assert post(f"{url}/operations/add_boat", given, None)[0] == 401
    assert post(f"{url}/operations/add_boat", given, "made-up")[0] == 401
    assert post(f"{url}/line", {"call": "list_boats"}, guest)[0] == 401
    status, refused = post(f"{url}/operations/add_boat", given, guest)
    assert (status, refused["refused"]["rule"]) == (422, "role.add_boat")
    assert post(f"{url}/operations/add_boat", given, master) == (200, {"id": "7", **given})
    assert json.loads(boats("call", "list_boats", *data).stdout) == [{"id": "7", **given}]
    hire = {"sailor": "Ann", "boat": "7"}
    assert json.loads(boats("agents", "remove", "hires", "--json", *data).stdout)[1]["state"] == "away"
    status, refused = post(f"{url}/operations/hire_boat", hire, master)
    assert (status, refused["refused"]["rule"]) == (422, "agent.away")
    assert "hires                working" in boats("agents", "add", "hires", *data).stdout
    status, refused = post(f"{url}/operations/hire_boat", hire, master)
    assert (status, refused["refused"]["rule"]) == (422, "known.sailor")
    assert boats("agents", "replace", "hires", "--with", "no_such.py:Hires", *data).returncode == 2
    with urllib.request.urlopen(f"{url}/openapi.json") as reply:
        asked = json.load(reply)["paths"]["/operations/hire_boat"]["post"]
        assert asked["requestBody"]["content"]["application/json"]["schema"]["required"] == ["sailor", "boat"]
        assert asked["security"] == [{"HTTPBearer": []}]
        assert "parameters" not in asked
    with urllib.request.urlopen(url) as page:
        assert "Hire a boat." in page.read().decode()
    kept = b"".join(file.read_bytes() for file in folder.glob("state.sqlite*"))
    assert master.encode() not in kept
    assert boats("users", "list", *data).stdout == "(without an id)\tguest\nhm\tharbour_master\n"
    gone = boats("users", "remove", "--id", "hm", *data)
    assert gone.stdout == "hm is let in no more. Nobody is let in as harbour master now.\n"
    assert post(f"{url}/operations/list_boats", {}, master)[0] == 401
    assert post(f"{url}/operations/list_boats", {}, guest) == (200, [{"id": "7", **given}])
    assert json.loads(boats("users", "list", "--json", *data).stdout) == {"": ["guest"]}
    assert json.loads(boats("users", "remove", "--id", "hm", *data).stdout)["refused"]["rule"] == "known.user"
