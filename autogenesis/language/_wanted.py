"""Owns the wordings of news that somebody wants: "I'd like to know how many there were", "I want a reminder", each said as what they get."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.language._regex import regex
from autogenesis.language._tokens import tag

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_OFTEN = (
    rf"(?:every|each)\s+(?:[a-z]+\s+)?(?:day|week|month|quarter|year|morning|evening|night|{_DAY})|daily|weekly|monthly|quarterly|yearly"
    rf"|(?:on\s+)?(?:the\s+)?(?:first|last)\s+(?:(?:[a-z]+\s+)?day\s+)?of\s+(?:each|every|the|a)\s+(?:week|month|quarter|year)"
    rf"|(?:at\s+)?(?:the\s+)?end\s+of\s+(?:each|every|the|a)\s+(?:day|week|month|quarter|year)|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:s|\s+mornings?)"
)
_AGAIN = regex(rf"\b(?:{_OFTEN})\b", re.I)
_UNIT = r"(?:day|week|month|quarter|year)\b"
_WANTS = r"(?:(?:['’]d|would)\s+(?:also\s+)?(?:like|love)|wants?|needs?|wish(?:es)?|has|have|must)"
_KNOWING = regex(
    rf"\b(?P<wants>{_WANTS}\s+(?:to\s+(?:know|see|hear|learn|have|get|receive|be\s+told|be\s+shown)\s+)?)(?=(?:how\s+(?:many|much)|the\s+(?:total\s+)?(?:number|sum|total|income|figures?|count)|the\s+total\b|an?\s+(?:list|report|overview|summary|statement|count)\b))",
    re.I,
)
_STORY = r"(?:As\s+(?:an?|the)\s+(?P<role>[a-z][a-z -]*?),?\s+)?"
_WANT = r"(?:want|need|wish(?:\s+for)?|would\s+like)"
_NEWS = regex(
    rf"{_STORY}\bI\s+(?P<wants>{_WANT})(?=\s+(?:(?:{_OFTEN})\b|(?:an?|the)\s+(?:[a-z]+\s+)?(?:reminder|message|notice|notification|note|e-?mail|warning"
    r"|alert|list|report|overview|summary)\b(?!\s+(?:to\s+be\b|with\b|of\b))))",
    re.I,
)
"""What somebody wants to be sent: "As an owner, I want every Monday …", "I want a reminder"."""
_BUT_ME = regex(
    rf"{_STORY}\bI\s+{_WANT}\s+(?:nobody|no[ -]one|none)\s+(?:(?:but|except|besides|other\s+than)\s+me|else)\s+to\s+(?:be\s+able\s+to\s+)?(?=[a-z])",
    re.I,
)
_NOBODY = regex(
    r"^(?:I|we)\s+(?:don['’]t|do\s+not)\s+want\s+(?:anybody|anyone|any\s+(?P<who>[a-z]+))\s+to\s+(?:be\s+able\s+to\s+)?(?=(?:see|read|know|view|look|change|delete|edit|alter)\b)",
    re.I,
)
_ONLY = regex(
    rf"{_STORY}\b(?:I|we)\s+{_WANT}\s+(?P<who>only\s+(?:the\s+|an?\s+)?[a-z]+(?:\s[a-z]+)?)\s+to\s+(?:be\s+(?:able|allowed)\s+to\s+)?(?=[a-z])",
    re.I,
)
_ABLE = regex(
    rf"{_STORY}\b(?:I|we)(?:['’]d\s+like|\s+{_WANT})\s+(?P<who>(?:all\s+|every\s+|each\s+|the\s+|an?\s+|our\s+)?[a-z]+(?:\s[a-z]+)?)\s+to\s+be\s+(?:able|allowed)\s+to\s+(?=[a-z])",
    re.I,
)
_MANY = regex(
    r"\bhow\s+many\s+(?P<what>[a-z-]+(?:\s[a-z-]+)?s)\s+(?:(?:there|we|they)\s+(?:were|are|have\s+been|had(?:\s+been)?|have|got)\b(?:\s+(?:made|in\s+all|altogether))?"
    rf"(?P<when>\s+(?:in\s+)?(?:that|this|last|the\s+(?:last|previous))\s+{_UNIT})?"
    rf"|(?:were|are|have\s+been|had\s+been|was)\s+(?P<done>[a-z]+)\b(?P<then>\s+(?:in\s+)?(?:that|this|last|the\s+(?:last|previous))\s+{_UNIT})?)",
    re.I,
)
_DONE_THEN = regex(
    rf"\b(?P<number>(?:number|count)\s+of\s+)(?P<what>[a-z-]+(?:\s[a-z-]+)?s)\s+(?P<done>[a-z]+)(?:,?\s+(?:in\s+|during\s+)?(?P<when>(?:that|this)\s+{_UNIT}|(?:the\s+)?(?:last|previous)\s+{_UNIT}))?(?=,?\s+(?:per|by|for\s+each)\b|\s*(?:[.,;]|$))",
    re.I,
)
"""What was done to them, behind them: "the number of modules published that month"."""
_MUCH = regex(
    r"\bhow\s+much\s+(?:money\s+)?(?:came\s+in|has\s+come\s+in|comes\s+in|(?:we|they)\s+(?:earned|took(?:\s+in)?|made)|was\s+(?:earned|taken|taken\s+in|paid|made))\b",
    re.I,
)
_BEFORE = regex(
    r"\b(?P<of>of|for|from|in|during)\s+the\s+(?P<unit>day|week|month|quarter|year)\s+before\b(?=\s*(?:[.,;]|$|is\b|are\b|per\b|for\b|and\b|to\b))",
    re.I,
)

_NOTED = regex(
    r"(?P<gap>:\s+)(?:the\s+)?(?P<first>number)(?=\s+of\b)(?P<what>[^:;]*?)(?P<to>,?\s+to)(?=\s+(?:the\s+|all\s+)?[a-z]+(?:\s[a-z]+)?\s*[.]?$)",
    re.I,
)
"""In a telegram: "Monthly: number of repairs, to the manager"."""
_MONTHLY = regex(r"\bmonthly(?:,)?\s+on\s+(?P<day>the\s+(?:first|last|\d{1,2}(?:st|nd|rd|th)))\b(?!\s+of)", re.I)

_ENDING = regex(
    r"^at\s+the\s+end\s+of\s+(?P<the>the)(?=\s+(?:day|week|month|quarter|year)\b,?\s+[^.;]*\b(?:gets?|receives?|(?:is|are)\s+sent|(?:want|like|need)s?)\b)",
    re.I,
)


def wanted(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of a sentence that are said with other words, and those."""
    for match in _BEFORE.finditer(text):
        yield match.end("of") + 1, match.end(), f"the previous {match['unit']}"
    for match in _ENDING.finditer(text):
        yield *match.span("the"), "each"
    for match in _MONTHLY.finditer(text):
        yield *match.span(), f"on {match['day']} of each month"
    for match in _NOTED.finditer(text):
        yield match.start(), match.end("first"), " the number"
        yield *match.span("to"), " is sent to"
    for match in _MANY.finditer(text):
        done = match["done"]
        if done and tag(done)[0].pos != "VERB":
            continue
        when = match["when"] or match["then"] or ""
        of = f" of {when.split(maxsplit=1)[1] if when.split()[0].lower() == 'in' else when.strip()}" if when else ""
        yield match.start(), match.start("what"), f"the number of {f'{done} ' if done else ''}"
        yield match.end("what"), match.end(), of or " "
    for match in _DONE_THEN.finditer(text):
        if tag(f"it was {match['done']}.")[2].pos == "VERB":
            of = f" of {match['when']}" if match["when"] else ""
            yield match.start("what"), match.end(), f"{match['done']} {match['what']}{of}"
    for match in _MUCH.finditer(text):
        yield *match.span(), "the income"
    if _AGAIN.search(text) is not None:
        for match in _KNOWING.finditer(text):
            start, end = match.span("wants")
            one = not _first_person(text[:start])
            yield start, end, f"{' ' if text[start - 1 : start].isalpha() else ''}{'gets' if one else 'get'} "
    for match in _NEWS.finditer(text):
        role = match["role"]
        yield (*match.span(), f"The {role} gets") if role else (*match.span("wants"), "get")
    for match in _BUT_ME.finditer(text):
        yield *match.span(), f"Only the {match['role']} may " if match["role"] else "Only I may "
    for match in _NOBODY.finditer(text):
        yield *match.span(), f"No {match['who']} may " if match["who"] else "Nobody may "
    for match in _ONLY.finditer(text):
        yield *match.span(), f"{match['who'][:1].upper()}{match['who'][1:]} may "
    for match in _ABLE.finditer(text):
        who = match["who"].removeprefix("our ")
        yield *match.span(), f"{who[:1].upper()}{who[1:]} can "


def _first_person(before: str) -> bool:
    words = before.lower().split()
    return bool(words) and (
        words[-1] in {"i", "we", "they", "you"} or words[-1].endswith("s") and not words[-1].endswith("ss")
    )


__all__ = ["wanted"]
