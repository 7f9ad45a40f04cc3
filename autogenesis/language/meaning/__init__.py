"""Composed readings: meaning built from the parsed clause, for sentences that no reading of one pattern has claimed."""

from __future__ import annotations

from dataclasses import replace

from autogenesis.language._draft import Draft
from autogenesis.language._scenario_clock import clock_of
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import Clause
from autogenesis.language._text import Span
from autogenesis.language._tokens import tokens
from autogenesis.language._wordings import taken_for_granted
from autogenesis.language.meaning._asked import settle_looked_up
from autogenesis.language.meaning._asking import requested
from autogenesis.language.meaning._barred import settle_barred
from autogenesis.language.meaning._change_logs import hide_change_logs, settle_change_logs
from autogenesis.language.meaning._claimed import Frame
from autogenesis.language.meaning._day_and_time import join_day_and_time
from autogenesis.language.meaning._day_slots import date_bookings, find_slots
from autogenesis.language.meaning._discovery import discover, refer_to_things, settle, share_choices
from autogenesis.language.meaning._entered import settle_entered
from autogenesis.language.meaning._forms import close_forms, find_forms, price_forms, settle_forms
from autogenesis.language.meaning._frames import DEEDS, RULES, SCENARIOS, THINGS
from autogenesis.language.meaning._groups import find_groups
from autogenesis.language.meaning._handing_on import read_handing_on
from autogenesis.language.meaning._handing_out import settle_handed_out, to_whom
from autogenesis.language.meaning._kind_prices import booked_prices, kind_prices
from autogenesis.language.meaning._kinds import kinded
from autogenesis.language.meaning._lasting_kinds import LASTING_KINDS, name_kinds
from autogenesis.language.meaning._late_fees import LATE_FEES
from autogenesis.language.meaning._left_unsaid import what_is_called_off
from autogenesis.language.meaning._lending import complete_lending
from autogenesis.language.meaning._listing import lifted
from autogenesis.language.meaning._members import date_times
from autogenesis.language.meaning._notice import read_notice
from autogenesis.language.meaning._one_fact import settle_facts
from autogenesis.language.meaning._opening import read_opening, settle_closed_days
from autogenesis.language.meaning._outline_tables import read_outline_table
from autogenesis.language.meaning._passages import reach_states, settle_passages
from autogenesis.language.meaning._pending import settle_pending
from autogenesis.language.meaning._prolonging import read_prolonging
from autogenesis.language.meaning._questions import settle_questions
from autogenesis.language.meaning._queueing import read_queueing, settle_queueing
from autogenesis.language.meaning._rates import tabled_rates
from autogenesis.language.meaning._reactions import LastOccasion
from autogenesis.language.meaning._recorded import recorded
from autogenesis.language.meaning._reported import read_made_of, read_reports
from autogenesis.language.meaning._restoring import settle_restored
from autogenesis.language.meaning._role_rights import read_role_rights
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.meaning._sole_use import book_singly
from autogenesis.language.meaning._state_nouns import name_states
from autogenesis.language.meaning._state_tables import read_state_tables
from autogenesis.language.meaning._stocks import find_stocks
from autogenesis.language.meaning._stocks_described import find_described
from autogenesis.language.meaning._sums_given import SUMS_GIVEN
from autogenesis.language.meaning._told import claim_told, tell
from autogenesis.language.meaning._told_values import tell_values
from autogenesis.language.meaning._visibility import settle_visibility
from autogenesis.language.meaning._whom import settle_whom
from autogenesis.language.readings._equations import read_sums
from autogenesis.language.readings._standing_rules import read_approval_above

_BEFORE_THINGS = (*LASTING_KINDS, *SUMS_GIVEN)
"""What is read before things are looked for: who is a kind of member is nobody beside the members, and a sum is no thing."""


def compose_stocks(unit: Unit, draft: Draft) -> None:
    """What there is one by one, the parts of days, and what each kind of thing costs."""
    if unit is draft.units[0]:
        find_stocks(draft)
        find_described(draft)
        find_slots(draft)
        kind_prices(draft)


