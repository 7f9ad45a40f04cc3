"""Owns the manners of feedback: what is said around the thing wanted is taken off, and what is left is a plain sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.feedback._english import capital
from autogenesis.language import tag

_WE = r"(?:we|i|they|people|everybody|all of us)"
_OPENINGS = re.compile(
    rf"""(?:
      (?:hi|hello|hey|thanks?(?:\s+you)?|dear\s+\w+)\b[^.:;?!,]{{0,30}}[,!:.]\s* |
      (?:please|kindly|also|and|but|so|then|finally|first(?:ly)?|second(?:ly)?|one\s+more\s+thing|next|in\s+addition|
         additionally|moreover|furthermore|besides)\b(?!\s+the\b)[,:]?\s+ |
      let(?:'s|\s+us)\s+ |
      (?:from\s+now\s+on|in\s+(?:the\s+)?future|as\s+of\s+now|in\s+the\s+next\s+version)[,:]?\s+ |
      (?:feature\s+request|request|wish|suggestion|feedback|change|improvement|idea|todo|new\s+rule|rule)\s*:\s* |
      (?:could|can|would|will)\s+you\s+(?:please\s+)? |
      (?:please\s+)?(?:make\s+sure|ensure|see\s+to\s+it|take\s+care)\s+(?:that\s+)? |
      (?:it\s+(?:would|'d|will)\s+be|it\s+is|it's|it\s+seems)\s+(?:very\s+|really\s+)?
         (?:nice|good|great|better|helpful|useful|best|important|necessary|fine|handy|lovely)\s+(?:if|that|when)\s+ |
      {_WE}\s+(?:think|believe|feel|find|agreed|decided|noticed)\s+(?:that\s+)? |
      {_WE}(?:\s+would|'d)\s+(?:prefer|like)\s+(?:it\s+)?(?:if|that)\s+ |
      {_WE}\s+(?:want|wish|need)\s+that\s+ |
      (?:my|our)\s+(?:wish|suggestion|request|idea)\s+is\s+(?:that\s+)?
    )""",
    re.I | re.X,
)
_WANTED = re.compile(
    rf"{_WE}(?:(?:\s+would|'d)\s+(?:like|prefer|love)|\s+(?:really\s+)?(?:want|need|wish))\s+(?:for\s+)?(?=\S)", re.I
)
_MAY_WE_HAVE = re.compile(
    r"^(?:can|could|may|might)\s+(?:we|i)\s+(?:please\s+)?(?P<also>also\s+)?(?:have|get)\s+(?=(?:an?|the|another)\b)",
    re.I,
)
_ADDING = re.compile(
    r"\b(?:also|too|as well|additionally|in addition|besides|another|further|again|once more|a second)\b", re.I
)
_TAKES_AWAY = re.compile(
    r"^(?:drop|remove|delete|abolish|scrap|discard|omit|forget|get\s+rid)\b|\b(?:should|must|can|may|shall)\s+go\b|\bdo\s+away\s+with\b",
    re.I,
)
_NO_LONGER = re.compile(r"\b(?:no longer|not (\w+ )?any ?(?:more|longer)|any ?more|any longer)\b", re.I)


def plain(said: str) -> str:
    """The sentence without its manners: "Please could you make sure that …" says what follows.

    >>> plain("It would be nice if readers could renew by phone, please.")
    'Readers could renew by phone.'
    """
    left = " ".join(said.replace("’", "'").split())
    while match := _OPENINGS.match(left):
        left = left[match.end() :]
    left = re.sub(r",?\s*(?:please|thanks|thank you)\s*([.!?]*)$", r"\1", left, flags=re.I)
    left = re.sub(r"[!?]+$", ".", left)
    left = _MAY_WE_HAVE.sub(lambda found: f"We {found['also'] or ''}need ", left)
    if wanted := _WANTED.match(left):
        left = _of_wish(left, left[wanted.end() :])
    return capital(left)


def _of_wish(whole: str, rest: str) -> str:
    """ "We'd like the patient to be reminded" wants that the patient is; "we want to drop the fee", that it is dropped."""
    if match := re.match(r"to\s+(?=\w)", rest):
        inner = rest[match.end() :]
        first = inner.split(maxsplit=1)[0].lower() if inner else ""
        return whole if first in {"be", "see", "have", "know"} else inner
    if match := re.match(
        r"(?P<who>(?:(?!\bto\b|[,;:.]).){2,60}?)\s+to\s+(?P<deed>be\s+able\s+to\s+)?(?P<rest>\w.*)$", rest
    ):
        return f"{match['who']} {'can' if match['deed'] else 'should'} {match['rest']}"
    return whole


def adds(said: str) -> bool:
    """Whether it asks for something beside what there is."""
    return bool(_ADDING.search(said))


def ends_something(said: str) -> bool:
    """Whether it says that something shall be no longer."""
    return bool(_NO_LONGER.search(said))


def takes_away(said: str) -> bool:
    """Whether it says that what has the figure shall be no more."""
    return bool(_TAKES_AWAY.search(said)) or ends_something(said)


def denies(said: str) -> bool:
    """Whether it says what is not, or not allowed."""
    return bool(re.search(r"\b(?:not|never|no|nobody|none|nothing|cannot)\b|n['’]t\b", said, re.I))


def forbids(said: str) -> bool:
    """Whether it says what must not be, in whatever words: "300 is an error" as "300 is not allowed"."""
    return denies(said) or bool(
        re.search(
            r"\b(?:refus|reject|forbid|prohibit|declin|prevent|block|invalid|error|wrong|mistake|impossible)",
            said,
            re.I,
        )
    )


def restricts(said: str) -> bool:
    """Whether it says that not everybody may."""
    return bool(
        re.search(r"\b(?:only|nobody|no one|no-one|none|not|never|n't|cannot|exclusively|alone|except)\b", said, re.I)
    )


def wordings(sentence: str) -> Iterator[str]:
    """The sentence in words that a specification would use, the nearest first."""
    seen = set()
    for one in _wordings(sentence.strip()):
        ended = capital(one if one.endswith((".", "!", "?")) else f"{one}.")
        if ended not in seen:
            seen.add(ended)
            yield ended


def _wordings(sentence: str) -> Iterator[str]:
    bare = re.sub(r"\s+\b(?:also|too|as well)\b(?=[\s.,]|$)", "", sentence, flags=re.I)
    firm = re.sub(r"\b(?:should|ought to|shall|needs? to|has to|have to)\b", "must", bare, flags=re.I)
    yield sentence
    yield re.sub(r",?\s+but\s+no\s+(?=\w+\s*\.?$)", ", never ", sentence, flags=re.I)
    yield bare
    yield firm
    yield re.sub(r"\b(?:may|must|can|should) no longer\b", "must not", firm, flags=re.I)
    yield _indicative(bare)
    if "," in bare:
        yield from (_indicative(re.sub(r",\s*(?=who|which|and|but)", " ", bare)),)
    for shape, said in _TURNED:
        if shape.search(firm):
            yield shape.sub(said, firm)


_OF = r"(?:on|of|in|for|to|with)\s+(?:an?|the|every|each|any)\s+(?P<whole>[a-z]+(?:\s[a-z]+)?)"
_NOBODY = r"(?:nobody|no\s?-?one|no\s+person)"
_TURNED = (
    (re.compile(rf"^(?:an?|the|every|each|any)\s+(?P<part>[a-z]+(?:\s[a-z]+)?)\s+{_OF}\s+must\s+have\s+(?P<least>at\s+\w+\s.+)$", re.I),
     r"A \g<whole> needs a \g<part> of \g<least>"),
    (re.compile(rf"^{_NOBODY}\s+(?:can|may|must|gets?|should)\s+(?:(?:have|get|make|be\s+given)\s+)?(?P<what>an?\s+[a-z]+(?:\s[a-z]+)?)\s+(?P<when>(?:on|at|in|before|after|during)\s.+)$", re.I),
     r"\g<what> may not be \g<when>"),
)  # fmt: skip
"""The same in the words of whoever makes the thing: "a comment on a rejection", "nobody can have an appointment on"."""
_LET = re.compile(
    r"^(?:do\s+not|don't|never)\s+(?:let|allow|permit)\s+(?:(?P<who>.+?)\s+(?:to\s+)?(?P<deed>be\s+\w.*)"
    r"|(?P<whom>(?:an?\s+|the\s+|any\s+)?[a-z]+(?:\s+(?:under|over|below|above|without|with|aged)\s+(?:an?\s+)?[\w-]+)?)\s+(?:to\s+)?(?P<act>\w.*))$",
    re.I,
)
_ANYBODY = re.compile(r"^(?:anyone|anybody|people|someone|somebody|any\s+person)\b\s*", re.I)
_SO = re.compile(r"^(?P<why>[^,;]+)[,;]\s+so\s+(?:that\s+)?(?:please\s+)?(?P<rule>\S.+)$", re.I)
_OTHERWISE = re.compile(
    r"^(?P<rule>[^,;]+)[,;]\s+(?:otherwise|or\s+else|because|since|as)\s+(?P<why>(?:\w+\s+){1,3}?\w+.*)$", re.I
)


def without_reasons(said: str) -> str:
    """What is wanted, without why: "We are small, so do not …", "…, otherwise nobody reads it". A reason with a figure, or
    that says what to do, is none."""
    for shape in (_SO, _OTHERWISE):
        match = shape.match(said)
        if match is not None and not re.search(r"\d|\b(?:don't|do\s+not|must|may|refuse)\b", match["why"], re.I):
            return capital(match["rule"].rstrip(" .") + ".")
    return said


def let_nobody(said: str) -> str:
    """ "Don't let a guest cook" as "A guest may not cook", "… anyone under 18 be registered" as "Nobody under 18 may …"."""
    match = _LET.match(said)
    if match is None:
        return said
    who, deed = match["who"] or match["whom"], match["deed"] or match["act"]
    if _ANYBODY.match(who):
        return f"Nobody {_ANYBODY.sub('', who)} may {deed}".replace("  ", " ")
    return f"{capital(who)} may not {deed}"


def _indicative(sentence: str) -> str:
    """ "Plans should be checked" as "Plans are checked"."""

    def being(found: re.Match[str]) -> str:
        before = tag(sentence[: found.start()])
        noun = next((t for t in reversed(before) if t.pos in {"NOUN", "PROPN", "PRON"}), None)
        many = noun is not None and (noun.plural or noun.lower in {"they", "we", "all"})
        return "are" if many else "is"

    return re.sub(
        r"\b(?:should|must|shall|ought to|has to|have to|needs? to) (?:only )?be\b", being, sentence, flags=re.I
    )
