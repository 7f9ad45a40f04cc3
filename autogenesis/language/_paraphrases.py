"""Owns paraphrases: everyday wordings of a rule, read as the plain sentence that says the same."""

from __future__ import annotations

import re
from collections.abc import Callable

from autogenesis.language._booked_for import only_once
from autogenesis.language._done_only import done_only
from autogenesis.language._inflect import participle_of
from autogenesis.language._quantities import MONTHS, ORDINALS
from autogenesis.language._regex import regex
from autogenesis.language._restating import Part
from autogenesis.language._seen_only import seen_only
from autogenesis.language._sent_lists import sent_lists
from autogenesis.language._so_many import so_many
from autogenesis.language._tokens import lemma_of, tag
from autogenesis.language._turned import DEEDS, turned

_N = r"[a-z][a-z-]*(?:\s[a-z][a-z-]*)?"
_TIME = r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half an)\s+(?:minute|hour|day|night|week|month|year)s?"
_MUST_NOT = r"(?:must not|cannot|can not|can['’]t|may not|can never|must never|may never)"
_SUM = r"(?=(?:a\s+fee\s+of\s+)?(?:\d|half|(?:the\s+)?(?:full|whole)|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty))"
_LATE = (
    regex(rf"\b(?:any\s+|an?\s+)?(?:later|late)\s+[a-z]+(?:tions?|als?|ings?|ments?)\s+(?:will\s+)?(?:costs?|(?:is|are|be)\s+charged(?:\s+with)?)\s+{_SUM}", re.I),
    regex(rf"\b[a-z]+ing\s+(?:it\s+)?(?:later|late|after\s+that)\s+(?:will\s+)?costs?\s+{_SUM}", re.I),
    regex(rf"\b(?:whoever|anyone\s+who|those\s+who)\s+[a-z]+\s+(?:later|too\s+late)(?:\s+than\s+that)?,?\s+(?:must\s+pay|has\s+to\s+pay|have\s+to\s+pay|pays?|is\s+charged|are\s+charged)\s+{_SUM}", re.I),
)  # fmt: skip
_DUE = regex(
    r"\b(?P<half>half)\s+(?:of\s+)?(?P<whole>the\s+(?:price|fee|rent|fare|cost|amount))\s+is\s+due(?=\s*(?:[.;]|$))",
    re.I,
)
_REFUSED = regex(
    r"^(?P<lead>an?\s+later)\s+(?P<rest>[a-z]+\s+(?:is|will\s+be)\s+(?:refused|rejected|declined|turned\s+down))", re.I
)
_ROOM = regex(
    rf"^(?:an?|the|no)\s+(?P<what>{_N})\s+{_MUST_NOT}\s+(?:ever\s+)?be\s+[a-z]+(?:ed|t|en)\s+(?:for|by|with|to)\s+more\s+(?P<who>{_N})\s+than\s+"
    rf"(?:it\s+has|there\s+are|they\s+have)\s+(?P<seats>{_N})\s*$",
    re.I,
)
_SAME = regex(
    rf"^(?:two|different|several|no\s+two)\s+{_N}\s+(?:{_MUST_NOT}|can|may)\s+(?P<verb>have|book|use|share|rent|reserve|occupy|get|hire|take)\s+the\s+same\s+(?P<what>{_N}?)\s+"
    r"(?P<when>at\s+the\s+same\s+time|at\s+once|at\s+a\s+time|simultaneously|for\s+the\s+same\s+time)\s*$",
    re.I,
)
_LENGTH = regex(
    rf"^(?:nobody|no\s+one|you|{_N})\s+(?:(?P<not>{_MUST_NOT})|can|may)\s+(?P<verb>{'|'.join(DEEDS)})\s+(?:it\s+|them\s+)?for\s+less\s+than\s+(?P<least>{_TIME})\s+or\s+(?:for\s+)?more\s+than\s+(?P<most>{_TIME})\s*$",
    re.I,
)
_WHICH = regex(
    r"\b(?:is|are|gets?|will be|must be|shall be)\s+(?:told|informed|notified|shown)\s+(?:of\s+|about\s+)?which\s+(?P<what>[a-z][a-z -]*?s)\s+(?P<so>(?:are|have|were|had)\s+[^,;.]+?)(?=\s*(?:[,;.]|$))",
    re.I,
)
_DAY_OF = regex(rf"\bthe\s+(?P<day>{'|'.join(ORDINALS)})(?P<of>\s+(?:day\s+)?of\s+)(?={'|'.join(MONTHS)})", re.I)
_CALENDAR = regex(
    r"\b(?:per|each|every|a|an|one|in the same|in one)\s+(?P<word>calendar\s+)(?=(?:day|week|month|quarter|year)s?\b)",
    re.I,
)
_DAILY = regex(r"\b(?:every|each)\s+(?P<part>morning|afternoon|evening|night)(?=\s+at\s+\d)", re.I)
_WHOSE = regex(
    rf"^(?P<who>[a-z][a-z-]*s)\s+whose\s+(?P<field>{_N})\s+is\s+(?P<value>[A-Z][\w-]*|[\"“][^\"”]+[\"”]|[a-z]+)\s+(?P<rest>(?:only\s+)?(?:pay|get|receive|cannot|may|can|must|are|have)\b.*)$",
    re.I | re.S,
)

