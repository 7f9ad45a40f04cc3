"""Long stories: days on which much is asked for, and what everything has come to in the end."""

from story import Story


def test_a_long_story_1(story: Story) -> None:
    """a long story 1"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {}, gives={"id": "reader-1", "name": None, "owed": 0})
    story.call(
        "add_reader", {"name": "Ben Example"}, gives={"id": "reader-2", "name": "Ben Example", "owed": 0}
    )
    story.call("add_reader", {}, gives={"id": "reader-3", "name": None, "owed": 0})
    story.call(
        "add_reader", {"name": "Dan Example"}, gives={"id": "reader-4", "name": "Dan Example", "owed": 0}
    )
    story.call(
        "add_reader", {"name": "Eva Example"}, gives={"id": "reader-5", "name": "Eva Example", "owed": 0}
    )
    story.call(
        "add_reader", {"name": "Finn Example"}, gives={"id": "reader-6", "name": "Finn Example", "owed": 0}
    )
    story.clock("2026-03-05T09:00")
    story.clock("2026-03-07T00:00")
    story.call(
        "add_reader", {"name": "Gina Example"}, gives={"id": "reader-7", "name": "Gina Example", "owed": 0}
    )
    story.clock("2026-03-08T00:00")
    story.call(
        "pay_charge",
        {"reader": "reader-5", "amount": 0.01},
        gives={"id": "payment-1", "reader": "reader-5", "amount": 0.01, "paid_on": "2026-03-08"},
    )
    story.call(
        "pay_charge",
        {"reader": "reader-1", "amount": 100},
        gives={"id": "payment-2", "reader": "reader-1", "amount": 100, "paid_on": "2026-03-08"},
    )
    story.call("add_reader", {}, gives={"id": "reader-8", "name": None, "owed": 0})
    story.clock("2026-03-10T00:00")
    story.call(
        "add_title", {"name": "First title"}, gives={"id": "title-1", "name": "First title", "copies": 0}
    )
    story.call(
        "pay_charge",
        {"reader": "reader-6", "amount": 1},
        gives={"id": "payment-3", "reader": "reader-6", "amount": 1, "paid_on": "2026-03-10"},
    )
    story.call("add_reader", {}, gives={"id": "reader-9", "name": None, "owed": 0})
    story.clock("2026-03-11T00:00")
    story.call(
        "add_title", {"name": "Second title"}, gives={"id": "title-2", "name": "Second title", "copies": 0}
    )
    story.call(
        "add_item",
        {"reference_work": True, "title": "title-1"},
        gives={
            "id": "item-1",
            "reference_work": True,
            "weeded_on": None,
            "added_on": "2026-03-11",
            "title": "title-1",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )
    story.call(
        "add_item",
        {"reference_work": True, "title": "title-1"},
        gives={
            "id": "item-2",
            "reference_work": True,
            "weeded_on": None,
            "added_on": "2026-03-11",
            "title": "title-1",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )
    story.call(
        "add_item",
        {"title": "title-1"},
        gives={
            "id": "item-3",
            "reference_work": False,
            "weeded_on": None,
            "added_on": "2026-03-11",
            "title": "title-1",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )
    story.call(
        "add_item",
        {"title": "title-1"},
        gives={
            "id": "item-4",
            "reference_work": False,
            "weeded_on": None,
            "added_on": "2026-03-11",
            "title": "title-1",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )
    story.call(
        "add_item",
        {"title": "title-1"},
        gives={
            "id": "item-5",
            "reference_work": False,
            "weeded_on": None,
            "added_on": "2026-03-11",
            "title": "title-1",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )
    story.call(
        "add_item",
        {"reference_work": False, "title": "title-1"},
        gives={
            "id": "item-6",
            "reference_work": False,
            "weeded_on": None,
            "added_on": "2026-03-11",
            "title": "title-1",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )
    story.call(
        "add_reader", {"name": "Jan Example"}, gives={"id": "reader-10", "name": "Jan Example", "owed": 0}
    )
    story.refused("guard.borrow_item.reference_work", "borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.refused("guard.borrow_item.reference_work", "borrow_item", {"reader": "reader-9", "item": "item-1"})
    story.refused("guard.borrow_item.reference_work", "borrow_item", {"reader": "reader-7", "item": "item-1"})
    story.clock("2030-04-19T00:00")
    story.call(
        "borrow_item",
        {"reader": "reader-1", "item": "item-4"},
        gives={
            "id": "loan-1",
            "reader": "reader-1",
            "item": "item-4",
            "borrowed_on": "2030-04-19",
            "due_date": "2030-05-21",
            "returned_on": None,
            "renewals": 0,
            "charge": 0,
        },
    )
    story.refused("guard.reserve_item.out", "reserve_item", {"reader": "reader-1", "item": "item-5"})
    story.refused("guard.reserve_item.out", "reserve_item", {"reader": "reader-1", "item": "item-5"})
    story.refused("guard.reserve_item.out", "reserve_item", {"reader": "reader-7", "item": "item-1"})
    story.call(
        "borrow_item",
        {"reader": "reader-1", "item": "item-6"},
        gives={
            "id": "loan-2",
            "reader": "reader-1",
            "item": "item-6",
            "borrowed_on": "2030-04-19",
            "due_date": "2030-05-21",
            "returned_on": None,
            "renewals": 0,
            "charge": 0,
        },
    )
    story.call(
        "reserve_item",
        {"reader": "reader-1", "item": "item-4"},
        gives={
            "id": "reservation-1",
            "reader": "reader-1",
            "item": "item-4",
            "reserved_at": "2030-04-19T00:00:00+00:00",
            "status": "waiting",
            "kept_until": None,
        },
    )
    story.refused("guard.reserve_item.again", "reserve_item", {"reader": "reader-1", "item": "item-4"})
    story.refused("guard.reserve_item.again", "reserve_item", {"reader": "reader-1", "item": "item-4"})
    story.refused("guard.reserve_item.again", "reserve_item", {"reader": "reader-1", "item": "item-4"})
    story.call(
        "reserve_item",
        {"reader": "reader-1", "item": "item-6"},
        gives={
            "id": "reservation-2",
            "reader": "reader-1",
            "item": "item-6",
            "reserved_at": "2030-04-19T00:00:00+00:00",
            "status": "waiting",
            "kept_until": None,
        },
    )
    story.call(
        "add_charge",
        {"reader": "reader-1", "amount": 10},
        gives={
            "id": "charge-1",
            "reader": "reader-1",
            "loan": None,
            "amount": 10,
            "charged_on": "2030-04-19",
        },
    )
    story.call(
        "add_charge",
        {"reader": "reader-1", "loan": "loan-1", "amount": 0},
        gives={
            "id": "charge-2",
            "reader": "reader-1",
            "loan": "loan-1",
            "amount": 0,
            "charged_on": "2030-04-19",
        },
    )
    story.refused("guard.return_item.not_out", "return_item", {"item": "item-1"})
    story.refused("guard.return_item.not_out", "return_item", {"item": "item-1"})
    story.refused("guard.return_item.not_out", "return_item", {"item": "item-1"})
    story.call(
        "return_item",
        {"item": "item-6"},
        gives={
            "id": "loan-2",
            "reader": "reader-1",
            "item": "item-6",
            "borrowed_on": "2030-04-19",
            "due_date": "2030-05-21",
            "returned_on": "2030-04-19",
            "renewals": 0,
            "charge": 0,
        },
    )
    story.call(
        "list_readers",
        {},
        gives=[
            {"id": "reader-1", "name": None, "owed": -90},
            {"id": "reader-2", "name": "Ben Example", "owed": 0},
            {"id": "reader-3", "name": None, "owed": 0},
            {"id": "reader-4", "name": "Dan Example", "owed": 0},
            {"id": "reader-5", "name": "Eva Example", "owed": -0.01},
            {"id": "reader-6", "name": "Finn Example", "owed": -1},
            {"id": "reader-7", "name": "Gina Example", "owed": 0},
            {"id": "reader-8", "name": None, "owed": 0},
            {"id": "reader-9", "name": None, "owed": 0},
            {"id": "reader-10", "name": "Jan Example", "owed": 0},
        ],
    )
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": True,
                "weeded_on": None,
                "added_on": "2026-03-11",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": None,
                "kept_for": None,
            },
            {
                "id": "item-2",
                "reference_work": True,
                "weeded_on": None,
                "added_on": "2026-03-11",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": None,
                "kept_for": None,
            },
            {
                "id": "item-3",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-11",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": None,
                "kept_for": None,
            },
            {
                "id": "item-4",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-11",
                "title": "title-1",
                "out": True,
                "last_borrowed_on": "2030-04-19",
                "kept_for": None,
            },
            {
                "id": "item-5",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-11",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": None,
                "kept_for": None,
            },
            {
                "id": "item-6",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-11",
                "title": "title-1",
                "out": False,
                "last_borrowed_on": "2030-04-19",
                "kept_for": "reader-1",
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
                "item": "item-4",
                "borrowed_on": "2030-04-19",
                "due_date": "2030-05-21",
                "returned_on": None,
                "renewals": 0,
                "charge": 0,
            },
            {
                "id": "loan-2",
                "reader": "reader-1",
                "item": "item-6",
                "borrowed_on": "2030-04-19",
                "due_date": "2030-05-21",
                "returned_on": "2030-04-19",
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
                "item": "item-4",
                "reserved_at": "2030-04-19T00:00:00+00:00",
                "status": "waiting",
                "kept_until": None,
            },
            {
                "id": "reservation-2",
                "reader": "reader-1",
                "item": "item-6",
                "reserved_at": "2030-04-19T00:00:00+00:00",
                "status": "kept",
                "kept_until": "2030-04-24",
            },
        ],
    )
    story.call(
        "list_charges",
        {},
        gives=[
            {"id": "charge-1", "reader": "reader-1", "loan": None, "amount": 10, "charged_on": "2030-04-19"},
            {
                "id": "charge-2",
                "reader": "reader-1",
                "loan": "loan-1",
                "amount": 0,
                "charged_on": "2030-04-19",
            },
        ],
    )
    story.call(
        "list_payments",
        {},
        gives=[
            {"id": "payment-1", "reader": "reader-5", "amount": 0.01, "paid_on": "2026-03-08"},
            {"id": "payment-2", "reader": "reader-1", "amount": 100, "paid_on": "2026-03-08"},
            {"id": "payment-3", "reader": "reader-6", "amount": 1, "paid_on": "2026-03-10"},
        ],
    )
    story.call(
        "list_titles",
        {},
        gives=[
            {"id": "title-1", "name": "First title", "copies": 6},
            {"id": "title-2", "name": "Second title", "copies": 0},
        ],
    )
    story.sent("list_of_unpaid_charges", 49)


def test_a_long_story_2(story: Story) -> None:
    """a long story 2"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {}, gives={"id": "reader-1", "name": None, "owed": 0})
    story.clock("2026-04-03T09:00")
    story.clock("2026-04-04T09:00")
    story.call(
        "add_title", {"name": "First title"}, gives={"id": "title-1", "name": "First title", "copies": 0}
    )
    story.call(
        "add_title", {"name": "Second title"}, gives={"id": "title-2", "name": "Second title", "copies": 0}
    )
    story.call(
        "add_title", {"name": "Third title"}, gives={"id": "title-3", "name": "Third title", "copies": 0}
    )
    story.call(
        "add_title", {"name": "Fourth title"}, gives={"id": "title-4", "name": "Fourth title", "copies": 0}
    )
    story.call(
        "add_title", {"name": "Fifth title"}, gives={"id": "title-5", "name": "Fifth title", "copies": 0}
    )
    story.call(
        "add_title", {"name": "Sixth title"}, gives={"id": "title-6", "name": "Sixth title", "copies": 0}
    )
    story.clock("2026-04-04T23:59")
    story.clock("2026-04-11T23:59")
    story.clock("2026-04-12T00:00")
    story.clock("2026-04-13T00:00")
    story.call(
        "add_charge",
        {"reader": "reader-1", "amount": 0.01},
        gives={
            "id": "charge-1",
            "reader": "reader-1",
            "loan": None,
            "amount": 0.01,
            "charged_on": "2026-04-13",
        },
    )
    story.call(
        "pay_charge",
        {"reader": "reader-1", "amount": 100},
        gives={"id": "payment-1", "reader": "reader-1", "amount": 100, "paid_on": "2026-04-13"},
    )
    story.call(
        "add_reader", {"name": "Ben Example"}, gives={"id": "reader-2", "name": "Ben Example", "owed": 0}
    )
    story.call(
        "add_reader", {"name": "Cara Example"}, gives={"id": "reader-3", "name": "Cara Example", "owed": 0}
    )
    story.clock("2026-04-13T23:59")
    story.call("add_reader", {}, gives={"id": "reader-4", "name": None, "owed": 0})
    story.call(
        "add_item",
        {"title": "title-6"},
        gives={
            "id": "item-1",
            "reference_work": False,
            "weeded_on": None,
            "added_on": "2026-04-13",
            "title": "title-6",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )
    story.refused("guard.weed_item.idle", "weed_item", {"item": "item-1"})
    story.refused("guard.weed_item.idle", "weed_item", {"item": "item-1"})
    story.refused("guard.weed_item.idle", "weed_item", {"item": "item-1"})
    story.call(
        "borrow_item",
        {"reader": "reader-4", "item": "item-1"},
        gives={
            "id": "loan-1",
            "reader": "reader-4",
            "item": "item-1",
            "borrowed_on": "2026-04-13",
            "due_date": "2026-05-13",
            "returned_on": None,
            "renewals": 0,
            "charge": 0,
        },
    )
    story.refused("guard.borrow_item.out", "borrow_item", {"reader": "reader-4", "item": "item-1"})
    story.refused("guard.borrow_item.out", "borrow_item", {"reader": "reader-3", "item": "item-1"})
    story.refused("guard.borrow_item.out", "borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.clock("2026-04-14T23:59")
    story.call(
        "renew_loan",
        {"loan": "loan-1"},
        gives={
            "id": "loan-1",
            "reader": "reader-4",
            "item": "item-1",
            "borrowed_on": "2026-04-13",
            "due_date": "2026-06-12",
            "returned_on": None,
            "renewals": 1,
            "charge": 0,
        },
    )
    story.refused("guard.weed_item.out", "weed_item", {"item": "item-1"})
    story.refused("guard.weed_item.out", "weed_item", {"item": "item-1"})
    story.refused("guard.weed_item.out", "weed_item", {"item": "item-1"})
    story.call(
        "reserve_item",
        {"reader": "reader-4", "item": "item-1"},
        gives={
            "id": "reservation-1",
            "reader": "reader-4",
            "item": "item-1",
            "reserved_at": "2026-04-14T23:59:00+00:00",
            "status": "waiting",
            "kept_until": None,
        },
    )
    story.call(
        "add_charge",
        {"reader": "reader-2", "amount": 1},
        gives={"id": "charge-2", "reader": "reader-2", "loan": None, "amount": 1, "charged_on": "2026-04-14"},
    )
    story.clock("2026-04-16T23:59")
    story.clock("2026-04-17T00:01")
    story.clock("2026-04-19T00:00")
    story.call(
        "list_readers",
        {},
        gives=[
            {"id": "reader-1", "name": None, "owed": -99.99},
            {"id": "reader-2", "name": "Ben Example", "owed": 1},
            {"id": "reader-3", "name": "Cara Example", "owed": 0},
            {"id": "reader-4", "name": None, "owed": 0},
        ],
    )
    story.call(
        "list_items",
        {},
        gives=[
            {
                "id": "item-1",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-04-13",
                "title": "title-6",
                "out": True,
                "last_borrowed_on": "2026-04-13",
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
                "reader": "reader-4",
                "item": "item-1",
                "borrowed_on": "2026-04-13",
                "due_date": "2026-06-12",
                "returned_on": None,
                "renewals": 1,
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
                "reader": "reader-4",
                "item": "item-1",
                "reserved_at": "2026-04-14T23:59:00+00:00",
                "status": "waiting",
                "kept_until": None,
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
                "loan": None,
                "amount": 0.01,
                "charged_on": "2026-04-13",
            },
            {"id": "charge-2", "reader": "reader-2", "loan": None, "amount": 1, "charged_on": "2026-04-14"},
        ],
    )
    story.call(
        "list_payments",
        {},
        gives=[{"id": "payment-1", "reader": "reader-1", "amount": 100, "paid_on": "2026-04-13"}],
    )
    story.call(
        "list_titles",
        {},
        gives=[
            {"id": "title-1", "name": "First title", "copies": 0},
            {"id": "title-2", "name": "Second title", "copies": 0},
            {"id": "title-3", "name": "Third title", "copies": 0},
            {"id": "title-4", "name": "Fourth title", "copies": 0},
            {"id": "title-5", "name": "Fifth title", "copies": 0},
            {"id": "title-6", "name": "Sixth title", "copies": 1},
        ],
    )
    story.sent("list_of_unpaid_charges", 1)


def test_a_long_story_3(story: Story) -> None:
    """a long story 3"""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {}, gives={"id": "title-1", "name": None, "copies": 0})
    story.call(
        "add_title", {"name": "Second title"}, gives={"id": "title-2", "name": "Second title", "copies": 0}
    )
    story.call("add_reader", {}, gives={"id": "reader-1", "name": None, "owed": 0})
    story.call(
        "add_reader", {"name": "Ben Example"}, gives={"id": "reader-2", "name": "Ben Example", "owed": 0}
    )
    story.call(
        "add_reader", {"name": "Cara Example"}, gives={"id": "reader-3", "name": "Cara Example", "owed": 0}
    )
    story.call(
        "add_reader", {"name": "Dan Example"}, gives={"id": "reader-4", "name": "Dan Example", "owed": 0}
    )
    story.call("add_reader", {}, gives={"id": "reader-5", "name": None, "owed": 0})
    story.call("add_reader", {}, gives={"id": "reader-6", "name": None, "owed": 0})
    story.clock("2026-03-05T00:01")
    story.call(
        "add_charge",
        {"reader": "reader-6", "amount": 10},
        gives={
            "id": "charge-1",
            "reader": "reader-6",
            "loan": None,
            "amount": 10,
            "charged_on": "2026-03-05",
        },
    )
    story.clock("2026-03-06T00:01")
    story.call("add_title", {}, gives={"id": "title-3", "name": None, "copies": 0})
    story.clock("2026-03-08T00:00")
    story.clock("2026-03-08T00:28")
    story.clock("2026-03-10T00:00")
    story.clock("2026-03-11T00:00")
    story.call(
        "add_charge",
        {"reader": "reader-1", "amount": 1},
        gives={"id": "charge-2", "reader": "reader-1", "loan": None, "amount": 1, "charged_on": "2026-03-11"},
    )
    story.clock("2026-03-12T23:59")
    story.call("add_title", {}, gives={"id": "title-4", "name": None, "copies": 0})
    story.call(
        "add_title", {"name": "Fifth title"}, gives={"id": "title-5", "name": "Fifth title", "copies": 0}
    )
    story.call("add_title", {}, gives={"id": "title-6", "name": None, "copies": 0})
    story.call(
        "add_title", {"name": "Seventh title"}, gives={"id": "title-7", "name": "Seventh title", "copies": 0}
    )
    story.call(
        "add_title", {"name": "Eighth title"}, gives={"id": "title-8", "name": "Eighth title", "copies": 0}
    )
    story.call("add_title", {}, gives={"id": "title-9", "name": None, "copies": 0})
    story.call(
        "add_title", {"name": "Tenth title"}, gives={"id": "title-10", "name": "Tenth title", "copies": 0}
    )
    story.call(
        "pay_charge",
        {"reader": "reader-1", "amount": 1},
        gives={"id": "payment-1", "reader": "reader-1", "amount": 1, "paid_on": "2026-03-12"},
    )
    story.refused("invariant.payment.amount", "pay_charge", {"reader": "reader-1", "amount": -0.01})
    story.call(
        "pay_charge",
        {"reader": "reader-1", "amount": 100},
        gives={"id": "payment-2", "reader": "reader-1", "amount": 100, "paid_on": "2026-03-12"},
    )
    story.call(
        "pay_charge",
        {"reader": "reader-1", "amount": 2},
        gives={"id": "payment-3", "reader": "reader-1", "amount": 2, "paid_on": "2026-03-12"},
    )
    story.call(
        "pay_charge",
        {"reader": "reader-1", "amount": 1},
        gives={"id": "payment-4", "reader": "reader-1", "amount": 1, "paid_on": "2026-03-12"},
    )
    story.call(
        "pay_charge",
        {"reader": "reader-1", "amount": 1},
        gives={"id": "payment-5", "reader": "reader-1", "amount": 1, "paid_on": "2026-03-12"},
    )
    story.call(
        "pay_charge",
        {"reader": "reader-1", "amount": 1},
        gives={"id": "payment-6", "reader": "reader-1", "amount": 1, "paid_on": "2026-03-12"},
    )
    story.call(
        "add_reader", {"name": "Gina Example"}, gives={"id": "reader-7", "name": "Gina Example", "owed": 0}
    )
    story.call(
        "add_title", {"name": "No. 11 title"}, gives={"id": "title-11", "name": "No. 11 title", "copies": 0}
    )
    story.call("add_title", {}, gives={"id": "title-12", "name": None, "copies": 0})
    story.call("add_title", {}, gives={"id": "title-13", "name": None, "copies": 0})
    story.call(
        "add_title", {"name": "No. 14 title"}, gives={"id": "title-14", "name": "No. 14 title", "copies": 0}
    )
    story.call("add_title", {}, gives={"id": "title-15", "name": None, "copies": 0})
    story.call("add_title", {}, gives={"id": "title-16", "name": None, "copies": 0})
    story.call("add_reader", {}, gives={"id": "reader-8", "name": None, "owed": 0})
    story.call(
        "add_reader", {"name": "Ida Example"}, gives={"id": "reader-9", "name": "Ida Example", "owed": 0}
    )
    story.call("add_reader", {}, gives={"id": "reader-10", "name": None, "owed": 0})
    story.call(
        "add_reader", {"name": "Kim Example"}, gives={"id": "reader-11", "name": "Kim Example", "owed": 0}
    )
    story.call("add_reader", {}, gives={"id": "reader-12", "name": None, "owed": 0})
    story.call("add_reader", {}, gives={"id": "reader-13", "name": None, "owed": 0})
    story.call(
        "list_readers",
        {},
        gives=[
            {"id": "reader-1", "name": None, "owed": -105},
            {"id": "reader-2", "name": "Ben Example", "owed": 0},
            {"id": "reader-3", "name": "Cara Example", "owed": 0},
            {"id": "reader-4", "name": "Dan Example", "owed": 0},
            {"id": "reader-5", "name": None, "owed": 0},
            {"id": "reader-6", "name": None, "owed": 10},
            {"id": "reader-7", "name": "Gina Example", "owed": 0},
            {"id": "reader-8", "name": None, "owed": 0},
            {"id": "reader-9", "name": "Ida Example", "owed": 0},
            {"id": "reader-10", "name": None, "owed": 0},
            {"id": "reader-11", "name": "Kim Example", "owed": 0},
            {"id": "reader-12", "name": None, "owed": 0},
            {"id": "reader-13", "name": None, "owed": 0},
        ],
    )
    story.call(
        "list_charges",
        {},
        gives=[
            {"id": "charge-1", "reader": "reader-6", "loan": None, "amount": 10, "charged_on": "2026-03-05"},
            {"id": "charge-2", "reader": "reader-1", "loan": None, "amount": 1, "charged_on": "2026-03-11"},
        ],
    )
    story.call(
        "list_payments",
        {},
        gives=[
            {"id": "payment-1", "reader": "reader-1", "amount": 1, "paid_on": "2026-03-12"},
            {"id": "payment-2", "reader": "reader-1", "amount": 100, "paid_on": "2026-03-12"},
            {"id": "payment-3", "reader": "reader-1", "amount": 2, "paid_on": "2026-03-12"},
            {"id": "payment-4", "reader": "reader-1", "amount": 1, "paid_on": "2026-03-12"},
            {"id": "payment-5", "reader": "reader-1", "amount": 1, "paid_on": "2026-03-12"},
            {"id": "payment-6", "reader": "reader-1", "amount": 1, "paid_on": "2026-03-12"},
        ],
    )
    story.call(
        "list_titles",
        {},
        gives=[
            {"id": "title-1", "name": None, "copies": 0},
            {"id": "title-2", "name": "Second title", "copies": 0},
            {"id": "title-3", "name": None, "copies": 0},
            {"id": "title-4", "name": None, "copies": 0},
            {"id": "title-5", "name": "Fifth title", "copies": 0},
            {"id": "title-6", "name": None, "copies": 0},
            {"id": "title-7", "name": "Seventh title", "copies": 0},
            {"id": "title-8", "name": "Eighth title", "copies": 0},
            {"id": "title-9", "name": None, "copies": 0},
            {"id": "title-10", "name": "Tenth title", "copies": 0},
            {"id": "title-11", "name": "No. 11 title", "copies": 0},
            {"id": "title-12", "name": None, "copies": 0},
            {"id": "title-13", "name": None, "copies": 0},
            {"id": "title-14", "name": "No. 14 title", "copies": 0},
            {"id": "title-15", "name": None, "copies": 0},
            {"id": "title-16", "name": None, "copies": 0},
        ],
    )


def test_a_long_story_4(story: Story) -> None:
    """a long story 4"""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {}, gives={"id": "title-1", "name": None, "copies": 0})
    story.call(
        "add_item",
        {"title": "title-1"},
        gives={
            "id": "item-1",
            "reference_work": False,
            "weeded_on": None,
            "added_on": "2026-03-04",
            "title": "title-1",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )
    story.clock("2026-03-04T23:59")
    story.call(
        "add_item",
        {"title": "title-1"},
        gives={
            "id": "item-2",
            "reference_work": False,
            "weeded_on": None,
            "added_on": "2026-03-04",
            "title": "title-1",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )
    story.refused("guard.weed_item.idle", "weed_item", {"item": "item-2"})
    story.refused("guard.weed_item.idle", "weed_item", {"item": "item-2"})
    story.refused("guard.weed_item.idle", "weed_item", {"item": "item-1"})
    story.call(
        "add_item",
        {"title": "title-1"},
        gives={
            "id": "item-3",
            "reference_work": False,
            "weeded_on": None,
            "added_on": "2026-03-04",
            "title": "title-1",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )
    story.clock("2026-03-06T00:00")
    story.clock("2026-03-06T00:01")
    story.clock("2030-04-14T00:01")
    story.clock("2030-04-14T23:59")
    story.refused("guard.return_item.not_out", "return_item", {"item": "item-3"})
    story.refused("guard.return_item.not_out", "return_item", {"item": "item-3"})
    story.refused("guard.return_item.not_out", "return_item", {"item": "item-1"})
    story.clock("2030-04-15T00:00")
    story.call("add_reader", {}, gives={"id": "reader-1", "name": None, "owed": 0})
    story.call(
        "borrow_item",
        {"reader": "reader-1", "item": "item-2"},
        gives={
            "id": "loan-1",
            "reader": "reader-1",
            "item": "item-2",
            "borrowed_on": "2030-04-15",
            "due_date": "2030-05-15",
            "returned_on": None,
            "renewals": 0,
            "charge": 0,
        },
    )
    story.refused("guard.borrow_item.out", "borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.refused("guard.borrow_item.out", "borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.refused("guard.borrow_item.out", "borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.clock("2030-04-17T00:00")
    story.call(
        "borrow_item",
        {"reader": "reader-1", "item": "item-3"},
        gives={
            "id": "loan-2",
            "reader": "reader-1",
            "item": "item-3",
            "borrowed_on": "2030-04-17",
            "due_date": "2030-05-17",
            "returned_on": None,
            "renewals": 0,
            "charge": 0,
        },
    )
    story.clock("2034-05-26T00:00")
    story.call(
        "reserve_item",
        {"reader": "reader-1", "item": "item-3"},
        gives={
            "id": "reservation-1",
            "reader": "reader-1",
            "item": "item-3",
            "reserved_at": "2034-05-26T00:00:00+00:00",
            "status": "waiting",
            "kept_until": None,
        },
    )
    story.refused("guard.reserve_item.again", "reserve_item", {"reader": "reader-1", "item": "item-3"})
    story.refused("guard.reserve_item.again", "reserve_item", {"reader": "reader-1", "item": "item-3"})
    story.refused("guard.reserve_item.again", "reserve_item", {"reader": "reader-1", "item": "item-3"})
    story.refused("guard.reserve_item.out", "reserve_item", {"reader": "reader-1", "item": "item-1"})
    story.call(
        "reserve_item",
        {"reader": "reader-1", "item": "item-2"},
        gives={
            "id": "reservation-2",
            "reader": "reader-1",
            "item": "item-2",
            "reserved_at": "2034-05-26T00:00:00+00:00",
            "status": "waiting",
            "kept_until": None,
        },
    )
    story.clock("2034-05-27T00:00")
    story.clock("2034-05-27T02:24")
    story.call(
        "add_charge",
        {"reader": "reader-1", "loan": "loan-2", "amount": 0.01},
        gives={
            "id": "charge-1",
            "reader": "reader-1",
            "loan": "loan-2",
            "amount": 0.01,
            "charged_on": "2034-05-27",
        },
    )
    story.call(
        "add_charge",
        {"reader": "reader-1", "loan": "loan-2", "amount": 1},
        gives={
            "id": "charge-2",
            "reader": "reader-1",
            "loan": "loan-2",
            "amount": 1,
            "charged_on": "2034-05-27",
        },
    )
    story.call(
        "add_charge",
        {"reader": "reader-1", "amount": 10},
        gives={
            "id": "charge-3",
            "reader": "reader-1",
            "loan": None,
            "amount": 10,
            "charged_on": "2034-05-27",
        },
    )
    story.call(
        "add_charge",
        {"reader": "reader-1", "amount": 0},
        gives={"id": "charge-4", "reader": "reader-1", "loan": None, "amount": 0, "charged_on": "2034-05-27"},
    )
    story.call(
        "add_charge",
        {"reader": "reader-1", "loan": "loan-2", "amount": 1},
        gives={
            "id": "charge-5",
            "reader": "reader-1",
            "loan": "loan-2",
            "amount": 1,
            "charged_on": "2034-05-27",
        },
    )
    story.call(
        "add_charge",
        {"reader": "reader-1", "amount": 0.01},
        gives={
            "id": "charge-6",
            "reader": "reader-1",
            "loan": None,
            "amount": 0.01,
            "charged_on": "2034-05-27",
        },
    )
    story.refused("guard.weed_item.out", "weed_item", {"item": "item-3"})
    story.refused("guard.weed_item.out", "weed_item", {"item": "item-3"})
    story.refused("guard.weed_item.out", "weed_item", {"item": "item-2"})
    story.call(
        "pay_charge",
        {"reader": "reader-1", "amount": 1},
        gives={"id": "payment-1", "reader": "reader-1", "amount": 1, "paid_on": "2034-05-27"},
    )
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 11.02}])
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
                "title": "title-1",
                "out": True,
                "last_borrowed_on": "2030-04-15",
                "kept_for": None,
            },
            {
                "id": "item-3",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-1",
                "out": True,
                "last_borrowed_on": "2030-04-17",
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
                "borrowed_on": "2030-04-15",
                "due_date": "2030-05-15",
                "returned_on": None,
                "renewals": 0,
                "charge": 0,
            },
            {
                "id": "loan-2",
                "reader": "reader-1",
                "item": "item-3",
                "borrowed_on": "2030-04-17",
                "due_date": "2030-05-17",
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
                "item": "item-3",
                "reserved_at": "2034-05-26T00:00:00+00:00",
                "status": "waiting",
                "kept_until": None,
            },
            {
                "id": "reservation-2",
                "reader": "reader-1",
                "item": "item-2",
                "reserved_at": "2034-05-26T00:00:00+00:00",
                "status": "waiting",
                "kept_until": None,
            },
        ],
    )
    story.call(
        "list_charges",
        {},
        gives=[
            {
                "id": "charge-1",
                "reader": "reader-1",
                "loan": "loan-2",
                "amount": 0.01,
                "charged_on": "2034-05-27",
            },
            {
                "id": "charge-2",
                "reader": "reader-1",
                "loan": "loan-2",
                "amount": 1,
                "charged_on": "2034-05-27",
            },
            {"id": "charge-3", "reader": "reader-1", "loan": None, "amount": 10, "charged_on": "2034-05-27"},
            {"id": "charge-4", "reader": "reader-1", "loan": None, "amount": 0, "charged_on": "2034-05-27"},
            {
                "id": "charge-5",
                "reader": "reader-1",
                "loan": "loan-2",
                "amount": 1,
                "charged_on": "2034-05-27",
            },
            {
                "id": "charge-6",
                "reader": "reader-1",
                "loan": None,
                "amount": 0.01,
                "charged_on": "2034-05-27",
            },
        ],
    )
    story.call(
        "list_payments",
        {},
        gives=[{"id": "payment-1", "reader": "reader-1", "amount": 1, "paid_on": "2034-05-27"}],
    )
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 3}])
    story.sent("list_of_unpaid_charges", 98)
