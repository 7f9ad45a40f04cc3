"""Rates by kind, in sentences and tables: what each kind costs, and what a row that uses it for a time comes to."""

import pytest

import blueprints as bp
from autogenesis.language import understand

TEXT = """# Kiln shares
- Kiln: number, type (raku, gas, electric)
- Firing: kiln, potter, start, end
{rule}
"""
TABLE = "The price depends on the type:\n\n| Type | Price per day |\n|---|---|\n| raku | 8 euro |\n| gas | 15 euro |\n| electric | 40 euro |"


@pytest.mark.parametrize(
    "rule",
    [
        "The price is 8 euro per day for a raku, 15 euro for a gas and 40 euro for an electric.",
        "- Price per day: raku 8 euro, gas 15 euro, electric 40 euro.",
        TABLE,
    ],
)
def test_each_kind_has_its_rate_and_a_use_costs_its_days(rule: str) -> None:
    made = understand(TEXT.format(rule=rule)).specification
    (table,) = made.tables
    assert [str(line.values[0].value) for line in table.lines if isinstance(line.values[0], bp.Literally)] == [
        "8",
        "15",
        "40",
    ]
    derived = {f"{e.name}.{d.name}": d for e in made.entities for d in e.derivations}
    assert "kiln.daily_price" in derived
    total = derived["firing.price"].value.model_dump_json()
    assert '"daily_price"' in total
    assert '"days"' in total
    assert {c.status for c in made.clauses} == {"implemented"}


def test_what_else_a_rate_says_is_not_dropped() -> None:
    made = understand(TEXT.format(rule="A raku costs 8 euro per day, a gas 15 euro on rainy afternoons.")).specification
    assert not made.tables
    assert made.clauses[-1].status == "unclear"


def test_a_table_says_which_values_there_are() -> None:
    text = "# Meters\nEach meter has a serial number and a size.\n\nThe fee per month:\n\n| Size | Fee |\n|---|---|\n| small | 4.00 |\n| large | 9.50 |\n"
    made = understand(text).specification
    size = next(f for e in made.entities for f in e.fields if f.name == "size")
    assert size.type.choices == ("small", "large")
    assert len(made.tables) == 1
