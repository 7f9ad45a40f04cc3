"""Who is given a thing of which there is one, and gives it back."""

import pytest

from tests.language._machine import Running

LOCKERS = """# Lockers

A locker has a number. A pupil has a name. {said} {back}
"""


@pytest.mark.parametrize(
    ("said", "back", "deed", "undo"),
    [
        ("The porter gives a locker to a pupil.", "The pupil returns the locker.", "give_locker", "return_locker"),
        ("The porter gives a pupil a free locker.", "The porter takes the locker back.", "give_locker", "take_back_locker"),
        ("The porter assigns a free locker to a pupil.", "The pupil returns the locker.", "assign_locker", "return_locker"),
    ],
)  # fmt: skip
def test_what_somebody_has_is_given_to_nobody_else_until_it_is_back(said: str, back: str, deed: str, undo: str) -> None:
    it = Running(LOCKERS.format(said=said, back=back))
    assert it.unclear == []
    locker = it.call("add_locker", number="7")["id"]
    one, other = (it.call("add_pupil", name=name)["id"] for name in ("Ann", "Bo"))
    assert it.refused(undo, locker=locker)  # nobody has it
    assert it.call(deed, locker=locker, pupil=one)["pupil"] == one
    assert it.refused(deed, locker=locker, pupil=other)
    it.call(undo, locker=locker)
    assert it.refused(undo, locker=locker)
    assert it.call(deed, locker=locker, pupil=other)["pupil"] == other
    it.call(undo, locker=locker)


def test_what_is_assigned_may_be_assigned_anew_where_nothing_says_that_it_must_be_free() -> None:
    it = Running(LOCKERS.format(said="The porter assigns a locker to a pupil.", back=""))
    locker = it.call("add_locker", number="7")["id"]
    one, other = (it.call("add_pupil", name=name)["id"] for name in ("Ann", "Bo"))
    it.call("assign_locker", locker=locker, pupil=one)
    assert it.call("assign_locker", locker=locker, pupil=other)["pupil"] == other


def test_what_is_free_again_may_be_given_again() -> None:
    it = Running(
        "# Harbour\n\nA berth has a number. A boat has a name. The master assigns a free berth to a boat. "
        "When the boat leaves, the berth is free again.\n"
    )
    assert it.unclear == []
    berth, beside = (it.call("add_berth", number=number)["id"] for number in ("1", "2"))
    boat, other = (it.call("add_boat", name=name)["id"] for name in ("Elsa", "Ida"))
    it.call("assign_berth", berth=berth, boat=boat)
    it.call("assign_berth", berth=beside, boat=other)
    assert it.refused("assign_berth", berth=berth, boat=other)
    it.call("leave_boat", boat=boat)
    it.call("assign_berth", berth=berth, boat=other)
    assert it.refused("assign_berth", berth=beside, boat=boat)  # its own boat is still there


def test_who_takes_a_thing_on_has_it_and_may_have_so_many() -> None:
    it = Running(
        "# Shop\n\nA mechanic has a name. A bike has a number. A mechanic takes a bike. The mechanic finishes the bike. "
        "A mechanic never has more than two bikes on the go.\n"
    )
    assert it.unclear == []
    bikes = [it.call("add_bike", number=str(n))["id"] for n in range(3)]
    mechanic = it.call("add_mechanic", name="Tom")["id"]
    for bike in bikes[:2]:
        it.call("take_bike", bike=bike, mechanic=mechanic)
    assert it.refused("take_bike", bike=bikes[2], mechanic=mechanic)
    it.call("finish_bike", bike=bikes[0])
    it.call("take_bike", bike=bikes[2], mechanic=mechanic)


def test_nobody_has_more_than_one_of_what_is_handed_out() -> None:
    it = Running(LOCKERS.format(said="The porter gives a pupil a free locker.", back="A pupil has at most one locker."))
    assert it.unclear == []
    one, other = (it.call("add_locker", number=n)["id"] for n in ("1", "2"))
    pupil = it.call("add_pupil", name="Ann")["id"]
    it.call("give_locker", locker=one, pupil=pupil)
    assert it.refused("give_locker", locker=other, pupil=pupil)
