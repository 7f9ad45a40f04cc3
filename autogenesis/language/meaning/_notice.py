"""Reads what calling something off costs, by how long before it is done: "free until 18:00 the day before, later 25 euro"."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._literals import Money, Percent
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import compare, no, present
from autogenesis.language._typing import currency_of
from autogenesis.language.meaning._booking import bookings
from autogenesis.language.meaning._facts import Fact, fact_of
from autogenesis.language.meaning._measuring import begins
from autogenesis.language.meaning._placing import IT, at_row
from autogenesis.language.meaning._scope import Row, Scope, Value

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_N = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)}|an?)"
_U = r"(?:minute|hour|day|week)s?['’]?"
_OF = r"(?:\s+(?:before|ahead of|prior to|of|in advance|ahead|beforehand|notice)(?:\s+(?:the|its|their|your)?\s*[a-z-]+(?:\s+(?:starts|begins))?)?)?"
_CLOCK = regex(
    r"(?:until|till|up to|by|before)\s+(?P<at>\d{1,2}[:.]\d{2}|noon|midday)\s+(?:on\s+)?(?:the\s+)?(?:day|evening|night)\s+before", re.I
)  # fmt: skip
_DOWN = regex(rf"(?:from\s+)?less than\s+(?P<high>{_N})(?:\s+{_U})?\s+(?:down to|but at least|but not less than|to|and at least)\s+(?P<low>{_N})\s+(?P<unit>{_U}){_OF}", re.I)  # fmt: skip
_BETWEEN = regex(rf"(?:between\s+)?(?P<high>{_N})\s+(?:and|to|–|-)\s+(?P<low>{_N})\s+(?P<unit>{_U}){_OF}", re.I)
_EARLY = regex(
    rf"(?:(?:until|till|up to|at least|(?:not|no) (?:less|later) than|as late as)\s+(?P<n>{_N})\s+(?P<unit>{_U})|(?P<n2>{_N})\s+(?:or more\s+)?(?P<unit2>{_U})\s+or (?:more|earlier|longer)|(?P<n3>{_N})\s+or more\s+(?P<unit3>{_U}))"
    rf"{_OF}", re.I)  # fmt: skip
_MORE = regex(rf"(?:more|longer|earlier)\s+than\s+(?P<n>{_N})\s+(?P<unit>{_U}){_OF}", re.I)
_LATE = regex(rf"(?:less than|under|within)\s+(?P<n>{_N})\s+(?P<unit>{_U}){_OF}", re.I)
_REST = regex(
    r"\b(?:later(?: than that)?|after that|afterwards?|thereafter|any later|otherwise|on the day itself|after it)\b",
    re.I,
)
_ABSENT = regex(
    r"(?:by\s+|for\s+)?(?:not\s+(?:turning|showing)\s+up|no[- ]?shows?|not\s+(?:coming|appearing|attending)|failing to (?:turn up|show up|appear)"
    r"|(?:whoever|those who|who|people who|anyone who)\s+(?:does|do)(?:\s+not|n['’]t)\s+(?:turn|show)\s+up(?:\s+at all)?)", re.I)  # fmt: skip
_NOTHING = regex(r"\b(?:nothing|free(?: of charge)?|no charge|without charge|is not charged|costs? nothing)\b", re.I)
_HALF = regex(r"\bhalf(?:\s+(?:of\s+)?(?:the|its|that)\s+(?:price|fee|amount|sum|rent|cost))?\b", re.I)
_ALL = regex(r"\b(?:all(?:\s+of\s+it)?|everything|the (?:full|whole) (?:price|fee|amount|sum|cost)|(?:the )?full (?:price|fee)|in full)\b", re.I)  # fmt: skip
_SAID = frozenset(
    "whoever cancel cancellation cancelling canceling who those people anyone anybody member pay pays cost costs charge charged be is are and or "
    "it the a an of from but that than for then to by not price fee booking in at on they you".split()
)


@dataclass(frozen=True, slots=True)
class Band:
    """From `low` (with it or not) up to `high` before the start, or not turning up at all; and what that costs."""

    test: bp.Expression | None
    charge: bp.Expression
    absent: bool = False


def read_notice(draft: Draft) -> None:
    """What whoever cancels, or does not come, has to pay."""
    for unit in draft.units:
        if (
            draft.claimed(unit.span)
            or f"notice@{unit.id}" in draft.barred
            or not re.search(r"\bcancel", unit.text, re.I)
        ):
            continue
        before = draft.mark()
        made = _read(unit, draft)
        if made:
            draft.claim(unit.span, "notice", made)
        else:
            draft.back_to(before)


def _read(unit: Unit, draft: Draft) -> list[str]:
    booked = _booked(unit, draft)
    if booked is None:
        return []
    scope = Scope(draft, unit)
    start = begins(Row(booked, IT), scope)
    segments = _segments(unit.text)
    if start is None or len(segments) < 2:
        return []
    bands: list[Band] = []
    for index, segment in enumerate(segments):
        found = _bands(segment, segments[index + 1] if index + 1 < len(segments) else "", booked, start, draft)
        if found is None:
            return []
        bands += found
    if not any(band.test is not None for band in bands):
        return []
    return _kept(booked, bands, unit, draft)


def _booked(unit: Unit, draft: Draft) -> EntityDraft | None:
    """What is called off: the booking that is named, else the only one."""
    known = [b.entity for b in bookings(draft)]
    named = [e for e in known if re.search(rf"\b{e.label}s?\b", unit.text, re.I)]
    chosen = named or known
    return chosen[0] if len({e.name for e in chosen}) == 1 else None


def _segments(text: str) -> list[str]:
    """The parts of the sentence, each with a time or a charge: those joined by commas belong together as far as needed."""
    parts = [
        p.strip()
        for p in re.split(r"[;,.]\s+|[.;]$|\s+and\s+(?=not |no[- ]|whoever|who )|\s+but\s+", text)
        if p.strip()
    ]
    joined: list[str] = []
    for part in parts:
        timed = _timed(part) is not None
        if joined and (not timed or not _priced(joined[-1])):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined


def _timed(text: str) -> re.Match[str] | None:
    return next(
        (m for p in (_CLOCK, _DOWN, _EARLY, _MORE, _LATE, _REST, _ABSENT, _BETWEEN) if (m := p.search(text))), None
    )


def _priced(text: str) -> bool:
    return _charge_words(text) is not None


def _charge_words(text: str) -> tuple[str, str] | None:
    """The kind of charge and the words that say it."""
    for pattern, kind in ((_NOTHING, "nothing"), (_HALF, "half"), (_ALL, "all")):
        match = pattern.search(text)
        if match is not None:
            return kind, match[0]
    for literal in find_literals(text, 0):
        if isinstance(literal, Percent | Money):
            return ("percent" if isinstance(literal, Percent) else "money"), literal.text
    bare = re.search(r"\bcosts?\s+(\d+(?:\.\d+)?)\b", text)
    return ("number", bare[1]) if bare is not None else None


def _bands(segment: str, following: str, entity: EntityDraft, start: Value, draft: Draft) -> list[Band] | None:
    said = _charge_words(segment)
    if said is None:
        return None
    charge = _charge(said, segment, entity, draft)
    if charge is None:
        return None
    rest = segment.replace(said[1], " ", 1)
    bands: list[Band] = []
    absent = _ABSENT.search(rest)
    if absent is not None:
        bands.append(Band(None, charge, absent=True))
        rest = rest.replace(absent[0], " ", 1)
    timed = _timed(rest)
    if timed is not None:
        test = _test(timed, start)
        if test is None:
            return None
        bands.append(Band(test, charge))
        rest = rest.replace(timed[0], " ", 1)
    words = [
        w
        for w in re.findall(r"[a-z]+|\d+", rest.lower())
        if not (w in _SAID or w.startswith("cancel") or w in {entity.label, entity.plural})
    ]
    return bands if bands and not words else None


def _charge(said: tuple[str, str], segment: str, entity: EntityDraft, draft: Draft) -> bp.Expression | None:
    kind, text = said
    currency = currency_of(draft)
    money = bp.Type(kind="money", currency=currency)
    price = bp.Get(of=IT, field="price") if "price" in {*entity.fields, *entity.derivations} else None
    if kind == "nothing":
        return bp.Literally(type=money, value="0")
    if kind in {"money", "number"}:
        literal = next((x for x in find_literals(text, 0) if isinstance(x, Money)), None)
        value = str(literal.value) if literal is not None else text
        return bp.Literally(type=bp.Type(kind="money", currency=literal.currency) if literal else money, value=value)
    if price is None:
        return None
    if kind == "half":
        return bp.Arithmetic(operator="*", left=price, right=bp.number("0.5"))
    if kind == "percent":
        share = next(x for x in find_literals(text, 0) if isinstance(x, Percent))
        return bp.Arithmetic(
            operator="/",
            left=bp.Arithmetic(operator="*", left=price, right=bp.number(share.value)),
            right=bp.whole(100),
        )
    return price


def _test(match: re.Match[str], start: Value) -> bp.Expression | None:
    """That it is called off at that distance; `True` where it is any later."""
    groups = match.groupdict()
    if match.re.pattern == _REST.pattern:
        return bp.truth(True)
    if match.re.pattern == _CLOCK.pattern:
        at = {"noon": "12:00", "midday": "12:00"}.get(groups["at"].lower(), groups["at"].replace(".", ":").zfill(5))
        day = start.expression if start.type.kind == "date" else bp.Part(of=start.expression, part="date")
        limit = bp.Moment(
            date=bp.Shift(moment=day, amount=bp.whole(-1), unit="days"), time=bp.Literally(type=bp.TIME, value=at)
        )
        return compare("now", "<=", limit)
    unit = next(v for k, v in groups.items() if k.startswith("unit") and v).lower().rstrip("'’")
    unit = unit if unit.endswith("s") else f"{unit}s"
    if match.re.pattern in {_DOWN.pattern, _BETWEEN.pattern}:
        return _least(start, _number(groups["low"]), unit, strict=False)
    amount = _number(next(v for k, v in groups.items() if k.startswith("n") and v))
    if match.re.pattern == _LATE.pattern:
        return no(_least(start, amount, unit, strict=False))
    return _least(start, amount, unit, strict=match.re.pattern == _MORE.pattern)


def _least(start: Value, amount: int, unit: str, *, strict: bool) -> bp.Expression:
    """That there is at least so much time left."""
    begin = start.expression if start.type.kind == "datetime" else bp.Part(of=start.expression, part="start")
    limit = bp.Shift(moment=begin, amount=bp.whole(-amount), unit=unit)
    return compare("now", "<" if strict else "<=", limit)


def _number(word: str) -> int:
    low = word.lower()
    return int(low) if low.isdigit() else 1 if low in {"a", "an"} else _NUMBERS.index(low) + 1


def _kept(entity: EntityDraft, bands: list[Band], unit: Unit, draft: Draft) -> list[str]:
    """What it costs is kept when it is called off, or when nobody came."""
    ordered = [band for band in bands if not band.absent]
    charge: bp.Expression = bp.Literally(type=bp.NOTHING, value=None)
    for band in reversed(ordered):
        test = band.test if band.test is not None else bp.truth(True)
        charge = (
            band.charge if test == bp.truth(True) else bp.Conditional(test=test, then=band.charge, otherwise=charge)
        )
    currency = currency_of(draft)
    name = draft.add_field(entity, "charge", bp.Type(kind="money", currency=currency), unit.span, required=False)
    entity.later.add(name)
    fact = fact_of(draft, entity, "cancel")
    if fact is None or fact.operation is None:
        return []
    _also(fact.operation, fact, name, charge, entity)
    made = [fact.operation.id, f"field.{entity.name}.{name}"]
    absent = next((band for band in bands if band.absent), None)
    if absent is not None:
        made.append(_absence(entity, name, absent.charge, unit, draft))
        came = no(present(bp.Get(of=bp.Name(name=entity.name), field="no_show_at")))
        late = f"Nobody came for the {entity.label}: it is too late to cancel it."
        fact.operation.guards.append(draft.guard(f"{fact.operation.name}.missed", came, late, unit.span, entity.name))
    return made


def _also(operation: OperationDraft, fact: Fact, name: str, value: bp.Expression, entity: EntityDraft) -> None:
    row = bp.Name(name=entity.name)
    placed = at_row(value, row)
    operation.steps[:] = [
        step.model_copy(update={"values": (*step.values, (name, placed))}) if isinstance(step, bp.Update) and step.row == row else step
        for step in operation.steps
    ]  # fmt: skip
    if not any(name in dict(step.values) for step in operation.steps if isinstance(step, bp.Update)):
        operation.steps.append(bp.Update(row=row, values=((name, placed),)))


def _absence(entity: EntityDraft, name: str, charge: bp.Expression, unit: Unit, draft: Draft) -> str:
    """That nobody came can be noted, once, for what was not called off."""
    missed = draft.add_field(entity, "no show at", bp.DATETIME, unit.span, required=False)
    entity.later.add(missed)
    operation = draft.operation(
        "note no show of", entity, "change", f"Note that nobody came for {article(entity.label)}.", unit.span
    )
    row = bp.Name(name=entity.name)
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    live = [bp.Get(of=row, field=n) for n in (missed, "cancelled_at") if n in entity.fields]
    for kept in live:
        reason = f"Nobody came for the {entity.label}, or it was cancelled, already."
        operation.guards.append(
            draft.guard(f"{operation.name}.once", no(present(kept)), reason, unit.span, entity.name)
        )
    values = ((missed, bp.Name(name="now")), (name, at_row(charge, row)))
    operation.steps.append(bp.Update(row=row, values=values))
    operation.result = row
    return operation.id
