"""Names for things in a state: where a loan can be requested, "a request" is a loan that has been requested."""

from __future__ import annotations

from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._inflect import deed_named, participle_of, plural_of
from autogenesis.language._syntax import NP
from autogenesis.language._words import classes_of, head_kind
from autogenesis.language.meaning._kinds import compounded, labels_of, values_of
from autogenesis.language.meaning._mentions import mentions

_ENDING = frozenset({"approve", "reject", "cancel", "remove", "return", "publish"})
"""A withdrawal is what is done to a thing, and not the thing; a request is what was requested."""


def _described(np: NP, draft: Draft) -> EntityDraft | None:
    """What alone can be so: "a ripe cheese" is a wheel, where wheels are ripe or not and of cheese nothing is kept."""
    having = [
        entity
        for entity in draft.entities.values()
        if any(
            {*np.adjectives, *np.words[:-1]} & set(f.type.choices)
            for f in entity.fields.values()
            if f.type.kind == "choice"
        )
    ]
    return having[0] if len(having) == 1 and not head_kind(np.head) else None


def _deeds(noun: str) -> tuple[str, ...]:
    """The verbs that a noun may be made of."""
    deed = deed_named(noun)
    stem = noun.removesuffix("ing")
    return (*((deed,) if deed is not None else ()), *((stem, f"{stem}e") if stem != noun else ()))


def name_states(draft: Draft) -> None:
    """Let nouns for what has been done to a thing stand for it, where its states have the deed's name."""
    owners = {
        value: entity
        for entity in draft.entities.values()
        for f in entity.fields.values()
        if f.type.kind == "choice"
        for value in f.type.choices
    }
    values, labels = values_of(draft), labels_of(draft)
    for unit in draft.units:
        for clause in unit.clauses:
            for mention in mentions(compounded(clause, values, labels)):
                noun = mention.np.head
                one = mention.np.plural or mention.np.determiner in {"a", "an", "each", "every", "no", "any"}
                if mention.role not in {"patient", "subject", "doer"} or not one:
                    continue
                told_apart = set(mention.np.words[:-1]) <= values
                if mention.np.pronoun or not told_apart or draft.find_entity(noun) is not None:
                    continue
                done = (owners.get(participle_of(deed)) for deed in _deeds(noun) if not classes_of(deed) & _ENDING)
                owner = next((o for o in done if o is not None), None) or _described(mention.np, draft)
                if owner is not None and draft.find_actor((noun,)) is None:
                    owner.synonyms += [noun, plural_of(noun)]
