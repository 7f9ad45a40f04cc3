"""The agent for loans."""

from .. import rules
from .._kit.agent import Agent, getter, lister, operation
from .._kit.call import Call
from .._kit.values import roll, shift
from ..messages import Item, Loan, Reader


class Loans(Agent):
    """Keeps loans."""

    name = "loans"
    writes = (Loan,)

    @operation(summary="Borrow an item.", actors=("reader",), creates=Loan)
    def borrow_item(self, call: Call, reader: Reader, item: Item) -> Loan:
        """As a reader, I want to borrow up to five items for 30 days each so that I can finish long novels.
        [s1]"""
        rules.weeded.check(call, item)
        rules.borrow_item_out.check(call, item)
        rules.limit.check(call, reader)
        rules.kept.check(call, reader, item)
        rules.borrow_item_owed.check(call, reader)
        rules.borrow_item_reference_work.check(call, item)
        return call.create(
            Loan,
            reader=reader.id,
            item=item.id,
            borrowed_on=call.today,
            due_date=roll(shift(call.today, 30, "days"), rules.OPEN_DAYS),
        )

    @operation(summary="Return an item.")
    def return_item(self, call: Call, item: Item) -> Loan | None:
        """As a reader, I want to borrow up to five items for 30 days each so that I can finish long novels.
        [s1]"""
        rules.not_out.check(call, item)
        loan = call.first(Loan, lambda loan: loan.item == item.id and loan.returned_on is None)
        if loan is not None:
            loan = call.update(loan, returned_on=call.today)
        return loan

    @operation(summary="Renew a loan.")
    def renew_loan(self, call: Call, loan: Loan) -> Loan:
        """As a borrower, I want to renew a loan at most twice, each time for 30 days from its due date,
        unless somebody has reserved it. [s3]"""
        rules.returned.check(call, loan)
        rules.renew_loan_limit.check(call, loan)
        rules.reserve.check(call, loan)
        return call.update(
            loan, renewals=loan.renewals + 1, due_date=roll(shift(loan.due_date, 30, "days"), rules.OPEN_DAYS)
        )

    get_loan = getter(Loan, summary="Show a loan.")
    list_loans = lister(Loan, summary="List loans; any field can be given to narrow the list.")
