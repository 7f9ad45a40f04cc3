"""What the rules refuse, and what lies just within them."""

from story import Story


def test_borrow_item_refuses_wrong_inputs(story: Story) -> None:
    """borrow_item refuses wrong inputs"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.refused("known.reader", "borrow_item", {"reader": "nobody knows this", "item": "item-1"})
    story.refused("required.reader", "borrow_item", {"item": "item-1"})
    story.refused("known.item", "borrow_item", {"reader": "reader-1", "item": "nobody knows this"})
    story.refused("required.item", "borrow_item", {"reader": "reader-1"})


def test_return_item_refuses_wrong_inputs(story: Story) -> None:
    """return_item refuses wrong inputs"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.refused("known.item", "return_item", {"item": "nobody knows this"})
    story.refused("required.item", "return_item", {})


def test_reserve_item_refuses_wrong_inputs(story: Story) -> None:
    """reserve_item refuses wrong inputs"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.refused("known.reader", "reserve_item", {"reader": "nobody knows this", "item": "item-1"})
    story.refused("required.reader", "reserve_item", {"item": "item-1"})
    story.refused("known.item", "reserve_item", {"reader": "reader-1", "item": "nobody knows this"})
    story.refused("required.item", "reserve_item", {"reader": "reader-1"})


def test_renew_loan_refuses_wrong_inputs(story: Story) -> None:
    """renew_loan refuses wrong inputs"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.refused("known.loan", "renew_loan", {"loan": "nobody knows this"})
    story.refused("required.loan", "renew_loan", {})


def test_add_charge_with_amount_around_0(story: Story) -> None:
    """add_charge with amount around 0"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.refused("invariant.charge.amount", "add_charge", {"reader": "reader-1", "amount": -0.01})
    story.keeps(
        "add_charge",
        {"reader": "reader-1", "amount": 0},
        gives={"id": "charge-1", "loan": None, "charged_on": "2026-03-04"},
    )
    story.keeps(
        "add_charge",
        {"reader": "reader-1", "amount": 0.01},
        gives={"id": "charge-2", "loan": None, "charged_on": "2026-03-04"},
    )


def test_add_charge_refuses_wrong_inputs(story: Story) -> None:
    """add_charge refuses wrong inputs"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.refused("known.reader", "add_charge", {"reader": "nobody knows this", "amount": 1})
    story.refused("required.reader", "add_charge", {"amount": 1})
    story.refused(
        "known.loan", "add_charge", {"reader": "reader-1", "amount": 1, "loan": "nobody knows this"}
    )
    story.refused("type.amount", "add_charge", {"reader": "reader-1", "amount": "no such value"})
    story.refused("required.amount", "add_charge", {"reader": "reader-1"})


def test_pay_charge_with_amount_around_0(story: Story) -> None:
    """pay_charge with amount around 0"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.refused("invariant.payment.amount", "pay_charge", {"reader": "reader-1", "amount": -0.01})
    story.keeps(
        "pay_charge", {"reader": "reader-1", "amount": 0}, gives={"id": "payment-1", "paid_on": "2026-03-04"}
    )
    story.keeps(
        "pay_charge",
        {"reader": "reader-1", "amount": 0.01},
        gives={"id": "payment-2", "paid_on": "2026-03-04"},
    )


def test_pay_charge_refuses_wrong_inputs(story: Story) -> None:
    """pay_charge refuses wrong inputs"""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.refused("known.reader", "pay_charge", {"reader": "nobody knows this", "amount": 1})
    story.refused("required.reader", "pay_charge", {"amount": 1})
    story.refused("type.amount", "pay_charge", {"reader": "reader-1", "amount": "no such value"})
    story.refused("required.amount", "pay_charge", {"reader": "reader-1"})


def test_weed_item_refuses_wrong_inputs(story: Story) -> None:
    """weed_item refuses wrong inputs"""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {})
    story.call("add_item", {"reference_work": True, "title": "title-1"})
    story.call("add_item", {"title": "title-1"})
    story.clock("2032-03-12T09:00")
    story.refused("known.item", "weed_item", {"item": "nobody knows this"})
    story.refused("required.item", "weed_item", {})


def test_add_item_refuses_wrong_inputs(story: Story) -> None:
    """add_item refuses wrong inputs"""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {})
    story.refused("type.reference_work", "add_item", {"title": "title-1", "reference_work": "no such value"})
    story.refused("known.title", "add_item", {"title": "nobody knows this"})
    story.refused("required.title", "add_item", {})


def test_borrow_item_is_refused_the_item_is_weeded(story: Story) -> None:
    """borrow_item is refused: The item is weeded."""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {})
    story.call("add_reader", {"name": "Ben Example"})
    story.call("add_item", {"reference_work": True, "title": "title-1"})
    story.call("add_charge", {"reader": "reader-1", "amount": 2})
    story.call("pay_charge", {"reader": "reader-1", "amount": 2})
    story.call("add_item", {"title": "title-1"})
    story.clock("2032-03-12T09:00")
    story.call("weed_item", {"item": "item-2"})
    story.refused("guard.borrow_item.weeded", "borrow_item", {"reader": "reader-1", "item": "item-2"})


def test_borrow_item_is_refused_the_item_is_out(story: Story) -> None:
    """borrow_item is refused: The item is out."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-1"})
    story.call("add_reader", {"name": "Cara Example"})
    story.refused("guard.borrow_item.out", "borrow_item", {"reader": "reader-2", "item": "item-1"})


