"""Board games: what their steps take and give."""

from __future__ import annotations

from autogenesis.skills._skill import Skill
from blueprints import BOOLEAN, INTEGER, TEXT, SkillSignature, Type, list_of

_HOLES = list_of(INTEGER)
_POSITION = Type(
    kind="record",
    fields=(
        ("own_holes", _HOLES),
        ("other_holes", _HOLES),
        ("own_home", INTEGER),
        ("other_home", INTEGER),
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
        parameters={"holes": INTEGER, "counters": INTEGER, "rules": TEXT, "answered": BOOLEAN},
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
        "Sows the counters of a hole round the board, with another move for the last counter in the own home and "
        "captures where the rules say so; ends the game when a side is empty, and answers for the computer."
    ),
    behaviour="sowing",
    function="sow",
    signature=SkillSignature(
        id="skill.sow",
        parameters={
            "own_holes": _HOLES,
            "other_holes": _HOLES,
            "own_home": INTEGER,
            "other_home": INTEGER,
            "hole": INTEGER,
            "rules": TEXT,
            "answered": BOOLEAN,
        },
        optional=frozenset({"rules", "answered"}),
        result=_POSITION,
    ),
    verbs=("sow", "move", "choose"),
    objects=("hole", "game"),
    refuses=("a hole that is not there", "an empty hole"),
)

GREEDY_HOLE = Skill(
    id="skill.greedy_hole",
    title="Greedy move of a sowing game",
    summary="The hole that brings most counters into the own home in one move; of equal ones the highest.",
    behaviour="sowing",
    function="greedy_hole",
    signature=SkillSignature(
        id="skill.greedy_hole",
        parameters={"own_holes": _HOLES, "other_holes": _HOLES, "rules": TEXT},
        optional=frozenset({"rules"}),
        result=INTEGER,
    ),
    verbs=("hint", "advise", "pick"),
    objects=("move", "hole"),
    refuses=("a side without counters",),
)
