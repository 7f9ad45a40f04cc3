"""Frame of numbers that are sent round: "Every Monday at 8:00 the number of repairs per mechanic is sent to the manager"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft, snake
from autogenesis.language._literals import Recurrence, TimeOfDay
from autogenesis.language._quantities import find_literals
from autogenesis.language._regex import regex
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import both, choice, compare, end_of, same, shift, start_of
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._comparisons import TIMES
from autogenesis.language.meaning._schedules import recurrence_of
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope
from autogenesis.language.readings._due_dates import entered

_N = r"[a-z]+(?:\s[a-z]+)?"
_COUNT = rf"(?:the\s+)?number\s+of\s+(?:all\s+)?(?P<what>{_N}?)\s+(?:per|for\s+each|by)\s+(?P<group>{_N}?)(?:\s+(?P<since>(?:of|for|in|from|during)\s+(?:(?:the|that|this)\s+)?(?:(?:past|last|previous)\s+)?(?:day|week|month)(?:\s+before)?))?"
_SHAPES = (
    regex(rf"^(?P<when>.+?),?\s+{_COUNT}\s+(?:is|are)\s+(?:sent|reported|mailed|e-mailed|told|given|shown)\s+to\s+(?:the\s+|all\s+)?(?P<who>{_N})$"),
    regex(rf"^(?P<when>.+?),?\s+(?:the\s+|all\s+)?(?P<who>{_N}?)\s+(?:gets?|receives?|(?:is|are)\s+(?:sent|told|shown))\s+{_COUNT}$"),
    regex(rf"^{_COUNT}\s+(?:is|are)\s+(?:sent|reported|mailed|e-mailed|told|given|shown)\s+to\s+(?:the\s+|all\s+)?(?P<who>{_N}?)\s+(?P<when>(?:every|each|daily|weekly|monthly|on|at)\b.+)$"),
    regex(rf"^(?P<when>.+?):\s+{_COUNT},?\s+to\s+(?:the\s+|all\s+)?(?P<who>{_N})$"),
)  # fmt: skip


def counts_sent(clause: Clause, scope: Scope) -> Claimed | None:
    """How many there are of each kind, or of each thing, goes to somebody whenever the day comes round."""
    unit, draft = scope.unit, scope.draft
    if clause.span[0] != unit.span[0]:
        return None
    said = " ".join(unit.text.split()).strip(" .;").lower()
    match = next((m for shape in _SHAPES if (m := shape.match(said))), None)
    when = _when(match["when"]) if match is not None else None
    entity = draft.find_entity(_one(match["what"])) if match is not None else None
    if match is None or when is None or entity is None:
        return None
    counted = _counted(entity, match["group"], match["since"] or "", scope)
    if counted is None:
        raise NotUnderstoodError(f"it is not known what {entity.plural} there are per “{match['group']}”", clause.span)
    who = draft.actor(_one(match["who"]), unit.span)
    text = bp.Sentence(parts=(f"Number of {entity.plural} per {match['group']}: ", counted))
    step = bp.Notify(to=bp.Recipient(actor=who), type=f"number_of_{snake(entity.plural)}", text=text)
    schedule = bp.Schedule(
        id=draft.unique(f"schedule.number_of_{snake(entity.plural)}"), spans=(unit.span,), summary=unit.text, recurrence=when, steps=(step,),
    )  # fmt: skip
    draft.schedules.append(schedule)
    scope.take(unit.span)
    draft.claim(unit.span, "counts_sent", [schedule.id])
    return Claimed("counts_sent", (schedule.id,))


def _when(said: str) -> bp.Recurrence | None:
    literals = find_literals(said, 0)
    again = next((x for x in literals if isinstance(x, Recurrence)), None)
    at = next((x for x in literals if isinstance(x, TimeOfDay)), None)
    if again is None:
        return None
    return recurrence_of(again, f"{at.hour:02}:{at.minute:02}" if at is not None else None)


def _counted(entity: EntityDraft, group: str, since: str, scope: Scope) -> bp.Expression | None:
    """The numbers as a text: "open: 3; closed: 2"."""
    draft, label = scope.draft, _one(group)
    within = _within(entity, since, scope)
    name = snake(label).strip("_")
    kept = entity.fields.get(name) or entity.derivations.get(name) or entity.derivations.get(f"{entity.name}_{name}")
    if kept is not None and kept.type.kind == "choice":
        parts: list[str | bp.Expression] = []
        for value in kept.type.choices:
            mine = same(f"each.{kept.name}", choice(value, kept.type.choices))
            parts += [f"{'; ' if parts else ''}{value}: ", _count(entity, both(mine, *within))]
        return bp.Sentence(parts=tuple(parts))
    other = draft.find_entity(label)
    key = entity.reference_to(other) if other is not None else None
    if other is None or key is None:
        return None
    named = next((n for n in ("name", "title", "number", "code") if n in other.fields), None)
    shown: bp.Expression = bp.path("group", named) if named is not None else bp.path("group", "id")
    line = bp.Sentence(parts=(shown, ": ", _count(entity, both(same(f"each.{key}", "group"), *within))))
    lines = bp.Aggregate(function="values", entity=other.id, name="group", value=line)
    return bp.TextFunction(function="join", arguments=(lines, bp.text("; ")))


def _count(entity: EntityDraft, where: bp.Expression) -> bp.Aggregate:
    return bp.Aggregate(function="count", entity=entity.id, name="each", where=where)


def _within(entity: EntityDraft, since: str, scope: Scope) -> tuple[bp.Expression, ...]:
    """That it happened in the time that is spoken of: the day itself, or the one before."""
    if not since:
        return ()
    unit = next(each for each in ("day", "week", "month") if each in since.split())
    dated = [f.name for f in entity.fields.values() if f.type.kind in TIMES - {"time"} and f.name not in entity.later]
    moment = dated[0] if dated else entered(scope.draft, entity)
    at: bp.Expression = bp.path("each", moment)
    if entity.member(moment).type.kind == "date":
        at = start_of(at)
    today = bp.Name(name="today")
    before = bool({"before", "last", "past", "previous"} & set(since.split()))
    if unit == "day" and not before:
        return (compare(at, ">=", start_of(today)), compare(at, "<", end_of(today)))
    length: dict[str, bp.Unit] = {"day": "days", "week": "weeks", "month": "months"}
    return (compare(at, ">=", start_of(shift(today, -1, length[unit]))), compare(at, "<", start_of(today)))


def _one(said: str) -> str:
    words = tag(f"the {said}.")[1:-1]
    return " ".join([*(w.lower for w in words[:-1]), words[-1].lemma])


COUNTS_SENT: tuple[Frame, ...] = (counts_sent,)
"""The frame of numbers that are sent round."""
