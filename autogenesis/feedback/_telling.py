"""Tells what feedback came to: each sentence with the edit of the text and the Changes, or what was stumbled over."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from autogenesis.feedback._compared import leaves, parts_of
from autogenesis.feedback._hearing import Heard, Hearing
from blueprints import Change, Specification

_ACTIONS = {"add": "new", "remove": "gone", "replace": "otherwise"}
_MOST_PARTS = 6


def text_difference(before: str, after: str) -> list[str]:
    """The lines of the text that are not the same, as `diff` shows them."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), "the text", "the text", n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def in_lines(hearing: Hearing) -> Iterator[str]:
    """What feedback came to, for people."""
    for one in hearing.heard:
        if one.complaint:
            yield f"not understood: “{one.said}”"
            yield f"    {one.complaint}"
            continue
        yield f"understood: “{one.said}”"
        yield from (f"    {line}" for line in text_difference(one.before, one.text))
        yield from (f"    {_last(each.before)} is called {_last(each.after)} now" for each in one.renames)
        for change in one.changes if not one.renames else ():  # nothing else is otherwise
            yield f"    {told_change(change, one.was)}"
        yield from (f"    new: the example is a test of it ({change.id})" for change in one.examples)


def as_json(hearing: Hearing) -> dict[str, Any]:
    """The same for programs."""
    return {
        "understood": [_understood(one) for one in hearing.understood],
        "not_understood": [{"said": one.said, "why": one.complaint} for one in hearing.refused],
        "renames": [one.model_dump(mode="json") for one in hearing.renames],
        "difference": text_difference(hearing.before, hearing.text),
        "text": hearing.text,
    }


def _understood(one: Heard) -> dict[str, Any]:
    changes = [{"action": each.action, "part": each.part, "id": each.id} for each in (*one.changes, *one.examples)]
    return {"said": one.said, "kind": one.kind, "difference": text_difference(one.before, one.text), "changes": changes}


def _last(id: str) -> str:
    kind, _, name = id.partition(".")
    return f"{kind} {name.replace('_', ' ')}" if kind != "field" else f"field {name.replace('_', ' ')}"


_KINDS = {"entities": "thing", "access": "access", "calendars": "calendar", "actors": "role"}


def told_change(change: Change, before: Specification) -> str:
    """A Change in a line: what is new, gone or otherwise, and which parts of it."""
    kind = _KINDS.get(change.part, change.part.removesuffix("s"))
    name = f"{kind} {change.id.partition('.')[2].replace('_', ' ')}"
    if change.action != "replace":
        return f"{_ACTIONS[change.action]}: {name}"
    held = next(one for one in parts_of(before)[change.part] if one["id"] == change.id)
    there = parts_of(before.model_copy(update={change.part: (_element(change, before),)}))[change.part][0]
    old, new = dict(leaves(held)), dict(leaves(there))
    if old.keys() == new.keys():
        parts = list(dict.fromkeys(f"{was} → {new[place]}" for place, was in old.items() if was != new[place]))
    else:
        names = [
            {value for place, value in each.items() if place[-1] == "id" and value != change.id} for each in (old, new)
        ]
        parts = [f"- {one}" for one in sorted(names[0] - names[1])] + [
            f"+ {one}" for one in sorted(names[1] - names[0])
        ]
    shown = parts[:_MOST_PARTS] + ([f"and {len(parts) - _MOST_PARTS} more"] if len(parts) > _MOST_PARTS else [])
    return f"otherwise: {name}" + (f" ({', '.join(shown)})" if shown else "")


def _element(change: Change, before: Specification) -> Any:
    kind = type(getattr(before, change.part)[0])
    return kind.model_validate(change.value)
