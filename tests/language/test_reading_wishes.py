"""Reading wishes for later, qualities without a measure, background, and headings."""

from __future__ import annotations

import pytest

import blueprints as bp
from autogenesis.language import understand

SHED = "# Shed\nA tool has a name.\n"


def last(sentence: str, before: str = "", title: str = SHED) -> bp.Clause:
    """What became of a sentence."""
    spec = understand(f"{before}{title}{sentence}\n").specification
    assert bp.check_specification(spec) == ()
    return next(clause for clause in spec.clauses if clause.text in sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "One day it might speak to the till.",
        "Later it could print labels.",
        "In future we would like pictures.",
        "A map would be nice.",
        "Eventually it should speak French.",
        "Someday, members may book online.",
    ],
)
def test_wishes_are_left_for_later(sentence: str) -> None:
    assert last(sentence).status == "deferred"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It should be pleasant.", ["pleasant"]),
        ("Gardeners should find it easy to use.", ["easy to use"]),
        ("The page must be quick and simple.", ["quick", "simple"]),
        ("Has to be quick and easy to use", ["quick", "easy to use"]),
    ],
)
def test_qualities_without_a_measure_are_unclear(sentence: str, words: list[str]) -> None:
    spec = understand(SHED + sentence).specification
    assert [each.text for each in spec.qualities] == words
    clause = next(each for each in spec.clauses if each.text == sentence)
    assert clause.status == "unclear"
    assert all(word in clause.note for word in words)


@pytest.mark.parametrize(
    "sentence",
    [
        "It should be quick: under 2 seconds.",
        "A simple tool must be returned.",
        "Members should have a fast and simple form.",
        "Paint dries quickly.",
    ],
)
def test_what_can_be_measured_or_is_no_wish_is_no_vague_quality(sentence: str) -> None:
    assert understand(SHED + sentence).specification.qualities == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "I run a bakery without much help.",
        "Our harbour serves small boats.",
        "We are a choir of amateurs.",
        "We would like agents that look after the stock.",
        "I need a tool that sorts the post.",
        "So here is how it works.",
    ],
)
def test_background_says_what_the_system_is_for(sentence: str) -> None:
    spec = understand(f"# Shed\n{sentence} A tool has a name.\n").specification
    clause = spec.clauses[0]
    assert (clause.text, clause.status) == (sentence, "assumed")
    assert "what the system is for" in clause.note


@pytest.mark.parametrize(
    "sentence",
    [
        "We are closed on Mondays.",
        "I run the list if the clerk is ill.",
        "Our clerks never run it.",
        "We need a tool that sorts at most 5 letters.",
    ],
)
def test_what_carries_a_rule_is_no_background(sentence: str) -> None:
    spec = understand(f"# Shed\n{sentence} A tool has a name.\n").specification
    assert "what the system is for" not in spec.clauses[0].note


def test_headings_within_the_text_are_no_rules() -> None:
    spec = understand("# Shed\nA tool has a name.\n\nRules:\n- A tool has a price in euro.\n").specification
    heading = next(each for each in spec.clauses if each.text == "Rules:")
    assert heading.status == "assumed"


@pytest.mark.parametrize(
    "sentence",
    [
        "Dear team, thanks for your help!",
        "Let me tell you how the shed runs.",
        "Until now members have written on a list.",
        "It replaces the paper list.",
        "We want this handled by the system from now on.",
    ],
)
def test_what_is_said_in_passing_is_no_rule(sentence: str) -> None:
    assert last(sentence).status == "assumed"


@pytest.mark.parametrize("sentence", ["Thanks are sent to the donor.", "So far a tool has been lent only once a day."])
def test_what_rules_something_is_not_said_in_passing(sentence: str) -> None:
    spec = understand(f"{SHED}{sentence}\n".encode()).specification
    assert not any("in passing" in (clause.note or "") for clause in spec.clauses)


def test_a_numbered_paragraph_may_begin_with_what_it_is_about() -> None:
    spec = understand(
        b"# Shed\n\xc2\xa7 1 Register. A tool has a name.\n\n\xc2\xa7 2 Kinds. A tool has a weight.\n"
    ).specification
    assert {c.text: c.status for c in spec.clauses if c.text in {"Register.", "Kinds."}} == {
        "Register.": "assumed", "Kinds.": "assumed",
    }  # fmt: skip
