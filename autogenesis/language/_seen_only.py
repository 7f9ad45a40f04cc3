"""Owns the wordings of who alone sees something: "Addresses are visible only to the board", "never shown to anyone except the office"."""

from __future__ import annotations

import re

from autogenesis.language._regex import regex
from autogenesis.language._restating import Part

_WHAT = (
    r"(?:the\s+|an?\s+|all\s+|any\s+)?[a-z][\w'’-]*(?:\s+(?!is\b|are\b|must\b|may\b|can\b|shall\b|to\b)[\w'’-]+){0,7}?"
)
_BUT = r"(?:except(?:\s+for)?(?:\s+to)?|but|other\s+than|apart\s+from|save)"
_ANYBODY = r"(?:anyone|anybody|any\s+one|others|other\s+people|any\s+person)(?:\s+else)?"
_SHOWN = r"(?:shown|given|disclosed|displayed|revealed|visible|passed\s+on|made\s+available|told)"
_NEVER = (
    r"(?:is|are|must|may|shall|can|should|will)\s+(?:not|never)(?:\s+be)?|cannot\s+be|can['’]t\s+be|(?:is|are)n['’]t"
)
_SYSTEM = r"the\s+[a-z]+\s+(?:(?:shall|must|should|will|may)\s+(?:not|never)|never)"
_WAYS = tuple(
    regex(pattern, re.I)
    for pattern in (
        rf"^(?P<what>{_WHAT})\s+(?:is|are|must\s+be|shall\s+be|may\s+be|should\s+be)\s+(?:only\s+)?(?:visible|accessible|readable|available|open|shown|disclosed)\s+(?P<only>only\s+)?(?:to|for)\s+(?P<who>.+?)(?P<also>\s+only|\s+alone)?$",
        rf"^{_SYSTEM}\s+(?:show|display|reveal|disclose|give|pass\s+on)\s+(?P<what>{_WHAT})\s+to\s+{_ANYBODY}\s+{_BUT}\s+(?P<who>.+)$",
        rf"^(?P<what>{_WHAT})\s+(?:{_NEVER})\s+{_SHOWN}\s+to\s+{_ANYBODY}\s+{_BUT}\s+(?P<who>.+)$",
        rf"^(?:nobody|no\s+one|no-one)\s+{_BUT}\s+(?P<who>.+?)\s+(?:may|can|must|shall|is\s+allowed\s+to)\s+(?:ever\s+)?(?:see|view|read|look\s+at)\s+(?P<what>.+)$",
    )
)
_ONLY = regex(r"\b(?:only|alone)\b", re.I)


def seen_only(text: str, end: int) -> tuple[Part, ...] | None:
    """The parts of "Only … can see …"."""
    for number, way in enumerate(_WAYS):
        match = way.match(text[:end])
        if match is None or (number == 0 and _ONLY.search(text[:end]) is None):
            continue
        what, who = match.span("what"), match.span("who")
        if re.search(r"\b(?:if|when|unless|until|who|that|only)\b|[;:]", match["who"], re.I):
            return None
        if who[0] < what[0]:
            return ((0, who[0], "Only "), who, (who[1], what[0], " can see "), what)
        lead, between = (0, what[0], "Only "), (what[1], who[0], " can see ")
        rest = ((who[1], end, " can"), (what[1], who[0], " see ")) if who[1] < end else (between,)
        return (lead, who, *rest, what)
    return None


__all__ = ["seen_only"]
