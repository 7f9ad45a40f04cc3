"""Attacks on a generated package that serves: each is tried as an attacker would, over HTTP or by the command line."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest
from driving import Town

from autogenesis.kit import Refused
from autogenesis.kit.records import Money, read
from autogenesis.kit.values import shift
from tests.packages import ROOT, Packages

PACKAGE = "patient_management"
WHEN = "2026-02-02T09:00"
OVER = 1 << 21
EVIL = "</script><script>alert(1)</script>'; DROP TABLE rows; --\r\n99999 2026-01-01 audit\x1b[2J"


@dataclass
class Served:
    """A package that serves on a free port, and whose operator may use its command line."""

    path: Path
    data: Path
    port: int

    def run(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", PACKAGE, *arguments],
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {**kept, "PYTHONPATH": str(self.path / "src")}

    def token(self, role: str, by: str) -> str:
        made = self.run("users", "add", "--role", role, "--id", by, "--data", str(self.data))
        return made.stdout.strip()

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None, host: str = ""
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.putrequest(method, path, skip_host=True)
            line.putheader("Host", host or f"127.0.0.1:{self.port}")
            for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
                line.putheader(name, value)
            line.endheaders()
            line.send(body)
            reply = line.getresponse()
            return reply.status, reply.headers, reply.read()

    def call(self, name: str, token: str, given: Any, headers: Mapping[str, str] | None = None) -> tuple[int, Any]:
        body = given if isinstance(given, bytes) else json.dumps(given).encode()
        told = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **(headers or {})}
        status, _, answer = self.ask("POST", f"/operations/{name}", body, told)
        return status, json.loads(answer)


@pytest.fixture(scope="module")
def served(packages: Packages, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("attacked") / "data"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = Served(packages.of(ROOT / "specs" / "patient-management.md"), data, port)
    command = [sys.executable, "-m", PACKAGE, "serve", "--port", str(port), "--data", str(data)]
    running = subprocess.Popen(command, env=found.environment, stderr=subprocess.PIPE, text=True)
    try:
        while running.poll() is None:
            try:
                found.ask("GET", "/")
                break
            except OSError:
                time.sleep(0.05)
        yield found
    finally:
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=30)
    assert "Traceback" not in said.replace("KeyboardInterrupt", ""), said


@pytest.fixture(scope="module")
def doctor(served: Served) -> str:
    return served.token("treating doctor", "dr-lund")


@pytest.fixture(scope="module")
def patient(served: Served, doctor: str) -> str:
    given = {"name": "Ida Holm", "date_of_birth": "1960-05-01", "treating_doctor": "dr-lund", "consent": True}
    status, made = served.call("register_patient", doctor, given)
    assert status == 200, made
    return str(made["id"])


def rule(answer: tuple[int, Any]) -> tuple[int, str]:
    status, said = answer
    return status, said["refused"]["rule"] if "refused" in said else str(said)


def test_nobody_says_who_they_are_but_by_their_token(served: Served, patient: str) -> None:
    desk = served.token("receptionist", "desk")
    forged = dict.fromkeys(("X-Role", "Role", "X-Forwarded-User", "As"), "privacy_officer")
    status, seen = served.call("get_patient", desk, {"patient": patient}, forged)
    assert (status, "allergies" in seen, seen["name"]) == (200, False, "Ida Holm")
    for name in ("role", "by", "at", "as"):
        answer = served.call("get_patient", desk, {"patient": patient, name: "privacy_officer"})
        assert rule(answer) == (422, f"unknown.{name}")
    assert rule(served.call("get_patient", desk, {"patient": patient, "fields": ["allergies"]}))[0] == 422
    for wrong in ("", "x", desk[:-1], desk + "x", desk.swapcase()):
        assert served.call("get_patient", wrong, {"patient": patient})[0] == 401


def test_a_result_shows_no_row_that_the_caller_may_not_read(served: Served, doctor: str, patient: str) -> None:
    desk = served.token("receptionist", "desk")
    status, seen = served.call("record_measurement", desk, {"patient": patient, "upper_value": 130})
    assert status == 200
    assert list(seen) == ["id"], "receptionists never see measurements"
    assert served.call("record_measurement", doctor, {"patient": patient, "upper_value": 131})[1]["upper_value"] == 131
    given = {"name": "Nils Berg", "date_of_birth": "1970-05-01", "treating_doctor": "dr-lund", "consent": True}
    other = served.call("register_patient", doctor, given)[1]["id"]
    assert list(served.call("withdraw_consent", doctor, {"patient": other})[1]) == ["id"], "the record is locked"
    assert served.call("get_patient", doctor, {"patient": other})[0] == 422
    assert other not in {each["id"] for each in served.call("list_patients", doctor, {})[1]}


def test_fields_that_no_operation_takes_are_refused(served: Served, doctor: str) -> None:
    given = {"name": "Eva", "date_of_birth": "1960-05-01", "treating_doctor": "dr-lund", "consent": True}
    for name, value in {"locked": False, "__class__": "x", "_id": "x", "role": "privacy_officer"}.items():
        assert rule(served.call("register_patient", doctor, {**given, name: value})) == (422, f"unknown.{name}")
    assert "Eva" not in str(served.call("list_patients", doctor, {}))


@pytest.mark.parametrize(
    "id", ["../../etc/passwd", "patient-1/../patient-2", "' OR '1'='1", "%", "\\", "*", "a" * 5000]
)
def test_an_id_is_no_path_no_pattern_and_no_query(served: Served, doctor: str, patient: str, id: str) -> None:
    assert rule(served.call("get_patient", doctor, {"patient": id})) == (422, "known.patient")
    assert served.call("list_patients", doctor, {"name": id})[1] == []
    assert served.call("get_patient", doctor, {"patient": patient})[0] == 200, "and nothing was lost"


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/operations/../line", "/operations/get_patient%2f..", "/docs"])
def test_a_path_leads_nowhere_else(served: Served, path: str) -> None:
    assert served.ask("GET", path)[0] in (404, 405)


def test_what_is_written_by_callers_stays_text(served: Served, doctor: str) -> None:
    given = {"name": EVIL, "date_of_birth": "1960-05-01", "treating_doctor": "dr-lund", "consent": True}
    status, made = served.call("register_patient", doctor, given)
    assert (status, made["name"]) == (200, EVIL)
    served.call("get_patient", doctor, {"patient": made["id"]})
    assert served.call("list_patients", doctor, {"name": EVIL})[1][0]["id"] == made["id"], "no table was dropped"
    served.call("record_measurement", doctor, {"patient": made["id"], "upper_value": 185})
    shown = served.run("events", "--data", str(served.data)).stdout
    assert shown.isprintable() or set(shown) - {"\n"} == {each for each in shown if each.isprintable()}
    assert all(re.match(r" *\d+ \d{4}-", line) for line in shown.splitlines()), "one line for each event"
    assert not re.search(r"^ *99999", shown, re.MULTILINE)
    _, headers, page = served.ask("GET", "/")
    assert b"alert(1)" not in page
    assert page.count(b"<script>") == 1
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert "frame-ancestors 'none'" in policy
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-store")


def test_the_page_loads_nothing_from_elsewhere(served: Served) -> None:
    assert b"://" not in served.ask("GET", "/")[2]
    assert served.ask("GET", "/redoc")[0] == 404


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"x" * OVER, {}, 413),
        (b"", {"Content-Length": "99999999999"}, 413),
        (b"0\r\n\r\n", {"Transfer-Encoding": "chunked"}, 411),
        (b"[" * 200_000, {}, 422),
        (b'{"name": ' + b"[" * 500 + b"]" * 500 + b"}", {}, 422),
        (b'{"name": "\\ud800"}', {}, 422),
        (b'{"name": "\\u0000"}', {}, 422),
        (b'{"\\ud800": 1}', {}, 422),
        (b"[]", {}, 422),
        (b"nonsense", {}, 422),
    ],
    ids=["huge", "promised", "endless", "deep", "nested", "surrogate", "zero", "key", "list", "no JSON"],
)
def test_odd_bodies_are_refused_and_cost_nothing(
    served: Served, doctor: str, body: bytes, headers: Mapping[str, str], status: int
) -> None:
    told = {"Authorization": f"Bearer {doctor}", "Content-Type": "application/json", **headers}
    if "Transfer-Encoding" in headers:
        told["Content-Length"] = "5"
    begun = time.monotonic()
    try:
        found, _, answer = served.ask("POST", "/operations/register_patient", body, told)
    except (BrokenPipeError, ConnectionResetError):  # refused while it was still being sent
        assert status == 413
    else:
        assert found in {422: (400, 422), 411: (400, 411)}.get(status, (status,))
        assert len(answer) < 2000
    assert time.monotonic() - begun < 20
    assert served.call("list_patients", doctor, {})[0] == 200, "others are still answered"


@pytest.mark.parametrize("number", ["1E+999999999", "-1E+999999999", 10**400, 1e308, "1E-999999999", "NaN", "Infinity"])
def test_numbers_nobody_can_reckon_with_are_refused(served: Served, doctor: str, patient: str, number: Any) -> None:
    given = {"patient": patient, "upper_value": number}
    assert rule(served.call("record_measurement", doctor, given)) == (422, "type.upper_value")


@pytest.mark.parametrize("number", ["1E+999999999", "1E-999999999", 1e300, -(10**40)])
def test_amounts_nobody_can_reckon_with_are_refused(number: Any) -> None:
    with pytest.raises(Refused) as caught:
        read(Money, number, "price", UTC)
    assert caught.value.rule == "type.price"


def test_the_operators_own_line_needs_its_secret(served: Served, doctor: str) -> None:
    body = json.dumps({"call": "list_patients", "role": "privacy_officer"}).encode()
    for secret in ("", doctor, "é"):
        told = {"Authorization": f"Bearer {secret}".encode().decode("latin-1"), "Content-Type": "application/json"}
        assert served.ask("POST", "/line", body, told)[0] == 401
    kept = served.data / "serving.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(served.data.stat().st_mode) == 0o700


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/json"])
def test_another_page_in_the_browser_can_ask_for_nothing(served: Served, kind: str) -> None:
    told = {"Origin": "http://evil.example", "Content-Type": kind, "Cookie": "token=x"}
    status, headers, _ = served.ask("POST", "/operations/list_patients", b"{}", told)
    assert status == 401
    assert "Access-Control-Allow-Origin" not in headers
    asked = {**told, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    status, headers, _ = served.ask("OPTIONS", "/operations/list_patients", b"", asked)
    assert status >= 400
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example"]
)
def test_a_name_that_was_made_to_point_here_is_refused(served: Served, doctor: str, host: str) -> None:
    told = {"Authorization": f"Bearer {doctor}", "Content-Type": "application/json"}
    assert served.ask("GET", "/", host=host)[0] == 421
    assert served.ask("POST", "/operations/list_patients", b"{}", told, host)[0] == 421
    assert served.ask("GET", "/", host=f"localhost:{served.port}")[0] == 200


def test_odd_lines_do_not_end_a_session(served: Served, tmp_path: Path) -> None:
    lines = [
        "[" * 200_000,
        '{"call": "\\ud800"}',
        '{"call": "list_patients", "by": "\\ud800"}',
        '{"call": "list_patients"}',
    ]
    shown = served.run("session", "--data", str(tmp_path), given="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [next(iter(each)) for each in answers] == ["fault", "refused", "refused", "result"]
    assert shown.stderr == ""


@pytest.mark.parametrize("unit", ["days", "months", "years", "weeks"])
def test_a_date_after_the_end_of_all_calendars_is_out_of_range(unit: Any) -> None:
    with pytest.raises(OverflowError):
        shift(date(2026, 1, 1), 10**20, unit)


@pytest.mark.slow
def test_a_date_at_the_edge_of_all_calendars_stops_nothing(town: Town) -> None:
    hired = town.call("hire_boat", {"sailor": "Ann", "boat": "1", "days": 1}, at="2026-06-01T09:00")
    refused = town.refused("prolong_hire", {"hire": hired["id"], "days": 10**9}, at="2026-06-01T09:00")
    assert refused.rule == "range.input"
    back = (date(1, 1, 1) - date.fromisoformat(hired["due_on"])).days
    town.call("prolong_hire", {"hire": hired["id"], "days": back}, at="2026-06-01T09:00")
    assert town.call("list_boats", at="2026-06-02T09:00"), "a timer whose moment there is not waits for nothing"
    assert town.call("get_hire", {"hire": hired["id"]}, at="2026-06-02T09:00")["due_on"] == "0001-01-01"
