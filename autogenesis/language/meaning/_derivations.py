"""Frames for how values come about: "The score is the sum of the marks divided by three", "rounded up to full euros"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Bound, Duration, Literal, Measure, Percent
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import both
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import TIMES, constant, current, later
from autogenesis.language.meaning._conditions import all_hold
from autogenesis.language.meaning._members import field_named, take_words
from autogenesis.language.meaning._naming import known_thing, take_name
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._prices import PRICES
from autogenesis.language.meaning._reckoning import Reckoned, entity_for, fittest, keep, latest, percent_of, when
from autogenesis.language.meaning._rounding import rounded
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope, Value
from autogenesis.language.meaning._times import moment_of
from autogenesis.language.meaning._values import value_of

_OPERATORS = {"plus": "+", "minus": "-", "less": "-", "times": "*", "over": "/"}


_SCALING = {"divide": "/", "multiply": "*"}


_PERIODS = frozenset({"minute", "hour", "day", "week", "month", "year"})


def derived(clause: Clause, scope: Scope) -> Claimed | None:
    """ "The fee is 5 euro plus 10 percent of the price", "The debt of a member is the sum of his unpaid fees"."""
    np = clause.subject
    if clause.verb not in {"be", "equal", "amount"} or clause.voice == "passive" or np is None or np.pronoun:
        return None
    if clause.negators or clause.complements or clause.exceptions or np.quantity is not None or clause.modal == "can":
        return None
    if len(clause.objects) > 2 or not (clause.objects or _distance(clause)) or not _reckons(clause):
        return None
    entity = fittest(_candidates(np, clause, scope), lambda e: _raw(clause, np, Row(e, IT), scope), scope)
    return _derive(clause, np, Row(entity, IT), scope) if entity is not None else None


def _raw(clause: Clause, np: NP, row: Row, scope: Scope) -> bp.Expression:
    made = _derive(clause, np, row, scope).elements[0]
    return next(d.value for d in row.entity.derivations.values() if d.id == made)


def _candidates(np: NP, clause: Clause, scope: Scope) -> Iterator[EntityDraft]:
    owner = np.possessor or next((p.item for p in np.of if p.prep in {"of", "for"}), None)
    entity = known_thing(scope.draft, owner) if owner is not None and not owner.pronoun else None
    label = " ".join((*np.adjectives, *np.words))
    declared = [e for e in scope.draft.entities.values() if any(f.label.lower() == label for f in e.fields.values())]
    if entity is None and len(declared) == 1:
        entity = declared[0]
    yield from ((entity,) if entity is not None else entity_for(clause, scope))


def _distance(clause: Clause) -> Phrase | None:
    return next((p for p in clause.phrases if isinstance(p.measure, Duration) and p.prep in {"after", "before"}), None)


def _reckons(clause: Clause) -> bool:
    """Whether the clause says how something is reckoned, and not only what it is."""
    if _distance(clause) is not None or any(p.prep in _OPERATORS for p in clause.phrases):
        return True
    return any(
        np.head in {"sum", "total", "average", "mean", "difference", "product", "half", "double", "twice", "number", "minimum", "maximum"}
        or isinstance(np.quantity, Percent)
        for np in clause.objects
    )  # fmt: skip


def _derive(clause: Clause, np: NP, row: Row, scope: Scope) -> Claimed:
    inner = scope.bound(row)
    limits = [each.quantity for each in clause.objects[1:] if isinstance(each.quantity, Bound)]
    clause = replace(clause, objects=tuple(o for o in clause.objects if o.quantity not in limits or o.quantity is None))
    if known_thing(scope.draft, np) is not None and field_named(row.entity, np) is None:
        raise NotUnderstoodError(f"“{np.text}” is a thing, no value", np.span)
    scope.take(clause)
    owner = np.possessor or next((p.item for p in np.of if p.prep in {"of", "for"}), None)
    if owner is not None and not owner.pronoun and known_thing(scope.draft, owner) is row.entity:
        take_name(owner, scope)
    label = " ".join((*np.adjectives, *np.words))
    take_words(scope, np.span, (*np.adjectives, *np.words))
    value = _value(clause, inner)
    tests = [all_hold(condition, inner) for condition in clause.conditions]
    raw = value.expression
    for limit in limits:  # "…, but at least 50 euro"
        least = constant(limit.value, value.type, scope)
        scope.take(limit.span)
        raw = bp.Extreme(which="largest" if limit.op in {">", ">="} else "smallest", terms=(raw, least.expression))
    before = latest(scope.draft, tuple(label.split()))
    if tests:
        if before is None or before.entity is not row.entity:
            raise NotUnderstoodError(f"nothing says what the {label} is otherwise", clause.span)
        raw = when(both(*tests), raw, before.raw)
    named = field_named(row.entity, replace(np, of=(), possessor=None))
    if named is not None and len(row.entity.member(named[0]).label.split()) < len(label.split()):
        named = None
    name = named[0] if named is not None else label.replace(" ", "_").replace("-", "_").lower()
    declared = row.entity.fields.get(name)
    kind = value.type
    places = next((places for p in clause.phrases if (places := decimals(p)) is not None), 2)
    if declared is not None and declared.type.is_number and value.type.is_number and declared.type.kind == "money":
        kind = declared.type
    return Claimed("derived", (keep(Reckoned(row.entity, name, raw, places=places), kind, label, clause, scope.draft),))


def _value(clause: Clause, scope: Scope) -> Value:
    shifted = _distance(clause)
    if shifted is not None and not clause.objects and len(clause.phrases) == 1 and shifted.item is not None:
        if not isinstance(shifted.measure, Duration):
            raise NotUnderstoodError(f"nothing could be made of “{shifted.text}”", shifted.span)
        return later(moment_of(shifted.item, scope), shifted.measure, scope, back=shifted.prep == "before")
    if not clause.objects:
        raise NotUnderstoodError(f"nothing could be made of “{clause.text}”", clause.span)
    first, *rest = clause.objects
    if rest and first.head in {"half", "double", "twice"}:
        value = _scaled(value_of(rest[0], scope), {"half": Decimal("0.5")}.get(first.head, Decimal(2)))
        take_words(scope, first.span, (first.head,))
    elif rest:
        raise NotUnderstoodError(f"nothing could be made of “{rest[0].text}”", rest[0].span)
    else:
        value = operand(first, scope, clause.phrases)
    for phrase in clause.phrases:
        if phrase.prep in _OPERATORS:
            for item in phrase.items:
                value = combined(_OPERATORS[phrase.prep], value, operand(item, scope, ()), phrase.span)
        elif decimals(phrase) is not None:
            scope.take(phrase.span)
        elif not (first.head in {"difference", "number"} and phrase.prep in {"between", "since", "from", "to"}):
            raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
    return value


def decimals(phrase: Phrase) -> int | None:
    """ "with one decimal": to how many places."""
    literal = phrase.item.quantity if phrase.item is not None else None
    counted = isinstance(literal, Measure) and literal.unit in {"decimal", "digit", "place"}
    return int(literal.value) if counted and phrase.prep in {"with", "to"} and isinstance(literal, Measure) else None


def _scaled(value: Value, factor: Decimal) -> Value:
    return combined("*", value, Value(bp.number(factor), bp.DECIMAL), (0, 0))


def operand(np: NP, scope: Scope, phrases: tuple[Phrase, ...] = ()) -> Value:
    """One operand of a calculation."""
    last = next((p.item for p in reversed(np.of) if p.item is not None), None)
    scaling = next((r for r in (*np.relatives, *(last.relatives if last else ())) if r.verb in _SCALING), None)
    if scaling is not None:
        by = next((p.item for p in scaling.phrases if p.prep == "by"), None)
        if by is None:
            raise NotUnderstoodError(f"nothing could be made of “{scaling.text}”", scaling.span)
        scope.take(scaling)
        return combined(_SCALING[scaling.verb], operand(_without(np, scaling), scope), operand(by, scope), np.span)
    literal: Literal | None = np.quantity
    if isinstance(literal, Percent) and np.of and np.of[0].item is not None:
        scope.take(literal.span)
        base = value_of(np.of[0].item, scope)
        return Value(percent_of(base.expression, literal.value), base.type)
    if np.head in {"average", "mean"}:
        return _average(np, scope)
    if np.head == "difference":
        return _difference(np, phrases, scope)
    if np.head == "number" and np.of and np.of[0].item is not None and np.of[0].item.head in _PERIODS:
        return _elapsed(np.of[0].item, np, phrases, scope)
    if literal is not None and not np.of and not np.relatives:
        return constant(literal, None, scope)
    return value_of(np, scope)


def _without(np: NP, clause: Clause) -> NP:
    """The phrase without one of its relative clauses, wherever it stands."""
    phrases = tuple(replace(p, items=tuple(_without(item, clause) for item in p.items)) for p in np.of)
    return replace(np, relatives=tuple(r for r in np.relatives if r is not clause), of=phrases)


def _average(np: NP, scope: Scope) -> Value:
    total = value_of(replace(np, head="sum", words=("sum",)), scope)
    take_words(scope, np.span, ("average", "mean"))
    if not isinstance(total.expression, bp.Aggregate):
        raise NotUnderstoodError(f"it is not known what “{np.text}” is", np.span)
    count = total.expression.model_copy(update={"function": "count", "value": None})
    share = bp.Arithmetic(operator="/", left=total.expression, right=count)
    kind = total.type if total.type.kind == "money" else bp.DECIMAL
    none = bp.Compare(relation="==", left=count, right=bp.whole(0))
    return Value(bp.Conditional(test=none, then=bp.nothing(), otherwise=share), kind)


def _difference(np: NP, phrases: tuple[Phrase, ...], scope: Scope) -> Value:
    between = next((p for p in (*np.of, *phrases) if p.prep == "between"), None)
    if between is None or len(between.items) != 2:
        raise NotUnderstoodError(f"it is not known between what “{np.text}” is", np.span)
    take_words(scope, np.span, (np.head,))
    left, right = (value_of(item, scope) for item in between.items)
    if left.type.kind in TIMES:
        kind = bp.Type(kind="duration", unit="days")
        return Value(bp.Between(start=left.expression, end=right.expression, unit="days"), kind)
    return combined("-", left, right, np.span)


def _elapsed(unit: NP, np: NP, phrases: tuple[Phrase, ...], scope: Scope) -> Value:
    """ "the number of days between start and end", "… since the date of birth"."""
    take_words(scope, np.span, ("number", unit.head))
    around = next((p for p in (*np.of, *phrases) if p.prep in {"between", "since", "from"}), None)
    if around is None or not around.items:
        raise NotUnderstoodError(f"it is not known between what “{np.text}” lie", np.span)
    ends = [moment_of(item, scope) for item in around.items]
    to = next((p.item for p in phrases if p.prep == "to"), None)
    if to is not None:
        ends.append(moment_of(to, scope))
    if len(ends) == 1:
        ends.append(current(ends[0].type))
    if any(end.type.kind not in TIMES for end in ends):
        raise NotUnderstoodError(f"“{np.text}” lie between what is no date", np.span)
    name: bp.Unit = f"{unit.head}s"  # type: ignore[assignment]
    return Value(
        bp.Between(start=ends[0].expression, end=ends[1].expression, unit=name), bp.Type(kind="duration", unit=name)
    )


def combined(operator: str, left: Value, right: Value, span: tuple[int, int]) -> Value:
    """Two numbers reckoned together."""
    if not left.type.is_number or not right.type.is_number:
        bad = left if not left.type.is_number else right
        raise NotUnderstoodError(f"{bad.type} is no number", span)
    kinds = {left.type.kind, right.type.kind}
    if kinds == {"money"} and operator in {"*", "/"}:
        kind = bp.DECIMAL
        if operator == "*":
            raise NotUnderstoodError("money times money is nothing", span)
    elif "money" in kinds:
        kind = left.type if left.type.kind == "money" else right.type
    else:
        kind = bp.INTEGER if kinds == {"integer"} and operator != "/" else bp.DECIMAL
    made = bp.Arithmetic(operator=operator, left=left.expression, right=right.expression)
    return Value(made, kind)


DERIVATIONS: tuple[Frame, ...] = (rounded, derived, *PRICES)


"""The frames for how values come about."""
