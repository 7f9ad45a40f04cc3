"""What a kept value becomes where its field has another type: the same in other words, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

Shape = Mapping[str, Any]
"""A field's ``kind``, with its ``unit``, ``currency``, ``choices``, ``entity`` or ``item`` where it has one."""
_TRUTHS = {"yes": True, "true": True, "no": False, "false": False}
_MINUTES = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080}
_FREE = ("text", "person")
_NUMBERS = ("integer", "duration", "decimal", "percent", "money")


def converted(value: Any, was: Shape, now: Shape, renamed: Mapping[str, str]) -> tuple[Any, bool, bool]:
    """A value's JSON as the other type has it, whether there is such a one, and whether it tells all that was there;
    `renamed` are the values of a choice that have another name."""
    if value is None:
        return None, True, True
    if isinstance(value, str) and was["kind"] == "choice":
        value = renamed.get(value, value)
    try:
        made = _made(value, was, now)
    except (ValueError, InvalidOperation):
        return None, False, False
    try:
        again = _made(made, now, was)
    except (ValueError, InvalidOperation):
        return made, True, was["kind"] == "choice" and made == value
    return made, True, again == value or (was["kind"] in _NUMBERS and _number(again) == _number(value))


def _made(value: Any, was: Shape, now: Shape) -> Any:
    if now["kind"] == "list" or isinstance(value, list):
        return _listed(value, was, now)
    if was["kind"] == now["kind"] in _NUMBERS:
        return _scaled(value, was, now)
    if was["kind"] == now["kind"] != "choice":
        if was.get("entity") != now.get("entity"):
            raise ValueError(value)
        return value
    return _MAKERS[now["kind"]](value, now) if now["kind"] in _MAKERS else _refuse(value, now)


def _listed(value: Any, was: Shape, now: Shape) -> Any:
    item = was.get("item", was)
    if now["kind"] == "list":
        each = value if isinstance(value, list) else [value]
        return [_made(one, item, now["item"]) for one in each]
    if len(value) != 1:
        raise ValueError(value)
    return _made(value[0], item, now)


def _scaled(value: Any, was: Shape, now: Shape) -> Any:
    """A number in another unit; only of time is it known how much that is."""
    before, after = was.get("unit") or was.get("currency"), now.get("unit") or now.get("currency")
    if before == after:
        return value
    if before not in _MINUTES or after not in _MINUTES:
        raise ValueError(value)
    found = _number(value) * _MINUTES[before] / _MINUTES[after]
    return _integer(found, now) if now["kind"] == "duration" else str(found)


def _refuse(value: Any, now: Shape) -> Any:
    raise ValueError(value)


def _number(value: Any) -> Decimal:
    number = Decimal(str(value).strip())
    if isinstance(value, bool) or not number.is_finite():
        raise ValueError(value)
    return number


def _integer(value: Any, now: Shape) -> int:
    number = _number(value)
    if number != int(number):
        raise ValueError(value)
    return int(number)


def _money(value: Any, now: Shape) -> str:
    number = _number(value)
    if number != round(number, 2):
        raise ValueError(value)
    return str(round(number, 2))


def _text(value: Any, now: Shape) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str | int):
        raise ValueError(value)
    return str(value)


def _choice(value: Any, now: Shape) -> str:
    said = _text(value, now)
    found = [each for each in now["choices"] if each == said] or [
        each for each in now["choices"] if each.casefold() == said.casefold()
    ]
    if not found:
        raise ValueError(value)
    return str(found[0])


def _truth(value: Any, now: Shape) -> bool:
    if str(value).lower() not in _TRUTHS:
        raise ValueError(value)
    return _TRUTHS[str(value).lower()]


def _date(value: Any, now: Shape) -> str:
    return datetime.fromisoformat(value).date().isoformat() if isinstance(value, str) else _refuse(value, now)


def _datetime(value: Any, now: Shape) -> str:
    return datetime.fromisoformat(value).isoformat() if isinstance(value, str) else _refuse(value, now)


def _time(value: Any, now: Shape) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    try:
        return time.fromisoformat(value).isoformat()
    except ValueError:
        return datetime.fromisoformat(value).time().isoformat()


_MAKERS: Mapping[str, Callable[[Any, Shape], Any]] = {
    "text": _text,
    "person": _text,
    "choice": _choice,
    "integer": _integer,
    "duration": _integer,
    "decimal": lambda value, now: str(_number(value)),
    "percent": lambda value, now: str(_number(value)),
    "money": _money,
    "boolean": _truth,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
}
