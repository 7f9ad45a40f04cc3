"""Frames for limits that each kind has of its own: "A small parcel weighs up to 2 kg, a large one up to 30 kg"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Bound, Number, Range
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import both, either, no
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import bounded
from autogenesis.language.meaning._kinds_said import Said, kinds_said
from autogenesis.language.meaning._measuring import measured
from autogenesis.language.meaning._percent_steps import words_left
from autogenesis.language.meaning._placing import IT, kept
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.readings._inventories import singular

_SAYING = frozenset(
    "be have weigh measure last cost come take hold may can must shall one each size kind type class category group up".split()
)
"""Words that say no more than that something is so large, so heavy or so long."""
_NAMES = r"[a-z][\w-]*(?:\s[a-z][\w-]*)?"
_LISTED = regex(
    rf"^(?:(?P<things>{_NAMES})\s+come\s+in\s+(?:(?:\d+|[a-z]+)\s+)?(?P<labels>sizes|kinds|types|classes|categories|groups)"
    rf"|there\s+are\s+(?:\d+|[a-z]+)\s+(?P<labels2>sizes|kinds|types|classes|categories|groups)\s+of\s+(?P<things2>{_NAMES}))\s*:\s*(?P<list>[^;:]+?)\.?$",
    re.I,
)
_ITEM = regex(rf"(?P<name>{_NAMES})\s*(?:\((?P<gloss>[^()]*)\))?\s*(?:,|$|\s+(?:and|or)\s+)\s*(?:and\s+|or\s+)?", re.I)


def limits_by_kind(clause: Clause, scope: Scope) -> Claimed | None:
    """Kinds and limits take turns, and nothing else is said."""
    unit, draft = scope.unit, scope.draft
    if clause.span[0] != unit.clauses[0].span[0] or draft.claimed(unit.span) or clause.negated or clause.conditions:
        return None
    bounds = [x for x in find_literals(unit.text, unit.span[0]) if isinstance(x, Bound | Range)]
    if len(bounds) < len(("one", "other")):
        return None
    for entity in draft.entities.values():
        said = kinds_said(unit.text, unit.span[0], Row(entity, IT), draft, depth=0)
        if (
            len(said) != len(bounds)
            or len({(s.field, s.value) for s in said}) < len(said)
            or len({s.field for s in said}) > 1
        ):
            continue
        order = sorted([*((s.span, "kind") for s in said), *((b.span, "limit") for b in bounds)])
        if any(a[1] == b[1] for a, b in pairwise(order)):
            continue
        words = {w for name in (entity.label, entity.plural) for w in name.lower().split()}
        labels = {w for f in entity.fields.values() for w in f.label.lower().split()}
        left = words_left(scope, [*(b.span for b in bounds), *(s.span for s in said)], _SAYING | words | labels)
        if left:
            raise NotUnderstoodError(f"nothing could be made of “{left[0].text}”", left[0].span)
        made = _limits(entity, list(zip(said, bounds, strict=True)), clause, scope)
        scope.take(unit.span)
        draft.claim(unit.span, "limits_by_kind", made)
        return Claimed("limits_by_kind", made)
    return None


def _limits(
    entity: EntityDraft, pairs: Sequence[tuple[Said, Bound | Range]], clause: Clause, scope: Scope
) -> tuple[str, ...]:
    row, terms = Row(entity, IT), []
    inner = scope.bound(row)
    names: set[str] = set()
    for said, bound in pairs:
        value = measured(row, bound, inner)
        terms.append(either(no(said.holds), bounded(value, bound, inner)))
        names |= {value.expression.field} if isinstance(value.expression, bp.Get) else set()
    name = names.pop() if len(names) == 1 else None
    return entity.id, kept(entity, both(*terms), "limits_by_kind", clause, scope.draft, name)


def kinds_with_limits(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Parcels come in three sizes: small (up to 2 kg), medium (up to 10 kg) and large (up to 30 kg)"."""
    unit, draft = scope.unit, scope.draft
    match = _LISTED.match(" ".join(unit.text.split())) if clause.span[0] == unit.clauses[0].span[0] else None
    if match is None or draft.claimed(unit.span):
        return None
    entity = draft.find_entity(singular((match["things"] or match["things2"]).lower()))
    items = list(_ITEM.finditer(match["list"]))
    if entity is None or len(items) < len(("one", "other")) or "".join(i[0] for i in items) != match["list"]:
        return None
    choices = tuple(item["name"].lower() for item in items)
    glosses = [_limit(item["gloss"] or "") for item in items]
    label = singular((match["labels"] or match["labels2"]).lower())
    if (
        any(glosses)
        and not all(glosses)
        or len(set(choices)) < len(choices)
        or any(w in {"or", "and"} for w in choices)
    ):
        return None
    if any(item["gloss"] for item in items) and not any(glosses):
        return None
    head = unit.text[: unit.text.index(":")]
    counts = [x for x in find_literals(head, 0) if not isinstance(x, Bound | Range)]
    if any(getattr(x, "value", None) != len(choices) for x in counts):
        raise NotUnderstoodError(f"there are {len(choices)} of them, and not as many as it says", clause.span)
    draft.assume(f"{entity.plural.capitalize()} are of {len(choices)} {label}s: {', '.join(choices)}.", clause.span)
    kind = bp.Type(kind="choice", choices=choices)
    name = draft.add_field(entity, label, kind, clause.span)
    if entity.fields[name].type.kind != "choice":  # it was taken for a text or a number before its values were said
        entity.fields[name] = entity.fields[name].model_copy(update={"type": kind})
        entity.invariants[:] = [guard for guard in entity.invariants if guard.field != name]
    entity.given.add(name)
    entity.kinds.update({choice: (name, choice) for choice in choices if choice not in entity.kinds})
    made: tuple[str, ...] = (entity.id, f"field.{entity.name}.{name}")
    sure = [bound for bound in glosses if bound is not None]
    if sure:
        said = kinds_said(match["list"], unit.span[0], Row(entity, IT), draft, depth=0)
        if len(said) != len(sure):
            return None
        made += _limits(entity, list(zip(said, sure, strict=True)), clause, scope)
    scope.take(unit.span)
    draft.claim(unit.span, "kinds_with_limits", made)
    return Claimed("kinds_with_limits", made)


def _limit(gloss: str) -> Bound | Range | None:
    found = [x for x in find_literals(gloss, 0) if not isinstance(x, Number)]
    only = len(found) == 1 and found[0].text.strip() == gloss.strip()
    return found[0] if only and isinstance(found[0], Bound | Range) else None


KIND_LIMITS: tuple[Frame, ...] = (limits_by_kind,)
"""The frame for limits by kind."""
KINDS_WITH_LIMITS: tuple[Frame, ...] = (kinds_with_limits,)
"""The frame that lists kinds, with their limits if they have any."""
