"""Asks a function that nobody vouches for: what it gives counts where it is of the kind agreed on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

_KINDS: dict[str, type] = {
    "text": str,
    "integer": int,
    "decimal": Decimal,
    "boolean": bool,
    "date": dt.date,
    "time": dt.time,
}
_LONGEST = 10_000
_GREATEST = 10**15


def attempted(function: Callable[..., Any], kind: str, **given: Any) -> Any:
    """What the function gives; None where it fails, or gives something that is not of the kind."""
    try:
        found = function(**given)
    except Exception:  # noqa: BLE001 - a model wrote it: whatever goes wrong in it, the operation goes on without
        return None
    if kind == "decimal" and type(found) is int:
        found = Decimal(found)
    if type(found) is not _KINDS[kind] or (isinstance(found, str) and len(found) > _LONGEST):
        return None
    if isinstance(found, Decimal):
        return found if found.is_finite() and abs(found) <= _GREATEST else None
    return None if isinstance(found, int) and abs(found) > _GREATEST else found
