"""Games: what their steps take and give."""

from __future__ import annotations

from autogenesis.skills._skill import Skill
from blueprints import BOOLEAN, DECIMAL, INTEGER, TEXT, SkillSignature, Type, list_of

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
VIEW = Type(
    kind="record",
    fields=(
        ("over", BOOLEAN),
        ("status", TEXT),
        ("picture", list_of(TEXT)),
    ),
)
"""What every view of a game has, whatever pieces it shows beside."""

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

SOWING_VIEW = Skill(
    id="skill.sowing_view",
    title="View of a sowing game",
    summary="The board of a sowing game in lines of text, as who sits at the near side sees it.",
    behaviour="sowing",
    function="view",
    signature=SkillSignature(
        id="skill.sowing_view",
        parameters={
            "holes": _HOLES,
            "opposite": _HOLES,
            "home": INTEGER,
            "other_home": INTEGER,
            "players": TEXT,
            "status": TEXT,
            "over": BOOLEAN,
        },
        result=VIEW,
    ),
    verbs=("show", "view"),
    objects=("board", "game"),
)

_PLACE = list_of(DECIMAL)
_RALLY = Type(
    kind="record",
    fields=(
        ("place", _PLACE),
        ("motion", _PLACE),
        ("bars", _HOLES),
        ("scores", _HOLES),
        ("lives", INTEGER),
        ("over", BOOLEAN),
        ("winner", TEXT),
    ),
)
_STANDING = {"bars": _HOLES, "scores": _HOLES, "lives": INTEGER}
_LONELY = frozenset({"lives"})

BEGIN_BOUNCING = Skill(
    id="skill.begin_bouncing",
    title="Start of a game on a field",
    summary=(
        "A game in which a body bounces off walls and off bars that players move, at its start; `field` names the "
        "measures and the rules."
    ),
    behaviour="bouncing",
    function="begin",
    signature=SkillSignature(id="skill.begin_bouncing", parameters={"field": TEXT}, result=_RALLY),
    verbs=("begin", "start"),
    objects=("game", "field"),
)

PRESS_BAR = Skill(
    id="skill.press_bar",
    title="Key of a game on a field",
    summary="Where the bars are after a key was pressed: moved as far as the field goes, or where they were.",
    behaviour="bouncing",
    function="press",
    signature=SkillSignature(
        id="skill.press_bar", parameters={"field": TEXT, "key": TEXT, **_STANDING}, optional=_LONELY, result=_HOLES
    ),
    verbs=("press", "move"),
    objects=("key", "bar"),
)

ADVANCE_BOUNCING = Skill(
    id="skill.advance_bouncing",
    title="Ticks of a game on a field",
    summary=(
        "The game some ticks later: the body moves on, bounces off walls and bars, is missed elsewhere and starts "
        "again; points and lives are counted until the game is over."
    ),
    behaviour="bouncing",
    function="advance",
    signature=SkillSignature(
        id="skill.advance_bouncing",
        parameters={"field": TEXT, "place": _PLACE, "motion": _PLACE, **_STANDING, "ticks": INTEGER},
        optional=_LONELY | {"ticks"},
        result=_RALLY,
    ),
    verbs=("move", "advance"),
    objects=("tick", "body"),
    refuses=("no tick at all, or more than 10,000 at once",),
)

BOUNCING_VIEW = Skill(
    id="skill.bouncing_view",
    title="View of a game on a field",
    summary="What players see: where body and bars are, the score, who has won, and a picture in lines of text.",
    behaviour="bouncing",
    function="view",
    signature=SkillSignature(
        id="skill.bouncing_view",
        parameters={"field": TEXT, "place": _PLACE, **_STANDING},
        optional=_LONELY,
        result=VIEW,
    ),
    verbs=("show", "view"),
    objects=("game", "field"),
)

_CELLS = list_of(_HOLES)
_CRAWL = Type(
    kind="record",
    fields=(("cells", _CELLS), ("way", TEXT), ("food", _HOLES), ("score", INTEGER), ("over", BOOLEAN)),
)

BEGIN_CRAWLING = Skill(
    id="skill.begin_crawling",
    title="Start of a game on a grid",
    summary=(
        "A game in which a row of cells crawls over a grid and grows by what it eats, at its start; `grid` names the "
        "measures and the rules, and `seed` decides where food will lie."
    ),
    behaviour="crawling",
    function="begin",
    signature=SkillSignature(
        id="skill.begin_crawling",
        parameters={"grid": TEXT, "seed": INTEGER},
        optional=frozenset({"seed"}),
        result=_CRAWL,
    ),
    verbs=("begin", "start"),
    objects=("game", "grid"),
)

TURN = Skill(
    id="skill.turn",
    title="Key of a game on a grid",
    summary="The way it moves after a key was pressed, never straight back into itself.",
    behaviour="crawling",
    function="turn",
    signature=SkillSignature(
        id="skill.turn", parameters={"grid": TEXT, "key": TEXT, "cells": _CELLS, "way": TEXT}, result=TEXT
    ),
    verbs=("press", "turn"),
    objects=("key", "way"),
)

ADVANCE_CRAWLING = Skill(
    id="skill.advance_crawling",
    title="Ticks of a game on a grid",
    summary="The game some ticks later: it crawls on, eats, grows, and ends at the edge or where it crosses itself.",
    behaviour="crawling",
    function="advance",
    signature=SkillSignature(
        id="skill.advance_crawling",
        parameters={
            "grid": TEXT,
            "cells": _CELLS,
            "way": TEXT,
            "food": _HOLES,
            "score": INTEGER,
            "seed": INTEGER,
            "ticks": INTEGER,
        },
        optional=frozenset({"seed", "ticks"}),
        result=_CRAWL,
    ),
    verbs=("move", "advance"),
    objects=("tick", "body"),
    refuses=("no tick at all, or more than 10,000 at once",),
)

CRAWLING_VIEW = Skill(
    id="skill.crawling_view",
    title="View of a game on a grid",
    summary="What players see: head and cells, the food, the score, and a picture in lines of text.",
    behaviour="crawling",
    function="view",
    signature=SkillSignature(
        id="skill.crawling_view",
        parameters={"grid": TEXT, "cells": _CELLS, "food": _HOLES, "score": INTEGER, "over": BOOLEAN, "way": TEXT},
        optional=frozenset({"way"}),
        result=VIEW,
    ),
    verbs=("show", "view"),
    objects=("game", "grid"),
)
