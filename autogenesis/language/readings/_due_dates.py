"""Reads dates that follow from dates, and what happens when something has still not been done by then."""

from __future__ import annotations

from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._discourse import DateInFocus
from autogenesis.language._draft import Draft, EntityDraft, best_field, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Duration, Weekdays
from autogenesis.language._patterns import Match, find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import absent, either, end_of, no, same, say, shift
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._structure import NOTIFY, notification_type, recipient_of

_TIMES = ("datetime", "date")


@dataclass(frozen=True, slots=True)
class Undone:
    """What the last deadline waited for: "after 30 days the clerk is told" goes on from it."""

    entity: EntityDraft
    start: str
    still: bp.Expression
    done: str
    late: Duration | None = None
    number: int = 0
    """The sentence that says so."""


@dataclass(frozen=True, slots=True)
class AllUndone:
    """Everything that the text says is waited for, in its order."""

    of: tuple[Undone, ...] = ()


def undone_before(draft: Draft, unit: Unit, back: int = 3) -> Undone | None:
    """What the sentences just before wait for."""
    known = draft.recall(AllUndone) or AllUndone()
    near = [u for u in known.of if unit.number - back <= u.number < unit.number]
    return max(near, key=lambda u: u.number, default=None)


def read_due_date(unit: Unit, draft: Draft) -> None:
    """ "The due date is 14 days after the issue date; if it falls on a weekend, the next Monday counts." """
    match = find(
        unit,
        "NP=date BE Q.Duration=lag after|from|before NP=start",
        "NP=date V(fall|lie) Q.Duration=lag after|before NP=start",
    )
    lag = match.literal("lag") if match else None
    if match is None or draft.claimed(unit.span) or not isinstance(lag, Duration):
        return
    found = _date_field(draft, match["start"])
    if found is None:
        return
    entity, start = found
    back = any(p.text.lower() == "before" for p in match.pieces)
    value: bp.Expression = shift(
        f"it.{start}", -int(lag.value) if back else int(lag.value), unit_of_time(lag), _calendar(draft, lag)
    )
    calendar = _closed(unit, draft)
    if calendar is not None:
        value = bp.Roll(date=value, calendar=calendar.id)
    name = snake(match["date"].label)
    if name in entity.fields:
        return
    kind = bp.DATE if entity.fields[start].type.kind == "date" else bp.DATETIME
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}",
        spans=(match.span,),
        name=name,
        label=match["date"].label,
        type=kind,
        value=value,
        summary=unit.text,
    )
    draft.remember(DateInFocus(entity, name))
    draft.claim(unit.span, "derived_date", [f"derivation.{entity.name}.{name}", *([calendar.id] if calendar else [])])


def _calendar(draft: Draft, lag: Duration) -> str | None:
    return next(iter(draft.calendars), None) if unit_of_time(lag) == "open_days" else None


def _closed(unit: Unit, draft: Draft) -> bp.Calendar | None:
    """ "if it falls on a weekend, the next Monday counts"."""
    match = find(unit, "if ... V(fall|be|end|lie) on a? Q.Weekdays=closed", "if ... V(fall|end|lie) on NP(weekend)")
    if match is None:
        return None
    closed = match.literal("closed")
    days = closed.days if isinstance(closed, Weekdays) else (5, 6)
    return draft.calendar("weekdays", [d for d in range(1, 8) if d - 1 not in days], match.span)


def _date_field(draft: Draft, piece: Piece | None) -> tuple[EntityDraft, str] | None:
    if piece is None:
        return None
    for entity in draft.entities.values():
        name = best_field(entity, piece.words)
        if name and entity.member(name).type.kind in _TIMES:
            return entity, name
    return None


def read_still_undone(unit: Unit, draft: Draft) -> None:
    """ "If a bill is not settled seven days after the due date, the client is reminded, once."

    Also "If a crate has not been fetched after 72 hours, then remind the owner": counted from when the crate was entered.
    """
    if draft.claimed(unit.span) or find(unit, "daily", "again", "until", "unless", "every", "weekly") is not None:
        return
    if len([c for c in unit.clauses if c.verb]) > 1:
        return  # more follows than that somebody is told: composition reads all of it
    match = find(
        unit,
        "if|when|where NP=thing ( BE not | HAVE not be ) V.part=done ( by NP )? Q.Duration=late after NP=date ,",
        "if|when|where NP=thing ( BE not | HAVE not be ) V.part=done ( by NP )? within|after? Q=late ( of|after|from NP=date )? ,",
        "if|when|where NP=thing BE still? not V.part=done Q.Duration=late after NP=date ,",
    )
    late = match.literal("late") if match else None
    if isinstance(late, Bound) and late.op == "<=":
        late = late.value
    if match is None or not isinstance(late, Duration):
        return
    entity = draft.find_entity(match["thing"].label)
    if entity is None:
        return
    start = _start(draft, entity, match.piece("date"))
    if start is None:
        return
    still, done = _undone(draft, entity, match["done"])
    _tell(draft, unit, match, Undone(entity, start, still, done), late)


