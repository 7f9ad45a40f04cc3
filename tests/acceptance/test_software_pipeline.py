"""The ten acceptance checks of `specs/software-pipeline.md`."""

from __future__ import annotations

import pytest

from tests.acceptance._driver import Json, System

SLUG = "software-pipeline"
MISSING: dict[int, str] = {}
THURSDAY = "2026-04-16T15:30"


def hand_in(system: System, file: str, base: int, at: str = THURSDAY, author: str = "ann") -> Json:
    change = system.call("add_change", at, author=author, base_version=base, files_touched=[file])
    return system.call("get_change", at, change=change["id"])


def version_of(system: System, change: Json, at: str = THURSDAY) -> Json:
    (version,) = system.call("list_versions", at, change=change["id"])
    return version


def a_tested_version(system: System, file: str, base: int, at: str = THURSDAY, author: str = "ann") -> Json:
    version = version_of(system, hand_in(system, file, base, at, author), at)
    system.call("run_tests", at, version=version["id"])
    return system.call("get_version", at, version=version["id"])


def current(system: System, at: str = THURSDAY) -> int:
    numbers = [v["number"] for v in system.call("list_versions", at) if v["status"] != "undone"]
    return max(numbers, default=1)


def approve(system: System, version: Json, by: str = "mia", at: str = THURSDAY) -> None:
    system.call("approve_version", at, role="release_manager", by=by, version=version["id"])


def put(system: System, version: Json, at: str = THURSDAY) -> Json:
    return system.call("put_version_in_production", at, version=version["id"])


def in_production(system: System, at: str) -> list[int]:
    return [v["number"] for v in system.call("list_versions", at, in_production=True)]


def test_1_in_order_of_arrival_unless_a_file_has_changed_since(system: System) -> None:
    first = a_tested_version(system, "ball.py", 1)
    assert (first["number"], first["on_staging"]) == (2, True)
    clash = hand_in(system, "ball.py", 1)
    assert clash["status"] == "conflict"
    assert len(system.sent("conflict", to="ann")) == 1
    assert current(system) == 2
    other = hand_in(system, "paddle.py", 1)
    assert other["status"] == "merged"
    system.call("run_tests", THURSDAY, version=version_of(system, other)["id"])
    third = version_of(system, other)
    assert (third["number"], third["on_staging"]) == (3, True)


def test_2_a_failing_test_undoes_the_merge(system: System) -> None:
    a_tested_version(system, "ball.py", 1)
    third = a_tested_version(system, "paddle.py", 2)
    change = hand_in(system, "score.py", 3)
    version = version_of(system, change)
    assert version["number"] == 4
    system.call("run_tests", THURSDAY, version=version["id"], failed_tests=["ball bounces off row 15"])
    assert current(system) == 3
    assert system.call("get_version", THURSDAY, version=third["id"])["on_staging"] is True
    assert version_of(system, change)["on_staging"] is False
    (told,) = system.sent("notice", to="ann")
    assert "ball bounces off row 15" in told["text"]


def test_3_production_needs_another_release_manager(system: System) -> None:
    version = a_tested_version(system, "ball.py", 1, author="mia")
    system.refused("put_version_in_production", THURSDAY, version=version["id"])
    system.refused("approve_version", THURSDAY, role="release_manager", by="mia", version=version["id"])
    system.refused("put_version_in_production", THURSDAY, version=version["id"])
    approve(system, version, "max")
    assert put(system, version)["in_production"] is True


def test_4_only_in_the_window(system: System) -> None:
    version = a_tested_version(system, "ball.py", 1)
    approve(system, version)
    for moment in ("2026-04-16T16:30", "2026-04-17T10:00"):
        system.refused("put_version_in_production", moment, version=version["id"])
    assert put(system, version, "2026-04-20T09:30")["in_production"] is True


@pytest.mark.parametrize(("fails", "after"), [("2026-04-20T10:09", [2]), ("2026-04-20T10:11", [3])])
def test_5_the_previous_version_returns(system: System, fails: str, after: list[int]) -> None:
    second, third = a_tested_version(system, "ball.py", 1), a_tested_version(system, "paddle.py", 2)
    for version in (second, third):
        approve(system, version)
    put(system, second)
    put(system, third, "2026-04-20T10:00")
    assert in_production(system, "2026-04-20T10:00") == [3]
    system.call("fail_health_check", fails, version=third["id"])
    assert in_production(system, fails) == after


def test_6_no_author_or_a_version_to_come(system: System) -> None:
    a_tested_version(system, "ball.py", 1)
    a_tested_version(system, "paddle.py", 2)
    assert system.refused("add_change", THURSDAY, base_version=3, files_touched=["a.py"])["field"] == "author"
    refusal = system.refused("add_change", THURSDAY, author="ann", base_version=99, files_touched=["a.py"])
    assert refusal["field"] == "base_version"
    assert current(system) == 3


def seen_after(system: System, game: str, ticks: int) -> Json:
    """What players see once so many more ticks have passed."""
    for _ in range(ticks):
        system.call("tick", THURSDAY, game=game)
    return system.call("view", THURSDAY, game=game)


def press(system: System, game: str, key: str, times: int = 1) -> Json:
    for _ in range(times):
        system.call("press", THURSDAY, game=game, key=key)
    return system.call("view", THURSDAY, game=game)


def test_7_the_ball_and_the_paddles(system: System) -> None:
    game = system.call("new_game", THURSDAY)["id"]
    assert seen_after(system, game, 7)["ball"] == {"column": 27, "row": 15}
    assert seen_after(system, game, 1)["ball"] == {"column": 28, "row": 14}
    assert seen_after(system, game, 11)["score"] == {"left": 0, "right": 0}
    missed = seen_after(system, game, 1)
    assert (missed["ball"], missed["score"]) == ({"column": 40, "row": 2}, {"left": 1, "right": 0})
    game = system.call("new_game", THURSDAY)["id"]
    assert press(system, game, "o", 5)["right_paddle"] == {"column": 40, "rows": [2, 3, 4]}
    met = seen_after(system, game, 20)
    assert (met["ball"], met["score"]) == ({"column": 40, "row": 2}, {"left": 0, "right": 0})
    assert seen_after(system, game, 1)["ball"] == {"column": 39, "row": 1}
    assert seen_after(system, game, 1)["ball"] == {"column": 38, "row": 2}


def test_8_keys_and_the_end_of_a_game(system: System) -> None:
    game = system.call("new_game", THURSDAY)["id"]
    before = press(system, game, "w", 10)
    assert before["left_paddle"]["rows"] == [1, 2, 3]
    assert press(system, game, "x") == before
    end = seen_after(system, game, 5 * 21)
    assert (end["score"], end["over"], end["winner"]) == ({"left": 5, "right": 0}, True, "left")
    assert seen_after(system, game, 30) == end


def test_9_the_log_outlasts_a_crash(system: System) -> None:
    version = a_tested_version(system, "ball.py", 1)
    hand_in(system, "ball.py", 1)
    approve(system, version)
    put(system, version)
    system.restart()
    written = system.events(kind="audit")
    merged, clash = (change["id"] for change in system.call("list_changes", THURSDAY))
    assert any(e["subject"] == merged and "status" in e["data"]["fields"] for e in written)
    assert any(e["subject"] == clash and "status" in e["data"]["fields"] for e in written)
    assert any(e["subject"] == version["id"] and "in_production" in e["data"]["fields"] for e in written)


def test_10_the_health_check_is_unclear(system: System) -> None:
    lines = [line for line in system.report() if line["status"] in ("unclear", "assumed")]
    assert any("health check" in f"{line['sentence']} {line['note']}" for line in lines)
