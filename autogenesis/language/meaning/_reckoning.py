"""Owns amounts that are reckoned in steps: a rate, what is taken off or added when, the most and least it comes to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal as OneOf

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._inflect import plural_of
from autogenesis.language._syntax import Clause, Phrase
from autogenesis.language._terms import amount
from autogenesis.language.meaning._alike import span_of
from autogenesis.language.meaning._members import members, read, singular
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_SECONDS = {"minute": 1, "quarter": 15, "hour": 60, "day": 1440, "night": 1440, "week": 10080}
_NOWHERE = 1000
Way = OneOf["up", "down", "half_up"]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An amount as it stands so far: the derivation that carries it, and the value before it is rounded."""

    entity: EntityDraft
    name: str
    raw: bp.Expression
    way: Way = "half_up"
    places: int = 2
    floor: bp.Expression | None = None
    """The least it comes to, whatever is taken off."""

    @property
    def least(self) -> bp.Expression:
        """The value with the least it comes to."""
        return self.raw if self.floor is None else bp.Extreme(which="largest", terms=(self.raw, self.floor))


@dataclass(slots=True)
class Reckonings:
    """Every amount of the text, by what people call it; the newest last."""

    all: dict[tuple[str, str], Reckoned] = field(default_factory=dict)

    def copy(self) -> Reckonings:
        """Another one, for readings that may be taken back."""
        return Reckonings(dict(self.all))


def reckonings(draft: Draft) -> Reckonings:
    """Every amount reckoned so far."""
    return draft.recall(Reckonings) or Reckonings()


def keep(reckoned: Reckoned, kind: bp.Type, label: str, clause: Clause, draft: Draft) -> str:
    """Write the amount as a derivation of its entity; its id."""
    known = reckonings(draft).copy()
    known.all.pop((reckoned.entity.name, reckoned.name), None)
    known.all[reckoned.entity.name, reckoned.name] = reckoned
    draft.remember(known)
    entity = reckoned.entity
    old = entity.derivations.get(reckoned.name)
    spans = (*(old.spans if old else ()), clause.span)
    value = reckoned.least
    if kind.kind == "money" or reckoned.places != 2 or reckoned.way != "half_up":
        value = bp.Rounded(way=reckoned.way, value=value, places=reckoned.places)
    entity.fields.pop(reckoned.name, None)
    made = bp.Derivation(
        id=f"derivation.{entity.name}.{reckoned.name}", spans=spans, name=reckoned.name,
        label=old.label if old else label, type=kind, value=value,
        summary=f"{old.summary} {clause.text}".strip() if old else clause.text,
    )  # fmt: skip
    entity.derivations[reckoned.name] = made
    return made.id


def latest(draft: Draft, words: tuple[str, ...] = ()) -> Reckoned | None:
    """The amount spoken of last, or the last one that is called so."""
    for reckoned in reversed(reckonings(draft).all.values()):
        label = reckoned.entity.derivations[reckoned.name].label.lower().split()
        if not words or label[-len(words) :] == list(words) or words == tuple(reckoned.entity.label.split()):
            return reckoned
    amounts = [(e, d) for e in draft.entities.values() for d in e.derivations.values() if d.type.is_number]
    for entity, derivation in reversed(amounts):
        if not words or derivation.label.lower().split()[-len(words) :] == list(words):
            return Reckoned(entity, derivation.name, derivation.value)
    return None


def of_the_whole(draft: Draft, reckoned: Reckoned | None) -> Reckoned | None:
    """Where the amount is that of a part, the sum of all parts: a discount is given on an order, not on each line."""
    if reckoned is None:
        return None
    for known in reversed(reckonings(draft).all.values()):
        if known.entity is reckoned.entity:
            continue
        sums = (p for p in bp.parts_within(known.raw) if isinstance(p, bp.Aggregate) and p.function == "sum")
        if any(part.entity == reckoned.entity.id for part in sums):
            return known
    return reckoned


def overall(draft: Draft, reckoned: Reckoned | None) -> Reckoned | None:
    """The amount of the same thing that this one is part of, where there is one: what is paid in the end."""
    while reckoned is not None:
        part = bp.Get(of=IT, field=reckoned.name)
        known = reckonings(draft).all.values()
        above = next((r for r in known if r.entity is reckoned.entity and part in bp.parts_within(r.raw)), None)
        if above is None or above is reckoned:
            return reckoned
        reckoned = above
    return None


