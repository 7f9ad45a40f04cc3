"""The records of the library: `specs/library-lending.md`."""

from __future__ import annotations

import blueprints as b
from blueprints import BOOLEAN, DATE, DATETIME, INTEGER, TEXT, reference
from tests.golden._reading import Reading
from tests.golden._terms import (
    EURO,
    at,
    both,
    choice,
    compare,
    derived,
    field,
    has,
    invariant,
    money,
    no,
    optional,
    over,
    same,
)

OPEN_DAYS = "calendar.open_days"
STATES = ("waiting", "kept", "fetched", "lapsed")
READER, TITLE, ITEM, LOAN = (reference(f"entity.{name}") for name in ("reader", "title", "item", "loan"))
MINE = same("loan.reader", "it")
OPEN_LOAN_OF_ITEM = both(same("loan.item", "it"), no(has("loan.returned_on")))


def state(value: str) -> b.Literally:
    """A state of a reservation."""
    return choice(value, *STATES)


def entities(r: Reading) -> tuple[b.Entity, ...]:
    """Reader, title, item, loan, reservation, charge, payment."""
    return (reader(r), title(r), item(r), loan(r), reservation(r), charge(r), payment(r))


def reader(r: Reading) -> b.Entity:
    """Readers, who owe what was charged and not paid."""
    charged = over("sum", "charge", same("charge.reader", "it"), "charge.amount")
    paid = over("sum", "payment", same("payment.reader", "it"), "payment.amount")
    return b.Entity(
        id="entity.reader",
        spans=r.at("As a reader", "As a borrower"),
        name="reader",
        plural="readers",
        synonyms=("borrower",),
        fields=(optional("reader.name", TEXT),),
        derivations=(
            derived(
                "reader.owed",
                EURO,
                b.Arithmetic(operator="-", left=charged, right=paid),
                "What was charged and is not paid.",
                r.at("owing 10.00 euro"),
            ),
        ),
    )


def title(r: Reading) -> b.Entity:
    """Titles, of which items are the copies."""
    copies = over("count", "item", both(same("item.title", "it"), no(has("item.weeded_on"))))
    return b.Entity(
        id="entity.title",
        spans=r.at("a title"),
        name="title",
        plural="titles",
        fields=(optional("title.name", TEXT),),
        derivations=(derived("title.copies", INTEGER, copies, "How many copies are left.", r.at("the last copy")),),
    )


def item(r: Reading) -> b.Entity:
    """Items, which are out or kept for somebody or neither."""
    kept = both(same("reservation.item", "it"), same("reservation.status", state("kept")))
    borrowed_on = over("largest", "loan", same("loan.item", "it"), "loan.borrowed_on")
    return b.Entity(
        id="entity.item",
        spans=r.at("items"),
        name="item",
        plural="items",
        synonyms=("copy",),
        fields=(
            field("item.title", TITLE, spans=r.at("copy of a title")),
            field("item.reference_work", BOOLEAN, spans=r.at("reference works"), default=b.truth(False)),
            field("item.added_on", DATE),
            optional("item.weeded_on", DATE, r.at("weed items")),
        ),
        derivations=(
            derived(
                "item.out",
                BOOLEAN,
                over("exists", "loan", OPEN_LOAN_OF_ITEM),
                "Whether somebody has it on loan.",
                r.at("an item that is out"),
            ),
            derived(
                "item.kept_for",
                READER,
                b.Get(of=over("first", "reservation", kept), field="reader"),
                "The reader for whom it is kept.",
                r.at("has the three following open days to fetch it"),
            ),
            derived(
                "item.last_borrowed_on",
                DATE,
                borrowed_on,
                "The day on which it was last borrowed.",
                r.at("nobody has borrowed for five years"),
            ),
        ),
    )


def loan(r: Reading) -> b.Entity:
    """Loans, with the charge for lateness, known once the item is back."""
    late = b.Between(start=at("it.due_date"), end=at("it.returned_on"), unit="open_days", calendar=OPEN_DAYS)
    per_day = b.Arithmetic(operator="*", left=money("0.20"), right=late)
    capped = b.Extreme(which="smallest", terms=(per_day, money("8.00")))
    return b.Entity(
        id="entity.loan",
        spans=r.at("a loan"),
        name="loan",
        plural="loans",
        fields=(
            field("loan.reader", READER, spans=r.at("As a reader")),
            field("loan.item", ITEM, spans=r.at("borrow up to five items")),
            field("loan.borrowed_on", DATE, spans=r.at("borrow")),
            field("loan.due_date", DATE, spans=r.at("due date")),
            field("loan.renewals", INTEGER, spans=r.at("renew a loan"), default=b.whole(0)),
            optional("loan.returned_on", DATE, r.at("returns")),
        ),
        derivations=(
            derived(
                "loan.charge",
                EURO,
                b.Conditional(test=has("it.returned_on"), then=capped, otherwise=money("0.00")),
                "0.20 euro per open day after the due date, never over 8.00 euro.",
                r.at("0.20 euro charged per open day after the due date", "never over 8.00 euro per loan"),
            ),
        ),
    )


def reservation(r: Reading) -> b.Entity:
    """Reservations: the waiting list of each item, in order of asking."""
    return b.Entity(
        id="entity.reservation",
        spans=r.at("reserve"),
        name="reservation",
        plural="reservations",
        fields=(
            field("reservation.reader", READER),
            field("reservation.item", ITEM, spans=r.at("reserve an item")),
            field("reservation.reserved_at", DATETIME, spans=r.at("whoever asked first")),
            field(
                "reservation.status",
                b.Type(kind="choice", choices=STATES),
                default=state("waiting"),
            ),
            optional("reservation.kept_until", DATE, r.at("the three following open days")),
        ),
        lifecycle=b.Lifecycle(
            field="status",
            initial="waiting",
            transitions=(
                ("waiting", "kept", "reaction.keep_item"),
                ("waiting", "kept", "timer.reservation_lapses"),
                ("kept", "fetched", "reaction.item_fetched"),
                ("kept", "lapsed", "timer.reservation_lapses"),
            ),
        ),
    )


def charge(r: Reading) -> b.Entity:
    """Charges, made by rules or entered by hand."""
    return b.Entity(
        id="entity.charge",
        spans=r.at("charged", "charges"),
        name="charge",
        plural="charges",
        fields=(
            field("charge.reader", READER),
            optional("charge.loan", LOAN, r.at("per loan")),
            field("charge.amount", EURO, spans=r.at("0.20 euro")),
            field("charge.charged_on", DATE, spans=r.at("charged")),
        ),
        invariants=(not_negative("charge"),),
    )


def payment(r: Reading) -> b.Entity:
    """Payments, from "unpaid": whoever owes can pay."""
    return b.Entity(
        id="entity.payment",
        spans=r.at("unpaid"),
        name="payment",
        plural="payments",
        fields=(
            field("payment.reader", READER),
            field("payment.amount", EURO),
            field("payment.paid_on", DATE, spans=r.at("unpaid")),
        ),
        invariants=(not_negative("payment"),),
    )


def not_negative(entity: str) -> b.Guard:
    """Amounts of money are not negative, where the text does not say otherwise."""
    return invariant(
        f"{entity}.amount",
        compare("it.amount", ">=", money("0.00")),
        "An amount may not be negative.",
        "amount",
    )
