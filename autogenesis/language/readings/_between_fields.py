"""Says what must hold of fields: their bounds, what is needed of one kind only, what comes before what, what differs."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._inflect import plural_of
from autogenesis.language._terms import Relation, amount, choice, compare, either, present, same
from autogenesis.language._typing import may_be_negative
from autogenesis.language.readings._fields import Stated

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BEGINS, _ENDS = ("from", "start", "begin", "beginning", "opening"), ("until", "till", "to", "end", "finish", "closing")


@dataclass
class Declared:
    """What sentences of their own say of numbers: the head noun, its type, and its bounds."""

    numbers: dict[str, tuple[bp.Type, Decimal | None, Decimal | None]] = field(default_factory=dict)


def _has_floor(draft: Draft, stated: Stated) -> bool:
    """True where a sentence of its own gives the lowest value."""
    declared = draft.recall(Declared)
    return declared is not None and any(
        declared.numbers[w][1] is not None for w in (stated.label, stated.head) if w in declared.numbers
    )


def on_weekdays(draft: Draft, entity: EntityDraft, name: str, stated: Stated) -> list[str]:
    """The days of the week on which a date may fall."""
    if not stated.weekdays or entity.fields[name].type.kind not in {"date", "datetime"}:
        return []
    day = bp.Part(of=bp.path("it", name), part="weekday")
    requires = either(*(bp.Compare(relation="==", left=day, right=bp.whole(d + 1)) for d in stated.weekdays))
    said = " or ".join(_DAYS[d] for d in stated.weekdays)
    return [invariant(draft, entity, name, requires, f"The {entity.fields[name].label} is a {said}.", stated)]


def bounds(draft: Draft, entity: EntityDraft, name: str, stated: Stated) -> list[str]:
    """Stated bounds; and, assumed, that weights, counts and amounts are not negative."""
    kind = entity.fields[name].type
    made: list[str] = []
    if not kind.is_number:
        return made
    stated_ones: tuple[tuple[Relation, Decimal | None], ...] = (
        (">" if stated.low_open else ">=", stated.low),
        ("<" if stated.high_open else "<=", stated.high),
    )
    for relation, value in stated_ones:
        if value is not None:
            words = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}[relation]
            made.append(
                invariant(
                    draft,
                    entity,
                    name,
                    compare(f"it.{name}", relation, amount(kind, value)),
                    f"The {entity.fields[name].label} must be {words} {value}.",
                    stated,
                )
            )
    if stated.among:
        said = " or ".join(str(value) for value in stated.among)
        requires = either(*(compare(f"it.{name}", "==", amount(kind, value)) for value in stated.among))
        made.append(invariant(draft, entity, name, requires, f"The {entity.fields[name].label} is {said}.", stated))
    if (
        stated.low is None
        and not stated.among
        and not _has_floor(draft, stated)
        and kind.kind != "duration"
        and not may_be_negative(stated.label)
        and entity.key != name
    ):
        label = entity.fields[name].label
        draft.assume(f"The {label} of {article(entity.label)} may not be negative.", stated.span)
        made.append(
            invariant(
                draft,
                entity,
                name,
                compare(f"it.{name}", ">=", amount(kind, 0)),
                f"The {label} may not be negative.",
                stated,
            )
        )
    return made


def invariant(
    draft: Draft, entity: EntityDraft, name: str, requires: bp.Expression, reason: str, stated: Stated | None = None
) -> str:
    """Add what must hold of each row; where the field may be absent it must only hold once it is there."""
    held = entity.fields.get(name)
    if held is not None and not held.required and held.default is None:
        requires = either(bp.Not(term=present(f"it.{name}")), requires)
    known = next((i for i in entity.invariants if i.requires == requires), None)
    if known is not None:
        return known.id
    spans = (stated.span,) if stated else ()
    guard = bp.Guard(
        id=draft.unique(f"invariant.{entity.name}.{name}"), requires=requires, reason=reason, field=name, spans=spans
    )
    entity.invariants.append(guard)
    return guard.id


def _among(kind: str, choices: tuple[str, ...]) -> str:
    """The choice that a noun names, whichever of the two is in the plural."""
    return next((c for c in choices if kind in {c.lower(), c.lower().rstrip("s")} or plural_of(kind) == c.lower()), "")


def only_for(draft: Draft, entity: EntityDraft, fields: list[Stated]) -> list[str]:
    """ "for events a date": required of that kind, and only of it."""
    made = []
    for stated in fields:
        if not stated.only_for:
            continue
        selector = next(
            (f for f in entity.fields.values() if f.type.kind == "choice" and _among(stated.only_for, f.type.choices)),
            None,
        )
        name = snake(stated.label)
        value = _among(stated.only_for, selector.type.choices) if selector else ""
        if selector is None or name not in entity.fields:
            draft.gap(
                f"Which {entity.plural} are {plural_of(stated.only_for)} is not said; {stated.label} may be left out.",
                "unclear",
                stated.span,
            )
            continue
        other = bp.Not(term=same(f"it.{selector.name}", choice(value, selector.type.choices)))
        reason = f"For {plural_of(stated.only_for)} the {stated.label} is needed."
        guard = bp.Guard(
            id=draft.unique(f"invariant.{entity.name}.{name}"),
            requires=either(other, present(f"it.{name}")),
            reason=reason,
            field=name,
            spans=(stated.span,),
        )
        entity.invariants.append(guard)
        made.append(guard.id)
    return made


def intervals(draft: Draft, entity: EntityDraft) -> list[str]:
    """Of two fields that begin and end something, the one that ends comes later."""
    made = []
    taken: set[str] = {i.field or "" for i in entity.invariants if i.id.startswith("invariant.") and "_before_" in i.id}
    for first in entity.fields.values():
        for second in entity.fields.values():
            if (
                first is second
                or second.name in taken
                or first.type != second.type
                or first.type.kind not in {"time", "date", "datetime"}
            ):
                continue
            if not _pair(first.label.split(), second.label.split()):
                continue
            relation: Relation = "<=" if first.type.kind == "date" else "<"
            requires: bp.Expression = compare(f"it.{first.name}", relation, f"it.{second.name}")
            if not (first.required and second.required):
                requires = either(
                    bp.Not(term=present(f"it.{first.name}")), bp.Not(term=present(f"it.{second.name}")), requires
                )
            guard = bp.Guard(
                id=draft.unique(f"invariant.{entity.name}.{first.name}_before_{second.name}"), requires=requires,
                reason=f"“{first.label}” comes before “{second.label}”.", field=second.name, spans=second.spans,
            )  # fmt: skip
            entity.invariants.append(guard)
            draft.assume(
                f"Of {article(entity.label)}, “{first.label}” comes before “{second.label}”.",
                second.spans[0] if second.spans else None,
            )
            made.append(guard.id)
            taken.add(second.name)
    return made


def _pair(first: list[str], second: list[str]) -> bool:
    """ "open from" and "open until", "start" and "end", "arrival date" and "departure date"."""
    marks = [(a, b) for a, b in zip(first, second, strict=False) if a != b]
    if len(first) != len(second) or len(marks) != 1:
        return False
    begins, ends = marks[0]
    return (begins in _BEGINS and ends in _ENDS) or (begins, ends) in {
        ("arrival", "departure"),
        ("opens", "closes"),
        ("first", "last"),
        ("earliest", "latest"),
    }


def distinct(draft: Draft, entity: EntityDraft) -> list[str]:
    """Two fields that refer to the same kind of thing and are told apart by a word ("first team", "second team") differ."""
    made = []
    links = [f for f in entity.fields.values() if f.type.kind == "reference" and f.type.entity != entity.id]
    for index, first in enumerate(links):
        for second in links[index + 1 :]:
            told_apart = (
                first.label.split()[-1] == second.label.split()[-1]
                and len(first.label.split()) == len(second.label.split()) > 1
            )
            if first.type != second.type or not told_apart or any(i.field == second.name for i in entity.invariants):
                continue
            guard = bp.Guard(
                id=draft.unique(f"invariant.{entity.name}.{second.name}_differs"), requires=compare(f"it.{first.name}", "!=", f"it.{second.name}"),
                reason=f"“{first.label}” and “{second.label}” are not the same.", field=second.name, spans=second.spans,
            )  # fmt: skip
            entity.invariants.append(guard)
            draft.assume(
                f"“{first.label}” and “{second.label}” of {article(entity.label)} are never the same.",
                second.spans[0] if second.spans else None,
            )
            made.append(guard.id)
    return made
