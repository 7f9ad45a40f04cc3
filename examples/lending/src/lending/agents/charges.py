"""The agent for charges."""

from decimal import Decimal

from .. import rules
from .._kit.agent import Agent, Recurrence, done, getter, lister, operation, reaction, schedule
from .._kit.call import Call, Recipient
from .._kit.records import Money
from ..messages import Charge, Loan, Reader


class Charges(Agent):
    """Keeps charges. Charges the reader for being late. Sends the list of unpaid charges."""

    name = "charges"
    writes = (Charge,)

    @operation(summary="Add a charge.", creates=Charge)
    def add_charge(self, call: Call, reader: Reader, amount: Money, loan: Loan | None = None) -> Charge:
        """Add a charge."""
        return call.create(
            Charge, charged_on=call.today, reader=reader.id, loan=loan and loan.id, amount=amount
        )

    get_charge = getter(Charge, summary="Show a charge.")
    list_charges = lister(Charge, summary="List charges; any field can be given to narrow the list.")

    @reaction(done("return_item"))
    def charge_reader(self, call: Call, it: Loan) -> None:
        """As a librarian, I want 0.20 euro charged per open day after the due date, day of return included,
        but never over 8.00 euro per loan. [s6]"""
        if rules.charge_reader_applies(call, it):
            call.create(
                Charge,
                reader=it.reader,
                loan=it.id,
                amount=rules.loan_charge(call, it),
                charged_on=call.today,
            )

    @schedule(Recurrence(unit="month", day=1, at="00:00"))
    def list_of_unpaid_charges(self, call: Call) -> None:
        """As a treasurer, I want a list of unpaid charges every first of the month. [s10]"""
        call.notify(
            to=Recipient(role="treasurer"),
            type="list_of_unpaid_charges",
            text=f"The list of unpaid charges of {call.today}.",
            data={
                "charges": [
                    {"reader": reader.id, "owed": rules.owed(call, reader)}
                    for reader in call.rows(Reader, lambda reader: rules.owed(call, reader) > Decimal("0.00"))
                ]
            },
        )
