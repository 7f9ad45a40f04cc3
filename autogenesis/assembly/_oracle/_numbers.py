"""Reckoning with exact numbers, and values as they are compared and put in order."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import reduce
from operator import add, mul, sub
from typing import Any

from autogenesis.assembly._oracle._rows import DeclinedError, Row

Value = Any
"""None, bool, int, Decimal, Fraction, str, date, datetime, time, Row, tuple or dict of these."""

_CALCULATIONS = {"+": add, "-": sub, "*": mul}
_EXACTLY = Context(prec=28, traps=[Inexact])
_EXACT = {"+": _EXACTLY.add, "-": _EXACTLY.subtract, "*": _EXACTLY.multiply}
_QUICK = frozenset({int, Decimal})
_ONE = Decimal(1)


def calculated(sign: str, left: Value, right: Value) -> Value:
    """A sum, difference or product; whole numbers stay whole."""
    calculate = _CALCULATIONS[sign]
    if isinstance(left, int) and isinstance(right, int):
        return calculate(left, right)
    if type(left) in _QUICK and type(right) in _QUICK:
        try:
            return _shortest(_EXACT[sign](left, right))
        except Inexact:
            pass
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


def total(values: Iterable[Value]) -> Decimal | Fraction:
    """The sum, exact."""
    found = list(values)
    if all(type(value) in _QUICK for value in found):
        try:
            return _shortest(reduce(_EXACTLY.add, found, Decimal(0)))
        except Inexact:
            pass
    return settle(sum((Fraction(value) for value in found), Fraction(0)))


def _shortest(value: Decimal) -> Decimal:
    """The same without digits that say nothing, as `settle` gives it."""
    if not value:
        return Decimal(0)
    return value.quantize(_ONE, context=_EXACTLY) if value == value.to_integral_value() else value.normalize(_EXACTLY)


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
