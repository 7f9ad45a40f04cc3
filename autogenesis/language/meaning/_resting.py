"""Reads how long things rest between two uses: "After a loan an object rests: 30 days if robust, 90 if normal. During this time …"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, choice, compare, no, same
from autogenesis.language.meaning._alike import OTHER, span_of
from autogenesis.language.meaning._called_off import valid
from autogenesis.language.meaning._members import read
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._scope import Row

_RESTS = re.compile(
    r"^(?:(?:after|between)\s+(?:an?|each|every|two|the)\s+(?P<record>[a-z]+(?: [a-z]+)?),?\s+(?:an?|the|each|every)\s+(?P<thing>[a-z]+(?: [a-z]+)?)"
    r"\s+(?:rests?|must rest|has to rest|needs? (?:a )?rest|is (?:kept|left|put) (?:aside|idle|free|back|out of use)|pauses|is blocked|stays? (?:closed|empty|free|unused))"
    r"(?:\s+(?:in|at)\s+(?:the|our|its)\s+[a-z]+)?\s*(?::|,|for|–)\s*(?P<list>.+))$", re.I)  # fmt: skip
_ITEM = re.compile(r"^(?:for\s+)?(?P<n>\d{1,4})\s*(?P<unit>hour|day|week|month)?s?(?:\s+(?:if|when|for)\s+(?:it is\s+)?(?P<value>[a-z -]+?)(?:\s+ones)?)?$", re.I)  # fmt: skip
_MEANWHILE = re.compile(
    r"^(?:during|in)\s+(?:this|that)\s+time,?\s+(?:it|they|the\s+[a-z]+)\s+(?:may|can|must|shall)\s*(?:not|n['’]t)\s+be\s+[a-z]+(?:\s+(?:out|again))?$"
    r"|^(?:until|till) then,?\s+(?:it|they)\s+(?:may|can|must)\s*(?:not|n['’]t)\s+be\s+[a-z]+$", re.I)  # fmt: skip


def read_resting(draft: Draft) -> None:
    """No second use within the rest after one; how long it is depends on what the thing is."""
    for unit in draft.units:
        text = " ".join(unit.text.split()).rstrip(" .")
        match = _RESTS.match(text)
        if match is None or draft.claimed(unit.span) or f"resting@{unit.id}" in draft.barred:
            continue
        record, thing = draft.find_entity(match["record"].lower()), draft.find_entity(match["thing"].lower())
        spans = _lengths(match["list"], thing) if thing is not None else None
        field = record.reference_to(thing) if record is not None and thing is not None else None
        ends = span_of(record) if record is not None else None
        following = next((u for u in draft.units if u.number == unit.number + 1), None)
        kept = following is not None and _MEANWHILE.match(" ".join(following.text.split()).rstrip(" .")) is not None
        if record is None or thing is None or spans is None or field is None or ends is None:
            continue
        made = _rested(record, thing, field, ends, spans, unit, draft)
        draft.claim(unit.span, "resting", made)
        if kept and following is not None and not draft.claimed(following.span):
            draft.claim(following.span, "resting", made)


def _lengths(text: str, thing: EntityDraft) -> tuple[bp.Unit, bp.Expression] | None:
    """How long it rests: one length, or one for each value of a field of the thing."""
    parts = [_ITEM.match(part.strip()) for part in re.split(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+", text) if part.strip()]
    if not parts or any(part is None for part in parts):
        return None
    items = [part for part in parts if part is not None]
    unit = items[0]["unit"]
    if unit is None or any(item["unit"] not in {None, unit} for item in items):
        return None
    if len(items) == 1 and items[0]["value"] is None:
        return f"{unit.lower()}s", bp.whole(int(items[0]["n"]))  # type: ignore[return-value]
    values = [(item["value"] or "").strip().lower() for item in items]
    field = next(
        (f for f in thing.fields.values() if f.type.kind == "choice" and set(values) <= set(f.type.choices)), None
    )
    if field is None:
        return None
    length: bp.Expression = bp.whole(0)
    for item, value in reversed(list(zip(items, values, strict=True))):
        test = same(bp.Get(of=IT, field=field.name), choice(value, field.type.choices))
        length = bp.Conditional(test=test, then=bp.whole(int(item["n"])), otherwise=length)
    return f"{unit.lower()}s", length  # type: ignore[return-value]


def _rested(
    record: EntityDraft,
    thing: EntityDraft,
    field: str,
    ends: tuple[str, str],
    spans: tuple[bp.Unit, bp.Expression],
    unit: Unit,
    draft: Draft,
) -> list[str]:
    """The length as a value of the thing, and that no use begins within it after another."""
    name = snake(f"rest {spans[0]}")
    thing.derivations[name] = bp.Derivation(
        id=f"derivation.{thing.name}.{name}", spans=(unit.span,), name=name, label=f"rest in {spans[0]}", type=bp.INTEGER, value=spans[1],
        summary=f"how many {spans[0]} it rests after a {record.label}",
    )  # fmt: skip
    it, other = Row(record, IT), Row(record, bp.Name(name=OTHER))
    start, end = ends
    rest = bp.Get(of=bp.Get(of=IT, field=field), field=name)

    def near(first: Row, second: Row) -> bp.Expression:
        until = bp.Shift(moment=_over(first, end), amount=rest, unit=spans[0])
        return both(compare(read(second, start), ">", _over(first, end)), compare(read(second, start), "<=", until))

    others = both(
        same(read(other, field), read(it, field)),
        compare(other.at, "!=", it.at),
        bp.AnyOf(terms=(near(other, it), near(it, other))),
        *valid(other),
    )
    requires = no(bp.Aggregate(function="exists", entity=record.id, name=OTHER, where=others))
    void = valid(it)
    if void:
        requires_ = bp.AnyOf(terms=(bp.Not(term=both(*void)), requires))
    guard = bp.Guard(
        id=draft.unique(f"invariant.{record.name}.rest"), requires=requires_ if void else requires,
        reason=" ".join(unit.text.split()), field=start, spans=(unit.span,),
    )  # fmt: skip
    record.invariants.append(guard)
    return [f"derivation.{thing.name}.{name}", guard.id]


def _over(row: Row, end: str) -> bp.Expression:
    """When it is over: when it came back, where that is known, else as agreed."""
    if "returned_at" in row.entity.fields and row.entity.fields[end].type.kind == "date":
        back = read(row, "returned_at")
        return bp.Conditional(test=bp.Present(value=back), then=bp.Part(of=back, part="date"), otherwise=read(row, end))
    return read(row, end)
