"""What agents do in answer to what other agents did."""

from story import Story


def test_keep_the_item_for_whoever_asked_first(story: Story) -> None:
    """Keep the item for whoever asked first."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-1"})
    story.call("return_item", {"item": "item-1"})
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 0}])
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": "2026-03-04",
                "kept_for": "reader-1",
            }
        ],
    )
    story.call(
        "list_loans",
        {},
        gives=[
            {
                "id": "loan-1",
                "reader": "reader-1",
                "item": "item-1",
                "borrowed_on": "2026-03-04",
                "due_date": "2026-04-03",
                "returned_on": "2026-03-04",
                "renewals": 0,
                "charge": 0,
            }
        ],
    )
    story.call(
        "list_reservations",
        {},
        gives=[
            {
                "id": "reservation-1",
                "reader": "reader-1",
                "item": "item-1",
                "reserved_at": "2026-03-04T09:00:00+00:00",
                "status": "kept",
                "kept_until": "2026-03-07",
            }
        ],
    )
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 1}])


def test_keep_the_item_for_whoever_asked_first_1_day_later(story: Story) -> None:
    """Keep the item for whoever asked first, 1 day later"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-1"})
    story.clock("2026-03-05T09:00")
    story.call("return_item", {"item": "item-1"})
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 0}])
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": "2026-03-04",
                "kept_for": "reader-1",
            }
        ],
    )
    story.call(
        "list_loans",
        {},
        gives=[
            {
                "id": "loan-1",
                "reader": "reader-1",
                "item": "item-1",
                "borrowed_on": "2026-03-04",
                "due_date": "2026-04-03",
                "returned_on": "2026-03-05",
                "renewals": 0,
                "charge": 0,
            }
        ],
    )
    story.call(
        "list_reservations",
        {},
        gives=[
            {
                "id": "reservation-1",
                "reader": "reader-1",
                "item": "item-1",
                "reserved_at": "2026-03-04T09:00:00+00:00",
                "status": "kept",
                "kept_until": "2026-03-10",
            }
        ],
    )
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 1}])


def test_keep_the_item_for_whoever_asked_first_40_days_later(story: Story) -> None:
    """Keep the item for whoever asked first, 40 days later"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-1"})
    story.clock("2026-04-13T09:00")
    story.call("return_item", {"item": "item-1"})
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 1.2}])
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": "2026-03-04",
                "kept_for": "reader-1",
            }
        ],
    )
    story.call(
        "list_loans",
        {},
        gives=[
            {
                "id": "loan-1",
                "reader": "reader-1",
                "item": "item-1",
                "borrowed_on": "2026-03-04",
                "due_date": "2026-04-03",
                "returned_on": "2026-04-13",
                "renewals": 0,
                "charge": 1.2,
            }
        ],
    )
    story.call(
        "list_reservations",
        {},
        gives=[
            {
                "id": "reservation-1",
                "reader": "reader-1",
                "item": "item-1",
                "reserved_at": "2026-03-04T09:00:00+00:00",
                "status": "kept",
                "kept_until": "2026-04-16",
            }
        ],
    )
    story.call(
        "list_charges",
        {},
        gives=[
            {
                "id": "charge-1",
                "reader": "reader-1",
                "loan": "loan-1",
                "amount": 1.2,
                "charged_on": "2026-04-13",
            }
        ],
    )
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 1}])


def test_keep_the_item_for_whoever_asked_first_400_days_later(story: Story) -> None:
    """Keep the item for whoever asked first, 400 days later"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-1"})
    story.clock("2027-04-08T09:00")
    story.call("return_item", {"item": "item-1"})
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 8}])
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": "2026-03-04",
                "kept_for": "reader-1",
            }
        ],
    )
    story.call(
        "list_loans",
        {},
        gives=[
            {
                "id": "loan-1",
                "reader": "reader-1",
                "item": "item-1",
                "borrowed_on": "2026-03-04",
                "due_date": "2026-04-03",
                "returned_on": "2027-04-08",
                "renewals": 0,
                "charge": 8,
            }
        ],
    )
    story.call(
        "list_reservations",
        {},
        gives=[
            {
                "id": "reservation-1",
                "reader": "reader-1",
                "item": "item-1",
                "reserved_at": "2026-03-04T09:00:00+00:00",
                "status": "kept",
                "kept_until": "2027-04-13",
            }
        ],
    )
    story.call(
        "list_charges",
        {},
        gives=[
            {
                "id": "charge-1",
                "reader": "reader-1",
                "loan": "loan-1",
                "amount": 8,
                "charged_on": "2027-04-08",
            }
        ],
    )
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 1}])


