"""Reads games in which cells crawl over a grid and grow by what they eat: a new game, keys, ticks, what is seen, the end."""

from __future__ import annotations

from typing import Any

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, snake
from autogenesis.language._inflect import plural_of
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import Term, create, no, over, update
from autogenesis.language.readings._crawl_terms import (
    Crawling,
    crawler_of,
    read_crawl,
    read_end,
    read_food,
    read_position,
    read_turns,
)
from autogenesis.language.readings._play_terms import read_frame, told_shortly

_SETTING = "setting.grid"


def read_crawling(unit: Unit, draft: Draft) -> None:
    """ "The snake moves one cell per tick." """
    made = Crawling()
    if draft.plays or not told_shortly(unit) or draft.claimed(unit.span) or not read_crawl(unit, made):
        return
    _gather(made, draft)
    if not made.complete or not made.body:
        return
    game = _game(made, draft)
    draft.settings.append(_setting(made, draft))
    operations = [
        _new(made, game, draft),
        _press(made, game, draft),
        _tick(made, game, draft),
        _view(made, game, draft),
    ]
    draft.plays.append(_play(made, game))
    elements = [game.id, _SETTING, "play.game", *(each.id for each in operations)]
    for span, pattern in made.claims.items():
        draft.claim(span, pattern, elements)


def _gather(made: Crawling, draft: Draft) -> None:
    """What the whole text says of the game; what builds on something comes after it."""
    free = [unit for unit in draft.units if told_shortly(unit) and not draft.claimed(unit.span)]
    for unit in free:
        made.body = made.body or crawler_of(unit)
    for unit in free if made.body else ():
        read_position(unit, made)
        read_frame(unit, made, draft)
        read_turns(unit, made)
        read_end(unit, made)
    for _ in range(2):  # where food lies may be told before what it is good for
        for unit in free if made.body else ():
            read_food(unit, made)


