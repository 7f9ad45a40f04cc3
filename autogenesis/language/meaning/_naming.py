"""Owns what noun phrases name: an entity, whoever does something, and which of their words were understood by that."""

from __future__ import annotations

from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._people import noun_kind
from autogenesis.language._syntax import NP
from autogenesis.language._tokens import tokens
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._scope import Scope

ANYBODY = frozenset(
    "i we you they he she one somebody someone anybody anyone everybody everyone nobody whoever who people person "
    "staff us them him her me".split()
)
"""Words for people that name no role of their own."""
SYSTEM = frozenset(
    "system program programme app application software controller service website bot terminal computer database "
    "it machine screen".split()
)
"""Words for what is built: what it does is an effect and nobody's deed."""
_POINTING = frozenset({"it", "this", "that", "they", "them", "these", "those", "one", "ones", "the same"})
_PERSONAL = frozenset(
    {
        "date_of_birth",
        "birthday",
        "e_mail",
        "email",
        "e_mail_address",
        "email_address",
        "phone",
        "phone_number",
        "telephone",
        "surname",
        "first_name",
    }
)
"""Fields that only people have."""


def take_name(np: NP, scope: Scope) -> None:
    """The name of the phrase was understood, its determiner too, but neither adjectives nor what is attached to it."""
    wanted = [word.lower() for word in _named(scope.draft, np)] or [np.head.lower()]
    end = min([p.span[0] for p in np.of] + [c.span[0] for c in np.relatives if c.span[0] > np.span[0]] + [np.span[1]])
    inside = [t for t in tokens(scope.unit.sentence) if np.span[0] <= t.start and t.end <= max(end, np.span[0] + 1)]
    for token in inside:
        if token.pos == "DET" or token.lower in wanted or token.lemma in wanted:
            scope.take((token.start, token.end))


def _named(draft: Draft, np: NP) -> tuple[str, ...]:
    """The words of a phrase that are its name; not those before it that tell one of its kinds from another."""
    for start in range(1, len(np.words)):
        known = draft.find_entity(" ".join(np.words[start:]))
        if known is not None:
            narrowed = draft.find_entity(np.name) is None and kinds_before(draft, np.words[:start])
            return np.words[start:] if narrowed else np.words
    return np.words


def kinds_before(draft: Draft, words: tuple[str, ...]) -> bool:
    """Whether one of the words is a value that some field may have, or what a field says yes or no to."""
    kept = [f for e in draft.entities.values() for f in e.fields.values()]
    flags = {f.label.lower().split()[0] for f in kept if f.type.kind == "boolean"}
    return bool(({c.lower() for f in kept for c in f.type.choices} | flags) & {word.lower() for word in words})


def before_name(np: NP, entity: EntityDraft, draft: Draft) -> tuple[str, ...]:
    """What stands before the name of a thing and narrows it: "business" in "business customers"."""
    label = set(entity.label.split())
    kinds = np.words[:-1] if kinds_before(draft, np.words[:-1]) else ()
    return tuple(word for word in (*np.adjectives, *kinds) if word not in label)


def known_thing(draft: Draft, np: NP) -> EntityDraft | None:
    """The entity that the phrase names by its whole name, else by the longest end of it, else by its head alone."""
    for start in range(len(np.words)):
        found = draft.find_entity(" ".join(np.words[start:]))
        if found is not None:
            return found
    found = draft.find_entity(np.head)
    if found is not None:
        return found
    return next((e for e in draft.entities.values() if e.words and e.words[-1] == np.head and len(np.words) == 1), None)


def thing_of(np: NP | None, scope: Scope) -> EntityDraft | None:
    """What the phrase speaks of; a pronoun speaks of the newest row in scope."""
    if np is None or np.negative and not np.words:
        return None
    if np.pronoun or np.head in _POINTING:
        newest = scope.newest()
        return newest.entity if newest and np.head in _POINTING else None
    return known_thing(scope.draft, np)


def stands_for_people(entity: EntityDraft, draft: Draft) -> bool:
    """Whether the rows of an entity are people: somebody acts as one, or they have what only people have."""
    return any(actor.row == entity.id for actor in draft.actors.values()) or bool(_PERSONAL & set(entity.fields))


def _together(np: NP, draft: Draft) -> bool:
    """ "A group books a hall": people together, where no field of anything is called so."""
    labels = {f.label.lower() for e in draft.entities.values() for f in e.fields.values()}
    alone = np.determiner in {"a", "an", "each", "every", "any"} or np.plural
    people = noun_kind(np.head) == "people" or np.head == "group"
    return people and alone and np.name.lower() not in labels and not np.of


def actor_of(np: NP | None, scope: Scope) -> str | None:
    """The role of whoever the phrase names; None for anybody, for the system, and for what is no person."""
    if np is None:
        return scope.doer
    label = np.name.lower()
    if np.head.lower() in {"i", "me", "my"} and scope.unit.story_actor is not None:
        return scope.draft.actor(scope.unit.story_actor.label, scope.unit.story_actor.span)
    if np.pronoun or label in ANYBODY or np.quoted or np.formula or np.quantity is not None:
        return scope.doer if np.pronoun and label in {"they", "he", "she"} else None
    row = known_thing(scope.draft, np)
    kept = row is not None and bool(row.fields) and head_kind(np.head) == "choice"  # a group, a class of people
    if label in SYSTEM or (head_kind(np.head) not in {"", "person"} and not kept and not _together(np, scope.draft)):
        return None
    return scope.draft.actor(label, np.span, row=row)
