"""Readings: each knows one pattern of English and what it means; `PASSES` is the order they are tried in."""

from autogenesis.language import meaning
from autogenesis.language.readings._allotments import read_allotment
from autogenesis.language.readings._allowances import read_allowance
from autogenesis.language.readings._amounts import read_amounts_by_kind
from autogenesis.language.readings._approvals import read_approval
from autogenesis.language.readings._attempts import read_in_a_row, read_levels, read_taking
from autogenesis.language.readings._auctions import read_auction
from autogenesis.language.readings._building import read_building, read_never_used
from autogenesis.language.readings._by_number import read_by_number, read_message_of_all
from autogenesis.language.readings._charges import read_charge, read_debt_limit, read_never
from autogenesis.language.readings._classes import read_classes
from autogenesis.language.readings._composition import read_composition, read_consisting, read_submission
from autogenesis.language.readings._counted_together import read_at_most_each, read_never_two
from autogenesis.language.readings._coverings import read_covering, read_no_more_than_open
from autogenesis.language.readings._crawl_games import read_crawling
from autogenesis.language.readings._criteria import read_criteria, read_entry_criteria
from autogenesis.language.readings._cut_offs import read_cut_off
from autogenesis.language.readings._dates import read_deadline, read_reckoning, read_reminder
from autogenesis.language.readings._due_dates import read_due_date, read_later_step, read_still_undone
from autogenesis.language.readings._durations import read_on_too_long, read_silence
from autogenesis.language.readings._equations import read_equations
from autogenesis.language.readings._events import read_deed
from autogenesis.language.readings._examples import read_outline_examples, read_pause_example
from autogenesis.language.readings._exceptions import read_total, read_variant
from autogenesis.language.readings._field_rules import read_field_after_field, read_field_bounds
from autogenesis.language.readings._field_tables import read_tabled_fields, read_tabled_rows, read_tabled_things
from autogenesis.language.readings._first_values import read_first_kinds, read_first_values
from autogenesis.language.readings._flags import read_flag
from autogenesis.language.readings._formulas import read_amounts, read_field_order, read_formula
from autogenesis.language.readings._hours_owed import read_hours_owed
from autogenesis.language.readings._inspections import read_inspection, read_only_given
from autogenesis.language.readings._intake import read_intake
from autogenesis.language.readings._intermittent import read_every_nth
from autogenesis.language.readings._intervals import read_interval
from autogenesis.language.readings._inventories import read_inventory, read_things
from autogenesis.language.readings._keepings import read_keeping
from autogenesis.language.readings._ladders import read_ladder
from autogenesis.language.readings._lending_periods import read_lending_periods, read_overdue_loan
from autogenesis.language.readings._measures import (
    read_below_table,
    read_bounds,
    read_exclusion,
    read_latched_alert,
    read_table,
)
from autogenesis.language.readings._noted import read_named_nobody, read_noted
from autogenesis.language.readings._numbered import read_numbered, read_parts, read_reported
from autogenesis.language.readings._numbers import read_number_bounds, read_number_kinds
from autogenesis.language.readings._outlines import read_outline
from autogenesis.language.readings._overdue import read_overdue
from autogenesis.language.readings._own_work import read_own_work
from autogenesis.language.readings._pauses import read_pause
from autogenesis.language.readings._payouts import read_payout, read_payout_floor, read_payout_instead
from autogenesis.language.readings._periodicals import (
    read_cutoff,
    read_filling,
    read_not_twice,
    read_periodical,
    read_rhythm,
)
from autogenesis.language.readings._planning import (
    read_circle,
    read_earliest_start,
    read_hand_out,
    read_purpose,
    read_tie,
    read_uncovered,
    read_working_days,
)
from autogenesis.language.readings._privacy import read_audit, read_lock, read_restart, read_visibility
from autogenesis.language.readings._queues import read_reservation, read_turn
from autogenesis.language.readings._quotas import read_quota
from autogenesis.language.readings._quotations import read_quotations
from autogenesis.language.readings._rally_games import read_rally
from autogenesis.language.readings._rankings import read_points
from autogenesis.language.readings._recurring import read_recurring_list, read_status
from autogenesis.language.readings._refusals import read_refused_kinds
from autogenesis.language.readings._releases import (
    read_days_list,
    read_release,
    read_release_bands,
    read_release_end,
)
from autogenesis.language.readings._removals import read_retirement
from autogenesis.language.readings._reports import read_reporting, read_unfinished
from autogenesis.language.readings._results import read_correction, read_forfeit
from autogenesis.language.readings._revisions import read_clash, read_taken_over, read_taking_turns
from autogenesis.language.readings._round_robins import read_round_robin
from autogenesis.language.readings._screening import read_quarantine, read_same_thing, read_too_long
from autogenesis.language.readings._shares import read_share
from autogenesis.language.readings._sowing_games import read_sowing_game
from autogenesis.language.readings._stages import read_gate, read_log, read_stage, read_taken_back
from autogenesis.language.readings._standing_rules import read_approval_above, read_only_actor, read_sign
from autogenesis.language.readings._state_rules import read_from_state, read_lapses_undone, read_told_of_deed
from autogenesis.language.readings._stock import read_inscription, read_shortage
from autogenesis.language.readings._structure import read_actors, read_agents, read_calendar, read_definition
from autogenesis.language.readings._text_files import read_text_files, read_unalterable
from autogenesis.language.readings._thresholds import read_threshold
from autogenesis.language.readings._transfers import read_renewal, read_roll, read_transfer
from autogenesis.language.readings._trials import read_trial
from autogenesis.language.readings._triggers import read_crossing
from autogenesis.language.readings._turns import read_kept_off, read_never_together, read_turns
from autogenesis.language.readings._undecided import read_disagreement, read_slow_voter
from autogenesis.language.readings._verdicts import read_agreement, read_rejection
from autogenesis.language.readings._votes import read_given, read_vote_outcome
from autogenesis.language.readings._windows import read_lapse, read_nth, read_report_window
from autogenesis.language.readings._wishes import read_background, read_quality, read_title, read_wish
from autogenesis.language.readings._worth import read_band_above, read_prose_bands, read_worth

