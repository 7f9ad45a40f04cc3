"""Frame for what takes up a place: "When a parent books a course, the system shall take one place of it", "Each booking takes one seat"."""

from __future__ import annotations

from autogenesis.language._draft import EntityDraft, OperationDraft
from autogenesis.language._literals import Bound, Measure, Number
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning._booking import Booking, bookings
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import denial
from autogenesis.language.meaning._deeds import deed_of
from autogenesis.language.meaning._filled import PLACES, filled
from autogenesis.language.meaning._naming import SYSTEM, known_thing, take_name
from autogenesis.language.meaning._placing import guarded
from autogenesis.language.meaning._scope import Scope

_TAKING = frozenset({"take", "use", "occupy", "need", "count", "fill", "deduct", "reserve", "subtract"})


def takes_place(clause: Clause, scope: Scope) -> Claimed | None:
    """One row of a booking fills one place of what is booked: no more are made than there are places."""
    np = clause.object
    if clause.verb not in _TAKING or np is None or clause.negated or clause.voice != "active" or not _one_place(np):
        return None
    found = _booked(clause, scope)
    if found is None:
        return None
    booking, operation = found
    full = [
        said
        for name, entity in booking.things
        if (said := filled(booking.row(name, entity), "full", scope.bound(booking.row(name, entity)))) is not None
    ]
    if len(full) != 1:
        return None
    for phrase in clause.phrases:
        things = [known_thing(scope.draft, item) for item in phrase.items]
        if not things or any(thing not in [entity for _, entity in booking.things] for thing in things):
            return None
        scope.take(phrase.span)
    scope.take(clause, np, *(each.span for each in clause.conditions))
    if clause.subject is not None:
        take_name(clause.subject, scope)
    requires = denial(full[0])
    known = next((g for g in operation.guards if g.id.endswith(".room")), None)
    guard = known.id if known is not None else guarded(operation, booking.entity, requires, "room", clause, scope.draft)
    return Claimed("takes_place", (operation.id, guard))


def _one_place(np: NP) -> bool:
    value = np.quantity.value if isinstance(np.quantity, Bound) else np.quantity
    one = (
        value is None
        and np.determiner in {"a", "an", "one"}
        or isinstance(value, Number | Measure)
        and value.value == 1
    )
    return np.head in {each.removesuffix("s") for each in PLACES} and one


def _booked(clause: Clause, scope: Scope) -> tuple[Booking, OperationDraft] | None:
    """The booking that the condition tells, or that is the subject."""
    known = list(bookings(scope.draft))
    condition = clause.conditions[0] if len(clause.conditions) == 1 and len(clause.conditions[0].clauses) == 1 else None
    entity: EntityDraft | None = None
    if clause.subject is not None and clause.subject.name in SYSTEM and condition is not None:
        deed = deed_of(condition.clauses[0], scope)
        if deed is None:
            return None
        entity = deed.entity
        for phrase in condition.clauses[0].phrases:
            scope.take(phrase.span)
    elif clause.subject is not None and not clause.conditions:
        entity = known_thing(scope.draft, clause.subject)
    found = [b for b in known if b.entity is entity]
    return (found[0], found[0].operation) if len(found) == 1 else None


TAKING_PLACES: tuple[Frame, ...] = (takes_place,)
"""The frame of what takes up places."""
