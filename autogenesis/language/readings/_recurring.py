"""Reads what is sent again and again: overviews of what is in which state, and lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, best_field, snake
from autogenesis.language._literals import Recurrence
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import both, choice, compare, over, same, say
from autogenesis.language.readings._due_dates import Undone
from autogenesis.language.readings._planned import planning_of
from autogenesis.language.readings._reports import Progress, undone
from autogenesis.language.readings._thresholds import owner_of
from autogenesis.language.readings._transfers import transfer_of

_DONE = frozenset({"finish", "finished", "done", "do", "complete", "completed"})
_LATE = frozenset({"late", "overdue", "behind", "delayed", "delay"})
_OWED = frozenset({"unpaid", "outstanding", "owed", "open", "overdue"})
_UNITS = {"day": "day", "week": "week", "month": "month"}
_LIST = "NP(list|overview|report|summary)=what of NP=rows"
_LISTS = (
    f"i|we V(want|need|get|receive|like) {_LIST} Q.Recurrence=when",
    f"^ Q.Recurrence=when i|we ANY? V(want|need|get|receive|like) {_LIST} $",
    f"^ Q.Recurrence=when NP=who MODAL? V(get|receive|want|need) {_LIST} $",
    f"^ NP=who MODAL? V(get|receive|want|need) {_LIST} Q.Recurrence=when $",
    f"^ Q.Recurrence=when {_LIST} ( V(go) | BE V.part(send|mail|give) ) to NP=who $",
    f"^ {_LIST} ( V(go) | BE V.part(send|mail|give) ) to NP=who Q.Recurrence=when $",
)


def read_status(unit: Unit, draft: Draft) -> None:
    """ "Mondays at 09:00: overview with finished, late, cost so far." """
    match = find(
        unit, "^ Q.Recurrence=when : NP=what with", "^ Q.Recurrence=when i|we V(get|want|receive|need) NP=what with"
    )
    recurrence = recurrence_of(match.piece("when")) if match else None
    planning = planning_of(draft)
    entity = planning.job if planning else draft.primary
    if match is None or recurrence is None or entity is None:
        return
    shown: list[tuple[str, str, bp.Expression]] = []
    for item in _listed(match.after()):
        _show(item, entity, shown, draft)
    if not shown:
        return
    parts: list[bp.Expression | str] = []
    for label, _, value in shown:
        text = bp.TextFunction(function="join", arguments=(value, bp.text(", "))) if _is_list(value) else value
        parts += [f"{'. ' if parts else ''}{label.capitalize()}: ", text]
    parts.append(".")
    name = snake(match["what"].label)
    schedule = bp.Schedule(
        id=draft.unique(f"schedule.{name}"), spans=(unit.span,), summary=f"Send the {match['what'].label}.", recurrence=recurrence,
        steps=(
            bp.Notify(
                to=bp.Recipient(actor=owner_of(draft, unit)), type=name, text=bp.Sentence(parts=tuple(parts)),
                data=tuple((key, value) for _, key, value in shown),
            ),
        ),
    )  # fmt: skip
    draft.schedules.append(schedule)
    draft.claim(unit.span, "recurring_report", [schedule.id])


def recurrence_of(piece: Piece | None) -> bp.Recurrence | None:
    """The recurrence that a literal stands for, where it is one of days, weeks or months."""
    value = piece.literal if piece else None
    if not isinstance(value, Recurrence) or value.unit not in _UNITS:
        return None
    at = f"{value.at.hour:02}:{value.at.minute:02}" if value.at else "00:00"
    weekdays = tuple(day + 1 for day in value.weekdays)
    if value.unit == "week" and not weekdays:
        weekdays = (1,)
    day = value.day if value.day is not None or value.unit != "month" else 1
    return bp.Recurrence(unit=value.unit, every=value.every, weekdays=weekdays, day=day, at=at)


def _listed(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    current: list[Piece] = []
    for piece in pieces:
        if piece.text.lower() in {",", "and", "."}:
            if current:
                yield current
            current = []
        elif piece.text.lower() not in {"the", "what", "is", "are"}:
            current.append(piece)
    if current:
        yield current


def _show(item: list[Piece], entity: EntityDraft, shown: list[tuple[str, str, bp.Expression]], draft: Draft) -> None:
    """One thing that is shown: what is in a state, or a sum; what has no meaning yet is listed as unclear."""
    label = " ".join(p.text for p in item).lower()
    span = (item[0].span[0], item[-1].span[1])
    value = _members(item[0], entity, draft) if len(item) == 1 else None
    if value is None and label.endswith(" so far"):
        value = _so_far(label.removesuffix(" so far"), entity, draft, span)
    if value is None:
        draft.gap(f"What “{label}” means here is not said; it is left out.", "unclear", span)
        draft.claim(span, "undefined_measure", [], status="unclear", note="The text does not say what this is.")
        return
    shown.append((label, snake(label), value))


def _is_list(value: bp.Expression) -> bool:
    return isinstance(value, bp.Aggregate) and value.function == "values"


def _members(word: Piece, entity: EntityDraft, draft: Draft) -> bp.Expression | None:
    """The names of the rows that are in the state a word names."""
    key = entity.key or ("name" if "name" in entity.fields else "id")
    where = _state(word, entity, draft)
    return over("values", entity.name, where, f"{entity.name}.{key}") if where is not None else None


def _state(word: Piece, entity: EntityDraft, draft: Draft) -> bp.Expression | None:
    """Whether a row is in the state a word names: finished, late, or one that the text defines."""
    named, open_ = {word.head, word.text.lower()}, undone(draft, entity, entity.name)
    if named & _DONE and isinstance(open_, bp.Compare):
        return same(open_.left, open_.right)
    return _late(entity, draft, word) if named & _LATE else _in_state(entity, word)


def _in_state(entity: EntityDraft, word: Piece) -> bp.Expression | None:
    members: list[bp.FieldOf | bp.Derivation] = [*entity.fields.values(), *entity.derivations.values()]
    for held in members:
        if held.type.kind == "boolean" and held.label == word.text.lower():
            return bp.path(entity.name, held.name)
        if word.text.lower() in held.type.choices:
            return same(f"{entity.name}.{held.name}", choice(word.text.lower(), held.type.choices))
    return None


def _late(entity: EntityDraft, draft: Draft, word: Piece) -> bp.Expression | None:
    """Undone after its last planned day, in the plan that counts; or after the day it is due."""
    waiting = draft.recall(Undone)
    if waiting is not None and waiting.entity is entity:
        return _past_due(entity, waiting, word)
    planning, open_ = planning_of(draft), undone(draft, entity, "it")
    if planning is None or planning.job is not entity or open_ is None:
        return None
    given = planning.assignment.name
    over_ = both(
        same(f"{given}.{entity.name}", "it"), bp.path(given, planning.plan.name, "current"),
        compare(f"{given}.{planning.ends}", "<", "today"),
    )  # fmt: skip
    name = snake(word.text)
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=(word.span,), name=name, label=name, type=bp.BOOLEAN,
        value=both(open_, over("exists", given, over_)), summary="Whether it is unfinished after its last planned day.",
    )  # fmt: skip
    return bp.path(entity.name, name)


def _past_due(entity: EntityDraft, waiting: Undone, word: Piece) -> bp.Expression:
    """Past the date that a deadline counts from, and still not done."""
    name, kind = snake(word.text), entity.member(waiting.start).type.kind
    entity.derivations[name] = bp.Derivation(
        id=f"derivation.{entity.name}.{name}", spans=(word.span,), name=name, label=name, type=bp.BOOLEAN,
        value=both(waiting.still, compare(f"it.{waiting.start}", "<", "today" if kind == "date" else "now")),
        summary=f"Whether it is not {waiting.done} in time.",
    )  # fmt: skip
    return bp.path(entity.name, name)


def _so_far(label: str, entity: EntityDraft, draft: Draft, span: tuple[int, int]) -> bp.Expression | None:
    """ "cost so far": each by its progress, which the text does not say."""
    name = best_field(entity, label.split())
    progress = draft.recall(Progress)
    if (
        name is None
        or name not in entity.fields
        or not entity.fields[name].type.is_number
        or progress is None
        or progress.entity is not entity
    ):
        return None
    how = f"{article(entity.label).capitalize()} that is not finished counts by its {progress.field.replace('_', ' ')}."
    options = (how, "It does not count.", "It counts whole once it has begun.")
    asked = draft.unique(f"question.{snake(label)}_so_far")
    answer = draft.answers.get(asked, how)
    done = bp.path(entity.name, progress.field)
    share: bp.Expression = bp.Arithmetic(operator="/", left=done, right=bp.whole(100))
    if answer in options[1:]:
        counts = bp.Compare(
            relation=">" if answer == options[2] else ">=",
            left=done,
            right=bp.whole(0 if answer == options[2] else 100),
        )
        share = bp.Conditional(test=counts, then=bp.whole(1), otherwise=bp.whole(0))
    part = bp.Arithmetic(operator="*", left=bp.path(entity.name, name), right=share)
    default, how = how, answer if answer in options else how
    draft.assume(f"In “{label} so far”: {how}", span)
    draft.questions.append(
        bp.Question(
            id=asked, spans=(span,), text=f"How does an unfinished {entity.label} count in “{label} so far”?",
            default=default, options=options,
        )
    )  # fmt: skip
    note = f"The text does not say how an unfinished {entity.label} counts in “{label} so far”. {how}"
    draft.claim(span, "undefined_measure", [], status="assumed", note=note)
    return bp.Rounded(way="half_up", value=over("sum", entity.name, None, part), places=2)


def read_recurring_list(unit: Unit, draft: Draft) -> None:
    """ "As a bursar, I want a list of unpaid fees every first of the month." """
    match = find(unit, *_LISTS)
    recurrence = recurrence_of(match.piece("when")) if match else None
    records = _records(match["rows"], draft) if match else None
    if match is None or recurrence is None or records is None:
        return
    label = f"{match['what'].label} of {match['rows'].text.lower()}"
    who = unit.story_actor or match.piece("who")
    actor = draft.actor(who.label, who.span) if who else owner_of(draft, unit)
    name = snake(label)
    notify = bp.Notify(
        to=bp.Recipient(actor=actor), type=name, text=say(f"The {label} of ", "{today}", "."),
        data=((snake(match["rows"].tokens[-1].lower), records),),
    )  # fmt: skip
    schedule = bp.Schedule(
        id=draft.unique(f"schedule.{name}"),
        spans=(unit.span,),
        summary=f"Send the {label}.",
        recurrence=recurrence,
        steps=(notify,),
    )
    draft.schedules.append(schedule)
    if recurrence.at == "00:00":
        draft.assume(f"The {label} is sent at the start of the day.", match["when"].span)
    draft.claim(unit.span, "recurring_list", [schedule.id])


def _records(rows: Piece, draft: Draft) -> bp.Records | None:
    """The rows that a phrase names; of what is owed, who owes and how much."""
    transfer = transfer_of(draft)
    adjectives = {t.lower for t in rows.tokens[:-1]}
    entity = draft.find_entity(rows.head)
    if entity is None:
        return None
    holder = transfer.holder if transfer else None
    of_money = entity.field_of_kind("money") is not None or entity.field_of_kind("date") is None
    if adjectives & _OWED and of_money and holder is not None and "owed" in holder.derivations:
        zero = bp.Literally(type=holder.derivations["owed"].type, value="0.00")
        where: bp.Expression | None = compare(f"{holder.name}.owed", ">", zero)
        return _fields_of(holder, where, ("name", "owed"))
    where = None
    known = [t for t in rows.tokens[:-1] if t.pos not in {"DET"}]
    for token in known:
        where = _state(Piece("W", token.span, token.text, (token,)), entity, draft)
        if where is None:
            return None
    return _fields_of(entity, where, tuple(entity.fields))


def _fields_of(entity: EntityDraft, where: bp.Expression | None, names: tuple[str, ...]) -> bp.Records:
    held = [n for n in names if n in entity.fields or n in entity.derivations]
    fields = ((entity.name, bp.path(entity.name, "id")), *((n, bp.path(entity.name, n)) for n in held))
    return bp.Records(entity=entity.id, name=entity.name, where=where, fields=tuple(dict(fields).items()))
