"""Reads games in which a body bounces about a field and players move bars: a new game, keys, ticks, what is seen, the end."""

from __future__ import annotations

from typing import Any

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, snake
from autogenesis.language._inflect import plural_of
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import Term, create, update
from autogenesis.language.readings._play_terms import read_frame, told_shortly
from autogenesis.language.readings._rally_bars import read_bars, read_keys
from autogenesis.language.readings._rally_rules import goals_of, read_bounces, read_misses, read_points
from autogenesis.language.readings._rally_terms import Rally, body_of, read_motion, read_start

_SETTING = "setting.field"
_SIDES = ("left", "right", "top", "bottom")


def read_rally(unit: Unit, draft: Draft) -> None:
    """ "The ball starts at column 20, row 8, moving a column right and a row down per tick." """
    made = Rally()
    if draft.plays or not told_shortly(unit) or draft.claimed(unit.span) or not read_motion(unit, made):
        return
    _gather(made, draft)
    if not made.complete:
        return
    game = _game(made, draft)
    draft.settings.append(_setting(made, draft))
    operations = [
        _new(made, game, draft),
        _press(made, game, draft),
        _tick(made, game, draft),
        _view(made, game, draft),
    ]
    draft.plays.append(_play(made, game, draft))
    elements = [game.id, _SETTING, "play.game", *(each.id for each in operations)]
    for span, pattern in made.claims.items():
        draft.claim(span, pattern, elements)


def _gather(made: Rally, draft: Draft) -> None:
    """What the whole text says of the game; what builds on something comes after it."""
    free = [unit for unit in draft.units if told_shortly(unit) and not draft.claimed(unit.span)]
    for unit in free:
        made.body = made.body or body_of(unit)
    for unit in free:
        read_start(unit, made)
        read_frame(unit, made, draft)
    for unit in free:
        read_bars(unit, made)
    for unit in free:
        read_keys(unit, made)
    for reading in (read_bounces, read_misses, read_points):
        for unit in free if made.bars else ():
            reading(unit, made)


