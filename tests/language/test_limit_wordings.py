"""Everyday wordings of how much and how long: each is read as the plain sentence that says the same."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    "rule",
    [
        "A member may borrow one ladder at a time.",
        "A member may only borrow one ladder at a time.",
        "Members may borrow ladders one at a time.",
        "Members can only borrow ladders one at a time.",
    ],
)
def test_one_at_a_time_is_at_most_one(rule: str) -> None:
    system = Running(
        f"A ladder has a name. A member has a name. A member borrows a ladder. A member returns a ladder. {rule}"
    )
    assert system.unclear == []
    short, long = (system.call("add_ladder", name=name)["id"] for name in ("short", "long"))
    ann, ben = (system.call("add_member", name=name)["id"] for name in ("Ann", "Ben"))
    system.call("borrow_ladder", role="member", by=ann, ladder=short, member=ann)
    assert system.refused("borrow_ladder", role="member", by=ann, ladder=long, member=ann)
    system.call("borrow_ladder", role="member", by=ben, ladder=long, member=ben)


@pytest.mark.parametrize(
    "rule",
    [
        "As long as a member has an overdue loan, they may not borrow a tool.",
        "As long as a member has an overdue loan, they may not borrow anything else.",
        "As long as a member has something that is overdue, they cannot borrow anything.",
    ],
)
def test_as_long_as_something_is_so(rule: str) -> None:
    system = Running(f"A tool has a name. A member has a name. A loan has a due date. A member borrows a tool. {rule}")
    assert system.unclear == []
    saw, axe = (system.call("add_tool", name=name)["id"] for name in ("saw", "axe"))
    ann, ben = (system.call("add_member", name=name)["id"] for name in ("Ann", "Ben"))
    lend = {"role": "member", "due_date": "2026-03-09"}
    system.call("borrow_tool", "2026-03-02T10:00", by=ann, tool=saw, member=ann, **lend)
    assert system.refused("borrow_tool", "2026-03-10T10:00", by=ann, tool=axe, member=ann, **lend)
    system.call("borrow_tool", "2026-03-10T10:00", by=ben, tool=axe, member=ben, role="member", due_date="2026-03-20")


@pytest.mark.parametrize(
    "rule",
    [
        "At least two of the three cooks must approve a recipe before it may be served.",
        "At least two cooks must approve a recipe before it may be served.",
        "Two or more cooks must approve a recipe before it may be served.",
    ],
)
def test_at_least_two_of_them(rule: str) -> None:
    system = Running(f"A recipe has a title. A cook approves a recipe. {rule}")
    assert system.unclear == []
    soup = system.call("add_recipe", title="Soup")["id"]
    system.call("approve_recipe", role="cook", by="ann", recipe=soup)
    assert system.refused("approve_recipe", role="cook", by="ann", recipe=soup)
    assert system.refused("serve_recipe", recipe=soup)
    system.call("approve_recipe", role="cook", by="ben", recipe=soup)
    system.call("serve_recipe", recipe=soup)


def test_a_piece_of_equipment_is_a_thing() -> None:
    system = Running("Every piece of equipment has an inventory number and a deposit in euro.")
    assert system.unclear == []
    system.call("add_equipment_piece", inventory_number="E1", deposit="20.00")
