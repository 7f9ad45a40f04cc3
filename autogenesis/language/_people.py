"""Owns which nouns stand for people: by what the table of nouns says, by a word's ending, and by what a text shows of it."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cache
from importlib import resources

from autogenesis.language import _lexicon as lexicon
from autogenesis.language._tokens import Token
from autogenesis.language._words import head_kind

_ENDINGS = ("er", "or", "ist", "ant", "ent", "ee", "eer", "ian", "man", "woman", "person", "folk")
"""What makes a noun for whoever does something, or is concerned by it."""
_TOLD = frozenset("tell inform notify remind warn alert ask invite thank advise persuade phone e-mail email".split())
"""What is done to nobody but people."""
_WANTING = frozenset(
    "want wish decide choose ask say agree refuse apply promise hope prefer complain forget pay buy borrow".split()
)
"""What nobody but people do."""
_REACHED = frozenset("e-mail email phone telephone birthday surname".split())
"""What nobody but people have."""
ROLE_NOUNS = frozenset({"role", "user", "person", "people", "actor", "party", "staff", "group"})
"""Nouns for the ones who are then named: "Roles: clerk, driver"."""
_UNDECIDED = frozenset({"", "perhaps", "people"})
"""Kinds of nouns of which the text decides."""


@cache
def _kinds() -> dict[str, str]:
    packed = resources.files("autogenesis.language.data").joinpath("nouns.txt.gz").read_bytes()
    rows = (row.split(" ") for row in gzip.decompress(packed).decode("ascii").splitlines())
    return {word: kind for kind, *words in rows for word in words}


def noun_kind(noun: str) -> str:
    """What a noun commonly names: "person", "people", "artifact", "time" …; "perhaps" a person; "" where it is not known.

    >>> noun_kind("plumber"), noun_kind("crew"), noun_kind("locker")
    ('person', 'people', 'artifact')
    """
    word = noun.rsplit(maxsplit=1)[-1]
    return _kinds().get(word) or _kinds().get(word.rsplit("-", 1)[-1], "")


def names_people(noun: str) -> bool:
    """Whether a noun names somebody, whatever the text.

    >>> names_people("ticket inspector"), names_people("newsletter")
    (True, False)
    """
    word = noun.rsplit(maxsplit=1)[-1]
    return head_kind(word) == "person" or noun_kind(word) == "person"


def may_name_people(noun: str) -> bool:
    """Whether a noun that the table does not decide is formed like a noun for somebody: what it does then tells.

    >>> may_name_people("grobler"), may_name_people("freezer")
    (True, False)
    """
    word = noun.rsplit(maxsplit=1)[-1]
    return names_people(word) or (noun_kind(word) in _UNDECIDED and word.endswith(_ENDINGS) and len(word) > len("fer"))


def people_of(told: Iterable[tuple[Token, ...]]) -> frozenset[str]:
    """The nouns of a text that stand for people, by lemma."""
    nouns: set[str] = set()
    shown: set[str] = set()
    acting: set[str] = set()
    for words in told:
        for index, token in enumerate(words):
            if token.pos == "NOUN":
                nouns.add(token.lemma)
                shown |= {token.lemma} if _shown(words, index) else set()
                acting |= {token.lemma} if _acting(words, index) else set()
    return frozenset(
        noun
        for noun in nouns
        if lexicon.word(noun).best in {"NOUN", ""}
        and (
            names_people(noun)
            or (noun in shown and noun_kind(noun) in _UNDECIDED)
            or (noun in acting and may_name_people(noun))
        )
    )


def _shown(words: tuple[Token, ...], index: int) -> bool:
    """ "a florb who …", "As a florb, I …", "tell the florb", "the florb is told", "a florb wants", "the florb's e-mail"."""
    after = [t.lower for t in words[index + 1 : index + 4]] + ["", "", ""]
    if after[0] in {"who", "whom"} or after[:2] == [",", "who"]:
        return True
    before = [t.lower for t in words[max(0, index - 2) : index]]
    if before[:1] == ["as"] and before[-1] in {"a", "an"} and index == len(before) and "i" in after:
        return True
    verb = next((t for t in reversed(words[max(0, index - 2) : index]) if t.pos != "DET"), None)
    if verb is not None and verb.pos == "VERB" and verb.lemma in _TOLD and verb.form != "part":
        return True
    if after[0] in {"'s", "’s"} and after[1] in _REACHED:
        return True
    following = [t for t in words[index + 1 : index + 4] if t.pos not in {"ADV", "MODAL"}]
    if not following:
        return False
    passive = following[0].lower in {"is", "are", "be"} and len(following) > 1 and following[1].form == "part"
    return following[1].lemma in _TOLD if passive else following[0].pos == "VERB" and following[0].lemma in _WANTING


def _acting(words: tuple[Token, ...], index: int) -> bool:
    """ "a florber can close …", "closed by the florber"."""
    before = words[max(0, index - 2) : index]
    if any(t.lower == "by" for t in before) and any(t.form == "part" for t in words[max(0, index - 4) : index]):
        return True
    after = words[index + 1 : index + 3]
    does = after[-1] if len(after) > 1 and after[0].pos in {"MODAL", "ADV"} else after[0] if after else None
    return does is not None and does.pos == "VERB" and does.form != "part"
