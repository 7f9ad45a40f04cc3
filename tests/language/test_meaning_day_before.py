"""Times of the day before, or of the day of, such things as are said to be of some kind."""

from __future__ import annotations

from tests.language._machine import Running


def notes(system: Running, at: str) -> list[tuple[str, str]]:
    """Who was told what, up to a moment."""
    system.call(next(o.name for o in system.specification.operations if o.kind == "list"), at=at)
    return [(note.type, note.to) for note in system.machine.notes]


def test_the_evening_before_what_is_in_that_state() -> None:
    text = (
        "A visit has a date, a nurse and a status (open, confirmed, over). A planner enters a visit. "
        "A nurse confirms a visit. At 17:30 on the day before a confirmed visit the nurse gets a message. "
        "Two days before an open visit the planner is told."
    )
    system = Running(text)
    assert system.unclear == []
    sure, left = (
        system.call("enter_visit", role="planner", date="2026-03-20", nurse=nurse)["id"] for nurse in ("ada", "ben")
    )
    system.call("confirm_visit", at="2026-03-10T09:00", role="nurse", visit=sure)
    assert notes(system, "2026-03-17T23:59") == []
    assert [kind for kind, _ in notes(system, "2026-03-18T00:00")] == ["notice"]
    assert len(notes(system, "2026-03-19T17:29")) == 1
    told = notes(system, "2026-03-19T17:30")[1:]
    assert [to for _, to in told] == ["ada"]
    assert len(notes(system, "2026-03-21T00:00")) == 2
    assert left


def test_the_day_before_what_was_booked_is_that_of_the_booking() -> None:
    text = (
        "A trip has a title and a departure date. A guest has a name. A guest books a trip. "
        "At 18:00 on the day before a booked trip the guest is reminded."
    )
    system = Running(text)
    assert system.unclear == []
    trip = system.call("add_trip", title="Fjord", departure_date="2026-03-10")["id"]
    guests = [system.call("add_guest", name=name)["id"] for name in ("Ada", "Ben", "Cleo")]
    for guest in guests[:2]:
        system.call("book_trip", trip=trip, guest=guest)
    assert notes(system, "2026-03-09T17:59") == []
    assert notes(system, "2026-03-09T18:00") == [("reminder", guest) for guest in guests[:2]]


def test_the_day_of_a_thing_is_its_date() -> None:
    text = (
        "A lesson has a date, a pupil and a teacher. A lesson is planned or cancelled. A teacher enters a lesson. "
        "At 7:30 on the day of a planned lesson the porter is told."
    )
    system = Running(text)
    assert system.unclear == []
    assert "day" not in {f.name for e in system.specification.entities for f in e.fields}
    held, off = (
        system.call("enter_lesson", role="teacher", date="2026-03-12", pupil=p, teacher="tom")["id"] for p in "ab"
    )
    system.call("cancel_lesson", lesson=off)
    assert notes(system, "2026-03-12T07:29") == []
    assert len(notes(system, "2026-03-12T07:30")) == 1
    assert held
