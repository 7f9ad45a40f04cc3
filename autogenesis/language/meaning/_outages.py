"""Reads that things are withdrawn for a time, or a part of a day called off, and what becomes of the bookings meanwhile."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import absent, both, compare, no, over, same, say
from autogenesis.language._text import Span
from autogenesis.language._typing import currency_of
from autogenesis.language.meaning._booking import Booking, bookings
from autogenesis.language.meaning._day_slots import DaySlots
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._measuring import begins
from autogenesis.language.meaning._placing import at_row, before_creation
from autogenesis.language.meaning._scope import Row, Scope

_WHEN = (
    r"(?:from\s+(?:one|an?|some)\s+(?:date|day)\s+(?:to|until|till)\s+(?:another|an?\s+(?:date|day)|the other)(?:\s+one)?|for\s+(?:an?|some|any)\s+(?:time|period|days|dates)"
    r"|between\s+two\s+(?:dates|days)|with\s+a\s+(?:first|start)\s+and\s+(?:a|an)\s+(?:last|end)\s+(?:date|day))"
)
_WITHDRAW = re.compile(
    rf"\b(?:(?P<verb>take|put|withdraw|pull)s?\s+(?:an?|any)\s+(?P<thing>[a-z]+(?: [a-z]+)?)\s+out\s+of\s+(?P<of>service|use|operation|action|circulation|order)"
    rf"|(?P<verb2>close|block|lock|shut|withdraw)s?\s+(?:an?|any)\s+(?P<thing2>[a-z]+(?: [a-z]+)?))\s+{_WHEN}\s*\.?$", re.I)  # fmt: skip
_CALL = re.compile(
    r"\b(?P<verb>call off|cancel|drop|close)s?\s+(?:an?|any)\s+(?P<part>[a-z]+)(?:\s+for\s+(?:everybody|everyone|all|the day))(?P<rest>\s+(?:when|if)\b.*)?\.?$", re.I
)  # fmt: skip
_MEANWHILE = re.compile(
    r"^(?:all\s+|the\s+)?(?P<what>[a-z]+)\s+(?:in|during|for|within|falling into)\s+(?:that|this|the same|such a)\s+(?:time|period|span|days)\s+(?:are|is)\s+(?:then\s+)?cancelled"
    r"(?P<free>\s+(?:without (?:a )?charge|free of charge|at no (?:cost|charge)))?(?P<told>(?:,?\s+and|,|;)\s+(?:their|the)\s+[a-z]+(?: of them)?\s+(?:are|is|get)\s+(?:told|informed|notified|a message)(?:\s+so)?)?\.?$", re.I)  # fmt: skip
_NOBODY_PAYS = re.compile(
    r"^(?:then\s+)?(?:nobody|no one|no-one)\s+(?:then\s+)?(?:pays|is charged|has to pay)(?:\s+(?:then|for it|in that case))?\.?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Outage:
    """The rows that say from when until when which thing is withdrawn, and the operation that makes them."""

    entity: str
    operation: str
    thing: str


@dataclass(frozen=True, slots=True)
class CalledOff:
    """The rows that say which part of which day is called off, and the operation that makes them."""

    entity: str
    operation: str
    part: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """When what was booked cannot be had, seen from a booking as ``it``."""

    terms: tuple[bp.Expression, ...]


def withdrawals(draft: Draft) -> None:
    """Before deeds are read: withdrawing a thing for a time, or calling a part of a day off, is a record of its own."""
    for unit in draft.units:
        if draft.claimed(unit.span) or f"outages@{unit.id}" in draft.barred:
            continue
        text = " ".join(unit.text.split())
        match, call = _WITHDRAW.search(text), _CALL.search(text)
        if (
            match is not None
            and draft.recall(Outage) is None
            and re.search(r"\b(?:can|may|want|need|must|shall|able)\b", text)
        ):
            _withdrawal(match, unit, draft)
        elif call is not None and draft.recall(CalledOff) is None and len(text) == len(unit.text):
            _call(call, unit, draft)


def _withdrawal(match: re.Match[str], unit: Unit, draft: Draft) -> None:
    thing = draft.find_entity((match["thing"] or match["thing2"]).lower())
    if thing is None:
        return
    verb = (match["verb"] or match["verb2"]).lower()
    phrase = f"{verb} {thing.label} out of {match['of'].lower()}" if match["of"] else f"{verb} {thing.label}"
    entity = draft.entity(f"{thing.label} outage", unit.span)
    draft.add_field(entity, thing.label, thing.type)
    for label in ("from date", "until date"):
        entity.given.add(draft.add_field(entity, label, bp.DATE, unit.span))
    order = compare("it.from_date", "<=", "it.until_date")
    entity.invariants.append(bp.Guard(id=draft.unique(f"invariant.{entity.name}.order"), requires=order, reason="The last day is before the first.", field="until_date"))  # fmt: skip
    operation = draft.operation(phrase, None, "create", f"{phrase.capitalize()} from one date to another.", unit.span)
    operation.entity, operation.verb = entity, verb
    _whose(operation.actors, operation.roles, unit, draft)
    draft.remember(Outage(entity.name, operation.name, thing.name))
    draft.claim(unit.span, "outages", [entity.id, operation.id])


def _call(match: re.Match[str], unit: Unit, draft: Draft) -> None:
    known = draft.recall(DaySlots)
    part = draft.find_entity(match["part"].lower())
    if known is None or part is None or part.name != known.entity:
        return
    entity = draft.entity(f"{part.label} called off", unit.span)
    draft.add_field(entity, part.label, part.type)
    entity.given.add(draft.add_field(entity, "date", bp.DATE, unit.span))
    operation = draft.operation(f"{match['verb'].lower()} {part.label}", None, "create", f"Call off the {part.label} of a day for everybody.", unit.span)  # fmt: skip
    operation.entity, operation.verb = entity, match["verb"].lower()
    _whose(operation.actors, operation.roles, unit, draft)
    draft.remember(CalledOff(entity.name, operation.name, part.name))
    end = unit.span[0] + (match.start("rest") if match["rest"] else len(unit.text))
    draft.claim((unit.span[0], end), "outages", [entity.id, operation.id])
    if match["rest"]:
        note = "When it may be done is left to whoever does it: the text gives no measure."
        draft.claim((end, unit.span[1]), "outages", status="unclear", note=note)


def _whose(actors: list[str], roles: list[str], unit: Unit, draft: Draft) -> None:
    """ "As the warden": the holder of an office, and nobody else."""
    who = unit.story_actor
    if who is None:
        return
    actor = draft.actor(who.label, who.span)
    actors.append(actor)
    said = f"{unit.block.under} {unit.text}".lower()
    if f"as the {who.label}" in said:
        roles.append(actor)
        draft.assume(f"Nobody but the {who.label} does that.", unit.span)


def settle_outages(draft: Draft) -> None:
    """Once bookings are known: none is made for what is withdrawn, and those there are are cancelled where that is said."""
    outage, called = draft.recall(Outage), draft.recall(CalledOff)
    for booking in list(bookings(draft)):
        day = begins(Row(booking.entity, bp.Name(name="it")), Scope(draft, draft.units[0]))
        if day is None:
            continue
        date = day.expression if day.type.kind == "date" else bp.Part(of=day.expression, part="date")
        if outage is not None:
            _closed(booking, outage, date, draft)
        if called is not None:
            _off(booking, called, date, draft)


def _closed(booking: Booking, outage: Outage, date: bp.Expression, draft: Draft) -> None:
    name = next((n for n, e in booking.things if e.name == outage.thing), None)
    if name is None or outage.operation not in draft.operations:
        return
    entity, thing = draft.entities[outage.entity], draft.entities[outage.thing]
    it = "it"
    inside = both(
        same(f"{entity.name}.{thing.name}", f"{it}.{name}"),
        compare(f"{entity.name}.from_date", "<=", date),
        compare(f"{entity.name}.until_date", ">=", date),
    )
    _refused(
        booking,
        over("exists", entity.name, inside),
        f"The {thing.label} is out of service then.",
        entity.spans[0],
        draft,
    )
    said = _meanwhile(booking.entity, draft)
    if said is None:
        return
    unit, match = said
    held = swapped_row(
        both(
            same(f"{it}.{name}", f"new_{entity.name}.{thing.name}"),
            compare(date, ">=", f"new_{entity.name}.from_date"),
            compare(date, "<=", f"new_{entity.name}.until_date"),
        ),
        booking.entity,
    )
    steps = _cancelled(booking, free=bool(match["free"]), told=bool(match["told"]), unit=unit, draft=draft)
    elements = _also(outage.operation, entity, held, booking, steps, draft)
    draft.claim(unit.span, "outages", elements)


def _off(booking: Booking, called: CalledOff, date: bp.Expression, draft: Draft) -> None:
    name = next((n for n, e in booking.things if e.name == called.part), None)
    if name is None or called.operation not in draft.operations:
        return
    entity = draft.entities[called.entity]
    inside = both(same(f"{entity.name}.{called.part}", f"it.{name}"), same(f"{entity.name}.date", date))
    _refused(booking, over("exists", entity.name, inside), f"The {called.part} is called off.", entity.spans[0], draft)
    held = swapped_row(
        both(same(f"it.{name}", f"new_{entity.name}.{called.part}"), same(date, f"new_{entity.name}.date")),
        booking.entity,
    )
    nobody = next(
        (u for u in draft.units if not draft.claimed(u.span) and _NOBODY_PAYS.match(" ".join(u.text.split()))), None
    )
    unit = nobody or next(u for u in draft.units if u.span[0] <= entity.spans[0][0] < u.span[1])
    steps = _cancelled(booking, free=nobody is not None, told=True, unit=unit, draft=draft)
    elements = _also(called.operation, entity, held, booking, steps, draft)
    draft.assume(f"Whoever has booked a {called.part} that is called off is told.", entity.spans[0])
    if nobody is not None:
        draft.claim(nobody.span, "outages", elements)


def swapped_row(expression: bp.Expression, entity: EntityDraft) -> bp.Expression:
    """About each of the bookings, in place of ``it``."""
    return at_row(expression, bp.Name(name=entity.name))


def _refused(booking: Booking, there: bp.Expression, reason: str, span: Span, draft: Draft) -> None:
    operation = booking.operation
    known = draft.recall(Unavailable)
    draft.remember(Unavailable((*(known.terms if known is not None else ()), there)))
    operation.guards.append(draft.guard(f"{operation.name}.out", before_creation(no(there)), reason, span))


def _meanwhile(entity: EntityDraft, draft: Draft) -> tuple[Unit, re.Match[str]] | None:
    for unit in draft.units:
        match = _MEANWHILE.match(" ".join(unit.text.split()))
        if (
            match is not None
            and not draft.claimed(unit.span)
            and match["what"].lower() in {entity.plural, entity.label}
        ):
            return unit, match
    return None


def _cancelled(booking: Booking, *, free: bool, told: bool, unit: Unit, draft: Draft) -> tuple[bp.Statement, ...]:
    """The booking is cancelled, for nothing where that is said, and whoever has it is told."""
    entity = booking.entity
    fact = fact_of(draft, entity, "cancel")
    if fact is None:
        return ()
    row = bp.Name(name=entity.name)
    values = list(fact.values())
    if free or "charge" in entity.fields:
        kind = bp.Type(kind="money", currency=currency_of(draft))
        name = draft.add_field(entity, "charge", kind, unit.span, required=False)
        entity.later.add(name)
        values.append((name, bp.Literally(type=entity.fields[name].type, value="0")))
    steps: list[bp.Statement] = [bp.Update(row=row, values=tuple(values))]
    if told and booking.person is not None:
        to = bp.Recipient(person=bp.path(entity.name, booking.person))
        text = say(f"{article(entity.label).capitalize()} was cancelled: {' '.join(unit.text.split())}")
        steps.append(bp.Notify(to=to, type="notice", subject=row, text=text))
    return tuple(steps)


def _also(
    operation: str,
    made: EntityDraft,
    where: bp.Expression,
    booking: Booking,
    steps: tuple[bp.Statement, ...],
    draft: Draft,
) -> list[str]:
    """What the operation brings about: a reaction to the row that it makes."""
    fact = fact_of(draft, booking.entity, "cancel")
    live = [absent(f"{booking.entity.name}.{n}") for n in ("cancelled_at", "no_show_at") if n in booking.entity.fields]
    held = both(where, *live)
    rows = over("rows", booking.entity.name, held)
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.{snake(operation)}"), spans=(made.spans[0],),
        summary=f"What {booking.entity.plural} there are then is cancelled.",
        trigger=bp.Trigger(on="created", entity=made.id),
        steps=(bp.Let(name=f"new_{made.name}", value=bp.Name(name="it")), bp.Each(name=booking.entity.name, rows=rows, steps=steps)),
    )  # fmt: skip
    draft.reactions.append(reaction)
    return [reaction.id, *([fact.operation.id] if fact is not None and fact.operation is not None else [])]
