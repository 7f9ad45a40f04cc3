"""Reads waiting lists: who asked first is served first, for a time, and then the next."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._discourse import Queue
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Duration
from autogenesis.language._patterns import find
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, choice, compare, either, end_of, no, over, present, same, shift, update
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._transfers import Transfer, transfer_of

_NOUNS = {"reserve": "reservation", "book": "booking", "request": "request", "order": "order", "claim": "claim"}
STATES = ("waiting", "kept", "fetched", "lapsed")


def _is(name: str, state: str) -> bp.Expression:
    return same(f"{name}.status", choice(state, STATES))


_DENIED = regex(r"\b(?:not|cannot|never|nobody|no\s?one|none)\b|n['’]t\b", re.I)


def read_reservation(unit: Unit, draft: Draft) -> None:
    """ "I want to reserve a boat that is out." """
    transfer = transfer_of(draft)
    match = find(unit, "V(reserve|book|request|order|claim)=verb NP=thing ( that BE out|taken|gone|unavailable|away )?")
    if match is None or transfer is None or draft.find_entity(match["thing"].label) is not transfer.thing:
        return
    verb, thing, holder = match["verb"].head, transfer.thing, transfer.holder
    known = any(o.verb == verb and o.kind == "create" and o.guards for o in draft.operations.values())
    if known or _DENIED.search(unit.text):  # a further rule of it, and none that brings it about
        return
    entity = draft.entity(_NOUNS[verb], match["verb"].span)
    draft.add_field(entity, holder.label, holder.type)
    draft.add_field(entity, thing.label, thing.type, match["thing"].span)
    when = draft.add_field(entity, f"{participle_of(verb)} at", bp.DATETIME, match["verb"].span)
    kind = bp.Type(kind="choice", choices=STATES)
    draft.add_field(entity, "status", kind, required=False, default=choice("waiting", STATES))
    draft.add_field(entity, "kept until", bp.DATE, required=False)
    operation = draft.operation(verb, thing, "create", span=unit.span)
    operation.actors.append(f"actor.{holder.name}")
    for each in (holder, thing):
        operation.inputs[each.name] = bp.Parameter(name=each.name, type=each.type)
    live = both(
        same(f"{entity.name}.{thing.name}", thing.name), either(_is(entity.name, "waiting"), _is(entity.name, "kept"))
    )
    mine = over("exists", entity.name, both(live, same(f"{entity.name}.{holder.name}", holder.name)))
    wanted = either(bp.path(thing.name, "out"), over("exists", entity.name, live))
    operation.guards += [
        draft.guard(f"{operation.name}.out", wanted, f"The {thing.label} is not out.", match.span, thing.name),
        draft.guard(
            f"{operation.name}.again",
            no(mine),
            f"The {holder.label} has {participle_of(verb)} it already.",
            None,
            holder.name,
        ),
    ]
    values = (
        (holder.name, bp.Name(name=holder.name)),
        (thing.name, bp.Name(name=thing.name)),
        (when, bp.Name(name="now")),
    )
    operation.steps.append(bp.Create(entity=entity.id, values=values, name=entity.name))
    operation.result, operation.entity = bp.Name(name=entity.name), entity
    draft.remember(Queue(entity, either(_is(entity.name, "waiting"), _is(entity.name, "kept")), when))
    draft.made_by_rule.add(entity.name)
    draft.claim(unit.span, "reservation", [operation.id, entity.id])


def read_turn(unit: Unit, draft: Draft) -> None:
    """ "When it returns, whoever asked first has the three following open days to fetch it, then the next." """
    match = find(
        unit,
        "whoever V first|Q V(have|get) ... Q.Duration=window ... to V=verb ... then the next",
        "whoever V Q V(have|get) ... Q.Duration=window",
    )
    queue, transfer = draft.recall(Queue), transfer_of(draft)
    window = match.literal("window") if match else None
    if match is None or queue is None or transfer is None or not isinstance(window, Duration):
        return
    entity, order = queue.entity, queue.order
    unit_of = unit_of_time(window)
    calendar = next(iter(draft.calendars), None) if unit_of == "open_days" else None
    days = int(window.value)
    elements = [
        _keep(draft, entity, transfer, order, (days, unit_of, calendar), unit),
        _pass_on(draft, entity, transfer, order, (days, unit_of, calendar), unit),
        _fetched(draft, entity, transfer, unit),
        _kept_for_others(draft, entity, transfer, unit),
    ]
    entity.lifecycle = bp.Lifecycle(
        field="status", initial="waiting",
        transitions=(("waiting", "kept", elements[0]), ("waiting", "kept", elements[1]), ("kept", "lapsed", elements[1]), ("kept", "fetched", elements[2])),
    )  # fmt: skip
    draft.claim(unit.span, "waiting_list", elements)


Window = tuple[int, bp.Unit, str | None]


def _next_in_line(entity: EntityDraft, thing: str, path: str, order: str) -> bp.Expression:
    where = both(same(f"{entity.name}.{thing}", path), _is(entity.name, "waiting"))
    return over("first", entity.name, where, order=(f"{entity.name}.{order}",))


def _keep(draft: Draft, entity: EntityDraft, transfer: Transfer, order: str, window: Window, unit: Unit) -> str:
    """What comes back is kept for whoever asked first."""
    line = _next_in_line(entity, transfer.thing.name, f"it.{transfer.thing.name}", order)
    until = shift("today", *window)
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.keep_{transfer.thing.name}"), spans=(unit.span,), summary=f"Keep the {transfer.thing.label} for whoever asked first.",
        trigger=bp.Trigger(on="done", operation=f"operation.return_{transfer.thing.name}"),
        when=present(line),
        steps=(bp.Let(name="next_in_line", value=line), update("next_in_line", status=choice("kept", STATES), kept_until=until)),
    )  # fmt: skip
    draft.reactions.append(reaction)
    return reaction.id


def _pass_on(draft: Draft, entity: EntityDraft, transfer: Transfer, order: str, window: Window, unit: Unit) -> str:
    """What was not fetched is kept for the next."""
    line = _next_in_line(entity, transfer.thing.name, f"it.{transfer.thing.name}", order)
    until = shift("it.kept_until", *window)
    keep = update("next_in_line", status=choice("kept", STATES), kept_until=until)
    timer = bp.Timer(
        id=draft.unique(f"timer.{entity.name}_lapses"), spans=(unit.span,), summary=f"When the {transfer.thing.label} is not fetched, keep it for the next.",
        entity=entity.id, at=end_of("it.kept_until"), when=_is("it", "kept"),
        steps=(
            update("it", status=choice("lapsed", STATES)),
            bp.Let(name="next_in_line", value=line),
            bp.When(test=present("next_in_line"), then=(keep,)),
        ),
    )  # fmt: skip
    draft.timers.append(timer)
    return timer.id


def _fetched(draft: Draft, entity: EntityDraft, transfer: Transfer, unit: Unit) -> str:
    thing, holder = transfer.thing.name, transfer.holder.name
    mine = both(
        same(f"{entity.name}.{thing}", f"it.{thing}"),
        same(f"{entity.name}.{holder}", f"it.{holder}"),
        _is(entity.name, "kept"),
    )
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{thing}_fetched"), spans=(unit.span,), summary=f"The {transfer.thing.label} that was kept is fetched.",
        trigger=bp.Trigger(on="created", entity=transfer.record.id), when=over("exists", entity.name, mine),
        steps=(bp.Each(name=entity.name, rows=over("rows", entity.name, mine), steps=(update(entity.name, status=choice("fetched", STATES)),)),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    return reaction.id


def _kept_for_others(draft: Draft, entity: EntityDraft, transfer: Transfer, unit: Unit) -> str:
    """Nobody else gets what is kept."""
    thing, holder = transfer.thing.name, transfer.holder.name
    others = both(
        same(f"{entity.name}.{thing}", thing),
        _is(entity.name, "kept"),
        compare(f"{entity.name}.{holder}", "!=", holder),
    )
    guard = draft.guard(
        f"{transfer.operation.name}.kept",
        no(over("exists", entity.name, others)),
        f"The {transfer.thing.label} is kept for somebody else.",
        unit.span,
        thing,
    )
    transfer.operation.guards.append(guard)
    first = over("first", entity.name, both(same(f"{entity.name}.{thing}", "it"), _is(entity.name, "kept")))
    transfer.thing.derivations["kept_for"] = bp.Derivation(
        id=f"derivation.{thing}.kept_for", spans=(unit.span,), name="kept_for", label="kept for", type=transfer.holder.type,
        value=bp.Get(of=first, field=holder), summary=f"the {transfer.holder.label} for whom it is kept",
    )  # fmt: skip
    return guard.id
