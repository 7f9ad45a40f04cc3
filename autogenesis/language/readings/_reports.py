"""Reads what people report, what is told when it stays undone, and what is sent again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._literals import Measure
from autogenesis.language._patterns import Match, find
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, compare, end_of, over
from autogenesis.language._typing import of_unit
from autogenesis.language.readings._planned import link_of, planning_of
from autogenesis.language.readings._planning import reporter
from autogenesis.language.readings._structure import NOTIFY
from autogenesis.language.readings._thresholds import owner_of
from autogenesis.language.readings._wording import wording

_NOT_DONE = (
    "^ if|when NP=job ( BE unfinished|undone|incomplete | BE not V.part(finish|complete|do) | HAVE not be V.part(finish|complete|do) )"
    " when|once|after NP(day)=day BE over|past"
)
_WAITING = regex(
    r"\b(?:depend|depends|depending|rely|relies|build|builds) (?:up)?on it\b|\b(?:need|needs|await|awaits|require|requires) it\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far each row of an entity is, in percent; it is done at 100."""

    entity: EntityDraft
    field: str


def read_reporting(unit: Unit, draft: Draft) -> None:
    """ "Porters report progress in percent." """
    match = reporter(unit)
    planning = planning_of(draft)
    entity = planning.job if planning else _last_defined(unit, draft)
    if match is None or entity is None:
        return
    what, verb = match["what"], match["verb"].head
    kind = of_unit(match["unit"].text)
    none_yet = bp.Literally(type=bp.PERCENT, value="0")
    default = none_yet if kind.kind == "percent" else None
    name = draft.add_field(entity, what.label, kind, match.span, required=False, default=default)
    actor = draft.actor(*_who(match, draft))
    operation = draft.operation(f"{verb} {what.label}", None, "change", "", unit.span)
    operation.entity, operation.verb = entity, verb
    operation.summary = f"{verb.capitalize()} the {what.label} of {article(entity.label)} in {match['unit'].text}."
    operation.actors.append(actor)
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    operation.inputs[name] = bp.Parameter(name=name, type=kind)
    operation.steps.append(bp.Update(row=bp.Name(name=entity.name), values=((name, bp.Name(name=name)),)))
    made = [operation.id, f"field.{entity.name}.{name}"]
    if kind.kind == "percent":
        made += _percent_bounds(draft, entity, name)
        draft.operation("add", entity, "create", f"Add {article(entity.label)}.").values[name] = none_yet
        draft.remember(Progress(entity, name))
    draft.claim(unit.span, "report", made)


def _who(match: Match, draft: Draft) -> tuple[str, tuple[int, int]]:
    planning = planning_of(draft)
    return (planning.person.label if planning else match["who"].label), match["who"].span


def _last_defined(unit: Unit, draft: Draft) -> EntityDraft | None:
    before = [e for e in draft.entities.values() if e.fields and e.spans and min(e.spans)[0] < unit.span[0]]
    return max(before, key=lambda e: min(e.spans), default=None)


def _percent_bounds(draft: Draft, entity: EntityDraft, name: str) -> Iterator[str]:
    label = entity.fields[name].label
    for relation, bound, word in ((">=", 0, "below"), ("<=", 100, "above")):
        guard = bp.Guard(
            id=draft.unique(f"invariant.{entity.name}.{name}_{'least' if bound == 0 else 'most'}"), field=name,
            requires=compare(f"it.{name}", relation, bp.whole(bound)),  # type: ignore[arg-type]
            reason=f"{label.capitalize()} may not be {word} {bound} percent.",
        )  # fmt: skip
        entity.invariants.append(guard)
        yield guard.id
    draft.assume(f"The {label} of {article(entity.label)} lies between 0 and 100 percent, and is 0 at first.")


def undone(draft: Draft, entity: EntityDraft, row: str) -> bp.Expression | None:
    progress = draft.recall(Progress)
    if progress is None or progress.entity is not entity:
        return None
    return compare(f"{row}.{progress.field}", "<", bp.whole(100))


def read_unfinished(unit: Unit, draft: Draft) -> None:
    """ "If an errand is unfinished when its last planned day is over, I want one message naming the errands that
    depend on it." """
    match = find(unit, f"{_NOT_DONE} , i|we V(want|need|get) ( Q.Measure=counted | NP=message )",
                 f"{_NOT_DONE} , NP=who MODAL? BE be? V.part({NOTIFY})", f"{_NOT_DONE} , V.base({NOTIFY}) NP=who")  # fmt: skip
    planning = planning_of(draft)
    if match is None or planning is None or draft.find_entity(match["job"].label) is not planning.job:
        return
    job, given = planning.job, planning.assignment
    open_ = undone(draft, job, f"it.{job.name}")
    if open_ is None:
        return
    key = job.key or "id"
    text: tuple[bp.Expression | str, ...] = (f"The {job.label} ", bp.path("it", job.name, key), " is unfinished")
    data: tuple[tuple[str, bp.Expression], ...] = ((job.name, bp.path("it", job.name, key)),)
    if _WAITING.search(wording(unit)):
        waits = bp.Contains(collection=bp.path(job.name, link_of(job) or ""), item=bp.path("it", job.name))
        waiting = over("values", job.name, waits, f"{job.name}.{key}")
        listed = bp.TextFunction(function="join", arguments=(waiting, bp.text(", ")))
        text = (*text, f"; the {job.plural} that depend on it: ", listed)
        data = (*data, (snake(job.plural), waiting))
        draft.assume(f"The {job.plural} that depend on it are those that depend on it directly.", unit.span)
    literal, message, who = match.literal("counted"), match.piece("message"), match.piece("who")
    noun = literal.unit if isinstance(literal, Measure) else message.head if message else "message"
    actor = draft.actor(who.label, who.span) if who else owner_of(draft, unit)
    timer = bp.Timer(
        id=draft.unique(f"timer.{job.name}_unfinished"), spans=(unit.span,),
        summary=f"Tell the {actor.removeprefix('actor.').replace('_', ' ')} when {article(job.label)} is not finished in time.",
        entity=given.id, at=end_of(f"it.{planning.ends}"), when=both(bp.path("it", planning.plan.name, "current"), open_),
        steps=(
            bp.Notify(
                to=bp.Recipient(actor=actor), type=snake(noun), subject=bp.path("it", job.name),
                text=bp.Sentence(parts=(*text, ".")), data=data,
            ),
        ),
    )  # fmt: skip
    draft.timers.append(timer)
    draft.claim(unit.span, "timed_message", [timer.id])
