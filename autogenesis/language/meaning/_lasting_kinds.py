"""Owns kinds that last: "a boat is small or large", "a tenant is a member or a guest" name no states to pass through."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._people import names_people
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._naming import ANYBODY, SYSTEM, known_thing, stands_for_people
from autogenesis.language.meaning._scope import Scope
from autogenesis.language.readings._fields import choices_in

_SIZES = frozenset({"tiny", "small", "medium", "medium-sized", "large", "big", "huge"})
_STATES = frozenset(
    "free open new available ready done late active inactive empty full overdue absent present out in on off away back here gone "
    "busy vacant valid invalid ill well complete incomplete pending current due fit unfit clean dirty safe unsafe healthy sick "
    "alive dead ripe fresh stale ok online offline wet dry hot cold warm early occupied taken lost".split()
)
"""Words for how something is just now: it may be otherwise tomorrow."""
_KINDS = regex(
    r"^(?:(?:an?|each|every)\s+)?(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+(?:is|are)\s+(?P<either>either\s+)?(?P<list>[^.;:]*?\bor\s+[^.;:,]+?)\.?$",
    re.I,
)
_VALUES = regex(
    r"^(?:the\s+|possible\s+|allowed\s+)*(?P<label>[a-z]+)\s+are\s+(?P<list>[^.;:]+?,[^.;:]+?\s(?:and|or)\s+[^.;:,]+?)\.?$",
    re.I,
)
_TELLING = frozenset({"kind", "type", "category", "class", "group"})
"""What a field is called that says which kind of person somebody is."""
_IN_BRACKETS = regex(rf"\b(?:{'|'.join(sorted(_TELLING))})\s*\(([^)]+)\)", re.I)
_ARTICLE = regex(r"^(?:an?|the)\s+", re.I)


def quality_of(choices: tuple[str, ...]) -> str | None:
    """What the values are values of, where they say how things are for good; None for states.

    >>> quality_of(("small", "large")), quality_of(("local", "foreign")), quality_of(("open", "closed"))
    ('size', 'kind', None)
    """
    words = [tag(f"It is {choice}.")[2] for choice in choices if " " not in choice]
    if len(words) < len(choices) or any(w.lower in _STATES or w.pos not in {"ADJ", "NOUN", "VERB"} for w in words):
        return None
    done = [w for w in words if w.lower.endswith(("ed", "ing", "en"))]
    if len(done) * 3 > len(words):
        return None
    if {w.lower for w in words} <= _SIZES:
        return "size"
    return "kind" if all(w.pos == "ADJ" or w in done for w in words) else None


def kinds_of(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A tenant is a member or a guest", "Groups are either local or foreign": each is one of these, for good."""
    unit = scope.unit
    match = _KINDS.match(" ".join(unit.text.split())) if clause.span[0] == unit.span[0] else None
    subject = clause.subject
    if match is None or subject is None or clause.negated or clause.modal:
        return None
    entity = known_thing(scope.draft, subject)
    said = [part.strip() for part in choices_in(match["list"].lower().rstrip(". "))]
    articles = [_ARTICLE.match(part) is not None for part in said]
    bare = tuple(_ARTICLE.sub("", part) for part in said)
    if not any(articles) and subject.plural and (ones := _singulars(bare)) is not None:
        bare, articles = ones, [True] * len(ones)
    if len(bare) < 2 or any(len(part.split()) > 2 for part in bare) or len(set(bare)) < len(bare):
        return None
    nouns = all(articles) and _nouns(bare)
    label = "kind" if nouns else quality_of(bare) if not any(articles) else None
    if entity is None or not entity.fields:
        entity = _told_only_here(match["thing"], bare, clause, scope) if nouns else None
    if entity is None or label is None or label in entity.fields:
        return None
    if any(_kept(part, scope) for part in bare if scope.draft.find_entity(part) is not entity):
        return None
    return _made(entity, label, bare, clause, scope)


def _singulars(said: tuple[str, ...]) -> tuple[str, ...] | None:
    """ "learners, riders or instructors": each one in the singular; None where one is no plural noun."""
    words = [tag(f"the {part}.")[1:-1] for part in said]
    if any(not each or each[-1].pos != "NOUN" or not each[-1].plural for each in words):
        return None
    return tuple(" ".join([*(w.lower for w in each[:-1]), each[-1].lemma]) for each in words)


def _told_only_here(thing: str, kinds: tuple[str, ...], clause: Clause, scope: Scope) -> EntityDraft | None:
    """What is kept by its kinds alone, and spoken of in another sentence; None where it is nowhere else spoken of."""
    subject = clause.subject
    if subject is None or subject.head in ANYBODY or subject.pronoun or subject.name in SYSTEM:
        return None
    named = regex(rf"\b(?:an?|each|every|the|no)\s+(?:new\s+)?{re.escape(subject.name)}\b|\b{re.escape(thing)}\b", re.I)
    others = [u for u in scope.draft.units if u is not scope.unit]
    compound = all(kind.split()[-1] == subject.head and len(kind.split()) == 2 for kind in kinds)
    if not (compound or any(named.search(u.text) for u in others)):
        return None
    entity = scope.draft.entity(subject.name, subject.span)
    if names_people(entity.label) and not entity.fields:
        scope.draft.add_field(entity, "name", bp.TEXT)
        scope.draft.assume(f"The text never says what is kept of {entity.plural}: each has a name.")
    return entity