def _setting(made: Rally, draft: Draft) -> bp.Setting:
    """The measures and the rules; what the text leaves open is assumed, and said."""
    here = made.place("motion")
    open_ = goals_of(made)
    walls = [side for side in _SIDES if side in made.walls - open_]
    silent = [side for side in _SIDES if side not in made.walls | open_]
    if silent:
        walls = [side for side in _SIDES if side not in open_]
        draft.assume(f"The {made.body} bounces off the {' and the '.join(silent)} edge too.", here)
    values: dict[str, Any] = {"columns": made.columns, "rows": made.rows, "body": made.body, "bar": made.bar}
    values |= {
        "start": list(made.start or ((made.columns + 1) // 2, (made.rows + 1) // 2)),
        "motion": list(made.motion),
    }
    values |= {"bars": [_bar(made, index) for index in range(len(made.bars))], "walls": walls}
    optional = {"beyond": made.beyond, "winning": made.winning, "hit_points": made.hit_points}
    values |= {name: value for name, value in optional.items() if value}
    if made.serve != "same":
        values["serve"] = made.serve
    if made.life or made.lives:
        values["lives"] = made.lives or 1
    if made.faster:
        values["faster"] = str(made.faster)
        values["fastest"] = made.fastest or min(made.columns, made.rows)
    _taken_for_granted(made, draft)
    return bp.Setting(
        id=_SETTING, spans=(made.place("measures"),), name="field", skill="skill.begin_bouncing", parameter="field", values=values
    )  # fmt: skip


def _bar(made: Rally, index: int) -> dict[str, Any]:
    bar = made.bars[index]
    told: dict[str, Any] = {
        "name": bar.name,
        "line": bar.line,
        "length": bar.length,
        "back": bar.back,
        "forth": bar.forth,
    }
    if bar.lies:
        told["lies"] = True
    if bar.covers:
        told["covers"] = list(bar.covers)
    return told | ({"step": bar.step} if bar.step > 1 else {})


def _taken_for_granted(made: Rally, draft: Draft) -> None:
    here = made.place("motion")
    again = made.place("misses")
    draft.assume(
        f"A missed {made.body} stays where it was missed until the next {made.tick}, which puts it at its start.", again
    )
    if not made.inside:
        draft.assume(f"A {made.bar} never leaves the field.", made.place("keys"))
    if any(not each.step for each in made.bars):
        draft.assume(f"A key moves a {made.bar} by one cell.", made.place("keys"))
    if any(each.covers is None for each in made.bars):
        draft.assume(f"At the start a {made.bar} covers the middle of its line.", made.place("bars"))
    if made.faster and not made.fastest:
        most = min(made.columns, made.rows)
        draft.assume(f"The {made.body} never moves more than {most} cells per {made.tick}.", made.place("faster"))
    if made.faster:
        draft.assume(f"It is faster from the {made.tick} after the hit on.", made.place("faster"))
    if made.life and not made.lives:
        draft.gap(f"How many {plural_of(made.life)} there are is not said; there is one.", "unclear", again)
    if not made.winning and not made.life and not made.lives:
        draft.gap("How the game ends is not said; it goes on and on.", "unclear", here)
    if not made.seconds:
        draft.assume(f"In the terminal there are ten {plural_of(made.tick)} per second.", here)


def _game(made: Rally, draft: Draft) -> EntityDraft:
    game = draft.entity("game", made.place("measures"))
    place = bp.list_of(bp.DECIMAL)
    draft.add_field(game, made.body, place, made.place("start"), summary=f"column and row of the {made.body}")
    draft.add_field(game, "motion", place, made.place("motion"), summary=f"columns and rows per {made.tick}")
    bars = plural_of(made.bar)
    across = "columns" if made.bars[0].lies else "rows"
    draft.add_field(
        game, bars, bp.list_of(bp.INTEGER), made.place("bars"), summary=f"the first of the {across} covered"
    )
    draft.add_field(game, "scores", bp.list_of(bp.INTEGER), made.place("misses"))
    if _lives(made):
        draft.add_field(game, _lives(made), bp.INTEGER, made.place("misses"), summary="how many are left")
    draft.add_field(game, "over", bp.BOOLEAN, made.place("winning"), required=False, default=bp.truth(False))
    draft.add_field(
        game, "winner", bp.TEXT, made.place("winning"), required=False, summary="who has won, once it is over"
    )
    return game


def _lives(made: Rally) -> str:
    """The name of the field that counts lives; empty where there are none."""
    return snake(plural_of(made.life)) if made.life else "lives" if made.lives else ""


def _names(made: Rally) -> dict[str, str]:
    """The field of the game for each part of what the steps give."""
    names = {"place": snake(made.body), "motion": "motion", "bars": snake(plural_of(made.bar)), "scores": "scores"}
    return names | ({"lives": _lives(made)} if _lives(made) else {}) | {"over": "over", "winner": "winner"}


def _standing(made: Rally, game: EntityDraft, *parts: str) -> tuple[tuple[str, bp.Expression], ...]:
    """The arguments with the field and how the game stands."""
    names = _names(made)
    given = [(part, bp.path(game.name, names[part])) for part in parts if part in names]
    return (("field", bp.text(_SETTING)), *given)


def _new(made: Rally, game: EntityDraft, draft: Draft) -> OperationDraft:
    operation = draft.operation("new", game, "create", f"Begin a new {game.label}.", made.place("measures"))
    values: dict[str, Term] = {
        name: f"rally.{part}" for part, name in _names(made).items() if part not in ("over", "winner")
    }
    operation.steps += [
        bp.Perform(skill="skill.begin_bouncing", arguments=_standing(made, game), name="rally"),
        create(game.name, f"new_{game.name}", **values),
    ]
    operation.result = bp.Name(name=f"new_{game.name}")
    return operation


def _of_game(
    name: str, kind: str, summary: str, made: Rally, game: EntityDraft, draft: Draft, said: str
) -> OperationDraft:
    operation = draft.operation(name, None, kind, summary, made.place(said))
    operation.entity = game
    operation.inputs[game.name] = bp.Parameter(name=game.name, type=game.type)
    return operation


def _press(made: Rally, game: EntityDraft, draft: Draft) -> OperationDraft:
    operation = _of_game("press", "change", f"Press a key that moves a {made.bar}.", made, game, draft, "keys")
    operation.inputs["key"] = bp.Parameter(name="key", type=bp.TEXT, summary="as it is on the keyboard")
    key: tuple[str, bp.Expression] = ("key", bp.path("key"))
    arguments = (*_standing(made, game, "bars", "scores", "lives"), key)
    operation.steps += [
        bp.Perform(skill="skill.press_bar", arguments=arguments, name="moved"),
        update(game.name, **{_names(made)["bars"]: "moved"}),
    ]
    operation.result = bp.Name(name=game.name)
    return operation


def _tick(made: Rally, game: EntityDraft, draft: Draft) -> OperationDraft:
    operation = _of_game("tick", "change", f"Let the {made.body} move on.", made, game, draft, "motion")
    one = bp.whole(1)
    operation.inputs["ticks"] = bp.Parameter(
        name="ticks", type=bp.INTEGER, required=False, default=one, summary=f"how many {plural_of(made.tick)} pass"
    )
    ticks: tuple[str, bp.Expression] = ("ticks", bp.path("ticks"))
    arguments = (*_standing(made, game, "place", "motion", "bars", "scores", "lives"), ticks)
    values: dict[str, Term] = {name: f"rally.{part}" for part, name in _names(made).items() if part != "bars"}
    operation.steps += [
        bp.Perform(skill="skill.advance_bouncing", arguments=arguments, name="rally"),
        update(game.name, **values),
    ]
    operation.result = bp.Name(name=game.name)
    return operation


def _view(made: Rally, game: EntityDraft, draft: Draft) -> OperationDraft:
    operation = _of_game("view", "command", "Show the field as players see it.", made, game, draft, "game")
    arguments = _standing(made, game, "place", "bars", "scores", "lives")
    operation.steps.append(bp.Perform(skill="skill.bouncing_view", arguments=arguments, name="seen"))
    operation.result = bp.Name(name="seen")
    return operation


def _play(made: Rally, game: EntityDraft, draft: Draft) -> bp.Play:
    keys = []
    for bar in made.bars:
        which = f"{bar.name} {made.bar}" if len(made.bars) > 1 else made.bar
        ways = ("left", "right") if bar.lies else ("up", "down")
        for key, way in zip((bar.back, bar.forth), ways, strict=True):
            keys.append(bp.Key(key=key, operation="operation.press", input={"key": key}, does=f"{which} {way}"))
    return bp.Play(
        id="play.game", spans=(made.place("game"),), entity=game.id, begin=f"operation.new_{game.name}", view="operation.view",
        keys=tuple(keys), tick="operation.tick", seconds=made.seconds or "0.1", ticks=made.ticks, players=len(made.bars),
    )  # fmt: skip
