"""Things that are there one by one, of kinds with names, and the parts of a day they are booked for."""

import pytest

from autogenesis.language import understand
from tests.language._machine import Running

VANS = """# Vehicle pool
We have three vans (V1 to V3), two trailers, TR1 and TR2, and one minibus (B1). Every day has two shifts: early 06:00–14:00, late 14:00–22:00.
A driver has a name.

**As a driver** I want to book a vehicle for a shift so that I can plan my week.
"""


def test_each_is_there_by_its_name_and_is_of_its_kind() -> None:
    made = understand(VANS).specification
    vehicle = next(e for e in made.entities if e.name == "vehicle")
    assert [dict(row)["name"].value for row in vehicle.initial] == ["V1", "V2", "V3", "TR1", "TR2", "B1"]
    kinds = [dict(row)["type"].value for row in vehicle.initial]
    assert kinds == ["van"] * 3 + ["trailer"] * 2 + ["minibus"]


def test_a_booking_is_for_a_part_of_a_day() -> None:
    desk = Running(VANS)
    desk.call("add_driver", name="Ole")
    made = desk.call("book_vehicle", vehicle="V2", driver="driver-1", shift="late", date="2026-03-04")
    assert str(made["start"]) == "2026-03-04 14:00:00+00:00" or "2026-03-04T14:00" in str(made["start"])
    assert desk.refused("book_vehicle", vehicle="V9", driver="driver-1", shift="late", date="2026-03-04")
    assert desk.refused("book_vehicle", vehicle="V1", driver="driver-1", shift="night", date="2026-03-04")


@pytest.mark.parametrize(
    ("line", "thing", "names"),
    [
        ("The parish has two halls, North Hall and Old School.", "hall", ["North Hall", "Old School"]),
        ("We run six rooms (R1 to R6).", "room", ["R1", "R2", "R3", "R4", "R5", "R6"]),
        ("There are 3 ovens: A, B and C.", "oven", ["A", "B", "C"]),
        ("I rent out two cabins called Fox and Hare.", "cabin", ["Fox", "Hare"]),
    ],
)
def test_a_few_of_one_kind(line: str, thing: str, names: list[str]) -> None:
    made = understand(f"# Hire\n{line}\nA guest books a {thing}. A guest has a name.\n").specification
    entity = next(e for e in made.entities if e.name == thing)
    assert [str(dict(row)[entity.key or ""].value) for row in entity.initial] == names


def test_a_number_that_is_not_borne_out_is_not_read() -> None:
    made = understand("# Hire\nWe have three vans (V1, V2). A driver books a van.\n").specification
    assert not any(e.initial for e in made.entities)
