"""Functions of text, and how values are said in sentences for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def contains_word(text: str, word: str) -> bool:
    """True when `word` stands in `text` as a whole word, whatever its case."""
    pattern = rf"(?<!\w){re.escape(word.casefold())}(?!\w)"
    return bool(word) and re.search(pattern, text.casefold()) is not None


def ends_with(text: str, end: str) -> bool:
    """True when `text` ends with `end`."""
    return text.endswith(end)


def join(items: tuple[Any, ...], separator: str) -> str:
    """The items said one after the other with `separator` between them."""
    text = separator.join(said(item) for item in items)
    return Rough(text) if any(_rough(item) for item in items) else text


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "length": len,
    "word_count": word_count,
    "contains_word": contains_word,
    "ends_with": ends_with,
    "join": join,
}


class Rough(str):
    """A text that says a number with decimals: with how many is left to whoever writes it."""

    __slots__ = ()


def told(parts: Iterable[Any]) -> str:
    """The parts of a sentence put together."""
    found = list(parts)
    text = "".join(part if isinstance(part, str) else said(part) for part in found)
    return Rough(text) if any(_rough(part) for part in found) else text


def _rough(value: Any) -> bool:
    return isinstance(value, Decimal | Fraction | Rough) or (
        isinstance(value, tuple) and any(_rough(item) for item in value)
    )


def said(value: Any) -> str:
    """A value as a sentence for people holds it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case Decimal():
            return f"{value:f}"
        case Fraction():
            return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
        case tuple():
            return ", ".join(said(item) for item in value)
    return str(getattr(value, "id", value))
