"""Owns where noun phrases stand in a clause: who does a deed, what it is done to, whose something is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from autogenesis.language._syntax import NP, Clause
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._deeds import REPORTING, aimed_at
from autogenesis.language.meaning._facts import NO_DEED

Role = OneOf["doer", "agent", "patient", "subject", "holder", "owner", "told", "story", "other"]
"""`doer` has an object; `agent` is named with "by"; `subject` does something for itself, or is something."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase in its place. `owned` is what an owner has; `verb` is the verb it belongs to."""

    np: NP
    role: Role
    verb: str = ""
    owned: NP | None = None


def mentions(clause: Clause) -> Iterator[Mention]:
    """Every noun phrase of a clause and of the clauses in it."""
    deed = bool(clause.verb) and clause.verb not in NO_DEED and clause.voice != "copula"
    told = clause.verb and clause.verb not in REPORTING  # what is reported is a thing
    telling = bool(told and classes_of(clause.verb, clause.particle) & {"notify", "remind"})
    passive = clause.voice == "passive"
    if clause.role is not None:
        yield from _within(clause.role, "story", clause.verb)
    for np in clause.subjects:
        role: Role = "holder" if clause.verb == "have" else "subject" if clause.verb else "other"
        if deed:
            role = ("told" if telling else "patient") if passive else ("doer" if clause.objects else "subject")
        yield from _within(np, role, clause.verb)
    for np in clause.objects:
        yield from _within(np, ("told" if telling else "patient") if deed and not passive else "other", clause.verb)
    aimed = aimed_at(clause) if deed and not clause.objects else None
    for phrase in clause.phrases:
        for np in phrase.items:
            agent = phrase.prep == "by" and passive and deed
            yield from _within(np, "agent" if agent else "patient" if np is aimed else "other", clause.verb)
        if phrase.clause is not None:
            yield from mentions(phrase.clause)
    for item in clause.items:
        yield from _within(item, "other", clause.verb)
    inner = (*(c for condition in clause.conditions for c in condition.clauses), *clause.embedded)
    for each in (*inner, *clause.exceptions, *clause.asides):
        yield from mentions(each)


def _within(np: NP, role: Role, verb: str) -> Iterator[Mention]:
    yield Mention(np, role, verb)
    if np.possessor is not None:
        yield from _within(np.possessor, "other", "")
        yield Mention(np.possessor, "owner", "", np)
    for phrase in np.of:
        for item in phrase.items:
            yield from _within(item, "other", "")
            if phrase.prep == "of":
                yield Mention(item, "owner", "", np)
    for relative in np.relatives:
        yield from mentions(relative)
