"""Reading checks by example, intervals, pauses, quotas, stock and labels, in other words and domains."""

from __future__ import annotations

import pytest

import blueprints as bp
from autogenesis.language import understand
from autogenesis.skills import signatures

MEMBERS = "Members have a number, a name, a birthday, a category and a weight in kg. "
HALL = """Feature: Climbing hall
  Background:
    Given climbers with number, name, date of birth, category and weight
  Rule: Climbers are at least 14 years old and have at least 3 points
  Scenario Outline: Entry test
    Given a climber aged <age>
    When the trainer counts <n> points
    Then the climber is <outcome>
    Examples:
      | age | n | outcome   |
      | 14  | 3 | admitted  |
      | 13  | 5 | sent home |
      | 20  | 2 | postponed |
  Scenario: Break
    When a climber is postponed
    Then he may climb again two weeks later (postponed 20 December: 3 January)
  Scenario: Gap
    Given a last visit under 3 days before the wanted day
    When a slot is requested
    Then it is refused and the first possible day shown
  Scenario: Often
    Given a child with 2 or an adult with 4 visits in the last 30 days
    Then no slot is given
  Scenario: Short
    Given 5 ropes of a category in stock
    When one is lent
    Then all its climbers who may climb today are notified
    But not again until stock was back at 5
  Scenario: Tag
    Then ropes carry the climber's number, never the name
"""


def read(text: str) -> bp.Specification:
    specification = understand(text).specification
    assert bp.check_specification(specification, signatures(), text) == ()
    return specification


def guards(specification: bp.Specification, operation: str) -> list[str]:
    found = next(o for o in specification.operations if o.name == operation)
    return [g.id.removeprefix(f"guard.{operation}_") for g in found.guards]


def unclear(specification: bp.Specification) -> list[str]:
    return [c.text for c in specification.clauses if c.status == "unclear"]


def test_a_whole_feature_of_another_domain() -> None:
    specification = read(HALL)
    assert unclear(specification) == []
    assert guards(specification, "request_slot") == ["postponed", "child", "adult"]
    climber = next(e for e in specification.entities if e.name == "climber")
    assert [d.name for d in climber.derivations] == ["last_visit", "first_possible_day", "may_climb_today"]
    kinds = next(f for f in climber.fields if f.name == "category")
    assert kinds.type.choices == ("child", "adult")
    assert [e.title for e in specification.examples] == [
        "entry test: age 14, point 3 gives admitted",
        "entry test: age 13, point 5 gives sent home",
        "entry test: age 20, point 2 gives postponed",
        "postponed 20 December: 3 January",
    ]


def test_examples_that_contradict_the_rule_are_shown() -> None:
    specification = understand(HALL.replace("| 14  | 3 | admitted  |", "| 13  | 3 | admitted  |")).specification
    assert [g.status for g in specification.gaps] == ["contradictory"]


@pytest.mark.parametrize(
    "sentence",
    [
        "A visit less than 7 days after the last treatment is refused.",
        "A visit is refused less than 7 days after the last treatment.",
        "No visit is given less than 7 days after the last treatment.",
        "A visit within 7 days of the last treatment is refused.",
        "Nobody gets a visit sooner than 7 days after the last treatment.",
    ],
)
def test_an_interval(sentence: str) -> None:
    specification = read(MEMBERS + sentence)
    assert unclear(specification) == []
    assert guards(specification, "request_visit") == ["interval"]


@pytest.mark.parametrize(
    ("sentence", "guard"),
    [
        ("Suspended members may come again after three months.", ["suspended"]),
        ("When a member is suspended, she may come again only after three months.", ["suspended"]),
        ("Whoever is suspended may come again after three months.", ["suspended"]),
        ("No visit is given to a child with 2 or an adult with 4 treatments in the last 30 days.", ["child", "adult"]),
        ("A child may have at most 2 treatments in 30 days, an adult at most 4.", ["child", "adult"]),
        ("A member may have at most 2 treatments in 30 days.", ["member"]),
    ],
)
def test_pauses_and_quotas(sentence: str, guard: list[str]) -> None:
    text = f"{MEMBERS}A visit less than 7 days after the last treatment is refused. {sentence}"
    assert guards(read(text), "request_visit") == ["interval", *guard]


@pytest.mark.parametrize(
    "sentence",
    [
        "Only members aged 16 to 70 are admitted.",
        "Members must be at least 16 years old.",
        "Members under 16 are refused.",
        "Members are aged 16 to 70.",
    ],
)
def test_an_age_is_asked_on_entry(sentence: str) -> None:
    assert guards(read(MEMBERS + sentence), "add_member") == ["age"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Letters carry the member's number, never the name.", "letter"),
        ("Letters carry only the member's number.", "letter"),
        ("The badge shows the member's number but never the birthday.", "badge"),
    ],
)
def test_what_is_written_on_a_thing(sentence: str, name: str) -> None:
    entity = next(e for e in read(MEMBERS + sentence).entities if e.name == name)
    assert [d.name for d in entity.derivations] == ["label"]


@pytest.mark.parametrize(
    "sentence",
    ["A member may have at most 2 guests in 30 days.", "A visit less than 7 days after Easter is welcome."],
)
def test_what_is_no_interval_is_left_alone(sentence: str) -> None:
    text = f"{MEMBERS}A visit less than 7 days after the last treatment is refused. {sentence}"
    assert unclear(read(text)) == [sentence]
