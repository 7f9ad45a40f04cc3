"""Fragments, answers and telegram style: what they leave out is said by the lines around them."""

from __future__ import annotations

import pytest

from autogenesis.language import blocks, load_text, sentences, show
from autogenesis.language._in_context import in_context
from autogenesis.language._restating import restated, wording
from tests.language._machine import Running


def said(text: str) -> list[str]:
    """What each sentence stands for, where it leaves something out."""
    found = [s for b in blocks(load_text(text.encode())) if b.kind not in {"heading", "table"} for s in sentences(b)]
    return [wording(s, parts) if parts else s.text for s, parts in zip(found, in_context(found), strict=True)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("**How long may I keep it?** Three weeks.", "I may keep it for at most Three weeks"),
        ("A tent is lent. How long is it lent? Two weeks.", "it is lent for Two weeks"),
        ("**What does it cost?** 2 euro per hour.", "it costs 2 euro per hour"),
        ("**How many tents may I take?** Two.", "I may take at most Two tents"),
        ("**How far may I book?** 60 days.", "I may book 60 days ahead"),
        ("**Who decides?** The warden.", "The warden decides"),
        ("**When do you open?** At 8:00.", "you open at 8:00"),
    ],
)
def test_an_answer_is_read_with_its_question(text: str, last: str) -> None:
    found = said(f"# Camp\n\nTents are lent to campers.\n\n{text}\n")[-1]
    assert found.lower().split()[:3] == last.lower().split()[:3]
    assert found.lower().split()[-1] in last.lower()


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("- Not returned by Friday: friendly letter.", "If it is not returned by Friday"),
        ("- Leaving: the locker is emptied.", "If a runner leaves, the locker is emptied"),
        ("- Joined in March: nothing is owed.", "If a runner has joined in March"),
        ("- Two lates = one missed run.", "Two lates count as one missed run"),
        ("- Fewer than 5 runners left in a team: coach is told.", "If there are fewer than 5 runners left in a team"),
        ("- 3 euro per month, due on the 2nd.", "A runner pays 3 euro per month"),
        ("- Never lend shoes to guests.", "Nobody may lend shoes to guests"),
        ("- Must be simple.", "It must be simple"),
    ],
)
def test_telegram_style(line: str, whole: str) -> None:
    found = said(f"# Club\n\nRunners\n- Name, team (red, blue), e-mail.\n\nRules\n{line}\n")
    assert found[-1].startswith(whole)


def test_what_stands_by_itself_stays() -> None:
    text = "# Depot\n\nA crate has a number. Prices: see the list. Crates are stored in a bay; bays are cleaned.\n"
    assert said(text) == [
        "A crate has a number.",
        "Prices: see the list.",
        "Crates are stored in a bay; bays are cleaned.",
    ]


def test_every_place_is_in_the_text_as_written() -> None:
    text = load_text(b"# Club\n\nRunners\n- Name, team (red, blue), e-mail.\n\nMoney\n- 3 euro per month.\n")
    found = [s for b in blocks(text) if b.kind not in {"heading", "table"} for s in sentences(b)]
    parts = in_context(found)[-1]
    clause = restated(found[-1], parts)[0]
    assert show(clause).startswith("subj=runner verb=pay obj=3 euro")
    assert text.at(clause.span) == "3 euro per month"
    assert clause.object is not None
    assert text.at(clause.object.span) == "3 euro"


QUESTIONS = """# Boat club

**Who can join?** Anyone aged 16 or over who has held a swimming badge for at least one year.

**How do I book?** Choose a boat, a start and an end, in steps of 30 minutes. You may look 20 days ahead.

**How many bookings can I have?** Two future ones at a time.

**Can I cancel?** Sure.
"""


def test_questions_and_answers() -> None:
    running = Running(QUESTIONS)
    assert running.unclear == []
    given = {"swimming_badge_since": "2025-03-02", "date_of_birth": "2010-03-02", "name": "M"}
    assert running.refused("add_user", **{**given, "date_of_birth": "2010-03-03"})
    assert running.refused("add_user", **{**given, "swimming_badge_since": "2025-03-03"})
    user = running.call("add_user", **given)["id"]
    boat = running.call("add_boat", name="B")["id"]

    def refused(day: int, start: str = "10:00", end: str = "11:30") -> bool:
        times = {"start": f"2026-03-{day:02}T{start}", "end": f"2026-03-{day:02}T{end}"}
        return running.refused("book_boat", boat=boat, user=user, **times)

    assert [refused(5, "10:10"), refused(23), refused(5), refused(6), refused(7)] == [True, True, False, False, True]
    running.call("cancel_booking", booking="booking-1")
    assert not refused(7)


def test_what_is_said_of_something_unread_is_not_read_either() -> None:
    running = Running(
        "# Gym\nA member has a name and an e-mail.\nA visit has a member, a start and an end.\n"
        "We look at the badge again every 12 months; if that is overdue, members cannot start a visit.\n"
    )
    assert any("overdue" in text for text in running.unclear)
