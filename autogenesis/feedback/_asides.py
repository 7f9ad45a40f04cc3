"""Tells what a sentence of feedback asks for from what is said beside it: why, for whom, what is the matter today."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.feedback._english import capital
from autogenesis.feedback._wishes import plain
from autogenesis.language import Token, tag

_CUT = re.compile(r"(?P<mark>\s*[,;]|\s[–—-])\s+|\s+(?=because\b|since\b(?!\s+(?:the|last|\d)))", re.I)
_REASON = re.compile(
    r"(?:because|since|as\s+(?:we|they|it|our|the|people)\b|otherwise|or\s+else|so\s+that|say\s+for|for\s+example|for\s+instance|e\.g\.|after\s+all)",
    re.I,
)
_GOES_ON = re.compile(
    r"(?:and|but|or|nor|not|no|only|never|even|also|including|except|with(?:out)?|if|when(?:ever)?|once|unless|until|before|after|"
    r"there\s+(?:is|are|will\s+be)|we\s+(?:(?:now|also)\s+)?(?:have|say|call|use|speak)|while|where|whose|who|whom|which|that|to|in|on|at|by|for|from|of|than|instead|rather|both|each|every|all)\b",
    re.I,
)
"""What belongs to the words before it, brings in somebody new, or speaks of words."""
_DEMANDS = re.compile(
    r"\b(?:must|should|shall|may|might|can|cannot|could|would|ought|needs?|have\s+to|has\s+to|want(?:s|ed)?|wish(?:es)?|require[sd]?|let|"
    r"only|never|nobody|no\s+one|at\s+(?:least|most)|instead|please)\b",
    re.I,
)
_FOUND_WANTING = re.compile(r"\btoo\s+\w+|\benough\b", re.I)
_IDLE = re.compile(r"(?:please\s+)?(?:change|correct|fix|adapt|note|do)\s+(?:that|this|it)\b[^\"“]*$", re.I)
"""What asks for nothing but what the rest asks for."""
_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
_LINKED = re.compile(r"^(?:so|therefore|hence|thus|and\s+so|that\s+is\s+why|then)\b[,]?\s+(?:please\s+)?", re.I)
_IT = re.compile(r"\b(?:it|them|those|these|that\s+one)\b(?!\s+(?:is|are|should|must|has|have|was|were)\b)", re.I)


def cores(said: str) -> Iterator[str]:
    """The sentence without its manners, and then without what is only said beside the wish.

    >>> list(cores("Three reviewers must approve, two have missed too much."))[-1]
    'Three reviewers must approve.'
    """
    told = plain(said)
    yield told
    parts = _parts(told)
    kept = [number for number, part in enumerate(parts) if not _beside(part[1])]
    if len(parts) > 1 and kept and len(kept) < len(parts):
        wish = "".join(parts[number][0] + parts[number][1] for number in kept)
        wish = wish[len(parts[kept[0]][0]) :]
        before = [parts[number][1] for number in range(kept[0])]
        meant = _pointing_back(wish, before) if _IT.search(wish) else wish
        if meant:
            yield plain(capital(_LINKED.sub("", meant.rstrip(" .,;:")) + "."))


def _parts(told: str) -> list[tuple[str, str]]:
    """What stands between commas, each with the mark before it."""
    parts: list[tuple[str, str]] = []
    at, mark = 0, ""
    for cut in _CUT.finditer(told):
        parts.append((mark, told[at : cut.start()]))
        at, mark = cut.end(), cut[0]
    return [*parts, (mark, told[at:])]


def _beside(part: str) -> bool:
    """Whether a part of a sentence says only how things are, and asks for nothing."""
    said = part.strip(" .!?")
    if _REASON.match(said) or _IDLE.match(said):
        return True
    if _GOES_ON.match(said) or _LINKED.match(said) or _DEMANDS.search(said):
        return False
    words = tag(said)
    if re.search(r"\d", said) and not _FOUND_WANTING.search(said):
        return False
    return _states(words)


def _states(words: tuple[Token, ...]) -> bool:
    """Whether it is a clause of its own: somebody or something, and what they do or are."""
    verb = next((n for n, t in enumerate(words) if t.pos in {"VERB", "AUX"} and t.form not in {"ing", "part"}), 0)
    return verb > 0 and any(t.pos in {"NOUN", "PROPN", "PRON", "NUM"} for t in words[:verb])


def _pointing_back(wish: str, before: list[str]) -> str:
    """ "We've given up the service, so take it out": the wish with what "it" stands for; "" where nothing was named."""
    named = next(filter(None, map(_named, reversed(before))), "")
    return _IT.sub(lambda _: named, wish, count=1) if named else ""


def _named(said: str) -> str:
    """The thing that a clause is about: what stands in quotation marks, else what stands behind its verb."""
    quoted = re.search(r"[\"“]([^\"”]+)[\"”]", said)
    if quoted is not None:
        return quoted[0]
    words = tag(said)
    verb = next((n for n, t in enumerate(words) if t.pos in {"VERB", "AUX"} and t.form != "ing"), len(words))
    naming = (n for n in range(verb + 1, len(words)) if words[n].pos in _NAMING - {"ADJ"} or words[n].form == "ing")
    start = next(naming, len(words))
    end = start + (start < len(words) and words[start].form == "ing")
    while end < len(words) and (words[end].pos in _NAMING or words[end].lower in {"of", "for"}):
        end += 1
    while end > start and words[end - 1].pos not in {"NOUN", "PROPN"} and words[end - 1].form != "ing":
        end -= 1
    return said[words[start].start : words[end - 1].end] if end > start else ""
