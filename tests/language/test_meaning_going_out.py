"""What may leave: said of the thing itself, and not of whoever takes it."""

from __future__ import annotations

from tests.language._machine import Running

BOATS = """# Boats

BOAT: name, state (usable, damaged, in repair)
OUTING: boat, out at, expected back, back at

- Only usable boats go out.
- A damaged boat is repaired, then the boatman, nobody else, releases it.
"""


def test_only_such_go_out_and_who_releases_one_makes_it_such_again() -> None:
    it = Running(BOATS)
    assert it.unclear == []
    good, bad = (
        it.call("add_boat", name=name, state=state)["id"] for name, state in (("A", "usable"), ("B", "damaged"))
    )
    given = {"out_at": "2026-03-02T10:00", "expected_back": "2026-03-02T12:00"}
    assert it.call("add_outing", boat=good, **given)["expected_back"] == "2026-03-02T12:00:00+00:00"
    assert it.refused("add_outing", boat=bad, **given)
    it.call("release_boat", boat=bad, role="boatman")
    it.call("add_outing", boat=bad, **given)
    assert it.refused("release_boat", boat=bad, role="boatman")
    it.call("update_boat", boat=bad, state="damaged")  # the text does not say who finds that
    assert it.refused("add_outing", boat=bad, **given)


def test_none_leaves_before_it_is_so() -> None:
    it = Running(
        "# Shop\n\nA bike has a number. A customer pays a bike. The clerk hands the bike over. No bike leaves before it is paid.\n"
    )
    assert it.unclear == []
    bike = it.call("add_bike", number="1")["id"]
    assert it.refused("hand_over_bike", bike=bike)
    it.call("pay_bike", bike=bike)
    it.call("hand_over_bike", bike=bike)


def test_work_of_hands_is_done_by_no_rule() -> None:
    it = Running("# Boats\n\nA boat has a name and a state (usable, damaged). A damaged boat is repaired.\n")
    assert it.specification.reactions == ()


def test_what_is_not_back_in_time_is_told_once() -> None:
    it = Running(f"{BOATS}- A boat not back one hour after it was expected: the chair is told, once.\n")
    assert it.unclear == []
    boats = [it.call("add_boat", name=name)["id"] for name in ("A", "B")]
    given = {"out_at": "2026-03-02T17:00", "expected_back": "2026-03-02T18:00"}
    late, back = (it.call("add_outing", boat=boat, **given)["id"] for boat in boats)
    assert it.call("return_outing", "2026-03-02T18:30", outing=back)["back_at"] == "2026-03-02T18:30:00+00:00"
    assert it.told("chair", "2026-03-02T18:59") == []
    assert len(it.told("chair", "2026-03-02T19:01")) == 1
    it.call("return_outing", "2026-03-02T19:30", outing=late)
    assert len(it.told("chair", "2026-03-03T19:01")) == 1
