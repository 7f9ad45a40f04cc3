"""Tells what feedback came to: each sentence with the edit of the text and what becomes otherwise, or what was stumbled over."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from autogenesis.feedback._hearing import Heard, Hearing
from autogenesis.preview import in_english
from blueprints import Change, Frozen, Rename


class Told(Frozen):
    """A sentence of feedback as it is told: the lines of the text that differ, and what `becomes` otherwise; or the
    `complaint`."""

    said: str
    kind: str = ""
    lines: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    examples: tuple[Change, ...] = ()
    complaint: str = ""


class Account(Frozen):
    """What feedback came to, to be shown and to be ordered: the text as it should be, with each sentence that was said."""

    text: str
    lines: tuple[str, ...]
    told: tuple[Told, ...]
    renames: tuple[Rename, ...] = ()

    @property
    def understood(self) -> tuple[Told, ...]:
        """The sentences that became edits."""
        return tuple(one for one in self.told if not one.complaint)

    @property
    def refused(self) -> tuple[Told, ...]:
        """The sentences that did not."""
        return tuple(one for one in self.told if one.complaint)

    @property
    def examples(self) -> tuple[Change, ...]:
        """The examples that were told, as Changes that make tests of them."""
        return tuple(change for one in self.understood for change in one.examples)


def account_of(hearing: Hearing) -> Account:
    """What was heard, as it is told."""
    return Account(
        text=hearing.text,
        lines=tuple(text_difference(hearing.before, hearing.text)),
        told=tuple(map(_told, hearing.heard)),
        renames=hearing.renames,
    )


def _told(one: Heard) -> Told:
    if one.complaint:
        return Told(said=one.said, complaint=one.complaint)
    return Told(
        said=one.said,
        kind=one.kind,
        lines=tuple(text_difference(one.before, one.text)),
        becomes=tuple(in_english(one.was, one.now, one.renames)),
        changes=one.changes,
        examples=one.examples,
    )


def text_difference(before: str, after: str) -> list[str]:
    """The lines of the text that are not the same, as `diff` shows them."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), "the text", "the text", n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def in_lines(account: Account) -> Iterator[str]:
    """What feedback came to, for people."""
    for one in account.told:
        if one.complaint:
            yield f"not understood: “{one.said}”"
            yield f"    {one.complaint}"
            continue
        yield f"understood: “{one.said}”"
        if not one.lines:
            yield "    It is so already, and the text stays as it is."
        yield from (f"    {line}" for line in (*one.lines, *one.becomes))
        yield from (f"    The example is a test of it now: {change.id}" for change in one.examples)


def as_json(account: Account) -> dict[str, Any]:
    """The same for programs."""
    return {
        "understood": [_understood(one) for one in account.understood],
        "not_understood": [{"said": one.said, "why": one.complaint} for one in account.refused],
        "renames": [one.model_dump(mode="json") for one in account.renames],
        "difference": list(account.lines),
        "text": account.text,
    }


def _understood(one: Told) -> dict[str, Any]:
    changes = [{"action": each.action, "part": each.part, "id": each.id} for each in (*one.changes, *one.examples)]
    return {
        "said": one.said,
        "kind": one.kind,
        "difference": list(one.lines),
        "in_english": list(one.becomes),
        "changes": changes,
    }
