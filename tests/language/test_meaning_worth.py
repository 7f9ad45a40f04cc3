"""What counts how much, what that makes, what a document names, and how far from today a date may lie."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language._machine import Running

CARD = (
    "# Club\n\nA season card has a member, a number of rides and a number of tours.\n"
    "Each ride is worth 1 point and each tour 3 points. 0 to 4 points are bronze, 5 to 9 silver and 10 or more gold.\n"
)
LETTER = (
    "# Post\n\nA letter has a number and a weight in g.\n"
    "Up to 20 g is a standard letter (0.85 euro), 21 to 50 g a compact letter (1.00 euro), above that a big letter "
    "(1.60 euro). Every g over 100 adds 0.01 euro.\n"
)


@pytest.mark.parametrize(
    ("rides", "tours", "points", "level"),
    [(0, 0, 0, "bronze"), (4, 0, 4, "bronze"), (2, 1, 5, "silver"), (0, 3, 9, "silver"), (1, 3, 10, "gold")],
)
def test_points_are_counted_and_make_a_level(rides: int, tours: int, points: int, level: str) -> None:
    club = Running(CARD)
    made = club.call("add_season_card", member="mia", number_of_rides=rides, number_of_tours=tours)
    assert (made["points"], made["level"]) == (points, level)


@pytest.mark.parametrize(
    ("grams", "size", "price"),
    [
        (20, "standard", "0.85"),
        (21, "compact", "1.00"),
        (50, "compact", "1.00"),
        (51, "big", "1.60"),
        (110, "big", "1.70"),
    ],
)
def test_a_measure_decides_class_and_price(grams: int, size: str, price: str) -> None:
    post = Running(LETTER)
    made = post.call("add_letter", number=1, weight=grams)
    assert (made["letter_size"], Decimal(made["letter_price"])) == (size, Decimal(price))


def test_a_document_names_its_fields() -> None:
    desk = Running(
        "# Desk\n\nA ticket states the seat number, the number of guests (at least 1) and the row A, B or C.\n"
    )
    assert desk.unclear == []
    assert desk.call("add_ticket", seat_number="3", number_of_guests=1, row="B")
    assert desk.refused("add_ticket", seat_number="3", number_of_guests=0, row="B")
    assert desk.refused("add_ticket", seat_number="3", number_of_guests=1, row="D")


def test_a_collection_describes_its_things() -> None:
    archive = Running(
        "# Archive\n\nOur archive has films: number, title, length in minutes (anything from 5 to 240), "
        "grade A, B or C, and whether it's restored.\n"
    )
    assert archive.unclear == []
    assert archive.call("add_film", number=1, title="Dawn", length=5, grade="C", restored=True)
    assert archive.refused("add_film", number=2, title="Dusk", length=241, grade="C")


def test_dates_lie_near_today() -> None:
    log = Running(
        "# Log\n\nA reading has a date and a value.\nEntries may not be dated in the future, nor more than 14 days back.\n"
    )
    at = "2026-05-20T12:00"
    assert log.refused("add_reading", at, date="2026-05-05", value=1)
    assert log.call("add_reading", at, date="2026-05-06", value=1)
    assert log.call("add_reading", at, date="2026-05-20", value=1)
    assert log.refused("add_reading", at, date="2026-05-21", value=1)


def test_a_date_may_lie_a_little_ahead() -> None:
    books = Running(
        "# Books\n\nAn invoice has a number, an invoice date and an amount in euro.\n"
        "No invoice may be dated more than 3 months in the past or more than 2 days ahead.\n"
    )
    at = "2026-05-20T12:00"
    assert books.call("add_invoice", at, number=1, invoice_date="2026-05-22", amount="1.00")
    assert books.refused("add_invoice", at, number=2, invoice_date="2026-05-23", amount="1.00")
    assert books.call("add_invoice", at, number=3, invoice_date="2026-02-20", amount="1.00")
    assert books.refused("add_invoice", at, number=4, invoice_date="2026-02-19", amount="1.00")


def test_what_is_good_for_days_and_one_use() -> None:
    shop = Running(
        "# Shop\n\nA coupon has a code, a value in euro and a date of issue.\n"
        "It's good for 28 days (day of issue = day 1) and one use.\n"
    )
    assert shop.unclear == []
    for code in ("a", "b"):
        shop.call("add_coupon", "2026-04-01T10:00", code=code, value="5.00", date_of_issue="2026-04-01")
    assert shop.call("use_coupon", "2026-04-28T23:59", coupon="a")
    assert shop.refused("use_coupon", "2026-04-28T23:59", coupon="a")
    assert shop.refused("use_coupon", "2026-04-29T00:00", coupon="b")


def test_what_may_be_used_so_often() -> None:
    pool = Running("# Pool\n\nA ticket has a number. A ticket can be used at most three times.\n")
    pool.call("add_ticket", number="7")
    for _ in range(3):
        pool.call("use_ticket", ticket="ticket-1")
    assert pool.refused("use_ticket", ticket="ticket-1")


def test_a_value_calls_for_something() -> None:
    pond = Running(
        "# Pond\n\nA sample has a date, the number of snails found and a remark.\n"
        "With ten snails or more per sample a cleaning is needed; between five and nine the next sample is due within a week.\n"
    )
    assert pond.unclear == []
    found = {}
    for snails in (4, 5, 9, 10):
        row = pond.call("add_sample", date="2026-03-02", number_of_snails_found=snails, remark="-")
        found[snails] = (row["cleaning_needed"], row["next_sample_due"])
    assert found == {4: (False, None), 5: (False, "2026-03-09"), 9: (False, "2026-03-09"), 10: (True, None)}


def test_entries_stay_and_are_put_right_by_a_correction() -> None:
    log = Running(
        "# Log\n\nA reading has a date, a value in kg and a remark.\n"
        "Once saved, an entry stays; mistakes are followed by a correction.\n"
    )
    assert log.unclear == []
    reading = log.call("add_reading", date="2026-03-02", value=1, remark="-")["id"]
    assert not [o.name for o in log.specification.operations if o.kind == "change"]
    log.call("correct_reading", reading=reading, text="It was 2 kg.")
    assert [c["text"] for c in log.call("list_corrections")] == ["It was 2 kg."]