def tells_kind(label: str, draft: Draft) -> bool:
    """Whether a noun is one for a kind of people or things that the text lists: "adult", "gold visitor"."""
    words = label.lower().split()
    known = _told_kinds(draft)
    return " ".join(words) in known or any(word in known for word in words[:-1])


def _told_kinds(draft: Draft) -> frozenset[str]:
    """The nouns for kinds, in the singular, wherever the text lists them."""
    named = {
        choice.lower()
        for entity in draft.entities.values()
        for f in entity.fields.values()
        if f.type.kind == "choice"
        for choice in f.type.choices
    }
    return draft.once(_listed_kinds) | named


def name_kinds(draft: Draft) -> None:
    """ "a kind (junior, adult or senior)" of members: an adult is a member who is one, and no role beside them."""
    known = {snake(name.removeprefix("actor.")) for name in draft.actors}
    for entity in draft.entities.values():
        telling = [f for f in entity.fields.values() if f.type.kind == "choice" and f.label.split()[-1] in _TELLING]
        if len(telling) != 1 or not (names_people(entity.label) or stands_for_people(entity, draft)):
            continue
        choices = telling[0].type.choices
        free = all(snake(c) not in known and draft.find_entity(c) is None for c in choices)
        if free and _nouns(choices) and not any(_STATES & {c.lower()} for c in choices):
            entity.kinds.update({c.lower(): (telling[0].name, c) for c in choices if c.lower() not in entity.kinds})


def _listed_kinds(draft: Draft) -> frozenset[str]:
    found: set[str] = set()
    for unit in draft.units:
        match = _KINDS.match(" ".join(unit.text.split()))
        said = [part.strip() for part in choices_in(match["list"].lower().rstrip(". "))] if match is not None else []
        found.update(_singulars(tuple(said)) or (_ARTICLE.sub("", part) for part in said if _ARTICLE.match(part)))
        for listed in _IN_BRACKETS.findall(unit.text):
            found.update(part.strip().lower() for part in choices_in(listed))
    return frozenset(found)


def values_of(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Levels are INFO, WARNING and ERROR": what the field of that name may be, where one thing has such a field."""
    unit = scope.unit
    match = _VALUES.match(" ".join(unit.text.split())) if clause.span[0] == unit.span[0] else None
    words = tag(match["label"]) if match is not None else ()
    if match is None or not words[0].plural or clause.negated or clause.modal:
        return None
    label = words[0].lemma
    having = [e for e in scope.draft.entities.values() if label in e.fields]
    choices = tuple(part.strip(' "“”') for part in choices_in(match["list"].rstrip(". ")))
    if len(having) != 1 or len(choices) < 2 or any(len(part.split()) > 2 for part in choices):
        return None
    entity, kept = having[0], having[0].fields[label]
    if kept.type.kind not in {"text", "integer", "decimal"} or any(part[:1].isdigit() for part in choices):
        return None
    entity.fields[label] = kept.model_copy(update={"type": bp.Type(kind="choice", choices=choices)})
    entity.invariants[:] = [g for g in entity.invariants if g.field != label]
    scope.take(unit.span)
    scope.draft.claim(unit.span, "values", (entity.id, kept.id))
    return Claimed("values", (entity.id, kept.id))


def _nouns(choices: tuple[str, ...]) -> bool:
    return all(tag(f"a {choice}.")[-2].pos in {"NOUN", "PROPN"} for choice in choices)


def _kept(noun: str, scope: Scope) -> bool:
    """Whether things so called are kept by themselves."""
    found = scope.draft.find_entity(noun)
    return found is not None and bool(found.fields) and found.confidence == 1.0


def _made(entity: EntityDraft, label: str, choices: tuple[str, ...], clause: Clause, scope: Scope) -> Claimed:
    draft, unit = scope.draft, scope.unit
    name = draft.add_field(entity, label, bp.Type(kind="choice", choices=choices), clause.span)
    entity.given.add(name)
    entity.kinds.update({choice: (name, choice) for choice in choices if choice not in entity.kinds})
    for choice in choices:
        other = draft.find_entity(choice)
        if other is not None and other is not entity and not other.fields and other.confidence < 1:
            draft.entities.pop(other.name)
    scope.take(unit.span)
    draft.claim(unit.span, "kinds", (entity.id, f"field.{entity.name}.{name}"))
    return Claimed("kinds", (entity.id, f"field.{entity.name}.{name}"))


LASTING_KINDS: tuple[Frame, ...] = (kinds_of, values_of)
"""The frames of kinds."""
__all__ = ["LASTING_KINDS", "name_kinds", "quality_of", "tells_kind"]
