"""Frame for days on which something may be done, or may not: "Bonfires may be lit only on the first Saturday of a month", "not on public holidays"."""

from __future__ import annotations

import re
from dataclasses import replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, OperationDraft
from autogenesis.language._literals import Recurrence, Weekdays
from autogenesis.language._nth_days import NTH_DAY, nth_day
from autogenesis.language._quantities import MONTHS, find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._terms import both, either
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import NOW, denial, part
from autogenesis.language.meaning._deeds import deed_of
from autogenesis.language.meaning._measuring import begins
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._order_of_days import is_holiday, is_nth, is_working
from autogenesis.language.meaning._placing import IT, creator, guarded
from autogenesis.language.meaning._scope import Row, Scope

_MONTH = "|".join(MONTHS)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_SPAN = rf"(?:{_MONTH})(?:\s*(?:to|and|until|through|–|-)\s*(?:{_MONTH}))?"
_ATOM = (
    rf"(?:{NTH_DAY.pattern.replace('?P<nth>', '?:').replace('?P<work>', '?:').replace('?P<wd>', '?:').replace('?P<unit>', '?:')}"
    rf"|{_DAY}(?:\s*(?:to|until|through|–|-)\s*{_DAY})?|(?:a\s+)?(?:working|business|week)[ -]?days?|weekends?|(?:a\s+)?(?:public|bank|national)\s+holidays?|{_SPAN})"
)
_TAIL = regex(
    rf"(?P<only>,?\s*\bonly)?\s+(?:on|in|from|between|during)\s+{_ATOM}(?:(?:,\s*(?:and\s+|or\s+|but\s+only\s+)?|\s+(?:and|or)\s+)(?:(?:on|in|between|from|during)\s+)?{_ATOM})*(?P<also>\s+only)?\s*\.?$",
    re.I,
)
_HOLIDAY = regex(r"\b(?:public|bank|national)\s+holidays?\b", re.I)
_WORKING = regex(r"\b(?:working|business)[ -]?days?\b(?!\s+(?:of|in)\b)", re.I)
_IN_MONTHS = regex(rf"\b(?P<first>{_MONTH})\b(?:\s*(?:to|and|until|through|–|-)\s*(?P<last>{_MONTH})\b)?", re.I)
_ADMITTING = frozenset({"accept", "take", "admit", "receive", "allow", "permit"})
_REFUSING = frozenset({"refuse", "reject", "decline"})
_NOT = frozenset({"not", "never"})


def on_days(clause: Clause, scope: Scope) -> Claimed | None:
    """What is done then, or not then, is refused on the other days; of what is booked for a day, that day counts."""
    match = _TAIL.search(clause.text)
    if match is None or clause.conditions or clause.exceptions or not clause.verb:
        return None
    denied = bool(_NOT & set(clause.negators)) or any(np.negative for np in clause.subjects)
    denied = denied != (clause.verb in _REFUSING)
    only = (
        "only" in clause.negators
        or match["only"]
        or match["also"]
        or any(np.quantifier == "only" for np in clause.subjects)
    )
    if not (only or denied):
        return None
    start = clause.span[0] + match.start()
    found = _deed(_before(clause, start), scope)
    if found is None:
        return None
    operation, entity = found
    day = _day(operation, entity, scope)
    said = _days(match[0], (start, clause.span[1]), day, scope)
    scope.take(clause, (start, clause.span[1]))
    requires = denial(said) if denied else said
    guard = guarded(operation, entity, requires, "on_days", clause, scope.draft)
    return Claimed("on_days", (operation.id, guard))


def _before(clause: Clause, start: int) -> Clause:
    """The clause without what stands in its tail."""

    def kept(nps: tuple[NP, ...]) -> tuple[NP, ...]:
        return tuple(np for np in nps if np.span[1] <= start)

    return replace(
        clause, objects=kept(clause.objects), phrases=tuple(p for p in clause.phrases if p.span[1] <= start),
        limits=(), modal="", negators=(), embedded=(),
    )  # fmt: skip


def _deed(clause: Clause, scope: Scope) -> tuple[OperationDraft, EntityDraft] | None:
    """What may be done: a deed, or taking in what is named."""
    np = clause.subject if clause.voice == "passive" else clause.object
    entity = known_thing(scope.draft, np) if np is not None else None
    if clause.verb in _ADMITTING | _REFUSING and np is not None and entity is not None:
        if np.relatives or np.adjectives or np.of:
            return None
        take_name(np, scope)
        return creator(scope.draft, entity), entity
    plain = np is not None and not (np.relatives or np.adjectives or np.of or np.pronoun or np.quantity is not None)
    if not plain or clause.phrases and clause.voice != "passive":
        return None
    subjects = tuple(replace(s, negative=False) for s in clause.subjects)
    deed = deed_of(replace(clause, subjects=subjects), scope)
    if deed is None or deed.operation.entity is None:
        return None
    return deed.operation, deed.operation.entity


def _day(operation: OperationDraft, entity: EntityDraft, scope: Scope) -> bp.Expression:
    """The day that what is made is for; today, where it is for none."""
    start = begins(Row(entity, IT), scope) if operation.kind == "create" else None
    value = start or NOW
    return value.expression if value.type.kind == "date" else part(value, "date").expression


def _days(text: str, span: tuple[int, int], day: bp.Expression, scope: Scope) -> bp.Expression:
    """That a date is one of those days, and in those months."""
    ways: list[bp.Expression] = []
    nth = NTH_DAY.search(text)
    rest = text
    if nth is not None:
        ways.append(is_nth(day, nth_day(nth, span), scope))
        rest = text[: nth.start()] + " " * (nth.end() - nth.start()) + text[nth.end() :]
    weekday = bp.Part(of=day, part="weekday")
    for literal in find_literals(rest):
        days = (
            literal.days
            if isinstance(literal, Weekdays)
            else literal.weekdays
            if isinstance(literal, Recurrence)
            else ()
        )
        ways += [bp.Compare(relation="==", left=weekday, right=bp.whole(d + 1)) for d in days]
    if _WORKING.search(rest):
        ways.append(is_working(day, scope, span))
    holiday = is_holiday(day, scope.draft) if _HOLIDAY.search(rest) else None
    ways += [holiday] if holiday is not None else []
    months = _IN_MONTHS.search(rest)
    terms = [either(*ways)] if ways else []
    return both(*terms, *([_within(months, day)] if months is not None else []))


def _within(match: re.Match[str], day: bp.Expression) -> bp.Expression:
    first = MONTHS.index(match["first"].lower()) + 1
    last = MONTHS.index(match["last"].lower()) + 1 if match["last"] else first
    month = bp.Part(of=day, part="month")
    begins_ = bp.Compare(relation=">=", left=month, right=bp.whole(first))
    ends = bp.Compare(relation="<=", left=month, right=bp.whole(last))
    return both(begins_, ends) if first <= last else either(begins_, ends)


ON_DAYS: tuple[Frame, ...] = (on_days,)
"""The frame of the days on which something may be done."""
