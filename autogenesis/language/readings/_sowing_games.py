"""Reads games in which seeds are sown round a board: new games, moves, hints, the computer as a player, saved games."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, snake
from autogenesis.language._inflect import plural_of
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import Term, both, choice, compare, create, no, present, same, say, term, update
from autogenesis.language.readings._sowing_terms import Sowing, sowing_of


def read_sowing_game(unit: Unit, draft: Draft) -> None:
    """ "Its beans are sown anticlockwise, one into each following bowl, your own jar included, the other player's never."""
    terms = sowing_of(unit, draft)
    if terms is None or draft.claimed(unit.span):
        return
    game = _game(terms, draft, unit)
    made = [game.id, *(o.id for o in (_new(terms, game, draft), _move(terms, game, draft)))]
    if terms.hint:
        made.append(_hint(terms, game, draft).id)
    if terms.save[0]:
        made += [each.id for each in _saved(terms, game, draft)]
    if terms.draw:
        made.append(_winner(terms, game))
    made += _played(terms, game, draft)
    for span, pattern in terms.claims.items():
        draft.claim(span, pattern, made)
    _asked_for(draft, terms, made)
    draft.assume(
        f"Whoever calls moves for the player whose turn it is; {plural_of(terms.pit)} are listed from 1.", unit.span
    )


def _names(terms: Sowing) -> tuple[str, str, str, str]:
    """The fields of the board: the pits and the store of each player."""
    first, second = (snake(each) for each in terms.players)
    pits = snake(plural_of(terms.pit))
    return f"{first}_{pits}", f"{second}_{pits}", f"{first}_{terms.store}", f"{second}_{terms.store}"


def _game(terms: Sowing, draft: Draft, unit: Unit) -> EntityDraft:
    game = draft.entity(terms.game, unit.span)
    for index, name in enumerate(_names(terms)):
        draft.add_field(game, name.replace("_", " "), bp.list_of(bp.INTEGER) if index < 2 else bp.INTEGER, unit.span)
    player = bp.Type(kind="choice", choices=terms.players)
    draft.add_field(game, "to move", player, unit.span)
    draft.add_field(game, "over", bp.BOOLEAN, unit.span, required=False, default=bp.truth(False))
    if terms.computer:
        draft.add_field(game, "computer", player, unit.span, required=False, summary="whom the computer plays")
    return game


def _rules(terms: Sowing) -> bp.Literally:
    return bp.text(", ".join(terms.rules))


def _if(test: bp.Expression, then: Term, otherwise: Term) -> bp.Conditional:
    return bp.Conditional(test=test, then=term(then), otherwise=term(otherwise))


def _player(terms: Sowing, index: int) -> bp.Literally:
    return choice(terms.players[index], terms.players)


def _new(terms: Sowing, game: EntityDraft, draft: Draft) -> OperationDraft:
    operation = draft.operation("new", game, "create", f"Begin a new {game.label}.", terms.place("board"))
    arguments: list[tuple[str, bp.Expression]] = [
        ("holes", bp.whole(terms.pits)),
        ("counters", bp.whole(terms.each)),
        ("rules", _rules(terms)),
    ]
    values: dict[str, Term] = {}
    sides: tuple[str, ...] = ("own_holes", "other_holes", "own_home", "other_home")
    if terms.computer:
        kind = game.fields["computer"].type
        operation.inputs["computer"] = bp.Parameter(
            name="computer", type=kind, required=False, summary="whom the computer plays, if anybody"
        )
        first = same("computer", _player(terms, 0))
        arguments.append(("answered", first))
        seen = ("other_holes", "own_holes", "other_home", "own_home")
        for name, own, other in zip(_names(terms), sides, seen, strict=True):
            values[name] = _if(first, f"board.{other}", f"board.{own}")
        values |= {"to_move": _if(first, _player(terms, 1), _player(terms, 0)), "computer": "computer"}
    else:
        values |= {name: f"board.{own}" for name, own in zip(_names(terms), sides, strict=True)}
        values["to_move"] = _player(terms, 0)
    made = f"new_{game.name}"
    operation.steps += [
        bp.Perform(skill="skill.begin_sowing", arguments=tuple(arguments), name="board"),
        create(game.name, made, **values),
    ]
    operation.result = bp.Name(name=made)
    return operation