def _setting(made: Crawling, draft: Draft) -> bp.Setting:
    """The measures and the rules; what the text leaves open is assumed, and said."""
    here = made.place("motion")
    length, way = made.length or 1, made.way or "right"
    start = made.start or (
        made.line.get("column", (made.columns + 1) // 2),
        made.line.get("row", (made.rows + 1) // 2),
    )
    if made.start is None:
        draft.assume(f"The head of the {made.body} starts in the middle, at column {start[0]}, row {start[1]}.", here)
    if not made.way:
        draft.assume(f"At first the {made.body} moves to the right.", here)
    if not made.length:
        draft.assume(f"At first the {made.body} is one cell long.", here)
    values: dict[str, Any] = {
        "columns": made.columns,
        "rows": made.rows,
        "start": list(start),
        "way": way,
        "length": length,
    }
    values |= {"keys": [[key, turned] for key, turned in made.keys.items()], "body": made.body, "food": made.food}
    values |= {"pace": made.pace, "growth": made.growth, "points": made.points}
    values |= {"through": made.through, "crossing_ends": "self" in made.ends}
    if made.winning:
        values["winning"] = made.winning
    _taken_for_granted(made, draft)
    return bp.Setting(
        id=_SETTING, spans=(made.place("measures"),), name="grid", skill="skill.begin_crawling", parameter="grid", values=values
    )  # fmt: skip


def _taken_for_granted(made: Crawling, draft: Draft) -> None:
    fed = made.place("food")
    draft.assume(f"Where {plural_of(made.food)} lie is drawn from the free cells, anew in each game.", fed)
    if "never_back" not in made.claims.values():
        draft.assume(f"The {made.body} never turns straight back.", made.place("keys"))
    if made.growth > 1:
        draft.assume("It grows by one cell at its end with every move.", fed)
    if not made.points:
        draft.assume(f"The score counts nothing, as the text says nothing of points for {plural_of(made.food)}.", fed)
    draft.assume(f"A {made.body} that fills the whole grid has won.", fed)
    if not made.seconds:
        draft.assume(f"In the terminal there are ten {plural_of(made.tick)} per second.", made.place("motion"))


def _names(made: Crawling) -> dict[str, str]:
    """The field of the game for each part of what the steps give."""
    return {"cells": snake(made.body), "way": "way", "food": snake(made.food), "score": "score", "over": "over"}


def _game(made: Crawling, draft: Draft) -> EntityDraft:
    game = draft.entity("game", made.place("measures"))
    names, cell = _names(made), bp.list_of(bp.INTEGER)
    draft.add_field(
        game,
        names["cells"],
        bp.list_of(cell),
        made.place("start"),
        summary="column and row of each cell, the head first",
    )
    draft.add_field(game, "way", bp.TEXT, made.place("keys"), summary="up, down, left or right")
    draft.add_field(game, names["food"], cell, made.place("food"), summary=f"column and row of the {made.food}")
    draft.add_field(game, "score", bp.INTEGER, made.place("food"))
    draft.add_field(game, "seed", bp.INTEGER, summary=f"decides where {plural_of(made.food)} lie")
    draft.add_field(game, "over", bp.BOOLEAN, made.place("end"), required=False, default=bp.truth(False))
    return game


def _standing(made: Crawling, game: EntityDraft, *parts: str) -> tuple[tuple[str, bp.Expression], ...]:
    """The arguments with the grid and how the game stands."""
    names = {**_names(made), "seed": "seed"}
    return (("grid", bp.text(_SETTING)), *((part, bp.path(game.name, names[part])) for part in parts))


def _new(made: Crawling, game: EntityDraft, draft: Draft) -> OperationDraft:
    operation = draft.operation("new", game, "create", f"Begin a new {game.label}.", made.place("measures"))
    later = bp.Arithmetic(operator="+", left=over("count", game.name), right=bp.whole(1))
    values: dict[str, Term] = {name: f"crawl.{part}" for part, name in _names(made).items()}
    operation.steps += [
        bp.Let(name="seed", value=later),
        bp.Perform(
            skill="skill.begin_crawling", arguments=(*_standing(made, game), ("seed", bp.path("seed"))), name="crawl"
        ),
        create(game.name, f"new_{game.name}", **values, seed="seed"),
    ]
    operation.result = bp.Name(name=f"new_{game.name}")
    return operation


def _of_game(
    name: str, kind: str, summary: str, made: Crawling, game: EntityDraft, draft: Draft, said: str
) -> OperationDraft:
    operation = draft.operation(name, None, kind, summary, made.place(said))
    operation.entity = game
    operation.inputs[game.name] = bp.Parameter(name=game.name, type=game.type)
    return operation


def _press(made: Crawling, game: EntityDraft, draft: Draft) -> OperationDraft:
    operation = _of_game("press", "change", f"Press a key that turns the {made.body}.", made, game, draft, "keys")
    operation.inputs["key"] = bp.Parameter(name="key", type=bp.TEXT, summary="as it is on the keyboard")
    arguments = (*_standing(made, game, "cells", "way"), ("key", bp.path("key")))
    operation.steps += [
        bp.Perform(skill="skill.turn", arguments=arguments, name="turned"),
        update(game.name, way="turned"),
    ]
    operation.result = bp.Name(name=game.name)
    return operation


def _tick(made: Crawling, game: EntityDraft, draft: Draft) -> OperationDraft:
    operation = _of_game("tick", "change", f"Let the {made.body} crawl on.", made, game, draft, "motion")
    operation.inputs["ticks"] = bp.Parameter(
        name="ticks",
        type=bp.INTEGER,
        required=False,
        default=bp.whole(1),
        summary=f"how many {plural_of(made.tick)} pass",
    )
    arguments = (*_standing(made, game, "cells", "way", "food", "score", "seed"), ("ticks", bp.path("ticks")))
    values: dict[str, Term] = {name: f"crawl.{part}" for part, name in _names(made).items() if part != "way"}
    going_on: tuple[bp.Statement, ...] = (
        bp.Perform(skill="skill.advance_crawling", arguments=arguments, name="crawl"),
        update(game.name, **values),
    )
    operation.steps.append(bp.When(test=no(f"{game.name}.over"), then=going_on))
    operation.result = bp.Name(name=game.name)
    return operation


def _view(made: Crawling, game: EntityDraft, draft: Draft) -> OperationDraft:
    operation = _of_game("view", "command", "Show the grid as players see it.", made, game, draft, "measures")
    arguments = _standing(made, game, "cells", "food", "score", "over", "way")
    operation.steps.append(bp.Perform(skill="skill.crawling_view", arguments=arguments, name="seen"))
    operation.result = bp.Name(name="seen")
    return operation


def _play(made: Crawling, game: EntityDraft) -> bp.Play:
    keys = [
        bp.Key(key=key, operation="operation.press", input={"key": key}, does=way) for key, way in made.keys.items()
    ]
    return bp.Play(
        id="play.game", spans=(made.place("keys"),), entity=game.id, begin=f"operation.new_{game.name}", view="operation.view",
        keys=tuple(keys), tick="operation.tick", seconds=made.seconds or "0.1", ticks=made.ticks,
    )  # fmt: skip
