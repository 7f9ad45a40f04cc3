"""Where one part of a condition, a number or a calculation makes the difference."""

from story import Story


def test_reserve_item_the_reader_has_reserved_it_already(story: Story) -> None:
    """reserve_item: The reader has reserved it already."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_reader", {})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-1"})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_item", {"reference_work": True, "title": "title-2"})
    story.call("add_title", {"name": "Third title"})
    story.keeps(
        "reserve_item",
        {"reader": "reader-3", "item": "item-1"},
        gives={
            "id": "reservation-2",
            "reserved_at": "2026-03-04T09:00:00+00:00",
            "status": "waiting",
            "kept_until": None,
        },
    )
    story.call("add_charge", {"reader": "reader-3", "loan": "loan-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-3", "amount": 2})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-3"})
    story.keeps(
        "reserve_item",
        {"reader": "reader-1", "item": "item-3"},
        gives={
            "id": "reservation-3",
            "reserved_at": "2026-03-04T09:00:00+00:00",
            "status": "waiting",
            "kept_until": None,
        },
    )
    story.call("add_charge", {"reader": "reader-3", "amount": 2})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"reference_work": False, "title": "title-3"})


def test_reserve_item_the_reader_has_reserved_it_already_2(story: Story) -> None:
    """reserve_item: The reader has reserved it already."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_reader", {})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
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
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_item", {"reference_work": True, "title": "title-2"})
    story.call("add_title", {"name": "Third title"})
    story.keeps(
        "reserve_item",
        {"reader": "reader-3", "item": "item-1"},
        gives={
            "id": "reservation-2",
            "reserved_at": "2026-03-04T09:00:00+00:00",
            "status": "waiting",
            "kept_until": None,
        },
    )
    story.call("add_charge", {"reader": "reader-3", "loan": "loan-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-3", "amount": 2})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-3"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-3"})
    story.call("add_charge", {"reader": "reader-3", "amount": 2})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"reference_work": False, "title": "title-3"})
    story.clock("2026-04-01T00:00")


def test_the_out_of_a_item(story: Story) -> None:
    """the out of a item"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_reader", {})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
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
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_reader", {"name": "Cara Example"})
    story.keeps(
        "add_item",
        {"reference_work": True, "title": "title-2"},
        gives={
            "id": "item-2",
            "weeded_on": None,
            "added_on": "2026-03-04",
            "out": False,
            "last_borrowed_on": None,
            "kept_for": None,
        },
    )
    story.call("add_title", {"name": "Third title"})
    story.call("reserve_item", {"reader": "reader-3", "item": "item-1"})
    story.call("add_charge", {"reader": "reader-3", "loan": "loan-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-3", "amount": 2})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-3"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-3"})
    story.call("add_charge", {"reader": "reader-3", "amount": 2})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"reference_work": False, "title": "title-3"})
    story.clock("2026-04-01T00:00")
    story.clock("2026-05-01T00:00")
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
            },
            {
                "id": "item-2",
                "reference_work": True,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-2",
                "out": False,
                "last_borrowed_on": None,
                "kept_for": None,
            },
            {
                "id": "item-3",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-2",
                "out": True,
                "last_borrowed_on": "2026-03-04",
                "kept_for": None,
            },
            {
                "id": "item-4",
                "reference_work": False,
                "weeded_on": None,
                "added_on": "2026-03-04",
                "title": "title-3",
                "out": False,
                "last_borrowed_on": None,
                "kept_for": None,
            },
        ],
    )


def test_the_kept_for_of_a_item(story: Story) -> None:
    """the kept for of a item"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_reader", {})
    story.call("add_reader", {})
    story.call("add_reader", {})
    story.call("add_reader", {})
    story.call("add_reader", {})
    story.call("add_reader", {})
    story.call("add_reader", {})
    story.call("add_reader", {})
    story.call("add_reader", {})
    story.call("add_reader", {})
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-1"})
    story.clock("2026-04-01T00:00")
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


def test_return_item_the_item_is_not_out(story: Story) -> None:
    """return_item: The item is not out."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("return_item", {"item": "item-1"})
    story.refused("guard.return_item.not_out", "return_item", {"item": "item-1"})
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


def test_charge_the_reader_for_being_late_2(story: Story) -> None:
    """Charge the reader for being late."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.refused("guard.borrow_item.out", "borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("return_item", {"item": "item-1"})
    story.call(
        "list_charges",
        {},
        gives=[
            {"id": "charge-1", "reader": "reader-1", "loan": None, "amount": 1, "charged_on": "2026-03-04"}
        ],
    )


def test_the_kept_for_of_a_item_2(story: Story) -> None:
    """the kept for of a item"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-2"})
    story.call("return_item", {"item": "item-2"})
    story.refused("guard.borrow_item.kept", "borrow_item", {"reader": "reader-2", "item": "item-2"})
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
                "out": False,
                "last_borrowed_on": "2026-03-04",
                "kept_for": "reader-1",
            },
        ],
    )


def test_return_item_the_item_is_not_out_2(story: Story) -> None:
    """return_item: The item is not out."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_reader", {})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-1"})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_item", {"reference_work": True, "title": "title-2"})
    story.call("add_title", {"name": "Third title"})
    story.call("reserve_item", {"reader": "reader-3", "item": "item-1"})
    story.call("add_charge", {"reader": "reader-3", "loan": "loan-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-3", "amount": 2})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-3"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-3"})
    story.call("add_charge", {"reader": "reader-3", "amount": 2})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"reference_work": False, "title": "title-3"})
    story.clock("2026-04-01T00:00")
    story.refused("guard.return_item.not_out", "return_item", {"item": "item-4"})


