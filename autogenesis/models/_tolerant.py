"""Finds the JSON in what a model wrote: in fences, among prose, with commas too many, or cut off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_MOST = 400_000
_STARTS = 40
"""Places at which an object or a list is looked for."""
_FENCE = re.compile(r"```[a-zA-Z]*\s*\n(.*?)(?:```|\Z)", re.DOTALL)
_TRAILING = re.compile(r",(\s*[\]}])")
_OPEN = re.compile(r"[\[{]")
_CLOSES = {"{": "}", "[": "]"}


def candidates(text: str) -> Iterator[Any]:
    """What JSON may be meant, the likeliest first; nothing where there is none. The time is bounded."""
    text = text.strip().removeprefix("\ufeff")[:_MOST]
    for whole in (text, *(match[1].strip() for match in _FENCE.finditer(text))):
        yield from _loaded(whole)
    starts = [match.start() for match in _OPEN.finditer(text)]
    decoder = json.JSONDecoder()
    seen = -1
    for start in starts[:_STARTS]:
        if start < seen:
            continue
        try:
            value, seen = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        yield value
    if starts:
        closed = _closed(text[starts[0] :])
        if closed is not None:
            yield from _loaded(closed)


def _loaded(text: str) -> Iterator[Any]:
    for form in dict.fromkeys((text, _TRAILING.sub(r"\1", text))):
        try:
            yield json.loads(form)
            return
        except (ValueError, RecursionError):
            continue


def _closed(text: str) -> str | None:
    """The text up to its last whole element, with what is open there closed; None where nothing is open."""
    stack: list[str] = []
    end = depth = 0
    quoted = escaped = False
    for at, sign in enumerate(text):
        if quoted:
            quoted, escaped = (escaped or sign != '"', not escaped and sign == "\\")
        elif sign == '"':
            quoted = True
        elif sign in _CLOSES:
            stack.append(sign)
        elif sign in "]}":
            if not stack or _CLOSES[stack.pop()] != sign:
                return None
            if not stack:
                return None  # it ends by itself: nothing was cut off
            end, depth = at + 1, len(stack)  # what is open there stays open: closing it would pass here again
    return text[:end] + "".join(_CLOSES[one] for one in reversed(stack[:depth])) if end else None
