"""A restart loses nothing."""

from story import Story


def test_a_restart_loses_nothing(story: Story) -> None:
    """a restart loses nothing"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-1"})
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
                "out": True,
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
                "returned_on": None,
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
                "status": "waiting",
                "kept_until": None,
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
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 1}])
    story.restart()
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
                "out": True,
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
                "returned_on": None,
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
                "status": "waiting",
                "kept_until": None,
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
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 1}])