def test_the_owed_of_a_reader(story: Story) -> None:
    """the owed of a reader"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_reader", {}, gives={"id": "reader-2", "name": None, "owed": 0})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-1"})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_item", {"reference_work": True, "title": "title-2"})
    story.call("add_title", {"name": "Third title"})
    story.call("reserve_item", {"reader": "reader-3", "item": "item-1"})
    story.call("add_charge", {"reader": "reader-3", "loan": "loan-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-3", "amount": 2})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-3"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-3"})
    story.call("add_charge", {"reader": "reader-3", "amount": 2})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"reference_work": False, "title": "title-3"})
    story.call(
        "list_readers",
        {},
        gives=[
            {"id": "reader-1", "name": None, "owed": -1},
            {"id": "reader-2", "name": None, "owed": 0},
            {"id": "reader-3", "name": "Cara Example", "owed": 1},
        ],
    )
    story.call(
        "list_titles",
        {},
        gives=[
            {"id": "title-1", "name": None, "copies": 1},
            {"id": "title-2", "name": None, "copies": 2},
            {"id": "title-3", "name": "Third title", "copies": 1},
        ],
    )


def test_the_copies_of_a_title(story: Story) -> None:
    """the copies of a title"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_reader", {})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {}, gives={"id": "title-2", "name": None, "copies": 0})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-1"})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_item", {"reference_work": True, "title": "title-2"})
    story.call("add_title", {"name": "Third title"})
    story.call("reserve_item", {"reader": "reader-3", "item": "item-1"})
    story.call("add_charge", {"reader": "reader-3", "loan": "loan-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-3", "amount": 2})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-3"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-3"})
    story.call("add_charge", {"reader": "reader-3", "amount": 2})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"reference_work": False, "title": "title-3"})
    story.clock("2026-04-01T00:00")
    story.call(
        "list_titles",
        {},
        gives=[
            {"id": "title-1", "name": None, "copies": 1},
            {"id": "title-2", "name": None, "copies": 2},
            {"id": "title-3", "name": "Third title", "copies": 1},
        ],
    )


def test_the_owed_of_a_reader_2(story: Story) -> None:
    """the owed of a reader"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_title", {})
    story.call("add_title", {})
    story.call("add_title", {})
    story.call("add_title", {})
    story.call("add_title", {})
    story.call("add_title", {})
    story.call("add_title", {})
    story.call("add_title", {})
    story.call("add_title", {})
    story.call("add_title", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-1"})
    story.clock("2026-04-01T00:00")
    story.call("list_readers", {}, gives=[{"id": "reader-1", "name": None, "owed": 0}])


def test_borrow_item_the_item_is_kept_for_somebody_else(story: Story) -> None:
    """borrow_item: The item is kept for somebody else."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-2"})
    story.call("return_item", {"item": "item-2"})
    story.refused("guard.borrow_item.kept", "borrow_item", {"reader": "reader-2", "item": "item-2"})
    story.keeps(
        "borrow_item",
        {"reader": "reader-1", "item": "item-2"},
        gives={
            "id": "loan-2",
            "borrowed_on": "2026-03-04",
            "due_date": "2026-04-03",
            "returned_on": None,
            "renewals": 0,
            "charge": 0,
        },
    )
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


def test_the_copies_of_a_title_2(story: Story) -> None:
    """the copies of a title"""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {})
    story.call("add_item", {"reference_work": True, "title": "title-1"})
    story.call("add_item", {"title": "title-1"})
    story.clock("2031-03-04T00:01")
    story.call("weed_item", {"item": "item-2"})
    story.call("list_titles", {}, gives=[{"id": "title-1", "name": None, "copies": 1}])


def test_the_item_that_was_kept_is_fetched_2(story: Story) -> None:
    """The item that was kept is fetched."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-2"})
    story.call("return_item", {"item": "item-2"})
    story.refused("guard.borrow_item.kept", "borrow_item", {"reader": "reader-2", "item": "item-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
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


def test_the_item_that_was_kept_is_fetched_3(story: Story) -> None:
    """The item that was kept is fetched."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-2"})
    story.call("return_item", {"item": "item-2"})
    story.refused("guard.borrow_item.kept", "borrow_item", {"reader": "reader-2", "item": "item-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
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


def test_renew_loan(story: Story) -> None:
    """renew_loan"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("renew_loan", {"loan": "loan-1"})
    story.call(
        "renew_loan",
        {"loan": "loan-1"},
        gives={
            "id": "loan-1",
            "reader": "reader-1",
            "item": "item-1",
            "borrowed_on": "2026-03-04",
            "due_date": "2026-06-04",
            "returned_on": None,
            "renewals": 2,
            "charge": 0,
        },
    )
    story.refused("guard.renew_loan.limit", "renew_loan", {"loan": "loan-1"})
    story.refused("guard.renew_loan.limit", "renew_loan", {"loan": "loan-1"})
