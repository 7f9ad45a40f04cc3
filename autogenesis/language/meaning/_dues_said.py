"""Frames for dues in other words: "Dues are 60 euro a year", "Adults pay 60 euro a year, children 30", and what goes with them."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Date, Money, Number
from autogenesis.language._people import names_people
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import amount
from autogenesis.language._typing import currency_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._dues import MONTHS, WHO, Dues, Share, install, keep_joining, kept
from autogenesis.language.meaning._kinds_said import Said, kinds_said
from autogenesis.language.meaning._naming import stands_for_people
from autogenesis.language.meaning._percent_steps import words_left
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_OF = regex(
    r"\b(?:per|an?|each|every)\s+(?P<unit>month|quarter|year)\b|\b(?P<each>monthly|quarterly|yearly|annual|annually)\b",
    re.I,
)
_EACH = {"monthly": "month", "quarterly": "quarter", "yearly": "year", "annual": "year", "annually": "year"}
_CALLED = r"(?:dues|subscriptions?|contributions?|memberships?|(?:membership|member|annual|yearly|monthly)\s+(?:dues|fees?|subscriptions?|contributions?))"
_SUBJECT = regex(rf"^(?:the\s+|our\s+)?(?:annual\s+|yearly\s+|monthly\s+|quarterly\s+)?{_CALLED}\b", re.I)
_KNOWN = frozenset(
    "due dues subscription contribution membership member fee amount be cost come pay owe each every per month quarter year monthly "
    "quarterly yearly annual annually euro".split()
)
_SHARE = regex(
    r"^(?:who(?:ever)?|members\s+who|those\s+who|anybody\s+who|anyone\s+who|somebody\s+who)\s+joins?\s+(?:during|within|in|in\s+the\s+course\s+of|later\s+in)\s+(?:the|a)\s+year\s+"
    r"(?:pays?|owes?)\s+(?:only\s+)?(?:a|one)\s+twelfth(?:\s+of\s+(?:it|them|that|this|the\s+(?:dues|fee|amount|sum)))?\s+for\s+(?:each|every)\s+(?:remaining\s+|full\s+)?month"
    r"(?:\s+(?:left|that\s+is\s+left|of\s+membership|that\s+remains))?"
    r"(?:,?\s+(?:(?P<with>the\s+month\s+of\s+(?:joining|entry)\s+(?:included|counts?(?:\s+too|\s+whole)?)|including\s+the\s+month\s+of\s+(?:joining|entry))"
    r"|(?P<without>not\s+counting\s+the\s+month\s+of\s+(?:joining|entry)|the\s+month\s+of\s+(?:joining|entry)\s+(?:not\s+included|excluded))))?"
    r"(?:,?\s+(?:and\s+(?:this\s+|that\s+)?(?:is\s+)?)?rounded\s+(?P<way>up|down)?\s*to\s+(?:the\s+(?:next\s+|nearest\s+)?)?(?:whole|full)\s+(?:euros?|pounds?|dollars?|francs?))?\.?$",
    re.I,
)  # fmt: skip
_DUE = regex(
    rf"^(?:the\s+)?(?:{_CALLED}|it|they)\s+(?:is|are|must\s+be|have\s+to\s+be|has\s+to\s+be)\s+(?:payable|due|paid)\s+(?:by|on|until)\s+(?P<date>[\w. ]+?)"
    r"(?:,?\s+(?:and\s+)?(?:by|for|from)\s+new\s+members\s+(?:within\s+)?(?P<days>\d+|[a-z]+)\s+days\s+after\s+(?:joining|entry|they\s+(?:join|joined|have\s+joined)))?\.?$",
    re.I,
)  # fmt: skip
_WEEKEND = regex(
    r"^(?:if\s+(?:it|that|this|the\s+day)\s+(?:is|falls\s+on)\s+)?an?\s+saturday\s+or\s+(?:an?\s+)?sunday,?\s+(?:becomes|(?:it\s+)?(?:is|moves\s+to|is\s+moved\s+to|counts\s+as))\s+(?:the\s+)?(?:next\s+|following\s+)?monday\.?$",
    re.I,
)


def dues_said(clause: Clause, scope: Scope) -> Claimed | None:
    """What those who belong to something owe in each period, one sum for all or one for each kind of them."""
    unit, draft = scope.unit, scope.draft
    if clause.span[0] != unit.clauses[0].span[0] or draft.claimed(unit.span) or clause.negated or clause.conditions:
        return None
    period = _period(unit.text)
    payer = _payer(draft, unit.text)
    if period is None or payer is None:
        return None
    money = _sums(unit.text, unit.span[0], draft)
    said = kinds_said(unit.text, unit.span[0], Row(payer, WHO), draft, depth=0)
    pays = clause.verb in {"pay", "owe"} and clause.voice == "active"
    if not money or not (_SUBJECT.match(unit.text) or (pays and said)):
        return None
    full = _full(payer, said, money, scope)
    if full is None:
        return None
    spans = [*(m.span for m in money), *(s.span for s in said)]
    left = words_left(scope, spans, _KNOWN | {*payer.label.split()})
    if left:
        raise NotUnderstoodError(f"nothing could be made of “{left[0].text}”", left[0].span)
    kind = bp.Type(kind="money", currency=money[0].currency)
    dues = kept(payer, period, full, kind, clause, scope)
    scope.take(unit.span)
    made = install(dues, draft)
    draft.claim(unit.span, "dues_said", made)
    return Claimed("dues_said", made)


def _period(text: str) -> str | None:
    found = {(m["unit"] or _EACH.get((m["each"] or "").lower(), "")).lower() for m in _OF.finditer(text)}
    return found.pop() if len(found) == 1 and found <= set(MONTHS) else None


def _payer(draft: Draft, text: str) -> EntityDraft | None:
    """Who pays: the people that the sentence names, else the only ones of whom something is kept."""
    people = [e for e in draft.entities.values() if e.fields and (names_people(e.label) or stands_for_people(e, draft))]
    named = [e for e in people if re.search(rf"\b(?:{re.escape(e.label)}|{re.escape(e.plural)})\b", text, re.I)]
    found = named or people
    return found[0] if len(found) == 1 else None


def _sums(text: str, offset: int, draft: Draft) -> list[Money]:
    """The sums of money; where one of them has a currency, a bare number with cents has it too."""
    literals = [x for x in find_literals(text, offset) if isinstance(x, Money | Number)]
    money = [x for x in literals if isinstance(x, Money)]
    if not money:
        return []
    currency = money[0].currency or currency_of(draft)
    return [x if isinstance(x, Money) else Money(x.span, x.text, x.value, currency) for x in literals]


def _full(payer: EntityDraft, said: list[Said], money: list[Money], scope: Scope) -> bp.Expression | None:
    """What is owed: one sum, or by the kind of whoever pays, kinds and sums taking turns."""
    kind = bp.Type(kind="money", currency=money[0].currency)
    if not said:
        return amount(kind, money[0].value) if len(money) == 1 else None
    turns = sorted([*((s.span, "kind") for s in said), *((m.span, "sum") for m in money)])
    if len(said) != len(money) or any(a[1] == b[1] for a, b in pairwise(turns)) or len({s.field for s in said}) > 1:
        return None
    choices = payer.fields[said[0].field].type.choices
    others = [c for c in choices if c not in {s.value for s in said}]
    value: bp.Expression = amount(kind, Decimal(0))
    if others:
        scope.draft.assume(f"{', '.join(others)}: no sum is named, so that nothing is owed.", scope.unit.span)
    for place, (each, paid) in enumerate(reversed(list(zip(said, money, strict=True)))):
        sum_ = amount(kind, paid.value)
        value = sum_ if not place and not others else bp.Conditional(test=each.holds, then=sum_, otherwise=value)
    return value


def for_part_of_a_year(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Who joins during the year pays a twelfth for every month, the month of joining included, rounded up to whole euros"."""
    dues, text = scope.draft.recall(Dues), " ".join(scope.unit.text.split())
    match = _SHARE.match(text) if dues is not None and dues.period == "year" else None
    if match is None or dues is None:
        return None
    keep_joining(dues, "joined on", clause.span, scope.draft)
    way = {"up": "up", "down": "down"}.get((match["way"] or "").lower(), "half_up")
    dues.share = Share(13 if match["without"] is None else 12, way, 0 if " rounded " in f" {text.lower()} " else 2)  # type: ignore[arg-type]
    if match["with"] is None and match["without"] is None:
        scope.draft.assume("The month in which somebody joins counts whole.", clause.span)
    scope.take(scope.unit.span)
    return Claimed("for_part_of_a_year", install(dues, scope.draft))


