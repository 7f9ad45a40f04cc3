"""Frames of how long and how often something can be used: "It's good for 28 days (day of issue = day 1) and one use"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import blueprints as bp
from autogenesis.language._clauses import parse
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Duration, Measure, Number, Times
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import absent, compare
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import TIMES, current, later
from autogenesis.language.meaning._facts import fact_of, operation_of
from autogenesis.language.meaning._focus import abouts
from autogenesis.language.meaning._naming import known_thing
from autogenesis.language.meaning._placing import IT, at_row, guarded
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope, Value
from autogenesis.language.readings._due_dates import entered

_GOOD = regex(
    r"^(?:.*?\s)?(?:is|are|stays?|remains?|'s|’s|it's|it’s)\s+(?:only\s+)?(?:good|valid|usable)\s+for\s+(?P<rest>.+?)[.;]?$",
    re.I | re.S,
)
_USES = regex(r"^(?:only\s+|just\s+)?(?P<count>an?|one|a single|single|\S+)\s+uses?(?:\s+only)?$", re.I)
_FIRST = regex(
    r"\((?:the\s+)?(?:day|date)\s+of\s+[\w\s]+?\s*(?:=|is|being|counts as)\s*(?:the\s+)?(?:day\s+(?:1|one)|first day)\s*\)|\((?:the\s+)?(?:day|date)\s+of\s+[\w\s]+?\s+(?:included|counts|counted|counting|inclusive)\)|\((?:including|counting)\s+the\s+(?:day|date)\s+of\s+[\w\s]+\)",
    re.I,
)
_FROM = regex(
    r"\b(?:from|after|starting (?:with|on|from)|counted from|as of)\s+(?:the\s+|its\s+)?(?P<date>[\w\s]+)$", re.I
)
_BEGINS = frozenset(
    {"issue", "issued", "purchase", "purchased", "sale", "sold", "start", "begin", "from", "date", "bought"}
)
USING: tuple[str, ...] = (
    "redeem", "hand in", "cash in", "use", "present", "spend", "exchange", "turn in", "scan", "key in", "show",
)  # fmt: skip
"""Verbs for what one does with something that is good for a use."""
_COUNTS = {"a": 1, "an": 1, "one": 1, "single": 1, "a single": 1}


def good_for(clause: Clause, scope: Scope) -> Claimed | None:
    """From its date of issue something can be used for so long, and so often."""
    match = _GOOD.match(clause.text.strip())
    if match is None or clause.negated or clause.conditions:
        return None
    entity = _entity(clause, scope)
    if entity is None:
        return None
    length, rest, uses = _parts(match["rest"])
    if length is None and uses is None or uses == 0:
        return None
    start = _start(entity, rest) if length is not None else None
    if length is not None and start is None and uses is None:
        return None
    operation = _using(entity, scope)
    if operation is None and uses is None:
        return None
    made: list[str] = []
    if length is not None:
        made += _lasting(entity, length, start, bool(_FIRST.search(rest)), clause, scope)
        if operation is not None:
            valid = bp.Get(of=IT, field="valid")
            made.append(guarded(operation, entity, valid, "valid", clause, scope.draft))
    if uses is not None and operation is not None:
        made.append(_limited(entity, operation, uses, clause, scope))
    scope.take(clause.span)
    return Claimed("good_for", tuple(made))


def _entity(clause: Clause, scope: Scope) -> EntityDraft | None:
    np = clause.subject
    if np is None:
        return None
    if not np.pronoun:
        return known_thing(scope.draft, np)
    if np.head != "it":
        return None
    before = [u for u in scope.draft.units if u.number == scope.unit.number - 1]
    subjects = [c.subject for u in before for c in parse(u.sentence) if c.subject is not None]
    spoken = known_thing(scope.draft, subjects[0]) if subjects and not subjects[0].pronoun else None
    return spoken or next(iter(abouts(clause, scope)), None)


def _parts(said: str) -> tuple[Duration | None, str, int | None]:
    """The stretch of time, what stands around it, and the number of uses; 0 uses where a part is not understood."""
    length: Duration | None = None
    rest, uses = "", None
    for part in re.split(r"\s*,?\s+(?:and|but)\s+(?:for\s+)?(?![^()]*\))", said):
        used = _USES.match(part.strip())
        found = [x for x in find_literals(part, 0) if isinstance(x, Duration) and x.span[0] == 0]
        if used is not None:
            uses = _count(used["count"])
        elif found and length is None:
            length, rest = found[0], part[found[0].span[1] :]
        else:
            return None, "", 0
    plain = _FROM.sub("", _FIRST.sub("", rest).strip()).strip()
    return (None, "", 0) if plain else (length, rest, uses)


def _count(said: str) -> int:
    if said.lower() in _COUNTS:
        return _COUNTS[said.lower()]
    found = find_literals(said, 0)
    return int(found[0].value) if len(found) == 1 and isinstance(found[0], Number | Measure) else 0


def _start(entity: EntityDraft, rest: str) -> str | None:
    """The field with the day from which it counts."""
    named = _FROM.search(_FIRST.sub("", rest).strip())
    dated = [f for n, f in entity.fields.items() if f.type.kind in TIMES and n not in entity.later]
    if named is not None:
        wanted = set(named["date"].lower().split()) - {"date", "day", "of", "the"}
        return next((f.name for f in dated if wanted & set(f.label.lower().split())), None)
    fitting = [f.name for f in dated if _BEGINS & set(f.label.lower().split())]
    return fitting[0] if len(fitting) == 1 else None


def _lasting(
    entity: EntityDraft, length: Duration, start: str | None, first: bool, clause: Clause, scope: Scope
) -> list[str]:
    draft = scope.draft
    name = start or entered(draft, entity)
    since = Value(bp.Get(of=IT, field=name), entity.fields[name].type)
    if since.type.kind == "datetime" and first:
        since = Value(bp.Part(of=since.expression, part="date"), bp.DATE)
    end = later(since, length, scope)
    until = end.expression
    if end.type.kind == "date" and first:
        until = bp.Shift(moment=until, amount=bp.whole(-1), unit="days")
    elif end.type.kind == "date":
        draft.assume(f"The {entity.fields[name].label} itself is not counted among the {length.text}.", clause.span)
    made = [_derived(entity, "valid until", end.type, until, clause)]
    relation = "<=" if end.type.kind == "date" else "<"
    still = compare(current(end.type).expression, relation, bp.Get(of=IT, field="valid_until"))  # type: ignore[arg-type]
    return [*made, _derived(entity, "valid", bp.BOOLEAN, still, clause)]


def _derived(entity: EntityDraft, label: str, kind: bp.Type, value: bp.Expression, clause: Clause) -> str:
    name = label.replace(" ", "_")
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=(clause.span,), name=name, label=label, type=kind, value=value,
        summary=" ".join(clause.text.split()),
    )  # fmt: skip
    return entity.derivations[name].id


def _using(entity: EntityDraft, scope: Scope) -> OperationDraft | None:
    """The operation by which rows are used: one the text speaks of, anywhere, else "use"."""
    draft = scope.draft
    for phrase in (*USING, "use"):
        operation = operation_of(draft, entity, phrase)
        if operation is not None and operation.kind == "change":
            return operation
    spoken = next(iter(_spoken(entity, draft)), "use")
    verb, _, particle = spoken.partition(" ")
    fact = fact_of(draft, entity, verb, particle)
    return fact.operation if fact is not None and not fact.creation else None


def _spoken(entity: EntityDraft, draft: Draft) -> Iterator[str]:
    for unit in draft.units:
        for clause in parse(unit.sentence):
            for each in (clause, *(c for condition in clause.conditions for c in condition.clauses)):
                phrase = f"{each.verb} {each.particle}".strip()
                np = each.subject if each.voice == "passive" else each.object
                if phrase in USING and np is not None and not np.pronoun and known_thing(draft, np) is entity:
                    yield phrase


def _limited(entity: EntityDraft, operation: OperationDraft, uses: int, clause: Clause, scope: Scope) -> str:
    """Used no more often than it is good for."""
    verb, _, particle = operation.verb.partition(" ")
    fact = fact_of(scope.draft, entity, verb, particle)
    if uses == 1 and fact is not None and fact.field is not None:
        return guarded(operation, entity, absent(bp.Get(of=IT, field=fact.field)), "once", clause, scope.draft)
    label = f"times {participle_of(operation.verb)}"
    zero = bp.whole(0)
    name = scope.draft.add_field(entity, label, bp.INTEGER, clause.span, required=False, default=zero)
    entity.later.add(name)
    row = next((p.name for p in operation.inputs.values() if p.type.entity == entity.id), entity.name)
    count = bp.Get(of=bp.Name(name=row), field=name)
    more = bp.Arithmetic(operator="+", left=count, right=bp.whole(1))
    operation.steps.append(bp.Update(row=bp.Name(name=row), values=((name, more),)))
    requires = compare(at_row(bp.Get(of=IT, field=name), IT), "<", bp.whole(uses))
    return guarded(operation, entity, requires, "uses", clause, scope.draft)


def used_so_often(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A voucher can be used only once", "A pass may be used three times", "No ticket may be used twice"."""
    np = clause.subject
    if np is None or clause.voice != "passive" or clause.modal not in {"can", "may", "must"} or clause.conditions:
        return None
    if f"{clause.verb} {clause.particle}".strip() not in USING or clause.phrases or clause.objects:
        return None
    often = [x for x in clause.limits if isinstance(x, Times) or (isinstance(x, Bound) and isinstance(x.value, Times))]
    if len(often) != 1 or len(clause.limits) > 1:
        return None
    count = _allowed(often[0], denied=clause.negated or np.negative)
    entity = _entity(clause, scope)
    fact = fact_of(scope.draft, entity, clause.verb, clause.particle) if entity is not None else None
    if entity is None or fact is None or fact.operation is None or fact.creation:
        return None
    if count is None:
        raise NotUnderstoodError(f"nothing could be made of “{often[0].text}”", often[0].span)
    scope.take(clause.span)
    return Claimed("used_so_often", (fact.operation.id, _limited(entity, fact.operation, count, clause, scope)))


def _allowed(literal: object, *, denied: bool) -> int | None:
    if isinstance(literal, Times):
        return int(literal.value) - 1 if denied else int(literal.value)
    if isinstance(literal, Bound) and isinstance(literal.value, Times):
        number = int(literal.value.value)
        if denied:
            return {">": number, ">=": number - 1}.get(literal.op)
        return {"<=": number, "<": number - 1, "==": number}.get(literal.op)
    return None


VALIDITY: tuple[Frame, ...] = (good_for, used_so_often)
"""The frames of how long and how often something can be used."""
