"""Owns answers: what stands after a question is read together with it ("How long may I keep it? Three weeks.")."""

from __future__ import annotations

import re

from autogenesis.language._inflect import third_person
from autogenesis.language._lexicon import word as known_word
from autogenesis.language._literals import Bound, Range
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._restating import Part
from autogenesis.language._sentences import Sentence
from autogenesis.language._talk import Talk, addressed
from autogenesis.language._tokens import Token, tag, tokens

_YES = regex(r"(?:yes|sure|of course|certainly|yep|absolutely|always|gladly|indeed)\b[,.!]?\s*", re.I)
_NO = regex(r"(?:no|nope|never|sorry, no|not at all|unfortunately not)\b[,.!]?\s*(?!\w+ (?:may|can|will|is)\b)", re.I)
_DOING = frozenset({"do", "does", "did"})
_MODALS = frozenset({"can", "may", "must", "shall", "should", "will", "could"})
_BEING = frozenset({"is", "are", "was", "were"})
_SUBJECT = frozenset({"i", "we", "you", "it", "they", "he", "she", "one", "this", "that"})
_SOMEBODY = frozenset({"anyone", "anybody", "everyone", "everybody", "nobody", "no-one", "only", "all", "people"})


def answer(sentence: Sentence, talk: Talk) -> tuple[Part, ...] | None:
    """The parts of the statement that an answer makes with its question; None where it stands by itself."""
    if not talk.asked:
        return None
    asked = tag(talk.asked)
    words = tokens(sentence)
    if len(asked) < 2 or not words:
        return None
    end = len(sentence.text.rstrip(" .!"))
    first, second = asked[0].lower, asked[1].lower
    if first == "what" and second == "if":
        told = talk.first and len(asked) > 3 and words[0].pos not in {"DET", "NOUN", "SCONJ", "PREP"}
        return (f"If {_said(asked[2:], talk)}, ", (0, end)) if told else None
    if not talk.first:
        return None
    if first in _MODALS | _DOING | _BEING | {"have", "has"}:
        return _yes_or_no(sentence, asked, talk, end)
    if _finite(words):
        return None
    if first in {"who", "which", "what"} and second not in _DOING | _BEING | {"can", "may", "must"} or first == "who":
        return _who(sentence, asked, talk, end)
    if first == "how" and len(asked) > 3:
        return _how(sentence, asked, talk, end)
    if first in {"when", "where", "what", "which"}:
        stated = _statement(asked[1:], talk)
        return (f"{stated} ", (0, end)) if stated else None
    return None


def _yes_or_no(sentence: Sentence, asked: tuple[Token, ...], talk: Talk, end: int) -> tuple[Part, ...] | None:
    """ "Can I cancel? Sure." says that one can."""
    yes, no = _YES.match(sentence.text), _NO.match(sentence.text)
    found = yes or no
    if found is None:
        return None
    stated = _statement(asked, talk, denied=no is not None, whole=True)
    if stated is None:
        return None
    said = len(sentence.text[: found.end()].rstrip(" ,.!"))
    rest: tuple[Part, ...] = (" ", (found.end(), end)) if found.end() < end else ()
    if rest and _finite(tag(sentence.text[found.end() : end])) and not _subordinate(sentence.text[found.end() :]):
        return ((0, said, stated), ", and ", (found.end(), end))
    return ((0, said, stated), *rest)


def _subordinate(text: str) -> bool:
    return bool(
        re.match(r"\s*(?:but\s+)?(?:until|unless|if|as long as|before|after|within|up to|when|once|only)\b", text)
    )


def _who(sentence: Sentence, asked: tuple[Token, ...], talk: Talk, end: int) -> tuple[Part, ...] | None:
    """ "Who can join? Anyone aged 21 or over": only they can."""
    skip = 1
    while asked[0].lower != "who" and skip < len(asked) and asked[skip].pos in {"NOUN", "ADJ"}:
        skip += 1
    rest = " ".join(t.text for t in asked[skip:]) if skip < len(asked) else ""
    if not rest or asked[skip].pos not in {"MODAL", "VERB", "AUX"}:
        return None
    start = tokens(sentence)[0].lower
    nobody = start in {"nobody", "no-one", "no", "everybody", "everyone", "only"}
    may = asked[skip].lower in {"can", "may", "could"}
    lead = "Only " if may and not nobody else ""
    who: tuple[Part, ...] = (((0, end)),)
    words = tokens(sentence)
    if len(words) > 2 and start in _SOMEBODY and words[1].pos == "VERB" and words[1].form in {"past", "part"}:
        at = words[0].end - sentence.span[0]
        also = next((t for t in words[2:] if t.lower in {"who", "that"}), None)
        more = (at, end) if also is None else (at, also.start - sentence.span[0])
        who = ((0, at), " who is", more, *(("and ", (also.start - sentence.span[0], end)) if also else ()))
    return (lead, *who, f" {addressed(rest, talk)}")


