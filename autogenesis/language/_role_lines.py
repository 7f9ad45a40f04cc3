"""Owns lines that say of a role what it does: "Clerk: enters orders and prints labels", "Guests – can look at the menu"."""

from __future__ import annotations

from autogenesis.language._inflect import third_person
from autogenesis.language._people import ROLE_NOUNS, may_name_people
from autogenesis.language._restating import Part
from autogenesis.language._sentences import Sentence
from autogenesis.language._talk import Talk
from autogenesis.language._tokens import Token, tag

_MARKS = frozenset({":", "–", "—", "-"})
_HEADINGS = ROLE_NOUNS | {"who", "member"}
"""Words of headings below which roles are told."""
_LONGEST = 3
"""Words of the name of a role."""


def role_line(sentence: Sentence, words: tuple[Token, ...], end: int, talk: Talk) -> tuple[Part, ...] | None:
    """The parts of the sentence with the role as its subject; None where no role stands before the mark, or no verb behind."""
    mark = next((n for n, t in enumerate(words[: _LONGEST + 1]) if t.text in _MARKS), 0)
    if not mark or mark + 1 >= len(words):
        return None
    name, verb = words[:mark], words[mark + 1]
    role = name[-1]
    listed = any(t.lemma in _HEADINGS for t in tag(sentence.block.under)) and may_name_people(role.lemma.lower())
    known = role.pos == "NOUN" and role.lemma in talk.persons
    if not (known or listed) or any(t.pos not in {"NOUN", "PROPN", "ADJ", "DET"} for t in name):
        return None
    lead: tuple[Part, ...] = ((0, role.end),) if role.plural or name[0].pos == "DET" else ("The ", (0, role.end))
    gap = (role.end, verb.start, " ")
    if verb.pos in {"MODAL", "AUX"} or (verb.pos == "VERB" and verb.form == ("base" if role.plural else "s")):
        return (*lead, gap, (verb.start, end))
    if verb.pos == "VERB" and verb.form in {"base", "s"}:
        return (
            *lead,
            gap,
            (verb.start, verb.end, verb.lemma if role.plural else third_person(verb.lemma)),
            (verb.end, end),
        )
    return None


__all__ = ["role_line"]
