"""Reads what follows when a mark is still up at a time of day: "if the sign is still up at 14:00, ring the manager, once"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, snake
from autogenesis.language._literals import TimeOfDay, Times
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import over, say
from autogenesis.language.readings._allotments import Flag
from autogenesis.language.readings._inspections import changeable
from autogenesis.language.readings._structure import NOTIFY

_TYPES = {
    "remind": "reminder",
    "alert": "alert",
    "ring": "call",
    "call": "call",
    "ask": "question",
    "warn": "warning",
    "message": "message",
    "email": "message",
}


def read_flag(unit: Unit, draft: Draft) -> None:
    """Whatever is marked can be marked and unmarked; where it still is at that time, somebody is told, once a day."""
    flag = draft.recall(Flag)
    match = find(
        unit, f"if|when|where NP=sign BE still ANY at Q.TimeOfDay=time , V({NOTIFY})=told NP=who",
        f"if|when|where NP=sign BE still ANY at Q.TimeOfDay=time , NP=who BE V.part({NOTIFY})=told",
    )  # fmt: skip
    time = match.literal("time") if match else None
    if match is None or flag is None or not isinstance(time, TimeOfDay):
        return
    thing, name = flag.entity, flag.field
    who = match["who"]
    kind = _TYPES.get(match["told"].head, "notice")
    named = thing.key or ("name" if "name" in thing.fields else "id")
    label = thing.fields[name].label
    text = say(f"“{label.capitalize()}” is still up: {thing.label} ", f"{{{thing.name}.{named}}}", ".")
    note = bp.Notify(
        to=bp.Recipient(actor=draft.actor(who.label, who.span)), type=kind, subject=bp.Name(name=thing.name), text=text,
        data=((thing.name, bp.path(thing.name, named)),),
    )  # fmt: skip
    schedule = bp.Schedule(
        id=draft.unique(f"schedule.{kind}_about_{snake(thing.label)}"), spans=(match.span,), summary=f"{match['told'].head.capitalize()} the {who.label} where “{label}” is still up.",
        recurrence=bp.Recurrence(unit="day", at=f"{time.hour:02}:{time.minute:02}"),
        steps=(bp.Each(name=thing.name, rows=over("rows", thing.name, bp.path(thing.name, name)), steps=(note,)),),
    )  # fmt: skip
    draft.schedules.append(schedule)
    operation = changeable(draft, thing, name)
    once = next((p for p in match.after() if isinstance(p.literal, Times)), None)
    end = once.span[1] if once else match.span[1]
    draft.claim((match.span[0], end), "still_marked", [schedule.id, operation.id])
