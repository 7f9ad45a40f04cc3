"""What is withdrawn for some days, or called off, is booked by nobody then; the bookings there are end as is said."""

from tests.language._machine import Running

LANES = """# Lanes
The hall has three lanes (L1, L2, L3). A bowler has a name.
Each day has two sessions: noon 12:00–13:00, late 18:00–20:00.
As a bowler, I want to reserve a lane for a session up to 60 days ahead.
Cancelling is free of charge until 24 hours before the start, later it costs 5 euro.
As the warden I want to take a lane out of use from one day to another.
Reservations during that time are cancelled free of charge, and their holders are informed.
As the manager, I want to call off a session for everybody. Nobody pays then.
"""


def hall() -> Running:
    desk = Running(LANES)
    assert desk.unclear == []
    for name in ("Ann", "Bob"):
        desk.call("add_bowler", name=name)
    for lane, session, date in (
        ("L1", "noon", "2026-03-10"),
        ("L1", "noon", "2026-03-11"),
        ("L2", "noon", "2026-03-10"),
    ):
        desk.call("reserve_lane", lane=lane, session=session, date=date, bowler="bowler-1")
    return desk


def charges(desk: Running) -> list[object]:
    return [row["charge"] for row in desk.call("list_reservations")]


def test_reservations_in_that_time_end_for_nothing_and_their_holders_know() -> None:
    desk = hall()
    out = {"lane": "L1", "from_date": "2026-03-09", "until_date": "2026-03-10"}
    assert desk.refused("take_lane_out_of_use", role="bowler", **out)
    assert desk.refused(
        "take_lane_out_of_use", role="warden", lane="L1", from_date="2026-03-10", until_date="2026-03-09"
    )
    desk.call("take_lane_out_of_use", role="warden", **out)
    assert charges(desk) == [0, None, None]
    assert [note.to for note in desk.machine.notes] == ["bowler-1"]
    assert desk.refused("reserve_lane", lane="L1", session="late", date="2026-03-09", bowler="bowler-2")
    desk.call("reserve_lane", lane="L1", session="late", date="2026-03-11", bowler="bowler-2")


def test_what_is_called_off_ends_for_everybody() -> None:
    desk = hall()
    desk.call("call_off_session", role="manager", session="noon", date="2026-03-10")
    assert charges(desk) == [0, None, 0]
    assert desk.refused("reserve_lane", lane="L3", session="noon", date="2026-03-10", bowler="bowler-2")


def test_a_wish_without_a_measure_stays_unclear() -> None:
    desk = Running(LANES.replace("for everybody.", "for everybody when the air is too thick."))
    assert [text.strip() for text in desk.unclear] == ["when the air is too thick."]
