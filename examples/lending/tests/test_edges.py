"""Both sides of the edges of rules: the last value or moment refused, and the first allowed."""

from story import Story


def test_borrow_item_at_the_edge_of_borrow_item_owed_by_amount_in_add_charge_refused(story: Story) -> None:
    """borrow_item at the edge of borrow_item.owed by amount in add_charge: refused"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_title", {"name": "Third title"})
    story.call("add_item", {"reference_work": False, "title": "title-1"})
    story.call("add_charge", {"reader": "reader-1", "amount": 10})
    story.refused("guard.borrow_item.owed", "borrow_item", {"reader": "reader-1", "item": "item-1"})


def test_borrow_item_at_the_edge_of_borrow_item_owed_by_amount_in_add_charge_allowed(story: Story) -> None:
    """borrow_item at the edge of borrow_item.owed by amount in add_charge: allowed"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_title", {"name": "Third title"})
    story.call("add_item", {"reference_work": False, "title": "title-1"})
    story.call("add_charge", {"reader": "reader-1", "amount": 9.99})
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


def test_weed_item_at_the_edge_of_weed_item_idle_by_time_refused(story: Story) -> None:
    """weed_item at the edge of weed_item.idle by time: refused"""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {})
    story.call("add_item", {"reference_work": True, "title": "title-1"})
    story.call("add_item", {"title": "title-1"})
    story.clock("2031-03-03T23:59")
    story.refused("guard.weed_item.idle", "weed_item", {"item": "item-2"})


def test_weed_item_at_the_edge_of_weed_item_idle_by_time_allowed(story: Story) -> None:
    """weed_item at the edge of weed_item.idle by time: allowed"""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {})
    story.call("add_item", {"reference_work": True, "title": "title-1"})
    story.call("add_item", {"title": "title-1"})
    story.clock("2031-03-04T00:00")
    story.call(
        "weed_item",
        {"item": "item-2"},
        gives={
            "id": "item-2",
            "reference_work": False,
            "weeded_on": "2031-03-04",
            "added_on": "2026-03-04",
            "title": "title-1",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )
