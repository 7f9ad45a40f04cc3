"""Killed at any moment: what was acknowledged is there, nothing is half done, nobody is told twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parent / "example"


def session(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "town_boats", "session", "--data", str(folder)]
    return subprocess.Popen(
        command, cwd=EXAMPLE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def asked(running: subprocess.Popen[str], line: dict[str, Any]) -> Any:
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(json.dumps(line) + "\n")
    running.stdin.flush()
    reply = running.stdout.readline()
    return json.loads(reply) if reply.endswith("\n") else None


def play_until_killed(folder: Path, number: int, delay: float) -> list[str]:
    """Sailors hire late and return late, until the process is killed; the hires acknowledged as returned."""
    running, returned = session(folder), []
    first = asked(running, {"call": "add_sailor", "input": {"name": f"S{number}"}, "at": day(number)})
    assert first is not None, running.stderr.read() if running.stderr else ""
    killer = threading.Timer(delay, lambda: os.kill(running.pid, signal.SIGKILL))
    killer.start()
    sailor = first["result"]["id"]
    hire = {"call": "hire_boat", "input": {"sailor": sailor, "boat": "1", "days": -30}}
    while True:
        try:
            made = asked(running, hire)
            given = {"hire": made["result"]["id"]} if made else {}
            back = asked(running, {"call": "return_boat", "input": given}) if made else None
        except BrokenPipeError:
            back = None
        if back is None:
            break
        returned.append(back["result"]["id"])
    killer.join()
    running.wait()
    for stream in (running.stdin, running.stdout, running.stderr):
        if stream is not None:
            try:
                stream.close()
            except BrokenPipeError:  # what was still to be written has nobody to read it
                continue
    return returned


def day(number: int) -> str:
    return f"2030-01-{number + 1:02}T10:00"


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in (1, 2))])
def test_nothing_acknowledged_is_lost_and_nothing_happens_twice(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    start = session(tmp_path)
    seats = {"number": "1", "seats": 4}
    assert "result" in asked(start, {"call": "add_boat", "input": seats, "at": "2030-01-01T09:00"})
    start.communicate()
    acknowledged = []
    for number in range(3):
        acknowledged += play_until_killed(tmp_path, number, chance.uniform(0.02, 0.6))
    running = session(tmp_path)
    hires = asked(running, {"call": "list_hires", "input": {}, "at": "2030-02-01T10:00"})["result"]
    charges = asked(running, {"call": "list_charges", "input": {}})["result"]
    events = asked(running, {"events": 0})["result"]
    running.communicate()
    back = [each["id"] for each in hires if each["status"] == "back"]
    assert set(acknowledged) <= set(back)
    assert [each["hire"] for each in charges] == back
    told = Counter(each["subject"] for each in events if each["type"] == "charged")
    assert told == Counter(each["id"] for each in charges)
    reminders = Counter(each["subject"] for each in events if each["type"] == "reminder")
    assert reminders == Counter(each["id"] for each in hires if each["id"] in reminders)
    assert all(each["back_on"] is not None for each in hires if each["status"] == "back")
    assert [each["seq"] for each in events] == list(range(1, len(events) + 1))
