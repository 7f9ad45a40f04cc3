"""Reads stages that a tried thing passes: put somewhere, let on with an approval and in a window of time, and taken back."""

from __future__ import annotations

from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, snake
from autogenesis.language._literals import Bound, Duration, TimeOfDay, TimeWindow, Weekdays
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import Term, both, compare, either, over, present, same, shift, update
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._revisions import Revisions
from autogenesis.language.readings._states import author_of, in_state, possessor, row_input
from autogenesis.language.readings._structure import path_to

_PUT = "put|place|set|install|load|bring|lay|hang|post"


@dataclass(frozen=True, slots=True)
class Gate:
    """Rows of `entity` are `there` `since` a moment, in the place of the row `before`; each names a field."""

    entity: EntityDraft
    there: str
    since: str
    before: str


def read_stage(unit: Unit, draft: Draft) -> None:
    """ "The deployment agent puts tested versions on staging." """
    match = find(
        unit, f"NP=who MODAL? V({_PUT})=verb NP=what on|into|onto|in V=place $", f"NP=who MODAL? V({_PUT})=verb NP=what on|into|onto|in NP=place $",
        f"NP=what MODAL? BE be? V.part|past({_PUT})=verb on|into|onto|in V=place $", f"NP=what MODAL? BE be? V.part|past({_PUT})=verb on|into|onto|in NP=place $",
    )  # fmt: skip
    entity = draft.find_entity(match["what"].head) if match else None
    if match is None or entity is None or "status" not in entity.fields:
        return
    done = next((c for c in entity.fields["status"].type.choices if c in match["what"].words), None)
    if done is None:
        return
    words = (
        match.pieces[[p.span for p in match.pieces].index(match["place"].span) - 1].text.lower(),
        match["place"].text.lower(),
    )
    name = draft.add_field(
        entity, " ".join(words), bp.BOOLEAN, match["place"].span, required=False, default=bp.truth(False)
    )
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.put_{entity.name}_{name}"), spans=(unit.span,), summary=unit.text, trigger=bp.Trigger(on="changed", entity=entity.id, field="status"),
        when=in_state("it", done), steps=(_cleared(entity, name), update("it", **{name: bp.truth(True)})),
    )  # fmt: skip
    draft.reactions.append(reaction)
    who = match.piece("who")
    if who is not None and who.head == "agent" and len(who.words) > 1:
        label = " ".join(who.words[:-1])
        draft.agents.append(
            bp.NamedAgent(id=draft.unique(f"agent.{snake(label)}"), spans=(who.span,), name=label, about=(entity.name,))
        )
    draft.assume(f"Only the last {entity.label} put {' '.join(words)} stays there.", match["place"].span)
    draft.claim(unit.span, "stage", [f"field.{entity.name}.{name}", reaction.id])


def _cleared(entity: EntityDraft, name: str) -> bp.Each:
    """Nothing else stays there."""
    rows = over("rows", entity.name, same(f"{entity.name}.{name}", bp.truth(True)))
    return bp.Each(name="other", rows=rows, steps=(update("other", **{name: bp.truth(False)}),))


def read_gate(unit: Unit, draft: Draft) -> None:
    """ "Production needs a release manager's approval, never for their own change, and only Monday to Thursday, 09:00 to 16:00." """
    match = find(
        unit,
        "^ NP=place MODAL? V(need|require|demand)=verb NP(approval|consent|permission|agreement|confirmation)=approval ( of|by|from NP=who )?",
    )
    revisions = draft.recall(Revisions)
    entity = revisions.counter if revisions else None
    if match is None or revisions is None or entity is None:
        return
    label = " ".join(possessor(match["approval"])) if "who" not in match else match["who"].label
    if not label:
        return
    actor = draft.actor(label, match["approval"].span)
    place = match["place"].label
    by = draft.add_field(
        entity, "approved by", bp.Type(kind="person", actor=actor), match["approval"].span, required=False
    )
    approve = _approving(unit, entity, actor, by, draft)
    put = _putting(unit, entity, place, by, draft)
    made = [approve.id, put.id, *_own(unit, entity, approve.name, draft), *_when(unit, put.name, draft)]
    there = draft.add_field(
        entity, f"in {place}", bp.BOOLEAN, match["place"].span, required=False, default=bp.truth(False)
    )
    since = draft.add_field(entity, f"in {place} since", bp.DATETIME, required=False)
    before = draft.add_field(entity, "replaces", bp.reference(entity.id, deferred=True), required=False)
    previous = over("first", entity.name, same(f"{entity.name}.{there}", bp.truth(True)))
    arrived: dict[str, Term] = {there: bp.truth(True), since: "now"}
    put.steps += [update(entity.name, **{before: previous}), _cleared(entity, there), update(entity.name, **arrived)]
    draft.remember(Gate(entity, there, since, before))
    draft.claim(unit.span, "gate", made)


def _approving(unit: Unit, entity: EntityDraft, actor: str, by: str, draft: Draft) -> OperationDraft:
    """The operation by which somebody in that role agrees."""
    passed = entity.fields["status"].type.choices[-1]
    approve = draft.operation("approve", entity, "change", span=unit.span)
    row_input(approve, entity)
    approve.roles.append(actor)
    approve.guards += [
        draft.guard(f"{approve.name} caller", present("by"), f"Say who approves the {entity.label}.", None),
        draft.guard(
            f"{approve.name} state",
            in_state(entity.name, passed),
            f"The {entity.label} is not {passed}.",
            None,
            entity.name,
        ),
    ]
    approve.steps.append(update(entity.name, **{by: "by"}))
    return approve


