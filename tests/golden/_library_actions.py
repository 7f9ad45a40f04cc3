"""What happens in the library: `specs/library-lending.md`."""

from __future__ import annotations

import blueprints as b
from tests.golden._library_records import ITEM, LOAN, OPEN_DAYS, READER, state
from tests.golden._reading import Reading
from tests.golden._terms import (
    EURO,
    at,
    both,
    compare,
    create,
    either,
    guard,
    has,
    money,
    no,
    over,
    same,
    say,
    shift,
    take,
    update,
)


def due(start: str) -> b.Roll:
    """30 days after `start`, or the next open day."""
    return b.Roll(date=shift(start, 30, "days"), calendar=OPEN_DAYS)


def borrow(r: Reading) -> b.Operation:
    """A reader borrows an item."""
    open_loans = over("count", "loan", both(same("loan.reader", "reader"), no(has("loan.returned_on"))))
    return b.Operation(
        id="operation.borrow_item",
        spans=r.at("I want to borrow up to five items for 30 days each"),
        name="borrow_item",
        summary="Lend an item to a reader: gives the loan with its due date.",
        kind="create",
        entity="entity.loan",
        actors=("actor.reader",),
        inputs=(take("reader", READER), take("item", ITEM)),
        guards=(
            guard("borrow_item.weeded", no(has("item.weeded_on")), "The item was weeded.", field="item"),
            guard(
                "borrow_item.reference_work",
                no(at("item.reference_work")),
                "Reference works are never lent.",
                r.at("reference works never lent"),
                "item",
            ),
            guard("borrow_item.out", no(at("item.out")), "The item is out.", field="item"),
            guard(
                "borrow_item.kept",
                either(no(has("item.kept_for")), same("item.kept_for", "reader")),
                "The item is kept for somebody else.",
                r.at("whoever asked first has the three following open days to fetch it"),
                "item",
            ),
            guard(
                "borrow_item.limit",
                compare(open_loans, "<", b.whole(5)),
                "A reader may borrow up to five items.",
                r.at("up to five items"),
                "reader",
            ),
            guard(
                "borrow_item.owed",
                compare("reader.owed", "<", money("10.00")),
                "Nobody owing 10.00 euro or more may borrow anything.",
                r.at("nobody owing 10.00 euro or more to borrow anything"),
                "reader",
            ),
        ),
        steps=(create("loan", reader="reader", item="item", borrowed_on="today", due_date=due("today")),),
    )


def give_back(r: Reading) -> b.Operation:
    """An item returns."""
    its_loan = over("first", "loan", both(same("loan.item", "item"), no(has("loan.returned_on"))))
    return b.Operation(
        id="operation.return_item",
        spans=r.at("When it returns"),
        name="return_item",
        summary="Take back an item: gives the loan with its charge.",
        kind="change",
        entity="entity.loan",
        inputs=(take("item", ITEM),),
        guards=(guard("return_item.not_out", at("item.out"), "The item is not out.", field="item"),),
        steps=(b.Let(name="loan", value=its_loan), update("loan", returned_on="today")),
        result=at("loan"),
    )


def renew(r: Reading) -> b.Operation:
    """A reader renews a loan."""
    queue = over(
        "exists",
        "reservation",
        both(same("reservation.item", "loan.item"), same("reservation.status", state("waiting"))),
    )
    again = b.Arithmetic(operator="+", left=at("loan.renewals"), right=b.whole(1))
    return b.Operation(
        id="operation.renew_loan",
        spans=r.at("I want to renew a loan at most twice, each time for 30 days from its due date"),
        name="renew_loan",
        summary="Renew a loan.",
        kind="change",
        entity="entity.loan",
        actors=("actor.reader",),
        inputs=(take("loan", LOAN),),
        guards=(
            guard(
                "renew_loan.returned",
                no(has("loan.returned_on")),
                "The loan has already been returned.",
                field="loan",
            ),
            guard(
                "renew_loan.limit",
                compare("loan.renewals", "<", b.whole(2)),
                "A loan may be renewed at most twice.",
                r.at("at most twice"),
                "loan",
            ),
            guard(
                "renew_loan.reserve",
                no(queue),
                "Somebody has reserved the item.",
                r.at("unless somebody has reserved it"),
                "loan",
            ),
        ),
        steps=(update("loan", due_date=due("loan.due_date"), renewals=again),),
        result=at("loan"),
    )


def reserve(r: Reading) -> b.Operation:
    """A reader reserves an item."""
    mine = both(
        same("reservation.reader", "reader"),
        same("reservation.item", "item"),
        same("reservation.status", state("waiting")),
    )
    return b.Operation(
        id="operation.reserve_item",
        spans=r.at("I want to reserve an item that is out"),
        name="reserve_item",
        summary="Reserve an item that is out: puts the reader on its waiting list.",
        kind="create",
        entity="entity.reservation",
        actors=("actor.reader",),
        inputs=(take("reader", READER), take("item", ITEM)),
        guards=(
            guard(
                "reserve_item.out",
                at("item.out"),
                "Only an item that is out can be reserved.",
                r.at("an item that is out"),
                "item",
            ),
            guard(
                "reserve_item.again",
                no(over("exists", "reservation", mine)),
                "The reader has already reserved the item.",
                field="item",
            ),
        ),
        steps=(create("reservation", reader="reader", item="item", reserved_at="now"),),
    )


