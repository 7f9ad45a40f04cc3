"""Tells what feedback came to: each sentence with the edit of the text and what becomes otherwise, or what was stumbled over."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from autogenesis.feedback._hearing import Heard, Hearing
from autogenesis.preview import in_english


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
        yield from (f"    {line}" for line in in_english(one.was, one.now, one.renames))
        yield from (f"    The example is a test of it now: {change.id}" for change in one.examples)


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
    return {
        "said": one.said,
        "kind": one.kind,
        "difference": text_difference(one.before, one.text),
        "in_english": in_english(one.was, one.now, one.renames),
        "changes": changes,
    }
