"""Owns what a fragment may leave out: whom a text addresses, what the lines above it speak of, what was asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from autogenesis.language._inflect import third_person
from autogenesis.language._people import people_of
from autogenesis.language._sentences import Sentence
from autogenesis.language._text import Span
from autogenesis.language._tokens import Token, tag, tokens
from autogenesis.language._words import head_kind

_ASKING = frozenset({"what", "when", "where", "who", "whom", "whose", "which", "how", "why"})


@dataclass(frozen=True, slots=True)
class Talk:
    """What is known around a sentence.

    people    whom the text is about: the noun for a person that it uses most ("member"), or ""
    persons   all its nouns that stand for people
    thing     the one thing that the heading or the sentences before speak of ("booking"), or ""
    asked     the question that the sentence answers, without its mark, or ""
    first     whether it is the first sentence of that answer, or of its line
    to_them   whether the text answers questions of `people`, who are "I" in them and "you" in the answers
    """

    people: str = ""
    persons: frozenset[str] = frozenset()
    thing: str = ""
    asked: str = ""
    first: bool = True
    to_them: bool = False


def talks(sentences: Iterable[Sentence]) -> tuple[Talk, ...]:
    """What is known around each sentence, in order."""
    told = tuple(sentences)
    persons = people_of((*(tokens(s) for s in told), *(tag(s.block.under) for s in told)))
    people = _people(told, persons)
    to_them = _questions(told) > 1
    people = people or ("user" if to_them else "")
    nouns = _things(told)
    found: list[Talk] = []
    spoken = {token.lemma for sentence in told for token in tokens(sentence) if token.pos == "NOUN"}
    asked, block, first, thing = "", None, True, ""
    for sentence in told:
        if sentence.block is not block:
            block, first = sentence.block, True
            if block.under.endswith("?") or block.kind in {"bullet", "heading"} or asked == "":
                asked = block.under.rstrip("? ") if block.under.endswith("?") else ""
        heading = _counted(tag(sentence.block.under)) if not asked else ""
        heading = heading if heading in spoken else ""
        thing = _spoken_of(asked, nouns, people) or thing
        found.append(Talk(people, persons, heading or thing, asked, first, to_them))
        first = False
        if sentence.text.rstrip().endswith("?"):
            asked, first = sentence.text.rstrip("? "), True
    return tuple(found)


def asks_itself(sentence: Sentence, following: Sentence, *, restated: bool) -> bool:
    """Whether a sentence is a question that the next one answers: no wish ("Could you send me a list?")."""
    if following.block is not sentence.block or not sentence.text.rstrip().endswith("?"):
        return False
    words = tokens(sentence)
    return bool(words) and not following.text.rstrip().endswith("?") and (words[0].lower in _ASKING or restated)


def _people(told: tuple[Sentence, ...], persons: frozenset[str]) -> str:
    """The noun for a person with what is kept of them, else the one used most."""
    for sentence in told:
        heading = _counted(tag(sentence.block.under))
        if heading.rpartition(" ")[2] in persons and sentence.block.kind == "bullet":
            return heading
    counts = Counter(
        token.lemma
        for sentence in told
        for token in tokens(sentence)
        if token.pos == "NOUN" and token.lemma in persons - {"people", "person", "staff", "user"}
    )
    return counts.most_common(1)[0][0] if counts else ""


def _things(told: tuple[Sentence, ...]) -> frozenset[str]:
    """Nouns that the text uses more than once, one of them with "a", "each", "the" or many of them."""
    counts = Counter(t.lemma for s in told for t in tokens(s) if t.pos == "NOUN")
    return frozenset(noun for noun, count in counts.items() if count > 1 and head_kind(noun) in {"", "list", "text"})


def _counted(words: tuple[Token, ...]) -> str:
    """The noun of a heading of one or two words that is a plural: "Rehearsals"."""
    nouns = [t for t in words if t.pos == "NOUN"]
    if len(words) > 2 or not nouns or not nouns[-1].plural or nouns[-1].lemma == nouns[-1].lower:
        return ""
    return " ".join([*(t.lower for t in words[:-1]), nouns[-1].lemma])


def _spoken_of(asked: str, nouns: frozenset[str], people: str) -> str:
    """What a question is about: its last noun that is a thing."""
    told = [
        t for t in tag(asked) if t.pos == "NOUN" and t.lemma != people and head_kind(t.lemma) in {"", "list", "text"}
    ]
    found = [t.lemma for t in told if t.lemma in nouns or t.plural]
    return found[-1] if found else ""


def _questions(told: tuple[Sentence, ...]) -> int:
    """How many questions of "I" and "you" the text answers."""
    asked = {s.block.under for s in told if s.block.under.endswith("?")}
    asked |= {s.text for s in told if s.text.rstrip().endswith("?")}
    return sum(1 for question in asked if re.search(r"\b(?:I|me|my|you|your)\b", question))


def addressed(text: str, talk: Talk) -> str:
    """The text with whoever asks, or is spoken to, called by name."""
    return "".join(part[2] if len(part) == 3 else text[part[0] : part[1]] for part in named(text, talk))


def named(text: str, talk: Talk) -> tuple[Span | tuple[int, int, str], ...]:
    """The same as parts: stretches of the text, and the names put in their place."""
    parts: list[Span | tuple[int, int, str]] = []
    at = 0
    words = tag(text) if talk.to_them else ()
    for index, token in enumerate(words):
        new = _instead(words, index, talk.people)
        if new is not None:
            parts += [(at, token.start), (token.start, token.end, new)]
            at = token.end
    return (*parts, (at, len(text)))


def _instead(words: tuple[Token, ...], index: int, people: str) -> str | None:
    token = words[index]
    one = f"{'an' if people[:1] in 'aeiou' else 'a'} {people}"
    if token.lower in {"i", "you"}:
        following = words[index + 1] if index + 1 < len(words) else None
        subject = following is not None and (
            following.pos in {"MODAL", "AUX", "VERB", "ADV"} or "'" in following.text or "’" in following.text
        )
        return one if subject else f"the {people}"
    if token.lower in {"me", "myself", "yourself"}:
        return f"the {people}"
    if token.lower in {"my", "your"}:
        return "their"
    before = words[index - 1].lower if index else ""
    if before in {"i", "you"} or (
        before and words[index - 1].pos == "ADV" and index > 1 and words[index - 2].lower in {"i", "you"}
    ):
        if token.lower in {"am", "are", "'m", "'re", "’m", "’re"}:
            return " is" if token.text[0] in "'’" else "is"
        if token.lower in {"have", "'ve", "’ve"}:
            return " has" if token.text[0] in "'’" else "has"
        if token.pos == "VERB" and token.form == "base":
            return third_person(token.lower)
        if token.lower in {"do", "don't", "were"}:
            return {"do": "does", "don't": "doesn't", "were": "was"}[token.lower]
    return None