_NOT_SO = regex(
    rf"^(?P<what>(?:an?|any|each|every)\s+{_N})\s+(?P<so>not\s+(?:yet\s+)?(?:back|[a-z]+(?:ed|en|aid|ent|ought|uilt))\s+(?:[^:;]*?\s)?(?:after|within|by)\s[^:;]+?)\s*:\s+(?P<then>\S[^:]*)$",
    re.I,
)
_ONCE = regex(
    r"^once\s+(?:it\s+is\s+|it\s+has\s+been\s+)?(?P<so>[a-z]+),\s+(?P<one>an?|the|every|each)\s(?P<thing>[a-z]+)\s+(?:can|cannot|may|must|is|shall)\b",
    re.I,
)
_WHO = r"[a-z][a-z-]*(?:\s[a-z][a-z-]*)??"
_ONLY_THEN = regex(
    r"^(?P<what>(?:an?|the|each|every|no)?\s*[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2}?)\s+(?P<be>is|are)\s+(?P<done>[a-z]+(?:\s(?:out|back|in|up|off))?)\s+only\s+(?P<when>(?:after|when|once|if)\s+\S.*)$",
    re.I | re.S,
)
_DOES_ONLY_THEN = regex(
    r"^(?P<who>(?:an?|the)\s+[a-z][a-z-]*)\s+(?P<verb>[a-z]+s)\s+(?P<what>(?:an?|the)\s+[a-z][a-z-]*(?:\s[a-z][a-z-]*)?)\s+only\s+(?P<when>(?:after|when|once|if)\s+\S.*)$",
    re.I | re.S,
)
_OWN = regex(
    rf"^(?P<who>nobody|no[ -]one|no\s+{_WHO}|an?\s+{_WHO}|{_WHO})\s+(?P<not>(?:may|can|shall|must)(?:\s+(?:not|never))?\s+|never\s+|cannot\s+)?"
    rf"(?P<verb>[a-z]+)\s+(?:an?\s+|any\s+)?(?P<thing>{_N})\s+(?P<own>of\s+(?P<whose>their|his|her|its|his or her)\s+own)\s*$",
    re.I,
)


def paraphrase(text: str) -> tuple[Part, ...] | None:
    """The parts of the plain sentence; None where the text is none of these wordings."""
    end = len(text.rstrip(" ."))
    for way in _WAYS:
        found = way(text, end)
        if found is not None:
            return found
    return None


def _own(text: str, end: int) -> tuple[Part, ...] | None:
    """ "Nobody approves a report of their own": nobody may approve their own report."""
    match = _OWN.match(text[:end])
    if match is None:
        return None
    none = match["who"].lower().startswith("no")
    denied = re.search(r"\b(?:not|never|cannot)\b", match["not"] or "", re.I) is not None
    if none == denied:
        return None
    who, verb, thing, own = (match.span(name) for name in ("who", "verb", "thing", "own"))
    lead: tuple[Part, ...] = (who,) if none else ((*who, "Nobody"),)
    base = lemma_of(match["verb"], "VERB")
    return (*lead, (who[1], verb[0], " may "), (*verb, base), " ", (*own, "their own "), thing)


def not_so(text: str, end: int) -> tuple[Part, ...] | None:
    """ "A boat not back an hour after it was expected: the chair is told": if it is not back then."""
    match = _NOT_SO.match(text[:end])
    if match is None:
        return None
    what, so, then = (match.span(name) for name in ("what", "so", "then"))
    return ((0, what[0], "If "), what, " is ", so, (so[1], then[0], ", "), then)


def _only_then(text: str, end: int) -> tuple[Part, ...] | None:
    """ "An order is shipped only after it has been paid", "The clerk ships an order only once it is paid": not before."""
    match = _ONLY_THEN.match(text[:end])
    if match is not None and tag(match["done"])[0].pos == "VERB":
        what, done, when = (match.span(name) for name in ("what", "done", "when"))
        return (what, (what[1], done[0], " may only be "), done, (done[1], when[0], " "), when)
    match = _DOES_ONLY_THEN.match(text[:end])
    if match is None:
        return None
    who, verb, what, when = (match.span(name) for name in ("who", "verb", "what", "when"))
    base = lemma_of(match["verb"], "VERB")
    return (who, " may ", (*verb, base), " ", what, (what[1], when[0], " only "), when)


def _once_so(text: str, end: int) -> tuple[Part, ...] | None:
    """ "Once paid, an order cannot be changed": a paid order cannot."""
    match = _ONCE.match(text)
    if match is None or not (
        match["so"].endswith(("ed", "en")) or match["so"].lower() in {"paid", "sent", "made", "sold", "begun"}
    ):
        return None
    one, so, start = match.span("one"), match.span("so"), match.start("thing")
    article = "A" if match["so"][:1].lower() not in "aeiou" else "An"
    return ((0, so[0], f"{article} "), so, (so[1], start, " "), (one[1] + 1, end)) if start == one[1] + 1 else None


