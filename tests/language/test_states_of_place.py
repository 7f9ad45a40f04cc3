"""States that are said with a preposition; bounds from both sides."""

from __future__ import annotations

from tests.language._machine import Running


def test_a_state_may_be_a_place() -> None:
    system = Running("A harp has a name. A clerk enters a harp. A harp is available, on loan, in the workshop or sold.")
    assert system.unclear == []
    (kept,) = [f for e in system.specification.entities for f in e.fields if f.type.kind == "choice"]
    assert kept.type.choices == ("available", "on loan", "in the workshop", "sold")
    assert system.call("enter_harp", name="a")["status"] == "available"


def test_a_length_is_bounded_from_both_sides() -> None:
    system = Running(
        "A harp has a name. A guest books a harp from a start to an end. A booking lasts at least 30 minutes and at most 5 days."
    )
    assert system.unclear == []
    harp = system.call("add_harp", name="a")["id"]
    book = {"harp": harp, "guest": "g", "start": "2026-05-04T10:00"}
    assert system.refused("book_harp", **book, end="2026-05-04T10:29")
    assert system.refused("book_harp", **book, end="2026-05-09T10:01")
    system.call("book_harp", **book, end="2026-05-09T10:00")