def compose_things(unit: Unit, draft: Draft) -> None:
    """Things, their fields and roles."""
    if unit is draft.units[0]:
        find_forms(draft)
        read_state_tables(draft)
        name_states(draft)
        for each in draft.units:
            _read(each, draft, _BEFORE_THINGS)
        name_kinds(draft)
        find_groups(draft, lasting=False)
    discover(draft)
    if unit is draft.units[0]:
        find_groups(draft, lasting=True)
    date_bookings(draft)
    _read(unit, draft, THINGS)


def compose_deeds(unit: Unit, draft: Draft) -> None:
    """Who does what."""
    read_outline_table(unit, draft)
    if unit is draft.units[0]:
        refer_to_things(draft)
        share_choices(draft)
        complete_lending(draft)
    _read(unit, draft, DEEDS)
    tell(unit, draft)


def compose_rules(unit: Unit, draft: Draft) -> None:
    """What must hold, what follows and when."""
    date_times(draft)
    if unit is draft.units[0]:
        join_day_and_time(draft)
        read_sums(draft)
        date_bookings(draft)
        booked_prices(draft)
        read_notice(draft)
        read_opening(draft)
        read_queueing(draft)
        price_forms(draft)
        tabled_rates(unit, draft)
    read_approval_above(unit, draft)
    _read(unit, draft, RULES)


def close(unit: Unit, draft: Draft) -> None:
    """Claim the deeds told on the way; drop what was found without being declared, and no rule came to need."""
    claim_told(unit, draft)
    _claim_clock(unit, draft)
    granted = taken_for_granted(unit.text)
    if granted is not None and draft.claimed(unit.span):
        draft.assume(granted, unit.span)
    close_forms(unit, draft)
    if unit is draft.units[-1]:
        settle_closed_days(draft)
        settle_passages(draft)
        reach_states(draft)
        settle_visibility(draft)
        settle_looked_up(draft)
        settle_facts(draft)
        settle_pending(draft)
        settle_whom(draft)
        settle_barred(draft)
        settle_change_logs(draft)
        settle_entered(draft)
        read_handing_on(draft)
        settle_handed_out(draft)
        settle_restored(draft)
        read_prolonging(draft)
        book_singly(draft)
        settle_queueing(draft)
        settle(draft)
        hide_change_logs(draft)
        settle_forms(draft)
        settle_questions(draft)


def _read(unit: Unit, draft: Draft, frames: tuple[Frame, ...]) -> None:
    if not frames:
        return
    circumstance = unit.block.kind == "gherkin" and unit.block.keyword in {"given", "when"} and unit.block.scenario > 0
    if clock_of(unit.sentence) or frames is RULES and circumstance and _steps_of(unit, draft, {"then"}):
        return  # circumstances are read with what follows from them
    step = _in_circumstances(unit, draft)
    end = 0
    for clause in unit.clauses:
        own = (max(end, clause.span[0]), clause.span[1])
        end = max(end, own[1])
        if own[0] < own[1] and not draft.claimed(own):
            general = not step or _for_all(clause)
            known = frames if general else tuple(frame for frame in frames if frame in SCENARIOS)
            whole = what_is_called_off(lifted(clause), draft)
            said, meant = recorded(to_whom(kinded(requested(whole, draft), draft), draft), draft, unit.clauses)
            _clause(said, own, unit, draft, known, meant)


def _in_circumstances(unit: Unit, draft: Draft) -> bool:
    """Whether a sentence is the consequence of steps of its scenario, and says nothing by itself."""
    block = unit.block
    if block.kind != "gherkin" or block.keyword != "then" or block.scenario < 0:
        return False
    return _steps_of(unit, draft, {"given", "when"})


def _steps_of(unit: Unit, draft: Draft, keywords: set[str]) -> bool:
    """Whether the scenario of a sentence has such steps."""
    return any(
        u.block.kind == "gherkin"
        and u.block.scenario == unit.block.scenario
        and u.block.keyword in keywords
        and not clock_of(u.sentence)
        for u in draft.units
    )


def _claim_clock(unit: Unit, draft: Draft) -> None:
    """The time of a scenario was understood where something that happens then was."""
    if not clock_of(unit.sentence) or draft.claimed(unit.span):
        return
    after = [u for u in draft.units if u.block.scenario == unit.block.scenario and u.block.keyword == "then"]
    made = tuple(
        element
        for claim in draft.claims
        for u in after
        if claim.status == "implemented" and u.span[0] <= claim.span[0] < u.span[1]
        for element in claim.elements
    )
    if made:
        draft.claim(unit.span, "clock", made)


