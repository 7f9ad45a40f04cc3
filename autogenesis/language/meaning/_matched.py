"""Frames of what is added in steps: "Donations are matched by the council: 50 p per pound on the first £200 a month, 25 p on the rest, at most £250 a month"."""

from __future__ import annotations

import re
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import EntityDraft, article
from autogenesis.language._literals import Money
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import both, compare, over, same
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._members import singular_name
from autogenesis.language.meaning._placing import creator
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.readings._due_dates import entered

_RATE = (
    r"(?:\d[\d.]*\s*(?:p|pence|penny|cents?|ct|c)(?:\s+(?:per|for each|for every|on each|on every|in the|to the)\s+(?:pound|euro|dollar|franc))?"
    r"|\d[\d.]*\s*(?:%|percent|per cent))"
)
_MONEY = r"(?:[£€$]\s?\d[\d.,]*|\d[\d.,]*\s*(?:euros?|pounds?|dollars?|francs?|€|£|\$))"
_PERIOD = r"(?:(?:a|per|each|every|in a|in one|in any)\s+{name})"
_NAMES = r"(?P<{0}>day|week|month|year)"
_STEPS = regex(
    rf"(?P<first>{_RATE})\s+(?:on|of|for)\s+the\s+first\s+(?P<limit>{_MONEY})(?:\s+{_PERIOD.format(name=_NAMES.format('period'))})?"
    rf"\s*,?\s*(?:and\s+)?(?P<rest>{_RATE})\s+(?:on|of|for)\s+(?:the\s+rest|the\s+remainder|(?:anything|everything|what\s+is|what\s+lies)\s+(?:above|beyond|over)(?:\s+that)?)"
    rf"(?:\s*,?\s*(?:and\s+|but\s+)?(?:at\s+most|never\s+more\s+than|no\s+more\s+than|not\s+more\s+than|up\s+to)\s+(?P<cap>{_MONEY})(?:\s+{_PERIOD.format(name=_NAMES.format('also'))})?)?\s*[.;]?$",
    re.I,
)
_BY = regex(
    r"^(?:the\s+|our\s+|all\s+|each\s+|every\s+)?(?P<things>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+(?:is|are)\s+(?P<verb>matched|topped up|subsidi[sz]ed|supplemented|rewarded|refunded|reimbursed)"
    r"(?:\s+by\s+(?:the\s+|our\s+|an?\s+)?(?P<who>[a-z][\w-]*(?:\s[a-z][\w-]*)?))?\s*(?::|,|with|at|by)?\s*$",
    re.I,
)


def matched(clause: Clause, scope: Scope) -> Claimed | None:
    """Somebody adds to each amount, at one rate up to a sum in a period and at another above it."""
    if clause.span[0] != scope.unit.span[0]:
        return None
    text = " ".join(scope.unit.text.split())
    steps = _STEPS.search(text)
    said = _BY.match(text[: steps.start()].strip()) if steps is not None else None
    if steps is None or said is None or (steps["also"] and steps["period"] and steps["also"] != steps["period"]):
        return None
    draft = scope.draft
    limit, cap = (_money(steps[name]) if steps[name] else None for name in ("limit", "cap"))
    rates = [_rate(steps[name]) for name in ("first", "rest")]
    if limit is None or None in rates:
        raise NotUnderstoodError("the rates could not be read", clause.span)
    entity = draft.entity(singular_name(said["things"]), clause.span)
    amount = _amount(entity, limit, scope)
    label = f"{said['verb'].split()[0].lower()} amount"
    name = draft.add_field(entity, label, bp.Type(kind="money", currency=limit.currency), clause.span, required=False)
    entity.later.add(name)
    operation = creator(draft, entity)
    period = (steps["period"] or steps["also"] or "").lower()
    before = _before(entity, amount, period, scope)
    worth = [
        _worth(sum_, limit, [r for r in rates if r is not None], cap)
        for sum_ in (_plus(before, bp.Name(name=amount)), before)
    ]
    added = bp.Arithmetic(operator="-", left=worth[0], right=worth[1])
    operation.values[name] = bp.Rounded(way="half_up", value=added, places=2)
    who = f" by the {said['who'].lower()}" if said["who"] else ""
    draft.assume(f"What is added{who} to {article(entity.label)} is kept as its {label}.", clause.span)
    scope.take(scope.unit.span)
    draft.claim(scope.unit.span, "matched", [entity.id, operation.id])
    return Claimed("matched", (entity.id, operation.id, f"field.{entity.name}.{name}"))


