"""Frame for a kind that only some may have: "Only business customers may pay by invoice", "Express is for members only"."""

from __future__ import annotations

import re
from dataclasses import replace

from autogenesis.language._clauses import parse
from autogenesis.language._inflect import plural_of
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import either, no
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._kinds_said import Said, kinds_said
from autogenesis.language.meaning._percent_steps import words_left
from autogenesis.language.meaning._placing import IT, kept
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.meaning._scope import Row, Scope

_BETWEEN = frozenset(
    "may can be have get take choose order book use pay payment possible available allow permit reserve open offer for by with in "
    "on there way receive request buy apply select".split()
)


def only_kind(clause: Clause, scope: Scope) -> Claimed | None:
    """One kind, and the other that alone may have it: nothing else is said."""
    text = scope.draft.text.at(clause.span)
    if (
        not re.search(r"\bonly\b", text, re.I)
        or clause.negated
        or clause.conditions
        or clause.exceptions
        or clause.literals
    ):
        return None
    for entity in scope.draft.entities.values():
        said = kinds_said(text, clause.span[0], Row(entity, IT), scope.draft)
        meant = _they(clause, entity, scope) if re.search(r"\bonly (?:they|these|those)\b", text, re.I) else None
        pair = (said[0], meant) if meant is not None and len(said) == 1 else _pair(said, text, clause.span[0])
        if pair is None or not any(s.entity is entity for s in pair) or pair[0].span == pair[1].span:
            continue
        if pair[0].entity is pair[1].entity and pair[0].field == pair[1].field:
            continue
        things = {w for e in scope.draft.entities.values() for w in (e.label, plural_of(e.label))}
        labels = {f.label for s in pair for f in s.entity.fields.values()}
        verbs = nouns_of(clause.verb, clause.particle) if clause.verb else frozenset()
        known = frozenset(_BETWEEN | labels | things | verbs | {"they"})
        inside = [s.span for s in pair]
        if any(clause.span[0] <= t.start and t.end <= clause.span[1] for t in words_left(scope, inside, known)):
            continue
        scope.take(clause.span)
        restricted, alone = pair
        requires = either(no(restricted.holds), alone.holds)
        own = next((s.field for s in pair if s.entity is entity), None)
        return Claimed(
            "only_kind", (entity.id, kept(entity, requires, "only_kind", replace(clause, text=text), scope.draft, own))
        )
    return None


def _pair(said: list[Said], text: str, offset: int) -> tuple[Said, Said] | None:
    """The kind that is kept for some, and those: the one that follows "only", else the last before it."""
    if len(said) != 2:
        return None
    only = offset + re.search(r"\bonly\b", text, re.I).start()  # type: ignore[union-attr]
    after = [s for s in said if s.span[0] > only]
    alone = after[0] if after else said[-1]
    return next(s for s in said if s is not alone), alone


def _they(clause: Clause, entity: object, scope: Scope) -> Said | None:
    """Who "only they" are: whoever the clause before speaks of, in the same sentence."""
    before = [c for c in parse(scope.unit.sentence) if c.span[1] <= clause.span[0]]
    subject = before[-1].subject if before else None
    if subject is None or subject.pronoun:
        return None
    row = next(Row(e, IT) for e in scope.draft.entities.values() if e is entity)
    said = kinds_said(scope.draft.text.at(subject.span), subject.span[0], row, scope.draft)
    return said[0] if len(said) == 1 else None


ONLY_KINDS: tuple[Frame, ...] = (only_kind,)
"""The frame for a kind that only some may have."""
