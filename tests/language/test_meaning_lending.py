"""Rentals that a text only names, and how many may be out."""

from tests.language._machine import Running

KIT = """# Kit hire
A kit has a name and a deposit. A student has a name.
As a student, I want to reserve a kit for a day up to 30 days ahead.
As a clerk, I don't want anyone to have more than two kits out at the same time.
A rental that is not returned by the agreed return date is reported to the clerk.
"""


def desk(start: str = "2026-03-02T09:00") -> Running:
    made = Running(KIT, start)
    made.call("add_student", name="First")
    made.call("add_student", name="Second")
    for name in ("A", "B", "C"):
        made.call("add_kit", name=name, deposit="10")
    return made


def rented(made: Running, kit: str, student: int, at: str | None = None) -> bool:
    return not made.refused("rent_kit", at, kit=kit, student=f"student-{student}", return_date="2026-04-01")


def test_two_are_out_until_one_comes_back() -> None:
    made = desk()
    assert rented(made, "A", 1)
    assert rented(made, "B", 1)
    assert not rented(made, "C", 1)
    assert not rented(made, "A", 2)
    made.call("return_rental", rental="rental-1")
    assert rented(made, "C", 1)
    assert rented(made, "A", 2)
