"""The rules of Town boats."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

from autogenesis.kit import Call, access, audit, derives, guard, invariant
from autogenesis.kit.values import Calendar, at_time, between, shift

from .messages import Boat, Charge, Hire, Sailor

HARBOUR_DAYS = Calendar("harbour days", weekdays=(2, 3, 4, 5, 6))


@derives(Hire, "late_days")
def late_days(call: Call, it: Hire) -> int:
    """Harbour days after the due date."""
    return between(it.due_on, it.back_on or call.today, "open_days", HARBOUR_DAYS) or 0


@guard("guard.few_hires", reason="A sailor has at most 2 boats out.", field="sailor", source="At most 2.")
def sailor_has_few_hires(call: Call, sailor: Sailor) -> bool:
    """Fewer than two are out."""
    return call.count(Hire, lambda hire: hire.sailor == sailor.id and hire.back_on is None) < 2


@invariant(Boat, "invariant.seats", reason="A boat has 1 to 12 seats.", field="seats")
def seats_in_bounds(call: Call, it: Boat) -> bool:
    """Between 1 and 12."""
    return 1 <= it.seats <= 12


GUESTS_SEE_NO_PRICE = access(Hire, "access.price", role="guest", hidden=("price",), reason="Not for guests.")


@access(Charge, "access.own", role="sailor", reason="Sailors see their own charges.")
def own_charges(call: Call, it: Charge) -> bool:
    """Only what the reader owes."""
    return it.sailor == call.by


@access(Boat, "access.thieves", role="thief", reason="Not for thieves.")
def no_thieves(call: Call) -> bool:
    """Nothing at all."""
    return False


HIRES_READ = audit(Hire, "reads")


def charge_for(call: Call, it: Hire) -> Decimal:
    """Twenty cents a late day."""
    return Decimal("0.20") * late_days(call, it)


def reminder_moment(call: Call, it: Hire) -> datetime | None:
    """Nine o'clock, a day before it is due."""
    return at_time(shift(it.due_on, -1, "days"), time(9), call.zone)
