"""Owns nouns for the rows of a kind: where vans and lorries are vehicles, "a van" is a vehicle that is a van."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace

from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._syntax import NP, Clause, Condition, Phrase
from autogenesis.language.meaning._members import singular

_STATIVE = frozenset({"be", "have", "get", "receive", "pay", "cost", "need", "take", "owe", "earn", "last"})
_SORTS = frozenset({"kind", "type", "category", "class", "sort"})
_PARTS = (NP, Clause, Condition, Phrase)


def kinds_of(draft: Draft) -> dict[str, tuple[EntityDraft, str]]:
    """The nouns for kinds, each with its entity and the choice that tells the kind.

    A category that is called "power tool" is a noun for what is of it.
    """
    named = {
        choice.lower(): (entity, choice)
        for entity in draft.entities.values()
        for f in entity.fields.values()
        if f.type.kind == "choice" and f.label.lower() in _SORTS
        for choice in f.type.choices
        if " " in choice and draft.find_entity(choice.lower()) is None and choice.replace(" ", "").isalpha()
    }
    return named | {
        noun: (entity, value) for entity in draft.entities.values() for noun, (_, value) in entity.kinds.items()
    }


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
    """The clause with "a van vehicle" for "a van", and with one name for "a raku firing"."""
    clause = compounded(clause, values_of(draft), labels_of(draft))
    known = kinds_of(draft)
    made = _swapped(clause, known) if known else clause
    return replace(made, subjects=clause.subjects) if _acting(clause) else made


def _acting(clause: Clause) -> bool:
    """ "An officer opens an incident": whoever does it does it as such."""
    doing = clause.voice == "active" and bool(clause.objects) and clause.verb not in _STATIVE
    doing = doing and not any(np.quantifier == "only" for np in clause.subjects)
    return doing and not clause.negated and not clause.conditions and clause.modal in {"", "can", "may"}


def values_of(draft: Draft) -> frozenset[str]:
    """The values of all choices."""
    return frozenset(
        c.lower()
        for e in draft.entities.values()
        for f in e.fields.values()
        if f.type.kind == "choice"
        for c in f.type.choices
    )


def labels_of(draft: Draft) -> dict[str, str]:
    """The names of things that are of several words, by their singular and plural."""
    several = [e for e in draft.entities.values() if " " in e.label]
    return {name.lower(): e.label for e in several for name in (e.label, e.plural)}


def compounded(clause: Clause, values: frozenset[str], labels: Mapping[str, str]) -> Clause:
    """A value before a word that ends in -ing tells which of those: no raku fires anything, and a diving set is no diving."""
    made = _joined(clause, values, labels) if values or labels else clause
    return made if isinstance(made, Clause) else clause


def _joined(part: object, values: frozenset[str], labels: Mapping[str, str]) -> object:
    if isinstance(part, tuple):
        changed = tuple(_joined(one, values, labels) for one in part)
        return part if all(a is b for a, b in zip(part, changed, strict=True)) else changed
    if not isinstance(part, _PARTS) or not is_dataclass(part):
        return part
    old = {f.name: getattr(part, f.name) for f in fields(part)}
    changes = {name: new for name, value in old.items() if (new := _joined(value, values, labels)) is not value}
    made = replace(part, **changes) if changes else part  # type: ignore[arg-type]
    if not isinstance(made, NP):
        return made
    for count in range(len(made.adjectives)):  # "a diving set" is one name, however it was parsed
        label = labels.get(" ".join((*made.adjectives[count:], *made.words)).lower())
        if label is not None:
            return replace(made, words=tuple(label.split()), adjectives=made.adjectives[:count])
    if len(made.relatives) != 1 or made.of:
        return made
    known = labels.get(" ".join(made.text.lower().removeprefix(f"{made.determiner.lower()} ").split()))
    if known is not None:
        words = tuple(known.split())
        return replace(made, head=words[-1], words=words, adjectives=(), relatives=())
    if made.name.lower() not in values:
        return made
    inner = made.relatives[0]
    noun = inner.text.strip().lower()
    if not noun.endswith("ing") or not noun.isalpha() or made.plural:
        return made
    return replace(made, head=noun, words=(*(made.words or (made.head,)), noun), relatives=())


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
