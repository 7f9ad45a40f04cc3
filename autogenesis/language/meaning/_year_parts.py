"""Frames of what lasts for a year: its last day, a twelfth per remaining month, the months refunded, a day that comes round in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language import _lexicon as lexicon
from autogenesis.language._draft import EntityDraft, OperationDraft, snake
from autogenesis.language._literals import Date
from autogenesis.language._quantities import MONTHS, find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import absent, both, compare, no, same
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._members import singular_name
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._placing import IT, reason
from autogenesis.language.meaning._recipients import recipients_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_MONTH = "|".join(MONTHS)
_ENDS = regex(
    rf"^(?:an?|each|every|all|any)?\s*(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+(?:ends?|expires?|runs? out|lapses?|(?:is|are) valid until|runs? until|lasts? until)\s+(?:on\s+)?(?:the\s+)?"
    rf"(?P<day>\d{{1,2}}\s+(?:{_MONTH})|(?:{_MONTH})\s+\d{{1,2}}|end|last day)\s+(?:of|in)\s+(?:its|the|each|their|that|the same)\s+(?:calendar\s+)?year$",
    re.I,
)
_CHARGED = regex(
    r"^(?:only\s+)?(?:a|one)\s+(?P<part>twelfth)\s+of\s+(?:the|its)\s+(?P<fee>[a-z][\w ]*?)\s+is\s+(?:charged|due|paid|payable|owed|to be paid)\s+(?:per|for each|for every)\s+"
    r"(?:remaining\s+)?month(?:\s+(?:left|remaining|that is left|that remains))?(?P<first>\s*,?\s*(?:with\s+|including\s+)?the\s+(?:first|current|starting|month of (?:the )?start)(?:\s+(?:one|month))?\s*(?:included|counted|being counted)?)?$",
    re.I,
)
_STARTS = regex(
    rf"^(?:an?|the)\s+[a-z][\w -]*?\s+(?:starts?|begins?|is taken out)\s+(?:after\s+(?:{_MONTH})|later(?: in the year)?|during the year|in the course of the year)$",
    re.I,
)
_REFUNDED = regex(
    r"^the\s+(?:full|whole|complete|entire)\s+months\s+(?:left|remaining|not used|unused|that (?:are left|remain))\s+are\s+(?:refunded|paid back|reimbursed)"
    r"(?:\s*,?\s*(?:minus|less)\s+(?P<off>[€£$]?\s?\d[\d.]*)\s*(?:euro|pounds?|dollars?|€|£)?(?:\s+(?:for|as)\s+(?P<why>[a-z ]+))?)?$",
    re.I,
)
_FLOOR = regex(
    r"^(?:but\s+)?(?:never|not)\s+(?:less|lower)\s+than\s+(?P<least>[€£$]?\s?\d[\d.]*|zero|nothing)\s*(?:euro|pounds?|dollars?|€|£)?$",
    re.I,
)
_COMES = regex(
    rf"^(?P<day>\d{{1,2}}\s+(?:{_MONTH})|(?:{_MONTH})\s+\d{{1,2}})\s+(?:comes(?:\s+round)?|arrives|is reached|has come|begins|dawns)$",
    re.I,
)
_NOT_YET = regex(
    r"^an?\s+(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*)??)\s+(?:that\s+(?:is|has)\s+)?not\s+(?:yet\s+)?(?:been\s+)?(?P<done>[a-z]+)(?:\s+yet)?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Refund:
    """The amount that is paid back, which the next sentence may give a floor."""

    operation: str
    field: str


def in_year(since: bp.Expression, month: int, day: int) -> bp.Expression:
    """The day in the year of a date: from the last day of the month before it."""
    before = bp.Arithmetic(operator="-", left=bp.whole(month - 1), right=bp.Part(of=since, part="month"))
    last = bp.Part(of=bp.Shift(moment=since, amount=before, unit="months"), part="month_end")
    return bp.Shift(moment=last, amount=bp.whole(day), unit="days")


def _said(unit: Unit) -> str:
    return " ".join(unit.text.split()).rstrip(" .;")


def start_of(entity: EntityDraft, scope: Scope) -> str:
    """The field with the day on which it starts; where none is kept, it may be given, else it is the day it is entered."""
    for f in entity.fields.values():
        if (
            f.type.kind == "date"
            and {"start", "from", "begin"} & set(f.label.lower().split())
            and f.name not in entity.later
        ):
            return f.name
    name = scope.draft.add_field(
        entity, "start", bp.DATE, scope.unit.span, required=False, default=bp.Name(name="today")
    )
    entity.given.add(name)
    scope.draft.assume(
        f"Where nothing else is said, a {entity.label} starts on the day on which it is entered.", scope.unit.span
    )
    return name


def ends_in_year(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Every permit ends on 31 December of its year"."""
    match = _ENDS.match(_said(scope.unit))
    entity = scope.draft.find_entity(singular_name(match["thing"])) if match else None
    if match is None or entity is None or "end" in entity.fields:
        return None
    found = [x for x in find_literals(match["day"], 0) if isinstance(x, Date)]
    month, day = (found[0].month, found[0].day) if found else (12, 31)
    since = bp.path("it", start_of(entity, scope))
    made = [_derive(entity, "end", bp.DATE, in_year(since, month, day), scope)]
    scope.take(scope.unit.span)
    return Claimed("ends_in_year", tuple(made))


