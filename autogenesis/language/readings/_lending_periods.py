"""Reads for how long things are lent, kind by kind: "Hand tools are lent for 14 days, power tools for 3 days and machines for 1 day"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._people import names_people
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import absent, choice, say
from autogenesis.language.readings._inventories import singular
from autogenesis.language.readings._transfers import give_out, transfer_of

_LENT = r"(?:lent|borrowed|rented|hired|leased|loaned|issued)"
_NAME = r"[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2}?"
_TIME = r"(?:at\s+most\s+|up\s+to\s+|no\s+more\s+than\s+|a\s+maximum\s+of\s+)?(?:\d+|an?|one|two|three|four|five|six|seven|eight|ten|twelve|fourteen)\s+(?:days?|weeks?|months?)"
_PERIODS = regex(
    rf"^(?:all\s+|the\s+|an?\s+|every\s+|each\s+)?(?P<first>{_NAME})\s+(?:is|are|can\s+be|may\s+be|must\s+be)\s+(?:only\s+)?(?P<lent>{_LENT})(?:\s+out)?\s+for\s+(?P<time>{_TIME})(?P<more>(?:\s*(?:,\s*(?:and\s+|but\s+)?|\s+and\s+|;\s*){_NAME}\s+(?:only\s+)?for\s+{_TIME})*)\.?$",
    re.I,
)
_MORE = regex(
    rf"(?:,\s*(?:and\s+|but\s+)?|\s+and\s+|;\s*)(?P<name>{_NAME})\s+(?:only\s+)?for\s+(?P<time>{_TIME})", re.I
)
_VERBS = {"lent": "borrow", "loaned": "borrow", "borrowed": "borrow", "rented": "rent", "hired": "hire", "leased": "lease", "issued": "borrow"}  # fmt: skip
_DAYS = {"day": 1, "week": 7}
_WHO = (
    regex(
        r"\b(?:lent|rented(?:\s+out)?|loaned|leased|hired\s+out)\s+(?:only\s+)?to\s+(?:an?\s+|the\s+)?(?P<who>[a-z-]+)\b",
        re.I,
    ),
    regex(
        r"\b(?:an?|each|every|no|the|any)\s+(?P<who>[a-z-]+)\s+(?:(?:may|can|must|shall|cannot)\s+)?(?:not\s+)?(?:only\s+)?(?:borrows?|rents?|hires?|returns?|have|has|brings?)\b",
        re.I,
    ),
    regex(
        r"\b(?P<who>[a-z-]+s)\s+(?:(?:may|can|must|shall|cannot)\s+)?(?:not\s+)?(?:borrow|rent|hire|return|have|bring)\b",
        re.I,
    ),
)


def read_lending_periods(unit: Unit, draft: Draft) -> None:
    """Each kind for its time, where one is said; whoever borrows is found in the rest of the text."""
    match = _PERIODS.match(" ".join(unit.text.split()))
    if match is None or draft.claimed(unit.span) or transfer_of(draft) is not None:
        return
    said = [(match["first"], match["time"]), *((m["name"], m["time"]) for m in _MORE.finditer(match["more"]))]
    times = [_days(time) for _, time in said]
    named = [_kind(name, draft) or _told_of(name, len(said), unit, draft) for name, _ in said]
    if any(days is None for days in times) or any(each is None for each in named):
        return
    thing = named[0][0] if named[0] is not None else None
    holder = _holder(draft)
    if (
        thing is None
        or holder is None
        or holder is thing
        or any(each is None or each[0] is not thing for each in named)
    ):
        return
    until = _until([(each[1], days) for each, days in zip(named, times, strict=True) if each and days], thing)
    if until is None:
        return
    draft.actor(holder.label, unit.span, row=holder)
    _, made = give_out(unit, draft, _VERBS[match["lent"].lower()], holder, thing, until)
    draft.claim(unit.span, "lending_periods", made)


_OVERDUE = regex(
    r"^(?:if|when|whenever|once|as\s+soon\s+as)\s+(?:an?|the)\s+(?P<record>[a-z-]+)\s+(?:is|becomes|falls|gets)\s+(?:overdue|late),?\s+(?:then\s+)?(?P<who>(?:the|its|their)\s+[a-z][a-z -]*?)\s+"
    r"(?:is|gets|(?:shall|must|should|will)\s+be)\s+(?:reminded|told|informed|notified|warned)(?P<once>\s+once)?(?P<first>\s+on\s+the\s+first\s+day|\s+(?:on\s+the\s+next|the\s+following|on\s+the\s+following)\s+day)?"
    r"(?:,?\s*(?:and\s+)?(?:again|once\s+more)\s+(?:after\s+(?P<n>\d+|two|three|four|five|seven|ten)\s+(?P<unit>days?|weeks?)|every\s+(?P<every>week|day)))?\.?$",
    re.I,
)


def read_overdue_loan(unit: Unit, draft: Draft) -> None:
    """ "If a loan is overdue, the member is reminded on the first day and again after 7 days"."""
    match = _OVERDUE.match(" ".join(unit.text.split()))
    transfer = transfer_of(draft)
    if match is None or transfer is None or draft.claimed(unit.span) or match["every"]:
        return
    if draft.find_entity(match["record"].lower()) is not transfer.record or "due_date" not in transfer.record.fields:
        return
    label = re.sub(r"^(?:the|its|their)\s+", "", match["who"].lower())
    theirs = label == transfer.holder.label or draft.find_entity(label) is transfer.holder
    actor = f"actor.{label.replace(' ', '_')}"
    if not theirs and actor not in draft.actors:
        actor = draft.actor(label, unit.span)
    to = bp.Recipient(person=bp.path("it", transfer.holder.name)) if theirs else bp.Recipient(actor=actor)
    late: bp.Expression = bp.Part(of=bp.path("it", "due_date"), part="end")
    moments = [late]
    if match["n"]:
        word = next(x for x in find_literals(f"{match['n']} {match['unit']}"))
        days = _days(word.text)
        if days is None:
            return
        moments.append(bp.Shift(moment=late, amount=bp.whole(days[0]), unit="days"))
    made = []
    for moment in moments:
        note = bp.Notify(to=to, type="reminder", subject=bp.Name(name="it"), text=say(" ".join(unit.text.split())))
        timer = bp.Timer(
            id=draft.unique(f"timer.{transfer.record.name}_overdue"), spans=(unit.span,), summary=" ".join(unit.text.split()).rstrip("."),
            entity=transfer.record.id, at=moment, when=absent("it.returned_on"), steps=(note,),
        )  # fmt: skip
        draft.timers.append(timer)
        made.append(timer.id)
    draft.claim(unit.span, "overdue_loan", made)


def _days(text: str) -> tuple[int, bp.Unit] | None:
    found = (x.value if isinstance(x, Bound) else x for x in find_literals(text))
    value = next((x for x in found if isinstance(x, Duration)), None)
    if value is None or value.value != int(value.value):
        return None
    if value.unit in _DAYS:
        return int(value.value) * _DAYS[value.unit], "days"
    return (int(value.value), "months") if value.unit == "month" else None


def _kind(name: str, draft: Draft) -> tuple[EntityDraft, tuple[str, str] | None] | None:
    """The thing that is named, and the choice that tells the kind, where it is one."""
    label = singular(name.lower())
    entity = draft.find_entity(label)
    if entity is not None and entity.label == label:
        return entity, None
    for each in draft.entities.values():
        for f in each.fields.values():
            known = next(
                (c for c in f.type.choices if f.type.kind == "choice" and c.lower() in {label, name.lower()}), None
            )
            if known is not None:
                return each, (f.name, known)
            short = label.removesuffix(f" {each.label}")
            known = next((c for c in f.type.choices if f.type.kind == "choice" and c.lower() == short != label), None)
            if known is not None:
                return each, (f.name, known)
    return None


def _told_of(name: str, many: int, unit: Unit, draft: Draft) -> tuple[EntityDraft, None] | None:
    """What the text has more to say of, further on: "Every tool has a number"."""
    label = singular(name.lower())
    told = regex(rf"\b(?:an?|every|each)\s+{re.escape(label)}\b", re.I)
    if many > 1 or not any(told.search(other.text) for other in draft.units if other is not unit):
        return None
    return draft.entity(label, unit.span), None


def _until(said: list[tuple[tuple[str, str] | None, tuple[int, bp.Unit]]], thing: EntityDraft) -> bp.Expression | None:
    """The day on which it is due back: so many days from today, by what kind it is."""
    units = {unit for _, (_, unit) in said}
    plain = [number for kind, (number, _) in said if kind is None]
    if len(units) != 1 or len(plain) > 1:
        return None
    fields = {kind[0] for kind, _ in said if kind is not None}
    if len(fields) > 1:
        return None
    kinds = [(kind, number) for kind, (number, _) in said if kind is not None]
    known = {c for name in fields for c in thing.fields[name].type.choices}
    if not plain and {kind[1] for kind, _ in kinds} != known:
        return None  # of some kind nothing is said
    amount: bp.Expression = bp.whole(plain[0] if plain else kinds[-1][1])
    for kind, number in reversed(kinds if plain else kinds[:-1]):
        f = thing.fields[kind[0]]
        test = bp.Compare(relation="==", left=bp.path(thing.name, f.name), right=choice(kind[1], f.type.choices))
        amount = bp.Conditional(test=test, then=bp.whole(number), otherwise=amount)
    return bp.Shift(moment=bp.Name(name="today"), amount=amount, unit=next(iter(units)))


def _holder(draft: Draft) -> EntityDraft | None:
    """Whoever borrows, has and brings back."""
    for way in _WHO:
        for unit in draft.units:
            for match in way.finditer(unit.text):
                label = singular(match["who"].lower())
                if names_people(label):
                    return draft.entity(label, unit.span)
    return None
