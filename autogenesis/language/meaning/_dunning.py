"""Frames for what is owed once: "Bills are due in 14 days. Then a reminder goes out, and after a week a second one with 5 euro added"."""

from __future__ import annotations

import re
from dataclasses import replace

import blueprints as bp
from autogenesis.language._discourse import DateInFocus
from autogenesis.language._draft import EntityDraft, article
from autogenesis.language._literals import Bound, Duration, Literal, Money
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._talk import talks
from autogenesis.language._terms import absent, amount
from autogenesis.language._typing import currency_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import later
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._fields import refer_to
from autogenesis.language.meaning._members import take_words
from autogenesis.language.meaning._moments import due
from autogenesis.language.meaning._naming import known_thing, stands_for_people, take_name
from autogenesis.language.meaning._occasions import Occasion
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._telling import NOTES, telling
from autogenesis.language.meaning._timing import Waiting
from autogenesis.language.meaning._waits import Wait, duration_of, wait_in

_BILLS = frozenset({"bill", "invoice"})
"""Words for what says that somebody owes money."""
_SENT = frozenset({"go", "send", "follow", "come", "issue", "give"})
_THEN = frozenset({"then", "after that", "afterwards", "thereafter"})
_ADDED = regex(r"\b(?:add(?:ed|itional)?|on top|extra|fee|charge|plus|more|surcharge)\b", re.I)
_BY_HAND = regex(r"\b(?:myself|ourselves|yourself|by hand|in person|manually)\b", re.I)
_NO_TIME = 0


