"""Reads to whom things are not handed out: 'refuse saws and other tools marked "dangerous" to anyone younger than 18'."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, compare, either, no, present
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._booking import Booking, bookings, person_of
from autogenesis.language.meaning._descriptions import new_flag
from autogenesis.language.meaning._kinds import one_of
from autogenesis.language.meaning._placing import before_creation
from autogenesis.language.meaning._scope import Row, Scope

_WHO = r"(?:anyone|anybody|people|persons|somebody|everybody|those|customers?|members?|users?|guests?)"
_REFUSE = re.compile(
    rf"\b(?:refuse|deny|never (?:lend|rent|hire|give|hand)(?: out)?|not (?:lend|rent|hire|give|hand)(?: out)?)\s+(?P<what>[^.;]+?)\s+to\s+(?P<who>{_WHO}\b[^.;]*)\.?$", re.I
)  # fmt: skip
_MARKED = re.compile(
    r"^(?:(?P<kinds>[a-z]+(?:(?:,| and) [a-z]+)*) (?:and|or) other\s+)?(?P<thing>[a-z]+)\s+(?:that are |which are )?(?:marked|labelled|labeled|flagged|classed)(?:\s+as)?\s+[\"“'‘](?P<mark>[a-z -]+)[\"”'’]$", re.I
)  # fmt: skip
_ADJECTIVE = re.compile(r"^(?P<mark>[a-z]+)\s+(?P<thing>[a-z]+)$", re.I)
_YOUNG = re.compile(
    rf"^{_WHO}\s+(?:who (?:is|are)\s+)?(?:younger than|under|below)\s+(?P<age>\d{{1,2}})(?:\s+years(?: old)?)?$", re.I
)
_STALE = re.compile(
    rf"^{_WHO}\s+whose\s+(?P<field>[a-z]+(?: [a-z]+)?)\s+is\s+(?:more than|older than|over)\s+(?P<n>\d{{1,3}})\s+(?P<unit>day|week|month|year)s?(?:\s+old|\s+ago)?$", re.I
)  # fmt: skip
_NONE = re.compile(
    rf"^{_WHO}\s+(?:without|who (?:has|have) no)\s+(?:an?\s+|any\s+)?(?P<field>[a-z]+(?: [a-z]+)?)$", re.I
)


def read_handing_out(draft: Draft) -> None:
    """Whoever is too young, or lacks what is asked for, cannot have such things."""
    for unit in draft.units:
        text = " ".join(unit.text.split()).rstrip(" .")
        match = _REFUSE.search(text)
        if match is None or draft.claimed(unit.span) or f"handing_out@{unit.id}" in draft.barred:
            continue
        before = draft.mark()
        made = _refused(match, unit, draft)
        if made:
            draft.claim(unit.span, "handing_out", made)
        else:
            draft.back_to(before)


def _refused(match: re.Match[str], unit: Unit, draft: Draft) -> list[str]:
    what = _MARKED.match(match["what"].strip()) or _ADJECTIVE.match(match["what"].strip())
    thing = draft.find_entity(one_of(what["thing"])) if what is not None else None
    parts = re.split(rf"\s*,?\s+(?:and|or)\s+(?:to\s+)?(?={_WHO}\b)", match["who"])
    if what is None or thing is None or not _plain_mark(what):
        return []
    made: list[str] = []
    for booking in bookings(draft):
        row = booking.of(thing)
        person = person_of(booking, draft) if row is not None else None
        if row is None or person is None:
            continue
        terms = [_too(part.strip(), person, _day(booking), unit, draft) for part in parts]
        if any(term is None for term in terms):
            return []
        scope = Scope(draft, unit)
        flag = _flag(thing, what["mark"].lower(), unit, scope)
        made.append(f"field.{thing.name}.{flag}")
        barred = both(bp.Get(of=row.at, field=flag), either(*(term for term in terms if term is not None)))
        operation = booking.operation
        guard = draft.guard(
            f"{operation.name}.refused", before_creation(no(barred)), " ".join(unit.text.split()), unit.span
        )
        operation.guards.append(guard)
        made.append(guard.id)
    kinds = what.groupdict().get("kinds")
    if made and kinds:
        draft.assume(
            f"Whether {kinds} are {what['mark'].lower()} is marked on each of them, as on other {thing.plural}.",
            unit.span,
        )
    return made


def _plain_mark(what: re.Match[str]) -> bool:
    return what.re is _MARKED or tag(f"a {what['mark']} thing")[1].pos == "ADJ"


def _flag(thing: EntityDraft, mark: str, unit: Unit, scope: Scope) -> str:
    known = next((f.name for f in thing.fields.values() if f.label == mark and f.type.kind == "boolean"), None)
    return known or new_flag(thing, mark, unit.span, scope)


def _day(booking: Booking) -> bp.Expression:
    """The day it is for, where one is given; else the day on which it is handed out."""
    name = next(
        (f.name for f in booking.entity.fields.values() if f.label in {"day", "date"} and f.type.kind == "date"), None
    )
    return bp.path("it", name) if name is not None else bp.Name(name="today")


def _too(said: str, person: Row, day: bp.Expression, unit: Unit, draft: Draft) -> bp.Expression | None:
    """What is said of them; whoever nothing is known of is refused as well."""
    young, stale, none = _YOUNG.match(said), _STALE.match(said), _NONE.match(said)
    if young is not None:
        birth = bp.Get(of=person.at, field=_dated(person.entity, "date of birth", unit, draft))
        years = bp.Between(start=birth, end=day, unit="years")
        return either(no(present(birth)), compare(years, "<", bp.whole(int(young["age"]))))
    if stale is not None:
        last = bp.Get(of=person.at, field=_dated(person.entity, stale["field"].lower(), unit, draft))
        until = bp.Shift(moment=last, amount=bp.whole(int(stale["n"])), unit=f"{stale['unit'].lower()}s")
        return either(no(present(last)), compare(until, "<", day))
    if none is not None:
        return no(present(bp.Get(of=person.at, field=_dated(person.entity, none["field"].lower(), unit, draft))))
    return None


def _dated(entity: EntityDraft, label: str, unit: Unit, draft: Draft) -> str:
    known = next((f.name for f in entity.fields.values() if f.label == label), None)
    if known is not None:
        return known
    name = draft.add_field(entity, label, bp.DATE, unit.span, required=False)
    entity.given.add(name)
    draft.assume(f"The {label} of {article(entity.label)} is a date, given when they are entered; without it they are refused.", unit.span)  # fmt: skip
    return name
