"""Owns "one" that stands for what was just named, with the verb left out: "a reminder goes out, and after a week a second one"."""

from __future__ import annotations

import re

from autogenesis.language._regex import regex
from autogenesis.language._restating import Part

_AGAIN = regex(
    r"^(?P<head>.*?\b(?:an?|the|one)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[a-z-]+)\s+"
    r"(?P<verb>goes out|is sent(?: out)?|follows|is given|is issued))"
    r"(?P<gap>,?\s+(?:and|then)\s+(?:then\s+)?)"
    r"(?P<when>(?:after\s+(?:another|a further|a)?\s*[\w ]+?|[\w ]+? later)),?\s+"
    r"(?P<which>(?:a|the)\s+(?:second|third|further|last|final)\s+)one\b(?P<tail>.*)$",
    re.I | re.S,
)


def another(text: str) -> tuple[Part, ...] | None:
    """The parts of a sentence whose second half has neither noun nor verb of its own."""
    found = _AGAIN.match(text)
    if found is None or re.search(r"\b(?:is|are|goes|will|must|may|can)\b", found["tail"]):
        return None
    end = len(text.rstrip(" ."))
    one = (found.end("which"), found.end("which") + 3, found["noun"])
    tail: tuple[Part, ...] = ((found.start("tail"), end),) if found.start("tail") < end else ()
    which: Part = (found.start("which"), found.end("which"))
    when: Part = (found.start("when"), found.end("when"))
    return ((0, found.end("gap")), which, one, *tail, " follows ", when)


__all__ = ["another"]
