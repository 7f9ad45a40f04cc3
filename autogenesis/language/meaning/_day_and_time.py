"""Owns moments that are kept as a day and a time of day: "on a date at a start time" starts then, and ends when its length is over."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._tokens import tokens
from autogenesis.language.meaning._members import entity_of
from autogenesis.language.meaning._placing import IT

_SPOKEN = frozenset("start begin end beginning overlap clash collide ahead before advance".split())
"""Words of rules that need to know when something begins or ends."""
_BEGINS = frozenset({"start", "begin", "beginning", "time", "from", "starting"})
_ENDS = frozenset({"end", "until", "ending", "finish"})
_SHORT = frozenset({"minute", "hour"})


def join_day_and_time(draft: Draft) -> None:
    """Let rows that have a day and a time of day begin at that moment, and end at the other time or after their length."""
    if not any(token.lemma in _SPOKEN for unit in draft.units for token in tokens(unit.sentence)):
        return
    for entity in draft.entities.values():
        days = [f.name for f in entity.fields.values() if f.type.kind == "date" and f.name not in entity.later]
        times = [f for f in entity.fields.values() if f.type.kind == "time" and f.name not in entity.later]
        if len(days) != 1 or not 0 < len(times) <= 2 or entity.initial or {"start", "end"} & set(entity.derivations):
            continue
        begins = next((f.name for f in times if _BEGINS & set(f.label.lower().split())), None)
        ends = next((f.name for f in times if _ENDS & set(f.label.lower().split()) and f.name != begins), None)
        if begins is None or (len(times) == 2 and ends is None):
            continue
        start = _at(entity, days[0], begins)
        end = _at(entity, days[0], ends) if ends is not None else _over(entity, start, draft)
        if not any(f.type.kind == "datetime" and "start" in f.label.split() for f in entity.fields.values()):
            _derive(entity, "start", start)
        if end is not None:
            _derive(entity, "end", end)


def _at(entity: EntityDraft, day: str, time: str) -> bp.Expression:
    return bp.Moment(date=bp.Get(of=IT, field=day), time=bp.Get(of=IT, field=time))


def _over(entity: EntityDraft, start: bp.Expression, draft: Draft) -> bp.Expression | None:
    """When the length is over that is kept of a row, or of the one thing it is of."""
    found: list[tuple[bp.Expression, bp.FieldOf]] = [(IT, f) for f in entity.fields.values() if _lasts(f)]
    for f in entity.fields.values():
        other = entity_of(draft, f.type) if f.type.kind == "reference" and f.name not in entity.later else None
        if other is not None and other is not entity:
            found += [(bp.Get(of=IT, field=f.name), each) for each in other.fields.values() if _lasts(each)]
    if len(found) != 1:
        return None
    of, length = found[0]
    unit: bp.Unit = "hours" if length.type.unit and length.type.unit.startswith("hour") else "minutes"
    return bp.Shift(moment=start, amount=bp.Get(of=of, field=length.name), unit=unit)


def _lasts(f: bp.FieldOf) -> bool:
    unit = (f.type.unit or "").removesuffix("s")
    words = {"length", "duration", "time", "minutes", "hours"} & set(f.label.lower().split())
    return f.type.is_number and unit in _SHORT and bool(words)


def _derive(entity: EntityDraft, name: str, value: bp.Expression) -> None:
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", name=name, label=name, type=bp.DATETIME, value=value,
        summary=f"the day and time at which it {name}s",
    )  # fmt: skip