def _late(text: str, end: int) -> tuple[Part, ...] | None:
    """ "… ; later cancellations cost 12 euro", "After that half the price is due"."""
    match = next((m for way in _LATE if (m := way.search(text)) is not None), None)
    if match is not None:
        before = text[: match.start()].rstrip()
        if before and before[-1] not in ";,.:" and not before.lower().endswith((" but", " and")):
            return None
        return ((0, match.start()), (match.start(), match.end(), "after that it costs "), (match.end(), end))
    due = _DUE.search(text)
    if due is None or re.search(r"\bafter that\b", text[: due.start()], re.I) is None:
        return None
    return (
        (0, due.start()),
        (*due.span("half"), "half of"),
        " ",
        due.span("whole"),
        (due.end("whole"), end, " is charged"),
    )


def _room(text: str, end: int) -> tuple[Part, ...] | None:
    """ "A hall must not be booked for more people than it has seats"."""
    match = _ROOM.match(text[:end])
    if match is None:
        return None
    a, b, c = (match.span(key) for key in ("what", "who", "seats"))
    return (
        (0, a[0], "The number of "), b, (a[1], b[0], " must not exceed "), (b[1], c[0], "the number of "), c, " of the ", a,
    )  # fmt: skip


def _same(text: str, end: int) -> tuple[Part, ...] | None:
    """ "Two groups cannot have the same room at the same time"."""
    match = _SAME.match(text[:end])
    denied = match is not None and (re.search(rf"{_MUST_NOT}", text, re.I) or text.lower().startswith("no two"))
    if match is None or not denied:
        return None
    verb = match["verb"].lower()
    word = participle_of(verb) if verb in DEEDS else "booked"
    what, when = match.span("what"), match.span("when")
    return ((0, what[0], "A "), what, f" cannot be {word} twice ", (*when, "at the same time"))


def _length(text: str, end: int) -> tuple[Part, ...] | None:
    """ "Nobody can book for less than one hour or more than eight hours"."""
    match = _LENGTH.match(text[:end])
    nobody = match is not None and re.match(r"(?:nobody|no\s+one)\b", text, re.I) is not None
    if match is None or nobody == bool(match["not"]):
        return None
    least, most = match.span("least"), match.span("most")
    noun = DEEDS[match["verb"].lower()]
    return ((0, least[0], f"A {noun} must not be shorter than "), least, (least[1], most[0], " or longer than "), most)


def _whose(text: str, end: int) -> tuple[Part, ...] | None:
    """ "Boats whose home port is Harle pay half": in that case they do."""
    match = _WHOSE.match(text[:end])
    if match is None:
        return None
    one = tag(match["who"])[0].lemma
    field, rest = match.span("field"), match.span("rest")
    value = match["value"]
    quoted = value if value[:1] in '"“' or value.islower() else f'"{value}"'
    said: tuple[Part, ...] = ((field[0], match.start("value")), (*match.span("value"), quoted))
    return ((0, field[0], f"If the {one}'s "), *said, ", they ", rest)


def _refused(text: str, end: int) -> tuple[Part, ...] | None:
    """ "A later cancellation is refused"."""
    match = _REFUSED.match(text)
    if match is None:
        return None
    return ((*match.span("lead"), "Any further"), (match.end("lead"), end))


def _which(text: str, end: int) -> tuple[Part, ...] | None:
    """ "The clerk is told which loans are overdue": those are what the clerk gets."""
    match = _WHICH.search(text)
    if match is None:
        return None
    what, so = match.span("what"), match.span("so")
    return (
        (0, match.start()),
        (match.start(), what[0], "gets a list of the "),
        what,
        (what[1], so[0], " that "),
        (so[0], end),
    )


def _day_of_month(text: str, end: int) -> tuple[Part, ...] | None:
    """ "on the first of January": 1 January."""
    match = _DAY_OF.search(text)
    if match is None:
        return None
    last, day = match.end("of"), ORDINALS[match["day"].lower()]
    return ((0, match.start()), (match.start(), last, f"{day} "), (last, end))


def _calendar(text: str, end: int) -> tuple[Part, ...] | None:
    """ "at most three per calendar year": a year is one anyway."""
    match = _CALENDAR.search(text)
    if match is None:
        return None
    begin, (start, stop) = match.start(), match.span("word")
    return ((0, begin), (begin, stop, text[begin:start]), (stop, end))


def _daily(text: str, end: int) -> tuple[Part, ...] | None:
    """ "every morning at 08:00": every day at that time."""
    match = _DAILY.search(text)
    return None if match is None else ((0, match.start("part")), (*match.span("part"), "day"), (match.end("part"), end))


def _only_once(text: str, end: int) -> tuple[Part, ...] | None:
    return only_once(text[:end])


_WAYS: tuple[Callable[[str, int], tuple[Part, ...] | None], ...] = (
    _own, done_only, _only_then, _once_so, _late, _room, _same, _length, _whose, _refused, _which, _calendar, _daily, _day_of_month, _only_once, seen_only, so_many, sent_lists, turned,
)  # fmt: skip

__all__ = ["not_so", "paraphrase"]
