"""Frame for kinds that do not go together: "Coats can't be done express", "There is no express for coats"."""

from __future__ import annotations

import re
from dataclasses import replace

import blueprints as bp
from autogenesis.language._inflect import plural_of
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import both
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._kinds_said import Said, kinds_said
from autogenesis.language.meaning._percent_steps import words_left
from autogenesis.language.meaning._placing import IT, kept
from autogenesis.language.meaning._scope import Row, Scope

_DENIED = regex(
    r"\b(?:not|never|no|cannot|can't|can’t|isn't|isn’t|aren't|aren’t|mustn't|impossible|excluded|neither|don't|don’t)\b",
    re.I,
)
_BETWEEN = frozenset(
    "do make be have get send order choose take offer give serve handle process combine available possible impossible allow permit "
    "exclude go together come clean book deliver accept service there as way mode".split()
)


def incompatible(clause: Clause, scope: Scope) -> Claimed | None:
    """Two values of different fields, and that they are not to meet: nothing else is said."""
    unit = scope.unit
    if len(_DENIED.findall(unit.text)) != 1 or clause.conditions or clause.exceptions or clause.literals:
        return None
    for entity in scope.draft.entities.values():
        said = kinds_said(unit.text, unit.span[0], Row(entity, IT), scope.draft)
        if len(said) != 2 or not any(s.entity is entity for s in said) or _alike(*said):
            continue
        labels = {f.label for e in (entity, *(s.entity for s in said)) for f in e.fields.values()}
        things = {w for s in said for w in (s.entity.label, plural_of(s.entity.label))}
        if words_left(scope, [s.span for s in said], frozenset(_BETWEEN | labels | things)):
            continue
        scope.take(unit.span)
        requires = bp.Not(term=both(*(s.holds for s in said)))
        whole = replace(clause, text=unit.text)
        own = next(s.field for s in said if s.entity is entity)
        made = (kept(entity, requires, "together", whole, scope.draft, own),)
        scope.draft.claim(unit.span, "incompatible", [entity.id, *made])
        return Claimed("incompatible", (entity.id, *made))
    return None


def _alike(one: Said, other: Said) -> bool:
    return one.entity is other.entity and one.field == other.field


INCOMPATIBLE: tuple[Frame, ...] = (incompatible,)
"""The frame for kinds that do not go together."""