def test_the_item_that_was_kept_is_fetched(story: Story) -> None:
    """The item that was kept is fetched."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-2"})
    story.call("return_item", {"item": "item-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 0}])
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": None,
                "kept_for": None,
            },
            {
                "id": "item-2",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-2",
                "out": True,
                "last_borrowed_on": "2026-03-04",
                "kept_for": None,
            },
        ],
    )
    story.call(
        "list_loans",
        {},
        gives=[
            {
                "id": "loan-1",
                "reader": "reader-1",
                "item": "item-2",
                "borrowed_on": "2026-03-04",
                "due_date": "2026-04-03",
                "returned_on": "2026-03-04",
                "renewals": 0,
                "charge": 0,
            },
            {
                "id": "loan-2",
                "reader": "reader-1",
                "item": "item-2",
                "borrowed_on": "2026-03-04",
                "due_date": "2026-04-03",
                "returned_on": None,
                "renewals": 0,
                "charge": 0,
            },
        ],
    )
    story.call(
        "list_reservations",
        {},
        gives=[
            {
                "id": "reservation-1",
                "reader": "reader-1",
                "item": "item-2",
                "reserved_at": "2026-03-04T09:00:00+00:00",
                "status": "fetched",
                "kept_until": "2026-03-07",
            }
        ],
    )
    story.call(
        "list_charges",
        {},
        gives=[
            {"id": "charge-1", "reader": "reader-1", "loan": None, "amount": 1, "charged_on": "2026-03-04"}
        ],
    )
    story.call(
        "list_payments",
        {},
        gives=[{"id": "payment-1", "reader": "reader-1", "amount": 1, "paid_on": "2026-03-04"}],
    )
    story.call(
        "list_titles",
        {},
        gives=[{"id": "title-1", "name": None, "copies": 1}, {"id": "title-2", "name": None, "copies": 1}],
    )


def test_the_item_that_was_kept_is_fetched_1_day_later(story: Story) -> None:
    """The item that was kept is fetched, 1 day later"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-2"})
    story.call("return_item", {"item": "item-2"})
    story.clock("2026-03-05T09:00")
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 0}])
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": None,
                "kept_for": None,
            },
            {
                "id": "item-2",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-2",
                "out": True,
                "last_borrowed_on": "2026-03-05",
                "kept_for": None,
            },
        ],
    )
    story.call(
        "list_loans",
        {},
        gives=[
            {
                "id": "loan-1",
                "reader": "reader-1",
                "item": "item-2",
                "borrowed_on": "2026-03-04",
                "due_date": "2026-04-03",
                "returned_on": "2026-03-04",
                "renewals": 0,
                "charge": 0,
            },
            {
                "id": "loan-2",
                "reader": "reader-1",
                "item": "item-2",
                "borrowed_on": "2026-03-05",
                "due_date": "2026-04-04",
                "returned_on": None,
                "renewals": 0,
                "charge": 0,
            },
        ],
    )
    story.call(
        "list_reservations",
        {},
        gives=[
            {
                "id": "reservation-1",
                "reader": "reader-1",
                "item": "item-2",
                "reserved_at": "2026-03-04T09:00:00+00:00",
                "status": "fetched",
                "kept_until": "2026-03-07",
            }
        ],
    )
    story.call(
        "list_charges",
        {},
        gives=[
            {"id": "charge-1", "reader": "reader-1", "loan": None, "amount": 1, "charged_on": "2026-03-04"}
        ],
    )
    story.call(
        "list_payments",
        {},
        gives=[{"id": "payment-1", "reader": "reader-1", "amount": 1, "paid_on": "2026-03-04"}],
    )
    story.call(
        "list_titles",
        {},
        gives=[{"id": "title-1", "name": None, "copies": 1}, {"id": "title-2", "name": None, "copies": 1}],
    )


