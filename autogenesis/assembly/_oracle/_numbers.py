"""Reckoning with exact numbers, and values as they are compared and put in order."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from operator import add, mul, sub
from typing import Any

from autogenesis.assembly._oracle._rows import DeclinedError, Row

Value = Any
"""None, bool, int, Decimal, Fraction, str, date, datetime, time, Row, tuple or dict of these."""

_CALCULATIONS = {"+": add, "-": sub, "*": mul}


def calculated(sign: str, left: Value, right: Value) -> Value:
    """A sum, difference or product; whole numbers stay whole."""
    calculate = _CALCULATIONS[sign]
    if isinstance(left, int) and isinstance(right, int):
        return calculate(left, right)
    return settle(calculate(Fraction(left), Fraction(right)))


def divided(left: Value, right: Value) -> Value:
    """A quotient, exact."""
    if right == 0:
        raise DeclinedError("arithmetic.zero")
    return settle(Fraction(left) / Fraction(right))


def settle(value: Fraction) -> Decimal | Fraction:
    """The Decimal a fraction is, where it is one exactly."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return value
    return Decimal(value.numerator) / Decimal(value.denominator)


def round_to(value: Fraction, way: str, places: int) -> Decimal | int:
    """`value` rounded up, down or half away from zero; an int where no places are kept."""
    scaled = value * 10**places
    low = scaled.numerator // scaled.denominator
    rest = scaled - low
    if way == "up":
        whole = low + (rest > 0)
    elif way == "down":
        whole = low
    else:
        whole = low + (rest > Fraction(1, 2) or (rest == Fraction(1, 2) and low >= 0))
    return whole if places == 0 else Decimal(whole).scaleb(-places)


def folded(value: Value) -> Value:
    """A value as it is looked for: a row by its id, a text whatever its case."""
    value = _comparable(value)
    return value.casefold() if isinstance(value, str) else value


def sortable(value: Value) -> tuple[bool, Value]:
    """A value as it is put in order: what is absent comes last."""
    value = _comparable(value)
    return (value is None, 0 if value is None else value)


def _comparable(value: Value) -> Value:
    return value.id if isinstance(value, Row) else value
