"""Reads what may not be on together, what keeps everything off, and whose turn comes when."""

from __future__ import annotations

from collections.abc import Sequence

import blueprints as bp
from autogenesis.language._draft import Draft, snake
from autogenesis.language._literals import Bound, Measure
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import both, compare, no, over
from autogenesis.language._text import Span
from autogenesis.language.readings._control import (
    SWITCHING,
    Switch,
    control,
    switch,
    switch_of,
    wait_in_turn,
    waiting,
)
from autogenesis.language.readings._crossings import Crossing, crossing, parts_of, span_in, split
from autogenesis.language.readings._undoing import Mark

_TOGETHER = ("once", "time", "together", "simultaneously", "simultaneous", "parallel")


def read_never_together(unit: Unit, draft: Draft) -> None:
    """ "Never have two taps open at once", "At most three ovens run at the same time", "Only one lamp is on at a time"."""
    if draft.claimed(unit.span):
        return
    for part in parts_of(unit):
        found = _together(part, draft)
        if found is not None:
            wait_in_turn(draft, found)
            found.pending.append((span_in(unit, part), "mutual_exclusion", []))
            continue
        known = next((s for s in control(draft).switches if s.most is not None), None)
        if known is not None and _in_turn(part):
            known.pending.append((span_in(unit, part), "waiting_line", []))


def _together(part: Sequence[Piece], draft: Draft) -> Switch | None:
    words = [p.text.lower() for p in part]
    heads = {*words, *(p.head for p in part if p.kind == "N")}
    at = next((i for i, p in enumerate(part) if p.kind == "Q" and _count(p) is not None), None)
    if at is None or not heads & set(_TOGETHER) or (words[:1] and words[0] in {"when", "if", "while"}):
        return None
    counted = _count(part[at])
    assert counted is not None
    number, noun, op = counted
    before = words[:at]
    if op in {"<", "<="}:
        most = number if op == "<=" else number - 1
    elif "only" in before:
        most = number
    elif {"never", "no", "not"} & {*before, *words[at + 1 :]}:
        most = number if op == ">" else number - 1
    else:
        return None
    said = [p.head if p.kind == "V" else p.text.lower() for p in (*part[at + 1 :], *part[:at])]
    state = next((w for w in said if w in SWITCHING), None)
    entity = control(draft).parts.get(noun) or draft.find_entity(noun)
    if entity is None or state is None or most < 1 or not SWITCHING[state][2]:
        return None
    found = switch_of(draft, entity, noun, state, part[at].span)
    found.most = most
    return found


def _count(piece: Piece) -> tuple[int, str, str] | None:
    """How many of what: "two taps", "at most three ovens", "more than one lamp"."""
    literal = piece.literal
    op = literal.op if isinstance(literal, Bound) else "=="
    literal = literal.value if isinstance(literal, Bound) else literal
    if isinstance(literal, Measure) and literal.value == int(literal.value):
        return int(literal.value), literal.unit, op
    return None


def _in_turn(part: Sequence[Piece]) -> bool:
    """ "… queue in the order they became dry", "… wait their turn, first come first served"."""
    text = " ".join(p.text.lower() for p in part)
    waits = any(
        p.kind == "V"
        and p.head in {"queue", "wait", "line"}
        or p.kind == "N"
        and p.head in {"queue", "wait", "turn", "line"}
        for p in part
    )
    order = any(
        w in text
        for w in (
            "in the order",
            "first come",
            "first in",
            "in turn",
            "their turn",
            "longest",
            "oldest first",
            "one after",
        )
    )
    return waits and order


def read_kept_off(unit: Unit, draft: Draft) -> None:
    """ "While the outside temperature is below 3 °C, keep all taps shut"; "No lamp may be on while the voltage exceeds 250 V"."""
    if draft.claimed(unit.span):
        return
    for part in parts_of(unit):
        cut = split(part)
        if cut is None:
            continue
        mark = Mark.of(draft)
        kept = _kept(cut[2], draft) if cut[0] == "while" or any(p.head == "keep" for p in cut[2]) else None
        found = crossing(cut[1], draft) if kept is not None else None
        away = found is None or (
            not found.reading.single and kept is not None and found.reading.entity is not kept.entity
        )
        if kept is None or found is None or away or found.reading.operation is None:
            mark.undo()
            continue
        wait_in_turn(draft, kept)
        made = _bar(draft, kept, found, span_in(unit, part))
        kept.pending.append((span_in(unit, part), "kept_off", made))


def _kept(pieces: Sequence[Piece], draft: Draft) -> Switch | None:
    """The switch that is to be at rest: "keep all taps shut", "no tap may be open", "the fan stays off"."""
    words = [p.head if p.kind == "V" else p.text.lower() for p in pieces]
    state = next((w for w in words if w in SWITCHING), None)
    nouns = [p for p in pieces if p.kind == "N"]
    if state is None or not nouns:
        return None
    denied = bool({"never", "not", "no", "nothing"} & set(words)) or any(p.determiner == "no" for p in nouns)
    if SWITCHING[state][2] != denied or not (
        {"keep", "stay", "remain", "may", "must", "shall", "be", "is", "are"} & set(words)
    ):
        return None
    for noun in reversed(nouns):
        if noun.head in control(draft).parts or noun.label in control(draft).parts or draft.find_entity(noun.label):
            return switch(draft, noun, state)
    return None


