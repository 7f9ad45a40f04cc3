"""Frame for kinds of people that are told by their age: "Children are under 14", "Youth is who is under 18 on 1 January of that year"."""

from __future__ import annotations

import re
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Date, Number
from autogenesis.language._people import names_people
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import both, compare, either, no, present, shift
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import RELATIONS, TIMES
from autogenesis.language.meaning._dues import TODAY, first_of_year
from autogenesis.language.meaning._kinds_said import Said, kinds_said
from autogenesis.language.meaning._measuring import measured
from autogenesis.language.meaning._naming import stands_for_people
from autogenesis.language.meaning._placing import IT, creator, guarded
from autogenesis.language.meaning._scope import Row, Scope

_THOSE = r"(?:whoever|who|those\s+who|those|any(?:body|one)(?:\s+who)?|every(?:body|one)(?:\s+who)?|(?:an?\s+|the\s+)?(?:person|people|[a-z]+s?)\s+who)"
_AGE = r"(?:(?:aged\s+)?(?:under|over|below|above|at\s+least|at\s+most|younger\s+than|older\s+than|up\s+to|between|from)\s+\d+(?:\s+(?:and|to)\s+\d+)?|(?:aged\s+)?\d+\s+(?:or|and)\s+(?:older|over|younger|under))(?:\s+years?)?(?:\s+(?:old|of\s+age))?"
_DATE = r"(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[a-z]+|[a-z]+\s+\d{1,2})"
_SAID = regex(
    rf"^(?:an?\s+|the\s+|all\s+)?(?P<kind>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\s+(?:is|are|means?|must\s+be)\s+(?:{_THOSE}\s+(?:is\s+|are\s+)?)?(?P<age>{_AGE})"
    rf"(?:\s+on\s+(?P<date>{_DATE})(?:\s+of\s+(?:that|the|each|every|this)\s+year)?)?\s*\.?$",
    re.I,
)
_YEARS = "years"


def kind_of_age(clause: Clause, scope: Scope) -> Claimed | None:
    """Nobody is entered as of a kind whose age is another."""
    unit, draft = scope.unit, scope.draft
    text = " ".join(unit.text.split())
    match = _SAID.match(text) if clause.span[0] == unit.clauses[0].span[0] and not draft.claimed(unit.span) else None
    if match is None:
        return None
    for entity in draft.entities.values():
        if not (stands_for_people(entity, draft) or names_people(entity.label)):
            continue
        said = kinds_said(match["kind"], 0, Row(entity, IT), draft, depth=0)
        if len(said) == 1 and said[0].span == (0, len(match["kind"])):
            return _kept(entity, said[0], match, clause, scope)
    return None


def _kept(entity: EntityDraft, said: Said, match: re.Match[str], clause: Clause, scope: Scope) -> Claimed | None:
    draft, row = scope.draft, Row(entity, IT)
    ages = _bounds(match["age"])
    day = _day(match["date"], scope)
    if not ages or day is None:
        return None
    birth = measured(row, Number(clause.span, "years old", Decimal(0)), scope.bound(row))
    if birth.type.kind not in TIMES:
        return None
    old = bp.Between(start=birth.expression, end=day, unit=_YEARS)
    is_so = both(*(compare(old, RELATIONS[op], bp.whole(count)) for op, count in ages))
    requires = either(no(said.holds), both(present(birth.expression), is_so))
    operation = creator(draft, entity)
    guard = guarded(operation, entity, requires, f"{said.value} age", clause, draft)
    draft.assume(
        f"“{match[0].rstrip(' .')}”: this is asked when somebody is entered, and not again later.", clause.span
    )
    scope.take(scope.unit.span)
    draft.claim(scope.unit.span, "kind_of_age", (operation.id, guard))
    return Claimed("kind_of_age", (operation.id, guard))


def _bounds(age: str) -> list[tuple[str, int]]:
    """Each bound with its number of years."""
    lowered = age.lower()
    numbers = [int(n) for n in re.findall(r"\d+", lowered)]
    if len(numbers) > 1:
        return [(">=", numbers[0]), ("<=", numbers[1])]
    if re.search(r"(?:or|and) (?:older|over)|at least|from", lowered):
        return [(">=", numbers[0])]
    if re.search(r"(?:or|and) (?:younger|under)|at most|up to", lowered):
        return [("<=", numbers[0])]
    return [("<", numbers[0])] if re.search(r"under|below|younger", lowered) else [(">", numbers[0])]


def _day(said: str | None, scope: Scope) -> bp.Expression | None:
    """The day on which somebody must be so old: today, or that day of this year."""
    if said is None:
        return TODAY
    dates = [x for x in find_literals(said, 0) if isinstance(x, Date)]
    if len(dates) != 1 or dates[0].year is not None:
        return None
    month = shift(first_of_year(TODAY), dates[0].month - 1, "months")
    return shift(shift(month, dates[0].day, "days"), -1, "days")


KINDS_OF_AGE: tuple[Frame, ...] = (kind_of_age,)
"""The frame of kinds that are told by their age."""