def _putting(unit: Unit, entity: EntityDraft, place: str, by: str, draft: Draft) -> OperationDraft:
    """The operation that lets on what has passed and been agreed to."""
    passed = entity.fields["status"].type.choices[-1]
    put = draft.operation(
        f"put {entity.label} in {place}", None, "change", f"Put {article(entity.label)} in {place}.", unit.span
    )
    put.entity, put.verb = entity, "put"
    row_input(put, entity)
    put.guards += [
        draft.guard(
            f"{put.name} state",
            in_state(entity.name, passed),
            f"The {entity.label} is not {passed}.",
            None,
            entity.name,
        ),
        draft.guard(
            f"{put.name} approved",
            present(f"{entity.name}.{by}"),
            f"The {entity.label} has no approval.",
            unit.span,
            entity.name,
        ),
    ]
    return put


def _own(unit: Unit, entity: EntityDraft, operation: str, draft: Draft) -> list[str]:
    """ "never for their own change" """
    match = find(unit, "never|not for NP=thing", "never|not for their|his|her own NP=thing")
    words = [w for w in match["thing"].words if w != "own"] if match else []
    thing = draft.find_entity(" ".join(words)) if words else None
    if match is None or thing is None or not ({"own", "their"} & {t.lower for p in match.pieces for t in p.tokens}):
        return []
    way, whose = path_to(draft, entity, entity.name, thing), author_of(draft, thing)
    if way is None or whose is None:
        return []
    guard = draft.guard(
        f"{operation} own",
        compare("by", "!=", f"{way}.{whose}"),
        f"Nobody approves {article(thing.label)} of their own.",
        match.span,
        entity.name,
    )
    draft.operations[operation].guards.append(guard)
    return [guard.id]


def _when(unit: Unit, operation: str, draft: Draft) -> list[str]:
    """ "only Monday to Thursday, 09:00 to 16:00" """
    days = next((p for p in unit.pieces if isinstance(p.literal, Weekdays)), None)
    hours = next((p for p in unit.pieces if isinstance(p.literal, TimeWindow)), None)
    terms: list[bp.Expression] = []
    if days is not None and isinstance(days.literal, Weekdays):
        weekday = bp.Part(of=bp.Name(name="now"), part="weekday")
        terms.append(either(*(same(weekday, bp.whole(d + 1)) for d in days.literal.days)))
    if hours is not None and isinstance(hours.literal, TimeWindow):
        time = bp.Part(of=bp.Name(name="now"), part="time")
        terms += [compare(time, ">=", _clock(hours.literal.start)), compare(time, "<=", _clock(hours.literal.end))]
    if not terms:
        return []
    said = ", ".join(p.text for p in (days, hours) if p is not None)
    guard = draft.guard(f"{operation} time", both(*terms), f"Only {said}.", unit.span)
    draft.operations[operation].guards.append(guard)
    return [guard.id]


def _clock(time: TimeOfDay) -> bp.Literally:
    return bp.Literally(type=bp.TIME, value=f"{time.hour:02}:{time.minute:02}")


def read_taken_back(unit: Unit, draft: Draft) -> None:
    """ "If the health check fails within 10 minutes, the previous version returns." """
    match = find(
        unit, "if|when NP=check V(fail) Q.Bound=within ,? NP=previous V(return|come|go)", "if|when NP=check V(fail) Q.Bound=within ,? NP(return)=previous",
        "if|when NP=check V(fail) Q.Bound=within ,? NP=previous BE V.part|past(restore|reinstate)",
    )  # fmt: skip
    gate = draft.recall(Gate)
    within = match.literal("within") if match else None
    if match is None or gate is None or not isinstance(within, Bound) or not isinstance(within.value, Duration):
        return
    entity, there, since, before = gate.entity, gate.there, gate.since, gate.before
    if (
        not {"previous", "last", "old", "former"} & set(match["previous"].words)
        or entity.words[-1] not in match["previous"].words
    ):
        return
    check = match["check"]
    operation = draft.operation(
        f"fail {check.label}",
        None,
        "change",
        f"Record that the {check.label} of {article(entity.label)} has failed.",
        unit.span,
    )
    operation.entity = entity
    row_input(operation, entity)
    operation.guards.append(
        draft.guard(
            f"{operation.name} there",
            same(f"{entity.name}.{there}", bp.truth(True)),
            f"The {entity.label} is not {there.replace('_', ' ')}.",
            match.span,
            entity.name,
        )
    )
    soon = compare("now", "<=", shift(f"{entity.name}.{since}", int(within.value.value), unit_of_time(within.value)))
    back = bp.Each(
        name="previous", rows=_previous(entity, before), steps=(update("previous", **{there: bp.truth(True)}),)
    )
    operation.steps.append(bp.When(test=soon, then=(update(entity.name, **{there: bp.truth(False)}), back)))
    text = f"What the {check.label} checks is not said: that it failed is told to {operation.name}."
    draft.gap(text, "unclear", check.span)
    draft.claim(unit.span, "taken_back", [operation.id])


def _previous(entity: EntityDraft, before: str) -> bp.Aggregate:
    return over("rows", entity.name, same("former", f"{entity.name}.{before}"), name="former")


def read_log(unit: Unit, draft: Draft) -> None:
    """ "Steps are logged": every write leaves an entry."""
    match = find(
        unit,
        "NP(step|action|event|operation|change|activity|deed) MODAL? BE be? V.part|past(log|record)",
        "everything BE V.part|past(log|record)",
        "V(log|record) every|all NP(step|action|event)",
    )
    if match is None or not draft.entities:
        return
    made = []
    for entity in draft.entities.values():
        audit = bp.Audit(
            id=draft.unique(f"audit.{entity.name}_writes"), spans=(match.span,), entity=entity.id, on="writes"
        )
        draft.audits.append(audit)
        made.append(audit.id)
    draft.claim(match.span, "write_log", made)