def bills_due(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Bills are due in 14 days", "An invoice must be paid within 30 days": what is kept of each, and the day."""
    np = clause.subject
    length, literal = _within(clause)
    payable = bool({"due", "payable"} & set(clause.complements)) and clause.verb in {"be", "fall"}
    to_pay = clause.verb == "pay" and clause.voice == "passive" and clause.modal in {"must", "shall", "should"}
    if np is None or np.head not in _BILLS or length is None or literal is None or not (payable or to_pay):
        return None
    if clause.negated or clause.conditions or np.relatives or np.possessor or np.adjectives or len(clause.phrases) > 1:
        return None
    known = known_thing(scope.draft, np)
    entity = known or scope.draft.entity(np.head, np.span)
    if "due_on" in entity.fields or "due_on" in entity.derivations:
        return None
    dated = _dated(entity, np, scope)
    start = Value(bp.Get(of=IT, field=dated), entity.fields[dated].type)
    value = later(start, length, scope)
    if value.type.kind != "date":
        value = Value(bp.Part(of=value.expression, part="date"), bp.DATE)
    entity.derivations["due_on"] = bp.Derivation(
        id=f"derivation.{entity.name}.due_on",
        spans=(clause.span,),
        name="due_on",
        label="due on",
        type=bp.DATE,
        value=value.expression,
        summary=" ".join(clause.text.split()),
    )
    fact = fact_of(scope.draft, entity, "pay")
    if fact is None or fact.field is None and fact.state is None:
        raise NotUnderstoodError(f"when {entity.plural} are paid is not kept", clause.span)
    scope.take(clause, literal.span, *(p.span for p in clause.phrases))
    take_name(np, scope)
    take_words(scope, clause.span, ("due", "payable"))
    focus = Value(bp.Get(of=IT, field="due_on"), bp.DATE)
    waits = Duration(literal.span, literal.text, length.value * _NO_TIME, "day")
    unpaid = absent(bp.Get(of=IT, field=fact.field)) if fact.field else bp.Not(term=fact.holds(IT))
    scope.draft.remember(DateInFocus(entity, "due_on"))
    scope.draft.remember(Waiting(entity.name, unpaid, focus, waits, scope.unit.number))
    return Claimed("bills_due", (entity.id, f"derivation.{entity.name}.due_on"))


def _within(clause: Clause) -> tuple[Duration | None, Literal | None]:
    for phrase in clause.phrases:
        literal = phrase.item.quantity if phrase.item is not None else phrase.measure
        found = duration_of(literal)
        if phrase.prep in {"in", "within", "after"} and found is not None and found.unit in {"day", "week", "month"}:
            return found, literal.value if isinstance(literal, Bound) else literal
    return None, None


def _dated(entity: EntityDraft, np: NP, scope: Scope) -> str:
    """The day from which it counts; what else is kept of each where the text never says."""
    draft = scope.draft
    plain = [f for f in entity.fields.values() if f.type.kind in {"date", "datetime"} and f.name not in entity.later]
    if not any(f.type.kind == "money" for f in entity.fields.values()):
        kind = bp.Type(kind="money", currency=currency_of(draft))
        entity.given.add(draft.add_field(entity, "amount", kind, np.span))
    people = next(iter(talks([u.sentence for u in draft.units]))).people
    payer = draft.find_entity(people) if people else None
    standing = [e for e in draft.entities.values() if stands_for_people(e, draft)]
    payer = payer or (standing[0] if len(standing) == 1 else None)
    owes = any(f.type.kind in {"reference", "person"} for f in entity.fields.values())
    if payer is not None and payer is not entity and not owes:
        refer_to(draft, entity, payer)
    if plain:
        return plain[0].name
    draft.assume(f"{article(entity.label).capitalize()} has a date and an amount, which are given when it is entered.")
    name = draft.add_field(entity, "date", bp.DATE, np.span)
    entity.given.add(name)
    return name


def then_sent(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Then a friendly reminder goes out": when the day is over, and it is still not done."""
    waiting, entity = _spoken(scope)
    if waiting is None or entity is None or not _sent(clause) or wait_in(clause) is not None:
        return None
    if not (_THEN & set(clause.adverbs) or _then_before(clause, scope)) or clause.conditions:
        return None
    scope.take_then()
    wait = Wait(waiting.length, None, clause, ())
    return _install(clause, wait, waiting, entity, scope)


def sent_again(clause: Clause, scope: Scope) -> Claimed | None:
    """ "a second reminder with 5 pounds added follows after another 14 days"."""
    waiting, entity = _spoken(scope)
    wait = wait_in(clause)
    if (
        waiting is None
        or entity is None
        or wait is None
        or wait.anchor is not None
        or wait.back
        or not _sent(wait.rest)
    ):
        return None
    if wait.rest.conditions or wait.lasting:
        return None
    scope.take(*wait.spans)
    start = later(waiting.start, waiting.length, scope) if waiting.length.value else waiting.start
    again = Waiting(entity.name, waiting.still, start, wait.length, scope.unit.number)
    return _install(wait.rest, wait, again, entity, scope)


def _spoken(scope: Scope) -> tuple[Waiting | None, EntityDraft | None]:
    waiting = scope.draft.recall(Waiting)
    entity = scope.draft.entities.get(waiting.entity) if waiting is not None else None
    near = waiting is not None and 0 <= scope.unit.number - waiting.number <= 2
    if entity is None or not near or not any(f.type.kind == "money" for f in entity.fields.values()):
        return None, None
    return waiting, entity


def _sent(clause: Clause) -> bool:
    note = clause.subject
    return (
        note is not None
        and note.head in NOTES
        and clause.verb in _SENT
        and not clause.negated
        and clause.modal not in {"can", "may"}
        and not clause.objects
        and clause.phrase("to") is None
    )


def _then_before(clause: Clause, scope: Scope) -> bool:
    start = scope.unit.span[0]
    before = scope.draft.text.text[start : clause.span[0]].lower().rstrip(" ,")
    return before.endswith(("then", "after that", "afterwards"))


def _install(clause: Clause, wait: Wait, waiting: Waiting, entity: EntityDraft, scope: Scope) -> Claimed:
    draft = scope.draft
    bound = scope.bound(Row(entity, IT))
    at = due(wait, waiting.start, scope, missed=True)
    occasion = Occasion(entity, bound, at=at, when=waiting.still)
    money, plain = _without_money(clause)
    steps = telling(replace(plain, verb="go", particle="out", voice="active"), bound)
    if steps is None:
        raise NotUnderstoodError(f"who gets “{clause.text}” is not known", clause.span)
    if money is not None:
        owed = [f for f in entity.fields.values() if f.type.kind == "money" and f.name not in entity.later]
        if len(owed) != 1 or not _ADDED.search(draft.text.at(clause.span)):
            raise NotUnderstoodError(f"what “{money.text}” is added to is not known", money.span)
        more = bp.Arithmetic(
            operator="+", left=bp.Get(of=IT, field=owed[0].name), right=amount(owed[0].type, money.value)
        )
        steps = (bp.Update(row=IT, values=((owed[0].name, more),)), *steps)
        scope.take(money.span)
        take_words(
            scope, clause.span, ("added", "add", "top", "extra", "fee", "charge", "more", "surcharge", "additional")
        )
    scope.take(clause)
    take_words(
        scope, clause.span, ("friendly", "second", "third", "first", "further", "last", "final", "another", "polite")
    )
    take_words(scope, clause.span, (clause.subject.head,) if clause.subject is not None else ())
    draft.remember(Waiting(entity.name, waiting.still, waiting.start, wait.length, scope.unit.number))
    return Claimed("reminded_of_money", occasion.install(f"remind_{entity.name}", steps, clause))


def _without_money(clause: Clause) -> tuple[Money | None, Clause]:
    """The sum that is added, and the clause without it."""
    found = next((x for x in clause.literals if isinstance(x, Money)), None)
    subject = clause.subject
    if found is None or subject is None:
        return None, clause
    bare = replace(subject, of=tuple(p for p in subject.of if found.text not in p.text), relatives=())
    phrases = tuple(p for p in clause.phrases if found.text not in p.text)
    return found, replace(clause, subjects=(bare,), phrases=phrases, objects=(), embedded=())


def by_hand(clause: Clause, scope: Scope) -> Claimed | None:
    """ "After that I ring people up myself": people do that, and the system nothing."""
    subject = clause.subject
    found = _BY_HAND.search(scope.draft.text.at(clause.span))
    if subject is None or found is None or subject.head not in {"i", "we"} or clause.voice == "passive":
        return None
    if clause.conditions or clause.negated or clause.modal or not clause.verb or clause.literals:
        return None
    scope.take(clause.span)
    scope.draft.assume(
        f"“{' '.join(clause.text.split())}” is done by people; the system does nothing then.", clause.span
    )
    return Claimed("by_hand", (), status="assumed", note="People do this themselves; nothing was built for it.")


DUNNING: tuple[Frame, ...] = (bills_due, then_sent, sent_again, by_hand)
"""The frames for bills and reminders."""
__all__ = ["DUNNING"]
