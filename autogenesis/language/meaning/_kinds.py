"""Owns nouns for the rows of a kind: where vans and lorries are vehicles, "a van" is a vehicle that is a van."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace

from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._syntax import NP, Clause, Condition, Phrase
from autogenesis.language.meaning._members import singular

_PARTS = (NP, Clause, Condition, Phrase)


def kinds_of(draft: Draft) -> dict[str, tuple[EntityDraft, str]]:
    """The nouns for kinds, each with its entity and the choice that tells the kind."""
    return {noun: (entity, value) for entity in draft.entities.values() for noun, (_, value) in entity.kinds.items()}


def one_of(word: str) -> str:
    """The singular of a noun, known or not: "lorries", "Toppers"."""
    known = singular(word.lower())
    if known != word.lower():
        return known
    for end, instead in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("sses", "ss"), ("s", "")):
        if word.lower().endswith(end) and not word.lower().endswith("ss"):
            return word[: -len(end)] + instead
    return word


def noun_among(word: str, known: Mapping[str, tuple[EntityDraft, str]]) -> str | None:
    """The noun for a kind that a word is, in the singular or plural."""
    low = word.lower()
    return next((each for each in (low, one_of(low)) if each in known), None)


def kinded(clause: Clause, draft: Draft) -> Clause:
    """The clause with "a van vehicle" for "a van"."""
    known = kinds_of(draft)
    return _swapped(clause, known) if known else clause


def kind_named(np: NP, known: Mapping[str, tuple[EntityDraft, str]]) -> str | None:
    """The noun for a kind that a phrase names, in the singular."""
    return noun_among(np.name, known) or noun_among(np.head, known)


def _swapped(part: Clause, known: Mapping[str, tuple[EntityDraft, str]]) -> Clause:
    made = _each(part, known)
    return made if isinstance(made, Clause) else part


def _each(part: object, known: Mapping[str, tuple[EntityDraft, str]]) -> object:
    if isinstance(part, tuple):
        changed = tuple(_each(one, known) for one in part)
        return part if all(a is b for a, b in zip(part, changed, strict=True)) else changed
    if not isinstance(part, _PARTS) or not is_dataclass(part):
        return part
    values = {f.name: getattr(part, f.name) for f in fields(part)}
    changes = {name: new for name, old in values.items() if (new := _each(old, known)) is not old}
    made = replace(part, **changes) if changes else part  # type: ignore[arg-type]
    if not isinstance(made, NP) or made.pronoun or made.quoted:
        return made
    noun = kind_named(made, known)
    if noun is None:
        return made
    entity, value = known[noun]
    words = tuple(entity.label.split())
    return replace(made, head=words[-1], words=words, adjectives=(*made.adjectives, value), proper=False)
