"""Board games: what their steps take and give."""

from __future__ import annotations

from autogenesis.skills._skill import Skill
from blueprints import BOOLEAN, INTEGER, TEXT, SkillSignature, Type, list_of

_PITS = list_of(INTEGER)
_POSITION = Type(
    kind="record",
    fields=(
        ("own_pits", _PITS),
        ("other_pits", _PITS),
        ("own_store", INTEGER),
        ("other_store", INTEGER),
        ("stays", BOOLEAN),
        ("over", BOOLEAN),
    ),
)

BEGIN_SOWING = Skill(
    id="skill.begin_sowing",
    title="Board of a sowing game",
    summary="The board of a sowing game at the start; where the computer begins, after its first moves.",
    behaviour="sowing",
    function="begin_sowing",
    signature=SkillSignature(
        id="skill.begin_sowing",
        parameters={"pits": INTEGER, "seeds": INTEGER, "rules": TEXT, "answered": BOOLEAN},
        optional=frozenset({"rules", "answered"}),
        result=_POSITION,
    ),
    verbs=("begin", "start"),
    objects=("game", "board"),
)

SOW = Skill(
    id="skill.sow",
    title="Move of a sowing game",
    summary=(
        "Sows the seeds of a pit round the board, with another move for the last seed in the own store and captures "
        "where the rules say so; ends the game when a side is empty, and answers for the computer."
    ),
    behaviour="sowing",
    function="sow",
    signature=SkillSignature(
        id="skill.sow",
        parameters={
            "own_pits": _PITS,
            "other_pits": _PITS,
            "own_store": INTEGER,
            "other_store": INTEGER,
            "pit": INTEGER,
            "rules": TEXT,
            "answered": BOOLEAN,
        },
        optional=frozenset({"rules", "answered"}),
        result=_POSITION,
    ),
    verbs=("sow", "move", "choose"),
    objects=("pit", "game"),
    refuses=("a pit that is not there", "an empty pit"),
)

GREEDY_PIT = Skill(
    id="skill.greedy_pit",
    title="Greedy move of a sowing game",
    summary="The pit that brings most seeds into the own store in one move; of equal ones the highest.",
    behaviour="sowing",
    function="greedy_pit",
    signature=SkillSignature(
        id="skill.greedy_pit",
        parameters={"own_pits": _PITS, "other_pits": _PITS, "rules": TEXT},
        optional=frozenset({"rules"}),
        result=INTEGER,
    ),
    verbs=("hint", "advise", "pick"),
    objects=("move", "pit"),
    refuses=("a side without seeds",),
)
