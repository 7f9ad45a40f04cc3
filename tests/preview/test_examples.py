"""Examples that somebody attaches: their form, and what comes of them on a text."""

from __future__ import annotations

import pytest

from autogenesis.core import InputError
from autogenesis.preview import lines_of, preview, tried

KENNEL = "# A kennel\nA keeper registers a dog with a name and an age. Ages above 20 are refused.\n"
OLD_DOG = '{"call": "register_dog", "input": {"name": "Rex", "age": 21}, "expect": "refused"}'
YOUNG_DOG = '{"call": "register_dog", "input": {"name": "Rex", "age": 3}, "expect": {"name": "Rex"}}'


def failures(*lines: str, text: str = KENNEL) -> tuple[str, ...]:
    return tried(preview(text, {}), lines_of("\n".join(lines)), "An example").failures


def test_what_comes_as_expected_holds() -> None:
    assert not failures(OLD_DOG, YOUNG_DOG, '{"clock": "2026-02-01T09:00"}', '{"call": "list_dogs", "expect": "done"}')


def test_what_comes_otherwise_says_in_which_line_and_how() -> None:
    young = YOUNG_DOG.replace("21", "3").replace('{"name": "Rex"}}', '"refused"}')
    assert failures(young) == ("line 1: register_dog is done, and should be refused",)
    (said,) = failures(OLD_DOG.replace('"refused"', '"done"'))
    assert said.startswith("line 1: register_dog is refused by ")
    (said,) = failures(YOUNG_DOG, '{"call": "list_dogs", "expect": []}')
    assert said.startswith("line 2: list_dogs gives [{")


def test_another_text_makes_it_hold() -> None:
    line = YOUNG_DOG.replace('"age": 3', '"age": 22')
    assert failures(line)
    assert not failures(line, text=KENNEL.replace("20", "25"))


def test_it_becomes_a_test_that_names_the_rule_that_refuses() -> None:
    found = tried(preview(KENNEL, {}), lines_of(OLD_DOG), "An example")
    assert found.scenario.steps[0].refused in found.scenario.carries
    assert "operation.register_dog" in found.scenario.carries
    again = tried(preview(KENNEL, {}), lines_of(OLD_DOG), "An example")
    assert again == found, "the same lines are the same example"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not json", "line 1 is not JSON"),
        ('{"call": "x"}\n[1]', "line 2 is neither a call nor a clock"),
        ('{"call": "x", "clock": "y"}', "neither"),
        ('{"call": "x", "eval": "y"}', "has eval"),
        ('{"call": "x", "input": 3}', "an input that is no object"),
        ('{"call": "x", "input": {}}', "no line says what is expected"),
        ("", "no line says what is expected"),
        ("[" * 100_000, "line 1 is not JSON"),
        ('{"clock": "2026-01-01", "expect": "done"}\n' * 201, "more than 200 lines"),
    ],
)
def test_what_is_no_example_says_which_line_and_what_to_write(text, said) -> None:
    with pytest.raises(InputError, match=said) as caught:
        lines_of(text)
    assert '"call"' in caught.value.remedy
