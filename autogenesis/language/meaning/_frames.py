"""Owns the frames: the shapes of clause that composed readings know, in the order in which they are tried."""

from __future__ import annotations

from autogenesis.language.meaning._adding_to import ADDING_TO
from autogenesis.language.meaning._advice import ADVICE
from autogenesis.language.meaning._again import AGAIN
from autogenesis.language.meaning._ages import AGES
from autogenesis.language.meaning._as_many import AS_MANY
from autogenesis.language.meaning._asked import LOOKING
from autogenesis.language.meaning._asking import ASKING
from autogenesis.language.meaning._averages import AVERAGES
from autogenesis.language.meaning._bounds import BOUNDS
from autogenesis.language.meaning._by_several import BY_SEVERAL
from autogenesis.language.meaning._by_the_unit import BY_THE_UNIT
from autogenesis.language.meaning._calling_off import CALLING_OFF
from autogenesis.language.meaning._cast import CAST
from autogenesis.language.meaning._change_logs import CHANGE_LOGS
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._closing import CLOSING
from autogenesis.language.meaning._counted_within import COUNTED_WITHIN
from autogenesis.language.meaning._counts_then import COUNTED
from autogenesis.language.meaning._dated import DATED
from autogenesis.language.meaning._days_late import DAYS_LATE
from autogenesis.language.meaning._deed_logs import LOGGED
from autogenesis.language.meaning._denying import DENYING
from autogenesis.language.meaning._derivations import DERIVATIONS
from autogenesis.language.meaning._due_again import DUE_AGAIN
from autogenesis.language.meaning._dues import DUES
from autogenesis.language.meaning._dues_said import DUES_SAID
from autogenesis.language.meaning._dues_unpaid import DUES_UNPAID
from autogenesis.language.meaning._dunning import DUNNING
from autogenesis.language.meaning._falling_due import WAITING_FOR_DUTIES
from autogenesis.language.meaning._figures_sent import FIGURES_SENT
from autogenesis.language.meaning._first_come import FIRST_COME
from autogenesis.language.meaning._following import FOLLOWING
from autogenesis.language.meaning._given_then import GIVEN_THEN
from autogenesis.language.meaning._giving import GIVING
from autogenesis.language.meaning._going_out import GOING_OUT
from autogenesis.language.meaning._granted import GRANTED
from autogenesis.language.meaning._guards import GUARDS
from autogenesis.language.meaning._holding import HOLDING
from autogenesis.language.meaning._hysteresis import CROSSING
from autogenesis.language.meaning._in_a_row import IN_A_ROW
from autogenesis.language.meaning._in_time import IN_TIME
from autogenesis.language.meaning._incompatible import INCOMPATIBLE
from autogenesis.language.meaning._joining import JOINING
from autogenesis.language.meaning._kind_limits import KIND_LIMITS, KINDS_WITH_LIMITS
from autogenesis.language.meaning._kinds_of_age import KINDS_OF_AGE
from autogenesis.language.meaning._lasting_kinds import LASTING_KINDS
from autogenesis.language.meaning._late_fees import LATE_FEES
from autogenesis.language.meaning._lengths import LENGTHS
from autogenesis.language.meaning._levels import LEVELS
from autogenesis.language.meaning._lifecycles import LIVING, unalterable
from autogenesis.language.meaning._limits import LIMITS
from autogenesis.language.meaning._matched import MATCHED
from autogenesis.language.meaning._needed import NEEDED
from autogenesis.language.meaning._not_back import NOT_BACK
from autogenesis.language.meaning._noting import NOTING
from autogenesis.language.meaning._number_kept import NUMBER_KEPT
from autogenesis.language.meaning._obligations import OBLIGED
from autogenesis.language.meaning._old_enough import OLD_ENOUGH
from autogenesis.language.meaning._on_days import ON_DAYS
from autogenesis.language.meaning._on_top import ON_TOP
from autogenesis.language.meaning._only_kinds import ONLY_KINDS
from autogenesis.language.meaning._percent_steps import PERCENT_STEPS
from autogenesis.language.meaning._permissions import PERMITTING
from autogenesis.language.meaning._places_passed_on import PLACES
from autogenesis.language.meaning._plain_rules import PLAIN_DEEDS, PLAIN_RULES
from autogenesis.language.meaning._price_sentences import PRICE_LISTS, PRICE_STEPS
from autogenesis.language.meaning._rates import RATES
from autogenesis.language.meaning._room import ROOM
from autogenesis.language.meaning._rounds import ROUNDS
from autogenesis.language.meaning._scenario_refusals import REFUSALS
from autogenesis.language.meaning._scenarios import then
from autogenesis.language.meaning._searching import HOLDERS, SEARCHING
from autogenesis.language.meaning._seasons import SEASONS
from autogenesis.language.meaning._seen_but import SEEN_BUT
from autogenesis.language.meaning._serving import SERVING
from autogenesis.language.meaning._setting import SETTING
from autogenesis.language.meaning._so_often import SO_OFTEN
from autogenesis.language.meaning._so_old import SO_OLD
from autogenesis.language.meaning._stock_levels import STOCKS
from autogenesis.language.meaning._sums_given import NO_MORE_THAN_HELD
from autogenesis.language.meaning._taking_places import TAKING_PLACES
from autogenesis.language.meaning._taking_stock import TAKING_STOCK
from autogenesis.language.meaning._thanking import THANKING
from autogenesis.language.meaning._things import DECLARING
from autogenesis.language.meaning._times_done import TIMES_DONE
from autogenesis.language.meaning._too_often import TOO_OFTEN
from autogenesis.language.meaning._validity import VALIDITY
from autogenesis.language.meaning._visibility import SHOWING
from autogenesis.language.meaning._whose_right import WHOSE_RIGHT
from autogenesis.language.meaning._windows import MORE_WINDOWS, WINDOWS
from autogenesis.language.meaning._year_parts import YEARLY

