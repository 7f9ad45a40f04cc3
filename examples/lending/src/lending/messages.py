"""The records that Lending at a town library keeps, and the values they hold."""

import datetime as dt
from typing import Literal

from ._kit.records import Money, Record, Ref


class Reader(Record, prefix="reader", plural="readers"):
    """A reader. [s1]"""

    name: str | None = None


class Item(Record, prefix="item", plural="items"):
    """An item. [s1]"""

    reference_work: bool = False
    weeded_on: dt.date | None = None
    added_on: dt.date
    title: Ref["Title"]


class Loan(Record, prefix="loan", plural="loans"):
    """A loan. [s1]"""

    reader: Ref["Reader"]
    item: Ref["Item"]
    borrowed_on: dt.date
    due_date: dt.date
    returned_on: dt.date | None = None
    renewals: int = 0


class Reservation(Record, prefix="reservation", plural="reservations"):
    """A reservation. [s4]"""

    reader: Ref["Reader"]
    item: Ref["Item"]
    reserved_at: dt.datetime
    status: Literal["waiting", "kept", "fetched", "lapsed"] = "waiting"
    kept_until: dt.date | None = None


class Charge(Record, prefix="charge", plural="charges"):
    """A charge. [s6]"""

    reader: Ref["Reader"]
    loan: Ref["Loan"] | None = None
    amount: Money
    charged_on: dt.date


class Payment(Record, prefix="payment", plural="payments"):
    """A payment. [s11]"""

    reader: Ref["Reader"]
    amount: Money
    paid_on: dt.date


class Title(Record, prefix="title", plural="titles"):
    """A title. [s9]"""

    name: str | None = None
