"""What `specs/library-lending.md` means."""

from __future__ import annotations

import blueprints as b
from tests.golden import _library_actions as act
from tests.golden._library_records import OPEN_DAYS, entities
from tests.golden._reading import Reading
from tests.golden._terms import (
    add,
    reads,
)


def require(r: Reading) -> None:
    """Clause by clause, what carries it."""
    r.require(
        "count_limit",
        "As a reader, I want to borrow up to five items for 30 days each",
        "operation.borrow_item",
        "guard.borrow_item.limit",
        "field.loan.due_date",
    )
    r.remark("so that I can finish long novels", "A reason.")
    r.require(
        "day_shift",
        "As a reader, I want a loan that would end on a closed day to end on the next open day",
        "operation.borrow_item",
        "operation.renew_loan",
        OPEN_DAYS,
    )
    r.require("calendar", "we open Tuesday to Saturday", OPEN_DAYS)
    r.require(
        "synonym",
        "As a borrower",
        "entity.reader",
        status="assumed",
        note='"borrower" is taken to be the same as "reader".',
    )
    r.require(
        "repetition_limit",
        "I want to renew a loan at most twice, each time for 30 days from its due date, "
        "unless somebody has reserved it",
        "operation.renew_loan",
        "guard.renew_loan.limit",
        "guard.renew_loan.reserve",
    )
    r.require(
        "waiting_list",
        "As a reader, I want to reserve an item that is out",
        "operation.reserve_item",
        "guard.reserve_item.out",
    )
    r.require(
        "waiting_list",
        "When it returns, whoever asked first has the three following open days to fetch it, then the next",
        "operation.return_item",
        "reaction.keep_item",
        "reaction.item_fetched",
        "timer.reservation_lapses",
        "guard.borrow_item.kept",
    )
    r.require(
        "charge",
        "As a librarian, I want 0.20 euro charged per open day after the due date, "
        "day of return included, but never over 8.00 euro per loan",
        "derivation.loan.charge",
        "reaction.charge_reader",
    )
    r.require(
        "blocking",
        "As a librarian, I want nobody owing 10.00 euro or more to borrow anything",
        "derivation.reader.owed",
        "guard.borrow_item.owed",
    )
    r.require(
        "exclusion",
        "As a librarian, I want reference works never lent",
        "field.item.reference_work",
        "guard.borrow_item.reference_work",
    )
    r.require(
        "removal",
        "As a librarian, I want to weed items nobody has borrowed for five years, but never the last copy of a title",
        "operation.weed_item",
        "guard.weed_item.idle",
        "guard.weed_item.last",
    )
    r.require(
        "recurring_report",
        "As a treasurer, I want a list of unpaid charges every first of the month",
        "operation.pay_charge",
        "schedule.list_of_unpaid_charges",
    )
    r.require("persistence", "Restarting must not change any loan or queue", "entity.loan", "entity.reservation")


def assumptions(r: Reading) -> tuple[b.Assumption, ...]:
    """What the text leaves open."""
    made = (
        ("synonym_borrower", '"borrower" means the same as "reader".', "As a borrower"),
        ("synonym_copy", '"copy" means the same as "item".', "copy of a title"),
        ("charged_at_return", "The charge is made when the item returns.", "0.20 euro charged"),
        ("amounts", "Amounts of money may not be negative.", "unpaid charges"),
        (
            "never_borrowed",
            "Of an item that nobody ever borrowed the years count from the day it was added.",
            "nobody has borrowed for five years",
        ),
        ("time_of_list", "The list is sent at the start of the day.", "every first of the month"),
    )
    return tuple(
        b.Assumption(id=f"assumption.{name}", spans=r.at(words), text=text, confidence=0.8)
        for name, text, words in made
    )


def specification() -> b.Specification:
    """The whole Specification."""
    r = Reading("library-lending")
    require(r)
    rows = entities(r)
    row = {entity.id.removeprefix("entity."): entity for entity in rows}
    return b.Specification(
        title=r.title,
        slug="lending",
        summary="Lending at a town library.",
        text_hash=r.text_hash,
        sentences=r.sentences,
        clauses=tuple(r.clauses),
        requirements=tuple(r.requirements),
        actors=(
            b.Actor(
                id="actor.reader",
                spans=r.at("reader"),
                name="reader",
                synonyms=("borrower",),
                row="entity.reader",
            ),
            b.Actor(id="actor.librarian", spans=r.at("librarian"), name="librarian"),
            b.Actor(id="actor.treasurer", spans=r.at("treasurer"), name="treasurer"),
        ),
        entities=rows,
        calendars=(
            b.Calendar(
                id=OPEN_DAYS,
                spans=r.at("we open Tuesday to Saturday"),
                name="open days",
                weekdays=(2, 3, 4, 5, 6),
            ),
        ),
        operations=(
            add(row["reader"]),
            add(row["title"]),
            add(row["item"], leave_out=("weeded_on",), added_on="today"),
            act.borrow(r),
            act.give_back(r),
            act.renew(r),
            act.reserve(r),
            act.weed(r),
            act.pay(r),
            add(row["charge"], charged_on="today"),
            *reads(*rows),
        ),
        reactions=act.reactions(r),
        timers=act.timers(r),
        schedules=act.schedules(r),
        assumptions=assumptions(r),
    )