def _derive(entity: EntityDraft, label: str, kind: bp.Type, value: bp.Expression, scope: Scope) -> str:
    name = snake(label)
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=(scope.unit.span,), name=name, label=label, type=kind, value=value,
        summary=_said(scope.unit),
    )  # fmt: skip
    return entity.derivations[name].id


def _fee(label: str, scope: Scope) -> tuple[EntityDraft, str] | None:
    """The amount for a whole year that the words name."""
    words = label.lower().split()
    found = [
        (e, f.name)
        for e in scope.draft.entities.values()
        for f in e.fields.values()
        if f.type.kind == "money" and (not words or f.label.lower().split()[-len(words) :] == words)
    ]
    return found[0] if len(found) == 1 else None


def _steps(scope: Scope, keyword: str) -> list[Unit]:
    block = scope.unit.block
    if block.kind != "gherkin":
        return []
    return [
        u for u in scope.draft.units
        if u.block.kind == "gherkin" and u.block.scenario == block.scenario and u.block.keyword == keyword
    ]  # fmt: skip


def prorated(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A twelfth of the fee is charged per remaining month, the first included"."""
    match = _CHARGED.match(_said(scope.unit))
    if match is None or clause.span[0] != scope.unit.span[0]:
        return None
    found = _fee(match["fee"], scope)
    occasions = [u for u in (*_steps(scope, "when"), *_steps(scope, "given")) if not scope.draft.claimed(u.span)]
    if found is None or any(not _STARTS.match(_said(u)) for u in occasions):
        raise NotUnderstoodError(f"it is not known of what “{match['fee']}” is said", clause.span)
    entity, fee = found
    since = bp.path("it", start_of(entity, scope))
    months = bp.Arithmetic(
        operator="-", left=bp.whole(13 if match["first"] else 12), right=bp.Part(of=since, part="month")
    )
    value = _monthly(bp.path("it", fee), months)
    label = f"charged {entity.fields[fee].label.split()[-1]}"
    made = _derive(entity, label, entity.fields[fee].type, value, scope)
    scope.take(scope.unit.span)
    for unit in occasions:
        scope.draft.claim(unit.span, "prorated", [made])
    scope.draft.claim(scope.unit.span, "prorated", [made])
    return Claimed("prorated", (made,))


def _monthly(fee: bp.Expression, months: bp.Expression) -> bp.Expression:
    year = bp.Arithmetic(operator="*", left=fee, right=months)
    return bp.Rounded(way="half_up", value=bp.Arithmetic(operator="/", left=year, right=bp.whole(12)), places=2)


def refunded(clause: Clause, scope: Scope) -> Claimed | None:
    """ "When a permit is given back, the full months left are refunded minus 10.00 for handling"."""
    match = _REFUNDED.match(_said(scope.unit))
    events = _steps(scope, "when")
    if match is None or len(events) != 1:
        return None
    found = _deed(events[0], scope)
    if found is None:
        raise NotUnderstoodError(f"it is not known when “{events[0].text}”", clause.span)
    operation, entity = found
    fees = [f.name for f in entity.fields.values() if f.type.kind == "money" and "fee" in f.label.lower().split()]
    if len(fees) != 1:
        raise NotUnderstoodError(f"it is not known what is paid for a {entity.label}", clause.span)
    row = next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), entity.name)
    since = bp.path(row, start_of(entity, scope))
    left = bp.Arithmetic(operator="-", left=bp.whole(12), right=bp.Part(of=bp.Name(name="today"), part="month"))
    this_year = same(bp.Part(of=since, part="year"), bp.Part(of=bp.Name(name="today"), part="year"))
    months = bp.Conditional(test=this_year, then=left, otherwise=bp.whole(0))
    value: bp.Expression = _monthly(bp.path(row, fees[0]), months)
    if match["off"]:
        value = bp.Arithmetic(operator="-", left=value, right=bp.number(match["off"].strip("€£$ ")))
    name = scope.draft.add_field(entity, "refund", entity.fields[fees[0]].type, scope.unit.span, required=False)
    entity.later.add(name)
    operation.steps.append(bp.Update(row=bp.Name(name=row), values=((name, value),)))
    scope.draft.remember(Refund(operation.name, name))
    scope.take(scope.unit.span)
    scope.draft.gap("How a refund is paid out is not said; the amount is kept.", "unclear", scope.unit.span)
    if not scope.draft.claimed(events[0].span):
        scope.draft.claim(events[0].span, "refunded", [operation.id])
    return Claimed("refunded", (operation.id, entity.fields[name].id))


