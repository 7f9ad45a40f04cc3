"""Owns what a booking is: the deed that makes it, whose it is, what it is of and for when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft
from autogenesis.language.meaning._measuring import begins
from autogenesis.language.meaning._naming import stands_for_people
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._scope import Row, Scope, Value

BOOKING = frozenset({"reserve", "book", "hire", "rent", "borrow", "sign up", "enrol", "enroll", "lease", "check out"})


@dataclass(frozen=True, slots=True)
class Booking:
    """A row that somebody makes of a thing, seen as ``it``; `person` and `things` are fields that refer to rows."""

    operation: OperationDraft
    entity: EntityDraft
    person: str | None
    things: tuple[tuple[str, EntityDraft], ...]

    def row(self, field: str, entity: EntityDraft) -> Row:
        """The row that a field refers to."""
        return Row(entity, bp.Get(of=IT, field=field))

    def of(self, thing: EntityDraft) -> Row | None:
        """The row of that entity which is booked."""
        return next((self.row(name, entity) for name, entity in self.things if entity is thing), None)


def bookings(draft: Draft) -> Iterator[Booking]:
    """Everything that is booked, reserved, rented by somebody."""
    for operation in list(draft.operations.values()):
        entity = operation.entity
        if operation.kind != "create" or entity is None or operation.verb not in BOOKING:
            continue
        person, things = None, []
        for f in entity.fields.values():
            other = next(
                (e for e in draft.entities.values() if f.type.kind == "reference" and e.id == f.type.entity), None
            )
            if f.name in entity.later or (other is None and f.type.kind != "person"):
                continue
            if other is None or stands_for_people(other, draft):
                known = person is not None and entity.fields[person].type.kind == "reference"
                person = person if known or (person is not None and other is None) else f.name
            else:
                things.append((f.name, other))
        yield Booking(operation, entity, person, tuple(things))


def person_of(booking: Booking, draft: Draft) -> Row | None:
    """The row of whoever it is for; where only a person is known by name, a row is kept of them from now on."""
    if booking.person is None:
        return None
    f = booking.entity.fields[booking.person]
    entity = next((e for e in draft.entities.values() if e.id == f.type.entity), None)
    actor = draft.actors.get(f.type.actor or "")
    if entity is None and actor is not None:
        entity = draft.entity(actor.name, actor.spans[0] if actor.spans else None)
        draft.actor(actor.name, row=entity)
        booking.entity.fields[f.name] = f.model_copy(update={"type": entity.type})
        booking.operation.inputs.pop(f.name, None)
    return booking.row(booking.person, entity) if entity is not None else None


def day_of(booking: Booking, scope: Scope) -> Value | None:
    """The day it is for, or that of what is booked."""
    start = begins(Row(booking.entity, IT), scope)
    if start is None:
        days = [day for name, thing in booking.things if (day := begins(booking.row(name, thing), scope)) is not None]
        start = days[0] if len(days) == 1 else None
    if start is None:
        return None
    return start if start.type.kind == "date" else Value(bp.Part(of=start.expression, part="date"), bp.DATE)