PASSES = (
    (meaning.compose_stocks,),
    (read_things, read_tabled_things, read_number_kinds, read_first_kinds),
    (meaning.read_role_rights,),
    (read_agents, read_calendar, read_actors),
    (read_text_files, read_sowing_game, read_rally, read_crawling, read_ladder),
    (read_classes,),
    (read_noted,),
    (read_named_nobody, read_by_number),
    (read_message_of_all, read_quotations),
    (read_numbered,),
    (read_parts,),
    (read_consisting,),
    (read_inventory, read_tabled_fields),
    (read_definition,),
    (meaning.tell_values,),
    (read_reported,),
    (meaning.read_reports,),
    (meaning.read_made_of,),
    (read_intake,),
    (read_number_bounds, read_first_values),
    (read_equations,),
    (read_hours_owed,),
    (read_classes, read_by_number),
    (read_payout,),
    (read_payout_floor, read_payout_instead, read_report_window, read_lapse),
    (read_release, read_nth),
    (read_release_bands,),
    (read_release_end, read_days_list),
    (read_criteria,),
    (read_outline,),
    (read_interval, read_inscription),
    (read_quota, read_pause),
    (read_shortage,),
    (read_outline_examples, read_pause_example),
    (read_same_thing,),
    (read_building, read_composition),
    (read_submission, read_never_used),
    (read_agreement,),
    (read_rejection,),
    (read_own_work, read_overdue, read_taking),
    (read_levels,),
    (read_in_a_row, read_share),
    (read_amounts_by_kind,),
    (read_round_robin, read_points, read_auction, read_allotment),
    (read_allowance, read_flag, read_inspection, read_only_given, read_every_nth, read_keeping),
    (read_forfeit,),
    (read_correction,),
    (read_formula, read_working_days),
    (read_field_order, read_amounts),
    (read_transfer,),
    (read_lending_periods,),
    (read_overdue_loan,),
    (read_roll, read_reservation),
    (read_turn, read_renewal, read_charge),
    (read_debt_limit, read_never, read_retirement),
    (read_bounds, read_table),
    (read_below_table, read_exclusion, read_approval, read_reckoning, read_reminder, read_deadline, read_latched_alert),
    (read_variant,),
    (read_never_together, read_kept_off),
    (read_crossing,),
    (read_silence,),
    (read_turns,),
    (read_on_too_long,),
    (read_turns,),
    (read_total,),
    (read_too_long, read_quarantine),
    (read_given,),
    (read_vote_outcome, read_slow_voter),
    (read_disagreement,),
    (read_rhythm,),
    (read_cutoff, read_filling, read_not_twice),
    (read_periodical,),
    (read_clash,),
    (read_taken_over,),
    (read_taking_turns, read_trial),
    (read_stage, read_gate),
    (read_taken_back, read_log),
    (read_entry_criteria,),
    (read_unalterable,),
    (read_refused_kinds,),
    (read_visibility, read_audit, read_lock, read_restart),
    (read_due_date, read_sign),
    (read_only_actor, read_approval_above),
    (read_still_undone,),
    (read_later_step,),
    (read_field_bounds, read_field_after_field, read_never_two, read_at_most_each),
    (read_covering, read_from_state, read_cut_off),
    (read_no_more_than_open, read_told_of_deed, read_lapses_undone),
    (read_earliest_start,),
    (read_hand_out, read_tie, read_uncovered, read_circle, read_reporting, read_threshold),
    (read_unfinished, read_recurring_list),
    (read_status,),
    (meaning.compose_things,),
    (read_worth,),
    (read_prose_bands,),
    (read_band_above,),
    (meaning.compose_deeds,),
    (meaning.compose_rules,),
    (meaning.close,),
    (read_purpose,),
    (read_wish,),
    (read_quality,),
    (read_background, read_title),
    (read_deed, read_tabled_rows),
)

__all__ = ["PASSES"]
