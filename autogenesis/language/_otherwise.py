"""Owns what follows where something was not done in time, and the words before say what: "If not, it lapses"."""

from __future__ import annotations

from dataclasses import dataclass

from autogenesis.language._clauses import parse
from autogenesis.language._inflect import participle_of
from autogenesis.language._regex import regex
from autogenesis.language._restating import Part
from autogenesis.language._sentences import Sentence
from autogenesis.language._syntax import NP, Clause

_BY = regex(r"\b(?:within|by|before|no later than|at least|at the latest)\s[^,;.]*?(?=\s*(?:[,;.]|$))")
_DUTY = frozenset({"must", "shall", "should"})
_NOT = r"(?:has not|have not|is not|are not|was not|were not|does not|do not|did not|hasn't|haven't|isn't|aren't|doesn't|don't|didn't)"
_THEN = r"(?:\s+(?:by then|by that (?:time|day|date)|in time|on time|within that time|before then))?"
_LEAD = regex(
    r"^(?:(?:if|when|where)\s+(?:not|(?P<who>(?:(?:the|an?)\s+)?[a-z][a-z -]*?)\s+"
    rf"{_NOT}(?P<done>(?:\s+[a-z]+){{0,3}}?){_THEN})\s*,|(?:otherwise|failing (?:this|that))\s*,?)\s+(?=\w)",
)
_INSIDE = regex(r"\s*[,;]\s*(?:or else|otherwise|if not,)\s+(?=\w)")
_ANYTHING = frozenset({"", "do", "done", "do so", "done so", "do this", "do it", "happened", "happen", "been done"})
_PRONOUNS = frozenset({"it", "this", "that", "they", "he", "she"})


@dataclass(frozen=True, slots=True)
class _Duty:
    """What must be done until when: the thing, whoever does it, what is done to it, and the words for the time."""

    thing: str
    doer: str
    done: str
    by: str
    such: str = ""
    """What the thing is said to be: "a referred claim"."""

    @property
    def missed(self) -> str:
        """The case that it was not."""
        return f"if the {self.such}{self.thing} has not been {self.done} {self.by},"

    def is_told(self, who: str, done: str) -> bool:
        """Whether "WHO has not DONE" says that it was not."""
        name = who.removeprefix("the ").removeprefix("an ").removeprefix("a ")
        heads = {self.thing, self.thing.split()[-1], self.doer, *_PRONOUNS}
        return name in heads and done in {*_ANYTHING, self.done, f"been {self.done}"}


def not_done(sentence: Sentence, before: Sentence | None) -> tuple[Part, ...] | None:
    """The parts of a sentence about what was not done in time; None where it is not about that.

    >>> not_done(sentence_of("If not, it lapses."), sentence_of("A bid must be answered within 2 days."))
    ((0, 8, 'If the bid has not been answered within 2 days, '), (8, 18))
    """
    text, end = sentence.text, len(sentence.text.rstrip())
    inside = _INSIDE.search(text)
    if inside is not None:
        duty = _duty(sentence, inside.start())
        if duty is None:
            return None
        return ((0, inside.start()), (*inside.span(), f", and {duty.missed} "), (inside.end(), end))
    lead = _LEAD.match(text[:1].lower() + text[1:])
    duty = _duty(before, len(before.text)) if lead is not None and before is not None else None
    if lead is None or duty is None:
        return None
    who, done = lead["who"], " ".join((lead["done"] or "").split())
    if who is not None and not duty.is_told(who, done):
        return None
    missed = duty.missed
    return ((0, lead.end(), f"{missed[:1].upper()}{missed[1:]} "), (lead.end(), end))


def _duty(sentence: Sentence, end: int) -> _Duty | None:
    """What a sentence says must be done until when."""
    start = sentence.span[0]
    for clause in parse(sentence):
        deed = _due(clause)
        if deed is None or clause.negated or clause.conditions or clause.span[0] - start >= end:
            continue
        thing, doer = _parties(clause, deed)
        by = _BY.search(sentence.text, deed.verb_span[1] - start, end)
        if thing is not None and by is not None:
            done = participle_of(f"{deed.verb} {deed.particle}".strip())
            such = "".join(f"{word} " for word in thing.adjectives)
            return _Duty(" ".join(thing.words), " ".join(doer.words) if doer is not None else "", done, by[0], such)
    return None


def _due(clause: Clause) -> Clause | None:
    """What must be done: "must pay", "has to be paid", "is paid" (where a time is said, and what follows otherwise)."""
    if clause.verb in {"have", "need"} and len(clause.embedded) == 1:
        return clause.embedded[0]
    return clause if clause.modal in _DUTY or (clause.voice == "passive" and not clause.modal) else None


def _parties(clause: Clause, deed: Clause) -> tuple[NP | None, NP | None]:
    """What something is done to, and whoever does it where that is said."""
    subject = clause.subject
    if deed.voice == "passive":
        return subject, None
    things = [np for np in deed.objects if np.words and not np.pronoun]
    return (things[0] if len(things) == 1 else None), subject


__all__ = ["not_done"]