def _over(operation: OperationDraft, game: EntityDraft, draft: Draft, terms: Sowing) -> None:
    operation.inputs[game.name] = bp.Parameter(name=game.name, type=game.type)
    guard = draft.guard(
        f"{operation.name}.over", no(f"{game.name}.over"), f"The {game.label} is over.", terms.place("end"), game.name
    )
    operation.guards.append(guard)


def _sides(terms: Sowing, game: EntityDraft) -> tuple[bp.Expression, dict[str, bp.Expression]]:
    """Whether the first player is to move, and the board as whoever is to move sees it."""
    first = same(f"{game.name}.to_move", _player(terms, 0))
    one, two, store, other = (f"{game.name}.{name}" for name in _names(terms))
    return first, {
        "own_holes": _if(first, one, two), "other_holes": _if(first, two, one),
        "own_home": _if(first, store, other), "other_home": _if(first, other, store),
    }  # fmt: skip


def _move(terms: Sowing, game: EntityDraft, draft: Draft) -> OperationDraft:
    operation = draft.operation(
        f"{terms.verb} {terms.pit}",
        None,
        "change",
        f"Sow the {terms.seeds} of {article(terms.pit)}.",
        terms.place("move"),
    )
    operation.entity = game
    _over(operation, game, draft, terms)
    operation.inputs[terms.pit] = bp.Parameter(
        name=terms.pit, type=bp.INTEGER, summary=f"its number, 1 to {terms.pits}"
    )
    inside = both(compare(terms.pit, ">=", bp.whole(1)), compare(terms.pit, "<=", bp.whole(terms.pits)))
    operation.guards.append(
        draft.guard(
            f"{operation.name}.number",
            inside,
            f"Choose {article(terms.pit)} from 1 to {terms.pits}.",
            terms.place("no_move"),
            terms.pit,
        )
    )
    first, board = _sides(terms, game)
    arguments = [*board.items(), ("hole", bp.path(terms.pit)), ("rules", _rules(terms))]
    if terms.computer:
        against = both(present(f"{game.name}.computer"), compare(f"{game.name}.computer", "!=", f"{game.name}.to_move"))
        arguments.append(("answered", against))
    one, two, store, other = _names(terms)
    values: dict[str, Term] = {
        one: _if(first, "board.own_holes", "board.other_holes"), two: _if(first, "board.other_holes", "board.own_holes"),
        store: _if(first, "board.own_home", "board.other_home"), other: _if(first, "board.other_home", "board.own_home"),
        "to_move": _if(bp.path("board", "stays"), f"{game.name}.to_move", _if(first, _player(terms, 1), _player(terms, 0))),
        "over": "board.over",
    }  # fmt: skip
    operation.steps += [
        bp.Perform(skill="skill.sow", arguments=tuple(arguments), name="board"),
        update(game.name, **values),
    ]
    operation.result = bp.Name(name=game.name)
    return operation


def _hint(terms: Sowing, game: EntityDraft, draft: Draft) -> OperationDraft:
    operation = draft.operation(terms.hint, None, "command", "Tell what the computer would play.", terms.place("hint"))
    _over(operation, game, draft, terms)
    _, board = _sides(terms, game)
    arguments = (("own_holes", board["own_holes"]), ("other_holes", board["other_holes"]), ("rules", _rules(terms)))
    operation.steps.append(bp.Perform(skill="skill.greedy_hole", arguments=arguments, name="best"))
    operation.result = bp.Name(name="best")
    draft.assume(
        f"What is stored because the {game.label} ends with a move does not count for the computer.",
        terms.place("greedy_move"),
    )
    return operation


