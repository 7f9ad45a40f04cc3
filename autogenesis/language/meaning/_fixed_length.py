"""Owns what always lasts as long: "a member can book a court for an hour" starts when it is said to, and ends an hour later."""

from __future__ import annotations

from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import EntityDraft, article
from autogenesis.language._literals import Duration
from autogenesis.language._syntax import Phrase
from autogenesis.language.meaning._alike import span_of
from autogenesis.language.meaning._comparisons import time_unit
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._scope import Scope

_UNITS = frozenset({"minute", "hour"})


def lasts_for(phrase: Phrase, entity: EntityDraft, scope: Scope) -> list[str]:
    """The start that is given, and the end that follows from it; nothing where the length is not said, or both are kept."""
    np = phrase.item
    if (
        phrase.prep != "for"
        or np is None
        or len(phrase.items) > 1
        or phrase.measure is not None
        or np.of
        or np.relatives
    ):
        return []
    if np.adjectives or span_of(entity) is not None or "end" in entity.derivations:
        return []
    length = np.quantity if isinstance(np.quantity, Duration) else None
    if length is None and np.determiner in {"a", "an", "one"} and np.head in _UNITS:
        length = Duration(np.span, np.text, Decimal(1), np.head)
    if length is None or length.unit not in _UNITS or length.value != int(length.value):
        return []
    draft = scope.draft
    start = _start(entity, phrase, scope)
    unit, _ = time_unit(length, scope)
    at = bp.Shift(moment=bp.Get(of=IT, field=start), amount=bp.whole(int(length.value)), unit=unit)
    entity.derivations["end"] = bp.Derivation(
        id=f"derivation.{entity.name}.end", spans=(phrase.span,), name="end", label="end", type=bp.DATETIME, value=at,
        summary=f"when it ends: {length.text} after it starts",
    )  # fmt: skip
    draft.assume(f"{article(entity.label).capitalize()} ends {length.text} after it starts.", phrase.span)
    scope.take(phrase.span)
    return [f"field.{entity.name}.{start}", f"derivation.{entity.name}.end"]


def _start(entity: EntityDraft, phrase: Phrase, scope: Scope) -> str:
    """The field with the moment at which it starts: the one that is kept, from now on with its time of day, else a new one."""
    for name, f in entity.fields.items():
        if f.label.split()[0] in {"start", "begin", "beginning"} and f.type.kind in {
            "date",
            "datetime",
            "text",
            "time",
        }:
            entity.fields[name] = f.model_copy(update={"type": bp.DATETIME, "required": True})
            return name
    return scope.draft.add_field(entity, "start", bp.DATETIME, phrase.span)
