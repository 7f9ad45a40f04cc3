"""Sums that rules charge and give back: for each, again and again; a share of a price, by when it was called off."""

from __future__ import annotations

from decimal import Decimal

from tests.language._machine import Running


def test_everybody_is_charged_on_the_first() -> None:
    text = "A member has a name. A clerk enters a member. On the first of each month every member is charged 15 euro."
    system = Running(text)
    assert system.unclear == []
    member = system.call("enter_member", name="Ada")["id"]
    assert system.call("get_member", at="2026-03-31T23:59", id=member)["charges"] == Decimal("0.00")
    assert system.call("get_member", at="2026-04-01T00:00", id=member)["charges"] == Decimal("15.00")
    late = system.call("enter_member", at="2026-04-20T00:00", name="Ben")["id"]
    assert system.call("get_member", at="2026-06-01T00:00", id=member)["charges"] == Decimal("45.00")
    assert system.call("get_member", id=late)["charges"] == Decimal("30.00")


def test_a_kept_sum_is_charged_and_added_to_what_is_owed() -> None:
    text = (
        "A tenant has a name, a rent in euro and a debt in euro. The landlord enters a tenant. "
        "On the last day of each month each tenant is charged the rent."
    )
    system = Running(text)
    assert system.unclear == []
    tenant = system.call("enter_tenant", name="Ada", rent="700.00", debt="10.00")["id"]
    assert system.call("get_tenant", at="2026-03-30T23:59", id=tenant)["debt"] == Decimal("10.00")
    assert system.call("get_tenant", at="2026-04-01T00:00", id=tenant)["debt"] == Decimal("710.00")


def test_only_such_are_charged_and_the_holder_of_each() -> None:
    text = (
        "A box has a size (small or large) and a monthly fee in euro. A box belongs to a holder. A holder has a name. "
        "Every Monday each large box is charged 8 euro. "
        "On the first day of each month the holder of every box is charged the monthly fee."
    )
    system = Running(text)
    assert system.unclear == []
    holder = system.call("add_holder", name="Ada")["id"]
    large = system.call("add_box", size="large", monthly_fee="3.50", holder=holder)["id"]
    small = system.call("add_box", size="small", monthly_fee="2.00", holder=holder)["id"]
    assert system.call("get_box", at="2026-03-16T00:00", id=large)["charges"] == Decimal("16.00")
    assert system.call("get_box", id=small)["charges"] == Decimal("0.00")
    assert system.call("get_holder", at="2026-04-01T00:00", id=holder)["charges"] == Decimal("5.50")


def test_credit_is_added_to_each() -> None:
    text = "A phone has a number and a credit in euro. On the 15th of each month 10 euro are added to the credit of every phone."
    system = Running(text)
    assert system.unclear == []
    phone = system.call("add_phone", number=1, credit="1.00")["id"]
    assert system.call("get_phone", at="2026-03-14T23:59", id=phone)["credit"] == Decimal("1.00")
    assert system.call("get_phone", at="2026-03-15T00:00", id=phone)["credit"] == Decimal("11.00")


def test_half_goes_back_close_to_the_date_and_all_before() -> None:
    text = (
        "A course has a title, a fee in euro and a date. A member has a name and an e-mail address. "
        "A member can book a course. A booking is open or cancelled. A member can cancel a booking. "
        "If a booking is cancelled less than 3 days before the date of the course, half of the fee is returned. "
        "If a booking is cancelled earlier, the whole fee is returned."
    )
    system = Running(text)
    assert system.unclear == []
    member = system.call("add_member", name="Ada", e_mail_address="ada@example.org")["id"]
    course = system.call("add_course", title="Rye", fee="25.01", date="2026-03-20")["id"]
    first, second = (system.call("book_course", course=course, member=member)["id"] for _ in range(2))
    system.call("cancel_booking", at="2026-03-17T23:59", booking=first)
    assert system.call("get_booking", id=first)["refund"] == Decimal("25.01")
    system.call("cancel_booking", at="2026-03-18T00:00", booking=second)
    assert system.call("get_booking", id=second)["refund"] == Decimal("12.51")
    assert [note.type for note in system.machine.notes] == ["refund", "refund"]
    assert [note.data["refund"] for note in system.machine.notes] == [Decimal("25.01"), Decimal("12.51")]


def test_a_share_goes_to_whom_it_is_said_to_and_nothing_later() -> None:
    text = (
        "A tour has a title, a price in euro and a start date. A tourist has a name. A tourist books a tour. "
        "A tourist cancels a booking. If a booking is cancelled more than 14 days before the start date, "
        "80 percent of the price is returned to the tourist. If a booking is cancelled later than that, nothing is refunded."
    )
    system = Running(text)
    assert system.unclear == []
    tourist = system.call("add_tourist", name="Ada")["id"]
    tour = system.call("add_tour", title="Fjord", price="200.00", start_date="2026-04-15")["id"]
    early, late = (system.call("book_tour", tour=tour, tourist=tourist)["id"] for _ in range(2))
    system.call("cancel_booking", at="2026-03-31T10:00", booking=early)
    assert system.call("get_booking", id=early)["refund"] == Decimal("160.00")
    system.call("cancel_booking", at="2026-04-01T10:00", booking=late)
    assert system.call("get_booking", id=late)["refund"] is None
    assert [note.to for note in system.machine.notes] == [tourist]


def test_the_guest_gets_it_back() -> None:
    text = (
        "A stay has a guest, a start date and a price in euro. A guest has a name. A host enters a stay. "
        "A guest can cancel a stay. If a stay is cancelled at least 7 days before the start date, "
        "the guest gets the whole price back. If it is cancelled later, the guest gets half of it back."
    )
    system = Running(text)
    assert system.unclear == []
    guest = system.call("add_guest", name="Ada")["id"]
    given = {"guest": guest, "start_date": "2026-03-20", "price": "90.00"}
    early, late = (system.call("enter_stay", role="host", **given)["id"] for _ in range(2))
    system.call("cancel_stay", at="2026-03-13T12:00", stay=early)
    system.call("cancel_stay", at="2026-03-14T00:00", stay=late)
    assert [system.call("get_stay", id=each)["refund"] for each in (early, late)] == [
        Decimal("90.00"),
        Decimal("45.00"),
    ]


def test_what_is_returned_goes_to_the_balance_that_is_kept() -> None:
    text = (
        "A card has a holder and a balance in euro. A ride has a card, a price in euro and a status (booked, cancelled). "
        "A clerk enters a ride. A clerk cancels a ride. When a ride is cancelled, half of the price is returned to the balance."
    )
    system = Running(text)
    assert system.unclear == []
    card = system.call("add_card", holder="ada", balance="3.00")["id"]
    ride = system.call("enter_ride", role="clerk", card=card, price="5.00")["id"]
    system.call("cancel_ride", role="clerk", ride=ride)
    assert system.call("get_card", id=card)["balance"] == Decimal("5.50")
