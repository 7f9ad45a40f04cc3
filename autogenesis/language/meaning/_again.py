"""Frames for doing a thing again: "nobody can enrol twice in the same course", "a guest may rate a dish only once"."""

from __future__ import annotations

from dataclasses import replace

import blueprints as bp
from autogenesis.language._literals import Bound, Recurrence, Times
from autogenesis.language._people import names_people
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import both, either
from autogenesis.language.meaning._alike import alike, same_period
from autogenesis.language.meaning._called_off import valid
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import denial
from autogenesis.language.meaning._deeds import aimed_at
from autogenesis.language.meaning._limits import counted_deed, what_counts
from autogenesis.language.meaning._naming import known_thing, stands_for_people
from autogenesis.language.meaning._placing import IT, kept
from autogenesis.language.meaning._scope import NotUnderstoodError, Row, Scope

_OTHER = "other"
_TIMES = {"once": 1, "twice": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_AT_MOST = frozenset({"at", "at most"})


def not_again(clause: Clause, scope: Scope) -> Claimed | None:
    """How often the same one may do it to the same thing."""
    most = _most(clause)
    thing = clause.object or aimed_at(clause)
    holder = clause.subject
    if most is None or thing is None or holder is None or clause.voice != "active" or clause.conditions:
        return None
    known = known_thing(scope.draft, thing)
    entity, who = what_counts(clause, thing, scope)
    if known is None or entity is known or who is None:
        return None
    number, span = most
    scope.take(clause, span)
    it, other = Row(entity, IT), Row(entity, bp.Name(name=_OTHER))
    terms = [alike(thing, it, other, scope)]
    if not (holder.negative and _for_somebody(clause, scope)):  # "nobody … for a pupil": whoever books it for them
        terms.append(alike(who, it, other, scope))
    for phrase in clause.phrases:
        if phrase.item is thing:
            continue
        if phrase.prep not in {"per", "in", "on", "a", "for"}:
            raise NotUnderstoodError(f"nothing could be made of “{phrase.text}”", phrase.span)
        terms += [alike(item, it, other, scope) for item in phrase.items]
    count = bp.Aggregate(function="count", entity=entity.id, name=_OTHER, where=both(*terms, *valid(other)))
    requires = bp.Compare(relation="<=", left=count, right=bp.whole(number))
    return Claimed("not_again", (entity.id, kept(entity, requires, "not_again", clause, scope.draft)))


def _for_somebody(clause: Clause, scope: Scope) -> bool:
    """Whether it is said for whom it is done."""
    items = [p.item for p in clause.phrases if p.prep == "for" and p.item is not None]
    things = [(np, known_thing(scope.draft, np)) for np in items]
    return any(t is not None and (names_people(np.head) or stands_for_people(t, scope.draft)) for np, t in things)


def so_often_in(clause: Clause, scope: Scope) -> Claimed | None:
    """ "A kiln can be booked only once a day", "A court may be reserved at most twice per week by the same member"."""
    found = next((x for x in clause.limits if isinstance(x, Recurrence) and not x.weekdays and x.every == 1), None)
    passive = clause.voice == "passive"
    thing = clause.subject if passive else clause.object
    if found is None or thing is None or thing.pronoun or clause.conditions or len(clause.limits) > 1:
        return None
    times = _TIMES.get(found.text.split()[0].lower())
    known = known_thing(scope.draft, thing)
    if times is None or known is None or not _bounding(clause, found):
        return None
    other_thing = replace(clause, subjects=(), objects=(thing,), voice="active") if passive else clause
    entity, who = what_counts(other_thing, thing, scope)
    by = clause.phrase("by") if passive else None
    who = by.item if by is not None else who
    if entity is known and who is None:
        return None
    scope.take(clause, (clause.verb_span[0], found.span[1]), *((by.span,) if by is not None else ()))
    it, other = Row(entity, IT), Row(entity, bp.Name(name=_OTHER))
    terms = [alike(thing, it, other, scope)] if entity is not known else []
    terms += [alike(who, it, other, scope)] if who is not None and (not passive or "same" in who.adjectives) else []
    if len(terms) + (entity is known) == 0 or any(
        p is not by and p.text.lower() not in _AT_MOST for p in clause.phrases
    ):
        return None
    deed = counted_deed(clause, entity, scope) if entity is known else None
    terms.append(same_period(found.unit, entity, scope, deed.at if deed is not None else None))
    terms += [deed.done(other.at)] if deed is not None else []
    count = bp.Aggregate(function="count", entity=entity.id, name=_OTHER, where=both(*terms, *valid(other)))
    requires: bp.Expression = bp.Compare(relation="<=", left=count, right=bp.whole(times))
    requires = either(denial(deed.done(IT)), requires) if deed is not None else requires
    made = (deed.operation,) if deed is not None else ()
    return Claimed("so_often_in", (entity.id, *made, kept(entity, requires, "so_often", clause, scope.draft)))


def _bounding(clause: Clause, found: Recurrence) -> bool:
    """Whether it says how often at most, not how often in fact."""
    said = clause.text.lower()
    before = said[: said.find(found.text.lower())].rstrip()
    allowed = clause.modal in {"can", "may", "must", "shall"} or clause.voice == "passive"
    bounding = before.endswith(("only", "at most", "no more than", "not more than", "more than", "just"))
    return allowed and (bounding or (clause.modal in {"can", "may"} and not clause.negated))


def _most(clause: Clause) -> tuple[int, tuple[int, int]] | None:
    """How many times at most: "not twice" is once, "only once", "at most three times", "not more than once"."""
    denied = bool({"not", "never"} & set(clause.negators)) or (clause.subject is not None and clause.subject.negative)
    only = "only" in clause.negators
    for limit in clause.limits:
        value = limit.value if isinstance(limit, Bound) else limit
        if not isinstance(value, Times):
            continue
        times = int(value.value)
        if isinstance(limit, Bound):
            most = (
                {"<=": times, "<": times - 1}.get(limit.op)
                if not denied
                else {">": times, ">=": times - 1}.get(limit.op)
            )
        else:
            most = times - 1 if denied else times if only else None
        if most is not None and most > 0:
            return most, limit.span
    return None


AGAIN: tuple[Frame, ...] = (so_often_in, not_again)
