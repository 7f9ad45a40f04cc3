"""The records that Town boats keeps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from autogenesis.kit import Field, Money, Record, Ref


class Sailor(Record, prefix="sailor"):
    """Somebody who hires."""

    name: str
    skills: tuple[str, ...] = ()


class Boat(Record, prefix="boat", key="number"):
    """A boat."""

    number: str
    seats: int = Field(description="seats")


class Hire(Record, prefix="hire"):
    """A boat given out."""

    boat: Ref[Boat]
    sailor: Ref[Sailor]
    price: Money = Decimal("0.00")
    due_on: date | None = None
    back_on: date | None = None
    status: Literal["out", "back"] = "out"


class Charge(Record, prefix="charge"):
    """What a sailor owes for lateness."""

    hire: Ref[Hire]
    sailor: Ref[Sailor]
    amount: Money


class Note(Record, prefix="note"):
    """A text that somebody keeps."""

    text: str
    hops: int = 0
