"""Frame for what every day costs that something is late: "Each day late costs 0.50 euro", "An overdue loan costs 1 euro a week"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Bound, Money
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import amount, present
from autogenesis.language._tokens import tokens
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import NOW, TIMES
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._lasting import LENDING
from autogenesis.language.meaning._members import members, singular
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._reckoning import Reckoned, keep
from autogenesis.language.meaning._scope import Scope

_PER = regex(
    r"\b(?:per|a|each|every|any)\s+(?P<started>started|commenced|begun)?\s*(?:further\s+|additional\s+)?(?P<unit>day|week|hour)\b",
    re.I,
)
_LATE = regex(
    r"\b(?:late|later|too late|overdue|delay|(?:after|beyond|past)\s+(?:that|(?:the|its|their|this)\s+(?:agreed\s+)?(?:due\s+|return\s+)?(?:date|day)))\b",
    re.I,
)
_SAYING = frozenset(
    "late later overdue delay due date return bring back give hand keep pay cost charge owe fee fine money euro day week hour "
    "started commenced begun further additional late too have be must whoever extra agreed incur get there those anyone".split()
)
_DUE = ("due", "deadline", "return", "until", "end")
_BACK = frozenset(
    {"returned", "brought_back", "given_back", "handed_back", "handed_in", "collected", "paid", "picked_up"}
)
_WEEK = 7
_HOUR = 60


def days_late(clause: Clause, scope: Scope) -> Claimed | None:
    """So much for every day between when it was due and when it was done, or now where it was not."""
    text = scope.draft.text.at(clause.span)
    per, late = _PER.search(text), _LATE.search(text)
    sums = [each for each in clause.literals if isinstance(each, Money)]
    caps = [each for each in clause.literals if isinstance(each, Bound)]
    if per is None or late is None or len(sums) != 1 or clause.negated or not _capped(caps, sums[0]):
        return None
    found = _lent(clause, scope)
    if found is None or _left(clause, found[0], scope):
        return None
    entity, due = found
    done = _done(entity, scope)
    if done is None:
        return None
    ended = bp.Conditional(
        test=present(bp.Get(of=IT, field=done)), then=bp.Get(of=IT, field=done), otherwise=NOW.expression
    )
    count = _count(bp.Get(of=IT, field=due), entity.member(due).type, ended, entity.fields[done].type, per)
    kind = bp.Type(kind="money", currency=sums[0].currency)
    fee: bp.Expression = bp.Arithmetic(operator="*", left=count, right=amount(kind, sums[0].value))
    most = caps[0].value if caps else None
    if isinstance(most, Money):
        fee = bp.Extreme(which="smallest", terms=(fee, amount(kind, most.value)))
    made = keep(Reckoned(entity, "late_fee", fee), kind, "late fee", clause, scope.draft)
    scope.take(clause.span)
    return Claimed("days_late", (made,))


def _capped(caps: list[Bound], each: Money) -> bool:
    """Whether nothing bounds the fee, or one sum from above: "but never over 9.00 euro per loan"."""
    sums = [cap.value for cap in caps if cap.op in {"<", "<="} and isinstance(cap.value, Money)]
    return not caps or (len(caps) == 1 and [one.currency for one in sums] == [each.currency])


def _lent(clause: Clause, scope: Scope) -> tuple[EntityDraft, str] | None:
    """What can be late, with when it is due: what the clause names, else the only such thing."""
    draft = scope.draft
    found = [(e, due) for e in draft.entities.values() if (due := _due(e)) is not None]
    words = {singular(t.lower) for t in tokens(scope.unit.sentence) if clause.span[0] <= t.start < clause.span[1]}
    named = [pair for pair in found if set(pair[0].label.split()) <= words]
    chosen = named or found
    return chosen[0] if len(chosen) == 1 else None


def _due(entity: EntityDraft) -> str | None:
    """When it is due: a date that is kept from the beginning, or follows from one."""
    dated = [m for m in members(entity) if m.type.kind in TIMES and m.name not in entity.later]
    for word in _DUE:
        found = next((m.name for m in dated if word in m.label.lower().split()), None)
        if found is not None and (word != "end" or len(dated) > 1):
            return found
    return None


def _done(entity: EntityDraft, scope: Scope) -> str | None:
    """The field that says when it was given back."""
    kept = [n for n, f in entity.fields.items() if n in entity.later and f.type.kind in {"date", "datetime"}]
    back = next((n for n in kept if n.rpartition("_")[0] in _BACK), None)
    made = {o.verb for o in scope.draft.operations.values() if o.entity is entity and o.kind == "create"}
    if back is None and made & LENDING:
        fact = fact_of(scope.draft, entity, "return")
        back = fact.field if fact is not None else None
    return back


def _count(
    due: bp.Expression, kind: bp.Type, ended: bp.Expression, other: bp.Type, per: re.Match[str]
) -> bp.Expression:
    """How many days, weeks or hours late it is: whole ones, and the one that was begun where the text counts it."""
    unit = per["unit"].lower()
    if unit == "hour" and "date" not in {kind.kind, other.kind}:
        minutes = bp.Between(start=due, end=ended, unit="minutes")
        way = "up" if per["started"] else "down"
        return bp.Rounded(way=way, value=bp.Arithmetic(operator="/", left=minutes, right=bp.whole(_HOUR)))
    start = due if kind.kind == "date" else bp.Part(of=due, part="date")
    end = ended if other.kind == "date" else bp.Part(of=ended, part="date")
    days = bp.Between(start=start, end=end, unit="days")
    if unit == "day":
        return days
    return bp.Rounded(
        way="up" if per["started"] else "down", value=bp.Arithmetic(operator="/", left=days, right=bp.whole(_WEEK))
    )


def _left(clause: Clause, entity: EntityDraft, scope: Scope) -> bool:
    """Whether some word says more than that."""
    things = {word for e in scope.draft.entities.values() for word in (*e.label.split(), plural_of(e.label))}
    people = {word for actor in scope.draft.actors.values() for word in actor.name.lower().split()}
    known = _SAYING | things | people
    spans = [each.span for each in clause.literals]
    return any(
        t.pos in {"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"}
        and clause.span[0] <= t.start < clause.span[1]
        and not any(a <= t.start < b for a, b in spans)
        and not {t.lower, t.lemma, singular(t.lower)} & known
        for t in tokens(scope.unit.sentence)
    )


DAYS_LATE: tuple[Frame, ...] = (days_late,)
"""The frame of what being late costs."""
__all__ = ["DAYS_LATE"]
