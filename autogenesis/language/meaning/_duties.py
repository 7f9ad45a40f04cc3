"""Frames of what must be done: only after something else, or by a day that follows from another."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._discourse import DateInFocus
from autogenesis.language._draft import EntityDraft, snake
from autogenesis.language._syntax import NP, Clause
from autogenesis.language.meaning._claimed import Claimed
from autogenesis.language.meaning._comparisons import later
from autogenesis.language.meaning._focus import abouts
from autogenesis.language.meaning._guards import allowed_when
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._moments import anchor_of
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._permissions import PERMITTING
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope
from autogenesis.language.meaning._trying import tried
from autogenesis.language.meaning._waits import Wait, wait_in

_MUST = frozenset({"must", "shall", "should", "will"})
_AFTER = frozenset({"after", "once"})


def must_after(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Each bag must be checked by a pharmacist after it has been filled": by nobody else, and not before."""
    said = _duty(clause)
    if said is None or len(said.conditions) != 1 or said.conditions[0].marker not in _AFTER:
        return None
    if said.conditions[0].measure is not None or said.negated or said.phrase("by") is None:
        return None
    alone = replace(said, conditions=())
    done = next((found for frame in PERMITTING if (found := frame(alone, scope)) is not None), None)
    guard = allowed_when(replace(said, modal="can"), scope)
    if done is None or guard is None:
        return None
    return Claimed("must_after", (*done.elements, *guard.elements))


def _duty(clause: Clause) -> Clause | None:
    """ "has to be checked" is "must be checked"."""
    if clause.voice == "passive" and clause.modal in _MUST:
        return clause
    inner = clause.embedded[0] if clause.verb in {"have", "need"} and len(clause.embedded) == 1 else None
    if inner is None or inner.voice != "passive":
        return None
    return replace(
        inner,
        subjects=clause.subjects,
        conditions=(*clause.conditions, *inner.conditions),
        modal="must",
        span=clause.span,
    )


def falls_due(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A bill is due 30 days after it was issued": the date by which it is to be done, for later sentences to refer to."""
    due_said = clause.complements == ("due",) or (clause.verb in {"fall", "become"} and "due" in clause.complements)
    wait = wait_in(clause) if due_said and not clause.negated else None
    np = clause.subject
    if wait is None or np is None or wait.lasting or wait.rest.phrases or wait.rest.conditions:
        return None
    if any(o is not None and o.quantity is not wait.length and not _counts(o, wait) for o in clause.objects):
        return None
    anchor = wait.anchor
    about = (np, *((anchor,) if isinstance(anchor, NP) else ()))
    for entity in abouts(Clause(np.span, np.text, subjects=about), scope):
        found = tried(lambda entity=entity: _derived(entity, np, wait, clause, scope), scope)  # type: ignore[misc]
        if found is not None:
            return found
    raise NotUnderstoodError(f"from when the {wait.length.text} count is not known", clause.span)


def _counts(np: NP, wait: Wait) -> bool:
    return wait.length.span[0] >= np.span[0] and wait.length.span[1] <= np.span[1]


def _derived(entity: EntityDraft, np: NP, wait: Wait, clause: Clause, scope: Scope) -> Claimed:
    bound = scope.bound(Row(entity, IT))
    start = anchor_of(wait, Row(entity, IT), bound)
    value = later(start, wait.length, scope, back=wait.back)
    label = "due date" if value.type.kind == "date" else "due at"
    if known_thing(scope.draft, np) is None and not np.pronoun:
        label = f"{np.name} {label}"
    name = snake(label)
    if name in entity.fields or name in entity.derivations:
        raise NotUnderstoodError(f"when {entity.plural} are due is said already", clause.span)
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=(clause.span,), name=name, label=label, type=value.type, value=value.expression,
        summary=" ".join(clause.text.split()),
    )  # fmt: skip
    scope.draft.remember(DateInFocus(entity, name))
    scope.take(clause, clause.span if not np.of and not np.relatives else None)
    take_name(np, scope)
    return Claimed("falls_due", (f"derivation.{entity.name}.{name}",))