def _how(sentence: Sentence, asked: tuple[Token, ...], talk: Talk, end: int) -> tuple[Part, ...] | None:
    kind = asked[1].lower
    if kind == "many":
        return _how_many(sentence, asked, talk, end)
    stated = _statement(asked[2:], talk)
    if stated is None or kind not in {"long", "much", "far", "often", "early", "late", "old", "soon"}:
        return None
    plain = find_literals(sentence.text, 0)
    bare = bool(plain) and sentence.text[: plain[0].span[0]].strip().lower() in {"", "about"}
    allowed = any(t.lower in {"can", "may"} for t in asked[:5])
    lead = " "
    bare = bare and not isinstance(plain[0], Bound | Range)
    being = stated.endswith((" be", " is", " are"))
    if kind == "long" and bare and not being and not re.search(r"\b(?:take|takes|last|lasts)\b", stated):
        lead = " for at most " if allowed else " for "
    elif bare and allowed and (being or kind in {"often", "much"}):
        lead = " at most "
    ending = {"far": " ahead", "early": " ahead", "old": " old"}.get(kind, "") if bare else ""
    ending = "" if ending.strip() and ending.strip() in sentence.text.lower() else ending
    return (stated + lead, (0, end), ending)


def _how_many(sentence: Sentence, asked: tuple[Token, ...], talk: Talk, end: int) -> tuple[Part, ...] | None:
    """ "How many bookings can I have? Three future ones at a time"."""
    cut = next((i for i in range(2, len(asked)) if asked[i].pos in {"MODAL", "AUX"}), 0)
    noun = " ".join(t.text for t in asked[2:cut])
    stated = _statement(asked[cut:], talk) if cut > 2 else None
    number = next(iter(find_literals(sentence.text, 0)), None)
    if stated is None or number is None:
        return None
    bare = not sentence.text[: number.span[0]].strip()
    lead = " at most " if bare and any(t.lower in {"can", "may"} for t in asked[cut:]) else " "
    ones = re.search(r"\bones?\b", sentence.text[number.span[1] :])
    if ones is not None:
        at = number.span[1] + ones.start()
        after = at + len(ones.group(0))
        return (stated + lead, (0, at), (at, after, noun), (after, end))
    if re.search(rf"\b{re.escape(noun)}\b", sentence.text, re.I):
        return (stated + lead, (0, end))
    return (stated + lead, (0, number.span[1]), f" {noun}", (number.span[1], end))


def _statement(asked: tuple[Token, ...], talk: Talk, *, denied: bool = False, whole: bool = False) -> str | None:
    """ "can I cancel" → "members can cancel it"; "does it cost" → "it costs"."""
    if len(asked) < 2:
        return None
    helper = asked[0].lower
    if helper not in _MODALS | _DOING | _BEING | {"have", "has"}:
        return None
    end = _subject_end(asked)
    if end >= len(asked) and helper not in _BEING:
        return None
    subject = " ".join(t.text for t in asked[1:end])
    rest = list(asked[end:])
    verb = " ".join(t.text for t in rest)
    negation = " not" if denied else ""
    if helper in _DOING and not denied:
        if helper == "does" and rest:
            verb = f"{third_person(rest[0].lower)} {' '.join(t.text for t in rest[1:])}".strip()
        said = f"{subject} {verb}"
    else:
        said = f"{subject} {helper}{negation} {verb}"
    if whole and talk.thing and _bare(rest):
        said = f"{said} a {talk.thing}" if talk.thing[0] not in "aeiou" else f"{said} an {talk.thing}"
    return addressed(said, talk).strip()


def _bare(rest: list[Token]) -> bool:
    """Whether a verb stands without what it is done to."""
    verbs = [t for t in rest if t.pos == "VERB"]
    return len(rest) == 1 and len(verbs) == 1 and known_word(verbs[0].lower).can("VERB")


def _subject_end(asked: tuple[Token, ...]) -> int:
    end = 1
    if asked[1].lower in _SUBJECT:
        return 2
    while end < len(asked) and asked[end].pos in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
        end += 1
    return end


def _said(words: tuple[Token, ...], talk: Talk) -> str:
    return addressed(" ".join(t.text for t in words).replace(" ’", "’").replace(" '", "'"), talk)


def _finite(words: tuple[Token, ...]) -> bool:
    """Whether there is a verb of a main clause: not one in a relative clause, nor a participle."""
    inside = False
    start = 0
    if words and words[0].lower in {"as", "if", "when"}:
        return True
    for index, token in enumerate(words[start:]):
        if token.lower in {"who", "that", "which", "whose", "whom"} and index:
            inside = True
        if token.text in {",", ";"}:
            inside = False
        if inside:
            continue
        if token.pos in {"MODAL", "AUX"} or (token.pos == "VERB" and token.form in {"s", "base"}):
            return True
    return False


__all__ = ["answer"]
