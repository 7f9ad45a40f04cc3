"""Reading arithmetic over fields, rounding, and the order of fields."""

from __future__ import annotations

import pytest

import blueprints as bp
from autogenesis.language import understand

CRATE = "# Crates\nA crate has a name, a width in cm, a height in cm and a price in euro.\n"


def derived(sentence: str, text: str = CRATE) -> dict[str, bp.Derivation]:
    """What is computed of a crate."""
    spec = understand(f"{text}{sentence}\n").specification
    assert bp.check_specification(spec) == ()
    return {each.name: each for each in spec.entities[0].derivations}


def shown(value: bp.Expression) -> str:
    """Arithmetic with all its parentheses."""
    match value:
        case bp.Arithmetic():
            return f"({shown(value.left)} {value.operator} {shown(value.right)})"
        case bp.Rounded():
            return f"{value.way}[{shown(value.value)}]"
        case bp.Get():
            return value.field
        case bp.Literally():
            return str(value.value)
    return value.op


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("The area is width × height cm2.", "area", "(width * height)"),
        ("It costs price / 4 euro, rounded down.", "cost", "down[(price / 4)]"),
        ("The circumference is 2 * (width + height).", "circumference", "(2 * (width + height))"),
        ("It costs price minus 5 plus width times 2 euro.", "cost", "((price - 5) + (width * 2))"),
        ("The share is the price divided by the width, rounded.", "share", "half_up[(price / width)]"),
        ("It weighs 1.5 * height kg.", "weight", "(1.5 * height)"),
    ],
)
def test_formulas(sentence: str, name: str, expected: str) -> None:
    assert shown(derived(sentence)[name].value) == expected


@pytest.mark.parametrize(
    ("wording", "way"),
    [
        ("a started day counts whole", "up"),
        ("part of a day counts in full", "up"),
        ("rounded up", "up"),
        ("rounded down", "down"),
        ("rounded to the nearest day", "half_up"),
    ],
)
def test_rounding(wording: str, way: str) -> None:
    value = derived(f"It takes (width + 3) / 7 days; {wording}.")["duration"].value
    assert isinstance(value, bp.Rounded)
    assert value.way == way


@pytest.mark.parametrize(
    "sentence",
    [
        "We pay the price minus the excess.",
        "It takes width + luck days.",
        "It takes (width + 3 days.",
        "The crate is 5 cm wide.",
        "Crates over 50 kg are refused.",
    ],
)
def test_what_is_no_arithmetic_over_fields_is_not_computed(sentence: str) -> None:
    assert derived(sentence) == {}


@pytest.mark.parametrize(
    ("gloss", "relation"),
    [
        ("none smaller than the one before", ">="),
        ("none larger than the one before", "<="),
        ("each larger than the one before", ">"),
        ("each at least the previous one", ">="),
        ("never less than the one before", ">="),
    ],
)
def test_the_order_of_fields_that_share_a_head(gloss: str, relation: str) -> None:
    spec = understand(
        f"# Lots\nA lot has a name, a low, a usual and a high bid in euro ({gloss}) and a place.\n"
    ).specification
    assert bp.check_specification(spec) == ()
    orders = [g for g in spec.entities[0].invariants if g.id.endswith("_order")]
    assert [g.requires.relation for g in orders if isinstance(g.requires, bp.Compare)] == [relation, relation]
    kinds = [held.type.kind for held in spec.entities[0].fields]
    assert kinds == ["text", "money", "money", "money", "text"]


def test_amounts_are_not_negative_and_that_is_listed_as_assumed() -> None:
    spec = understand(CRATE).specification
    assert [g.field for g in spec.entities[0].invariants].count("price") == 1
    assert any("price" in each.text for each in spec.assumptions)
