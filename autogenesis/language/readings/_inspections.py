"""Reads work that somebody else has to look over: "… are inspected by a foreman, never by the person who painted them"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import choice, compare, either, same, term
from autogenesis.language.readings._states import named

_ONE = "person|one|worker|somebody|someone|colleague"


def read_inspection(unit: Unit, draft: Draft) -> None:
    """ "Rooms are inspected by a supervisor, never by the person who cleaned them; failed = dirty again"."""
    match = find(
        unit, f"NP=thing MODAL? BE be? V.part=verb by NP=who , NOT by NP({_ONE})? who V=did ( it|them|NP )?",
        "NP=thing MODAL? BE be? V.part=verb by NP=who , NOT by whoever V=did ( it|them|NP )?",
        f"NP=who V=verb NP=thing , NOT NP({_ONE})? who|whoever V=did ( it|them )?",
    )  # fmt: skip
    thing = named(draft, match["thing"]) if match else None
    status = _status(thing) if thing else None
    if match is None or thing is None or status is None:
        return
    verb, did = match["verb"].head, match["did"].head
    good = _state(status, verb)
    done = _state(status, did)
    if good is None:
        return
    actor = draft.actor(match["who"].label, match["who"].span)
    by = draft.add_field(thing, f"{participle_of(did)} by", bp.PERSON, match["did"].span, required=False)
    elements = [_did(draft, thing, status, did, done, by)] if done else []
    operation = draft.operation(verb, thing, "change", f"{verb.capitalize()} {article(thing.label)}.", unit.span)
    operation.inputs[thing.name] = bp.Parameter(name=thing.name, type=thing.type)
    operation.roles.append(actor)
    operation.actors.append(actor)
    other = draft.guard(
        f"{operation.name}.not_own",
        compare("by", "!=", f"{thing.name}.{by}"),
        _said(match, unit),
        match.span,
        thing.name,
    )
    if done:
        ready = same(f"{thing.name}.{status.name}", choice(done, status.type.choices))
        operation.guards.append(
            draft.guard(
                f"{operation.name}.{done}",
                ready,
                f"Only {article(thing.label)} that is {done} can be {participle_of(verb)}.",
                None,
                thing.name,
            )
        )
    none_yet = bp.Not(term=bp.Present(value=bp.path(thing.name, by)))
    operation.guards.append(other.model_copy(update={"requires": either(none_yet, other.requires)}))
    elements += [operation.id, other.id]
    failed = _failed(unit, status)
    if failed is not None:
        operation.inputs["passed"] = bp.Parameter(
            name="passed", type=bp.BOOLEAN, required=False, default=bp.truth(True)
        )
        value: bp.Expression = bp.Conditional(
            test=bp.Name(name="passed"),
            then=choice(good, status.type.choices),
            otherwise=choice(failed[0], status.type.choices),
        )
    else:
        value = choice(good, status.type.choices)
    operation.steps.append(bp.Update(row=bp.Name(name=thing.name), values=((status.name, value),)))
    operation.result = bp.Name(name=thing.name)
    operation.verb = verb
    elements.append(_changed(draft, thing, status, [good]))
    draft.claim(unit.span if failed else match.span, "looked_over_by_another", elements)


def _status(thing: EntityDraft) -> bp.FieldOf | None:
    return next(
        (f for f in thing.fields.values() if f.type.kind == "choice" and f.label in {"status", "state", "condition"}),
        None,
    )


def _state(status: bp.FieldOf, verb: str) -> str | None:
    """The state that a verb leads to: its participle, or an adjective of the same form."""
    wanted = {participle_of(verb), verb}
    return next((c for c in status.type.choices if c in wanted), None)


def _said(match: Match, unit: Unit) -> str:
    start, end = match.span
    return unit.text[start - unit.span[0] : end - unit.span[0]].strip().rstrip(".").capitalize() + "."


def _did(draft: Draft, thing: EntityDraft, status: bp.FieldOf, verb: str, state: str, by: str) -> str:
    """The work itself: who did it is noted."""
    operation = draft.operation(
        verb, thing, "change", f"Note that {article(thing.label)} has been {participle_of(verb)}."
    )
    operation.verb = verb
    operation.inputs.setdefault(thing.name, bp.Parameter(name=thing.name, type=thing.type))
    values = ((status.name, choice(state, status.type.choices)), (by, bp.Name(name="by")))
    operation.steps.append(bp.Update(row=bp.Name(name=thing.name), values=values))
    operation.result = bp.Name(name=thing.name)
    return operation.id


def _failed(unit: Unit, status: bp.FieldOf) -> tuple[str, int] | None:
    """ "failed = dirty again", "otherwise it is dirty again"."""
    states = "|".join(re.escape(c) for c in status.type.choices)
    found = re.search(
        rf"(?:\b(?:failed|rejected|not passed|refused)\b\s*(?:=|means|:|→|->)\s*|\b(?:if (?:it|they) fails?|otherwise|if not),? (?:(?:it|they) (?:is|are|becomes?|goes? back to) )?)(?P<state>{states})\b",
        unit.text,
        re.I,
    )
    return (found["state"].lower(), found.start()) if found else None


def _changed(draft: Draft, thing: EntityDraft, status: bp.FieldOf, earned: list[str]) -> str:
    """ "change_<thing>": facts that nobody has to earn may be noted at any time; the states that are earned are not."""
    operation = changeable(draft, thing, status.name)
    free = [same(status.name, choice(c, status.type.choices)) for c in status.type.choices if c not in earned]
    allowed = either(bp.Not(term=bp.Present(value=bp.Name(name=status.name))), *free)
    guard = draft.guard(
        f"{operation.name}.earned",
        allowed,
        f"Nobody just says that {article(thing.label)} is {' or '.join(earned)}.",
        None,
        status.name,
    )
    operation.guards.append(guard)
    return guard.id


def changeable(draft: Draft, thing: EntityDraft, *names: str) -> OperationDraft:
    """The operation "change_<thing>" with these fields among what it may change; what is not given stays."""
    operation = draft.operation("change", thing, "change", f"Note what has changed about {article(thing.label)}.")
    operation.inputs.setdefault(thing.name, bp.Parameter(name=thing.name, type=thing.type))
    values: dict[str, bp.Expression] = {}
    for step in operation.steps:
        if isinstance(step, bp.Update):
            values.update(dict(step.values))
    for name in names:
        held = thing.fields[name]
        operation.inputs.setdefault(name, bp.Parameter(name=name, type=held.type, required=False, summary=held.label))
        values[name] = bp.Conditional(
            test=bp.Present(value=bp.Name(name=name)), then=bp.Name(name=name), otherwise=term(f"{thing.name}.{name}")
        )
    operation.steps[:] = [bp.Update(row=bp.Name(name=thing.name), values=tuple(values.items()))]
    operation.result = bp.Name(name=thing.name)
    return operation


def read_only_given(unit: Unit, draft: Draft) -> None:
    """ "Visitors are only ever given an inspected room": an operation with the state as its condition."""
    match = find(
        unit, "NP=who BE only ever? V.part(give|lend|assign|offer|allot|sell|send)=verb NP=thing", "only NP=thing MODAL? BE be? V.part(give|assign|allot|offer|send|sell)=verb to NP=who",
        "NP=who MODAL? only ever? V(get|receive)=verb NP=thing",
    )  # fmt: skip
    thing = named(draft, match["thing"]) if match else None
    status = _status(thing) if thing else None
    if match is None or thing is None or status is None:
        return
    before = " ".join(t.lower for t in match["thing"].tokens)
    wanted = [c for c in status.type.choices if re.search(rf"\b{re.escape(c)}\b", before)]
    if not wanted:
        return
    verb = {"get": "give", "receive": "give"}.get(match["verb"].head, match["verb"].head)
    operation = draft.operation(
        verb,
        thing,
        "change",
        f"{verb.capitalize()} {article(thing.label)} to {article(match['who'].label)}.",
        unit.span,
    )
    operation.verb = verb
    holder = draft.find_entity(match["who"].label)
    kind = holder.type if holder else bp.TEXT
    to = draft.add_field(
        thing,
        f"{participle_of(verb)} to",
        kind,
        match["who"].span,
        required=False,
        summary=f"the {match['who'].label} it has been {participle_of(verb)} to",
    )
    thing.later.add(to)
    who = snake(match["who"].label)
    operation.inputs[thing.name] = bp.Parameter(name=thing.name, type=thing.type)
    operation.inputs[who] = bp.Parameter(name=who, type=kind, summary=f"the {match['who'].label}")
    ready = either(*(same(f"{thing.name}.{status.name}", choice(c, status.type.choices)) for c in wanted))
    guard = draft.guard(
        f"{operation.name}.{wanted[0]}", ready, unit.text.strip().rstrip(".") + ".", unit.span, thing.name
    )
    operation.guards.append(guard)
    operation.steps.append(bp.Update(row=bp.Name(name=thing.name), values=((to, bp.Name(name=who)),)))
    operation.result = bp.Name(name=thing.name)
    draft.claim(match.span, "only_in_state", [operation.id, guard.id])
