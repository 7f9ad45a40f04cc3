"""Two texts, specifications or packages side by side: what was added, removed, changed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from blueprints import Specification, element_parts

_APART = {"spans", "confidence", "span"}
"""What moves with the text, though nothing else is asked for."""
_CONTEXT, _MOST_LINES = 3, 2000
_NOT_COMPARED = frozenset({"requirements"})


@dataclass(frozen=True)
class Line:
    """A line of a difference."""

    kind: Literal["added", "removed", "same", "place"]
    text: str


@dataclass(frozen=True)
class Difference:
    """One element that is not the same in both."""

    part: str
    id: str
    kind: Literal["added", "removed", "changed"]
    about: str
    fields: tuple[str, ...] = ()


def difference_of(before: str, after: str) -> list[Line]:
    """The difference of two texts, line by line."""
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), n=_CONTEXT, lineterm="")
    kinds: dict[str, Literal["added", "removed", "same", "place"]] = {"+": "added", "-": "removed", "@": "place"}
    lines = [Line(kinds.get(line[:1], "same"), line) for line in found if not line.startswith(("---", "+++"))]
    return lines[:_MOST_LINES]


def elements_between(before: Specification, after: Specification) -> list[Difference]:
    """Which elements of the specification were added, removed or changed, by their stable ids."""
    found: list[Difference] = []
    for part in element_parts(Specification):
        if part in _NOT_COMPARED:
            continue
        old = {one.id: _plain(one.model_dump(mode="json")) for one in getattr(before, part)}
        new = {one.id: _plain(one.model_dump(mode="json")) for one in getattr(after, part)}
        found += [Difference(part, id, "removed", _about(old[id])) for id in old if id not in new]
        found += [Difference(part, id, "added", _about(new[id])) for id in new if id not in old]
        found += [
            Difference(part, id, "changed", _about(new[id]), tuple(_changed(old[id], new[id])))
            for id in new
            if id in old and old[id] != new[id]
        ]
    return found


def files_between(before: Mapping[str, str], after: Mapping[str, str]) -> list[tuple[str, list[Line]]]:
    """Each file that differs, with its lines."""
    return [
        (name, difference_of(before.get(name, ""), after.get(name, "")))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key not in _APART}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    yield from (key for key in sorted(old.keys() | new.keys()) if old.get(key) != new.get(key))


def _about(element: Mapping[str, Any]) -> str:
    return str(element.get("summary") or element.get("text") or element.get("name") or element.get("reason") or "")
