"""Owns what is told upon a deed, where the words before say which: "The chair cancels a session. The speaker is told at once"."""

from __future__ import annotations

import re

from autogenesis.language._clauses import parse
from autogenesis.language._inflect import participle_of
from autogenesis.language._people import names_people
from autogenesis.language._regex import regex
from autogenesis.language._restating import Part
from autogenesis.language._sentences import Sentence
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._talk import Talk
from autogenesis.language._words import classes_of

_TOLD = (
    r"(?:the|its|his|her|their|every|each|all)\s+(?:[a-z-]+\s+){1,4}?"
    r"(?:(?:is|are|must\s+be|shall\s+be|will\s+be)\s+(?:then\s+)?(?:told|informed|notified|e-mailed|emailed|messaged)"
    r"|(?:gets?|receives?)\s+(?:an?\s+)?(?:message|e-mail|email|notice|word))"
    r"(?:\s+(?:at\s+once|immediately|straight\s+away|right\s+away|automatically|(?:of|about)\s+(?:it|this|that)|by\s+(?:e-mail|email|message|post|phone|letter)))*\s*\.?$"
)
_ALONE = regex(rf"^(?:then\s+)?{_TOLD}", re.I)
_BEHIND = regex(rf"\s*(?:;|,\s*and|\band)\s+(?={_TOLD})", re.I)
_STATES = frozenset({"be", "have", "cost", "last", "contain", "belong", "need", "consist", "want", "get", "receive"})


def thereupon(sentence: Sentence, before: Sentence | None, talk: Talk) -> tuple[Part, ...] | None:
    """The parts of the sentence with the deed upon which somebody is told; None where it says nothing of that kind."""
    text, end = sentence.text, len(sentence.text.rstrip(" ."))
    if _ALONE.match(text):
        done = _done(before, talk, len(before.text)) if before is not None and before.block is sentence.block else None
        return (f"When {done}, ", (0, end)) if done is not None else None
    behind = _BEHIND.search(text)
    done = _done(sentence, talk, behind.start()) if behind is not None else None
    if behind is None or done is None:
        return None
    return ((0, behind.start()), (*behind.span(), f". When {done}, "), (behind.end(), end))


def _done(sentence: Sentence, talk: Talk, end: int) -> str | None:
    """ "a session is cancelled" of "Only the chair may cancel a session": the one deed that the words tell, whenever it is done."""
    clauses = [c for c in parse(sentence) if c.span[0] - sentence.span[0] < end]
    if len(clauses) != 1 or clauses[0].conditions or clauses[0].negated or clauses[0].limits or clauses[0].embedded:
        return None
    clause = clauses[0]
    thing = _thing(clause, talk)
    if thing is None or clause.verb in _STATES or classes_of(clause.verb, clause.particle) & {"notify", "remind"}:
        return None
    name = " ".join(thing.words)
    one = f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"
    return f"{one} is {participle_of(f'{clause.verb} {clause.particle}'.strip())}"


def _thing(clause: Clause, talk: Talk) -> NP | None:
    """What somebody does it to."""
    if clause.voice == "passive":
        found = clause.subject if len(clause.subjects) == 1 and clause.modal in {"can", "may", ""} else None
    else:
        who = clause.subject
        doing = who is not None and (who.head in talk.persons or names_people(who.head))
        found = clause.objects[0] if doing and len(clause.objects) == 1 else None
    plain = (
        found is not None and found.words and not (found.pronoun or found.negative or found.relatives or found.plural)
    )
    return found if plain else None


__all__ = ["thereupon"]
