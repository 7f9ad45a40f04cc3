"""What people are to be told is sent with the message; what is not kept is listed."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

BASE = "# Halls\nA lamp has a number, a place and a colour. A check has a lamp, a date and a result (passed, failed).\n"
LOANS = "# Tools\nA tool has a name. A loan has a tool, a member and a due date. A clerk closes a loan.\n"


def test_fields_of_the_row_and_of_what_it_is_of_are_sent() -> None:
    running = Running(f"{BASE}If a check is failed, the warden is told the number and the place.")
    assert running.unclear == []
    lamp = running.call("add_lamp", number=7, place="hall", colour="red")["id"]
    running.call("add_check", lamp=lamp, date="2026-03-02", result="failed")
    (note,) = running.told("warden")
    assert note.data == {"number": 7, "place": "hall"}


@pytest.mark.parametrize(
    "rule",
    [
        "If a check is failed, the warden is told the reason.",
        "On the first of each month the warden gets the number of checks and the weather.",
        "On the first of each month the warden gets the number of lamps and the light by colour.",
        "When a check is failed, the first on the waiting list is told.",
    ],
)
def test_what_is_not_kept_cannot_be_told(rule: str) -> None:
    running = Running(BASE + rule)
    assert running.unclear
    assert not running.specification.reactions
    assert not running.specification.schedules


def test_which_ones_is_a_list() -> None:
    running = Running(f"{LOANS}Every Monday at 08:00 the clerk is told which loans are overdue.")
    assert running.unclear == []
    tool = running.call("add_tool", name="saw")["id"]
    late = running.call("add_loan", tool=tool, member="A", due_date="2026-03-08")["id"]
    running.call("add_loan", tool=tool, member="B", due_date="2026-03-09")
    (note,) = running.told("clerk", "2026-03-09T08:00")
    assert [row["loan"] for row in note.data["loans"]] == [late]


def test_a_second_level_is_heeded() -> None:
    running = Running(
        "# Seeds\nA lot has a number and a rate in percent.\nIf the rate of a lot falls below 60 percent, then the "
        "system shall warn the curator, and not again until the rate has risen above 75 percent."
    )
    assert running.unclear == []
    lot = running.call("add_lot", number=1, rate="61")["id"]
    for rate in ("59", "55", "70", "50", "75", "59", "76", "59.9"):
        running.call("update_lot", lot=lot, rate=rate)
    assert len(running.told("curator")) == 2


def test_who_must_do_something_first_does_it_to_the_thing_itself() -> None:
    running = Running(
        "# Kilns\nA kiln has a name. A booking has a member, a kiln and a day. Members book a kiln for a day. A firing has a kiln and a date.\n"
        "After every second firing a kiln needs to be serviced; until Jonas has serviced it, nobody can book it."
    )
    assert running.unclear == []
    kiln = running.call("add_kiln", name="Big")["id"]
    given = {"role": "member", "by": "A", "member": "A", "kiln": kiln}
    running.call("book_kiln", day="2026-03-10", **given)
    for _ in range(2):
        running.call("add_firing", kiln=kiln, date="2026-03-03")
    assert running.refused("book_kiln", day="2026-03-11", **given)
    running.call("service_kiln", role="jonas", kiln=kiln)
    running.call("book_kiln", day="2026-03-11", **given)
