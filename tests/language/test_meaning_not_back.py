"""Values that go one way only."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_MILL = "A meter has a number and a reading in kWh. A clerk enters a meter. A clerk can change the reading of a meter. "


@pytest.mark.parametrize(
    "said",
    [
        "The reading must not be lower than before.",
        "The reading must never be less than the previous one.",
        "The reading can never go down.",
        "The new reading must not be lower than the old one.",
    ],
)
def test_no_lower_than_it_was(said: str) -> None:
    system = Running(_MILL + said)
    assert system.unclear == []
    meter = system.call("enter_meter", number=7, reading=120)["id"]
    assert system.refused("change_reading_of_meter", meter=meter, reading=119)
    system.call("change_reading_of_meter", meter=meter, reading=120)
    system.call("change_reading_of_meter", meter=meter, reading=200)
    assert system.refused("change_reading_of_meter", meter=meter, reading=199)


def test_where_nothing_changes_it_the_sentence_is_listed() -> None:
    system = Running(
        "A meter has a number and a reading in kWh. A clerk enters a meter. The reading can never go down."
    )
    assert system.unclear == ["The reading can never go down."]
