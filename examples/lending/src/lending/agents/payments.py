"""The agent for payments."""

from .._kit.agent import Agent, getter, lister, operation
from .._kit.call import Call
from .._kit.records import Money
from ..messages import Payment, Reader


class Payments(Agent):
    """Keeps payments."""

    name = "payments"
    writes = (Payment,)

    @operation(summary="Record what a reader pays.", creates=Payment)
    def pay_charge(self, call: Call, reader: Reader, amount: Money) -> Payment:
        """Record what a reader pays."""
        return call.create(Payment, paid_on=call.today, reader=reader.id, amount=amount)

    get_payment = getter(Payment, summary="Show a payment.")
    list_payments = lister(Payment, summary="List payments; any field can be given to narrow the list.")
