"""Each operation, done as it should be."""

from story import Story


def test_borrow_item_is_done(story: Story) -> None:
    """borrow_item is done"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.keeps(
        "borrow_item",
        {"reader": "reader-1", "item": "item-1"},
        gives={
            "id": "loan-1",
            "borrowed_on": "2026-03-04",
            "due_date": "2026-04-03",
            "returned_on": None,
            "renewals": 0,
            "charge": 0,
        },
    )


def test_return_item_is_done(story: Story) -> None:
    """return_item is done"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.keeps(
        "return_item",
        {"item": "item-1"},
        gives={
            "id": "loan-1",
            "reader": "reader-1",
            "borrowed_on": "2026-03-04",
            "due_date": "2026-04-03",
            "returned_on": "2026-03-04",
            "renewals": 0,
            "charge": 0,
        },
    )


def test_reserve_item_is_done(story: Story) -> None:
    """reserve_item is done"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.keeps(
        "reserve_item",
        {"reader": "reader-1", "item": "item-1"},
        gives={
            "id": "reservation-1",
            "reserved_at": "2026-03-04T09:00:00+00:00",
            "status": "waiting",
            "kept_until": None,
        },
    )


def test_renew_loan_is_done(story: Story) -> None:
    """renew_loan is done"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call(
        "renew_loan",
        {"loan": "loan-1"},
        gives={
            "id": "loan-1",
            "reader": "reader-1",
            "item": "item-1",
            "borrowed_on": "2026-03-04",
            "due_date": "2026-05-05",
            "returned_on": None,
            "renewals": 1,
            "charge": 0,
        },
    )


def test_add_charge_is_done(story: Story) -> None:
    """add_charge is done"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.keeps(
        "add_charge",
        {"reader": "reader-1", "amount": 1},
        gives={"id": "charge-1", "loan": None, "charged_on": "2026-03-04"},
    )


def test_pay_charge_is_done(story: Story) -> None:
    """pay_charge is done"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.keeps(
        "pay_charge", {"reader": "reader-1", "amount": 1}, gives={"id": "payment-1", "paid_on": "2026-03-04"}
    )


def test_weed_item_is_done(story: Story) -> None:
    """weed_item is done"""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {})
    story.call("add_item", {"reference_work": True, "title": "title-1"})
    story.call("add_item", {"title": "title-1"})
    story.clock("2032-03-12T09:00")
    story.call(
        "weed_item",
        {"item": "item-2"},
        gives={
            "id": "item-2",
            "reference_work": False,
            "weeded_on": "2032-03-12",
            "added_on": "2026-03-04",
            "title": "title-1",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )


def test_add_reader_is_done(story: Story) -> None:
    """add_reader is done"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {}, gives={"id": "reader-1", "name": None, "owed": 0})


def test_add_item_is_done(story: Story) -> None:
    """add_item is done"""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {})
    story.keeps(
        "add_item",
        {"title": "title-1"},
        gives={
            "id": "item-1",
            "reference_work": False,
            "weeded_on": None,
            "added_on": "2026-03-04",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )


def test_add_title_is_done(story: Story) -> None:
    """add_title is done"""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {}, gives={"id": "title-1", "name": None, "copies": 0})