def leading(clause: Clause, scope: Scope) -> tuple[Clause | None, tuple[Phrase, ...], str]:
    """What stands before a clause and has no verb of its own: "From 20 pieces on, …", with how it is joined."""
    before = [c for c in scope.unit.clauses if c.span[1] <= clause.span[0]]
    last = before[-1] if before else None
    if last is None or last.verb or last.subjects or not last.phrases or scope.draft.claimed(last.span):
        return None, (), ""
    between = scope.draft.text.at((last.span[1], clause.span[0]))
    if between.strip() not in {"", ","}:
        return None, (), ""
    return last, tuple(p for p in last.phrases if p.items), "or" if re.search(r"\bor\b", last.text) else "and"


def changed(reckoned: Reckoned, raw: bp.Expression, clause: Clause, draft: Draft) -> str:
    """The amount with another value; the id of its derivation."""
    kind = reckoned.entity.derivations[reckoned.name].type
    return keep(replace(reckoned, raw=raw), kind, "", clause, draft)


def when(test: bp.Expression | None, then: bp.Expression, otherwise: bp.Expression) -> bp.Expression:
    """`then` where the test holds, or always. What is only added or multiplied where it holds does not say the rest twice."""
    if test is None:
        return then
    added = isinstance(then, bp.Arithmetic) and then.left == otherwise
    if isinstance(then, bp.Arithmetic) and added and (then.operator == "*" or isinstance(then.right, bp.Literally)):
        nothing = amount(then.right.type, 0) if isinstance(then.right, bp.Literally) else bp.number("1")
        nothing = bp.number("1") if then.operator in {"*", "/"} else nothing
        return then.model_copy(update={"right": bp.Conditional(test=test, then=then.right, otherwise=nothing)})
    return bp.Conditional(test=test, then=then, otherwise=otherwise)


def stepped(reckoned: Reckoned, by: bp.Expression | Decimal, *, up: bool) -> bp.Expression:
    """The amount with so much, or so many percent of it, added or taken off."""
    if isinstance(by, Decimal):
        part = bp.Arithmetic(operator="*", left=bp.number(by), right=bp.number("0.01"))
        share = bp.Arithmetic(operator="+" if up else "-", left=bp.number("1"), right=part)
        return bp.Arithmetic(operator="*", left=reckoned.raw, right=share)
    return bp.Arithmetic(operator="+" if up else "-", left=reckoned.raw, right=by)


def in_order(reckoned: Reckoned, draft: Draft) -> None:
    """Say that a further step is taken of what the steps before it come to, where there were any."""
    steps = (p for p in bp.parts_within(reckoned.raw) if isinstance(p, bp.Arithmetic))
    if any(step.operator in {"+", "-"} or _factor(step) for step in steps):
        what = f"the {reckoned.entity.derivations[reckoned.name].label} of {article(reckoned.entity.label)}"
        draft.assume(
            f"What adds to {what} or takes off it is reckoned in the order of the text, each of what it comes to by then."
        )


def _factor(step: bp.Arithmetic) -> bool:
    """Whether it is a step in percent that holds only sometimes."""
    return step.operator == "*" and isinstance(step.right, bp.Conditional)


def percent_of(value: bp.Expression, percent: Decimal) -> bp.Expression:
    """A share of a value."""
    product = bp.Arithmetic(operator="*", left=value, right=bp.number(percent))
    return bp.Arithmetic(operator="*", left=product, right=bp.number("0.01"))


def units_of(row: Row, unit: str, scope: Scope, *, whole: bool) -> bp.Expression | None:
    """How many of a unit a row has: hours from start to end, kilometres that are entered for it."""
    noun = singular(unit)
    if noun in _SECONDS or noun in {"month", "year"}:
        return _time(row, noun, whole=whole)
    for member in members(row.entity):
        label = [singular(word) for word in member.label.lower().replace("-", " ").split()]
        if member.type.is_number and (
            noun in label or plural_of(noun) in label or singular(member.type.unit or "") == noun
        ):
            return read(row, member.name)
    return None


