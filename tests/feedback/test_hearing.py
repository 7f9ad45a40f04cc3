"""Feedback on a text that the thirty sentences do not know: what is heard, and what is refused with its reason."""

from __future__ import annotations

import pytest

from autogenesis.assembly import stories
from autogenesis.core import InputError
from autogenesis.feedback import Heard, account_of, hear, in_lines
from autogenesis.language import understand
from blueprints import CallStep, Specification, apply_change

TEXT = """# Tool library
A tool has a name, a category (garden, wood or metal) and a deposit in euro. A member has a name, a date of birth and an address.

Members borrow tools for 7 days. Nobody may borrow more than three tools at a time. The deposit is 20 euro.
Members are reminded one day before the due date. We open Tuesday to Saturday.

The caretaker repairs tools. Every Monday the caretaker gets a list of overdue loans.
"""


def read(text: str) -> Specification:
    return understand(text).specification


def heard(said: str, text: str = TEXT) -> Heard:
    (one,) = hear(said, text, read).heard
    return one


@pytest.mark.parametrize(
    ("said", "old", "new"),
    [
        ("Members may have at most five tools at a time.", "more than three tools", "more than five tools"),
        ("Raise the deposit to 25 euro.", "The deposit is 20 euro", "The deposit is 25 euro"),
        ("Members can borrow tools for one week, but it should be two.", "for 7 days", "for 14 days"),
        ("7 days is too short; make it 10.", "for 7 days", "for 10 days"),
        ("Remind members three days before the due date instead of one.", "reminded one day before", "reminded three days before"),
        ("The list should come on Fridays rather than Mondays.", "Every Monday the", "Every Friday the"),
        ("We are also open on Mondays.", "open Tuesday to Saturday", "open Monday to Saturday"),
        ("We are closed on Saturdays now.", "open Tuesday to Saturday", "open Tuesday to Friday"),
        ("The caretaker would rather have the list on Thursdays than on Mondays.", "Every Monday the", "Every Thursday the"),
        ("Give members up to five tools, three is too few.", "more than three tools", "more than five tools"),
        ("The deposit should be 50 cents.", "The deposit is 20 euro", "The deposit is 0.50 euro"),
        ("We are a small club, so please don't let a member under 16 borrow a tool.", "", "A member under 16 may not borrow a tool."),
        ("The caretaker no longer needs the list of overdue loans.", " Every Monday the caretaker gets a list of overdue loans.", ""),
        ("Drop the address.", "a date of birth and an address", "a date of birth"),
        ("Please call the caretaker the janitor.", "The caretaker repairs", "The janitor repairs"),
        ("Tools should have a serial number.", "", "A tool has a serial number (optional)."),
        ("A member must give a phone number.", "", "A member has a phone number."),
        ("For each tool we'd like a serial number, so that we find it again.", "", "A tool has a serial number (optional)."),
        ("Could you make sure that a member who is under 16 cannot borrow a tool?", "", "A member who is under 16 cannot borrow a tool."),
    ],
)  # fmt: skip
def test_the_text_says_it_where_it_said_otherwise(said: str, old: str, new: str) -> None:
    one = heard(said)
    assert one.complaint == ""
    assert old in TEXT
    assert new in one.text
    assert old == "" or old in new or old not in one.text
    assert one.changes


FEES = """# Tool library
A tool has a name. A member has a name. Members borrow tools for 7 days.
Members are charged 0.50 euro per day after the due date, but never over 9.00 euro per loan.
"""


def test_what_bounds_takes_the_place_of_a_bound_and_of_no_other_figure() -> None:
    one = heard("No loan should ever cost more than 5 euro in charges.", FEES)
    assert one.complaint == ""
    assert "charged 0.50 euro per day after the due date, but never over 5 euro per loan" in one.text


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Nobody may fly.", "fly"),
        ("The tools should be more beautiful.", "beautiful"),
        ("Rename tool to member.", "speaks of “member” already"),
        ("Rename boat to ship.", "does not speak of “boat”"),
        ("The deposit should be 30 euro instead of 40.", "says nowhere “40”"),
        ("Members borrow tools for 7 days.", "says so already"),
        ("A repair must be approved by the treasurer, too.", "repair"),
        ("Bug: it does not work.", "needs an example"),
        (
            "Bug: a tool borrowed on 2026-03-03 is due on 2026-03-20, it should be 2026-03-24.",
            "does not come out as 2026-03-20",
        ),
        ("Send the caretaker a list of his tools every Friday.", "whatever “his tools” says"),
        ("Members under 12 may not borrow saws.", "knows nothing of saws"),
        ("Add a member that can fly to the moon.", ""),
        ("x " * 300, "shorter sentences"),
    ],
)
def test_what_is_not_understood_says_what_was_stumbled_over_and_changes_nothing(said: str, why: str) -> None:
    hearing = hear(said, TEXT, read)
    assert hearing.text == TEXT
    assert all(one.complaint for one in hearing.heard)
    assert why in hearing.heard[0].complaint


