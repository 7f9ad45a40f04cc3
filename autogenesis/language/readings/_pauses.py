"""Reads pauses: after something has happened to somebody, something else is possible again only some time later."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, article
from autogenesis.language._literals import Duration
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import compare, same
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._intervals import Booking, First, first_day
from autogenesis.language.readings._outlines import Check, scenario_of


@dataclass(frozen=True, slots=True)
class Paused:
    """The pause that the sentence `unit` speaks of: `operation` begins it, `guard` holds it."""

    unit: int
    operation: str
    guard: str
    done: str


def read_pause(unit: Unit, draft: Draft) -> None:
    """ "When a member is suspended, then she may come again three months later"; "A suspended member may come again after three months"."""
    booking = draft.recall(Booking)
    match = find(
        unit,
        "( NP | PRONOUN ) MODAL? ( V=verb again | again V=verb ) Q.Duration=pause later|afterwards|after?",
        "NP=who MODAL V=verb again only? after Q.Duration=pause",
        "MODAL V=verb again only? after Q.Duration=pause",
        "( NP=who | PRONOUN ) MODAL not V=verb again for Q.Duration=pause",
    )
    pause = match.literal("pause") if match else None
    if booking is None or match is None or not isinstance(pause, Duration) or draft.claimed(unit.span):
        return
    cause = _cause(match, booking, draft)
    if cause is None:
        return
    done, verb, when = cause
    subject = booking.subject
    moment = draft.add_field(subject, f"{done} on", bp.DATE, when.span, required=False)
    operation = draft.operation(verb, subject, "change", span=when.span)
    operation.inputs[subject.name] = bp.Parameter(name=subject.name, type=subject.type)
    operation.steps.append(bp.Update(row=bp.Name(name=subject.name), values=((moment, bp.Name(name="today")),)))
    operation.result = bp.Name(name=subject.name)
    first = First(moment, int(pause.value), unit_of_time(pause))
    booking.firsts.append(first)
    made = [operation.id, f"field.{subject.name}.{moment}", first_day(draft, booking)]
    reason = (
        f"{article(subject.label).capitalize()} who was {done} may {match['verb'].head} again only {pause.text} later."
    )
    allowed = bp.path(subject.name, moment)
    free = bp.AnyOf(terms=(bp.Not(term=bp.Present(value=allowed)), compare(booking.day, ">=", first.day(subject.name))))
    guard = draft.guard(f"{booking.operation.name} {done}", free, reason, unit.span, booking.day)
    booking.operation.guards.append(guard)
    made.append(guard.id)
    draft.remember(Paused(unit.number, operation.name, guard.id, done))
    made += _by_check(draft, booking, done, moment, when)
    for each in (unit, when):
        draft.claim(each.span, "pause", made)


def _cause(match: Match, booking: Booking, draft: Draft) -> tuple[str, str, Unit] | None:
    """What begins the pause: the scenario's When, or the participle before the noun."""
    unit = match.unit
    if unit.block.kind == "gherkin":
        for when in scenario_of(draft, unit.block.scenario, "when", "given"):
            found = find(when, "NP=who BE V.part=verb")
            if found is not None and draft.find_entity(found["who"].label) is booking.subject:
                return found["verb"].tokens[-1].lower, found["verb"].head, when
        return None
    found = find(unit, "when|if|once|after|whoever NP=who? BE V.part=verb")
    if found is not None and ("who" not in found or draft.find_entity(found["who"].label) is booking.subject):
        return found["verb"].tokens[-1].lower, found["verb"].head, unit
    who = match.piece("who")
    first = next((t for t in who.tokens if t.form in {"part", "past"} or t.lower.endswith("ed")), None) if who else None
    if who is None or first is None or draft.find_entity(who.head) is not booking.subject:
        return None
    lemma = first.lemma if first.lemma != first.lower else first.lower.removesuffix("ed")
    return first.lower, lemma, unit


def _by_check(draft: Draft, booking: Booking, done: str, moment: str, when: Unit) -> list[str]:
    """A check with that outcome has the same effect."""
    check = draft.recall(Check)
    if check is None or check.subject is not booking.subject or done not in check.outcomes:
        return []
    outcome = bp.Literally(type=check.entity.fields[check.outcome].type, value=done)
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.note_{done}_{booking.subject.name}"), spans=(when.span,), summary=f"Note that the {booking.subject.label} is {done}.",
        trigger=bp.Trigger(on="created", entity=check.entity.id), when=same(f"it.{check.outcome}", outcome),
        steps=(bp.Update(row=bp.path("it", booking.subject.name), values=((moment, bp.Name(name="today")),)),),
    )  # fmt: skip
    draft.reactions.append(reaction)
    return [reaction.id]
