"""Rentals that a text only names, how many may be out, and to whom things are not handed out."""

from tests.language._machine import Running

KIT = """# Kit hire
A kit has a name and a deposit. A student has a name.
As a student, I want to reserve a kit for a day up to 30 days ahead.
As a clerk, I don't want anyone to have more than two kits out at the same time.
As a clerk, I need to refuse lamps and other kits marked "hot" to anyone younger than 18 and to anybody whose fire training is more than 12 months old.
A rental that is not returned by the agreed return date is reported to the clerk.
"""


def desk(start: str = "2026-03-02T09:00") -> Running:
    made = Running(KIT, start)
    made.call("add_student", name="Old", date_of_birth="2000-01-01", fire_training="2025-06-01")
    made.call("add_student", name="Young", date_of_birth="2008-03-10", fire_training="2025-06-01")
    made.call("add_student", name="Stale", date_of_birth="2000-01-01", fire_training="2025-03-02")
    for name, hot in (("A", False), ("B", False), ("C", False), ("Lamp", True)):
        made.call("add_kit", name=name, deposit="10", hot=hot)
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


def test_what_is_marked_is_refused_to_the_young_and_to_the_untrained() -> None:
    made = desk()
    assert not rented(made, "Lamp", 2)
    assert rented(made, "C", 2)
    assert rented(made, "Lamp", 3)
    made.call("return_rental", rental="rental-2")
    assert not rented(made, "Lamp", 3, "2026-03-03T09:00")
    assert rented(made, "Lamp", 2, "2026-03-10T09:00")
