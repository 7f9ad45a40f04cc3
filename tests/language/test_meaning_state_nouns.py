"""A noun for what was done to a thing names the thing in that state."""

from autogenesis.language import understand

TEXT = """# Trips of a club
TRIP: number, place, from, to, status (proposed, approved, cancelled)
The leader approves proposals.
A proposal can be cancelled.
"""


def test_a_proposal_is_a_trip_that_is_proposed() -> None:
    made = understand(TEXT).specification
    assert {entity.name for entity in made.entities} == {"trip"}
    operations = {o.name: o for o in made.operations if o.kind == "change"}
    assert set(operations) == {"approve_trip", "cancel_trip"}
    assert operations["approve_trip"].actors == ("actor.leader",)
