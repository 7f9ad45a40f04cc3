"""The ten acceptance checks of `specs/library-lending.md`."""

from __future__ import annotations

import pytest

from tests.acceptance._driver import Json, System

SLUG = "library-lending"
MISSING: dict[int, str] = {}
ADD_READER, ADD_TITLE, ADD_ITEM, ADD_CHARGE = "add_reader", "add_title", "add_item", "add_charge"
BORROW, GIVE_BACK, RENEW, RESERVE = "borrow_item", "return_item", "renew_loan", "reserve_item"
WEED, PAY = "weed_item", "pay_charge"
GET_READER, GET_ITEM, GET_LOAN, LIST_LOANS = "get_reader", "get_item", "get_loan", "list_loans"
UNPAID = "list_of_unpaid_charges"


def a_reader(system: System, at: str, name: str = "Ada") -> str:
    return str(system.call(ADD_READER, at, name=name)["id"])


def an_item(system: System, at: str, title: str | None = None, **more: Json) -> str:
    title = title or system.call(ADD_TITLE, at, name="Middlemarch")["id"]
    return str(system.call(ADD_ITEM, at, title=title, **more)["id"])


def a_loan(system: System, at: str, **more: str) -> Json:
    reader = more.get("reader") or a_reader(system, at)
    return system.call(BORROW, at, reader=reader, item=more.get("item") or an_item(system, at))


def test_1_due_date_moves_to_the_next_open_day(system: System) -> None:
    assert a_loan(system, "2026-03-03T10:00")["due_date"] == "2026-04-02"
    assert a_loan(system, "2026-03-07T10:00")["due_date"] == "2026-04-07"


def test_2_at_most_five_loans_and_never_a_reference_work(system: System) -> None:
    at = "2026-03-03T10:00"
    reader = a_reader(system, at)
    items = [an_item(system, at) for _ in range(6)]
    for item in items[:5]:
        system.call(BORROW, at, reader=reader, item=item)
    system.refused(BORROW, at, reader=reader, item=items[5])
    system.call(GIVE_BACK, at, item=items[0])
    system.call(BORROW, at, reader=reader, item=items[5])
    reference_work = an_item(system, at, reference_work=True)
    system.refused(BORROW, at, reader=a_reader(system, at), item=reference_work)
    before = len(system.call(LIST_LOANS, at))
    assert system.refused(BORROW, at, reader="reader-4711", item=items[0])["field"] == "reader"
    assert len(system.call(LIST_LOANS, at)) == before


def test_3_at_most_two_renewals_and_none_of_a_reserved_item(system: System) -> None:
    at = "2026-03-03T10:00"
    loan, reserved = a_loan(system, at), a_loan(system, at)
    assert loan["due_date"] == "2026-04-02"
    system.call(RESERVE, at, reader=a_reader(system, at), item=reserved["item"])
    at = "2026-03-20T10:00"
    assert system.call(RENEW, at, loan=loan["id"])["due_date"] == "2026-05-02"
    assert system.call(RENEW, at, loan=loan["id"])["due_date"] == "2026-06-02"
    system.refused(RENEW, at, loan=loan["id"])
    system.refused(RENEW, at, loan=reserved["id"])
    assert system.call(GET_LOAN, at, loan=reserved["id"])["due_date"] == "2026-04-02"


def test_4_kept_three_open_days_for_whoever_asked_first_then_the_next(system: System) -> None:
    at = "2026-04-01T10:00"
    item = a_loan(system, at)["item"]
    first, second = a_reader(system, at, "R1"), a_reader(system, at, "R2")
    system.call(RESERVE, "2026-04-01T11:00", reader=first, item=item)
    system.call(RESERVE, "2026-04-01T12:00", reader=second, item=item)
    system.restart()
    system.call(GIVE_BACK, "2026-04-10T15:00", item=item)
    system.refused(BORROW, "2026-04-10T16:00", reader=second, item=item)
    assert system.call(GET_ITEM, "2026-04-15T12:00", item=item)["kept_for"] == first
    assert system.call(GET_ITEM, "2026-04-16T12:00", item=item)["kept_for"] == second
    system.refused(BORROW, "2026-04-16T12:00", reader=first, item=item)
    system.call(BORROW, "2026-04-16T12:00", reader=second, item=item)


