"""How a system is used, in figures that are kept with its data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.kit.test_command_line import boats

MONDAY = "2026-06-01T09:00"


BEFORE = "2020-01-01T00:00:00+01:00 is before 2026-06-01T09:00:00+02:00, where the clock stands."
SINK = {"call": "sink_boat", "at": MONDAY}


def figures(data: Path) -> dict[tuple[str, str | None, str | None], dict[str, int]]:
    shown = boats("events", "--figures", "--json", "--data", str(data)).stdout
    found = [json.loads(line) for line in shown.splitlines()]
    assert all(each["kind"] == "figure" for each in found)
    return {(each["type"], each["operation"], each["subject"]): each["data"] for each in found}


def session(data: Path, *lines: object) -> None:
    done = boats("session", "--data", str(data), given="".join(f"{json.dumps(line)}\n" for line in lines))
    assert done.returncode == 0, done.stderr


def asked(number: int) -> dict[str, object]:
    return {"call": f"ask_{number}{'_again' * (number // 10)}", "at": MONDAY}


def boat(number: object, **more: object) -> dict[str, object]:
    return {"call": "add_boat", "input": {"number": str(number), "seats": 4, **more}, "at": MONDAY}


@pytest.mark.slow
def test_what_is_done_refused_failed_and_asked_in_vain_is_counted_across_processes(tmp_path: Path) -> None:
    odd = [boat(f"odd-{n}", seats=40) for n in range(3)] + [boat(9, colour="red"), SINK, SINK]
    session(tmp_path, *(boat(n) for n in range(5)), *odd)
    session(tmp_path, boat(6), boat(7, seats=40), {"call": "list_boats", "at": "2020-01-01"})
    found = figures(tmp_path)
    assert {name: each["count"] for name, each in found.items()} == {
        ("done", "add_boat", None): 6,
        ("refused", "add_boat", "invariant.seats"): 4,
        ("refused", "add_boat", "unknown.colour"): 1,
        ("done", "list_boats", None): 0,
        ("failed", "list_boats", BEFORE): 1,
        ("unknown", None, "sink_boat"): 2,
    }
    assert found["refused", "add_boat", "invariant.seats"]["calls"] == 11
    done = found["done", "add_boat", None]
    assert 1 <= done["p50_ms"] <= done["p95_ms"]


@pytest.mark.slow
def test_nobody_can_make_the_figures_grow_without_end(tmp_path: Path) -> None:
    session(tmp_path, *map(asked, range(400)))
    session(tmp_path, *(boat(1, **{f"field_{n}": 1}) for n in range(200)))
    found = figures(tmp_path)
    assert len(found) < 110
    assert sum(each["count"] for name, each in found.items() if name[0] == "unknown") == 400
    assert sum(each["count"] for name, each in found.items() if name[0] == "refused") == 200
    assert all(len(name[2] or "") <= 100 for name in found)


@pytest.mark.slow
def test_figures_hold_no_values_and_change_no_events(tmp_path: Path) -> None:
    session(tmp_path, boat("ours"), boat("secret-7", seats=40))
    shown = boats("events", "--figures", "--data", str(tmp_path)).stdout
    assert "add_boat: refused 1 of 2 times: invariant.seats" in shown
    assert "secret-7" not in shown
    assert "figure" not in boats("events", "--json", "--data", str(tmp_path)).stdout
