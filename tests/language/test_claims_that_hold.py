"""What a sentence is reported to do is done: deeds that change, rules that refuse, states, and the halves of a sentence."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


def fates(made: Running) -> dict[str, str]:
    """What became of each clause, by its text."""
    return {" ".join(c.text.split()).strip(" ,;."): c.status for c in made.specification.clauses}


def inputs(made: Running, operation: str) -> set[str]:
    """What an operation is given."""
    found = next(o for o in made.specification.operations if o.name == operation)
    return {p.name for p in found.inputs}


@pytest.mark.parametrize("verb", ["change", "edit", "correct", "update", "amend"])
def test_what_may_be_changed_takes_new_values(verb: str) -> None:
    diary = Running(
        f"# Diary\nEach entry has a title, a date and a text.\nA member may {verb} an entry.\n"
        "An entry's title must not be longer than 5 characters."
    )
    entry = diary.call("add_entry", title="Rain", date="2026-03-01", text="all day")["id"]
    changed = diary.call(f"{verb}_entry", entry=entry, title="Sun")
    assert (changed["title"], changed["date"], changed["text"]) == ("Sun", "2026-03-01", "all day")
    assert diary.refused(f"{verb}_entry", entry=entry, title="Sunshine")
    assert not diary.refused(f"{verb}_entry", entry=entry, title="Hails")


def test_what_is_refused_at_first_is_refused_later_too() -> None:
    trips = Running(
        "# Trips\nA boat has a name and a state (sound, leaking).\nA booking has a boat and a number of people.\n"
        "A booking is refused if the boat is leaking. Staff can update a boat.\n"
        "The office may correct a booking. Staff can cancel a booking. A cancelled booking cannot be changed."
    )
    boat, leaky = (trips.call("add_boat", name="Tern", state=state)["id"] for state in ("sound", "leaking"))
    booking = trips.call("add_booking", boat=boat, number_of_people=2)["id"]
    assert trips.refused("correct_booking", booking=booking, boat=leaky)
    assert trips.call("correct_booking", booking=booking, number_of_people=4)["number_of_people"] == 4
    trips.call("cancel_booking", booking=booking)
    assert trips.refused("correct_booking", booking=booking, number_of_people=3)


def test_what_is_never_done_is_no_operation() -> None:
    records = Running("# Records\nA reading has a value and a date. Readings cannot be edited by anybody.")
    assert "edit_reading" not in {o.name for o in records.specification.operations}
    assert records.unclear == []


def test_the_fields_of_things_that_are_there_can_be_set() -> None:
    lockers = Running(
        "# Lockers\nThere are 20 lockers, numbered 1 to 20, each with a size (small, large).\n"
        "A rental has a locker and a name.\nA locker that is large cannot be rented."
    )
    lockers.call("update_locker", locker="3", size="large")
    assert lockers.refused("add_rental", locker="3", name="A")
    assert not lockers.refused("add_rental", locker="4", name="A")
    assert any("update_locker sets it" in a.text for a in lockers.specification.assumptions)


def test_a_state_that_only_a_rule_speaks_of_can_be_reached() -> None:
    repairs = Running(
        "# Repairs\nA repair has a customer, a device and a status (received, ready, collected).\n"
        "A repair starts as received. When a repair is ready, the customer is told."
    )
    assert repairs.refused("add_repair", customer="c1", device="clock", status="collected")
    repair = repairs.call("add_repair", customer="c1", device="clock")
    assert repair["status"] == "received"
    assert repairs.call("set_ready_repair", repair=repair["id"])["status"] == "ready"
    assert repairs.call("collect_repair", repair=repair["id"])["status"] == "collected"


def test_refusing_something_to_somebody_is_a_rule() -> None:
    gear = Running(
        "# Gear\nA helmet has a number and a size (small, large). A guest has a name and an age.\n"
        "A loan has a helmet and a guest. The warden may end a loan.\n"
        "As the warden, I need to refuse helmets to guests under 12.\n"
        "Large helmets are denied to guests who are younger than 14.\n"
        "We refuse a loan to a guest who has an open loan."
    )
    assert gear.unclear == []
    assert not any("refuse" in o.name for o in gear.specification.operations)
    small = gear.call("add_helmet", number=1, size="small")["id"]
    large = gear.call("add_helmet", number=2, size="large")["id"]
    child, twelve, big = (gear.call("add_guest", name="G", age=age)["id"] for age in (11, 12, 14))
    assert gear.refused("add_loan", helmet=small, guest=child)
    assert gear.refused("add_loan", helmet=large, guest=twelve)
    loan = gear.call("add_loan", helmet=small, guest=twelve)["id"]
    assert gear.refused("add_loan", helmet=small, guest=twelve)
    gear.call("end_loan", loan=loan)
    assert not gear.refused("add_loan", helmet=small, guest=twelve)
    assert not gear.refused("add_loan", helmet=large, guest=big)


def test_the_vague_half_of_a_sentence_is_unclear_by_itself() -> None:
    notes = Running(
        "# Notes\nA note has a title and a text.\nEverything survives a restart, and the forms ought to be friendly.\n"
        "Nothing may be lost in a crash; the colours are up to you."
    )
    told = fates(notes)
    assert told["Everything survives a restart"] == "implemented"
    assert told["and the forms ought to be friendly"] == "unclear"
    assert told["the colours are up to you"] == "unclear"


def test_a_plain_deed_says_what_is_not_understood_of_it() -> None:
    scales = Running("# Scales\nA scale has a name.\nInspectors calibrate the scales on Fridays with great care.")
    told = fates(scales)
    assert told["Inspectors calibrate the scales"] == "generic"
    assert told["on Fridays with great care"] == "unclear"
    scale = scales.call("add_scale", name="S")["id"]
    assert scales.call("calibrate_scale", scale=scale)["calibrated_at"] is not None


def told(made: Running, at: str) -> list[tuple[str, str]]:
    """Who was told what until then."""
    made.machine.clock(at)
    return [(note.type, note.to) for note in made.machine.notes]


def test_a_canoe_that_is_not_back_is_a_rental_that_is_out() -> None:
    hire = Running(
        "# Canoe hire\nA canoe has a number. A rental has a canoe, a guest and a start time.\n"
        "A guest can rent a canoe. A guest returns a canoe.\nIf a canoe is not back by 19:30, the warden is told."
    )
    assert hire.unclear == []
    canoe = hire.call("add_canoe", number="1")["id"]
    first = hire.call("rent_canoe", canoe=canoe, guest="g1", start_time="2026-03-02T10:00")["id"]
    hire.call("return_rental", "2026-03-02T19:29", rental=first)
    assert told(hire, "2026-03-03T08:00") == []
    hire.call("rent_canoe", "2026-03-03T10:00", canoe=canoe, guest="g1", start_time="2026-03-03T10:00")
    assert told(hire, "2026-03-03T19:29") == []
    assert len(told(hire, "2026-03-03T19:31")) == 1


def test_a_reservation_lapses_and_the_thing_reserved_stays() -> None:
    toys = Running(
        "# Toys\nA toy has a name. A family can reserve a toy. A reservation lapses after 5 days.",
        start="2026-03-02T09:00",
    )
    toy = toys.call("add_toy", name="Bear")["id"]
    reservation = toys.call("reserve_toy", toy=toy, family="f1")["id"]
    toys.machine.clock("2026-03-07T08:59")
    assert toys.call("get_reservation", id=reservation)["lapsed_at"] is None
    toys.machine.clock("2026-03-07T09:00")
    assert toys.call("get_reservation", id=reservation)["lapsed_at"] is not None


INVOICES = (
    "# Invoices\nA customer has a name. An invoice has a customer, an amount in euro and a due date.\n"
    "Staff can cancel an invoice. Staff can pay an invoice.\n"
    "If an invoice is not paid 14 days after its due date, the customer is reminded.\n"
    "Three days before the due date the customer is reminded.\n"
    "A customer may have at most 2 open invoices at a time.\n"
)


@pytest.mark.parametrize("deed", ["cancel_invoice", "pay_invoice"])
def test_nobody_is_reminded_of_what_is_over(deed: str) -> None:
    books = Running(INVOICES)
    ann, ben = (books.call("add_customer", name=name)["id"] for name in ("Ann", "Ben"))
    kept, over = (
        books.call("add_invoice", customer=who, amount="5", due_date="2026-03-20")["id"] for who in (ann, ben)
    )
    books.call(deed, invoice=over)
    assert told(books, "2026-03-16T23:59") == []
    assert told(books, "2026-03-17T08:00") == [("reminder", ann)]
    assert told(books, "2026-04-05T08:00") == [("reminder", ann), ("reminder", ann)]
    assert kept != over


@pytest.mark.parametrize("deed", ["cancel_invoice", "pay_invoice"])
def test_what_is_over_does_not_count(deed: str) -> None:
    books = Running(INVOICES)
    given = {"customer": books.call("add_customer", name="Ann")["id"], "amount": "5", "due_date": "2026-03-20"}
    first = books.call("add_invoice", **given)["id"]
    books.call("add_invoice", **given)
    assert books.refused("add_invoice", **given)
    books.call(deed, invoice=first)
    assert not books.refused("add_invoice", **given)


def test_what_people_get_without_a_word_about_when() -> None:
    gifts = Running(
        "# Gifts\nA donor has a name. A donation has a donor and an amount in euro.\nDonors get a letter of thanks."
    )
    assert gifts.unclear == []
    donor, other = (gifts.call("add_donor", name=name)["id"] for name in "AB")
    assert told(gifts, "2026-03-02T10:00") == []
    gifts.call("add_donation", donor=donor, amount="5")
    assert told(gifts, "2026-03-02T11:00") == [("notice", donor)]
    assert other != donor
    assert any("as soon as a donation is entered" in a.text for a in gifts.specification.assumptions)


def test_nobody_knows_when_where_several_things_could_be_meant() -> None:
    gifts = Running(
        "# Gifts\nA donor has a name. A donation has a donor and an amount in euro. A visit has a donor and a date.\n"
        "Donors get a letter of thanks."
    )
    assert gifts.unclear == ["Donors get a letter of thanks."]


def test_a_deadline_before_a_day_spares_what_was_entered_later() -> None:
    courses = Running(
        "# Courses\nA course has a title, a start date and a status (planned, held, cancelled).\n"
        "A participant has a name. A registration has a course and a participant.\n"
        "A course with fewer than 2 registrations is cancelled 3 days before the start date."
    )

    def course(at: str) -> str:
        return str(courses.call("add_course", at, title="T", start_date="2026-03-10")["id"])

    empty, full = course("2026-03-02T10:00"), course("2026-03-02T10:00")
    for name in "AB":
        person = courses.call("add_participant", name=name)["id"]
        courses.call("add_registration", course=full, participant=person)
    courses.machine.clock("2026-03-06T23:59")
    assert courses.call("get_course", id=empty)["status"] == "planned"
    courses.machine.clock("2026-03-07T00:00")
    late = course("2026-03-08T10:00")
    courses.machine.clock("2026-03-09T00:00")
    assert [courses.call("get_course", id=each)["status"] for each in (empty, full, late)] == [
        "cancelled", "planned", "planned",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rules",
    [
        "Staff can deliver an order. Delivery costs 4 euro.",
        "Staff can deliver an order. Delivering an order costs 4 euro.",
    ],
)
def test_what_a_deed_costs_is_due_where_it_was_done(rules: str) -> None:
    shop = Running(f"# Shop\nA basket has a name and a price in euro. An order has a basket and a customer.\n{rules}")
    assert shop.unclear == []
    basket = shop.call("add_basket", name="B", price="10")["id"]
    order = shop.call("add_order", basket=basket, customer="c")["id"]
    fee = next(d.name for e in shop.specification.entities if e.name == "order" for d in e.derivations)
    assert str(shop.call("get_order", id=order)[fee]) == "0.00"
    shop.call("deliver_order", order=order)
    assert str(shop.call("get_order", id=order)[fee]) == "4.00"


def test_whether_it_was_done_is_what_the_text_keeps_of_it() -> None:
    shop = Running("# Shop\nAn order has a customer and whether it is delivered. Staff can deliver an order.")
    order = shop.call("add_order", customer="c")["id"]
    assert shop.call("deliver_order", order=order)["delivered"] is True
    assert shop.refused("deliver_order", order=order)


def test_what_is_done_every_year_is_not_done_once() -> None:
    permits = Running("# Permits\nA permit has a number. A permit may be approved every year by the council.")
    permit = permits.call("add_permit", number="1")["id"]
    permits.call("approve_permit", "2026-03-02T10:00", permit=permit)
    assert not permits.refused("approve_permit", "2027-03-02T10:00", permit=permit)


def test_numbers_of_so_many_digits_and_codes_of_so_many_letters() -> None:
    cards = Running(
        "# Cards\nA card has a holder, a seven-digit number and a code of four letters.\n"
        "A box has a label and a PIN of five digits."
    )
    assert cards.unclear == []
    given = {"holder": "H", "number": 1234567, "code": "ABCD"}
    for wrong in ({"number": 999999}, {"number": 10000000}, {"code": "ABC"}, {"code": "ABCDE"}):
        assert cards.refused("add_card", **{**given, **wrong}), wrong
    assert not cards.refused("add_card", **given)
    assert cards.refused("add_box", label="L", pin="1234")
    assert not cards.refused("add_box", label="L", pin="01234")
    assert any("letters only is not checked" in a.text for a in cards.specification.assumptions)


def test_whose_a_booking_is_may_stand_elsewhere() -> None:
    kennel = Running(
        "# Kennel\nAn owner has a name and a phone number. A dog has a name and an owner. A booking has a dog and a day.\n"
        "Owners can cancel a booking. An owner may have at most 1 booking at a time.\n"
        "Two days before the day the owner is reminded."
    )
    owner, other = (kennel.call("add_owner", name=name, phone_number="1")["id"] for name in "AB")
    rex, max_ = (kennel.call("add_dog", name=name, owner=owner)["id"] for name in ("Rex", "Max"))
    tim = kennel.call("add_dog", name="Tim", owner=other)["id"]
    kennel.call("add_booking", dog=rex, day="2026-03-10")
    assert kennel.refused("add_booking", dog=max_, day="2026-03-12")
    assert not kennel.refused("add_booking", dog=tim, day="2026-03-20")
    assert told(kennel, "2026-03-09T00:00") == [("reminder", owner)]


CAFE = (
    "# Repair café\nA visitor has a name and a phone number.\n"
    "A device has a name and a status (received, in repair, repaired).\nA device starts as received.\n"
    "A helper can take a device into repair. When a device is repaired, the visitor is told.\n"
    "An appointment has a visitor and a date. Visitors can book and cancel an appointment.\n"
)


def test_what_is_taken_into_a_state_is_in_it() -> None:
    cafe = Running(CAFE)
    assert cafe.unclear == []
    device = cafe.call("add_device", name="Radio")["id"]
    assert inputs(cafe, "take_device") == {"device"}
    assert cafe.call("take_device", device=device)["status"] == "in repair"


def test_two_deeds_share_what_they_are_done_to() -> None:
    cafe = Running(CAFE)
    visitor = cafe.call("add_visitor", name="V", phone_number="1")["id"]
    appointment = cafe.call("book_appointment", visitor=visitor, date="2026-03-05")["id"]
    assert cafe.call("cancel_appointment", appointment=appointment)["cancelled_at"] is not None


def test_where_nobody_knows_who_is_meant_that_is_said() -> None:
    assumptions = [a.text for a in Running(CAFE).specification.assumptions]
    assert "“device” does not say which visitor it belongs to: every visitor is told." in assumptions


def test_what_is_counted_back_from_a_pronoun_is_not_guessed() -> None:
    desk = Running(
        "# Desk\nAn item has a name, a price and an owner.\nThe owner of an item gets a letter 60 days after it was entered.\n"
        "A second letter goes out 7 days before that."
    )
    assert fates(desk)["A second letter goes out 7 days before that"] == "unclear"
