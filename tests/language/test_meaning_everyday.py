"""Kinds, old things, counted deeds, reasons, who sets what, what is whose: in everyday words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.language._machine import Running

CLUB = (
    "# Club\nA member has a name and an e-mail address. A court has a name and a daily rate in euro. "
    "A member can book a court. A booking has a member, a court and a date. The porter declines a booking."
)


def club(sentence: str) -> tuple[Running, Any]:
    running = Running(f"{CLUB} {sentence}", "2026-03-02T09:00")
    assert running.unclear == []
    member = running.call("add_member", name="A", e_mail_address="a@b.example")["id"]
    court = running.call("add_court", name="1", daily_rate="5.00")["id"]
    return running, running.call("book_court", member=member, court=court, date="2026-03-10")["id"]


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("A boat has a name. A boat is small or large.", "size", ("small", "large")),
        ("A tenant has a name. A tenant is a member or a guest.", "kind", ("member", "guest")),
        ("A group has a name. Groups are either local or foreign.", "kind", ("local", "foreign")),
        ("A plot has a name. A plot is sunny, shady or mixed.", "kind", ("sunny", "shady", "mixed")),
    ],
)
def test_kinds_last(text: str, field: str, values: tuple[str, ...]) -> None:
    running = Running(f"# Place\n{text}")
    assert running.unclear == []
    add = next(o.name for o in running.specification.operations if o.kind == "create")
    for value in values:
        assert running.call(add, name="A", **{field: value})[field] == value
    assert running.refused(add, name="A", **{field: "odd"})
    assert not [o.name for o in running.specification.operations if o.kind == "change"]


def test_states_are_passed_through() -> None:
    running = Running(
        "# Place\nA book has a title. A book is available, lent or lost. A case has a name. A case is open or closed."
    )
    assert {"lend_book", "lose_book", "close_case"} <= {o.name for o in running.specification.operations}


@pytest.mark.parametrize(
    ("sentence", "there", "gone"),
    [
        ("Bookings older than two weeks are deleted.", "2026-03-24T23:59", "2026-03-25T00:01"),
        ("Bookings that are older than two weeks are deleted.", "2026-03-24T23:59", "2026-03-25T00:01"),
        ("Bookings declined more than two weeks ago are deleted.", "2026-03-16T09:00", "2026-03-16T10:01"),
    ],
)
def test_what_is_too_old_goes(sentence: str, there: str, gone: str) -> None:
    running, booking = club(sentence)
    running.call("decline_booking", "2026-03-02T10:00", role="porter", booking=booking)
    assert len(running.call("list_bookings", there)) == 1
    assert running.call("list_bookings", gone) == []


@pytest.mark.parametrize(
    ("sentence", "most"),
    [
        ("A booking can be moved twice.", 2),
        ("A booking may be moved at most three times.", 3),
        ("A booking cannot be moved more than once.", 1),
        ("A member can move a booking no more than twice.", 2),
    ],
)
def test_a_deed_is_done_so_often(sentence: str, most: int) -> None:
    running, booking = club(sentence)
    for _ in range(most):
        running.call("move_booking", booking=booking)
    assert running.refused("move_booking", booking=booking)


@pytest.mark.parametrize(
    "sentence",
    [
        "If the porter declines a booking, a reason is required.",
        "When a booking is declined, a reason must be given.",
        "Whoever declines a booking gives a reason.",
        "If he declines it, he gives a reason.",
    ],
)
def test_a_reason_is_given(sentence: str) -> None:
    running, booking = club(sentence)
    assert running.refused("decline_booking", role="porter", booking=booking)
    made = running.call("decline_booking", role="porter", booking=booking, reason="full")
    assert (made["reason"], bool(made["declined_at"])) == ("full", True)


@pytest.mark.parametrize(
    "sentence", ["If the porter declines a booking, the treasurer gives a reason.", "If a booking is declined, reasons vary."]
)  # fmt: skip
def test_nobody_gives_a_reason_for_somebody_else(sentence: str) -> None:
    assert Running(f"{CLUB} {sentence}").unclear


@pytest.mark.parametrize(
    "sentence",
    ["Only the treasurer may change daily rates.", "Only the treasurer may change the daily rate of a court."],
)
def test_only_some_may_set_a_value(sentence: str) -> None:
    running, _ = club(sentence)
    court = running.call("list_courts")[0]["id"]
    assert running.refused("change_daily_rate_of_court", role="porter", court=court, daily_rate="6.00")
    assert running.refused("change_daily_rate_of_court", role="treasurer", court=court, daily_rate="-6.00")
    made = running.call("change_daily_rate_of_court", role="treasurer", court=court, daily_rate="6.00")
    assert str(made["daily_rate"]) == "6.00"


def test_their_own_is_what_was_spoken_of() -> None:
    running, _ = club("The treasurer sees all bookings; a member sees only their own.")
    member, other = (
        running.call("list_members")[0]["id"],
        running.call("add_member", name="B", e_mail_address="b@b.example")["id"],
    )
    assert len(running.call("list_bookings", role="member", by=member)) == 1
    assert running.call("list_bookings", role="member", by=other) == []
    assert len(running.call("list_bookings", role="treasurer")) == 1


def test_a_row_of_deeds_is_done_to_the_same() -> None:
    running = Running(
        "# Chess\nA player has a name. A game has a player. A round has a date. "
        "The referee opens a round, adds games to it and closes it."
    )
    assert running.unclear == []
    player = running.call("add_player", name="A")["id"]
    made = running.call("open_round", role="referee", date="2026-04-01")["id"]
    assert running.call("add_game", role="referee", player=player, round=made)["round"] == made
    assert running.call("close_round", role="referee", round=made)["closed_at"]
    assert "add_round" not in {o.name for o in running.specification.operations}


def test_somebody_assigned_may_have_others() -> None:
    running = Running("# Dogs\nA dog has a name. A trainer has a name. The office assigns a trainer to a dog.")
    trainer = running.call("add_trainer", name="T")["id"]
    for name in "AB":
        dog = running.call("add_dog", name=name)["id"]
        running.call("assign_dog", role="office", dog=dog, trainer=trainer)
    assert [d["trainer"] for d in running.call("list_dogs")] == [trainer, trainer]


def test_a_reminder_goes_to_whom_it_concerns() -> None:
    running, _ = club("If a booking is not paid within 14 days, a reminder is sent.")
    running.call("list_bookings", "2026-03-16T09:01")
    assert [n.type for n in running.machine.notes] == ["reminder"]


@pytest.mark.parametrize("text", ["Each room has a unique name.", "A room has a unique name and a colour."])
def test_no_two_have_the_same(text: str) -> None:
    running = Running(f"# House\n{text}")
    given = {"colour": "grey"} if "colour" in text else {}
    running.call("add_room", name="Blue", **given)
    assert running.refused("add_room", name="Blue", **given)
    running.call("add_room", name="Red", **given)