def test_the_item_that_was_kept_is_fetched_40_days_later(story: Story) -> None:
    """The item that was kept is fetched, 40 days later"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-2"})
    story.call("return_item", {"item": "item-2"})
    story.clock("2026-04-13T09:00")
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 0}])
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": None,
                "kept_for": None,
            },
            {
                "id": "item-2",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-2",
                "out": True,
                "last_borrowed_on": "2026-04-13",
                "kept_for": None,
            },
        ],
    )
    story.call(
        "list_loans",
        {},
        gives=[
            {
                "id": "loan-1",
                "reader": "reader-1",
                "item": "item-2",
                "borrowed_on": "2026-03-04",
                "due_date": "2026-04-03",
                "returned_on": "2026-03-04",
                "renewals": 0,
                "charge": 0,
            },
            {
                "id": "loan-2",
                "reader": "reader-1",
                "item": "item-2",
                "borrowed_on": "2026-04-13",
                "due_date": "2026-05-13",
                "returned_on": None,
                "renewals": 0,
                "charge": 0,
            },
        ],
    )
    story.call(
        "list_reservations",
        {},
        gives=[
            {
                "id": "reservation-1",
                "reader": "reader-1",
                "item": "item-2",
                "reserved_at": "2026-03-04T09:00:00+00:00",
                "status": "lapsed",
                "kept_until": "2026-03-07",
            }
        ],
    )
    story.call(
        "list_charges",
        {},
        gives=[
            {"id": "charge-1", "reader": "reader-1", "loan": None, "amount": 1, "charged_on": "2026-03-04"}
        ],
    )
    story.call(
        "list_payments",
        {},
        gives=[{"id": "payment-1", "reader": "reader-1", "amount": 1, "paid_on": "2026-03-04"}],
    )
    story.call(
        "list_titles",
        {},
        gives=[{"id": "title-1", "name": None, "copies": 1}, {"id": "title-2", "name": None, "copies": 1}],
    )


def test_the_item_that_was_kept_is_fetched_400_days_later(story: Story) -> None:
    """The item that was kept is fetched, 400 days later"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-2"})
    story.call("return_item", {"item": "item-2"})
    story.clock("2027-04-08T09:00")
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 0}])
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": None,
                "kept_for": None,
            },
            {
                "id": "item-2",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-2",
                "out": True,
                "last_borrowed_on": "2027-04-08",
                "kept_for": None,
            },
        ],
    )
    story.call(
        "list_loans",
        {},
        gives=[
            {
                "id": "loan-1",
                "reader": "reader-1",
                "item": "item-2",
                "borrowed_on": "2026-03-04",
                "due_date": "2026-04-03",
                "returned_on": "2026-03-04",
                "renewals": 0,
                "charge": 0,
            },
            {
                "id": "loan-2",
                "reader": "reader-1",
                "item": "item-2",
                "borrowed_on": "2027-04-08",
                "due_date": "2027-05-08",
                "returned_on": None,
                "renewals": 0,
                "charge": 0,
            },
        ],
    )
    story.call(
        "list_reservations",
        {},
        gives=[
            {
                "id": "reservation-1",
                "reader": "reader-1",
                "item": "item-2",
                "reserved_at": "2026-03-04T09:00:00+00:00",
                "status": "lapsed",
                "kept_until": "2026-03-07",
            }
        ],
    )
    story.call(
        "list_charges",
        {},
        gives=[
            {"id": "charge-1", "reader": "reader-1", "loan": None, "amount": 1, "charged_on": "2026-03-04"}
        ],
    )
    story.call(
        "list_payments",
        {},
        gives=[{"id": "payment-1", "reader": "reader-1", "amount": 1, "paid_on": "2026-03-04"}],
    )
    story.call(
        "list_titles",
        {},
        gives=[{"id": "title-1", "name": None, "copies": 1}, {"id": "title-2", "name": None, "copies": 1}],
    )