def read_later_step(unit: Unit, draft: Draft) -> None:
    """ "After 30 days the clerk is told": the same deadline, further on."""
    match = find(unit, "^ after|when Q.Duration=late ,?")
    undone = undone_before(draft, unit)
    late = match.literal("late") if match else None
    if match is None or undone is None or draft.claimed(unit.span) or not isinstance(late, Duration):
        return
    _tell(draft, unit, match, undone, late)


def _start(draft: Draft, entity: EntityDraft, piece: Piece | None) -> str | None:
    """The date a deadline counts from: as named, else when the row came into being."""
    if piece is not None:
        found = _date_field(draft, piece)
        return found[1] if found and found[0] is entity else None
    return entered(draft, entity)


def entered(draft: Draft, entity: EntityDraft) -> str:
    """The moment at which a row came into being."""
    created = next((n for n in entity.fields if n in {"entered_at", "created_at", "recorded_at"}), None)
    return created or draft.add_field(entity, "entered at", bp.DATETIME)


def _undone(draft: Draft, entity: EntityDraft, done: Piece) -> tuple[bp.Expression, str]:
    """That the deed has not been done yet: a state the text lists, or else a moment that an operation records."""
    word = participle_of(done.head)
    for f in entity.fields.values():
        if f.type.kind == "choice" and word in f.type.choices:
            before = f.type.choices[: f.type.choices.index(word)]
            listed = before if f.default is not None and f.label in {"status", "state"} else ()
            still = [same(f"it.{f.name}", bp.Literally(type=f.type, value=value)) for value in listed]
            done_so = same(f"it.{f.name}", bp.Literally(type=f.type, value=word))
            return either(*still) if still else no(done_so), word
    verb = next((o for o in draft.operations.values() if o.verb == done.head and o.entity is entity), None)
    known = next((n for n in entity.fields if n in {f"{word}_on", f"{word}_at"}), None)
    name = known or draft.add_field(entity, f"{word} at", bp.DATETIME, done.span, required=False)
    if verb is None and known is None:
        operation = draft.operation(done.head, entity, "change", span=done.span)
        operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
        operation.guards.append(
            draft.guard(
                f"{operation.name}.once",
                absent(f"{entity.name}.{name}"),
                f"The {entity.label} is {word} already.",
                None,
                entity.name,
            )
        )
        operation.steps.append(bp.Update(row=bp.Name(name=entity.name), values=((name, bp.Name(name="now")),)))
        operation.result = bp.Name(name=entity.name)
    return absent(f"it.{name}"), word


def _tell(draft: Draft, unit: Unit, match: Match, undone: Undone, late: Duration) -> None:
    """The timer that tells somebody."""
    told = find(
        unit,
        f"NP=who MODAL? BE be? V.part({NOTIFY})=told",
        f"V({NOTIFY})=told NP=who",
        "NP=who V(get|receive)=told NP(message|reminder|notice|letter)",
    )
    if told is None:
        return
    entity = undone.entity
    start = entity.member(undone.start)
    day = start.type.kind == "date"
    moment = shift(f"it.{undone.start}", int(late.value), unit_of_time(late), _calendar(draft, late))
    who = told["who"]
    timer = bp.Timer(
        id=draft.unique(f"timer.{told['told'].head}_{'_'.join(who.words)}"),
        spans=(unit.span,),
        summary=f"Tell the {who.label} when the {entity.label} is not {undone.done} in time.",
        entity=entity.id,
        at=end_of(moment) if day else moment,
        when=undone.still,
        steps=(
            bp.Notify(
                to=recipient_of(draft, who, entity, "it"), type=notification_type(told["told"].head), subject=bp.Name(name="it"),
                text=say(f"The {entity.label} ", "{it.id}", f" is still not {undone.done}, {late.text} after the {start.label}."),
            ),
        ),
    )  # fmt: skip
    draft.timers.append(timer)
    undone = replace(undone, late=late, number=unit.number)
    draft.remember(undone)
    draft.remember(AllUndone((*(draft.recall(AllUndone) or AllUndone()).of, undone)))
    draft.claim(
        unit.span,
        "still_undone",
        [timer.id, *[o.id for o in draft.operations.values() if match.unit.span in o.spans]],
    )
