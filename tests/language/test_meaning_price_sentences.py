"""What whole sentences say of an amount, in several wordings: what each kind costs, what is added and taken off, limits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.language._machine import Running

PRINT = (
    "# Print shop\nAn order has a number of pages, a paper (plain or glossy), and an express flag. "
    "A customer can place an order. "
)


def order(rules: str, pages: int, paper: str = "plain", express: bool = False) -> Any:
    shop = Running(PRINT + rules)
    assert shop.unclear == []
    return shop.call("place_order", number_of_pages=pages, paper=paper, express_flag=express)["price"]


@pytest.mark.parametrize(
    "rate",
    [
        "A page costs 0.10 euro on plain paper and 0.25 euro on glossy paper.",
        "Each page costs 10 cents on plain paper and 25 cents on glossy paper.",
        "The price is 0.10 euro per page for plain paper and 0.25 euro per page for glossy paper.",
    ],
)
def test_a_rate_for_each_page_by_kind(rate: str) -> None:
    assert [order(rate, 30, paper) for paper in ("plain", "glossy")] == [3, Decimal("7.5")]


@pytest.mark.parametrize(
    "less",
    [
        "From 100 pages the price is 10 percent lower.",
        "For orders of at least 100 pages, 10 percent are deducted.",
        "If at least 100 pages are ordered, the price is reduced by 10 percent.",
        "Orders of more than 99 pages are 10 percent cheaper.",
    ],
)
def test_less_from_a_number_on(less: str) -> None:
    rate = "A page costs 0.10 euro on plain paper and 0.25 euro on glossy paper. "
    assert [order(rate + less, pages, "glossy") for pages in (99, 100)] == [Decimal("24.75"), Decimal("22.5")]


@pytest.mark.parametrize(
    "more",
    [
        "An express order costs 5 euro more.",
        "Express orders cost 5 euro extra.",
        "If the order is express, the price is increased by 5 euro.",
    ],
)
def test_what_a_flag_adds_and_the_least_of_it_all(more: str) -> None:
    rate = "A page costs 0.10 euro on plain paper and 0.25 euro on glossy paper. "
    rules = f"{rate}{more} The price is rounded to the cent. An order never costs less than 2 euro."
    assert [order(rules, 10, express=express) for express in (False, True)] == [2, 6]


KILNS = (
    "# Kilns\nA kiln has a number. A member has a name and a level, which is beginner or advanced. "
    "A booking has a kiln, a member, a date, a programme (bisque, glaze or raku) and a number of pieces. "
    "The clerk can enter a booking. "
)
FIRINGS = "A bisque firing costs 18 euro, a glaze firing 24 euro and a raku firing 30 euro. "


def firing(rules: str, programme: str, pieces: int = 10, level: str = "beginner") -> Any:
    studio = Running(KILNS + rules)
    assert studio.unclear == []
    kiln = studio.call("add_kiln", number="1")["id"]
    member = studio.call("add_member", name="M", level=level)["id"]
    given = {"kiln": kiln, "member": member, "date": "2026-03-05", "programme": programme, "number_of_pieces": pieces}
    made = studio.call("enter_booking", **given)
    return made.get("price", made.get("fee"))


@pytest.mark.parametrize(
    "rules",
    [
        FIRINGS,
        "The fee for a bisque firing is 18 euro, for a glaze firing 24 euro and for a raku firing 30 euro.",
        "Bisque firings cost 18 euro, glaze firings cost 24 euro and raku firings cost 30 euro.",
        "The price of a booking is 18 euro for bisque, 24 euro for glaze and 30 euro for raku.",
        "The system shall charge 18 euro for a bisque firing, 24 euro for a glaze firing and 30 euro for a raku firing.",
        "The price depends on the programme: 18 euro for bisque, 24 euro for glaze and 30 euro for raku.",
    ],
)
def test_what_each_kind_costs(rules: str) -> None:
    assert [firing(rules, kind) for kind in ("bisque", "glaze", "raku")] == [18, 24, 30]


@pytest.mark.parametrize(
    ("step", "price"),
    [
        ("Members of the advanced level pay 10 percent less.", 27),
        ("Advanced members get a discount of 10 percent.", 27),
        ("If the member is advanced, the price is reduced by 20 percent.", 24),
        ("Advanced members pay half.", 15),
        ("Advanced members pay half as much again.", 45),
        ("Advanced members pay nothing.", 0),
    ],
)
def test_who_pays_otherwise(step: str, price: int) -> None:
    assert firing(FIRINGS + step, "raku") == 30
    assert firing(FIRINGS + step, "raku", level="advanced") == price


@pytest.mark.parametrize(
    "more",
    [
        "If more than 40 pieces are booked, 5 euro are added.",
        "When more than 40 pieces are booked, the system shall add 5 euro.",
        "For more than 40 pieces 5 euro are added.",
        "A booking of more than 40 pieces costs 5 euro more.",
    ],
)
def test_more_beyond_a_number(more: str) -> None:
    assert [firing(FIRINGS + more, "glaze", pieces) for pieces in (40, 41)] == [24, 29]


def test_steps_follow_the_text_and_that_is_said() -> None:
    rules = FIRINGS + "If more than 40 pieces are booked, 5 euro are added. Advanced members pay 10 percent less."
    assert firing(rules, "raku", 41, "advanced") == Decimal("31.5")
    assert any("order of the text" in a.text for a in Running(KILNS + rules).specification.assumptions)


def test_what_a_price_says_beyond_its_kinds_is_not_dropped() -> None:
    rules = "A bisque firing costs 18 euro, a glaze firing 24 euro on rainy afternoons and a raku firing 30 euro."
    assert any("rainy" in text for text in Running(KILNS + rules).unclear)
    assert any("older" in text for text in Running(KILNS + FIRINGS + "Members older than 65 pay half.").unclear)


def test_a_charge_by_length_and_half_of_it() -> None:
    market = Running(
        "# Market\nA trader has a name and a trade (food, clothing or crafts). "
        "A pitch has a number, a length in metres and power (yes or no). "
        "A booking has a trader, a pitch and a day. A trader can request a booking. "
        "The fee is 4.50 euro per metre, plus 8.00 euro if the pitch has power. "
        "Traders who sell crafts pay half the charge for the length."
    )
    assert market.unclear == []

    def fee(trade: str, number: int, length: str, power: bool) -> Any:
        trader = market.call("add_trader", name=f"T{number}", trade=trade)["id"]
        pitch = market.call("add_pitch", number=number, length=length, power=power)["id"]
        return market.call("request_booking", trader=trader, pitch=pitch, day="2026-03-28")["fee"]

    assert [fee("food", 1, "4.0", True), fee("food", 2, "4.0", False)] == [26, 18]
    assert [fee("crafts", 3, "4.0", True), fee("crafts", 4, "2.5", False)] == [17, Decimal("5.63")]


PARKING = "# Car park\nA stay has a plate, an arrival time and a departure time. A guard can register a stay. "


@pytest.mark.parametrize(
    ("rules", "prices"),
    [
        ("A stay costs 2 euro per started hour, at most 15 euro.", (2, 4, 15)),
        ("The price is 2 euro for every started hour and at least 3 euro.", (3, 4, 48)),
        ("A stay costs 1.50 euro for each started half hour. The first hour is free.", (0, Decimal("1.5"), 69)),
        ("A stay costs 4 euro for the first hour and 2 euro for each further started hour.", (4, 6, 50)),
    ],
)
def test_by_the_hour(rules: str, prices: tuple[Any, ...]) -> None:
    park = Running(PARKING + rules)
    assert park.unclear == []
    until = ("2026-03-05T11:00", "2026-03-05T11:01", "2026-03-06T10:00")
    stays = [park.call("register_stay", plate="X", arrival_time="2026-03-05T10:00", departure_time=u) for u in until]
    assert tuple(stay["price"] for stay in stays) == prices


@pytest.mark.parametrize(
    "rules",
    [
        "Up to 2 kg a parcel costs 4 euro, up to 10 kg it costs 7 euro and above that it costs 12 euro.",
        "A parcel costs 4 euro up to 2 kg, 7 euro up to 10 kg and 12 euro above 10 kg.",
        "\nThe price depends on the weight:\n\n| Weight | Price |\n|---|---|\n| up to 2 kg | 4 euro |\n| up to 10 kg | 7 euro |\n| above 10 kg | 12 euro |\n",
    ],
)
def test_bands_with_their_edges(rules: str) -> None:
    post = Running("# Parcels\nA parcel has a recipient and a weight in kg. A clerk can register a parcel. " + rules)
    assert post.unclear == []
    weights = ("2", "2.1", "10", "10.1")
    assert [post.call("register_parcel", recipient="R", weight=w)["price"] for w in weights] == [4, 7, 7, 12]


def test_a_least_amount_is_the_base_of_what_is_added_later() -> None:
    firm = Running(
        "# Wages\nA worker has a name and a grade (junior or senior). A shift has a worker, a start time and an end time. "
        "A manager can enter a shift. The pay for a shift is 6.00 euro for every started half hour. "
        "The pay is at least 12.00 euro. Senior workers receive half as much again."
    )
    assert firm.unclear == []

    def pay(grade: str, until: str) -> Any:
        worker = firm.call("add_worker", name=until + grade, grade=grade)["id"]
        given = {"worker": worker, "start_time": "2026-03-05T14:00", "end_time": f"2026-03-05T{until}"}
        return firm.call("enter_shift", **given)["pay"]

    assert [pay("junior", "14:10"), pay("senior", "14:10")] == [12, 18]
    assert [pay("junior", "15:01"), pay("senior", "15:01")] == [18, 27]


def test_lines_and_what_they_come_to() -> None:
    books = Running(
        "# Invoices\nAn invoice has a date. A line has an invoice, a description, a quantity and a unit price in euro. "
        "A clerk can create an invoice. A clerk can add a line. "
        "The total of a line is its quantity multiplied by its unit price. "
        "The total of an invoice is the sum of its lines. An invoice of more than 100 euro is reduced by 5 percent."
    )
    assert books.unclear == []
    invoice = books.call("create_invoice", date="2026-03-05")["id"]
    books.call("add_line", invoice=invoice, description="x", quantity=2, unit_price="50")
    assert books.call("get_invoice", id=invoice)["total"] == 100
    books.call("add_line", invoice=invoice, description="y", quantity=1, unit_price="100")
    assert books.call("get_invoice", id=invoice)["total"] == 190


def test_what_somebody_owes_is_the_sum_of_what_refers_to_them() -> None:
    club = Running(
        "# Club\nA member has a name. A fee has a member and an amount in euro. A clerk can add a fee. "
        "The balance of a member is the sum of their fees."
    )
    assert club.unclear == []
    one, other = (club.call("add_member", name=name)["id"] for name in "AB")
    for amount in ("3.50", "2"):
        club.call("add_fee", member=one, amount=amount)
    assert [club.call("get_member", id=each)["balance"] for each in (one, other)] == [Decimal("5.5"), 0]


@pytest.mark.parametrize(
    "rule",
    [
        "A lesson of 45 minutes costs 52.00 euro and a lesson of 90 minutes costs 98.00 euro.",
        "The price is 52 euro for 45 minutes and 98 euro for 90 minutes.",
    ],
)
@pytest.mark.parametrize("length", ["a length (45 or 90 minutes)", "a length in minutes"])
def test_what_each_length_costs(rule: str, length: str) -> None:
    school = Running(f"# School\nA lesson has a learner, a date and {length}. The office can enter a lesson. {rule}")
    assert school.unclear == []
    lessons = [school.call("enter_lesson", learner="l", date="2026-03-05", length=n) for n in (45, 90)]
    assert [lesson["price"] for lesson in lessons] == [52, 98]


@pytest.mark.parametrize(
    ("off", "back"),
    [
        ("its price is taken off the balance of the learner", "its price is returned to the balance of the learner"),
        ("its price is deducted from the balance of the learner", "its price is added to the balance of the learner"),
        (
            "the system shall deduct its price from the balance of the learner",
            "the system shall add its price to the balance of the learner",
        ),
    ],
)
def test_a_price_goes_off_a_balance_and_back(off: str, back: str) -> None:
    school = Running(
        "# School\nA learner has a name and a balance in euro. A lesson has a learner, a date and a price in euro. "
        f"The office can book a lesson. The office can cancel a lesson. When a lesson is booked, {off}. "
        f"When a lesson is cancelled, {back}."
    )
    assert school.unclear == []
    learner = school.call("add_learner", name="L", balance="100")["id"]
    lesson = school.call("add_lesson", learner=learner, date="2026-03-05", price="52")["id"]
    school.call("book_lesson", lesson=lesson, office="o")
    assert school.call("get_learner", id=learner)["balance"] == 48
    school.call("cancel_lesson", lesson=lesson)
    assert school.call("get_learner", id=learner)["balance"] == 100


def test_more_for_what_is_due_soon_after_its_entry() -> None:
    agency = Running(
        "# Translation\nA job has a client, a number of words and a due time. A project manager can enter a job. "
        "The price is 0.14 euro per word, but at least 35.00 euro. "
        "If the due time is less than 24 hours after entry, 25 percent is added."
    )
    assert agency.unclear == []

    def price(words: int, due: str) -> Any:
        return agency.call("enter_job", "2026-03-02T09:00", client="C", number_of_words=words, due_time=due)["price"]

    assert [price(words, "2026-03-04T09:00") for words in (250, 251, 10)] == [35, Decimal("35.14"), 35]
    assert [price(1000, due) for due in ("2026-03-03T09:00", "2026-03-03T08:59")] == [140, 175]
    assert price(10, "2026-03-03T08:59") == Decimal("43.75")
