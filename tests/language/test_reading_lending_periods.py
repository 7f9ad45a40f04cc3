"""For how long things are lent, kind by kind; when a loan is overdue; how many at a time; and who may have which kind."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

TOOLS = (
    "# Shed\nA member has a name and a date of birth. Every tool has a number and a category (hand tool, power tool or garden machine). "
    "A member may have at most two tools at a time. {said}\n"
)
PERIODS = "Hand tools are lent for 14 days, power tools for 3 days and garden machines for 1 day."


def shed(said: str) -> Running:
    desk = Running(TOOLS.format(said=said), "2026-03-04T16:00")
    assert desk.unclear == []
    desk.call("add_member", name="A", date_of_birth="2008-03-05")
    for number, category in enumerate(("hand tool", "power tool", "garden machine"), start=1):
        desk.call("add_tool", number=number, category=category)
    return desk


def test_each_kind_has_its_time() -> None:
    desk = shed(PERIODS)
    due = [desk.call("borrow_tool", tool=tool, member="member-1")["due_date"] for tool in ("1", "2")]
    assert due == ["2026-03-18", "2026-03-07"]
    assert desk.refused("borrow_tool", tool="3", member="member-1"), "the third at a time"
    desk.call("return_tool", tool="1")
    assert desk.call("borrow_tool", tool="3", member="member-1")["due_date"] == "2026-03-05"


def test_whoever_is_late_is_reminded_as_long_as_it_is_out() -> None:
    desk = shed(f"{PERIODS} If a loan is overdue, the member is reminded on the first day and again after 7 days.")
    for tool in ("1", "2"):
        desk.call("borrow_tool", tool=tool, member="member-1")
    desk.call("return_tool", "2026-03-07T12:00", tool="2")
    counts = []
    for day in ("2026-03-18T23:59", "2026-03-19T00:01", "2026-03-25T23:59", "2026-03-26T00:01", "2026-05-01T00:00"):
        desk.machine.clock(day)
        counts.append(len(desk.machine.notes))
    assert counts == [0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    "said",
    [
        "Tools are lent for 14 days.",
        "Tools may be borrowed for up to two weeks.",
        "Tools can be lent out for two weeks.",
    ],
)
def test_all_of_them_have_one_time(said: str) -> None:
    desk = shed(said)
    assert desk.call("borrow_tool", tool="3", member="member-1")["due_date"] == "2026-03-18"


@pytest.mark.parametrize(
    "said",
    [
        "Power tools are only lent to members of 18 or over.",
        "Power tools may only be borrowed by members of 18 or over.",
        "Only members of 18 or over may borrow power tools.",
        "Members under 18 cannot borrow power tools.",
    ],
)
def test_what_is_said_of_one_kind_holds_for_that_kind_only(said: str) -> None:
    desk = shed(f"A member borrows a tool. {said}")
    assert desk.refused("borrow_tool", tool="2", member="member-1", role="member")
    desk.call("borrow_tool", tool="1", member="member-1", role="member")
    desk.call("borrow_tool", "2026-03-05T09:00", tool="2", member="member-1", role="member")


@pytest.mark.parametrize(
    "said",
    [
        "Damaged tools are not lent until a volunteer has repaired them.",
        "A damaged tool cannot be borrowed until it has been repaired.",
        "A damaged tool must not be borrowed unless it has been repaired.",
    ],
)
def test_what_must_be_done_first_is_done_to_the_thing_and_not_to_a_loan_of_it(said: str) -> None:
    desk = shed(f"A member borrows a tool. A volunteer can damage a tool. A volunteer repairs a tool. {said}")
    desk.call("damage_tool", tool="1", role="volunteer")
    given = {"tool": "1", "member": "member-1", "role": "member"}
    assert desk.refused("borrow_tool", **given)
    desk.call("repair_tool", tool="1", role="volunteer")
    desk.call("borrow_tool", **given)
