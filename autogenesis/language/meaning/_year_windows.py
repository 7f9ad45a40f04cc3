"""Reads in which part of the year something is entered: "Readings are taken between 1 and 31 December"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._quantities import MONTHS
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, compare, either
from autogenesis.language.meaning._placing import creator
from autogenesis.language.readings._inventories import singular

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_DEED = r"(?:taken|accepted|entered|received|handed\s+in|submitted|made|recorded|sent(?:\s+in)?|given|reported|possible|open|collected|read|registered|filed)"
_WINDOW = regex(
    rf"^(?P<who>they|(?:the\s+|all\s+)?[a-z][\w-]*(?:\s[a-z][\w-]*)?)(?:['’]re|\s+are|\s+is|\s+can\s+be|\s+may\s+be|\s+must\s+be)\s+(?:only\s+)?(?P<deed>{_DEED})(?P<often>,?\s+(?:once\s+a\s+year|every\s+year|yearly|each\s+year|annually))?,?\s+"
    rf"(?:only\s+)?(?:between|from)\s+(?:the\s+)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?P<m1>{_MONTH}))?\s+(?:and|to|until|till)\s+(?:the\s+)?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTH})(?:\s+only)?\.?$",
    re.I,
)


def read_year_windows(draft: Draft) -> None:
    """Every sentence that says no more than between which days of the year."""
    last: EntityDraft | None = None
    for unit in draft.units:
        if not draft.claimed(unit.span):
            _read(unit, draft, last)
        last = _spoken(unit, draft) or last


def _spoken(unit: Unit, draft: Draft) -> EntityDraft | None:
    """What the sentence is about: the first thing that it names in the plural or with an article."""
    for piece in unit.pieces[:2]:
        found = draft.find_entity(piece.label) if piece.kind == "N" else None
        if found is not None:
            return found
    return None


def _read(unit: Unit, draft: Draft, last: EntityDraft | None) -> None:
    text = " ".join(unit.text.split())
    match = _WINDOW.match(text)
    if match is None or len(text) != len(unit.text):
        return
    who = re.sub(r"^(?:the|all)\s+", "", match["who"].lower())
    entity = last if who == "they" else draft.find_entity(singular(who))
    if entity is None:
        return
    first = (MONTHS.index((match["m1"] or match["m2"]).lower()) + 1, int(match["d1"]))
    end = (MONTHS.index(match["m2"].lower()) + 1, int(match["d2"]))
    after, before = _from(first), _until(end)
    requires = both(after, before) if first <= end else either(after, before)
    operation = creator(draft, entity)
    said = text.rstrip(".")
    guard = draft.guard(f"{operation.name}.in_season", requires, f"{said[:1].upper()}{said[1:]}.", unit.span)
    operation.guards.append(guard)
    made = [operation.id, guard.id]
    if match["often"] is None:
        draft.claim(unit.span, "year_window", made)
        return
    start = unit.span[0]
    draft.claim((start, start + match.start("often")), "year_window", made)
    draft.claim((start + match.end("often"), unit.span[1]), "year_window", made)


def _from(day: tuple[int, int]) -> bp.Expression:
    month, number = day
    later = compare(_part("month"), ">", bp.whole(month))
    within = both(compare(_part("month"), "==", bp.whole(month)), compare(_part("day"), ">=", bp.whole(number)))
    return either(later, within)


def _until(day: tuple[int, int]) -> bp.Expression:
    month, number = day
    earlier = compare(_part("month"), "<", bp.whole(month))
    within = both(compare(_part("month"), "==", bp.whole(month)), compare(_part("day"), "<=", bp.whole(number)))
    return either(earlier, within)


def _part(part: str) -> bp.Expression:
    return bp.Part(of=bp.Name(name="today"), part=part)


__all__ = ["read_year_windows"]