def _time(row: Row, noun: str, *, whole: bool) -> bp.Expression | None:
    kept = next((m for m in members(row.entity) if m.type.kind == "duration"), None)
    ends = span_of(row.entity)
    if ends is not None:
        start, end = ends
        dated = row.entity.member(start).type.kind == "date"
        if noun in {"month", "year", "day", "night", "week"} and (dated or noun in {"month", "year"}):
            unit: bp.Unit = "days" if noun == "night" else f"{noun}s"  # type: ignore[assignment]
            until = read(row, end)
            if dated and noun != "night" and row.entity.member(end).label.lower().split()[0] == "last":
                until = bp.Shift(moment=until, amount=bp.whole(1), unit="days")  # the last day is one of them
            return bp.Between(start=read(row, start), end=until, unit=unit)
        if dated:
            return None
        minutes: bp.Expression = bp.Between(start=read(row, start), end=read(row, end), unit="minutes")
    elif (clock := _by_the_clock(row)) is not None:
        minutes = clock
    elif kept is not None and singular(kept.type.unit or "") in _SECONDS:
        factor = _SECONDS[singular(kept.type.unit or "")]
        minutes = read(row, kept.name)
        if factor == _SECONDS[noun]:
            return minutes
        minutes = bp.Arithmetic(operator="*", left=minutes, right=bp.whole(factor))
    else:
        return None
    if _SECONDS[noun] == 1:
        return minutes
    share = bp.Arithmetic(operator="/", left=minutes, right=bp.whole(_SECONDS[noun]))
    return bp.Rounded(way="up", value=share) if whole else share


def entity_for(clause: Clause, scope: Scope) -> Iterator[EntityDraft]:
    """The entities that an amount may belong to: the one spoken of last first."""
    start = scope.unit.span[0]
    known = reckonings(scope.draft).all.values()
    seen: set[str] = set()
    for reckoned in reversed(known):
        if reckoned.entity.name not in seen:
            seen.add(reckoned.entity.name)
            yield reckoned.entity

    def place(entity: EntityDraft) -> int:
        return max((span[0] for span in entity.spans if span[0] < start), default=-1)

    for entity in sorted(scope.draft.entities.values(), key=place, reverse=True):
        if entity.name not in seen:
            yield entity


def _by_the_clock(row: Row) -> bp.Expression | None:
    """The minutes between two times of one day."""
    times = [m.name for m in members(row.entity) if m.type.kind == "time"]
    day = next((m.name for m in members(row.entity) if m.type.kind == "date"), None)
    if len(times) != 2 or day is None:
        return None
    start, end = (bp.Moment(date=read(row, day), time=read(row, name)) for name in times)
    return bp.Between(start=start, end=end, unit="minutes")


def fittest(
    entities: Iterable[EntityDraft], value: Callable[[EntityDraft], bp.Expression], scope: Scope
) -> EntityDraft | None:
    """The entity that a value belongs to: the one from whose rows it is reached most directly; nothing is kept of the tries.

    Raises why it is not understood for the first of them where it is understood for none.
    """
    failure: NotUnderstoodError | None = None
    best: tuple[int, EntityDraft] | None = None
    for entity in entities:
        before, taken = scope.draft.mark(), list(scope.taken)
        assumed = len(scope.draft.assumptions)
        try:
            rank = _farness(value(entity)) + 10 * (len(scope.draft.assumptions) - assumed)
            if best is None or rank < best[0]:
                best = (rank, entity)
        except NotUnderstoodError as error:
            failure = failure or error
        scope.draft.back_to(before)
        scope.taken[:] = taken
    if best is None and failure is not None:
        raise failure
    if best is not None and best[0] >= _NOWHERE:
        raise NotUnderstoodError("nothing says whose value it is", scope.unit.span)
    return best[1] if best is not None else None


def _farness(expression: bp.Expression) -> int:
    """How far a value lies from the row it is said of: by way of other rows, of rows that are not its own, not at all."""
    parts = list(bp.parts_within(expression))
    far = sum(isinstance(part, bp.Get) and isinstance(part.of, bp.Get) for part in parts)
    foreign = sum(isinstance(part, bp.Aggregate) and IT not in bp.parts_within(part) for part in parts)
    return far + 2 * foreign + (0 if IT in parts else _NOWHERE)


def money(value: Decimal, currency: str) -> bp.Expression:
    """An amount of money."""
    return amount(bp.Type(kind="money", currency=currency), value)


def label_name(label: str) -> str:
    """The name of a derivation that people call `label`."""
    return snake(label)


__all__ = ["Reckoned", "Way", "changed", "entity_for", "fittest", "in_order", "keep", "label_name", "latest", "leading", "money", "of_the_whole", "overall", "percent_of", "reckonings", "stepped", "units_of", "when"]  # fmt: skip