def weed(r: Reading) -> b.Operation:
    """A librarian weeds an item."""
    since = b.Conditional(
        test=has("item.last_borrowed_on"), then=at("item.last_borrowed_on"), otherwise=at("item.added_on")
    )
    return b.Operation(
        id="operation.weed_item",
        spans=r.at("I want to weed items nobody has borrowed for five years"),
        name="weed_item",
        summary="Weed an item.",
        kind="change",
        entity="entity.item",
        actors=("actor.librarian",),
        inputs=(take("item", ITEM),),
        guards=(
            guard("weed_item.again", no(has("item.weeded_on")), "The item was weeded.", field="item"),
            guard("weed_item.out", no(at("item.out")), "The item is out.", field="item"),
            guard(
                "weed_item.idle",
                compare(since, "<=", shift("today", -5, "years")),
                "Only items nobody has borrowed for five years may be weeded.",
                r.at("nobody has borrowed for five years"),
                "item",
            ),
            guard(
                "weed_item.last",
                compare("item.title.copies", ">", b.whole(1)),
                "The last copy of a title may never be weeded.",
                r.at("never the last copy of a title"),
                "item",
            ),
        ),
        steps=(update("item", weeded_on="today"),),
        result=at("item"),
    )


def pay(r: Reading) -> b.Operation:
    """A reader pays what is owed, or part of it."""
    return b.Operation(
        id="operation.pay_charge",
        spans=r.at("unpaid charges"),
        name="pay_charge",
        summary="Take a payment of a reader for what is owed.",
        kind="create",
        entity="entity.payment",
        inputs=(take("reader", READER), take("amount", EURO)),
        steps=(create("payment", reader="reader", amount="amount", paid_on="today"),),
    )


def keep_for_first(item_path: str, start: str) -> tuple[b.Statement, ...]:
    """Keep the item for whoever waits first, for the three open days after `start`."""
    waiting = both(same("reservation.item", item_path), same("reservation.status", state("waiting")))
    until = shift(start, 3, "open_days", OPEN_DAYS)
    return (
        b.Let(name="following", value=over("first", "reservation", waiting, order=("reservation.reserved_at",))),
        b.When(test=has("following"), then=(update("following", status=state("kept"), kept_until=until),)),
    )


def reactions(r: Reading) -> tuple[b.Reaction, ...]:
    """What the return and the loan of an item bring about."""
    kept = both(
        same("reservation.item", "it.item"),
        same("reservation.reader", "it.reader"),
        same("reservation.status", state("kept")),
    )
    returned = b.Trigger(on="done", operation="operation.return_item")
    return (
        b.Reaction(
            id="reaction.charge_reader",
            spans=r.at("I want 0.20 euro charged per open day after the due date"),
            summary="Charge the reader for the open days after the due date.",
            trigger=returned,
            when=compare("it.charge", ">", money("0.00")),
            steps=(create("charge", reader="it.reader", loan="it", amount="it.charge", charged_on="today"),),
        ),
        b.Reaction(
            id="reaction.keep_item",
            spans=r.at("whoever asked first has the three following open days to fetch it"),
            summary="Keep the item for whoever asked first.",
            trigger=returned,
            steps=keep_for_first("it.item", "today"),
        ),
        b.Reaction(
            id="reaction.item_fetched",
            spans=r.at("fetch it"),
            summary="Note that the item that was kept is fetched.",
            trigger=b.Trigger(on="done", operation="operation.borrow_item"),
            steps=(
                b.Each(
                    name="reservation",
                    rows=over("rows", "reservation", kept),
                    steps=(update("reservation", status=state("fetched")),),
                ),
            ),
        ),
    )


def timers(r: Reading) -> tuple[b.Timer, ...]:
    """The end of the days for which an item is kept."""
    return (
        b.Timer(
            id="timer.reservation_lapses",
            spans=r.at("then the next"),
            summary="Keep the item for the next in the queue when it was not fetched.",
            entity="entity.reservation",
            at=b.Part(of=at("it.kept_until"), part="end"),
            when=same("it.status", state("kept")),
            steps=(update("it", status=state("lapsed")), *keep_for_first("it.item", "it.kept_until")),
        ),
    )


def schedules(r: Reading) -> tuple[b.Schedule, ...]:
    """The list for the treasurer."""
    charges = b.Records(
        entity="entity.reader",
        name="reader",
        where=compare("reader.owed", ">", money("0.00")),
        fields=(("reader", at("reader.id")), ("name", at("reader.name")), ("owed", at("reader.owed"))),
    )
    return (
        b.Schedule(
            id="schedule.list_of_unpaid_charges",
            spans=r.at("a list of unpaid charges every first of the month"),
            summary="Send the treasurer the list of unpaid charges.",
            recurrence=b.Recurrence(unit="month", day=1),
            steps=(
                b.Notify(
                    to=b.Recipient(actor="actor.treasurer"),
                    type="list_of_unpaid_charges",
                    text=say("The list of unpaid charges of ", "{today}", "."),
                    data=(("charges", charges),),
                ),
            ),
        ),
    )
