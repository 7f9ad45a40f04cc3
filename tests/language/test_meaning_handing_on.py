"""What one has asked for and does not take goes to the next who asked."""

from tests.language._machine import Running

CABINS = """# Cabins
A cabin has a name. A guest has a name.
As a guest, I want to reserve a cabin for a day up to 30 days ahead.
A reservation that has not been confirmed by 09:00 on that day expires, and the next guest who asked for the cabin on that day gets it and is told so.
"""


def asked_twice() -> Running:
    desk = Running(CABINS)
    assert desk.unclear == []
    desk.call("add_cabin", name="Fox")
    for number, name in enumerate(("Ann", "Bob"), start=1):
        desk.call("add_guest", name=name)
        desk.call("reserve_cabin", cabin="Fox", guest=f"guest-{number}", day="2026-03-10")
    return desk


def holders(desk: Running) -> list[bool]:
    return [row["has_it"] for row in desk.call("list_reservations")]


def test_the_first_has_it_until_it_expires() -> None:
    desk = asked_twice()
    desk.machine.clock("2026-03-10T08:59")
    assert holders(desk) == [True, False]
    assert desk.refused("confirm_reservation", reservation="reservation-2")
    desk.call("confirm_reservation", reservation="reservation-1")
    desk.machine.clock("2026-03-10T12:00")
    assert holders(desk) == [True, False]
    assert not desk.machine.notes


def test_then_the_next_has_it_and_knows() -> None:
    desk = asked_twice()
    desk.machine.clock("2026-03-10T09:01")
    assert holders(desk) == [False, True]
    assert [note.to for note in desk.machine.notes] == ["guest-2"]
    assert desk.refused("confirm_reservation", reservation="reservation-1")
    desk.call("confirm_reservation", reservation="reservation-2")
