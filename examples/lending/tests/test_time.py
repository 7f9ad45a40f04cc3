"""What happens by itself: timers and schedules, just before, at and after their moments."""

from story import Story


def test_when_the_item_is_not_fetched_keep_it_for_the_next(story: Story) -> None:
    """When the item is not fetched, keep it for the next."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-1"})
    story.call("return_item", {"item": "item-1"})
    story.clock("2026-03-07T23:59")
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
    story.clock("2026-03-08T00:00")
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
                "status": "lapsed",
                "kept_until": "2026-03-07",
            }
        ],
    )
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 1}])
    story.clock("2026-03-08T00:01")
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
                "status": "lapsed",
                "kept_until": "2026-03-07",
            }
        ],
    )
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 1}])


def test_send_the_list_of_unpaid_charges(story: Story) -> None:
    """Send the list of unpaid charges."""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {})
    story.clock("2026-03-31T23:59")
    story.sent("list_of_unpaid_charges", 0)
    story.clock("2026-04-01T00:00")
    story.sent("list_of_unpaid_charges", 1, last="The list of unpaid charges of 2026-04-01.")
