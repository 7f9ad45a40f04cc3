"""Finds the parts into which days are divided ("three slots: morning 09:00–12:00, …"), and what is booked for one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._tokens import tag
from autogenesis.language._words import head_kind
from autogenesis.language.meaning._members import singular

_TIME = r"(\d{1,2})[:.](\d{2})"
_WINDOW = regex(rf"(?:(?P<name>[A-Za-z][A-Za-z0-9 ]{{0,20}}?)\s*[(:,]?\s*)?{_TIME}\s*(?:–|—|-|to|until)\s*{_TIME}\)?")
_LEAD = regex(
    r"^(?:(?:(?:each|every|a|the|our)\s+(?:working |open |week)?day\s+(?:has|is (?:divided|split) (?:in|into)|consists of|comes in)"
    r"|there are|we (?:have|offer)|(?:they|bookings) are made (?:for|in))\s+)?(?:the\s+)?(?:(?P<count>[a-z]+|\d)\s+)?"
    r"(?P<noun>[A-Za-z-]+s)(?:\s+(?:a|per|each|every)\s+day|\s+daily)?(?:\s+(?:are|run|last))?\s*(?::|,|–|\(|from)?\s*",
    re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DaySlots:
    """The entity whose rows are the parts of every day."""

    entity: str


def find_slots(draft: Draft) -> None:
    """The parts of a day, as rows with a name, a start and an end."""
    for unit in draft.units:
        if not draft.claimed(unit.span) and f"day_slots@{unit.id}" not in draft.barred:
            _slots(unit, draft)


def _slots(unit: Unit, draft: Draft) -> None:
    text = unit.text
    lead = _LEAD.match(text)
    windows = list(_WINDOW.finditer(text, lead.end())) if lead is not None else []
    if lead is None or len(windows) < 2 or draft.recall(DaySlots) is not None:
        return
    noun = singular(lead["noun"].lower())
    between = [text[a.end() : b.start()] for a, b in pairwise(windows)]
    tail = text[windows[-1].end() :].strip(" .)")
    if tail or any(gap.strip(" ,;") not in {"", "and"} for gap in between) or windows[0].start() != lead.end():
        return
    if tag(f"a {noun}.")[1].pos != "NOUN" or head_kind(noun) in {"date", "person"}:
        return
    entity = draft.entity(noun, unit.span)
    for label, kind in (("name", bp.TEXT), ("start", bp.TIME), ("end", bp.TIME)):
        draft.add_field(entity, label, kind, unit.span)
    entity.key = "name"
    for window in windows:
        first, last = (f"{int(window[i]):02d}:{window[i + 1]}" for i in (2, 4))
        named = (window["name"] or "").strip().lower()
        named = re.sub(r"^(?:and|the)\s+", "", named) or f"{first}–{last}"
        values = (bp.text(named), bp.Literally(type=bp.TIME, value=first), bp.Literally(type=bp.TIME, value=last))
        entity.initial.append(tuple(zip(("name", "start", "end"), values, strict=True)))
    draft.remember(DaySlots(entity.name))
    draft.claim(unit.span, "day_slots", [entity.id, *(f"field.{entity.name}.{n}" for n in ("name", "start", "end"))])


def date_bookings(draft: Draft) -> None:
    """What is booked for such a part is booked for a day too, and begins and ends with it."""
    known = draft.recall(DaySlots)
    slot = draft.entities.get(known.entity) if known is not None else None
    if slot is None:
        return
    for entity in draft.entities.values():
        name = entity.reference_to(slot)
        dates = [f.name for f in entity.fields.values() if f.type.kind == "date" and f.name not in entity.later]
        if name is None or {"start", "end"} & {*entity.fields, *entity.derivations} or set(dates) - {"day", "date"}:
            continue
        entity.fields[name] = entity.fields[name].model_copy(update={"required": True})
        date = draft.add_field(entity, dates[0] if dates else "date", bp.DATE)
        entity.fields[date] = entity.fields[date].model_copy(update={"required": True})
        entity.given.add(date)
        draft.assume(
            f"{article(entity.label).capitalize()} is for the {slot.label} of one day: it is made with the date."
        )
        it = bp.Name(name="it")
        for end in ("start", "end"):
            at = bp.Moment(date=bp.Get(of=it, field=date), time=bp.Get(of=bp.Get(of=it, field=name), field=end))
            entity.derivations[end] = bp.Derivation(
                id=f"derivation.{entity.name}.{end}", name=end, label=end, type=bp.DATETIME, value=at,
                summary=f"the {end} of its {slot.label} on its day",
            )  # fmt: skip


def booked(draft: Draft) -> list[tuple[EntityDraft, EntityDraft]]:
    """The entities that are made for parts of a day, each with the entity of those parts."""
    known = draft.recall(DaySlots)
    slot = draft.entities.get(known.entity) if known is not None else None
    return [(e, slot) for e in draft.entities.values() if e.reference_to(slot) is not None] if slot is not None else []
