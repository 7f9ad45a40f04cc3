"""What has become different between two artefacts of one kind, as Changes; and what takes a Change back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from blueprints._base import Element
from blueprints._changes import A, Change, element_parts

_OF_THE_TEXT = frozenset({"spans", "confidence", "span"})
"""What moves with the text, though nothing else is asked for."""


def changes_between(before: A, after: A) -> tuple[Change, ...]:
    """The Changes that lead from one artefact to the other, part by part; where an element was read does not count."""
    return tuple(_between(before, after))


def taken_back(change: Change, before: A) -> Change:
    """The Change that leaves its element as it was `before`, whatever is read in a text now."""
    held: tuple[Element, ...] = getattr(before, change.part)
    was = next((one for one in held if one.id == change.id), None)
    if was is None:
        return change.model_copy(update={"action": "remove", "value": None})
    value = {**was.model_dump(mode="json"), "spans": []}  # its place was in another text
    return change.model_copy(update={"action": "add" if change.action == "remove" else "replace", "value": value})


def _between(before: A, after: A) -> Iterator[Change]:
    for part in element_parts(type(after)):
        old, new = ({one.id: one.model_dump(mode="json") for one in getattr(held, part)} for held in (before, after))
        yield from (Change(action="remove", part=part, id=id) for id in old if id not in new)
        for id, value in new.items():
            if id not in old:
                yield Change(action="add", part=part, id=id, value=value)
            elif without_places(old[id]) != without_places(value):
                yield Change(action="replace", part=part, id=id, value=value)


def without_places(value: Any) -> Any:
    """A JSON value without what only says where something was read."""
    if isinstance(value, dict):
        return {key: without_places(one) for key, one in value.items() if key not in _OF_THE_TEXT}
    return [without_places(one) for one in value] if isinstance(value, list) else value
