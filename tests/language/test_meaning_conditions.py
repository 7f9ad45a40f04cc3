"""When something holds: each condition is asked through a rule that refuses what it says; at a locker room."""

from __future__ import annotations

import pytest

import blueprints as bp
from tests.language._machine import Running

BASE = """# Locker room
A member has a name, a date of birth, a phone and a number of points.
A locker has a name, a height in cm and a state (good, jammed).
A key has a locker, a member, a due date, a deposit in euro and a status (issued, returned, lost).
A fine has a member, an amount in euro and a due date.
A key can be returned. A fine can be paid.
"""


class Room(Running):
    """Somebody with a key; the condition forbids to lend it on."""

    def __init__(self, condition: str) -> None:
        super().__init__(f"{BASE}\nA key can be extended.\nA key cannot be extended if {condition}.")
        assert self.unclear == []
        self.locker = self.call("add_locker", name="L", height="100", state="good")["id"]
        self.member = self.call("add_member", name="M", date_of_birth="2000-03-02", phone="1", number_of_points=10)[
            "id"
        ]
        self.key = self.another()

    def another(self, member: str | None = None, due: str = "2026-03-12") -> str:
        given = {"locker": self.locker, "member": member or self.member, "due_date": due, "deposit": "5"}
        return str(self.call("add_key", **given)["id"])

    def fine(self, amount: str = "3") -> str:
        return str(self.call("add_fine", member=self.member, amount=amount, due_date="2026-03-20")["id"])

    def holds(self, at: str | None = None) -> bool:
        return self.machine.fork().call("extend_key", {"key": self.key}, at=at).refused is not None


@pytest.mark.parametrize(
    "condition",
    ["the key is overdue", "its due date has passed", "the due date is over", "the due date is in the past"],
)
def test_a_day_that_is_over(condition: str) -> None:
    room = Room(condition)
    assert not room.holds("2026-03-12T23:59")
    assert room.holds("2026-03-13T00:00")


@pytest.mark.parametrize(
    "condition",
    ["the member has an unpaid fine", "the member has not paid all fines", "a fine of the member is unpaid", "not all fines of the member are paid"],
)  # fmt: skip
def test_something_is_unpaid(condition: str) -> None:
    room = Room(condition)
    assert not room.holds()
    fine = room.fine()
    assert room.holds()
    room.call("pay_fine", fine=fine)
    assert not room.holds()


@pytest.mark.parametrize(
    "condition", ["the number of issued keys of the member is at least 3", "the member has three or more issued keys"]
)
def test_how_many(condition: str) -> None:
    room = Room(condition)
    room.another()
    assert not room.holds()
    third = room.another()
    assert room.holds()
    room.call("return_key", key=third)
    assert not room.holds()


@pytest.mark.parametrize(
    "condition", ["the sum of the amounts of the member's fines is above 5 euro", "the sum of his fines exceeds 5 euro"]
)
def test_how_much(condition: str) -> None:
    room = Room(condition)
    room.fine("5")
    assert not room.holds()
    room.fine("0.01")
    assert room.holds()


@pytest.mark.parametrize("condition", ["the member is older than 25", "the member is 26 or older"])
def test_how_old(condition: str) -> None:
    room = Room(condition)
    assert room.holds("2026-03-02T09:00")
    room.member = room.call("add_member", name="Y", date_of_birth="2000-03-03", phone="1", number_of_points=0)["id"]
    room.key = room.another()
    assert not room.holds()


@pytest.mark.parametrize(
    "condition", ["the points reach 10", "the member has more than 9 points", "the number of points is at least 10"]
)
def test_how_many_points(condition: str) -> None:
    room = Room(condition)
    assert room.holds()
    room.member = room.call("add_member", name="Y", date_of_birth="2000-03-03", phone="1", number_of_points=9)["id"]
    room.key = room.another()
    assert not room.holds()


def test_a_state_on_the_way() -> None:
    room = Room("the locker is jammed")
    assert not room.holds()
    room.locker = room.call("add_locker", name="J", height="100", state="jammed")["id"]
    room.key = room.another()
    assert room.holds()


@pytest.mark.parametrize("condition", ["it is a Sunday", "it is after 18:00"])
def test_the_time_it_is(condition: str) -> None:
    room = Room(condition)
    assert not room.holds("2026-03-02T18:00")
    assert room.holds("2026-03-08T18:01")


def test_not_done_by_then() -> None:
    room = Room("it has not been returned within 14 days")
    assert not room.holds("2026-03-16T08:59")
    assert room.holds("2026-03-16T09:01")


def test_a_negation_takes_back() -> None:
    room = Room("the key is not issued")
    assert not room.holds()
    room.call("return_key", key=room.key)
    assert room.holds()


@pytest.mark.parametrize(
    "condition", ["the moon sings", "the locker is heavier than the wind", "he hopes that it rains"]
)
def test_nonsense_makes_no_guard(condition: str) -> None:
    running = Running(f"{BASE}\nA key cannot be extended if {condition}.")
    guards = [guard for operation in running.specification.operations for guard in operation.guards]
    assert not any(condition in guard.reason for guard in guards)
    assert bp.check_specification(running.specification) == ()