THINGS: tuple[Frame, ...] = (*CAST, *STOCKS, *DECLARING, *NOTING, *LASTING_KINDS, *KINDS_WITH_LIMITS, *LIVING)
"""Frames that declare things, fields and roles."""
DEEDS: tuple[Frame, ...] = (
    *HOLDING,
    *PLAIN_DEEDS,
    *SHOWING,
    *SEEN_BUT,
    *LOOKING,
    *SEARCHING,
    *GIVING,
    *WINDOWS,
    *ASKING,
    *SETTING,
    *ADDING_TO,
    *WHOSE_RIGHT,
    *PERMITTING,
)
"""Frames that say who does what: operations and what they change."""
RULES: tuple[Frame, ...] = (
    *TAKING_STOCK,
    *NO_MORE_THAN_HELD,
    *AS_MANY,
    *COUNTED_WITHIN,
    *FIGURES_SENT,
    *HOLDERS,
    *ON_DAYS,
    *TAKING_PLACES,
    *KINDS_OF_AGE,
    *OLD_ENOUGH,
    *NOT_BACK,
    *ROOM,
    *TOO_OFTEN,
    *BY_SEVERAL,
    *IN_A_ROW,
    *IN_TIME,
    *NEEDED,
    *PLACES,
    *CALLING_OFF,
    *LATE_FEES,
    *DAYS_LATE,
    *JOINING,
    *DUES,
    *DUES_SAID,
    *DUES_UNPAID,
    *DUE_AGAIN,
    *DUNNING,
    *OBLIGED,
    *ROUNDS,
    *SO_OLD,
    *SO_OFTEN,
    *WAITING_FOR_DUTIES,
    *MORE_WINDOWS,
    *LEVELS,
    *AGES,
    *SEASONS,
    *DATED,
    *VALIDITY,
    *CROSSING,
    *GRANTED,
    *MATCHED,
    *CHANGE_LOGS,
    *LOGGED,
    *ADVICE,
    *YEARLY,
    *REFUSALS,
    *AVERAGES,
    *RATES,
    *PERCENT_STEPS,
    *BY_THE_UNIT,
    *PRICE_LISTS,
    *PRICE_STEPS,
    *DERIVATIONS,
    *ON_TOP,
    *INCOMPATIBLE,
    *ONLY_KINDS,
    *GOING_OUT,
    *AGAIN,
    *TIMES_DONE,
    *SERVING,
    *FIRST_COME,
    *GIVEN_THEN,
    *LENGTHS,
    *KIND_LIMITS,
    *LIMITS,
    *BOUNDS,
    *DENYING,
    *PLAIN_RULES,
    *SEEN_BUT,
    *GUARDS,
    *CLOSING,
    *COUNTED,
    *FOLLOWING,
    *THANKING,
    *NUMBER_KEPT,
    unalterable,
)
"""Frames for what must hold, what follows, when it falls due, and how values come about."""

SCENARIOS: frozenset[Frame] = frozenset({then, *REFUSALS, *YEARLY})
"""The frames that read a consequence together with the steps it follows from."""

__all__ = ["DEEDS", "RULES", "SCENARIOS", "THINGS", "Claimed", "Frame"]
