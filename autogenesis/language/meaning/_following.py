"""Lists the frames of what follows: when time has passed, when a day comes round, when something happens."""

from __future__ import annotations

from autogenesis.language.meaning._assigning import none_fits
from autogenesis.language.meaning._claimed import Frame
from autogenesis.language.meaning._deadlines import by_deadline
from autogenesis.language.meaning._duties import falls_due, must_after
from autogenesis.language.meaning._lasting import lasts, then_after
from autogenesis.language.meaning._on_its_day import ON_ITS_DAY
from autogenesis.language.meaning._reactions import nothing_then, on_event, shared
from autogenesis.language.meaning._recording import logged
from autogenesis.language.meaning._scenarios import then
from autogenesis.language.meaning._schedules import recurring
from autogenesis.language.meaning._such import going_on, noted, otherwise, whenever_such, while_so
from autogenesis.language.meaning._timing import at_a_distance, time_passed, undone_in_time, whose_time_is_up

FOLLOWING: tuple[Frame, ...] = (
    shared,
    then,
    none_fits,
    noted,
    falls_due,
    lasts,
    logged,
    then_after,
    must_after,
    time_passed,
    undone_in_time,
    whose_time_is_up,
    by_deadline,
    *ON_ITS_DAY,
    at_a_distance,
    on_event,
    nothing_then,
    recurring,
    while_so,
    otherwise,
    going_on,
    whenever_such,
)
"""In the order in which they are tried."""
