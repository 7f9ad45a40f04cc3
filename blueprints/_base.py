"""The base of every artefact: frozen, strict about unknown fields, with an identity that lasts."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, WithJsonSchema

_FORM = r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*"
_IDENTIFIER = re.compile(rf"{_FORM}\Z")


def _checked(value: str) -> str:
    if not _IDENTIFIER.match(value):
        raise ValueError(f"{value!r} is no identifier: use lower-case words joined by _ and parts joined by .")
    return value


Id = Annotated[str, AfterValidator(_checked), WithJsonSchema({"type": "string", "pattern": f"^{_FORM}$"})]
"""A stable identifier such as ``operation.confirm_plan``; Changes address elements by it."""

Span = tuple[int, int]
"""Start and end offsets, in characters, into the text of the specification."""


class Frozen(BaseModel):
    """A value that never changes and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Element(Frozen):
    """A part of a Specification that Changes can address and the trace can name.

    `spans` are where it was read; none means that it was assumed. `confidence` lies between 0 and 1.
    """

    id: Id
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0