def _deed(unit: Unit, scope: Scope) -> tuple[OperationDraft, EntityDraft] | None:
    clauses = unit.clauses
    np = clauses[0].subject if len(clauses) == 1 and clauses[0].voice == "passive" else None
    entity = known_thing(scope.draft, np) if np is not None else None
    fact = fact_of(scope.draft, entity, clauses[0].verb, clauses[0].particle) if entity is not None else None
    if fact is None or fact.operation is None or fact.creation or entity is None:
        return None
    return fact.operation, entity


def never_less(clause: Clause, scope: Scope) -> Claimed | None:
    """ "But never less than 0.00": the amount of the sentence before has a floor."""
    match = _FLOOR.match(_said(scope.unit))
    last = scope.draft.recall(Refund)
    if match is None or last is None:
        return None
    operation = scope.draft.operations[last.operation]
    least = bp.number("0" if match["least"].lower() in {"zero", "nothing"} else match["least"].strip("€£$ "))
    for index, step in enumerate(operation.steps):
        values = dict(step.values) if isinstance(step, bp.Update) else {}
        if last.field in values and isinstance(step, bp.Update):
            floored = bp.Extreme(which="largest", terms=(least, values[last.field]))
            made = tuple((k, floored if k == last.field else v) for k, v in step.values)
            operation.steps[index] = step.model_copy(update={"values": made})
    scope.take(scope.unit.span)
    return Claimed("never_less", (operation.id,))


def day_comes(clause: Clause, scope: Scope) -> Claimed | None:
    """ "Given a permit not yet renewed, When 1 December comes, Then its holder is reminded once"."""
    events, givens = _steps(scope, "when"), _steps(scope, "given")
    if scope.unit.block.keyword != "then" or len(events) != 1 or len(givens) != 1 or clause.subject is None:
        return None
    day, given = _COMES.match(_said(events[0])), _NOT_YET.match(_said(givens[0]))
    reminding = (
        clause.verb in {"remind", "tell", "inform", "notify", "warn", "text", "alert"} and clause.voice == "passive"
    )
    if day is None or given is None or not reminding or clause.phrases or clause.negated:
        return None
    entity = scope.draft.find_entity(singular_name(given["thing"]))
    found = [x for x in find_literals(day["day"], 0) if isinstance(x, Date)]
    fact = fact_of(scope.draft, entity, _base(given["done"])) if entity is not None else None
    if entity is None or fact is None or len(found) != 1:
        raise NotUnderstoodError(f"it is not known when “{givens[0].text}”", clause.span)
    row = Row(entity, IT)
    since = bp.path("it", start_of(entity, scope))
    when = in_year(since, found[0].month, found[0].day)
    at = bp.Conditional(test=compare(since, "<=", when), then=bp.Part(of=when, part="start"), otherwise=bp.nothing())
    whom = recipients_of(clause.subject, scope.bound(row))
    kind = "reminder" if clause.verb == "remind" else "notice"
    notify = bp.Notify(
        to=whom.to, type=kind, subject=IT, text=bp.text(reason(f"{_said(givens[0])}: {_said(scope.unit)}"))
    )
    undone = both(no(fact.holds(IT)), *([absent("it.given_back_at")] if "given_back_at" in entity.fields else []))
    timer = bp.Timer(
        id=scope.draft.unique(f"timer.{kind}_{entity.name}"), spans=(scope.unit.span,), entity=entity.id,
        summary=_said(scope.unit), at=at, when=undone, steps=(notify,),
    )  # fmt: skip
    scope.draft.timers.append(timer)
    scope.take(scope.unit.span)
    for unit in (events[0], givens[0]):
        scope.draft.claim(unit.span, "day_comes", [timer.id])
    return Claimed("day_comes", (timer.id,))


def _base(participle: str) -> str:
    return lexicon.word(participle.lower()).lemmas.get("VERB", participle.lower())


YEARLY: tuple[Frame, ...] = (ends_in_year, prorated, refunded, never_less, day_comes)
"""The frames of what lasts for a year, in the order in which they are tried."""
