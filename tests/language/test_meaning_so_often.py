"""What follows once something has happened so often: counted for each, within a time, from the beginning."""

from __future__ import annotations

from typing import Any

import pytest

from tests.language._machine import Running

STUDIO = """# Studio
A guest has a name and an e-mail.
A session has a guest, a date and a status (open, cancelled, missed).
"""


def studio(rule: str) -> tuple[Running, list[str]]:
    running = Running(f"{STUDIO}{rule}\n")
    assert running.unclear == []
    return running, [running.call("add_guest", name=n, e_mail=f"{n}@x.y")["id"] for n in "ab"]


def session(running: Running, guest: str) -> Any:
    return running.call("add_session", guest=guest, date="2026-05-01")["id"]


@pytest.mark.parametrize(
    "rule",
    [
        "After three no-shows within 90 days, the guest is suspended for 30 days.",
        "- Three no-shows within 90 days: the guest is suspended for 30 days.",
    ],
)
def test_so_many_within_some_time(rule: str) -> None:
    running, (one, other) = studio(rule)
    for at in ("2026-03-03T10:00", "2026-04-03T10:00", "2026-06-02T10:00"):
        running.call("add_no_show", at, guest=one)
    running.call("add_no_show", guest=other)
    assert not running.refused("add_session", guest=one, date="2026-07-01")
    running.call("add_no_show", "2026-06-03T10:00", guest=one)
    assert running.refused("add_session", guest=one, date="2026-07-01")
    assert not running.refused("add_session", guest=other, date="2026-07-01")
    running.machine.clock("2026-07-03T10:01")
    assert not running.refused("add_session", guest=one, date="2026-08-01")


@pytest.mark.parametrize(
    "rule",
    [
        "If a guest cancels three sessions within 30 days, the manager is told.",
        "When a guest cancels three sessions within 30 days, the manager is told.",
    ],
)
def test_deeds_are_counted_for_whoever_does_them(rule: str) -> None:
    running, (one, other) = studio(rule)
    for guest, told in ((one, 0), (one, 0), (other, 0), (one, 1)):
        running.call("cancel_session", session=session(running, guest))
        assert len(running.machine.notes) == told


def test_what_lies_too_far_back_does_not_count() -> None:
    running, (one, _) = studio("If a guest cancels two sessions within 30 days, the manager is told.")
    running.call("cancel_session", "2026-03-03T10:00", session=session(running, one))
    running.call("cancel_session", "2026-04-02T10:01", session=session(running, one))
    assert running.machine.notes == []
    running.call("cancel_session", "2026-05-02T10:00", session=session(running, one))
    assert len(running.machine.notes) == 1


def test_the_third_and_no_other() -> None:
    running, (one, other) = studio("After the third warning the manager is told.")
    for guest, told in ((one, 0), (other, 0), (one, 0), (one, 1), (one, 1)):
        running.call("add_warning", guest=guest)
        assert len(running.machine.notes) == told


def test_whoever_does_it_so_often() -> None:
    running, (one, other) = studio("Whoever misses two sessions within 60 days is suspended for 14 days.")
    first, second = session(running, one), session(running, one)
    running.call("miss_session", session=first)
    assert not running.refused("add_session", guest=one, date="2026-05-01")
    running.call("miss_session", session=second)
    assert running.refused("add_session", guest=one, date="2026-05-01")
    assert not running.refused("add_session", guest=other, date="2026-05-01")
