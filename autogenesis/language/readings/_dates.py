"""Reads dates and what hangs on them: how they are reckoned, reminders before them, messages when they pass."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._discourse import DateInFocus
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, best_field
from autogenesis.language._literals import Duration, Weekdays
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import absent, both, end_of, present, say, shift, start_of
from autogenesis.language.readings._structure import NOTIFY, notification_type, recipient_of

_UNITS: dict[str, bp.Unit] = {
    "minute": "minutes", "hour": "hours", "day": "days", "week": "weeks", "month": "months", "year": "years",
}  # fmt: skip


def read_reckoning(unit: Unit, draft: Draft) -> None:
    """ "The delivery date is reckoned from the order; a Sunday becomes Monday." """
    match = find(unit, "NP=date BE V.part(reckon|count|calculate|measure|compute|derive) from NP=event")
    if match is None:
        return
    operation = _by_event(match["event"], draft)
    if operation is None or operation.entity is None:
        return
    entity = operation.entity
    lasting = _duration_field(entity, match["date"])
    if lasting is None:
        return
    kind = entity.member(lasting).type
    moved: bp.Expression = shift(
        "today", bp.path(entity.name, lasting), _UNITS.get((kind.unit or "days").rstrip("s"), "days")
    )
    calendar = _weekend_rule(unit, draft)
    if calendar is not None:
        moved = bp.Roll(date=moved, calendar=calendar.id)
    name = draft.add_field(entity, match["date"].label, bp.DATE, match["date"].span, required=False)
    _also_set(operation, entity, name, moved)
    draft.remember(DateInFocus(entity, name))
    draft.claim(
        unit.span, "reckoned_date", [f"field.{entity.name}.{name}", operation.id, *([calendar.id] if calendar else [])]
    )


def _also_set(operation: OperationDraft, entity: EntityDraft, name: str, value: bp.Expression) -> None:
    for index, step in enumerate(operation.steps):
        if isinstance(step, bp.Update) and step.row == bp.Name(name=entity.name):
            operation.steps[index] = step.model_copy(update={"values": (*step.values, (name, value))})
            return
    operation.steps.append(bp.Update(row=bp.Name(name=entity.name), values=((name, value),)))


def _by_event(event: Piece, draft: Draft) -> OperationDraft | None:
    """The operation whose verb the noun is made of: the confirmation of a plan is to confirm it."""
    for operation in draft.operations.values():
        stem = operation.verb.rstrip("e")
        if stem and event.head.startswith(stem[: max(4, len(stem) - 1)]):
            return operation
    return None


def _duration_field(entity: EntityDraft, date: Piece) -> str | None:
    members = [entity.member(name) for name in (*entity.fields, *entity.derivations)]
    lasting = [f for f in members if f.type.kind == "duration"]
    words = set(" ".join(date.words).replace("-", " ").split())
    shared = [f.name for f in lasting if words & set(f.label.replace("-", " ").split())]
    return next(iter(shared or [f.name for f in lasting]), None)


def _weekend_rule(unit: Unit, draft: Draft) -> bp.Calendar | None:
    """ "a Saturday or Sunday becomes Monday": the calendar of the other days."""
    match = find(unit, "Q.Weekdays=closed V(become|move|roll|shift|turn) ( to|into )? Q.Weekdays=open")
    if match is None:
        return None
    closed = match.literal("closed")
    if not isinstance(closed, Weekdays):
        return None
    return draft.calendar("weekdays", [d for d in range(1, 8) if d - 1 not in closed.days], match.span)


def date_in_focus(draft: Draft, piece: Piece | None) -> tuple[EntityDraft, str] | None:
    """The date field that a phrase names; "that date" and no phrase at all mean the last one spoken of."""
    if piece is not None and piece.determiner not in {"that", "this"}:
        for entity in draft.entities.values():
            name = best_field(entity, piece.words)
            if name is not None and entity.fields.get(name) and entity.fields[name].type.kind in {"date", "datetime"}:
                return entity, name
    focus = draft.recall(DateInFocus)
    return (focus.entity, focus.field) if focus else None


def read_reminder(unit: Unit, draft: Draft) -> None:
    """ "The guest is reminded two days before." """
    match = find(unit, f"NP=who MODAL? BE be? V.part({NOTIFY})=told Q.Duration=lead before NP=date?")
    if match is None:
        return
    found = date_in_focus(draft, match.piece("date"))
    lead = match.literal("lead")
    if found is None or not isinstance(lead, Duration):
        return
    entity, name = found
    timer = bp.Timer(
        id=draft.unique(f"timer.remind_{match['who'].head}"),
        spans=(unit.span,),
        summary=f"Remind the {match['who'].label} {lead.text} before the {entity.fields[name].label}.",
        entity=entity.id,
        at=start_of(shift(f"it.{name}", -int(lead.value), _UNITS[lead.unit])),
        when=present(f"it.{name}"),
        steps=(
            bp.Notify(
                to=recipient_of(draft, match["who"], entity, "it"), type=notification_type(match["told"].head), subject=bp.Name(name="it"),
                text=say(f"The {entity.fields[name].label} is ", f"{{it.{name}}}", "."),
            ),
        ),
    )  # fmt: skip
    draft.timers.append(timer)
    draft.claim(unit.span, "reminder", [timer.id])


def read_deadline(unit: Unit, draft: Draft) -> None:
    """ "If the visit has not taken place three days after that date, the nurse is told, once." """
    match = find(
        unit,
        f"if NP=event HAVE not V.part(take|happen|occur|arrive)=verb NP(place)? Q.Duration=late after NP=date , NP=who MODAL? BE be? V.part({NOTIFY})=told",
        f"if NP=event HAVE not be V.part=verb Q.Duration=late after NP=date , NP=who MODAL? BE be? V.part({NOTIFY})=told",
    )
    if match is None:
        return
    found = date_in_focus(draft, match.piece("date"))
    late = match.literal("late")
    if found is None or not isinstance(late, Duration):
        return
    entity, name = found
    done, operation = _happening(match, entity, draft)
    timer = bp.Timer(
        id=draft.unique(f"timer.tell_{match['who'].head}"),
        spans=(unit.span,),
        summary=f"Tell the {match['who'].label} when no {match['event'].label} has taken place.",
        entity=entity.id,
        at=end_of(shift(f"it.{name}", int(late.value), _UNITS[late.unit])),
        when=both(present(f"it.{name}"), absent(f"it.{done}")),
        steps=(
            bp.Notify(
                to=recipient_of(draft, match["who"], entity, "it"), type=notification_type(match["told"].head), subject=bp.Name(name="it"),
                text=say(f"No {match['event'].label} has taken place {late.text} after ", f"{{it.{name}}}", "."),
            ),
        ),
    )  # fmt: skip
    draft.timers.append(timer)
    draft.claim(unit.span, "deadline", [timer.id, operation.id, f"field.{entity.name}.{done}"])


def _happening(match: Match, entity: EntityDraft, draft: Draft) -> tuple[str, OperationDraft]:
    """The field that says when an event took place, and the operation that records it."""
    event = match["event"]
    field = draft.add_field(entity, f"{event.label} on", bp.DATE, event.span, required=False)
    name = f"record {event.label}"
    operation = draft.operation(
        name, None, "change", f"Record that the {event.label} of {article(entity.label)} has taken place.", match.span
    )
    operation.entity = entity
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    operation.steps.append(bp.Update(row=bp.Name(name=entity.name), values=((field, bp.Name(name="today")),)))
    return field, operation


def unit_of_time(duration: Duration) -> bp.Unit:
    """The unit a duration is counted in; working and open days are open days of the calendar."""
    if duration.unit == "day" and duration.qualifier in {"open", "working", "business"}:
        return "open_days"
    return _UNITS.get(duration.unit, "days")