@pytest.mark.parametrize(("returned", "charge"), [("2026-04-09", 0), ("2026-04-14", 0.60), ("2026-06-05", 8.00)])
def test_5_charge_per_open_day_with_a_cap(system: System, returned: str, charge: float) -> None:
    loan = a_loan(system, "2026-03-10T10:00")
    assert loan["due_date"] == "2026-04-09"
    assert system.call(GIVE_BACK, f"{returned}T12:00", item=loan["item"])["charge"] == charge
    assert system.call(GET_READER, f"{returned}T12:00", reader=loan["reader"])["owed"] == charge


def test_6_owing_ten_euro_blocks(system: System) -> None:
    at = "2026-03-03T10:00"
    one, other = a_reader(system, at), a_reader(system, at)
    system.call(ADD_CHARGE, at, reader=one, amount=9.80)
    system.call(ADD_CHARGE, at, reader=other, amount=10.00)
    system.call(BORROW, at, reader=one, item=an_item(system, at))
    item = an_item(system, at)
    system.refused(BORROW, at, reader=other, item=item)
    system.call(PAY, at, reader=other, amount=0.20)
    system.call(BORROW, at, reader=other, item=item)


def test_7_weeding_after_five_years_but_never_the_last_copy(system: System) -> None:
    start = "2021-04-01T10:00"
    reader = a_reader(system, start)
    title, other = (system.call(ADD_TITLE, start, name=name)["id"] for name in ("Emma", "Ulysses"))
    first, second = an_item(system, start, title), an_item(system, start, title)
    third = an_item(system, start, other)
    an_item(system, start, other)
    for item, day in ((first, "2021-04-30"), (second, "2021-05-01"), (third, "2022-01-15")):
        system.call(BORROW, f"{day}T10:00", reader=reader, item=item)
        system.call(GIVE_BACK, f"{day}T11:00", item=item)
    now = "2026-06-02T10:00"
    system.call(WEED, now, item=first)
    system.refused(WEED, now, item=second)
    system.refused(WEED, now, item=third)


def test_8_the_treasurer_has_one_list_a_month(system: System) -> None:
    at = "2026-04-15T10:00"
    owing, clear = a_reader(system, at, "Owing"), a_reader(system, at, "Clear")
    system.call(ADD_CHARGE, at, reader=owing, amount=3.20)
    assert not system.sent(UNPAID)
    system.clock("2026-05-01T23:00")
    (listed,) = system.sent(UNPAID, role="treasurer")
    shown = str(listed["data"])
    assert owing in shown
    assert "3.2" in shown
    assert clear not in shown
    system.clock("2026-05-31T23:00")
    assert len(system.sent(UNPAID)) == 1


def test_9_no_negative_payment_and_no_renewal_after_return(system: System) -> None:
    at = "2026-03-03T10:00"
    reader = a_reader(system, at)
    system.call(ADD_CHARGE, at, reader=reader, amount=10.00)
    system.refused(PAY, at, reader=reader, amount=-1.00)
    assert system.call(GET_READER, at, reader=reader)["owed"] == 10.00
    loan = a_loan(system, at)
    system.call(GIVE_BACK, at, item=loan["item"])
    system.refused(RENEW, at, loan=loan["id"])


def test_10_borrower_is_assumed_to_be_the_reader(system: System) -> None:
    lines = [line for line in system.report() if line["status"] == "assumed"]
    assert any("borrower" in f"{line['sentence']} {line['note']}" for line in lines)
    assert any("reader" in str(line["note"]) for line in lines)
    assert not [each["name"] for each in system.package.operations() if "borrower" in each["name"]]
