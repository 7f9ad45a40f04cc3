"""Constants that skills take, and how products are played: what is checked, and what counts as said."""

from __future__ import annotations

from autogenesis.language import understand
from autogenesis.skills import signatures
from blueprints import Play, Setting, Specification, check_specification, uncovered_literals

TEXT = (
    "# Evening\nThe table is 30 columns wide and 12 rows high. Two boards of four rows stand in columns 1 and 30. "
    "Keys q/a move the left board up/down, p/l the right one. The disc starts at column 15, row 6, moving a column "
    "left and a row up per tick. It bounces off rows 1 and 12 and off a board. If it gets past a board, the other "
    "player scores. Seven points win. There are eight ticks per second.\n"
)


def specification() -> Specification:
    return understand(TEXT).specification


def with_play(**changed: object) -> Specification:
    whole = specification()
    (play,) = whole.plays
    return whole.model_copy(update={"plays": (Play(**{**play.model_dump(), **changed}),)})


def codes(checked: Specification) -> set[str]:
    return {problem.code for problem in check_specification(checked, signatures())}


def test_a_product_is_played_by_operations_that_exist() -> None:
    assert codes(specification()) == set()
    for part in ("begin", "view", "tick"):
        assert codes(with_play(**{part: "operation.fly"})) == {"unknown_operation"}
    assert codes(with_play(entry=("operation.fly", "key"))) == {"unknown_operation"}
    assert "unknown_entity" in codes(with_play(entity="entity.cloud"))


def test_settings_have_names_of_their_own() -> None:
    whole = specification()
    (setting,) = whole.settings
    twin = Setting(**{**setting.model_dump(), "id": "setting.other"})
    assert "duplicate_name" in codes(whole.model_copy(update={"settings": (setting, twin)}))


def test_numbers_in_settings_and_plays_are_held() -> None:
    whole = specification()
    assert uncovered_literals(whole, TEXT) == ()
    lost = {each.text for each in uncovered_literals(whole.model_copy(update={"settings": (), "plays": ()}), TEXT)}
    assert {"30", "12", "15", "Seven", "eight"} <= lost
