"""Reads results: how they are entered, corrected within a time by one role with the old one kept, and forfeited."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Duration
from autogenesis.language._patterns import Match, find
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import absent, choice, compare, create, either, present, same, shift
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._encounters import Encounter, encounter_of
from autogenesis.language.readings._rankings import ranking_of

_CORRECT = "correct|change|amend|edit|revise|alter|modify|rectify"
_RESULT = frozenset({"result", "score", "outcome"})
_DONE = frozenset({"played", "finished", "completed", "done", "over", "ended", "closed", "complete", "decided"})
_KEPT = frozenset(
    {"visible", "readable", "kept", "shown", "available", "accessible", "stored", "preserved", "retained", "known"}
)
_SCORE = regex(r"\b(\d+)\s*[:–-]\s*(\d+)\b")


def read_correction(unit: Unit, draft: Draft) -> None:
    """ "A result may be corrected within 24 hours of its entry, by the director only." """
    match = find(
        unit, f"NP=what MODAL only? BE V.part({_CORRECT})=verb", f"NP=who MODAL V({_CORRECT})=verb NP=what",
        f"NP=who alone|only MODAL V({_CORRECT})=verb NP=what",
    )  # fmt: skip
    window = find(
        unit, "Q.Bound=window of|after|from|since", "Q.Duration=window of|after|from|since", "within Q.Duration=window"
    )
    length = window.literal("window") if window else None
    if isinstance(length, Bound):
        length = length.value if isinstance(length.value, Duration) and length.op in {"<=", "<"} else None
    if match is None or not isinstance(length, Duration):
        return
    encounter = encounter_of(draft)
    entity, names = _corrected(match["what"], encounter, draft)
    if entity is None or not names:
        return
    label = match["what"].label
    if snake(f"{match['verb'].head} {label}") in draft.operations:
        return
    who = _alone(unit, match)
    entered = _entering(entity, names, label, encounter, draft)
    operation = draft.operation(
        f"{match['verb'].head} {label}",
        None,
        "change",
        f"{match['verb'].head.capitalize()} {article(label)}.",
        unit.span,
    )
    operation.verb = match["verb"].head
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    if who is not None:
        operation.roles.append(draft.actor(who.label, who.span))
        operation.actors.append(operation.roles[-1])
    there = draft.guard(
        f"{operation.name}.entered",
        present(f"{entity.name}.{entered}"),
        f"No {label} has been entered.",
        None,
        entity.name,
    )
    until = shift(f"{entity.name}.{entered}", int(length.value), unit_of_time(length))
    limit = draft.guard(f"{operation.name}.in_time", compare("now", "<=", until), _reason(unit), unit.span, entity.name)
    operation.guards += [there, limit]
    old = _kept(draft, entity, names, label, operation, unit)
    for name in names:
        operation.inputs[name] = bp.Parameter(name=name, type=entity.fields[name].type)
    operation.steps += [
        old,
        bp.Update(row=bp.Name(name=entity.name), values=tuple((n, bp.Name(name=n)) for n in names)),
    ]
    operation.result = bp.Name(name=entity.name)
    draft.claim(
        unit.span,
        "correction_window",
        [
            operation.id,
            there.id,
            limit.id,
            *([f"operation.enter_{label}"] if f"enter_{label}" in draft.operations else []),
        ],
    )
    for other in draft.units:
        _read_consequences(other, draft, old.entity, label, operation)


def _corrected(what: Piece, encounter: Encounter | None, draft: Draft) -> tuple[EntityDraft | None, list[str]]:
    """What may be corrected: a result's scores, or what an entity's rows say."""
    entity = draft.find_entity(what.label)
    if entity is not None:
        kinds = {"integer", "decimal", "money", "percent", "text", "date", "duration", "choice", "boolean", "time"}
        return entity, [
            f.name for f in entity.fields.values() if f.type.kind in kinds and f.name not in {"status", entity.key}
        ]
    if encounter is not None and encounter.scored and what.head in _RESULT:
        return encounter.entity, [encounter.first_score, encounter.second_score]
    return None, []


def _alone(unit: Unit, match: Match) -> Piece | None:
    """Whoever alone may."""
    if not re.search(r"\b(?:only|alone|nobody else|no one else)\b", unit.text, re.I):
        return None
    found = find(
        unit,
        "by only? NP=who only|alone",
        "only by NP=who",
        "^ only NP=who MODAL",
        "^ NP=who alone MODAL",
        "by nobody but|except NP=who",
    )
    return found["who"] if found else match.piece("who")


def _reason(unit: Unit) -> str:
    return unit.text.strip().rstrip(".") + "."


def _entering(entity: EntityDraft, names: list[str], label: str, encounter: Encounter | None, draft: Draft) -> str:
    """The field for the moment of entry; a result is entered by an operation of its own."""
    entered = draft.add_field(entity, "entered at", bp.DATETIME, required=False)
    if encounter is None or entity is not encounter.entity or names[0] != encounter.first_score:
        creation = next((o for o in draft.operations.values() if o.entity is entity and o.kind == "create"), None)
        creation = creation or draft.operation("add", entity, "create", f"Add {article(entity.label)}.")
        creation.values[entered] = bp.Name(name="now")
        return entered
    enter_result(draft, encounter, label)
    return entered


def enter_result(draft: Draft, encounter: Encounter, label: str = "result") -> OperationDraft:
    """ "enter_result": the scores of an encounter, once."""
    known = draft.operations.get(f"enter_{label}")
    if known is not None:
        return known
    entity = encounter.entity
    entered = draft.add_field(entity, "entered at", bp.DATETIME, required=False)
    operation = draft.operation(f"enter {label}", None, "change", f"Enter the {label} of {article(entity.label)}.")
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    names = (encounter.first_score, encounter.second_score)
    for name in names:
        operation.inputs[name] = bp.Parameter(name=name, type=entity.fields[name].type)
    operation.guards.append(
        draft.guard(
            f"{operation.name}.again",
            absent(f"{entity.name}.{entered}"),
            f"The {label} has been entered.",
            None,
            entity.name,
        )
    )
    values = [(name, bp.Name(name=name)) for name in names]
    operation.steps.append(
        bp.Update(
            row=bp.Name(name=entity.name), values=(*values, *_status(entity, None), (entered, bp.Name(name="now")))
        )
    )
    operation.result = bp.Name(name=entity.name)
    return operation


def _status(entity: EntityDraft, verb: str | None) -> list[tuple[str, bp.Expression]]:
    """The status that an encounter has after `verb`, or once it is over."""
    field = next(
        (f for f in entity.fields.values() if f.type.kind == "choice" and f.label in {"status", "state"}), None
    )
    if field is None:
        return []
    choices = field.type.choices
    wanted = [c for c in choices if c == participle_of(verb)] if verb else [c for c in choices if c in _DONE]
    return [(field.name, choice(wanted[0], choices))] if wanted else []


def _kept(
    draft: Draft, entity: EntityDraft, names: list[str], label: str, operation: OperationDraft, unit: Unit
) -> bp.Create:
    """The old values, in a row of their own."""
    correction = draft.entity("correction", unit.span)
    draft.add_field(correction, entity.label, entity.type)
    values: dict[str, bp.Expression | str] = {entity.name: entity.name}
    for name in names:
        held = entity.fields[name]
        kept = draft.add_field(correction, f"old {held.label}", held.type, required=False)
        values[kept] = f"{entity.name}.{name}"
    values[draft.add_field(correction, "corrected at", bp.DATETIME)] = "now"
    values[draft.add_field(correction, "corrected by", bp.PERSON, required=False)] = "by"
    correction.summary = f"The {label} as it was before {operation.verb or 'correct'}ing it."
    draft.made_by_rule.add(correction.name)
    return create(correction.name, None, **values)


def _read_consequences(unit: Unit, draft: Draft, correction: str, label: str, operation: OperationDraft) -> None:
    """ "The table is recalculated and the old result stays visible." """
    old = find(unit, "NP=what MODAL? V(stay|remain) ANY", "NP=what MODAL? BE be? ANY")
    kept = old is not None and old.pieces[-1].tokens[-1].lower in _KEPT
    if old is not None and kept and re.search(r"\b(?:old|previous|former|earlier|original)\b", old["what"].text, re.I):
        draft.claim(old.span, "old_value_kept", [correction, operation.id])
    again = find(unit, "NP=what MODAL? BE V.part(recalculate|recompute|update|reckon|refresh|rebuild)")
    ranking = ranking_of(draft)
    if (
        again is not None
        and ranking is not None
        and ranking.table is not None
        and draft.find_entity(again["what"].label) is ranking.table
    ):
        draft.claim(again.span, "recalculated", ranking.reactions)


def read_forfeit(unit: Unit, draft: Draft) -> None:
    """ "A side that has not turned up 15 minutes after the start forfeits the match 0:3." """
    late = "Q.Duration=late after NP=start"
    match = find(
        unit, f"NP=who that|which|who have not V.part ANY? {late} V(forfeit|lose|concede)=verb NP=thing",
        f"NP=who that|which|who BE V.ing|missing|absent ANY? {late} V(forfeit|lose|concede)=verb NP=thing",
        f"if NP=who HAVE not V.part ANY? {late} , it|they V(forfeit|lose|concede)=verb NP=thing",
        f"if NP=who BE missing|absent {late} , it|they V(forfeit|lose|concede)=verb NP=thing",
        f"NP=who not V.part|past|ing ANY? {late} V(forfeit|lose|concede)=verb NP=thing",
    )  # fmt: skip
    encounter = encounter_of(draft)
    late_by = match.literal("late") if match else None
    score = _SCORE.search(unit.text)
    if (
        match is None
        or encounter is None
        or not isinstance(late_by, Duration)
        or encounter.starts is None
        or not encounter.scored
        or score is None
    ):
        return
    entity, side = encounter.entity, encounter.side
    if f"forfeit_{entity.name}" in draft.operations:
        return
    who = match["who"]
    if draft.find_entity(who.label) is None:
        side.synonyms.append(who.label)
    operation = _forfeited(draft, encounter, "forfeit", (int(score[1]), int(score[2])), unit)
    start = shift(f"{entity.name}.{encounter.starts}", int(late_by.value), unit_of_time(late_by))
    guard = draft.guard(f"{operation.name}.late", compare("now", ">=", start), _reason(unit), unit.span, entity.name)
    operation.guards.append(guard)
    draft.assume(
        f"That {article(side.label)} has not come is told by whoever declares the {entity.label} forfeited.", unit.span
    )
    draft.claim(unit.span, "forfeit", [operation.id, guard.id])


def _forfeited(draft: Draft, encounter: Encounter, verb: str, score: tuple[int, int], unit: Unit) -> OperationDraft:
    """The missing side is given; it gets the first of the scores."""
    entity, side = encounter.entity, encounter.side
    operation = draft.operation(
        verb, entity, "change", f"Declare a {entity.label} forfeited by a {side.label} that is missing.", unit.span
    )
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    operation.inputs[side.name] = bp.Parameter(
        name=side.name, type=side.type, summary=f"the {side.label} that is missing"
    )
    takes_part = either(
        same(f"{entity.name}.{encounter.first}", side.name), same(f"{entity.name}.{encounter.second}", side.name)
    )
    entered = draft.add_field(entity, "entered at", bp.DATETIME, required=False)
    operation.guards += [
        draft.guard(
            f"{operation.name}.takes_part",
            takes_part,
            f"The {side.label} takes no part in the {entity.label}.",
            None,
            side.name,
        ),
        draft.guard(
            f"{operation.name}.again",
            absent(f"{entity.name}.{entered}"),
            f"The {entity.label} has a result.",
            None,
            entity.name,
        ),
    ]
    enter_result(draft, encounter)
    first = same(f"{entity.name}.{encounter.first}", side.name)
    given = [
        (name, bp.Conditional(test=first, then=bp.whole(own), otherwise=bp.whole(other)))
        for name, own, other in ((encounter.first_score, *score), (encounter.second_score, score[1], score[0]))
    ]
    operation.steps.append(
        bp.Update(
            row=bp.Name(name=entity.name), values=(*given, *_status(entity, verb), (entered, bp.Name(name="now")))
        )
    )
    operation.result = bp.Name(name=entity.name)
    return operation
