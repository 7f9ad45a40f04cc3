"""Frames for who may become one of those whom the text is about: "Only people aged 18 or over can join"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Bound, Duration, Literal, Number
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._talk import Talk, talks
from autogenesis.language._terms import both
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import TODAY, bounded, denial
from autogenesis.language.meaning._conditions import holds
from autogenesis.language.meaning._measuring import measured
from autogenesis.language.meaning._members import field_named, take_words
from autogenesis.language.meaning._naming import ANYBODY, known_thing, stands_for_people, take_name
from autogenesis.language.meaning._placing import IT, creator, guarded
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_JOINING = frozenset({"join", "register", "enrol", "enroll", "apply", "participate"})
_JOINED = frozenset({"sign up", "take part", "log in"})
_HELD = frozenset({"hold", "have", "own", "possess"})


def may_join(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Only anyone who is aged 21 or over and who has held a licence for two years can join"."""
    phrase = f"{clause.verb} {clause.particle}".strip()
    becoming = clause.verb == "become" and clause.object is not None
    if phrase not in _JOINING | _JOINED and not becoming or clause.modal not in {"can", "may", "must", ""}:
        return None
    if clause.object is not None and not becoming or clause.phrases or clause.voice == "passive":
        return None
    who = clause.subject
    if who is None or who.pronoun and who.head not in ANYBODY:
        return None
    only = who.quantifier == "only" or "only" in clause.negators
    denied = bool({"not", "never"} & set(clause.negators)) or who.negative
    entity = known_thing(scope.draft, clause.object) if becoming and clause.object else _joined(who, scope.draft)
    said = bool(who.relatives or who.of or who.quantity is not None)
    if entity is None or not said or not (only or denied) or clause.conditions:
        return None
    row = Row(entity, IT)
    inner = scope.bound(row)
    terms = [_is(relative, row, inner) for relative in who.relatives]
    terms += [_aged(phrase.item.quantity, row, inner) for phrase in who.of if phrase.item and phrase.item.quantity]
    if who.quantity is not None:
        terms.append(_aged(who.quantity, row, inner))
    if len(terms) < len(who.relatives) + len(who.of):
        raise NotUnderstoodError(f"it is not known who “{who.text}” is", who.span)
    scope.take(clause)
    take_words(scope, who.span, (who.head, *who.words, "anyone", "only"))
    if becoming and clause.object is not None:
        take_name(clause.object, scope)
    operation = creator(scope.draft, entity)
    requires = denial(both(*terms)) if denied else both(*terms)
    told = replace(clause, text=scope.draft.text.at(clause.span))
    return Claimed("may_join", (operation.id, guarded(operation, entity, requires, "join", told, scope.draft)))


def _joined(who: NP, draft: Draft) -> EntityDraft | None:
    """Whoever the text is about: named, else those it addresses."""
    named = known_thing(draft, who) if who.head not in ANYBODY else None
    if named is not None:
        return named
    talk: Talk | None = next(iter(talks([u.sentence for u in draft.units])), None)
    people = draft.find_entity(talk.people) if talk is not None and talk.people else None
    if people is not None:
        return people
    if talk is not None and talk.people:
        row = draft.entity(talk.people, confidence=0.5)
        draft.actor(talk.people, row=row)
        return row
    standing = [e for e in draft.entities.values() if stands_for_people(e, draft)]
    return standing[0] if len(standing) == 1 else None


def _is(relative: Clause, row: Row, scope: Scope) -> bp.Expression:
    """What a relative clause says: an age, or how long something has been held."""
    literal = next((np.quantity for np in relative.objects if np.quantity is not None), None)
    if literal is None and len(relative.objects) == 1 and relative.verb == "age":
        literal = next(iter(relative.literals), None)
    if relative.verb in {"age", "be"} and (relative.verb == "age" or "old" in relative.text.split()):
        scope.take(relative)
        return _aged(literal, row, scope, _over(relative))
    if relative.verb in _HELD and relative.perfect and len(relative.objects) == 1 and len(relative.phrases) == 1:
        return _held(relative, row, scope)
    return holds(relative, scope)


def _over(relative: Clause) -> str:
    words = relative.text.lower().split()
    return ">=" if {"over", "older", "above", "more", "up"} & set(words) else "=="


def _aged(literal: Literal | None, row: Row, scope: Scope, op: str = "==") -> bp.Expression:
    limit = literal.value if isinstance(literal, Bound) else literal
    if not isinstance(limit, Number | Duration) or literal is None:
        raise NotUnderstoodError("it is not known how old they must be", scope.unit.span)
    years = Duration(limit.span, limit.text, limit.value, "year")
    op = literal.op if isinstance(literal, Bound) else op
    bound = Bound(literal.span, f"{literal.text} years old", op, years)
    if not any({"age", "birth", "birthday", "born"} & set(f.label.lower().split()) for f in row.entity.fields.values()):
        name = scope.draft.add_field(row.entity, "date of birth", bp.DATE, literal.span)
        row.entity.given.add(name)
    value = measured(row, bound, scope)
    scope.take(literal.span)
    take_words(scope, scope.unit.span, ("aged", "old", "years"))
    return bounded(value, bound, scope)


def _held(relative: Clause, row: Row, scope: Scope) -> bp.Expression:
    """ "has held a licence for at least two years": from when it is held is given."""
    np, phrase = relative.objects[0], relative.phrases[0]
    literal = phrase.item.quantity if phrase.item is not None else None
    limit = literal.value if isinstance(literal, Bound) else literal
    if phrase.prep != "for" or not isinstance(limit, Duration) or literal is None or np.relatives or np.of:
        raise NotUnderstoodError(f"nothing could be made of “{relative.text}”", relative.span)
    label = " ".join((*np.adjectives, *(np.words or (np.head,))))
    named = field_named(row.entity, np)
    name = scope.draft.add_field(row.entity, f"{label} since", bp.DATE, np.span) if named is None else named[0]
    row.entity.given.add(name)
    scope.draft.assume(f"From when on the {label} is held is given when {_a(row.entity)} is entered.", np.span)
    scope.take(relative, np, phrase.span, literal.span)
    op = literal.op if isinstance(literal, Bound) else ">="
    unit = {"year": "years", "month": "months", "week": "days", "day": "days"}.get(limit.unit)
    if unit is None:
        raise NotUnderstoodError(f"“{limit.text}” is no span of days", limit.span)
    amount = int(limit.value) * (7 if limit.unit == "week" else 1)
    since = bp.Shift(moment=bp.Get(of=IT, field=name), amount=bp.whole(amount), unit=unit)
    relation = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}.get(op, "<=")
    return bp.Compare(relation=relation, left=since, right=TODAY.expression)


def _a(entity: EntityDraft) -> str:
    return f"{'an' if entity.label[:1] in 'aeiou' else 'a'} {entity.label}"


JOINING: tuple[Frame, ...] = (may_join,)
"""The frames for who may join."""
__all__ = ["JOINING"]
