"""Rules that wait for a value get to act, and what may be owed may be below zero."""

from tests.language._machine import Running

ALARMS = """# Cold rooms
A room has a name and a humidity in percent.
When the humidity of a room stays above 80 percent for 15 minutes, the warden is alerted.
"""
CLUB = """# Club
A member has a name and a balance. A payment has a member, an amount and a date.
A member whose balance is below 0 cannot book a court. A court has a number. A member can book a court.
"""


def test_a_value_that_must_last_can_be_given_anew() -> None:
    desk = Running(ALARMS)
    assert desk.unclear == []
    room = desk.call("add_room", name="A", humidity="70")["id"]
    desk.call("update_room", at="2026-03-02T10:00", room=room, humidity="81")
    desk.machine.clock("2026-03-02T10:14")
    assert desk.machine.notes == []
    desk.machine.clock("2026-03-02T10:15")
    assert [note.role for note in desk.machine.notes] == ["warden"]


def test_a_balance_may_be_below_zero_where_the_text_says_what_then() -> None:
    desk = Running(CLUB)
    poor = desk.call("add_member", name="Ada", balance="-0.01")["id"]
    even = desk.call("add_member", name="Ben", balance="0")["id"]
    court = desk.call("add_court", number="1")["id"]
    assert desk.refused("book_court", court=court, member=poor)
    desk.call("book_court", court=court, member=even)
