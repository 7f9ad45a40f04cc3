"""Readings: each knows one pattern of English and what it means; `PASSES` is the order they are tried in."""

from autogenesis.language.readings._approvals import read_approval
from autogenesis.language.readings._charges import read_charge, read_debt_limit, read_never
from autogenesis.language.readings._dates import read_deadline, read_reckoning, read_reminder
from autogenesis.language.readings._measures import (
    read_below_table,
    read_bounds,
    read_exclusion,
    read_latched_alert,
    read_table,
)
from autogenesis.language.readings._privacy import read_audit, read_lock, read_restart, read_visibility
from autogenesis.language.readings._queues import read_reservation, read_turn
from autogenesis.language.readings._removals import read_retirement
from autogenesis.language.readings._structure import read_actors, read_agents, read_calendar, read_definition
from autogenesis.language.readings._transfers import read_renewal, read_roll, read_transfer

PASSES = (
    (read_agents, read_calendar, read_actors),
    (read_definition,),
    (read_transfer,),
    (read_roll, read_reservation),
    (read_turn, read_renewal, read_charge),
    (read_debt_limit, read_never, read_retirement),
    (read_bounds, read_table),
    (read_below_table, read_exclusion, read_approval, read_reckoning, read_reminder, read_deadline, read_latched_alert),
    (read_visibility, read_audit, read_lock, read_restart),
)

__all__ = ["PASSES"]
