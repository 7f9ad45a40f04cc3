"""Column types that mean the same on every database."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from pydantic_core import to_json
from sqlalchemy import JSON, DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC; SQLite keeps no zone, so it is added when reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Written(str):
    """JSON that is text already."""

    __slots__ = ()


def written(value: Any) -> str:
    """What is stored of a value in a column of JSON."""
    if isinstance(value, Written):
        return value
    try:
        return to_json(value, inf_nan_mode="constants").decode()
    except ValueError:  # halves of characters, which only Python's own JSON tells
        return json.dumps(value)


JsonColumn = JSON()
OptionalJsonColumn = JSON(none_as_null=True)
