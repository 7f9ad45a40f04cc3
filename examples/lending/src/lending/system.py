"""Lending at a town library as one system: its agents, its records and its rules."""

from . import rules
from ._kit.system import KitSystem, SystemDesign
from .agents.charges import Charges
from .agents.items import Items
from .agents.loans import Loans
from .agents.payments import Payments
from .agents.readers import Readers
from .agents.reservations import Reservations
from .agents.titles import Titles
from .messages import Charge, Item, Loan, Payment, Reader, Reservation, Title

SYSTEM = SystemDesign(
    name="lending",
    title="Lending at a town library",
    package=__package__,
    agents=(Readers(), Items(), Loans(), Reservations(), Charges(), Payments(), Titles()),
    records=(Reader, Item, Loan, Reservation, Charge, Payment, Title),
    rules=rules,
    roles=("reader", "librarian", "treasurer"),
    revision=1,
    version="0.1.1",
)


class System(KitSystem):
    """Lending at a town library, running."""

    design = SYSTEM
