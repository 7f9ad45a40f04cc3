"""Regular expressions are compiled when they are first asked for, and all of them can be."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

from autogenesis import language
from autogenesis.language._regex import regex


def test_a_pattern_finds_what_the_compiled_one_finds() -> None:
    late, now = regex(r"(?P<count>\d+) eggs?\b", re.I), re.compile(r"(?P<count>\d+) eggs?\b", re.I)
    for text in ("12 Eggs and 1 egg", "no eggs", ""):
        assert [found.groupdict() for found in late.finditer(text)] == [
            found.groupdict() for found in now.finditer(text)
        ]
        assert (late.sub("x", text), late.pattern, late.flags) == (now.sub("x", text), now.pattern, now.flags)


def test_what_is_no_pattern_says_so_when_it_is_asked() -> None:
    late = regex("(")
    with pytest.raises(re.error):
        late.search("(")
    with pytest.raises(AttributeError, match="seek"):
        late.seek  # type: ignore[attr-defined] # noqa: B018


def test_every_pattern_of_the_language_can_be_compiled() -> None:
    later = type(regex(""))
    found = 0
    for module in pkgutil.walk_packages(language.__path__, f"{language.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, later):
                    assert each.search("") is None or each.pattern
                    found += 1
    assert found > 200
