"""Reads what is done when a reported value crosses a limit: once for each crossing, and not again until it has eased."""

from __future__ import annotations

import re
from collections.abc import Sequence

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import Relation, both, no, term, update
from autogenesis.language._text import Span
from autogenesis.language.readings._control import Reading, Switch, queue_up
from autogenesis.language.readings._crossings import Crossing, crossing, parts_of, span_in, split
from autogenesis.language.readings._effects import Effects, effects, notifications, value_text
from autogenesis.language.readings._undoing import Mark

_COUNTED_WITHIN = regex(
    r"\b(?:gets?|receives?|sends?|has|have|makes?|collects?)\s+(?:\d+|two|three|four|five|six|seven|eight|nine|ten)(?:\s+or\s+more)?\s+(?:[a-z]+\s+)?[a-z]+s\s+(?:with)?in\s+"
    r"(?:an?|one|the\s+same|\d+|two|three|four|five|six|seven|ten|fifteen|thirty)?\s*(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b",
    re.I,
)
"""So many of something within some time."""
_OPPOSITE: dict[Relation, Relation] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


def read_crossing(unit: Unit, draft: Draft) -> None:
    """ "When the level of a vat falls below 30 percent, open its tap"; "… warn the brewer, and not again until it is above 40"."""
    if draft.claimed(unit.span) or re.search(r"\b(?:again only|only again) (?:if|when|after|once)\b", unit.text, re.I):
        return  # what makes it happen again is read with it, elsewhere
    if _COUNTED_WITHIN.search(unit.text):
        return  # how many there were in some time is counted, and no value that is reported
    if len(unit.clauses) > 1 and any(c.verb in {"set", "mark"} and c.phrase("to", "as") for c in unit.clauses):
        return  # a state that it is brought into, and more: composition reads all of it
    it: Reading | None = None
    last: Switch | None = None
    given = _given(unit, draft)
    for part in [unit.pieces] if given else parts_of(unit):
        cut = given or split(part) or (_at(part) if it is not None else None)
        if cut is None or cut[0] in {"while", "where"}:
            continue
        mark = Mark.of(draft)
        found = _crossing(cut[1], draft, it or _spoken_of(cut[2], draft))
        if found is None:
            mark.undo()
            continue
        acted, again = _until(cut[2])
        done = effects(acted, draft, found.reading.entity, last, unit.story_actor)
        rearm = crossing(again, draft, found.reading) if again else None
        lost = again and (rearm is None or rearm.reading is not found.reading)
        if not done.some or done.skipped is not None or lost:
            mark.undo()
            continue
        it, last = found.reading, done.switched[-1][0] if done.switched else last
        span = span_in(unit, part)
        made = _lowered(draft, found, done, _facing(rearm, found) if rearm else None, span)
        draft.claim(span, "latched_alert" if rearm else "crossing", made)
        for step in _steps(unit, draft) if given else ():
            draft.claim(step.span, "crossing", made)
        for unread in done.unread:
            draft.claim(unread, "unread_effect", status="unclear", note="What is to be done here is not understood.")


def _steps(unit: Unit, draft: Draft) -> list[Unit]:
    """The steps "When …" of the scenario that the step "Then …" belongs to."""
    block = unit.block
    if block.kind != "gherkin" or block.keyword != "then":
        return []
    same = [u for u in draft.units if u.block.kind == "gherkin" and u.block.scenario == block.scenario]
    return [u for u in same if u.block.keyword == "when" and u.number < unit.number]


def _given(unit: Unit, draft: Draft) -> tuple[str, Sequence[Piece], Sequence[Piece]] | None:
    """ "When A" and "Then B" as one statement; only where there is one condition."""
    steps = _steps(unit, draft)
    return ("when", steps[0].pieces, unit.pieces) if len(steps) == 1 else None


def _at(part: Sequence[Piece]) -> tuple[str, Sequence[Piece], Sequence[Piece]] | None:
    """ "At 18 degrees it is switched off again": the value last spoken of reaches the limit."""
    if len(part) < 3 or part[0].text.lower() != "at" or part[1].kind != "Q":
        return None
    return "at", part[1:2], part[2:]


def _spoken_of(pieces: Sequence[Piece], draft: Draft) -> EntityDraft | None:
    """The thing that what is done is done to: "the tap of a vat"."""
    return next((e for p in reversed(pieces) if p.kind == "N" and (e := draft.find_entity(p.label)) is not None), None)


def _crossing(condition: Sequence[Piece], draft: Draft, it: Reading | EntityDraft | None) -> Crossing | None:
    found = crossing(condition, draft, it)
    if found is None or found.reading.operation is not None:
        return found
    return found if found.reading.entity.fields[found.reading.field].type.is_number else None


