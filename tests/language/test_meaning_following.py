"""What follows from events, from time and again and again: composed from the clause, in domains made up here."""

from __future__ import annotations

import pytest

import blueprints as bp
from autogenesis.language import understand
from autogenesis.skills import signatures

BASE = (
    "A crate has a number, a weight in kg, a recipient and a sender.\n"
    "A loan has a crate, a borrower, a start date and a due date.\n"
    "A cart has a colour and a state (open, closed).\n"
)


def read(*sentences: str) -> bp.Specification:
    specification = understand(("# Depot\n\n" + BASE + "\n".join(sentences)).encode()).specification
    assert bp.check_specification(specification, signatures()) == ()
    return specification


def patterns(specification: bp.Specification) -> set[str]:
    return {r.pattern for r in specification.requirements}


def told(specification: bp.Specification) -> list[bp.Notify]:
    acting = (*specification.reactions, *specification.timers, *specification.schedules)
    return [part for each in acting for part in bp.parts_within(each) if isinstance(part, bp.Notify)]


def changes(specification: bp.Specification) -> set[str]:
    acting = (*specification.reactions, *specification.timers, *specification.schedules)
    updates = [part for each in acting for part in bp.parts_within(each) if isinstance(part, bp.Update)]
    return {name for update in updates for name, _ in update.values}


@pytest.mark.parametrize(
    "sentence",
    [
        "When a crate is opened, the sender gets a message.",
        "As soon as a crate has been opened, the sender is told.",
        "Once a crate is opened, a notice is sent to the sender.",
        "The sender hears about it when a crate is opened.",
        "If a crate is opened, inform the sender.",
    ],
)
def test_somebody_is_told_of_a_deed(sentence: str) -> None:
    specification = read("Customs can open a crate.", sentence)
    assert [note.to.person for note in told(specification)] == [bp.path("it", "sender")]


@pytest.mark.parametrize(
    ("sentence", "field"),
    [
        ("If a crate is damaged, it is marked as faulty.", "faulty"),
        ("When a crate is damaged, the system shall block the crate.", "blocked_at"),
        ("When a crate is damaged, the crate becomes unsafe.", "unsafe"),
        ("A crate that is damaged is marked as faulty.", "faulty"),
        ("Damaged crates are hidden.", "hidden_at"),
    ],
)
def test_a_deed_leaves_a_mark(sentence: str, field: str) -> None:
    assert field in changes(read("Staff can damage a crate.", sentence))


def test_what_is_done_until_something_happens_is_taken_back() -> None:
    specification = read("If a crate is damaged, it is blocked until a clerk has released it.")
    (ended,) = (r for r in specification.reactions if r.id.startswith("reaction.end_"))
    assert ended.trigger.field == "released_at"
    (step,) = ended.steps
    assert isinstance(step, bp.Update)
    assert dict(step.values) == {"blocked_at": bp.nothing()}


@pytest.mark.parametrize(
    "sentence",
    [
        "If a crate has not been signed within 3 days, the recipient is reminded.",
        "A crate that has not been signed after 3 days is marked as lost.",
        "Unless a crate is signed within 3 days, it is returned to the sender.",
        "A crate is returned to the sender if it has not been signed 3 days after it was packed.",
    ],
)
def test_still_undone_after_a_while(sentence: str) -> None:
    specification = read("Staff can pack a crate.", sentence)
    (timer,) = specification.timers
    assert isinstance(timer.at, bp.Shift)
    assert timer.at.amount == bp.whole(3)
    assert bp.Not(term=bp.Present(value=bp.path("it", "signed_at"))) in bp.parts_within(timer.when)


@pytest.mark.parametrize(
    "sentence",
    [
        "Two days before the due date the borrower is reminded.",
        "The borrower is reminded two days before the due date.",
        "Remind the borrower two days before the due date.",
        "Two days before the due date, the borrower gets a reminder.",
    ],
)
def test_before_a_date(sentence: str) -> None:
    (timer,) = read(sentence).timers
    assert timer.entity == "entity.loan"
    assert timer.at == bp.Part(
        part="start", of=bp.Shift(moment=bp.path("it", "due_date"), amount=bp.whole(-2), unit="days")
    )


def test_again_and_again_until_it_is_done() -> None:
    specification = read(
        "If a crate has not been signed within 3 days, the recipient is reminded daily until it is signed."
    )
    (timer,) = specification.timers
    assert isinstance(timer.at, bp.Conditional)
    assert len(timer.steps) == 2


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("Every evening at 18:00 all open carts are closed.", "day"),
        ("Every Monday all open carts are closed.", "week"),
        ("On the first of each month all open carts are closed.", "month"),
        ("At midnight all carts are closed.", "day"),
    ],
)
def test_what_is_done_to_all_again_and_again(sentence: str, unit: str) -> None:
    specification = read(sentence)
    (schedule,) = specification.schedules
    assert schedule.recurrence.unit == unit
    (step,) = schedule.steps
    assert isinstance(step, bp.Each)


@pytest.mark.parametrize(
    "sentence",
    [
        "A loan which is not returned by the due date is marked as overdue.",
        "If a loan has not been returned by the due date, it is marked as overdue.",
    ],
)
def test_by_a_date(sentence: str) -> None:
    (timer,) = read(sentence).timers
    assert timer.at == bp.Part(part="end", of=bp.path("it", "due_date"))


def test_by_a_time_of_day() -> None:
    (timer,) = read("A loan that is not picked up by 17:00 on its start date is cancelled.").timers
    assert isinstance(timer.at, bp.Moment)
    assert timer.at.date == bp.path("it", "start_date")


def test_a_state_that_lasts() -> None:
    specification = read(
        "If a crate has been blocked for 10 minutes, the sender is called.", "Staff can block a crate."
    )
    (timer,) = specification.timers
    assert "note" not in {n.type for n in told(specification)}
    assert timer.at == bp.Shift(moment=bp.path("it", "crate_block_since"), amount=bp.whole(10), unit="minutes")


def test_left_over_words_leave_a_clause_unread() -> None:
    specification = read("When a crate is opened, the sender is told by pigeon and a brass band.")
    assert "reaction" not in patterns(specification) or any(c.status == "unclear" for c in specification.clauses)


def test_a_note_with_a_colon_is_a_condition() -> None:
    specification = read("Not signed within 3 days: the recipient is reminded.")
    (timer,) = specification.timers
    assert bp.Not(term=bp.Present(value=bp.path("it", "signed_at"))) in bp.parts_within(timer.when)
