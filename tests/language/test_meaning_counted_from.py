"""A span of time counts from the deed that the sentence names, and from when it was last done where it is done again."""

from __future__ import annotations

from tests.language._machine import Running

CASES = (
    "# Desk\nA case has a title. A note has a case and a text. A clerk closes a case. A clerk refers a case.\n"
    "A closed case is deleted after 90 days. Notes of a closed case are deleted after 30 days.\n"
    "The board shall hear a referred case within 60 days. If it does not, the mayor is told once."
)
WHEELS = (
    "# Cellar\nA wheel has a number and a sort. A cellarman turns a wheel.\n"
    "A wheel that was not turned for four days is reported to the master, once. "
    "If a wheel has not been turned for six days, the owner is told."
)
JARS = (
    "# Store\nA jar has a number and a sort.\nWhen a jar is registered, the system shall set its status to “quarantine”. "
    "When a keeper releases a jar, the system shall set its status to “stored”.\n"
    "If a jar is not in quarantine, the system shall refuse to release it. "
    "The system shall never release a jar within 14 days of its registration."
)


def test_what_is_closed_is_kept_from_the_closing_on() -> None:
    running = Running(CASES)
    assert running.unclear == []
    case = running.call("add_case", title="A")["id"]
    note = running.call("add_note", case=case, text="x")["id"]
    running.call("close_case", "2026-06-01T12:00", role="clerk", case=case)
    assert running.call("get_note", "2026-07-01T11:00", id=note)["id"] == note
    assert running.refused("get_note", "2026-07-01T13:00", id=note)
    assert running.call("get_case", "2026-08-30T11:00", id=case)["id"] == case
    assert running.refused("get_case", "2026-08-30T13:00", id=case)


def test_who_does_not_act_in_time_is_told_of_from_the_deed_before_on() -> None:
    running = Running(CASES)
    early, late = (running.call("add_case", title=title)["id"] for title in "AB")
    running.call("refer_case", "2026-04-01T12:00", role="clerk", case=late)
    assert running.told("mayor", "2026-05-31T11:00") == []
    assert [each.subject for each in running.told("mayor", "2026-07-31T12:00")] == [late]
    assert early != late


def test_what_is_done_again_and_again_is_missed_from_the_last_time_on() -> None:
    running = Running(WHEELS)
    assert running.unclear == []
    wheel = running.call("add_wheel", number=1, sort="red")["id"]
    running.call("turn_wheel", "2026-03-05T09:00", role="cellarman", wheel=wheel)
    assert running.told("master", "2026-03-09T08:00") == []
    assert len(running.told("master", "2026-03-09T10:00")) == 1
    assert running.told("owner", "2026-03-11T08:00") == []
    assert len(running.told("owner", "2026-03-20T10:00")) == 1
    running.call("turn_wheel", "2026-03-20T11:00", role="cellarman", wheel=wheel)
    assert len(running.told("master", "2026-03-24T12:00")) == 2


def test_not_within_so_long_of_an_event() -> None:
    running = Running(JARS)
    assert running.unclear == []
    jar = running.call("register_jar", "2026-03-02T09:00", number=1, sort="red")
    assert jar["status"] == "quarantine"
    assert running.refused("release_jar", "2026-03-16T09:00", role="keeper", jar=jar["id"])
    running.call("release_jar", "2026-03-16T09:01", role="keeper", jar=jar["id"])
    assert running.call("get_jar", id=jar["id"])["status"] == "stored"
    assert running.refused("release_jar", "2026-04-16T09:01", role="keeper", jar=jar["id"])