def _for_all(clause: Clause) -> bool:
    """ "And each pass lasts 24 hours" is said of all of them, whatever the circumstances."""
    return clause.subject is not None and clause.subject.determiner in {"each", "every"}


def _clause(
    clause: Clause, own: Span, unit: Unit, draft: Draft, frames: tuple[Frame, ...], meant: tuple[Span, ...] = ()
) -> None:
    """The first frame that understands the whole clause; why not, where none does.

    `own` is the clause but for what it shares with the one before it: "If A, B and C" are two clauses with one condition.
    """
    before = draft.mark()
    shared = [c.span for c in clause.conditions if c.span[1] <= own[0] and not draft.claimed(c.span)]
    if _hangs(clause, unit, draft):
        draft.explain(own, "what it goes on from was not understood")
        return
    if "after that" in clause.adverbs and "after that" not in unit.text.lower():
        frames = tuple(frame for frame in frames if frame in LATE_FEES)  # what it costs then is no price by itself
    for frame in frames:
        scope = Scope(draft, unit)
        scope.take(*meant)
        try:
            _story(clause, scope)
            found = frame(clause, scope)
            if found is None:
                if len(scope.taken) > len(meant):  # it went some way before it saw that this is another shape
                    draft.back_to(before)
                continue
            for span in (own, *shared):
                scope.finish(span)
            if f"{found.pattern}@{unit.id}" in draft.barred:
                raise NotUnderstoodError("a reviewer rejected what was made of it", clause.span)
        except NotUnderstoodError as failure:
            draft.back_to(before)
            draft.explain(own, failure.why)
            continue
        last = draft.recall(LastOccasion)
        if last is not None and set(last.made) & set(found.elements) and not last.conditions:
            draft.remember(replace(last, conditions=tuple(c.span for c in clause.conditions)))
        for span in (own, *shared):
            draft.claim(span, found.pattern, found.elements, status=found.status, note=found.note)
        return


def _hangs(clause: Clause, unit: Unit, draft: Draft) -> bool:
    """ "We look at it every year; if that is overdue, …": what "that" stands for must have been understood.

    "Crates then go to the yard; pallets are burnt": so must what happens at the same time.
    """
    subjects = [c.subject for condition in clause.conditions for c in condition.clauses if c.subject is not None]
    earlier = [c for c in unit.clauses if c.span[1] <= clause.span[0] and c.span[0] < c.span[1]]
    if not earlier or draft.claimed(earlier[-1].span):
        return False
    if not earlier[-1].subjects and _opened(earlier[-1]) and _adjoins(earlier[-1], clause, draft):
        return True
    said = draft.text.at((earlier[-1].span[1], clause.span[1])).lower().lstrip(" ,;.")
    if "otherwise" in clause.adverbs or said.startswith(("otherwise", "or else", "if not", "failing that")):
        return True
    if clause.text.rstrip(" .,;").lower().endswith((" before", " beforehand", " earlier")) and not clause.conditions:
        return True  # before what, only the clause before it says
    sequel = {"then", "afterwards"} & set(earlier[-1].adverbs) and not clause.conditions
    return bool(sequel) or any(np.pronoun and np.head in {"that", "this"} for np in subjects)


def _opened(clause: Clause) -> bool:
    """ "Below 12 bar …": a circumstance that was taken for a clause."""
    return (
        bool(clause.verb and clause.phrases) and clause.phrases[0].span[0] == clause.span[0] and not clause.conditions
    )


def _adjoins(before: Clause, clause: Clause, draft: Draft) -> bool:
    return not draft.text.at((before.span[1], max(before.span[1], clause.span[0]))).strip(" ,")


def _story(clause: Clause, scope: Scope) -> None:
    """ "As a clerk, I want …" says who wants it: the rest is the rule."""
    if clause.role is None or clause.modal not in {"want", "need", "would", "like"}:
        return
    scope.take(clause.role)
    for token in tokens(scope.unit.sentence):
        if clause.role.span[1] <= token.start and token.lemma in {"want", "need", "like", "wish"}:
            scope.take(token)
            return


__all__ = [
    "close",
    "compose_deeds",
    "compose_rules",
    "compose_stocks",
    "compose_things",
    "read_made_of",
    "read_reports",
    "read_role_rights",
    "tell_values",
]
