"""Frame for how old those must be who are booked, on a day of what is booked: "Pupils must be at least 6 years old at the start of the course"."""

from __future__ import annotations

from decimal import Decimal

import blueprints as bp
from autogenesis.language._literals import Bound, Duration, Number
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import both, present
from autogenesis.language.meaning._booking import bookings
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import RELATIONS, TIMES, denial, part, time_unit
from autogenesis.language.meaning._measuring import measured
from autogenesis.language.meaning._members import take_words
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._older_than import day_of
from autogenesis.language.meaning._placing import IT, guarded
from autogenesis.language.meaning._scope import Row, Scope


def old_enough(clause: Clause, scope: Scope) -> Claimed | None:
    """The booking is refused for whoever is not so old on that day."""
    np, said = clause.subject, clause.object
    if np is None or said is None or clause.verb != "be" or len(clause.phrases) != 1 or clause.conditions:
        return None
    bound, phrase = said.quantity, clause.phrases[0]
    entity = known_thing(scope.draft, np)
    when = phrase.item
    if not isinstance(bound, Bound) or phrase.prep not in {"on", "at", "by"} or when is None or entity is None:
        return None
    limit = bound.value
    if not isinstance(limit, Duration | Number) or np.of or np.relatives or np.adjectives:
        return None
    found = [(b, ref) for b in bookings(scope.draft) if (ref := b.entity.reference_to(entity)) is not None]
    if len(found) != 1 or not _speaks_of_age(said, bound):
        return None
    booking, ref = found[0]
    row = booking.row(ref, entity)
    birth = measured(row, Number(bound.span, "years", Decimal(0)), scope)
    if birth.type.kind not in TIMES:
        return None
    day = day_of(when, when, scope.bound(Row(booking.entity, IT), row))
    unit = time_unit(limit, scope)[0] if isinstance(limit, Duration) else "years"
    old = bp.Between(
        start=birth.expression, end=(day if day.type.kind == "date" else part(day, "date")).expression, unit=unit
    )
    least = bp.Compare(relation=RELATIONS[bound.op], left=old, right=bp.whole(int(limit.value)))
    requires: bp.Expression = both(present(birth.expression), least)
    requires = denial(requires) if clause.negated else requires
    scope.take(clause, said, bound.span, phrase.span)
    take_words(scope, said.span, ("old", "age", "aged", "year", "years"))
    take_name(np, scope)
    guard = guarded(booking.operation, booking.entity, requires, "old_enough", clause, scope.draft)
    return Claimed("old_enough", (booking.operation.id, guard))


def _speaks_of_age(said: NP, bound: Bound) -> bool:
    words = f"{said.text} {bound.text}".lower().split()
    return bool({"old", "older", "younger", "aged", "age"} & set(words))


OLD_ENOUGH: tuple[Frame, ...] = (old_enough,)
"""The frame of how old people must be."""
