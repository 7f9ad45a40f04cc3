"""Limits that each kind has of its own."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

PARCELS = "# Parcels\n\n{fields} A clerk enters a parcel. {said}\n"
SIZED = "A parcel has a size (small, medium or large) and a weight in kilograms."


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (SIZED, "A small parcel may weigh up to 2 kg, a medium one up to 10 kg and a large one up to 30 kg."),
        (SIZED, "A small parcel weighs at most 2 kg, a medium parcel at most 10 kg, a large parcel at most 30 kg."),
        (
            "A parcel has a weight in kilograms.",
            "Parcels come in three sizes: small (up to 2 kg), medium (up to 10 kg) and large (up to 30 kg).",
        ),
    ],
)
def test_each_kind_keeps_to_its_own_limit(fields: str, said: str) -> None:
    it = Running(PARCELS.format(fields=fields, said=said))
    assert it.unclear == []
    for size, weight in (("small", "2"), ("medium", "10"), ("large", "30")):
        it.call("enter_parcel", size=size, weight=weight)
    for size, weight in (("small", "2.1"), ("medium", "10.5"), ("large", "31"), ("huge", "1")):
        assert it.refused("enter_parcel", size=size, weight=weight)
