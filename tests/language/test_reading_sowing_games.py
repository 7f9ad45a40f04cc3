"""Reading games in which something is sown round a board, in other words and with other boards."""

from __future__ import annotations

import pytest

import blueprints as bp
from autogenesis.language import understand
from autogenesis.skills import signatures

BOARD = "White and Black face each other. Every player has five bowls with three beans each, and a jar at the right of bowl 5. Black moves first."
SOWING = "Its beans are dropped counterclockwise, one into each next bowl, your own jar is included, the opponent's is skipped."
END = "When one player's bowls are all empty, the round ends and the other player keeps what is left."
GAME = f"# Orchard\n{BOARD} You pick one bowl. {SOWING} {END}\n"


def read(text: str) -> bp.Specification:
    specification = understand(text).specification
    assert bp.check_specification(specification, signatures(), text) == ()
    return specification


def operation(specification: bp.Specification, name: str) -> bp.Operation:
    return next(each for each in specification.operations if each.name == name)


def test_it_is_played_by_numbers_and_words() -> None:
    text = f"{GAME}The computer plays the bowl that puts the most beans into its jar; of several, the lowest bowl. “tip” shows what the computer would choose.\n"
    (play,) = read(text).plays
    assert (play.begin, play.view, play.entry) == (
        "operation.new_round",
        "operation.view",
        ("operation.pick_bowl", "bowl"),
    )
    assert [(key.key, key.operation) for key in play.keys] == [("tip", "operation.tip")]


def given(specification: bp.Specification, name: str, argument: str) -> object:
    (step,) = [each for each in operation(specification, name).steps if isinstance(each, bp.Perform)]
    value = dict(step.arguments)[argument]
    assert isinstance(value, bp.Literally)
    return value.value


def test_another_board_in_other_words() -> None:
    specification = read(GAME)
    assert (given(specification, "new_round", "holes"), given(specification, "new_round", "counters")) == (5, 3)
    (held,) = specification.entities
    assert [each.name for each in held.fields][:4] == ["black_bowls", "white_bowls", "black_jar", "white_jar"]
    assert [each.name for each in operation(specification, "pick_bowl").inputs] == ["round", "bowl"]
    assert {each.status for each in specification.clauses} == {"implemented"}


def test_rules_that_are_not_stated_do_not_hold() -> None:
    specification = read(GAME)
    assert given(specification, "pick_bowl", "rules") == ""
    assert {each.name for each in specification.operations} == {
        "new_round",
        "pick_bowl",
        "view",
        "get_round",
        "list_rounds",
    }
    assert specification.entities[0].derivations == ()


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("If the last bean lands in your own jar, you play once more.", "again"),
        (
            "When the last one falls into an empty bowl on your side and the bowl directly opposite holds beans, they all go into your jar.",
            "capture",
        ),
    ],
)
def test_what_the_last_one_brings(sentence: str, rules: str) -> None:
    specification = read(f"{GAME}{sentence}\n")
    assert given(specification, "pick_bowl", "rules") == rules
    assert all(each.status == "implemented" for each in specification.clauses)


def test_the_computer_and_its_lowest_bowl() -> None:
    text = (
        f"{GAME}The computer plays the bowl that puts the most beans into its jar; of several, the lowest bowl. "
        '“tip” shows what the computer would choose. "keep" and "fetch" bring a round back.\n'
    )
    specification = read(text)
    assert given(specification, "tip", "rules") == "lowest"
    assert operation(specification, "new_round").inputs[0].type.choices == ("Black", "White")
    assert {"keep", "fetch"} <= {each.name for each in specification.operations}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [("More beans wins; 15 each is a draw.", "implemented"), ("More beans wins; 16 each is a draw.", "unclear")],
)
def test_a_draw_must_be_half_of_what_there_is(sentence: str, status: str) -> None:
    found = understand(f"{GAME}{sentence}\n").specification
    assert {each.status for each in found.clauses if "draw" in each.text} == {status}


@pytest.mark.parametrize("missing", [BOARD.partition(".")[0] + ".", END, "You pick one bowl."])
def test_a_game_that_is_half_told_is_not_guessed(missing: str) -> None:
    text = GAME.replace(missing, "") + "A jar has a colour.\n"
    assert not any(each.pattern == "sowing" for each in understand(text).specification.requirements)


def test_seeds_that_farmers_sow_are_no_game() -> None:
    text = "# Farm\nA field has a name and a size in hectares. Seeds are sown in rows, one into each following furrow. Fields are ploughed by farmers.\n"
    assert not any(each.pattern == "sowing" for each in understand(text).specification.requirements)
