"""Reads ladders: everybody has a place, challenges somebody above, and takes their place by beating them."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, choice, compare, create, either, no, over, present, same, shift
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._fields import stated_fields
from autogenesis.language.readings._ladder_terms import Ladder, ladder_of
from autogenesis.language.readings._stated import add_stated

_STATES = ("open", "accepted", "over")
_SIDES = ("challenger", "opponent")


def read_ladder(unit: Unit, draft: Draft) -> None:
    """ "A player may challenge anybody at most two places above. If the challenger wins, they take the loser's place"."""
    terms = ladder_of(draft) if unit is draft.units[0] else None
    if terms is None:
        return
    player = _player(terms, draft)
    challenge = _challenge(terms, player, draft)
    operation = _challenging(terms, player, challenge, draft)
    result = _result(terms, player, challenge, draft)
    made = [player.id, challenge.id, operation.id, result.id]
    if terms.answer is not None or terms.walkover:
        made += _answering(terms, player, challenge, draft)
    if terms.leaves:
        made.append(_leaving(terms, player, challenge, draft).id)
    for name, span in terms.places:
        if name != "walkover" or terms.answer is not None:
            draft.claim(span, f"ladder_{name}", made)
    if terms.place("bottom") is None:
        draft.assume(f"A new {player.label} gets the last {terms.label}.")
    draft.assume(f"{terms.label.capitalize()} 1 is the top, and nobody challenges themselves or anybody below.")


def _player(terms: Ladder, draft: Draft) -> EntityDraft:
    player = draft.entity(terms.who, terms.place("holding") or terms.place("reach"))
    fields, _ = stated_fields(terms.fields, 0) if terms.fields else ((), ())
    add_stated(draft, player, [f for f in fields if f.unread is None])
    if not player.fields:
        draft.add_field(player, "name", bp.TEXT)
    name = draft.add_field(player, terms.label, bp.INTEGER, terms.place("holding"), required=False)
    player.later.add(name)
    standing = present(bp.Get(of=bp.Name(name="other"), field=name))
    count = over("count", player.name, standing, name="other")
    player.automatic[name] = bp.Arithmetic(operator="+", left=count, right=bp.whole(1))
    return player


def _challenge(terms: Ladder, player: EntityDraft, draft: Draft) -> EntityDraft:
    challenge = draft.entity("challenge", terms.place("reach"))
    for side in _SIDES:
        draft.add_field(challenge, side, player.type, terms.place("reach"))
    states = bp.Type(kind="choice", choices=_STATES)
    draft.add_field(challenge, "status", states, required=False, default=choice("open", _STATES))
    sides = _winners(terms)
    draft.add_field(challenge, "winner", bp.Type(kind="choice", choices=sides), required=False)
    for moment in ("made at", "ended at"):
        draft.add_field(challenge, moment, bp.DATETIME, required=False)
    challenge.later.update({"status", "winner", "made_at", "ended_at"})
    challenge.automatic["made_at"] = bp.Name(name="now")
    draft.made_by_rule.add(challenge.name)
    return challenge


def _winners(terms: Ladder) -> tuple[str, ...]:
    return (*_SIDES, "draw") if terms.draw else _SIDES


def _challenging(terms: Ladder, player: EntityDraft, challenge: EntityDraft, draft: Draft) -> OperationDraft:
    span = terms.place("reach")
    operation = draft.operation("challenge", player, "create", f"Challenge {article(player.label)}.", span)
    for side in _SIDES:
        operation.inputs[side] = bp.Parameter(name=side, type=player.type)
    mine, theirs = (bp.path(side, terms.label) for side in _SIDES)
    far = bp.Arithmetic(operator="-", left=mine, right=theirs)
    plural = f"{terms.label}s" if terms.reach > 1 else terms.label
    operation.guards += [
        draft.guard(f"{operation.name}.standing", both(present(mine), present(theirs)), "Both must have a place.", span, "opponent"),
        draft.guard(f"{operation.name}.above", compare(theirs, "<", mine), "The opponent must stand above the challenger.", span, "opponent"),
        draft.guard(f"{operation.name}.reach", compare(far, "<=", bp.whole(terms.reach)), f"The opponent may stand at most {terms.reach} {plural} above.", span, "opponent"),
    ]  # fmt: skip
    if terms.one:
        for side in _SIDES:
            busy = either(*(same(f"other.{each}", side) for each in _SIDES))
            running = over("exists", challenge.name, both(no(_is("other", "over")), busy), name="other")
            why = f"The {side} is in a challenge that is not over."
            operation.guards.append(draft.guard(f"{operation.name}.{side}_free", no(running), why, terms.place("one"), side))  # fmt: skip
    if terms.again is not None:
        until = shift("other.ended_at", int(terms.again.value), unit_of_time(terms.again))
        lost = both(
            *(same(f"other.{each}", each) for each in _SIDES), same("other.winner", choice("opponent", _winners(terms))),
            compare(until, ">", "now"),
        )  # fmt: skip
        why = f"After a lost challenge, not the same opponent again for {terms.again.text}."
        lately = no(over("exists", challenge.name, lost, name="other"))
        operation.guards.append(draft.guard(f"{operation.name}.again", lately, why, terms.place("again"), "opponent"))
    values = {**{side: bp.Name(name=side) for side in _SIDES}, "made_at": bp.Name(name="now")}
    operation.steps.append(create(challenge.name, "made", **values))
    operation.kind, operation.result = "command", bp.Name(name="made")
    return operation


def _is(row: str, state: str) -> bp.Expression:
    return same(f"{row}.status", choice(state, _STATES))


def _moves(terms: Ladder, player: EntityDraft, row: str) -> tuple[bp.Statement, ...]:
    """What becomes of the places when the challenger of a challenge has won; "row" is the challenge."""
    old, new = bp.Name(name="old_place"), bp.Name(name="new_place")
    steps: list[bp.Statement] = [
        bp.Let(name="old_place", value=bp.path(row, "challenger", terms.label)),
        bp.Let(name="new_place", value=bp.path(row, "opponent", terms.label)),
    ]
    if terms.swap:
        steps.append(bp.Update(row=bp.path(row, "opponent"), values=((terms.label, old),)))
    else:
        between = both(compare(f"other.{terms.label}", ">=", new), compare(f"other.{terms.label}", "<", old))
        steps.append(_shifted(player, terms.label, both(present(f"other.{terms.label}"), between), "+"))
    steps.append(bp.Update(row=bp.path(row, "challenger"), values=((terms.label, new),)))
    return tuple(steps)


def _shifted(player: EntityDraft, label: str, where: bp.Expression, sign: str) -> bp.Each:
    """Everybody in some places moves by one."""
    moved = bp.Arithmetic(operator="+" if sign == "+" else "-", left=bp.path("one", label), right=bp.whole(1))
    return bp.Each(
        name="one",
        rows=over("rows", player.name, where, name="other"),
        steps=(bp.Update(row=bp.Name(name="one"), values=((label, moved),)),),
    )


def _ended(row: str, winner: bp.Expression) -> bp.Update:
    values = (("status", choice("over", _STATES)), ("winner", winner), ("ended_at", bp.Name(name="now")))
    return bp.Update(row=bp.Name(name=row), values=values)


def _result(terms: Ladder, player: EntityDraft, challenge: EntityDraft, draft: Draft) -> OperationDraft:
    operation = draft.operation(
        "enter result of", challenge, "change", "Say which of the two won a challenge.", terms.place("wins")
    )
    operation.inputs[challenge.name] = bp.Parameter(name=challenge.name, type=challenge.type)
    kind = challenge.fields["winner"].type
    operation.inputs["winner"] = bp.Parameter(name="winner", type=kind)
    if terms.answer is not None:
        ready, why = _is(challenge.name, "accepted"), "The challenge must be accepted, and not be over."
    else:
        ready, why = no(_is(challenge.name, "over")), "The challenge is over."
    operation.guards.append(draft.guard(f"{operation.name}.running", ready, why, terms.place("wins"), challenge.name))
    if terms.place("own") is not None:
        two = either(*(same("by", bp.path(challenge.name, side)) for side in _SIDES))
        why = "Only the two of the challenge may do so."
        operation.guards.append(draft.guard(f"{operation.name}.own", both(present("by"), two), why, terms.place("own")))
    won = same("winner", choice("challenger", _winners(terms)))
    operation.steps += [
        bp.When(test=won, then=_moves(terms, player, challenge.name)),
        _ended(challenge.name, bp.Name(name="winner")),
    ]
    operation.result = bp.Name(name=challenge.name)
    return operation


def _answering(terms: Ladder, player: EntityDraft, challenge: EntityDraft, draft: Draft) -> list[str]:
    """Accepting, declining, and what follows when nobody answers in time."""
    made: list[str] = []
    challenger = choice("challenger", _winners(terms))
    span = terms.place("answer") or terms.place("walkover")
    for verb in ("accept", "decline"):
        operation = draft.operation(verb, challenge, "change", f"{verb.capitalize()} a challenge.", span)
        operation.inputs[challenge.name] = bp.Parameter(name=challenge.name, type=challenge.type)
        fresh = _is(challenge.name, "open")
        why = "The challenge is answered already."
        operation.guards.append(draft.guard(f"{operation.name}.open", fresh, why, span, challenge.name))
        if verb == "accept":
            values = (("status", choice("accepted", _STATES)),)
            operation.steps.append(bp.Update(row=bp.Name(name=challenge.name), values=values))
        else:
            operation.steps += [*_moves(terms, player, challenge.name), _ended(challenge.name, challenger)]
        operation.result = bp.Name(name=challenge.name)
        made.append(operation.id)
    if not terms.declined:
        draft.assume("Whoever declines a challenge loses it.", span)
    if terms.answer is not None and terms.walkover:
        timer = bp.Timer(
            id=draft.unique("timer.challenge.unanswered"), spans=(terms.place("walkover") or (0, 0),),
            summary="Nobody answered in time: the challenger wins.", entity=challenge.id,
            at=shift("it.made_at", int(terms.answer.value), unit_of_time(terms.answer)), when=_is("it", "open"),
            steps=(*_moves(terms, player, "it"), _ended("it", challenger)),
        )  # fmt: skip
        draft.timers.append(timer)
        made.append(timer.id)
    return made


def _leaving(terms: Ladder, player: EntityDraft, challenge: EntityDraft, draft: Draft) -> OperationDraft:
    span = terms.place("leaves")
    operation = draft.operation("take off", player, "change", f"Take {article(player.label)} off the list.", span)
    operation.inputs[player.name] = bp.Parameter(name=player.name, type=player.type)
    there = present(f"{player.name}.{terms.label}")
    why = f"The {player.label} has left already."
    operation.guards.append(draft.guard(f"{operation.name}.there", there, why, span, player.name))
    running = both(no(_is("other", "over")), either(*(same(f"other.{side}", player.name) for side in _SIDES)))
    ended = (("status", choice("over", _STATES)), ("ended_at", bp.Name(name="now")))
    below = both(present(f"other.{terms.label}"), compare(f"other.{terms.label}", ">", "left"))
    operation.steps += [
        bp.Let(name="left", value=bp.path(player.name, terms.label)),
        bp.Update(row=bp.Name(name=player.name), values=((terms.label, bp.nothing()),)),
        _shifted(player, terms.label, below, "-"),
        bp.Each(name="one", rows=over("rows", challenge.name, running, name="other"), steps=(bp.Update(row=bp.Name(name="one"), values=ended),)),
    ]  # fmt: skip
    operation.result = bp.Name(name=player.name)
    return operation


__all__ = ["read_ladder"]
