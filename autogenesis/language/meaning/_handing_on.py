"""Reads that what one does not take goes to the next who asked: "…, and the next person who asked for it gets it and is told"."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import absent, both, compare, either, over, same, say
from autogenesis.language._text import Span
from autogenesis.language.meaning._booking import Booking, bookings
from autogenesis.language.meaning._facts import fact_of
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._sole_use import Shared

_NEXT = regex(
    r"(?:^|[,;]\s*(?:and\s+|then\s+)*|\s(?:and|then)\s+)(?P<said>(?:it goes to\s+)?the next(?:\s+(?:one|person|[a-z]+))?"
    r"(?:\s+(?:who|that)\s+(?:has |have )?(?:asked|asks|wants|wanted|requested|reserved|queued|is waiting|waits|waited|applied)(?:\s+for\s+(?:it|the [a-z]+|that))?(?:\s+(?:on|for)\s+(?:that|the same)\s+(?:day|date|time|slot))?)?"
    r"(?:\s+(?:in|on)\s+(?:the\s+)?(?:line|queue|list))?(?:\s+(?:gets|has|may have|receives)\s+(?:it|the [a-z]+|that))?(?P<told>(?:,|\s+and)\s+(?:is|gets)\s+(?:told|informed|notified)(?:\s+(?:so|of it|at once|immediately|by text))?)?)\.?$",
    re.I,
)  # fmt: skip
_ENDED = ("expired_at", "lapsed_at", "cancelled_at", "forfeited_at")


def read_handing_on(draft: Draft) -> None:
    """Several may ask for the same; the first of those still asking has it."""
    for unit in draft.units:
        match = _NEXT.search(unit.text)
        if match is None or f"handing_on@{unit.id}" in draft.barred:
            continue
        span = (unit.span[0] + match.start("said"), unit.span[0] + match.end("said"))
        if draft.claimed(span) or not (match["told"] or re.search(r"\b(?:gets|has|receives)\b", match["said"])):
            continue
        booked = [b for b in bookings(draft) if _ends(b.entity, unit, draft)]
        if len(booked) == 1:
            _handed_on(booked[0], span, bool(match["told"]), unit, draft)


def _ends(entity: EntityDraft, unit: Unit, draft: Draft) -> bool:
    """Whether the sentence, or the one before, says how bookings end."""
    near = " ".join(u.text for u in draft.around(unit, 1))
    named = re.search(rf"\b{entity.label}s?\b", near, re.I) is not None
    return named and any(name in entity.fields for name in _ENDED)


def _handed_on(booking: Booking, span: Span, told: bool, unit: Unit, draft: Draft) -> None:
    entity = booking.entity
    alike = _alike(booking)
    if not alike:
        return
    asked = draft.add_field(entity, "asked at", bp.DATETIME, span)
    entity.automatic[asked] = bp.Name(name="now")
    entity.later.add(asked)
    ended = [name for name in _ENDED if name in entity.fields]
    live = [absent(f"other.{name}") for name in ended]
    first = over("first", entity.name, both(*alike, *live), order=(f"other.{asked}",), name="other")
    turn = "has_it"
    entity.derivations[turn] = bp.Derivation(
        id=f"derivation.{entity.name}.{turn}", spans=(span,), name=turn, label="has it", type=bp.BOOLEAN,
        value=both(*(absent(f"it.{name}") for name in ended), same(first, IT)),
        summary=f"whether it is the first {entity.label} that is still there",
    )  # fmt: skip
    made = [f"derivation.{entity.name}.{turn}"]
    made += _only_theirs(entity, turn, unit, span, draft)
    if told:
        made += _told(booking, first, ended, span, unit, draft)
    _while_first(booking, ended, draft)
    draft.remember(Shared(entity.name))
    draft.claim(span, "handing_on", made)


def _alike(booking: Booking) -> list[bp.Expression]:
    """That another booking is of the same thing for the same time."""
    entity = booking.entity
    names = [name for name, _ in booking.things]
    names += [
        f.name for f in entity.fields.values() if f.type.kind in {"date", "datetime"} and f.name not in entity.later
    ]
    return [same(f"other.{name}", f"it.{name}") for name in names]


def _only_theirs(entity: EntityDraft, turn: str, unit: Unit, span: Span, draft: Draft) -> list[str]:
    """What is done with a booking is done with one whose turn it is; giving it up is always possible."""
    made = []
    row = bp.Name(name=entity.name)
    for operation in draft.operations.values():
        changes = operation.entity is entity and operation.kind == "change" and entity.name in operation.inputs
        if not changes or operation.verb in {"cancel", "expire", "lapse", "withdraw", "update"}:
            continue
        reason = f"The {entity.label} is not the first that is still there."
        guard = draft.guard(f"{operation.name}.turn", bp.Get(of=row, field=turn), reason, span, entity.name)
        operation.guards.append(guard)
        made.append(guard.id)
    return made


def _told(booking: Booking, first: bp.Expression, ended: list[str], span: Span, unit: Unit, draft: Draft) -> list[str]:
    """Whoever has it now is told when the one before them gives it up or lets it lapse."""
    entity, made = booking.entity, []
    person = booking.person
    if person is None:
        return []
    for name in ended:
        verb = {"expired_at": "expire", "lapsed_at": "lapse", "cancelled_at": "cancel", "forfeited_at": "forfeit"}[name]
        fact = fact_of(draft, entity, verb, commit=False)
        if fact is None:
            continue
        mine = either(both(*(absent(f"other.{n}") for n in ended)), same("other", IT))
        held = same(
            over("first", entity.name, both(*_alike(booking), mine), order=("other.asked_at",), name="other"), IT
        )
        reaction = bp.Reaction(
            id=draft.unique(f"reaction.next_{entity.name}"), spans=(span,), summary="The next who asked is told that they have it now.",
            trigger=fact.trigger(), when=both(fact.holds(IT), bp.Present(value=first), held),
            steps=(
                bp.Let(name="next_one", value=first),
                bp.Notify(to=bp.Recipient(person=bp.path("next_one", person)), type="notice", subject=bp.Name(name="next_one"),
                          text=say(" ".join(unit.text.split()))),
            ),
        )  # fmt: skip
        draft.reactions.append(reaction)
        made.append(reaction.id)
    return made


def _while_first(booking: Booking, ended: list[str], draft: Draft) -> None:
    """A booking ends by itself only while it is the first: whoever has just got it has time."""
    entity = booking.entity
    until_now = [either(absent(f"other.{n}"), compare(f"other.{n}", ">=", "now")) for n in ended]
    first = over("first", entity.name, both(*_alike(booking), *until_now), order=("other.asked_at",), name="other")
    for place, timer in enumerate(draft.timers):
        sets = {name for step in timer.steps if isinstance(step, bp.Update) for name, _ in step.values}
        if timer.entity == entity.id and sets & set(ended):
            held = same(first, IT)
            when = held if timer.when is None else both(timer.when, held)
            draft.timers[place] = timer.model_copy(update={"when": when})
