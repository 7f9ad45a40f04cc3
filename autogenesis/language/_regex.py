"""Owns regular expressions that are compiled when they are first asked for: of hundreds, one text needs a third."""

from __future__ import annotations

import re
from typing import Any, cast

_GIVEN = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))


class _Later:
    """A pattern that is not compiled yet; from its first use on it has what the compiled one has."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._said = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name not in _GIVEN:
            raise AttributeError(name)
        compiled = re.compile(*self._said)
        for each in _GIVEN:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern for a regular expression, for its methods only: it is compiled by the first of them.

    What it finds names the compiled pattern: tell patterns apart by their `pattern`.
    """
    return cast("re.Pattern[str]", _Later(pattern, flags))


__all__ = ["regex"]
