"""Frame of what it costs to call something off: "Cancelling costs nothing up to 30 days before, half the price up to 8 days before, and the whole price after that"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import EntityDraft, OperationDraft, article
from autogenesis.language._literals import Duration, Money, Percent
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import amount, shift, start_of
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language._typing import currency_of
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._measuring import begins
from autogenesis.language.meaning._members import members, read
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value

_CALLS = r"(?:cancel|call|return|withdraw|give|move|change|reschedule|postpone|rebook)"
_CALLED = (
    r"(?:cancel(?:l)?ed|called\s+off|returned|withdrawn|given\s+back|moved|changed|rescheduled|postponed|rebooked)"
)
_CALLING = r"(?:cancel(?:l)?ing|calling\s+(?:it\s+|them\s+)?off|withdrawing|moving|changing|rescheduling|postponing|rebooking|cancel(?:l)?ations?|withdrawals?)"
_FREE = r"(?:free\s+of\s+charge|for\s+free|for\s+nothing|free|without\s+(?:any\s+|a\s+)?(?:charge|costs?|fees?)|at\s+no\s+(?:extra\s+)?(?:cost|charge))"
_N = r"[a-z]+(?:\s[a-z]+)?"
_SOME = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twenty-four|forty-eight|half\s+an)\s+(?:working\s+|business\s+)?(?:minute|hour|day|week|month)s?"
_WHEN = rf"(?:until|till|up\s+to|no\s+later\s+than|at\s+least|by)\s+(?P<{{0}}>{_SOME})\s+(?:before(?:hand)?|in\s+advance|ahead)(?:\s+(?:it|they)\s+(?:starts?|begins?|takes?\s+place)|\s+(?:the|its|their)\s+(?P<{{0}}_of>{_N}?))?"
_SUM = (
    r"(?P<{0}>nothing|half(?:\s+of)?(?:\s+(?:the|its|their))?(?:\s+[a-z]+)?|(?:the|its|their)\s+(?:whole|full|entire|total)\s+[a-z]+|(?:[€$£]\s?)?\d+(?:[.,]\d+)?\s*(?:%|percent|per\s+cent)"
    r"(?:\s+of\s+(?:the|its|their)\s+(?:normal\s+|full\s+|whole\s+|agreed\s+)?[a-z]+)?|(?:a\s+fee\s+of\s+)?(?:[€$£]\s?\d+(?:[.,]\d+)?|\d+(?:[.,]\d+)?\s*(?:euros?|dollars?|pounds?|€)))"
)
_WHO = rf"(?:as\s+an?\s+(?P<role>{_N}),?\s+i\s+(?:want|need|would\s+like)\s+to|(?P<who>(?:an?\s+|the\s+|each\s+|every\s+)?{_N}?)\s+(?:can|may))"
_AFTER = rf"(?:after\s+that|afterwards|later|thereafter),?\s+(?:(?:it\s+costs?|(?:cancel(?:l)?ations?|withdrawals?|changes?)\s+costs?|(?:they|he|she|i|we|you|the\s+{_N}?)\s+(?:pays?|owes?)|it\s+is)\s+)?{_SUM.format('rest')}(?:\s+(?:is|are|will\s+be)\s+(?:charged|due|payable|billed|kept|owed))?"
_SHAPES = (
    regex(rf"^{_WHO}\s+(?P<verb>{_CALLS})(?:\s+(?:off|back))?(?:\s+(?:an?|the|their|his|her|my|its)\s+(?P<thing>{_N}?))?(?:\s+off|\s+back)?\s+(?:{_FREE}\s+{_WHEN.format('first')}|{_WHEN.format('second')},?\s+{_FREE})\s*[;,.]?\s*(?:but\s+|and\s+)?{_AFTER}$", re.I),
    regex(rf"^(?:an?\s+|the\s+|each\s+|every\s+)?(?P<thing>{_N}?)\s+(?:can|may)\s+be\s+(?P<verb>{_CALLED})\s+(?:{_FREE}\s+{_WHEN.format('first')}|{_WHEN.format('second')},?\s+{_FREE})\s*[;,.]?\s*(?:but\s+|and\s+)?{_AFTER}$", re.I),
    regex(rf"^(?:a\s+|the\s+)?(?P<verb>{_CALLING})(?:\s+(?:of\s+)?(?:an?|the|their)\s+(?P<thing>{_N}?))?\s+(?:costs?\s+nothing|(?:is|are)\s+{_FREE})\s+{_WHEN.format('first')}(?:,?\s*(?:and\s+|but\s+)?(?:costs?\s+)?{_SUM.format('middle')}\s+{_WHEN.format('second')})?,?\s*(?:and|but)?\s*(?:costs?\s+)?{_SUM.format('rest')}\s+(?:after\s+that|afterwards|later|thereafter)$", re.I),
    regex(rf"^(?:if|when)\s+(?:an?\s+|the\s+)?(?P<thing>{_N}?)\s+is\s+(?P<verb>{_CALLED})\s+(?:less|fewer|later)\s+than\s+(?P<first>{_SOME})\s+before(?:hand|\s+(?:it|they)\s+(?:starts?|begins?)|\s+(?:the|its)\s+(?P<first_of>{_N}?))?,?\s+(?:(?:they|he|she|the\s+{_N}?)\s+(?:pays?|owes?)\s+|it\s+costs\s+)?{_SUM.format('rest')}(?:\s+(?:is|are|will\s+be)\s+(?:charged|due|payable|billed|kept|owed))?$", re.I),
)  # fmt: skip
_BASES = {"call": "call off", "give": "give back", "calling": "call off", "called": "call off", "given": "give back"}


@dataclass(frozen=True, slots=True)
class _Step:
    """What it costs so long before; `before` is None for what it costs after all that."""

    before: Duration | None
    sum: str


@dataclass(frozen=True, slots=True)
class _Worth:
    """The field with what a row costs, where there is one, and the kind of money that it is paid in."""

    name: str | None
    kind: bp.Type


def calling_off(clause: Clause, scope: Scope) -> Claimed | None:
    """The deed is done at any time, and what it costs by then is kept with it."""
    unit, draft = scope.unit, scope.draft
    if clause is not unit.clauses[0] and clause.span[0] > unit.clauses[0].span[0]:
        return None
    found = _matched(unit, scope)
    if found is None:
        return None
    match, ends = found
    given = match.groupdict()
    entity = _called(match, scope)
    verb, particle = _deed(match["verb"])
    fact = fact_of(draft, entity, verb, particle)
    operation = fact.operation if fact is not None else None
    if operation is None or operation.kind != "change":
        raise NotUnderstoodError(f"it is not known how {article(entity.label)} is called off", clause.span)
    name = next(p.name for p in operation.inputs.values() if p.type.entity == entity.id)
    row = Row(entity, bp.Name(name=name))
    moment = begins(row, scope)
    if moment is None:
        raise NotUnderstoodError(f"it is not known when {article(entity.label)} begins", clause.span)
    steps = list(_steps(given))
    worth = _worth(entity)
    kind = bp.Type(kind="money", currency=currency_of(draft))
    value = _value(steps, row, moment, _Worth(worth, kind), clause.span)
    field = _kept(operation, entity, kind, clause.span, scope)
    operation.steps.insert(0, bp.Update(row=row.at, values=((field, value),)))
    who = given.get("role") or _plain(given.get("who"))
    if who:
        actor = draft.actor(who, clause.span, row=draft.find_entity(who))
        operation.actors.extend([actor] if actor not in operation.actors else [])
    made = (operation.id, f"field.{entity.name}.{field}")
    whole = (unit.lead[1], ends)
    scope.take(whole)
    draft.claim(whole, "calling_off", list(made))
    return Claimed("calling_off", made)


def _matched(unit: Unit, scope: Scope) -> tuple[re.Match[str], int] | None:
    """What the sentence says, or the sentence with the next one: "After that, half of the price is charged"."""
    text = scope.draft.text
    for last in scope.draft.around(unit, ahead=1):
        if last.number < unit.number or last.block is not unit.block:
            continue
        said = " ".join(text.at((unit.lead[1], last.span[1])).split()).strip(" .;")
        match = next((m for shape in _SHAPES if (m := shape.match(said)) is not None), None)
        if match is not None:
            return match, last.span[1]
    return None


def _called(match: re.Match[str], scope: Scope) -> EntityDraft:
    """What is called off: what is named, else the one thing that begins at some time and costs something."""
    given = match.groupdict()
    for key in ("thing", "first_of", "second_of"):
        noun = tag(given[key])[-1].lemma if given.get(key) else ""
        entity = scope.draft.find_entity(noun) if noun else None
        if entity is not None:
            return entity
        if noun and key == "thing":
            raise NotUnderstoodError(f"it is not known what “{given[key]}” is", scope.unit.span)
    able = [
        e
        for e in scope.draft.entities.values()
        if begins(Row(e, bp.Name(name="it")), scope) is not None and _worth(e) is not None
    ]
    if len(able) != 1:
        raise NotUnderstoodError("it is not known what is called off", scope.unit.span)
    return able[0]


def _deed(said: str) -> tuple[str, str]:
    """ "cancelled", "cancellation": cancel."""
    word = said.lower().split()[0]
    base = _BASES.get(word)
    if base is None:
        base = (
            "cancel"
            if word.startswith("cancel")
            else "withdraw"
            if word.startswith("withdraw")
            else tag(f"to {word}")[-1].lemma
        )
    verb, _, particle = base.partition(" ")
    return verb, particle


def _plain(who: str | None) -> str:
    words = [w for w in tag(who or "") if w.pos not in {"DET"}]
    if not words or words[0].lower in {"it", "you", "they", "we", "i", "one", "this", "that"}:
        return ""
    return " ".join([*(w.lower for w in words[:-1]), words[-1].lemma])


def _steps(given: dict[str, str | None]) -> Iterator[_Step]:
    first = given.get("first") or (given.get("second") if not given.get("middle") else None)
    yield _Step(_duration(first), "nothing")
    if given.get("middle"):
        yield _Step(_duration(given.get("second")), str(given["middle"]))
    yield _Step(None, str(given["rest"]))


def _duration(said: str | None) -> Duration:
    literal = next(x for x in find_literals(said or "", 0) if isinstance(x, Duration))
    if literal.value != int(literal.value) or literal.qualifier:
        raise NotUnderstoodError(f"it is not known when “{said}” before is", literal.span)
    return literal


def _worth(entity: EntityDraft) -> str | None:
    """The one sum that a row costs: what is reckoned, else what is kept."""
    reckoned = [d.name for d in entity.derivations.values() if d.type.kind == "money"]
    kept = reckoned or [m.name for m in members(entity) if m.type.kind == "money" and m.name not in entity.later]
    named = [n for n in kept if n in {"price", "cost", "total", "amount", "fee", "rent"}]
    return kept[0] if len(kept) == 1 else named[0] if len(named) == 1 else None


def _value(steps: list[_Step], row: Row, start: Value, worth: _Worth, span: Span) -> bp.Expression:
    """What it comes to now: the first step for which there is still time enough."""
    value = _sum(steps[-1].sum, row, worth, span)
    for step in reversed(steps[:-1]):
        if step.before is None:
            continue
        in_time = _in_time(step.before, start.expression, start.type.kind)
        value = bp.Conditional(test=in_time, then=_sum(step.sum, row, worth, span), otherwise=value)
    return value


def _in_time(before: Duration, start: bp.Expression, kind: str) -> bp.Expression:
    units: dict[str, bp.Unit] = {
        "minute": "minutes",
        "hour": "hours",
        "day": "days",
        "week": "weeks",
        "month": "months",
    }
    unit = units[before.unit]
    if before.unit in {"minute", "hour"}:
        moment = start_of(start) if kind == "date" else start
        return bp.Compare(relation="<=", left=bp.Name(name="now"), right=shift(moment, -int(before.value), unit))
    day = bp.Part(of=start, part="date") if kind == "datetime" else start
    return bp.Compare(relation="<=", left=bp.Name(name="today"), right=shift(day, -int(before.value), unit))


def _sum(said: str, row: Row, worth: _Worth, span: Span) -> bp.Expression:
    literal = next((x for x in find_literals(said, 0) if isinstance(x, Money | Percent)), None)
    if said.lower() == "nothing":
        return amount(worth.kind, 0)
    if isinstance(literal, Money):
        return amount(worth.kind, literal.value)
    if worth.name is None:
        raise NotUnderstoodError(f"what {article(row.entity.label)} costs is not known", span)
    price = read(row, worth.name)
    share = (
        literal.value / 100
        if isinstance(literal, Percent)
        else Decimal("0.5")
        if said.lower().startswith("half")
        else Decimal(1)
    )
    if share == 1:
        return price
    part = bp.Arithmetic(operator="*", left=price, right=bp.Literally(type=bp.DECIMAL, value=str(share)))
    return bp.Rounded(way="half_up", value=part, places=2)


def _kept(operation: OperationDraft, entity: EntityDraft, kind: bp.Type, span: Span, scope: Scope) -> str:
    verb = operation.verb
    name = scope.draft.add_field(
        entity, f"{verb} fee", kind, span, required=False, default=amount(kind, 0),
        summary=f"what was charged to {verb} it",
    )  # fmt: skip
    entity.later.add(name)
    scope.draft.assume(f"What it costs to {verb} {article(entity.label)} is kept as its {verb} fee.", span)
    return name


CALLING_OFF: tuple[Frame, ...] = (calling_off,)
"""The frame of what it costs to call something off."""
