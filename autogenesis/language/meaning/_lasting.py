"""Frames of how long something lasts: "a voucher is valid for 12 months", "found items are kept for 90 days; then …"."""

from __future__ import annotations

from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, article, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import compare
from autogenesis.language.meaning._claimed import Claimed
from autogenesis.language.meaning._comparisons import current, later
from autogenesis.language.meaning._latches import IT
from autogenesis.language.meaning._members import give_day
from autogenesis.language.meaning._moments import anchor_of, dated_by, due
from autogenesis.language.meaning._naming import take_name
from autogenesis.language.meaning._occasions import Occasion
from autogenesis.language.meaning._pending import still_waits
from autogenesis.language.meaning._reactions import follow
from autogenesis.language.meaning._scope import Row, Scope, Value
from autogenesis.language.meaning._selections import entity_named, narrowed
from autogenesis.language.meaning._waits import Wait, duration_of, wait_in

_KEEPING = frozenset({"keep", "hold", "store", "retain", "reserve", "preserve"})
_LASTING = frozenset({"last", "hold", "run", "apply", "count"})
_VALID = frozenset({"valid", "good", "open", "active", "usable"})
_TAKING = frozenset({"last", "take"})
_TIMED = "timed"
"""The word for what has a length of its own."""
_ISSUING = frozenset({"issue", "buy", "sell", "grant", "give", "draw", "request", "apply for", "get", "register"})
LENDING = frozenset({"borrow", "rent", "hire", "lease", "lend", "take out", "check out", "lend out"})
"""The verbs by which a thing goes to somebody for a time."""
_BEGIN = frozenset({"start", "begin", "beginning"})
_THEN = frozenset({"then", "afterwards", "thereafter"})


@dataclass(frozen=True, slots=True)
class Term:
    """How long rows of an entity last, and in which sentence it was said."""

    entity: str
    wait: Wait
    start: Value
    still: bp.Expression | None
    number: int


def lasts(clause: Clause, scope: Scope) -> Claimed | None:
    """The end of the time is kept of every row, and whether it has come."""
    found = _said(clause)
    np = clause.subject
    if (
        found is None
        or np is None
        or np.pronoun
        or clause.negated
        or clause.conditions
        or clause.modal in {"can", "may", "must"}
    ):
        return None
    wait, word = found
    named = entity_named(np, scope)
    if named is None or wait.rest.phrases or wait.back:
        return None
    entity, adjectives = named
    terms = narrowed(np, adjectives, Row(entity, IT), scope) if adjectives or np.relatives else ()
    if word == _TIMED:
        return _ending(entity, wait, clause, scope)
    start = anchor_of(wait, Row(entity, IT), scope.bound(Row(entity, IT)))
    end = later(start, wait.length, scope)
    until, flag = snake(f"{word} until"), snake(word)
    if until in entity.fields or until in entity.derivations or flag in entity.fields:
        return None
    made = [_derived(entity, until, f"{word} until", end.type, end.expression, clause)]
    if flag not in entity.derivations:
        still = compare(current(end.type).expression, "<", bp.Get(of=IT, field=until))
        made.append(_derived(entity, flag, word, bp.BOOLEAN, still, clause))
    scope.take(clause, clause.span)
    take_name(np, scope)
    still_ = bp.AllOf(terms=tuple(terms)) if terms else None
    scope.draft.remember(Term(entity.name, wait, start, still_, scope.unit.number))
    return Claimed("lasts", tuple(made))


