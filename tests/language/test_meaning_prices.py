"""How values come about: rates, discounts, surcharges, caps, what is free, sums and shares; at a boat hire and elsewhere."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.language._machine import Running

BOATS = """# Boat hire
A customer has a name, a date of birth and an e-mail.
A boat has a name, a type (rowing, sailing, electric) and a colour.
A hire has a boat, a customer, a start time, an end time and a number of persons.
"""


def hired(*rules: str, until: str = "11:00", kind: str = "rowing", born: str = "1990-01-01", persons: int = 2) -> Any:
    running = Running(BOATS + "\n" + "\n".join(rules))
    assert running.unclear == []
    boat = running.call("add_boat", name="B", type=kind, colour="red")["id"]
    customer = running.call("add_customer", name="C", date_of_birth=born, e_mail="c@d.example")["id"]
    times = {"start_time": "2026-03-03T10:00", "end_time": f"2026-03-03T{until}"}
    return running.call("add_hire", boat=boat, customer=customer, number_of_persons=persons, **times)


@pytest.mark.parametrize(("until", "price"), [("10:01", 8), ("11:00", 8), ("11:01", 16), ("15:00", 40), ("15:01", 40)])
def test_a_rate_by_the_started_hour_and_its_cap(until: str, price: int) -> None:
    assert hired("A hire costs 8 euro per started hour, but never more than 40 euro.", until=until)["price"] == price


def test_a_rate_by_the_exact_hour() -> None:
    assert hired("A hire costs 8 euro per hour.", until="10:30")["price"] == 4


def test_a_discount_for_the_old() -> None:
    rules = ("A hire costs 9 euro.", "Customers who are older than 65 get 10 percent off.")
    assert hired(*rules)["price"] == 9
    assert hired(*rules, born="1950-01-01")["price"] == Decimal("8.1")


def test_more_for_some_and_nothing_for_others() -> None:
    rules = (
        "A hire costs 8 euro.",
        "A hire of a sailing boat costs 10 euro more.",
        "It is free if the customer is younger than 6.",
    )
    assert [hired(*rules, kind=kind)["price"] for kind in ("rowing", "sailing")] == [8, 18]
    assert hired(*rules, kind="sailing", born="2021-01-01")["price"] == 0


def test_each_person_on_top() -> None:
    rules = ("A hire costs 8 euro.", "For every person 2 euro are charged.")
    assert hired(*rules, persons=3)["price"] == 14


def test_the_least_there_is_to_pay() -> None:
    rules = ("A hire costs 8 euro per hour.", "The minimum price is 5 euro.")
    assert [hired(*rules, until=until)["price"] for until in ("10:30", "11:00")] == [5, 8]


def test_a_share_of_another_value() -> None:
    rules = ("A hire costs 8 euro.", "The cleaning fee is 5 euro plus 10 percent of the price.")
    assert hired(*rules)["cleaning_fee"] == Decimal("5.8")


def test_labour_in_started_quarters() -> None:
    running = Running(
        "# Workshop\nA job has a title and parts in euro.\n\n"
        "Labour is 54 euro an hour, counted in quarters of an hour, and a started quarter counts.\n"
        "Club members get 15 percent off labour, not off parts.\nThe total is labour plus parts."
    )
    assert running.unclear == []

    def total(minutes: int, parts: str, member: bool) -> Any:
        return running.call("add_job", title="x", parts=parts, labour_time=minutes, club_member=member)["total"]

    assert [total(40, "0", False), total(45, "20", False), total(45, "20", True)] == [
        Decimal("40.5"),
        Decimal("60.5"),
        Decimal("54.43"),
    ]


def test_what_stands_before_the_price() -> None:
    running = Running(
        "# Orders\nA customer has a name and a date of birth.\n"
        "An order has a customer, a quantity, a total in euro and a delivery date.\n\n"
        "Delivery costs 2.50 euro; from 40 euro upwards, or for customers over 75, it is free."
    )
    assert running.unclear == []
    people = [running.call("add_customer", name="C", date_of_birth=born)["id"] for born in ("1990-01-01", "1950-01-01")]

    def delivery(customer: str, total: str) -> Any:
        given = {"customer": customer, "quantity": 1, "total": total, "delivery_date": "2026-03-04"}
        return running.call("add_order", **given)["delivery"]

    assert [delivery(people[0], "39.99"), delivery(people[0], "40"), delivery(people[1], "10")] == [
        Decimal("2.5"),
        0,
        0,
    ]


def test_sums_over_rows_of_its_own() -> None:
    running = Running(
        "# Contest\nA player has a name and a goal count.\nA mark has a player, a date and a number of points.\n\n"
        "The score is the sum of the marks divided by three, with one decimal.\n"
        "The debt of a player is the goal count minus the number of marks."
    )
    assert running.unclear == []
    player = running.call("add_player", name="P", goal_count=5)["id"]
    for points in (4, 6):
        running.call("add_mark", player=player, date="2026-03-02", number_of_points=points)
    seen = running.call("get_player", id=player)
    assert (seen["score"], seen["debt"]) == (Decimal("3.3"), 3)


def test_a_value_of_nobody_is_not_made_up() -> None:
    running = Running("# Shop\nA parcel has a weight in kg and a colour.\n\nThe score is the sum of all wishes.")
    assert not any(entity.derivations for entity in running.specification.entities)


def test_a_begun_part_counts_whole_and_steps_of_cents() -> None:
    system = Running(
        "A booking has a start and an end. A clerk enters a booking. A booking costs 12.25 euro per hour. "
        "Every half hour begun is charged as a half hour. The price is rounded down to ten cents."
    )
    assert system.unclear == []
    for end, price in (("11:00", "12.20"), ("11:20", "18.30"), ("11:31", "24.50")):
        made = system.call("enter_booking", start="2026-03-02T10:00", end=f"2026-03-02T{end}")
        assert str(made["price"]) == price


def test_a_rent_for_each_square_metre_a_month() -> None:
    system = Running(
        "A garden has a number and a size in square metres. A tenant has a name. A tenant rents a garden. "
        "The rent is 0.50 euro per square metre a year."
    )
    assert system.unclear == []
    garden = system.call("add_garden", number=1, size="41")["id"]
    tenant = system.call("add_tenant", name="Ann")["id"]
    assert str(system.call("rent_garden", garden=garden, tenant=tenant)["rent"]) == "20.50"
    assert any("for one year" in each.text for each in system.specification.assumptions)
