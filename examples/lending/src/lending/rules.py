"""The rules of Lending at a town library, one function each."""

import datetime as dt
from decimal import Decimal

from ._kit.call import Call
from ._kit.records import Money, Ref
from ._kit.rules import derives, guard, invariant
from ._kit.values import Calendar, between, compare, part, shift
from .messages import Charge, Item, Loan, Payment, Reader, Reservation, Title

OPEN_DAYS = Calendar("open days", weekdays=(2, 3, 4, 5, 6))


@derives(Reader, "owed")
def owed(call: Call, it: Reader) -> Money:
    """What was charged and is not paid. [s6]"""
    return call.total(
        Charge, lambda charge: charge.amount, where=lambda charge: charge.reader == it.id
    ) - call.total(Payment, lambda payment: payment.amount, where=lambda payment: payment.reader == it.id)


@derives(Item, "out")
def out(call: Call, it: Item) -> bool:
    """Whether somebody has the item."""
    return call.exists(Loan, lambda loan: loan.item == it.id and loan.returned_on is None)


@derives(Item, "last_borrowed_on")
def last_borrowed_on(call: Call, it: Item) -> dt.date | None:
    """The last borrowed on of it."""
    return call.largest(Loan, lambda loan: loan.borrowed_on, where=lambda loan: loan.item == it.id)


@derives(Item, "kept_for")
def kept_for(call: Call, it: Item) -> Ref["Reader"] | None:
    """The reader for whom it is kept. [s5]"""
    return getattr(
        call.first(
            Reservation, lambda reservation: reservation.item == it.id and reservation.status == "kept"
        ),
        "reader",
        None,
    )


@derives(Loan, "charge")
def loan_charge(call: Call, it: Loan) -> Money:
    """As a librarian, I want 0.20 euro charged per open day after the due date, day of return included,
    but never over 8.00 euro per loan. [s6]"""
    return (
        min(Decimal("0.20") * between(it.due_date, it.returned_on, "open_days", OPEN_DAYS), Decimal("8.00"))
        if it.returned_on is not None
        else Decimal("0.00")
    )


@invariant(Charge, "invariant.charge.amount", reason="A charge is not negative.", field="amount")
def charge_amount(call: Call, it: Charge) -> bool:
    """A charge is not negative."""
    return it.amount >= Decimal("0.00")


@invariant(Payment, "invariant.payment.amount", reason="A payment is not negative.", field="amount")
def payment_amount(call: Call, it: Payment) -> bool:
    """A payment is not negative."""
    return it.amount >= Decimal("0.00")


@derives(Title, "copies")
def copies(call: Call, it: Title) -> int:
    """How many copies are left. [s9]"""
    return call.count(Item, lambda item: item.title == it.id and item.weeded_on is None)


@guard("guard.borrow_item.weeded", reason="The item is weeded.", field="item")
def weeded(call: Call, item: Item) -> bool:
    """The item is weeded."""
    return item.weeded_on is None


@guard(
    "guard.borrow_item.out",
    reason="The item is out.",
    field="item",
    source="As a reader, I want to borrow up to five items for 30 days each so that I can finish long novels.",
)
def borrow_item_out(call: Call, item: Item) -> bool:
    """The item is out. [s1]"""
    return not call.exists(Loan, lambda loan: loan.item == item.id and loan.returned_on is None)


@guard(
    "guard.borrow_item.limit",
    reason="A reader may have at most 5 items at once.",
    field="reader",
    source="As a reader, I want to borrow up to five items for 30 days each so that I can finish long novels.",
)
def limit(call: Call, reader: Reader) -> bool:
    """A reader may have at most 5 items at once. [s1]"""
    return call.count(Loan, lambda loan: loan.reader == reader.id and loan.returned_on is None) < 5


@guard(
    "guard.borrow_item.kept",
    reason="The item is kept for somebody else.",
    field="item",
    source="When it returns, whoever asked first has the three following open days to fetch it, then the next.",
)
def kept(call: Call, reader: Reader, item: Item) -> bool:
    """The item is kept for somebody else. [s5]"""
    return not call.exists(
        Reservation,
        lambda reservation: (
            reservation.item == item.id and reservation.status == "kept" and (reservation.reader != reader.id)
        ),
    )


@guard(
    "guard.borrow_item.owed",
    reason="A reader who owes 10.00 euro or more may not borrow anything.",
    field="reader",
    source="As a librarian, I want nobody owing 10.00 euro or more to borrow anything.",
)
def borrow_item_owed(call: Call, reader: Reader) -> bool:
    """A reader who owes 10.00 euro or more may not borrow anything. [s7]"""
    return owed(call, reader) < Decimal("10.00")


@guard(
    "guard.borrow_item.reference_work",
    reason="Reference works are never lent.",
    field="item",
    source="As a librarian, I want reference works never lent.",
)
def borrow_item_reference_work(call: Call, item: Item) -> bool:
    """Reference works are never lent. [s8]"""
    return not item.reference_work


