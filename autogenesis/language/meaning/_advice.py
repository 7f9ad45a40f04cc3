"""Frames of what a value calls for: "With ten mites or more a treatment is advised; between five and nine the next count is due within a week"."""

from __future__ import annotations

import re
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import EntityDraft, snake
from autogenesis.language._literals import Bound, Duration, Measure, Range
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import amount, both, compare, shift
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import RELATIONS, TIMES, time_unit
from autogenesis.language.meaning._members import singular
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.readings._due_dates import entered

_CALLED = "advised|recommended|needed|required|necessary|suggested|proposed|called for|indicated|mandatory|appropriate"
_FRONT = regex(r"^(?:with|at|for|from|and|but|,)?\s*(?:and\s+)?(?:with\s+|at\s+)?", re.I)
_PER = regex(
    r"^\s*(?:[a-z]+\s+)??(?:(?:per|a|an|each)\s+(?:day|hour|week|month|year|minute|test|sample|round)\s*)?,?\s*", re.I
)
_ADVISED = regex(
    rf"^(?P<det>an?|no|the|its|another)\s+(?P<what>[a-z][\w-]*(?:\s[a-z][\w-]*){{0,2}})\s+(?:is|are)\s+(?P<not>not\s+)?(?P<how>{_CALLED})$",
    re.I,
)
_DUE = regex(
    r"^(?:the|its|an?|another)\s+(?P<what>(?:next\s+|second\s+|further\s+)?[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+(?:is|are|falls?)\s+due\s+(?:within|after|in)\s+(?P<wait>.+)$",
    re.I,
)


def called_for(clause: Clause, scope: Scope) -> Claimed | None:
    """What each band of a value calls for is kept with the row: whether something is advised, by when something is due."""
    if clause.span[0] != scope.unit.span[0]:
        return None
    text = " ".join(scope.unit.text.split()).rstrip(" .")
    segments = [
        part.strip()
        for part in re.split(r"\s*;\s*|,\s+(?=(?:with|at|between|from|above|below|over|under)\s)", text)
        if part.strip()
    ]
    made: list[str] = []
    measured: tuple[EntityDraft, str] | None = None
    for index, segment in enumerate(segments):
        read = _band(segment)
        if read is None:
            if index:
                raise NotUnderstoodError(f"nothing could be made of “{segment}”", clause.span)
            return None
        literal, effect = read
        measured = _measured(literal, scope) or measured
        if measured is None:
            raise NotUnderstoodError(f"it is not known what “{literal.text}” is counted of", clause.span)
        made.append(_kept(measured, literal, effect, clause, scope))
    scope.take(scope.unit.span)
    scope.draft.claim(scope.unit.span, "called_for", made)
    return Claimed("called_for", tuple(made))


def _band(segment: str) -> tuple[Bound | Range, re.Match[str]] | None:
    front = _FRONT.match(segment)
    start = front.end() if front else 0
    found = [x for x in find_literals(segment, 0) if isinstance(x, Bound | Range) and x.span[0] == start]
    if not found:
        return None
    rest = segment[found[0].span[1] :]
    for text in (rest.strip(), rest[(m.end() if (m := _PER.match(rest)) else 0) :].strip()):
        effect = _ADVISED.match(text) or _DUE.match(text)
        if effect is not None:
            return found[0], effect
    return None


def _measured(literal: Bound | Range, scope: Scope) -> tuple[EntityDraft, str] | None:
    """The number that the unit of the bound names."""
    ends = (literal.low, literal.high) if isinstance(literal, Range) else (literal.value,)
    unit = next((x.unit for x in ends if isinstance(x, Measure)), "")
    if not unit:
        return None
    found = []
    for entity in scope.draft.entities.values():
        for f in entity.fields.values():
            words = {singular(word) for word in f.label.lower().split()}
            if f.type.is_number and (unit in words or (f.type.unit or "").rstrip("s") == unit):
                found.append((entity, f.name))
    return found[0] if len(found) == 1 else None


def _kept(
    measured: tuple[EntityDraft, str], literal: Bound | Range, effect: re.Match[str], clause: Clause, scope: Scope
) -> str:
    entity, name = measured
    test = _inside(bp.path("it", name), entity.fields[name].type, literal)
    what = effect["what"].lower()
    if effect.re.pattern == _DUE.pattern:
        return _due(entity, what, effect["wait"], test, clause, scope)
    denied = effect["det"].lower() == "no" or bool(effect["not"])
    label = f"{what} {effect['how'].lower()}"
    known = entity.derivations.get(snake(label))
    value: bp.Expression = bp.Not(term=test) if denied else test
    if known is not None:
        value = both(known.value, value) if denied else bp.AnyOf(terms=(known.value, value))
    return _derive(entity, label, bp.BOOLEAN, value, clause, scope)


def _inside(value: bp.Expression, kind: bp.Type, literal: Bound | Range) -> bp.Expression:
    if isinstance(literal, Bound):
        return compare(value, RELATIONS[literal.op], amount(kind, getattr(literal.value, "value", 0)))
    low, high = (amount(kind, getattr(x, "value", 0)) for x in (literal.low, literal.high))
    return both(compare(value, ">=", low), compare(value, "<=", high))


def _due(entity: EntityDraft, what: str, wait: str, test: bp.Expression, clause: Clause, scope: Scope) -> str:
    """By when something is due, counted from the day of the row."""
    found = [x for x in find_literals(wait, 0) if isinstance(x, Duration | Bound)]
    lasting = found[0].value if found and isinstance(found[0], Bound) else found[0] if found else None
    one = re.fullmatch(r"an?\s+(day|week|month|year)", wait.strip(), re.I)
    if one is not None:
        lasting = Duration((0, len(wait)), wait, Decimal(1), one[1].lower())
    if not isinstance(lasting, Duration):
        raise NotUnderstoodError(f"nothing could be made of “{wait}”", clause.span)
    unit, calendar = time_unit(lasting, scope)
    dated = [f.name for f in entity.fields.values() if f.type.kind in TIMES and f.name not in entity.later]
    since = dated[0] if len(dated) == 1 else entered(scope.draft, entity)
    kind = entity.fields[since].type
    until = shift(f"it.{since}", int(lasting.value), unit, calendar)
    value = bp.Conditional(test=test, then=until, otherwise=bp.nothing())
    return _derive(entity, f"{what} due", kind, value, clause, scope)


def _derive(entity: EntityDraft, label: str, kind: bp.Type, value: bp.Expression, clause: Clause, scope: Scope) -> str:
    name = snake(label)
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=(clause.span,), name=name, label=label, type=kind, value=value,
        summary=" ".join(scope.unit.text.split()),
    )  # fmt: skip
    return entity.derivations[name].id


ADVICE: tuple[Frame, ...] = (called_for,)
"""The frames of what a value calls for."""