def _until(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """What is done, and until when not again: "…, and not again until A", "… but only once until A"."""
    words = [p.text.lower() for p in pieces]
    for index, word in enumerate(words):
        if word in {"until", "till", "unless", "before"}:
            front = index
            while front and words[front - 1] in {
                "again",
                "not",
                "never",
                "but",
                "and",
                ",",
                "once",
                "only",
                "then",
                "more",
                "any",
                "do",
                "so",
                "repeat",
                "it",
            }:
                front -= 1
            rest = pieces[index + 1 :]
            return pieces[:front], rest if "again" in words[front:index] or "once" in words[
                front:index
            ] or "repeat" in words[front:index] else ()
    return pieces, ()


def _facing(rearm: Crossing, raised: Crossing) -> Crossing:
    """What is "reached" again is reached from the other side."""
    if rearm.relation in {"<", ">"}:
        return rearm
    relation: Relation = ">=" if raised.relation in {"<", "<="} else "<="
    return Crossing(rearm.reading, relation, rearm.value, rearm.span)


def _lowered(draft: Draft, found: Crossing, done: Effects, rearm: Crossing | None, span: Span) -> list[str]:
    """Reactions to the report: one that acts, one that lets it act again; switching to rest needs no memory."""
    made: list[str] = []
    resting = [(s, on) for s, on in done.switched if not on]
    if resting and not rearm and not done.told and len(resting) == len(done.switched):
        return [_rest(draft, found, each, span) for each, _ in resting]
    entity = found.reading.entity
    flag = _flag(draft, found)
    holds = found.holds(draft, "it")
    eased = rearm.holds(draft, "it") if rearm else _opposite(holds)
    steps, before = list[bp.Statement](), list[bp.Statement]()
    values: dict[str, bp.Expression] = {flag: bp.truth(True)}
    for each, on in done.switched:
        each.used, each.rested = each.used or on, each.rested or not on
        if on and each.turn and each.entity is entity:
            last, turn = queue_up(each)
            before.append(last)
            values |= turn
        else:
            steps += _switched(draft, each, on, found.reading)
    steps = [*before, update("it", **values), *steps]
    steps += notifications(draft, done.told, entity, *value_text(draft, found.reading))
    name = _named(done)
    verb, _, whom = name.partition("_")
    label = entity.fields[found.reading.field].label
    trigger = _trigger(found.reading)
    raised = bp.Reaction(
        id=draft.unique(f"reaction.{name}"), spans=(span,), trigger=trigger, when=both(holds, no(f"it.{flag}")), steps=tuple(steps),
        summary=f"{verb.capitalize()} the {whom.replace('_', ' ')} when the {label} crosses its limit.",
    )  # fmt: skip
    ended = bp.Reaction(
        id=draft.unique(f"reaction.end_{entity.name}_{flag}"), spans=(rearm.span if rearm else span,), trigger=trigger,
        when=both(eased, term(f"it.{flag}")), steps=(update("it", **{flag: bp.truth(False)}),),
        summary=f"Once the {label} has eased, the next crossing counts again.",
    )  # fmt: skip
    draft.reactions += [raised, ended]
    made += [raised.id, ended.id, f"field.{entity.name}.{flag}"]
    if found.reading.operation is not None:
        made.append(found.reading.operation.id)
    return made


def _trigger(found: Reading) -> bp.Trigger:
    if found.operation is not None:
        return bp.Trigger(on="done", operation=found.operation.id)
    return bp.Trigger(on="changed", entity=found.entity.id, field=found.field)


def _opposite(holds: bp.Expression) -> bp.Expression:
    assert isinstance(holds, bp.Compare)
    return holds.model_copy(update={"relation": _OPPOSITE[holds.relation]})


def _flag(draft: Draft, found: Crossing) -> str:
    """A boolean field that remembers that the limit was crossed."""
    entity, label = found.reading.entity, found.reading.entity.fields[found.reading.field].label
    wanted = "low" if found.relation in {"<", "<="} else "high"
    name, count = snake(f"{label} {wanted}"), 1
    while name in entity.fields:
        count += 1
        name = snake(f"{label} {wanted} {count}")
    draft.add_field(
        entity, name.replace("_", " "), bp.BOOLEAN, found.span, required=False, default=bp.truth(False),
        summary=f"whether the {label} has crossed the limit and not come back",
    )  # fmt: skip
    entity.later.add(name)
    return name


def _named(done: Effects) -> str:
    if done.switched:
        each, on = done.switched[0]
        verb = {"open": "open", "on": "start"}[each.active] if on else {"closed": "close", "off": "stop"}[each.rest]
        return f"{verb}_{snake(each.label)}"
    verb = {"warning": "warn", "alert": "alert", "reminder": "remind", "question": "ask", "call": "call"}.get(
        done.told[0].type, "tell"
    )
    return f"{verb}_{snake(done.told[0].who.label)}"


def _switched(draft: Draft, each: Switch, on: bool, found: Reading) -> list[bp.Statement]:
    """Switch it, where it is not so already."""
    own = each.entity is found.entity
    if own:
        step = each.on("it") if on else each.off("it")
        return [bp.When(test=each.holds("it", not on), then=(step,))]
    name = each.entity.name
    rows = bp.Aggregate(function="rows", entity=each.entity.id, name=name, where=each.holds(name, not on))
    if each.turn and on:
        last, turn = queue_up(each, name)
        return [bp.Each(name=name, rows=rows, steps=(last, update(name, **turn)))]
    step = each.on(name) if on else each.off(name)
    return [bp.Each(name=name, rows=rows, steps=(step,))]


def _rest(draft: Draft, found: Crossing, each: Switch, span: Span) -> str:
    """A reading at or beyond the limit brings the switch to rest; a turn that was waited for is given up."""
    holds = found.holds(draft, "it")
    each.rested = True
    if each.entity is found.reading.entity:
        engaged = (
            bp.AnyOf(terms=(each.holds("it", True), bp.Present(value=bp.path("it", each.turn))))
            if each.turn
            else each.holds("it", True)
        )
        when, steps = both(holds, engaged), (each.off("it"),)
    else:
        when, steps = holds, tuple(_switched(draft, each, False, found.reading))  # type: ignore[assignment]
    verb = "close" if each.rest == "closed" else "stop"
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{verb}_{snake(each.label)}"), spans=(span,), trigger=_trigger(found.reading), when=when, steps=steps,
        summary=f"{verb.capitalize()} the {each.label} when the limit is reached.",
    )  # fmt: skip
    draft.reactions.append(reaction)
    return reaction.id