def test_borrow_item_is_refused_a_reader_may_have_at_most_5_items_at_once(story: Story) -> None:
    """borrow_item is refused: A reader may have at most 5 items at once."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-3"})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-4"})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-5"})
    story.call("add_item", {"title": "title-1"})
    story.refused("guard.borrow_item.limit", "borrow_item", {"reader": "reader-1", "item": "item-6"})


def test_borrow_item_is_refused_the_item_is_kept_for_somebody_else(story: Story) -> None:
    """borrow_item is refused: The item is kept for somebody else."""
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


def test_borrow_item_is_refused_a_reader_who_owes_10_00_euro_or_more_may_not_borrow_anyth(
    story: Story,
) -> None:
    """borrow_item is refused: A reader who owes 10.00 euro or more may not borrow anything."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_title", {"name": "Third title"})
    story.call("add_item", {"reference_work": False, "title": "title-1"})
    story.call("add_charge", {"reader": "reader-1", "amount": 10})
    story.refused("guard.borrow_item.owed", "borrow_item", {"reader": "reader-1", "item": "item-1"})


def test_borrow_item_is_refused_reference_works_are_never_lent(story: Story) -> None:
    """borrow_item is refused: Reference works are never lent."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"reference_work": True, "title": "title-1"})
    story.refused("guard.borrow_item.reference_work", "borrow_item", {"reader": "reader-1", "item": "item-1"})


def test_return_item_is_refused_the_item_is_not_out(story: Story) -> None:
    """return_item is refused: The item is not out."""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {"name": "Third title"})
    story.call("add_item", {"reference_work": False, "title": "title-1"})
    story.refused("guard.return_item.not_out", "return_item", {"item": "item-1"})


def test_reserve_item_is_refused_the_item_is_not_out(story: Story) -> None:
    """reserve_item is refused: The item is not out."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {"name": "Cara Example"})
    story.call("add_title", {"name": "Third title"})
    story.call("add_item", {"reference_work": False, "title": "title-1"})
    story.refused("guard.reserve_item.out", "reserve_item", {"reader": "reader-1", "item": "item-1"})


def test_reserve_item_is_refused_the_reader_has_reserved_it_already(story: Story) -> None:
    """reserve_item is refused: The reader has reserved it already."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("add_reader", {"name": "Cara Example"})
    story.call("reserve_item", {"reader": "reader-2", "item": "item-1"})
    story.refused("guard.reserve_item.again", "reserve_item", {"reader": "reader-2", "item": "item-1"})


def test_renew_loan_is_refused_the_item_is_back_already(story: Story) -> None:
    """renew_loan is refused: The item is back already."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("return_item", {"item": "item-1"})
    story.refused("guard.renew_loan.returned", "renew_loan", {"loan": "loan-1"})


def test_renew_loan_is_refused_a_loan_may_be_renewed_at_most_twice(story: Story) -> None:
    """renew_loan is refused: A loan may be renewed at most twice."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("renew_loan", {"loan": "loan-1"})
    story.call("renew_loan", {"loan": "loan-1"})
    story.refused("guard.renew_loan.limit", "renew_loan", {"loan": "loan-1"})


def test_renew_loan_is_refused_somebody_has_reserved_it(story: Story) -> None:
    """renew_loan is refused: Somebody has reserved it."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_reader", {})
    story.call("add_item", {"title": "title-1"})
    story.call("add_title", {})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.call("add_item", {"title": "title-2"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-2"})
    story.call("reserve_item", {"reader": "reader-1", "item": "item-2"})
    story.refused("guard.renew_loan.reserve", "renew_loan", {"loan": "loan-2"})


def test_weed_item_is_refused_the_item_is_weeded_already(story: Story) -> None:
    """weed_item is refused: The item is weeded already."""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {})
    story.call("add_item", {"reference_work": True, "title": "title-1"})
    story.call("add_item", {"title": "title-1"})
    story.clock("2032-03-12T09:00")
    story.call("weed_item", {"item": "item-2"})
    story.clock("2032-04-21T09:00")
    story.refused("guard.weed_item.again", "weed_item", {"item": "item-2"})


def test_weed_item_is_refused_the_item_is_out(story: Story) -> None:
    """weed_item is refused: The item is out."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {})
    story.call("add_title", {})
    story.call("add_charge", {"reader": "reader-1", "amount": 1})
    story.call("pay_charge", {"reader": "reader-1", "amount": 1})
    story.call("add_item", {"title": "title-1"})
    story.call("borrow_item", {"reader": "reader-1", "item": "item-1"})
    story.refused("guard.weed_item.out", "weed_item", {"item": "item-1"})


def test_weed_item_is_refused_only_items_nobody_has_borrowed_for_five_years_may_be_weeded(
    story: Story,
) -> None:
    """weed_item is refused: Only items nobody has borrowed for five years may be weeded."""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {})
    story.call("add_item", {"title": "title-1"})
    story.refused("guard.weed_item.idle", "weed_item", {"item": "item-1"})


def test_weed_item_is_refused_the_last_copy_of_a_title_stays(story: Story) -> None:
    """weed_item is refused: The last copy of a title stays."""
    story.begins("2026-03-04T09:00")
    story.call("add_title", {})
    story.call("add_item", {"reference_work": True, "title": "title-1"})
    story.clock("2032-03-12T09:00")
    story.clock("2032-04-21T09:00")
    story.refused("guard.weed_item.last", "weed_item", {"item": "item-1"})


def test_add_charge_is_refused_a_charge_is_not_negative(story: Story) -> None:
    """add_charge is refused: A charge is not negative."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {"name": "Cara Example"})
    story.refused("invariant.charge.amount", "add_charge", {"reader": "reader-1", "amount": -0.01})


def test_pay_charge_is_refused_a_payment_is_not_negative(story: Story) -> None:
    """pay_charge is refused: A payment is not negative."""
    story.begins("2026-03-04T09:00")
    story.call("add_reader", {"name": "Cara Example"})
    story.refused("invariant.payment.amount", "pay_charge", {"reader": "reader-1", "amount": -0.01})
