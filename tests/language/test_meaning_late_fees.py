"""What may be done until some moment, and costs something after that."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running

KEPT = {
    "passage": "# Locks\nA passage has a boat and a wanted time. A passage has a price in euro.\n",
    "lesson": "# Lessons\nA lesson has a pupil and a wanted time. A lesson has a price in euro.\n",
    "fitting": "# Fittings\nA fitting has a dress and a wanted time. A fitting has a price in euro.\n",
}


@pytest.mark.parametrize("thing", KEPT)
@pytest.mark.parametrize(
    ("said", "fee"),
    [
        ("A {0} can be cancelled until 2 hours before its wanted time; after that it costs 12 euro.", "12"),
        (
            "A {0} can be cancelled free of charge until 2 hours before its wanted time; after that it costs 12 euro.",
            "12",
        ),
        ("A {0} can be cancelled for free until 2 hours before its wanted time, after that 12 euro are charged.", "12"),
        ("A {0} can be cancelled until 2 hours before its wanted time. After that 12 euro are charged.", "12"),
        (
            "A {0} can be cancelled until 2 hours before its wanted time; after that half of the price is charged.",
            "20.25",
        ),
    ],
)
def test_late_is_charged_and_not_refused(thing: str, said: str, fee: str) -> None:
    for at, charged in (("12:00", "0"), ("12:01", fee), ("15:00", fee)):
        running = Running(KEPT[thing] + said.format(thing))
        assert running.unclear == []
        first = {"passage": "boat", "lesson": "pupil", "fitting": "dress"}[thing]
        given = {first: "A", "wanted_time": "2026-03-02T14:00", "price": "40.50"}
        row = running.call(f"add_{thing}", **given)
        running.machine.clock(f"2026-03-02T{at}")
        done = running.call(f"cancel_{thing}", **{thing: row["id"]})
        assert done["cancel_fee"] == Decimal(charged), (at, done)
        assert running.refused(f"cancel_{thing}", **{thing: row["id"]})


def test_later_deeds_are_not_all_deeds() -> None:
    said = "A lesson can be cancelled until 2 hours before its wanted time; later lessons cost 12 euro."
    assert any("later" in text for text in Running(KEPT["lesson"] + said).unclear)


def test_what_it_costs_later_must_be_said_where_it_is_free_at_first() -> None:
    said = "A lesson can be cancelled free of charge until 2 hours before its wanted time."
    running = Running(KEPT["lesson"] + said)
    assert any("free of charge" in text for text in running.unclear)
    row = running.call("add_lesson", pupil="A", wanted_time="2026-03-02T14:00", price="40")
    running.machine.clock("2026-03-02T12:01")
    assert not running.refused("cancel_lesson", lesson=row["id"])


def test_what_comes_after_that_may_be_a_refusal_too() -> None:
    text = KEPT["lesson"] + (
        "A lesson can be cancelled until 2 hours before its wanted time; after that it cannot be cancelled any more."
    )
    running = Running(text)
    row = running.call("add_lesson", pupil="A", wanted_time="2026-03-02T14:00", price="40")
    running.machine.clock("2026-03-02T12:01")
    assert running.refused("cancel_lesson", lesson=row["id"])