def test_charge_the_reader_for_being_late(story: Story) -> None:
    """Charge the reader for being late."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.clock("2026-04-13T09:00")
    story.call("return_item", {"item": "item-1"})
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 1.2}])
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": "2026-03-04",
                "kept_for": None,
            }
        ],
    )
    story.call(
        "list_loans",
        {},
        gives=[
            {
                "id": "loan-1",
                "reader": "reader-1",
                "item": "item-1",
                "borrowed_on": "2026-03-04",
                "due_date": "2026-04-03",
                "returned_on": "2026-04-13",
                "renewals": 0,
                "charge": 1.2,
            }
        ],
    )
    story.call(
        "list_charges",
        {},
        gives=[
            {
                "id": "charge-1",
                "reader": "reader-1",
                "loan": "loan-1",
                "amount": 1.2,
                "charged_on": "2026-04-13",
            }
        ],
    )
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 1}])


def test_charge_the_reader_for_being_late_1_day_later(story: Story) -> None:
    """Charge the reader for being late, 1 day later"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.clock("2026-04-13T09:00")
    story.clock("2026-04-14T09:00")
    story.call("return_item", {"item": "item-1"})
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 1.4}])
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": "2026-03-04",
                "kept_for": None,
            }
        ],
    )
    story.call(
        "list_loans",
        {},
        gives=[
            {
                "id": "loan-1",
                "reader": "reader-1",
                "item": "item-1",
                "borrowed_on": "2026-03-04",
                "due_date": "2026-04-03",
                "returned_on": "2026-04-14",
                "renewals": 0,
                "charge": 1.4,
            }
        ],
    )
    story.call(
        "list_charges",
        {},
        gives=[
            {
                "id": "charge-1",
                "reader": "reader-1",
                "loan": "loan-1",
                "amount": 1.4,
                "charged_on": "2026-04-14",
            }
        ],
    )
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 1}])


def test_charge_the_reader_for_being_late_40_days_later(story: Story) -> None:
    """Charge the reader for being late, 40 days later"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.clock("2026-04-13T09:00")
    story.clock("2026-05-23T09:00")
    story.call("return_item", {"item": "item-1"})
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 7.2}])
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": "2026-03-04",
                "kept_for": None,
            }
        ],
    )
    story.call(
        "list_loans",
        {},
        gives=[
            {
                "id": "loan-1",
                "reader": "reader-1",
                "item": "item-1",
                "borrowed_on": "2026-03-04",
                "due_date": "2026-04-03",
                "returned_on": "2026-05-23",
                "renewals": 0,
                "charge": 7.2,
            }
        ],
    )
    story.call(
        "list_charges",
        {},
        gives=[
            {
                "id": "charge-1",
                "reader": "reader-1",
                "loan": "loan-1",
                "amount": 7.2,
                "charged_on": "2026-05-23",
            }
        ],
    )
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 1}])


def test_charge_the_reader_for_being_late_400_days_later(story: Story) -> None:
    """Charge the reader for being late, 400 days later"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.clock("2026-04-13T09:00")
    story.clock("2027-05-18T09:00")
    story.call("return_item", {"item": "item-1"})
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 8}])
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": "2026-03-04",
                "kept_for": None,
            }
        ],
    )
    story.call(
        "list_loans",
        {},
        gives=[
            {
                "id": "loan-1",
                "reader": "reader-1",
                "item": "item-1",
                "borrowed_on": "2026-03-04",
                "due_date": "2026-04-03",
                "returned_on": "2027-05-18",
                "renewals": 0,
                "charge": 8,
            }
        ],
    )
    story.call(
        "list_charges",
        {},
        gives=[
            {
                "id": "charge-1",
                "reader": "reader-1",
                "loan": "loan-1",
                "amount": 8,
                "charged_on": "2027-05-18",
            }
        ],
    )
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 1}])