SEEDLINGS = """# Seedlings
A reading has a plot and a height in cm. Heights below 20 or above 90 are typing errors and shall be refused.
"""


@pytest.mark.parametrize(
    ("said", "new"),
    [
        ("I entered 90 and it was accepted, but 90 should be refused.", "below 20 or 90 or more are"),
        ("A height of exactly 20 should be refused as well.", "20 or less or above 90 are"),
        ("A height of 95 was refused, it should be accepted.", "below 20 or above 95 are"),
        ("Heights up to 120 are possible, so refuse only those above 120.", "below 20 or above 120 are"),
        ("Heights from 5 upwards do occur, so only refuse what is below 5.", "below 5 or above 90 are"),
    ],
)
def test_what_is_let_in_moves_the_bound_of_that_side(said: str, new: str) -> None:
    one = heard(said, SEEDLINGS)
    assert one.complaint == ""
    assert new in one.text


def test_what_is_so_already_is_said_and_becomes_a_test() -> None:
    assert (
        "10 is refused already" in heard("A height of 10 was accepted, but it should be refused.", SEEDLINGS).complaint
    )
    one = heard("I borrowed a tool on Tuesday 2026-03-03 and it was due on 11 March, it should be 10 March.")
    assert one.complaint == ""
    assert (one.text, one.changes) == (TEXT, ())
    assert [change.part for change in one.examples] == ["examples"]
    assert "It is so already" in "\n".join(in_lines(account_of(hear(one.said, TEXT, read))))


def test_a_figure_of_another_rule_stays() -> None:
    for said in (
        "A member may reserve at most two tools.",
        "A tool that nobody has repaired within 30 days is scrapped.",
    ):
        one = heard(said)
        assert "more than three tools" in one.text
        assert "for 7 days" in one.text


def test_sentences_are_heard_one_after_the_other_each_against_what_the_one_before_left() -> None:
    hearing = hear(
        "- Members should be called users.\n- A user may have at most two tools at a time.\n- Tools must fly.",
        TEXT,
        read,
    )
    assert [bool(one.complaint) for one in hearing.heard] == [False, False, True]
    assert "Nobody may borrow more than two tools" in hearing.text
    assert ("entity.member", "entity.user") in {(one.before, one.after) for one in hearing.renames}
    shown = "\n".join(in_lines(account_of(hearing)))
    assert "member is called user now" in shown
    assert "in other cases than before" in shown
    assert "not understood: “Tools must fly.”" in shown


@pytest.mark.slow
def test_an_example_becomes_a_test_as_long_as_its_sentence_stands() -> None:
    one = heard("Bug: a tool borrowed on 2026-03-03 is due on 2026-03-10, it should be due on 2026-03-17.")
    assert "for 14 days" in one.text
    (change,) = one.examples
    assert change.part == "examples"
    assert change.evidence in " ".join(one.text.split())


@pytest.mark.slow
def test_no_test_of_the_package_goes_back_in_time_because_of_an_example() -> None:
    hearing = hear(
        "Bug: a tool borrowed on 2026-02-03 is due on 2026-02-10, it should be due on 2026-02-17.", TEXT, read
    )
    (change,) = hearing.examples
    after, outcome = apply_change(hearing.specification, change)
    assert outcome.accepted
    for story in stories(after):
        moments = [story.start, *(str(step.at) for step in story.steps if isinstance(step, CallStep) and step.at)]
        assert min(moments)[:10] >= story.start[:10], story.title


def test_nothing_and_too_much_are_refused() -> None:
    for words in ("…", "It is so. " * 60):
        with pytest.raises(InputError):
            hear(words, TEXT, read)