def _saved(terms: Sowing, game: EntityDraft, draft: Draft) -> tuple[OperationDraft, OperationDraft]:
    """The board as it was when it was saved last."""
    kept = [*_names(terms), "to_move", "over"]
    for name in kept:
        draft.add_field(game, f"saved {name.replace('_', ' ')}", game.fields[name].type, required=False)
        game.later.add(f"saved_{name}")
    save, load = (
        draft.operation(word, None, "change", f"{word.capitalize()} the {game.label}.", terms.place("saved"))
        for word in terms.save
    )
    for operation in (save, load):
        operation.entity = game
        operation.inputs[game.name] = bp.Parameter(name=game.name, type=game.type)
    save.steps.append(update(game.name, **{f"saved_{name}": f"{game.name}.{name}" for name in kept}))
    there = both(*(present(f"{game.name}.saved_{name}") for name in kept))
    load.guards.append(
        draft.guard(
            f"{load.name}.saved", there, f"The {game.label} has not been saved.", terms.place("saved"), game.name
        )
    )
    load.steps.append(update(game.name, **{name: f"{game.name}.saved_{name}" for name in kept}))
    return save, load


def _winner(terms: Sowing, game: EntityDraft) -> str:
    """Whoever has more in the end; as much as at the start for each is a draw."""
    _, _, store, _ = _names(terms)
    kinds = (*terms.players, "draw")
    more = compare(f"it.{store}", ">", bp.whole(terms.total))
    equal = same(f"it.{store}", bp.whole(terms.total))
    ended = _if(more, choice(kinds[0], kinds), _if(equal, choice("draw", kinds), choice(kinds[1], kinds)))
    derived = bp.Derivation(
        id=f"derivation.{game.name}.winner", spans=(terms.place("winner"),), name="winner", label="winner", type=bp.Type(kind="choice", choices=kinds),
        value=_if(bp.path("it", "over"), ended, bp.nothing()), summary="Who has won, once it is over.",
    )  # fmt: skip
    game.derivations["winner"] = derived
    return derived.id


def _played(terms: Sowing, game: EntityDraft, draft: Draft) -> list[str]:
    """What players see, and what they enter in the terminal: the number of a hole, or a word."""
    view = draft.operation("view", None, "command", "Show the board as players see it.", terms.place("board"))
    view.entity = game
    view.inputs[game.name] = bp.Parameter(name=game.name, type=game.type)
    one, two, store, other = (bp.path(game.name, name) for name in _names(terms))
    more: Term = say("{" + f"{game.name}.to_move" + "}", " to move")
    ended: Term = bp.text(f"The {game.label} is over")
    if terms.draw:
        win = say("{" + f"{game.name}.winner" + "}", " wins")
        ended = _if(same(f"{game.name}.winner", bp.text("draw")), bp.text("A draw"), win)
    arguments = (
        ("holes", one), ("opposite", two), ("home", store), ("other_home", other), ("players", bp.text(", ".join(terms.players))),
        ("status", _if(bp.path(game.name, "over"), ended, more)), ("over", bp.path(game.name, "over")),
    )  # fmt: skip
    view.steps.append(bp.Perform(skill="skill.sowing_view", arguments=arguments, name="seen"))
    view.result = bp.Name(name="seen")
    words = {terms.hint: "what the computer would play", terms.save[0]: "save it", terms.save[1]: "bring it back"}
    move = f"operation.{snake(f'{terms.verb} {terms.pit}')}"
    play = bp.Play(
        id=f"play.{game.name}", spans=(terms.place("move"),), entity=game.id, begin=f"operation.new_{game.name}", view=view.id, entry=(move, terms.pit), players=2,
        keys=tuple(bp.Key(key=word, operation=f"operation.{snake(word)}", does=does) for word, does in words.items() if word),
    )  # fmt: skip
    draft.plays.append(play)
    return [view.id, play.id]


def _asked_for(draft: Draft, terms: Sowing, made: list[str]) -> None:
    """ "Could you make us the game for the terminal, for two people or against the computer?" """
    for unit in draft.units:
        found = re.search(
            r"\bfor\s+two\s+(?:people|players|persons)(?:\s+(?:or|and)\s+against\s+(?:the|a)\s+computer)?",
            unit.text,
            re.IGNORECASE,
        )
        if found is None or draft.claimed(unit.span):
            continue
        machine = "against" in found[0].lower()
        if machine and not terms.computer:
            draft.gap("How the computer plays is not said; it does not play.", "unclear", unit.span)
            continue
        draft.claim(unit.span, "asked_for", made)