def _bar(draft: Draft, kept: Switch, found: Crossing, span: Span) -> list[str]:
    """While it holds nothing is on: what is on is switched off, and keeps its turn."""
    entity, operation = found.reading.entity, found.reading.operation
    assert operation is not None
    name = kept.entity.name
    own = found.reading.entity is kept.entity
    if own:
        kept.unfit.append(lambda row: found.holds(draft, row))
        steps: tuple[bp.Statement, ...] = (kept.off("it", settled=False),)
        when = both(found.holds(draft, "it"), kept.holds("it", True))
    else:
        kept.barred.append(over("exists", entity.name, found.holds(draft, entity.name)))
        kept.eased.append(operation.id)
        rows = over("rows", name, kept.holds(name, True))
        steps = (bp.Each(name=name, rows=rows, steps=(kept.off(name, settled=False),)),)
        when = found.holds(draft, "it")
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.keep_{snake(kept.label)}_{kept.rest}"), spans=(span,), when=when, steps=steps,
        trigger=bp.Trigger(on="done", operation=operation.id), summary=f"Keep every {kept.label} {kept.rest}.",
    )  # fmt: skip
    draft.reactions.append(reaction)
    return [reaction.id, operation.id]


def read_turns(unit: Unit, draft: Draft) -> None:
    """When everything is read: whoever waits is switched on as soon as that is allowed; what no rule switches, people do."""
    for found in control(draft).switches:
        if found.settled:
            continue
        found.settled = True
        found.skipped = found.entity.silent
        made = _handed_on(draft, found) if found.turn and found.used else []
        if not found.used:
            _without_turns(found)
            made += _by_hand(draft, found)
        for span, pattern, elements in found.pending:
            draft.claim(span, pattern, [*elements, *made])


def _without_turns(found: Switch) -> None:
    """Nobody waits for what people switch themselves."""
    if found.turn is not None and not found.rested:
        found.entity.fields.pop(found.turn, None)
        found.entity.later.discard(found.turn)
        found.entity.derivations.pop("waiting", None)
        found.turn = None


def _allowed(found: Switch) -> tuple[bp.Expression, ...]:
    name = found.entity.name
    terms: list[bp.Expression] = [no(each) for each in found.barred]
    if found.most == 1:
        terms.append(no(over("exists", name, found.holds(name, True))))
    elif found.most is not None:
        terms.append(compare(over("count", name, found.holds(name, True)), "<", bp.whole(found.most)))
    return tuple(terms)


def _handed_on(draft: Draft, found: Switch) -> list[str]:
    """Whenever a row changes, or what barred it has changed, the one that came first has its turn."""
    name, turn = found.entity.name, found.turn
    where = waiting(found, name)
    if found.most is None:
        rows = over("rows", name, where, order=(f"{name}.{turn}",))
        steps: tuple[bp.Statement, ...] = (bp.Each(name=name, rows=rows, steps=(found.on(name),)),)
    else:
        first = over("first", name, where, order=(f"{name}.{turn}",))
        steps = (bp.Let(name=f"next_{name}", value=first), found.on(f"next_{name}"))
    verb = "open" if found.active == "open" else "start"
    made: list[str] = []
    triggers = [bp.Trigger(on="changed", entity=found.entity.id)]
    triggers += [bp.Trigger(on="done", operation=each) for each in dict.fromkeys(found.eased)]
    for trigger in triggers:
        when = both(*_allowed(found), over("exists", name, where))
        reaction = bp.Reaction(
            id=draft.unique(f"reaction.{verb}_next_{snake(found.label)}{'_when_allowed' if trigger.on == 'done' else ''}"), trigger=trigger, when=when, steps=steps,
            spans=tuple(span for span, _, _ in found.pending), summary=f"{verb.capitalize()} the {found.label} whose turn it is.",
        )  # fmt: skip
        draft.reactions.append(reaction)
        made.append(reaction.id)
    if found.barred or found.unfit:
        draft.assume(
            f"A {found.label} that was kept {found.rest} is switched when that is over, if its turn still holds."
        )
    draft.assume(
        f"{found.entity.plural.capitalize()} wait for their turn in the order in which the limit was crossed.",
        found.pending[0][0] if found.pending else None,
    )
    return made


def _by_hand(draft: Draft, found: Switch) -> list[str]:
    """What no rule switches on is switched by people."""
    made = []
    for active, verb in (
        (True, "open" if found.active == "open" else "start"),
        (False, "close" if found.rest == "closed" else "stop"),
    ):
        entity = found.entity
        own = entity.label == found.label
        operation = draft.operation(verb if own else f"{verb} {found.label}", entity if own else None, "change", "")
        operation.entity = entity
        operation.summary = f"{verb.capitalize()} the {found.label}{'' if own else f' of a {entity.label}'}."
        operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
        if active:
            for number, rule in enumerate(
                (*(no(each) for each in found.barred), *_allowed(found)[len(found.barred) :])
            ):
                what = "barred" if number < len(found.barred) else "limit"
                reason = (
                    f"No {found.label} may be {found.active} now."
                    if what == "barred"
                    else f"At most {found.most} may be {found.active} at once."
                )
                operation.guards.append(draft.guard(f"{operation.name}.{what}", rule, reason, None, entity.name))
        operation.steps.append(found.on(entity.name) if active else found.off(entity.name))
        operation.result = bp.Name(name=entity.name)
        made.append(operation.id)
    return made