def _money(said: str) -> Money | None:
    found = [x for x in find_literals(said, 0) if isinstance(x, Money)]
    return found[0] if len(found) == 1 else None


def _rate(said: str) -> bp.Expression | None:
    """Of one unit of money: "50 p per pound", "25 percent"."""
    number = re.match(r"\d[\d.]*", said)
    if number is None:
        return None
    return bp.Arithmetic(operator="/", left=bp.number(Decimal(number[0].rstrip("."))), right=bp.whole(100))


def _amount(entity: EntityDraft, like: Money, scope: Scope) -> str:
    """The field with the amount, which must be more than nothing."""
    draft = scope.draft
    money = [f.name for f in entity.fields.values() if f.type.kind == "money" and f.name not in entity.later]
    if len(money) > 1:
        raise NotUnderstoodError(f"it is not known which amount of a {entity.label} is meant", scope.unit.span)
    kind = bp.Type(kind="money", currency=like.currency)
    name = money[0] if money else draft.add_field(entity, "amount", kind, scope.unit.span)
    entity.given.add(name)
    some = compare(f"it.{name}", ">", bp.Literally(type=kind, value="0"))
    why = f"The {entity.fields[name].label} of {article(entity.label)} must be more than 0."
    guard = bp.Guard(id=draft.unique(f"invariant.{entity.name}.{name}"), requires=some, reason=why, field=name)
    entity.invariants.append(guard)
    draft.assume(why, scope.unit.span)
    return name


def _before(entity: EntityDraft, amount: str, period: str, scope: Scope) -> bp.Expression:
    """What came in earlier in the same period."""
    if not period:
        return bp.whole(0)
    other = f"earlier_{entity.name}"
    moment = bp.path(other, entered(scope.draft, entity))
    now = bp.Name(name="now")
    if period == "week":
        monday = [_monday(m) for m in (moment, now)]
        terms: list[bp.Expression] = [same(monday[0], monday[1])]
    else:
        parts = {"day": ("date",), "month": ("year", "month"), "year": ("year",)}[period]
        terms = [same(bp.Part(of=moment, part=p), bp.Part(of=now, part=p)) for p in parts]
    return over("sum", entity.name, both(*terms), f"{other}.{amount}", name=other)


def _monday(moment: bp.Expression) -> bp.Expression:
    day = bp.Part(of=moment, part="date")
    back = bp.Arithmetic(operator="-", left=bp.whole(1), right=bp.Part(of=day, part="weekday"))
    return bp.Shift(moment=day, amount=back, unit="days")


def _plus(left: bp.Expression, right: bp.Expression) -> bp.Expression:
    return right if left == bp.whole(0) else bp.Arithmetic(operator="+", left=left, right=right)


def _worth(total: bp.Expression, limit: Money, rates: list[bp.Expression], cap: Money | None) -> bp.Expression:
    """What is added to a total: the first part at the first rate, the rest at the other, up to the cap."""
    most = bp.number(limit.value)
    low = bp.Extreme(which="smallest", terms=(total, most))
    high = bp.Extreme(which="largest", terms=(bp.whole(0), bp.Arithmetic(operator="-", left=total, right=most)))
    parts = [bp.Arithmetic(operator="*", left=part, right=rate) for part, rate in zip((low, high), rates, strict=True)]
    worth = bp.Arithmetic(operator="+", left=parts[0], right=parts[1])
    return worth if cap is None else bp.Extreme(which="smallest", terms=(worth, bp.number(cap.value)))


MATCHED: tuple[Frame, ...] = (matched,)
"""The frames of what is added in steps."""
