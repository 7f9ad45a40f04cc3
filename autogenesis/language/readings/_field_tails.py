"""Reads what follows the name of a field: "which is low or high", "above 0 and at most 25", "that must be unique"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from autogenesis.language._literals import MEASURES, Bound, Literal, Measure, Range
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._text import Span

_BE = r"(?:is|are|can\s+be|may\s+be|must\s+be|shall\s+be|should\s+be|will\s+be|has\s+to\s+be)"
_RELATIVE = regex(
    rf",?\s+(?:(?:which|that)\s+(?=(?:always\s+)?(?:{_BE}|may|must|shall|can|need|has|have|starts?|begins?|defaults?|lies?|ranges?)\b)|who\s+(?=is\s+an?\s))",
    re.I,
)
_LEAD = regex(
    rf"^(?:(?:which|that|who)\s+)?(?:always\s+)?(?:(?:{_BE}|lies?|ranges?)\b)?\s*(?:always\s+|either\s+|one\s+of\s+(?:the\s+values\s+)?:?\s*)*(?:an?\s+(?=whole|number|integer))?",
    re.I,
)
_ITEM = r"(?!(?:an?|the|its|their)\s)[\w'’+-]+(?:\s(?!or\b|and\b|with\b)[\w'’+-]+){0,2}"
_CHOICES = regex(rf"(?:either\s+|one\s+of\s+)?{_ITEM}(?:,\s*{_ITEM})*,?\s+or\s+{_ITEM}", re.I)
OWN_STATE = regex(rf"(?<![\w-])is\s+(?=either\s|{_ITEM}(?:,|\s+or)\s)(?P<choices>{_CHOICES.pattern})$", re.I)
"""What is said of the thing itself at the end of a list: "… and is either free or occupied"."""
_COLON = regex(rf":\s+(?={_CHOICES.pattern})", re.I)
_OF = regex(r"\s+of\s+(?=(?:either\s+)?[a-z]+(?:,\s*[a-z]+)*,?\s+or\s+[a-z]+(?:$|[,.;]|\s+and\s))")
_NUMBERS = regex(r"\s+of\s+(?=(?:either\s+)?[\d.]+(?:,\s*[\d.]+)*,?\s+or\s+[\d.]+\b)", re.I)
_APART = regex(
    r",\s+(?=(?:above|below|over|under|at\s+least|at\s+most|more\s+than|less\s+than|up\s+to|between|greater|from\s+\d)\b)",
    re.I,
)
_GREATER = regex(
    r"\s+(?:of\s+)?(?=(?:greater|larger|higher|smaller|lower|above|below|at\s+least|at\s+most|more|less|no\s+more|not\s+more|fewer|up\s+to)\s+(?:than\s+)?(?:or\s+equal\s+to\s+)?-?\d"
    r"|(?:from|between)\s+-?\d[\d.,]*\s+(?:to|and)\s+-?\d|from\s+[A-Z]\s+to\s+[A-Z]\b|\d[\d.,]*\s+to\s+\d)",
    re.I,
)
_NEXT = regex(
    r"(?:[,;]\s*(?:and\s+|as\s+well\s+as\s+|plus\s+)?|\s(?:and|as\s+well\s+as|plus)\s)(?=\s*(?:an?|the|its|their|one|zero|optionally|whether|several|for)\s)", re.I,
)  # fmt: skip
_OPTIONAL = regex(
    r"(?:may|can|need)\s+(?:be\s+(?:left\s+)?(?:empty|out|blank|missing|omitted|open)|not\s+be\s+(?:given|known|filled(?:\s+in)?|there))",
    re.I,
)
_UNIQUE = regex(
    r"(?:(?:must|shall|has\s+to)\s+be\s+)?(?:unique|different\s+for\s+(?:each|every)(?:\s+\w+)?|never\s+used\s+twice)", re.I,
)  # fmt: skip
_FIRST = regex(
    r"(?:starts?|begins?|starting|beginning|initially|at\s+first|defaults?|default|by\s+default)\s+(?:at|with|as|to|is|of|being)?\s*(?P<value>-?\d+(?:\.\d+)?)", re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a number; what is open is not reached."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    unit: str = ""


def tails(text: str) -> tuple[Span, ...]:
    """The stretches of a list of fields that say more of the field before them, in which no new member begins."""
    found: list[Span] = []
    position = 0
    starts = sorted(
        (m.start(), m.end()) for way in (_RELATIVE, _COLON, _OF, _NUMBERS, _APART, _GREATER) for m in way.finditer(text)
    )
    for start, inner in starts:
        if start < position or text.count("(", 0, start) > text.count(")", 0, start):
            continue
        end = inner + _reach(text[inner:])
        if end > inner and not _of_things(text[start:end], text[:start]):
            found.append((start, end))
            position = end
    return tuple(found)


def _of_things(tail: str, before: str) -> bool:
    """ ", at most 18 students": how many there may be of something, which says nothing of the field before it."""
    values = [x.value for x in find_literals(tail, 0) if isinstance(x, Bound)]
    units = [v.unit for v in values if isinstance(v, Measure) and v.text.endswith(("s", "people"))]
    return any(unit not in MEASURES | {"character", "digit", "letter", "%"} and unit not in before for unit in units)


def _reach(body: str) -> int:
    """How far a tail goes: through its list of values or its bounds, else to the next member."""
    lead = _LEAD.match(body)
    begin = lead.end() if lead else 0
    chosen = _CHOICES.match(body, begin)
    if chosen:
        return _through(body, chosen.end())
    bounds = _bounds_end(body)
    if bounds:
        return bounds
    following = _NEXT.search(body)
    comma = body.find(",")
    ends = [x for x in (following.start() if following else -1, comma) if x >= 0]
    return min(ends) if ends else len(body.rstrip(" ."))


def _through(body: str, end: int) -> int:
    """The last value of a list ends where the next member begins."""
    following = _NEXT.search(body)
    return min(end, following.start()) if following else end


def _bounds_end(body: str) -> int:
    """The end of the bounds that a tail begins with: one, or two joined by "and"."""
    letters = re.match(r"from\s+[A-Z]\s+to\s+[A-Z]\b", body)
    end = letters.end() if letters else 0
    for literal in find_literals(body, 0):
        if not isinstance(literal, Bound | Range):
            continue
        between = body[end : literal.span[0]].strip(" ,").lower()
        if (
            end
            and between not in {"and", "but", "", "or"}
            or literal.span[0] - end > len("which must always be a whole number ")
        ):
            break
        end = literal.span[1]
    after = re.match(r"\s+(?:characters|letters|digits|signs)(?:\s+long)?", body[end:], re.I) if end else None
    return end + (after.end() if after else 0)


def split_tails(text: str) -> tuple[str, tuple[tuple[str, Span], ...]]:
    """A member without what says more of it; and that, as one might put it in parentheses, with its place."""
    parts: list[tuple[str, Span]] = []
    core = text
    for start, end in reversed(tails(text)):
        said = text[start:end].lstrip(" ,:")
        offset = end - len(said)
        parts.append((plain(said), (offset, end)))
        core = f"{core[:start]}{core[end:]}"
    return core.strip(" ,"), tuple(reversed(parts))


def plain(tail: str) -> str:
    """What a tail says, without the words that only lead to it."""
    said = re.sub(r"^(?:which|that|who)\s+|^of\s+", "", tail.strip(), flags=re.I)
    if optional(said) or first_value(said) is not None:
        return said
    return _LEAD.sub("", said, count=1).strip()


def optional(said: str) -> bool:
    """ "may be left empty"."""
    return _OPTIONAL.fullmatch(said.strip()) is not None


def unique(said: str) -> bool:
    """ "must be unique", "different for each"."""
    return _UNIQUE.fullmatch(said.strip()) is not None


def first_value(said: str) -> Decimal | None:
    """ "starts at 0": the value that it has at first."""
    found = _FIRST.fullmatch(said.strip())
    return Decimal(found["value"]) if found else None


def limits_in(said: str, literals: Sequence[Literal]) -> Limits | None:
    """What one or two bounds say, where they say all of it."""
    bounds = [x for x in literals if isinstance(x, Bound | Range)]
    if not bounds:
        return None
    if len(bounds) == 1 and re.search(r"[,;](?!\d{3}\b)", said):
        return None
    rest = re.sub(r"\binclusive(?:ly)?\b", " ", said)
    made = Limits()
    for each in bounds:
        rest = rest.replace(each.text, " ", 1)
        made = _narrowed(made, each)
    words = re.findall(r"[\w°%]+", rest)
    if len(bounds) > 1 and set(words) - {"and", "but", "a", "an", "whole", "number", "integer", "from", "between"}:
        return None
    return made


def _narrowed(limits: Limits, literal: Bound | Range) -> Limits:
    if isinstance(literal, Range):
        low, high = (getattr(x, "value", None) for x in (literal.low, literal.high))
        return Limits(low, high, unit=limits.unit or _unit_of(literal.low) or _unit_of(literal.high))
    value = getattr(literal.value, "value", None)
    unit = limits.unit or _unit_of(literal.value)
    if literal.op in {">=", ">"}:
        return Limits(value, limits.high, literal.op == ">", limits.high_open, unit)
    return Limits(limits.low, value, limits.low_open, literal.op == "<", unit)


def _unit_of(literal: object) -> str:
    if type(literal).__name__ == "Percent":
        return "percent"
    return str(getattr(literal, "unit", "") or getattr(literal, "currency", ""))


def pieces(said: str) -> Iterator[str]:
    """The parts of "whole number, 1 to 60, unique"."""
    for part in re.split(r"\s*[,;]\s*", said):
        if part.strip():
            yield part.strip()
