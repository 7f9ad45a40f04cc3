"""Owns kinds that last: "a boat is small or large", "a tenant is a member or a guest" name no states to pass through."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._naming import known_thing
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
    entity = known_thing(scope.draft, subject) if subject is not None else None
    if match is None or entity is None or clause.negated or clause.modal or not entity.fields:
        return None
    said = [part.strip() for part in choices_in(match["list"].lower().rstrip(". "))]
    articles = [_ARTICLE.match(part) is not None for part in said]
    bare = tuple(_ARTICLE.sub("", part) for part in said)
    if len(bare) < 2 or any(len(part.split()) > 2 for part in bare) or len(set(bare)) < len(bare):
        return None
    label = "kind" if all(articles) and _nouns(bare) else quality_of(bare) if not any(articles) else None
    if label is None or label in entity.fields or any(_kept(part, scope) for part in bare):
        return None
    return _made(entity, label, bare, clause, scope)


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


LASTING_KINDS: tuple[Frame, ...] = (kinds_of,)
"""The frame of kinds."""
__all__ = ["LASTING_KINDS", "quality_of"]
