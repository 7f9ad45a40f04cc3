"""Two texts, specifications or packages side by side: what was added, removed, changed."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, TypeVar

from blueprints import Change, Frozen, changes_between, without_places

_CONTEXT, _MOST_LINES, _MOST_OF_ELEMENT = 3, 2000, 60
_MOST_COMPARED = 4000
"""Lines of both; comparing takes longer than their number, in the worst case by its square."""
_NOT_COMPARED = frozenset({"requirements", "trace"})
"""What says again what the elements say."""
TOLD = frozenset({"assumptions", "questions", "gaps", "qualities"})
"""What is taken for granted, asked or left open: numbered as it comes, it follows from the text."""
A = TypeVar("A", bound=Frozen)


@dataclass(frozen=True)
class Line:
    """A line of a difference."""

    kind: Literal["added", "removed", "same", "place"]
    text: str


@dataclass(frozen=True)
class Difference:
    """One element that is not the same in both, as the Change that leads from one to the other."""

    change: Change
    about: str
    fields: tuple[str, ...]
    lines: tuple[Line, ...]
    """What is different in it."""

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        """What became of the element."""
        kinds: dict[str, Literal["added", "removed", "changed"]] = {"add": "added", "remove": "removed"}
        return kinds.get(self.change.action, "changed")

    @property
    def key(self) -> str:
        """What names it in a form."""
        return f"{self.change.part} {self.change.id}"


def difference_of(before: str, after: str) -> list[Line]:
    """The difference of two texts, line by line; of long ones, where it begins and ends."""
    old, new = before.splitlines(), after.splitlines()
    if len(old) + len(new) > _MOST_COMPARED:
        return _apart(old, new)
    found = islice(difflib.unified_diff(old, new, n=_CONTEXT, lineterm=""), 2, 2 + _MOST_LINES)  # after two headings
    kinds: dict[str, Literal["added", "removed", "same", "place"]] = {"+": "added", "-": "removed", "@": "place"}
    return [Line(kinds.get(line[:1], "same"), line) for line in found]


def _apart(old: list[str], new: list[str]) -> list[Line]:
    """What lies between where two texts part and where they meet again; a text made to take long takes no longer."""
    least = min(len(old), len(new))
    start = next((n for n in range(least) if old[n] != new[n]), least)
    rest = least - start
    end = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    if start == len(old) == len(new):
        return []
    lines = [Line("place", f"@@ from line {start + 1} @@")]
    lines += [Line("removed", f"-{line}") for line in old[start : len(old) - end][: _MOST_LINES // 2]]
    lines += [Line("added", f"+{line}") for line in new[start : len(new) - end][: _MOST_LINES // 2]]
    return lines


def elements_between(before: A, after: A) -> list[Difference]:
    """Which elements were added, removed or changed, by their stable ids."""
    found = []
    left = _MOST_LINES
    said, says = (_said(held) for held in (before, after))
    for change in changes_between(before, after):
        if change.part not in _NOT_COMPARED:
            old, new = (_plain(held, change) for held in (before, after))
            if change.part in TOLD and (not new or _about(new) in said) and (not old or _about(old) in says):
                continue  # it has another number, and says the same
            fields = tuple(key for key in sorted(old.keys() | new.keys()) if old.get(key) != new.get(key))
            lines = difference_of(_written(old), _written(new))[: min(_MOST_OF_ELEMENT, left)]
            left -= len(lines)
            told = fields if old and new else ()
            found.append(Difference(change, _about(new or old), told, tuple(lines)))
    return found


def files_between(before: Mapping[str, str], after: Mapping[str, str]) -> list[tuple[str, list[Line]]]:
    """Each file that differs, with its lines."""
    return [
        (name, difference_of(before.get(name, ""), after.get(name, "")))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


def _said(held: Frozen) -> set[str]:
    return {one.text for part in TOLD for one in getattr(held, part, ())}


def _plain(held: Frozen, change: Change) -> dict[str, Any]:
    """The element of a Change as it is in one of both; empty where it is not there."""
    found = next((one for one in getattr(held, change.part) if one.id == change.id), None)
    return {} if found is None else without_places(found.model_dump(mode="json", exclude_defaults=True))


def _written(element: Mapping[str, Any]) -> str:
    return json.dumps(element, indent=1, ensure_ascii=False) if element else ""


def _about(element: Mapping[str, Any]) -> str:
    return str(element.get("summary") or element.get("text") or element.get("name") or element.get("reason") or "")