def _ending(entity: EntityDraft, wait: Wait, clause: Clause, scope: Scope) -> Claimed | None:
    """ "A lesson lasts 45 minutes": it ends so long after it begins; what is issued lasts from then on."""
    begins = dated_by(entity, "begin")
    verbs = {o.verb for o in scope.draft.operations.values() if o.entity is entity and o.kind == "create"}
    row = Row(entity, IT)
    lent = bool(verbs & LENDING) and wait.length.unit not in {"minute", "hour"}
    if begins is None and not verbs & _ISSUING and not lent:
        return None
    if begins is not None:
        kept = Value(bp.Get(of=IT, field=begins), entity.member(begins).type)
        if kept.type.kind == "date" and wait.length.unit in {"minute", "hour"}:
            if begins not in entity.fields or not _BEGIN & set(entity.fields[begins].label.lower().split()):
                return None
            give_day(scope.draft, entity, begins)
            kept = Value(bp.Get(of=IT, field=begins), entity.member(begins).type)
        scope.take(*wait.spans)
    start = kept if begins is not None else anchor_of(wait, row, scope.bound(row))
    name = "end" if begins is not None else "due_date" if lent else "valid_until"
    if name in entity.fields or name in entity.derivations:
        return None
    end = later(start, wait.length, scope)
    made = [_derived(entity, name, name.replace("_", " "), end.type, end.expression, clause)]
    if begins is None and not lent and "valid" not in entity.fields and "valid" not in entity.derivations:
        still = compare(current(end.type).expression, "<", bp.Get(of=IT, field=name))
        made.append(_derived(entity, "valid", "valid", bp.BOOLEAN, still, clause))
    scope.take(clause, clause.span)
    return Claimed("lasts", tuple(made))


def _said(clause: Clause) -> tuple[Wait, str] | None:
    """How long, and the word for it."""
    if clause.object is not None and (clause.verb in _TAKING or _so_long(clause)) and not clause.complements:
        length = duration_of(clause.object.quantity)
        if length is None or clause.object.quantity is not length or len(clause.objects) > 1:
            return None
        return Wait(length, None, replace(clause, objects=()), (clause.object.span,)), _TIMED
    lent = clause.phrases[0] if len(clause.phrases) == 1 and clause.verb in {"be", "run"} else None
    item = lent.item if lent is not None and lent.prep == "for" and not clause.objects else None
    length = duration_of(item.quantity) if item is not None and not (clause.complements or clause.adverbs) else None
    if lent is not None and length is not None and item is not None and item.quantity is length:
        return Wait(length, None, replace(clause, phrases=()), (lent.span,)), _TIMED
    wait = wait_in(clause)
    if wait is None or not wait.lasting:
        return None
    if clause.voice == "copula" and set(clause.complements) & _VALID and len(clause.complements) == 1:
        return wait, clause.complements[0]
    if clause.voice == "active" and clause.verb in _LASTING and not clause.objects:
        return wait, "valid"
    if clause.voice == "passive" and clause.verb in _KEEPING:
        return wait, participle_of(clause.verb)
    return None


def _so_long(clause: Clause) -> bool:
    """ "is 20 minutes long"."""
    return clause.verb == "be" and clause.object is not None and clause.object.adjectives == ("long",)


def _derived(entity: EntityDraft, name: str, label: str, kind: bp.Type, value: bp.Expression, clause: Clause) -> str:
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=(clause.span,), name=name, label=label, type=kind, value=value,
        summary=" ".join(clause.text.split()) if kind != bp.BOOLEAN else f"whether {article(entity.label)} is still {label}",
    )  # fmt: skip
    return f"derivation.{entity.name}.{name}"


def then_after(clause: Clause, scope: Scope) -> Claimed | None:
    """ "…; then they are sold": when the time is over."""
    term = scope.draft.recall(Term)
    if term is None or not clause.verb or scope.unit.number - term.number > 1:
        return None
    if not set(clause.adverbs) & _THEN and not (scope.unit.number == term.number and _after_that(clause, scope)):
        return None
    if clause.negated or clause.modal in {"can", "may"} or wait_in(clause) is not None:
        return None
    entity = scope.draft.entities[term.entity]
    scope.take_then()
    bound = scope.bound(Row(entity, IT))
    occasion = Occasion(
        entity, bound, at=due(term.wait, term.start, scope, missed=False), when=_pending(term, entity, clause)
    )
    return follow(clause, list(clause.conditions), occasion, "then_after")


def _pending(term: Term, entity: EntityDraft, clause: Clause) -> bp.Expression:
    """That it still is such as the term was said of, and that nothing has put an end to it."""
    waits = still_waits(Row(entity, IT), clause.span)
    return waits if term.still is None else bp.AllOf(terms=(term.still, waits))


def _after_that(clause: Clause, scope: Scope) -> bool:
    """Whether "then", "after that" stands before the clause, outside of it."""
    before = scope.draft.text.text[scope.unit.span[0] : clause.span[0]].lower().rstrip(" ,")
    return before.endswith((" then", ";then", "; then", "after that", "afterwards"))
