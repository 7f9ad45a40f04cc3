"""What a text takes for granted about rows that lack a value."""

from __future__ import annotations

from autogenesis.assembly import Machine
from autogenesis.language import understand

TEXT = """# Allotments
There are gardens A and B, each with a maximum number of sheds.
A shed has a colour and a garden.
"""


def test_a_rule_about_a_value_holds_for_rows_that_lack_it() -> None:
    made = understand(TEXT).specification
    garden = next(entity for entity in made.entities if entity.name == "garden")
    assert garden.initial
    assert garden.invariants
    machine = Machine(made, "2026-03-01T09:00")
    for row in machine.world.rows(garden.id):
        for rule in garden.invariants:
            assert machine.evaluate(rule.requires, {"it": row}) is True
