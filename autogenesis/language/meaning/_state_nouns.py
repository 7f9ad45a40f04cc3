"""Names for things in a state: where a loan can be requested, "a request" is a loan that has been requested."""

from __future__ import annotations

from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._inflect import deed_named, participle_of, plural_of
from autogenesis.language._syntax import NP
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._mentions import mentions


def _described(np: NP, draft: Draft) -> EntityDraft | None:
    """What alone can be so: "a ripe cheese" is a wheel, where wheels are ripe or not and of cheese nothing is kept."""
    having = [
        entity
        for entity in draft.entities.values()
        if any(set(np.adjectives) & set(f.type.choices) for f in entity.fields.values() if f.type.kind == "choice")
    ]
    return having[0] if len(having) == 1 and not head_kind(np.head) else None


def name_states(draft: Draft) -> None:
    """Let nouns for what has been done to a thing stand for it, where its states have the deed's name."""
    owners = {
        value: entity
        for entity in draft.entities.values()
        for f in entity.fields.values()
        if f.type.kind == "choice"
        for value in f.type.choices
    }
    for unit in draft.units:
        for clause in unit.clauses:
            for mention in mentions(clause):
                noun = mention.np.head
                one = mention.np.plural or mention.np.determiner in {"a", "an", "each", "every", "no", "any"}
                if mention.role not in {"patient", "subject", "doer"} or not one:
                    continue
                if mention.np.pronoun or len(mention.np.words) > 1 or draft.find_entity(noun) is not None:
                    continue
                deed = deed_named(noun)
                owner = owners.get(participle_of(deed)) if deed is not None else _described(mention.np, draft)
                if owner is not None and draft.find_actor((noun,)) is None:
                    owner.synonyms += [noun, plural_of(noun)]