def payable_by(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Dues are payable by 31 January, by new members 30 days after joining"."""
    dues, text = scope.draft.recall(Dues), " ".join(scope.unit.text.split())
    match = _DUE.match(text) if dues is not None and dues.period == "year" else None
    if match is None or dues is None:
        return None
    dates = [x for x in find_literals(match["date"], 0) if isinstance(x, Date)]
    days = [x for x in find_literals(match["days"] or "", 0) if isinstance(x, Number)]
    if len(dates) != 1 or (match["days"] and len(days) != 1):
        return None
    dues.date = dates[0]
    dues.after_joining = int(days[0].value) if days else None
    if days:
        keep_joining(dues, "joined on", clause.span, scope.draft)
    scope.take(scope.unit.span)
    dues.number = scope.unit.number
    return Claimed("payable_by", install(dues, scope.draft))


def on_a_working_day(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A Saturday or Sunday becomes Monday": said of the day by which dues are paid."""
    dues = scope.draft.recall(Dues)
    match = _WEEKEND.match(" ".join(scope.unit.text.split()))
    if match is None or dues is None or scope.unit.number - dues.number > 1:
        return None
    dues.weekdays = True
    scope.take(scope.unit.span)
    return Claimed("on_a_working_day", install(dues, scope.draft))


DUES_SAID: tuple[Frame, ...] = (dues_said, for_part_of_a_year, payable_by, on_a_working_day)
"""The frames for dues in other words."""
