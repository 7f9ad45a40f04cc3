"""Reads waiting lines: who joins one, and that what becomes free is offered to the first, for a time, and then to the next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, snake
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import absent, both, compare, no, over, present, same, say
from autogenesis.language.meaning._booking import Booking, bookings, person_of
from autogenesis.language.meaning._comparisons import TIMES
from autogenesis.language.meaning._day_slots import DaySlots
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._filled import room_of
from autogenesis.language.meaning._offers import Offering, offering
from autogenesis.language.meaning._placing import before_creation
from autogenesis.language.meaning._room import taken
from autogenesis.language.meaning._scope import Row
from autogenesis.language.meaning._swapping import swapped

_LIST = r"(?P<list>queue|waiting list|wait-?list|list|line)"
_JOIN = regex(
    rf"\b(?:joins?|go(?:es)? on(?:to)?|gets? on(?:to)?|(?:be|is|are) put on(?:to)?|put (?:my|their|his|her|your)(?:self|selves| name| names) (?:down )?on(?:to)?|enter|sign up (?:for|on)|queue (?:up )?in)\s+"
    rf"(?:a|the|our|its)\s+{_LIST}(?:\s+for\s+(?P<what>[^.;]+?))?\s*\.?$", re.I)  # fmt: skip
_SORT = regex(r"(?:type|kind|sort|class) of (?:an? |the )?([a-z-]+)$", re.I)


@dataclass(frozen=True, slots=True)
class _Line:
    """A waiting line for bookings: what an entry and a booking must share for one to be offered to the other."""

    entry: EntityDraft
    booking: Booking
    person: str
    shared: tuple[str, ...]
    kind: tuple[str, str] | None
    """The field of a booking that refers to the thing, and the choice field of the thing that an entry is for."""
    thing: str
    """The field for the thing that is offered."""


def read_queueing(draft: Draft) -> None:
    """The line, how one joins it, and whose turn it is when a booking is cancelled."""
    free = [u for u in draft.units if not draft.claimed(u.span) and f"queueing@{u.id}" not in draft.barred]
    joins = [(u, m) for u in free if (m := _JOIN.search(" ".join(u.text.split()))) is not None]
    turn = offering(free, draft)
    if turn is None or len(joins) > 1:
        return
    unit = turn.said[0]
    join = joins[0] if joins else None
    booked = [_waited_for(b, turn.who, draft) for b in bookings(draft) if b.things]
    if len(booked) != 1:
        return
    before = draft.mark()
    label = (join[1]["list"] if join is not None else "waiting list").lower()
    line = _line(booked[0], label, (join[1]["what"] or "") if join is not None else "", unit, draft)
    if line is None:
        draft.back_to(before)
        return
    joining = _joining(line, label, (join[0] if join is not None else unit), draft)
    elements = _turns(line, turn, unit, draft)
    for said in turn.said:
        draft.claim(said.span, "queueing", [line.entry.id, *elements])
    if join is not None:
        draft.claim(join[0].span, "queueing", [line.entry.id, joining.id])


def _waited_for(booking: Booking, who: str, draft: Draft) -> Booking:
    """The booking as one of those who wait: "the first child on the waiting list", where a parent books."""
    waiting = draft.find_entity(who) if who else None
    named = booking.entity.reference_to(waiting) if waiting is not None else None
    if named is None or named == booking.person or waiting is None:
        return booking
    return replace(booking, person=named, things=tuple(each for each in booking.things if each[0] != named))


def _line(booking: Booking, label: str, what: str, unit: Unit, draft: Draft) -> _Line | None:
    """An entry has what was said it is for: the thing or its kind, the part of the day, the day."""
    person = person_of(booking, draft)
    if person is None or booking.person is None or not booking.things:
        return None
    known = draft.recall(DaySlots)
    slots = [n for n, e in booking.things if known is not None and e.name == known.entity]
    things = [(n, e) for n, e in booking.things if n not in slots]
    days = [
        f.name
        for f in booking.entity.fields.values()
        if f.type.kind in {"date", "datetime"} and f.name not in booking.entity.later
    ]
    if len(things) != 1:
        return None
    thing, entity = things[0]
    kind: tuple[str, str] | None = None
    shared = [*slots, *days]
    parts = [p.strip() for p in re.split(r",\s*|\s+and\s+", what) if p.strip()]
    for part in parts:
        noun = re.sub(r"^(?:an?|the|that|this|some)\s+(?:[a-z]+ed\s+)?", "", part.lower())
        sort = _SORT.search(noun)
        if sort is not None and draft.find_entity(sort[1]) is entity and entity.kinds:
            kind = thing, next(iter(entity.kinds.values()))[0]
        elif noun not in {entity.label, *(n.replace("_", " ") for n in shared), "it", "date", "time", "day"}:
            return None
    if kind is None:
        shared.append(thing)
    for said in {label, label.rsplit(maxsplit=1)[-1]}:
        bare = draft.entities.get(snake(said))
        joins = snake(f"join {said}")
        needed = bare is not None and any(o.entity is bare and o.name != joins for o in draft.operations.values())
        if bare is not None and not needed and not set(bare.fields) - {"joined_at"}:
            draft.entities.pop(bare.name)
    entry = draft.entity(f"{label} entry", unit.span)
    draft.add_field(entry, booking.entity.fields[booking.person].label, person.entity.type)
    for name in shared:
        f = booking.entity.fields[name]
        draft.add_field(entry, f.label, f.type)
    if kind is not None:
        f = entity.fields[kind[1]]
        draft.add_field(entry, f.label, f.type)
        offered = draft.add_field(entry, entity.label, entity.type, required=False)
        entry.later.add(offered)
    else:
        offered = thing
    for word in ("joined", "offered", "taken", "lapsed"):
        name = draft.add_field(entry, f"{word} at", bp.DATETIME, required=word == "joined")
        entry.later.add(name)
    return _Line(entry, booking, booking.person, tuple(shared), kind, offered)


def _joining(line: _Line, label: str, unit: Unit, draft: Draft) -> OperationDraft:
    for said in {label, label.rsplit(maxsplit=1)[-1]}:
        stale = draft.operations.get(snake(f"join {said}"))
        if stale is not None and stale.entity is not line.entry and stale.entity not in draft.entities.values():
            draft.operations.pop(stale.name)
    operation = draft.operation(f"join {label}", None, "create", f"Join the {label}.", unit.span)
    operation.entity, operation.verb = line.entry, "join"
    operation.values["joined_at"] = bp.Name(name="now")
    again = both(*(same(f"other.{n}", n) for n in _given(line)), _waiting("other"))
    guard = draft.guard(f"{operation.name}.again", no(over("exists", line.entry.name, again, name="other")), f"They wait in the {label} already.", unit.span)  # fmt: skip
    operation.guards.append(guard)
    return operation


def _given(line: _Line) -> list[str]:
    return [line.person, *line.shared, *([line.kind[1]] if line.kind is not None else [])]


def _waiting(row: str) -> bp.Expression:
    return both(absent(f"{row}.offered_at"), absent(f"{row}.taken_at"), absent(f"{row}.lapsed_at"))


def _offered(row: str) -> bp.Expression:
    return both(present(f"{row}.offered_at"), absent(f"{row}.taken_at"), absent(f"{row}.lapsed_at"))


def _matches(line: _Line, entry: str, of: str) -> list[bp.Expression]:
    """That an entry is for what a booking, or another entry, was of."""
    terms: list[bp.Expression] = [same(f"{entry}.{name}", f"{of}.{name}") for name in line.shared]
    if line.kind is not None:
        thing, kind = line.kind
        terms.append(same(f"{entry}.{kind}", f"{of}.{thing}.{kind}"))
    return terms


def _turns(line: _Line, turn: Offering, unit: Unit, draft: Draft) -> list[str]:
    until = bp.Shift(moment=bp.path("it", "offered_at"), amount=bp.whole(turn.amount), unit=turn.unit)
    cancelled = fact_of(draft, line.booking.entity, "cancel")
    made = [_take(line, turn.act, until, unit, draft), _kept_free(line, unit, draft)]
    if cancelled is not None:
        first = over(
            "first",
            line.entry.name,
            both(*_matches(line, line.entry.name, "it"), _waiting(line.entry.name)),
            order=(f"{line.entry.name}.joined_at",),
        )
        ahead = [compare("it.start", ">", "now")] if "start" in line.booking.entity.derivations else []
        when = both(cancelled.holds(bp.Name(name="it")), *ahead, present(first))
        reaction = bp.Reaction(
            id=draft.unique(f"reaction.offer_{line.booking.entity.name}"), spans=(unit.span,), summary=f"What becomes free is offered to the first in the {line.entry.label.removesuffix(' entry')}.",
            trigger=cancelled.trigger(), when=when,
            steps=(bp.Let(name="first_in_line", value=first), *_offer(line, "first_in_line", bp.path("it", _thing(line)), unit)),
        )  # fmt: skip
        draft.reactions.append(reaction)
        made.append(reaction.id)
    following = over(
        "first",
        line.entry.name,
        both(*_matches(line, line.entry.name, "it"), _waiting(line.entry.name)),
        order=(f"{line.entry.name}.joined_at",),
    )
    timer = bp.Timer(
        id=draft.unique(f"timer.{line.entry.name}_lapses"), spans=(unit.span,), summary="Who lets the time pass loses the turn to the next.",
        entity=line.entry.id, at=until, when=_offered("it"),
        steps=(
            bp.Update(row=bp.Name(name="it"), values=(("lapsed_at", bp.Name(name="now")),)),
            bp.Let(name="next_in_line", value=following),
            bp.When(test=present("next_in_line"), then=_offer(line, "next_in_line", bp.path("it", line.thing), unit)),
        ),
    )  # fmt: skip
    draft.timers.append(timer)
    return [*made, timer.id]


def _thing(line: _Line) -> str:
    return line.kind[0] if line.kind is not None else line.thing


def _offer(line: _Line, row: str, thing: bp.Expression, unit: Unit) -> tuple[bp.Statement, ...]:
    """It is offered to them, and they are told."""
    values: list[tuple[str, bp.Expression]] = [("offered_at", bp.Name(name="now"))]
    if line.kind is not None:
        values.append((line.thing, thing))
    note = bp.Notify(
        to=bp.Recipient(person=bp.path(row, line.person)), type="notice", subject=bp.Name(name=row),
        text=say(f"{' '.join(unit.text.split())}"),
    )  # fmt: skip
    return bp.Update(row=bp.Name(name=row), values=tuple(values)), note


def _take(line: _Line, act: str, until: bp.Expression, unit: Unit, draft: Draft) -> str:
    """Whose turn it is makes the booking, under the same rules as any other."""
    entry = line.entry.name
    operation = draft.operation(f"{act} offer", None, "command", f"{act.capitalize()} what was offered from the {line.entry.label.removesuffix(' entry')}.", unit.span)  # fmt: skip
    operation.verb = f"{act} offer"
    operation.inputs[entry] = bp.Parameter(name=entry, type=line.entry.type)
    row = bp.Name(name=entry)
    timely = swapped(compare("now", "<=", until), lambda node: row if node == bp.Name(name="it") else None)
    reason = "It is not their turn, or their time is over."
    operation.guards.append(
        draft.guard(
            f"{operation.name}.turn",
            both(_offered(entry), present(bp.Get(of=row, field=line.thing)), timely),
            reason,
            unit.span,
            entry,
        )
    )
    values = {name: bp.Get(of=row, field=name) for name in (line.person, *line.shared)}
    values[_thing(line)] = bp.Get(of=row, field=line.thing)
    source = line.booking.operation

    draft.remember(TakingOver(operation.name, source.name, tuple(values.items())))
    operation.steps += [
        bp.Create(entity=line.booking.entity.id, values=tuple(values.items()), name=f"new_{line.booking.entity.name}"),
        bp.Update(row=row, values=(("taken_at", bp.Name(name="now")),)),
    ]
    operation.result = bp.Name(name=f"new_{line.booking.entity.name}")
    return operation.id


@dataclass(frozen=True, slots=True)
class TakingOver:
    """An operation that makes the same booking as another: what is given there is taken from the entry here."""

    operation: str
    source: str
    values: tuple[tuple[str, bp.Expression], ...]


def settle_queueing(draft: Draft) -> None:
    """Once all rules are known: taking an offer is refused where booking the same would be."""
    known = draft.recall(TakingOver)
    if known is None or known.operation not in draft.operations or known.source not in draft.operations:
        return
    values, operation, source = dict(known.values), draft.operations[known.operation], draft.operations[known.source]
    entry = next(iter(operation.inputs))
    _room_too(source, draft)

    entity = source.entity
    if entity is None:
        return
    bound = {
        part.name
        for g in source.guards
        for part in bp.parts_within(g.requires)
        if isinstance(part, bp.Aggregate | bp.Records)
    }

    def given(node: bp.Expression) -> bp.Expression | None:
        if not isinstance(node, bp.Name) or node.name in bound:
            return None
        if node.name in entity.derivations:
            return swapped(before_creation(entity.derivations[node.name].value), given)
        return values.get(node.name)

    waiting = next((e for e in draft.entities.values() if e.name == entry), None)
    for f in entity.fields.values():
        kept = waiting.fields.get(f.name) if waiting is not None else None
        if kept is not None and f.name not in values and kept.type == f.type and kept.type.kind == "reference":
            values[f.name] = bp.path(entry, f.name)
    _given_too(operation, entity, values)
    for guard in source.guards:
        if ".kept_free" in guard.id:
            continue
        requires = swapped(guard.requires, given)
        operation.guards.append(
            draft.guard(
                f"{operation.name}.{guard.id.rpartition('.')[2]}",
                requires,
                guard.reason,
                guard.spans[0] if guard.spans else None,
                entry,
            )
        )


def _room_too(source: OperationDraft, draft: Draft) -> None:
    """What people wait for can be full: no more is booked than it has places, though no sentence says so."""
    entity = source.entity
    told = entity is None or any(".room" in guard.id for guard in (*source.guards, *entity.invariants))
    if entity is None or told or any(f.type.kind in TIMES and n not in entity.later for n, f in entity.fields.items()):
        return
    for thing in draft.entities.values():
        places, name = room_of(thing), entity.reference_to(thing)
        if places is None or name is None:
            continue
        many = taken(thing, entity, bp.Name(name=name), Row(entity, bp.Name(name="other")))
        room = compare(many, "<", bp.Get(of=bp.Name(name=name), field=places))
        said = f"The {thing.label} is full."
        source.guards.append(draft.guard(f"{source.name}.room", room, said, None, name))
        draft.assume(f"{article(thing.label).capitalize()} is full once its {thing.member(places).label} are taken.")


def _given_too(operation: OperationDraft, entity: EntityDraft, values: Mapping[str, bp.Expression]) -> None:
    """What else a booking may say is said when the offer is taken."""
    noted = {"entered_at", *entity.later}
    more = [f for f in entity.fields.values() if f.name not in values and f.name not in noted]
    for f in more:
        operation.inputs[f.name] = bp.Parameter(
            name=f.name, type=f.type, required=f.required and f.default is None, default=f.default, summary=f.label
        )
    step = next(step for step in operation.steps if isinstance(step, bp.Create))
    said = dict(step.values)
    kept = ((name, value) for name, value in values.items() if name not in said and name in entity.fields)
    given = (*step.values, *kept, *((f.name, bp.Name(name=f.name)) for f in more))
    operation.steps[operation.steps.index(step)] = step.model_copy(update={"values": given})


def _kept_free(line: _Line, unit: Unit, draft: Draft) -> str:
    """What is offered to somebody is not booked by anybody else meanwhile."""
    entry = line.entry.name
    terms: list[bp.Expression] = [same(f"{entry}.{name}", name) for name in line.shared if name != line.thing]
    terms += [
        same(f"{entry}.{line.thing}", _thing(line)),
        compare(f"{entry}.{line.person}", "!=", line.person),
        _offered(entry),
    ]
    operation = line.booking.operation
    guard = draft.guard(
        f"{operation.name}.kept_free", no(over("exists", entry, both(*terms))), "It is offered to somebody who waited for it.", unit.span, _thing(line)
    )  # fmt: skip
    operation.guards.append(guard)
    return guard.id