@guard("guard.return_item.not_out", reason="The item is not out.", field="item")
def not_out(call: Call, item: Item) -> bool:
    """The item is not out."""
    return call.exists(Loan, lambda loan: loan.item == item.id and loan.returned_on is None)


@guard(
    "guard.reserve_item.out",
    reason="The item is not out.",
    field="item",
    source="As a reader, I want to reserve an item that is out.",
)
def reserve_item_out(call: Call, item: Item) -> bool:
    """The item is not out. [s4]"""
    return out(call, item) or call.exists(
        Reservation,
        lambda reservation: (
            reservation.item == item.id and (reservation.status == "waiting" or reservation.status == "kept")
        ),
    )


@guard("guard.reserve_item.again", reason="The reader has reserved it already.", field="reader")
def again(call: Call, reader: Reader, item: Item) -> bool:
    """The reader has reserved it already."""
    return not call.exists(
        Reservation,
        lambda reservation: (
            reservation.item == item.id
            and (reservation.status == "waiting" or reservation.status == "kept")
            and (reservation.reader == reader.id)
        ),
    )


@guard(
    "guard.renew_loan.returned",
    reason="The item is back already.",
    field="loan",
    source="As a borrower, I want to renew a loan at most twice, each time for 30 days from its due date, unless somebody has reserved it.",
)
def returned(call: Call, loan: Loan) -> bool:
    """The item is back already. [s3]"""
    return loan.returned_on is None


@guard(
    "guard.renew_loan.limit",
    reason="A loan may be renewed at most twice.",
    field="loan",
    source="As a borrower, I want to renew a loan at most twice, each time for 30 days from its due date, unless somebody has reserved it.",
)
def renew_loan_limit(call: Call, loan: Loan) -> bool:
    """A loan may be renewed at most twice. [s3]"""
    return loan.renewals < 2


@guard(
    "guard.renew_loan.reserve",
    reason="Somebody has reserved it.",
    field="loan",
    source="As a borrower, I want to renew a loan at most twice, each time for 30 days from its due date, unless somebody has reserved it.",
)
def reserve(call: Call, loan: Loan) -> bool:
    """Somebody has reserved it. [s3]"""
    return not call.exists(
        Reservation,
        lambda reservation: (
            reservation.item == loan.item
            and (reservation.status == "waiting" or reservation.status == "kept")
        ),
    )


@guard("guard.weed_item.again", reason="The item is weeded already.", field="item")
def weed_item_again(call: Call, item: Item) -> bool:
    """The item is weeded already."""
    return item.weeded_on is None


@guard("guard.weed_item.out", reason="The item is out.", field="item")
def weed_item_out(call: Call, item: Item) -> bool:
    """The item is out."""
    return not out(call, item)


@guard(
    "guard.weed_item.idle",
    reason="Only items nobody has borrowed for five years may be weeded.",
    field="item",
    source="As a librarian, I want to weed items nobody has borrowed for five years, but never the last copy of a title.",
)
def idle(call: Call, item: Item) -> bool:
    """Only items nobody has borrowed for five years may be weeded. [s9]"""
    return compare(last_borrowed_on(call, item), "<=", shift(call.today, -5, "years")) or (
        last_borrowed_on(call, item) is None and item.added_on <= shift(call.today, -5, "years")
    )


@guard(
    "guard.weed_item.last",
    reason="The last copy of a title stays.",
    field="item",
    source="As a librarian, I want to weed items nobody has borrowed for five years, but never the last copy of a title.",
)
def last(call: Call, item: Item) -> bool:
    """The last copy of a title stays. [s9]"""
    return copies(call, call.row(Title, item.title)) > 1


def keep_item_applies(call: Call, it: Loan) -> bool:
    """Whether this applies: Keep the item for whoever asked first. [s5]"""
    return (
        call.first(
            Reservation,
            lambda reservation: reservation.item == it.item and reservation.status == "waiting",
            order=lambda reservation: reservation.reserved_at,
        )
        is not None
    )


def item_fetched_applies(call: Call, it: Loan) -> bool:
    """Whether this applies: The item that was kept is fetched. [s5]"""
    return call.exists(
        Reservation,
        lambda reservation: (
            reservation.item == it.item and reservation.reader == it.reader and (reservation.status == "kept")
        ),
    )


def charge_reader_applies(call: Call, it: Loan) -> bool:
    """Whether this applies: Charge the reader for being late. [s6]"""
    return loan_charge(call, it) > Decimal("0.00")


def reservation_lapses_moment(call: Call, it: Reservation) -> dt.datetime | None:
    """When it is time: When the item is not fetched, keep it for the next. [s5]"""
    return part(it.kept_until, "end", call.zone)


def reservation_lapses_applies(call: Call, it: Reservation) -> bool:
    """Whether this applies: When the item is not fetched, keep it for the next. [s5]"""
    return it.status == "kept"
