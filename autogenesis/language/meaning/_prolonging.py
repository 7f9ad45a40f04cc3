"""Reads how often and by how much a time may be prolonged: "It can be prolonged once, by 60 days at most, provided …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import compare, shift
from autogenesis.language.meaning._alike import span_of
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._swapping import swapped

_NUMBERS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)} | {
    "a": 1,
    "an": 1,
}
_N = rf"(?P<%s>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_WHAT = regex(
    r"^(?P<what>it|they|(?:an?|the|each|every)\s+[a-z]+(?: [a-z]+)?|[a-z]+s)\s+(?:can|may)\s+(?:only\s+)?be\s+(?P<verb>prolonged|extended|renewed|lengthened)\b", re.I
)  # fmt: skip
_PARTS = (
    ("times", regex(rf"\b(?:at most\s+|up to\s+|only\s+)?(?:(?P<once>once|twice)|{_N % 'n'}\s+times)(?:\s+at (?:the )?most)?", re.I)),
    ("by", regex(rf"\b(?:by|for)\s+(?P<most>(?:at most|up to|no more than|not more than|a maximum of)\s+)?{_N % 'n'}(?:\s+more)?\s+(?P<unit>day|week|month)s?(?P<most2>\s+at (?:the )?most|\s+max(?:imum)?)?(?:\s+each(?:\s+time)?)?", re.I)),
    ("before", regex(
        rf"(?:provided(?: that)?|if|as long as|when)\s+(?:the\s+|a\s+)?(?:request|wish|application)\s+(?:arrives|is made|comes|is received|comes in)\s+(?:at least\s+)?{_N % 'n'}(?:\s+or more)?\s+(?P<unit>day|week|month)s?(?:\s+or more)?\s+before\s+(?:its|the|their)\s+(?:end|due date|return)", re.I)),
)  # fmt: skip
_VERBS = {"prolonged": "prolong", "extended": "extend", "renewed": "renew", "lengthened": "lengthen"}


@dataclass(frozen=True, slots=True)
class _Terms:
    times: int | None
    amount: int
    unit: bp.Unit
    most: bool
    before: tuple[int, bp.Unit] | None


def read_prolonging(draft: Draft) -> None:
    """An operation that moves the end, within the bounds that are said."""
    for unit in draft.units:
        text = " ".join(unit.text.split()).rstrip(" .")
        match = _WHAT.match(text)
        if match is None or draft.claimed(unit.span) or f"prolonging@{unit.id}" in draft.barred:
            continue
        terms = _terms(text[match.end() :])
        entity = _entity(match["what"].lower(), unit, draft)
        ends = span_of(entity) if entity is not None else None
        if terms is None or entity is None or ends is None or ends[1] not in entity.fields:
            continue
        made = _prolonged(entity, _VERBS[match["verb"].lower()], ends, terms, unit, draft)
        draft.claim(unit.span, "prolonging", made)


def _terms(rest: str) -> _Terms | None:
    """What is said of it, where nothing else is said."""
    found: dict[str, re.Match[str]] = {}
    for name, pattern in _PARTS:
        match = pattern.search(rest)
        if match is not None:
            found[name] = match
            rest = rest[: match.start()] + " " + rest[match.end() :]
    if rest.strip(" ,") not in {"", "and"} or "by" not in found:
        return None
    times, by, before = found.get("times"), found["by"], found.get("before")
    count = None
    if times is not None:
        count = {"once": 1, "twice": 2}.get((times["once"] or "").lower()) or _number(times["n"])
    limit = (_number(before["n"]), _unit(before["unit"])) if before is not None else None
    return _Terms(count, _number(by["n"]), _unit(by["unit"]), bool(by["most"] or by["most2"]), limit)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _unit(word: str) -> bp.Unit:
    return {"day": "days", "week": "weeks", "month": "months"}[word.lower()]  # type: ignore[return-value]


def _entity(what: str, unit: Unit, draft: Draft) -> EntityDraft | None:
    """What is prolonged: named, or what the sentence before is about."""
    if what not in {"it", "they"}:
        noun = re.sub(r"^(?:an?|the|each|every)\s+", "", what)
        return draft.find_entity(noun)
    before = next((u for u in draft.units if u.number == unit.number - 1), None)
    subjects = [c.subject for c in before.clauses if c.subject is not None] if before is not None else []
    return next((e for np in subjects if (e := known_thing(draft, np)) is not None), None)


def _prolonged(
    entity: EntityDraft, verb: str, ends: tuple[str, str], terms: _Terms, unit: Unit, draft: Draft
) -> list[str]:
    end = ends[1]
    operation = draft.operation(verb, entity, "change", f"{verb.capitalize()} a {entity.label}.", unit.span)
    row = bp.Name(name=entity.name)
    operation.inputs.setdefault(entity.name, bp.Parameter(name=entity.name, type=entity.type))
    for label in ("times", "by"):
        name = draft.add_field(entity, f"{verb}ed {label}", bp.INTEGER, unit.span, required=False, default=bp.whole(0))
        entity.later.add(name)
    times, moved = f"{verb}ed_times", f"{verb}ed_by"
    given: bp.Expression = bp.whole(terms.amount)
    made = [operation.id]
    if terms.most:
        given = bp.Name(name=terms.unit)
        operation.inputs[terms.unit] = bp.Parameter(
            name=terms.unit, type=bp.INTEGER, summary=f"by how many {terms.unit}"
        )
        made.append(_guard(operation, "least", compare(given, ">=", bp.whole(1)), terms.unit, unit, draft))
        made.append(_guard(operation, "most", compare(given, "<=", bp.whole(terms.amount)), terms.unit, unit, draft))
    if terms.times is not None:
        often = compare(bp.Get(of=row, field=times), "<", bp.whole(terms.times))
        made.append(_guard(operation, "times", often, entity.name, unit, draft))
    if terms.before is not None:
        limit = shift(bp.Get(of=row, field=end), -terms.before[0], terms.before[1])
        now = "today" if entity.fields[end].type.kind == "date" else "now"
        made.append(_guard(operation, "before", compare(now, "<=", limit), entity.name, unit, draft))
    later = bp.Shift(moment=bp.Get(of=row, field=end), amount=given, unit=terms.unit)
    more = bp.Arithmetic(operator="+", left=bp.Get(of=row, field=times), right=bp.whole(1))
    total = bp.Arithmetic(operator="+", left=bp.Get(of=row, field=moved), right=given)
    operation.steps.append(bp.Update(row=row, values=((end, later), (times, more), (moved, total))))
    operation.result = row
    _as_agreed(entity, ends, moved, terms.unit)
    return made


def _guard(operation: OperationDraft, what: str, requires: bp.Expression, field: str, unit: Unit, draft: Draft) -> str:
    reason = " ".join(unit.text.split())
    guard = draft.guard(f"{operation.name}.{what}", requires, reason, unit.span, field)
    operation.guards.append(guard)
    return guard.id


def _as_agreed(entity: EntityDraft, ends: tuple[str, str], moved: str, unit: bp.Unit) -> None:
    """What bounds the length was said of the time first agreed upon, without what was added."""
    start, end = ends
    back = bp.Arithmetic(operator="*", left=bp.Get(of=IT, field=moved), right=bp.whole(-1))
    agreed = bp.Shift(moment=bp.Get(of=IT, field=end), amount=back, unit=unit)
    for place, rule in enumerate(entity.invariants):
        parts = tuple(bp.parts_within(rule.requires))
        reads = {p.field for p in parts if isinstance(p, bp.Get) and p.of == IT}
        length = any(isinstance(p, bp.Shift | bp.Between) for p in parts) and {start, end} <= reads
        if length and not any(isinstance(p, bp.Aggregate) for p in parts):
            requires = swapped(rule.requires, lambda node: agreed if node == bp.Get(of=IT, field=end) else None)
            entity.invariants[place] = rule.model_copy(update={"requires": requires})
