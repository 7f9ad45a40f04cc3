"""Reads things given out for a time: how long, how many at once, when they are due back, how often prolonged."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import blueprints as bp
from autogenesis.language._discourse import OpenDayRoll, Queue
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._literals import Bound, Duration, Weekdays
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import absent, amount, both, compare, no, over, same, shift, update
from autogenesis.language.readings._dates import unit_of_time
from autogenesis.language.readings._measures import value_of

GIVE_OUT = "borrow|lend|rent|hire|lease|loan"
"""Verbs by which somebody has a thing for a time, seen from either side."""
PROLONG = "renew|extend|prolong"
_NOUNS = {"borrow": "loan", "lend": "loan", "loan": "loan", "rent": "rental", "hire": "hire", "lease": "lease"}


@dataclass(frozen=True, slots=True)
class Transfer:
    """Who has what for a time: `record` refers to both in fields named after them."""

    record: EntityDraft
    holder: EntityDraft
    thing: EntityDraft
    verb: str
    operation: OperationDraft

    def open_for(self, thing: str) -> bp.Expression:
        """The records of `thing` (a dotted path) that are not back yet."""
        name = self.record.name
        return both(same(f"{name}.{self.thing.name}", thing), absent(f"{name}.returned_on"))


def transfer_of(draft: Draft) -> Transfer | None:
    """The transfer that the text speaks of."""
    return draft.recall(Transfer)


def read_transfer(unit: Unit, draft: Draft) -> None:
    """ "As a guest, I want to borrow up to two boats for 3 days each." """
    match = find(
        unit,
        f"V({GIVE_OUT})=verb Q.Bound=limit for Q.Duration=period",
        f"V({GIVE_OUT})=verb NP=thing for Q.Duration=period",
    )
    period = match.literal("period") if match else None
    if match is None or not isinstance(period, Duration) or period.unit in {"minute", "hour"}:
        return
    limit = match.literal("limit")
    noun = match["limit"].noun if "limit" in match else match["thing"].label
    subject = unit.story_actor or next((p for p in match.before() if p.kind == "N"), None)
    if not noun or subject is None:
        return
    holder, thing = draft.entity(subject.label, subject.span), draft.entity(noun, match.span)
    draft.actor(holder.label, subject.span, row=holder)
    until = shift("today", int(period.value), unit_of_time(period))
    transfer, made = give_out(unit, draft, match["verb"].head, holder, thing, until)
    if isinstance(limit, Bound):
        made.append(_limit(draft, transfer, limit, match["limit"]))
    draft.claim(unit.span, "lending", made)


def give_out(
    unit: Unit, draft: Draft, verb: str, holder: EntityDraft, thing: EntityDraft, until: bp.Expression
) -> tuple[Transfer, list[str]]:
    """Somebody has a thing until some day and brings it back: the record, and how it begins and ends."""
    record = draft.entity(_record_noun(verb, draft, holder, thing), unit.span)
    done = participle_of(verb)
    draft.add_field(record, holder.label, holder.type)
    draft.add_field(record, thing.label, thing.type)
    day = draft.add_field(record, f"{done} on", bp.DATE, unit.span)
    due = draft.add_field(record, "due date", bp.DATE, unit.span)
    draft.add_field(record, "returned on", bp.DATE, required=False)
    operation = draft.operation(verb, thing, "create", span=unit.span)
    operation.actors.append(f"actor.{snake(holder.label)}")
    transfer = Transfer(record, holder, thing, verb, operation)
    draft.remember(transfer)
    for each in (holder, thing):
        operation.inputs[each.name] = bp.Parameter(name=each.name, type=each.type)
    out = over("exists", record.name, transfer.open_for(thing.name))
    operation.guards.append(
        draft.guard(f"{operation.name}.out", no(out), f"The {thing.label} is out.", unit.span, thing.name)
    )
    values: dict[str, bp.Expression] = {
        holder.name: bp.Name(name=holder.name), thing.name: bp.Name(name=thing.name),
        day: bp.Name(name="today"), due: until,
    }  # fmt: skip
    operation.steps.append(bp.Create(entity=record.id, values=tuple(values.items()), name=record.name))
    operation.result, operation.entity = bp.Name(name=record.name), record
    draft.made_by_rule.add(record.name)
    return transfer, [operation.id, record.id, _return(draft, transfer, day)]


def _record_noun(verb: str, draft: Draft, holder: EntityDraft, thing: EntityDraft) -> str:
    """What the text calls the record: what is prolonged in it, or the verb's own noun."""
    for unit in draft.units:
        match = find(unit, f"V({PROLONG}) NP=what")
        if match is not None and match["what"].label not in {holder.label, thing.label}:
            return match["what"].label
    return _NOUNS[verb]


def _limit(draft: Draft, transfer: Transfer, limit: Bound, piece: Piece) -> str:
    """At most so many at once."""
    record, holder = transfer.record.name, transfer.holder.name
    held = over("count", record, both(same(f"{record}.{holder}", holder), absent(f"{record}.returned_on")))
    most = value_of(limit) if limit.op == "<=" else value_of(limit) - 1
    noun = transfer.thing.plural
    guard = draft.guard(
        f"{transfer.operation.name}.limit", compare(held, "<", amount(bp.INTEGER, most)), f"{article(transfer.holder.label).capitalize()} may have at most {most} {noun} at once.",
        piece.span, holder,
    )  # fmt: skip
    transfer.operation.guards.append(guard)
    return guard.id


def _return(draft: Draft, transfer: Transfer, day: str) -> str:
    """ "return_<thing>": the open record is closed; facts about the thing that follow from it are derived."""
    thing, record = transfer.thing, transfer.record
    operation = draft.operation("return", thing, "change")
    operation.inputs[thing.name] = bp.Parameter(name=thing.name, type=thing.type)
    standing = over("exists", record.name, transfer.open_for(thing.name))
    operation.guards.append(
        draft.guard(f"{operation.name}.not_out", standing, f"The {thing.label} is not out.", None, thing.name)
    )
    operation.steps += [
        bp.Let(name=record.name, value=over("first", record.name, transfer.open_for(thing.name))),
        update(record.name, returned_on="today"),
    ]
    operation.result = bp.Name(name=record.name)
    thing.derivations["out"] = bp.Derivation(
        id=f"derivation.{thing.name}.out", name="out", label="out", type=bp.BOOLEAN, value=over("exists", record.name, transfer.open_for("it")),
        summary=f"whether somebody has the {thing.label}",
    )  # fmt: skip
    thing.derivations[f"last_{day}"] = bp.Derivation(
        id=f"derivation.{thing.name}.last_{day}", name=f"last_{day}", label=f"last {day.replace('_', ' ')}", type=bp.DATE,
        value=over("largest", record.name, same(f"{record.name}.{thing.name}", "it"), f"{record.name}.{day}"),
    )  # fmt: skip
    return operation.id


def read_roll(unit: Unit, draft: Draft) -> None:
    """ "A loan that would end on a closed day ends on the next open day; we open Tuesday to Saturday." """
    match = find(unit, "NP=what that MODAL? V(end|fall|finish)|V.base(end|fall|finish) on NP(day) to? V(end|finish|move|be) on NP(day)",
                 "NP=what that MODAL? V(end|fall) on NP(day) ... NP(day)")  # fmt: skip
    transfer = transfer_of(draft)
    days = next((p.literal for p in unit.pieces if isinstance(p.literal, Weekdays)), None)
    if match is None or transfer is None:
        return
    known = next(iter(draft.calendars.values()), None)
    calendar = known or (draft.calendar("open days", [d + 1 for d in days.days], unit.span) if days else None)
    if calendar is None:
        draft.gap(f"Which days are open is not said: “{unit.text}”", "unclear", unit.span)
        return
    draft.remember(OpenDayRoll(calendar.id))
    for operation in draft.operations.values():
        operation.steps = [_rolled(step, transfer.record.id, calendar.id) for step in operation.steps]
    draft.claim(unit.span, "open_day_roll", [calendar.id, transfer.operation.id])


def _rolled(step: bp.Statement, record: str, calendar: str) -> bp.Statement:
    if not isinstance(step, bp.Create) or step.entity != record:
        return step
    values = tuple((n, bp.Roll(date=v, calendar=calendar) if n == "due_date" else v) for n, v in step.values)
    return step.model_copy(update={"values": values})


def read_renewal(unit: Unit, draft: Draft) -> None:
    """ "I want to renew a loan at most twice, each time for 30 days from its due date, unless somebody reserved it." """
    match = find(unit, f"V({PROLONG})=verb NP=what")
    transfer = transfer_of(draft)
    if match is None or transfer is None:
        return
    record, verb = transfer.record, match["verb"].head
    known = draft.operations.get(snake(f"{verb} {record.label}"))
    if known is not None and known.steps:
        return  # how it is done was said before
    operation = draft.operation(verb, record, "change", span=unit.span)
    operation.inputs[record.name] = bp.Parameter(name=record.name, type=record.type)
    operation.guards.append(
        draft.guard(f"{operation.name}.returned", absent(f"{record.name}.returned_on"), f"The {transfer.thing.label} is back already.", unit.span, record.name)
    )  # fmt: skip
    made = [operation.id]
    values: dict[str, bp.Expression] = {}
    limit = next((p.literal for p in match.after() if isinstance(p.literal, Bound)), None)
    if limit is not None:
        made.append(_times(draft, operation, record, verb, limit, unit))
        values["renewals"] = bp.Arithmetic(operator="+", left=bp.path(record.name, "renewals"), right=bp.whole(1))
    period = next((p.literal for p in match.after() if isinstance(p.literal, Duration)), None)
    if period is not None:
        start = f"{record.name}.due_date" if find(unit, "from NP(date|end)", "NP(date)") else "today"
        moved: bp.Expression = shift(start, int(period.value), unit_of_time(period))
        roll = draft.recall(OpenDayRoll)
        values["due_date"] = bp.Roll(date=moved, calendar=roll.calendar) if roll else moved
    operation.steps.append(bp.Update(row=bp.Name(name=record.name), values=tuple(values.items())))
    _same_person(draft, transfer, unit)
    made += _unless_reserved(draft, operation, transfer, unit)
    draft.claim(unit.span, "prolongation", made)


def _times(draft: Draft, operation: OperationDraft, record: EntityDraft, verb: str, limit: Bound, unit: Unit) -> str:
    most = value_of(limit) if limit.op == "<=" else value_of(limit) - Decimal(1)
    draft.add_field(record, "renewals", bp.INTEGER, unit.span, required=False, default=bp.whole(0))
    guard = draft.guard(
        f"{operation.name}.limit", compare(f"{record.name}.renewals", "<", amount(bp.INTEGER, most)),
        f"{article(record.label).capitalize()} may be {participle_of(verb)} {limit.text}.", unit.span, record.name,
    )  # fmt: skip
    operation.guards.append(guard)
    return guard.id


def _same_person(draft: Draft, transfer: Transfer, unit: Unit) -> None:
    """Whoever prolongs is whoever holds: another word for the same people."""
    actor = unit.story_actor
    if actor is None or actor.label == transfer.holder.label or draft.find_entity(actor.label) is not None:
        return
    transfer.holder.synonyms.append(actor.label)
    draft.actors.pop(f"actor.{snake(actor.label)}", None)
    draft.assume(f"“{actor.label}” is taken to be the same as “{transfer.holder.label}”.", actor.span)


def _unless_reserved(draft: Draft, operation: OperationDraft, transfer: Transfer, unit: Unit) -> list[str]:
    match = find(
        unit, "unless somebody|someone|anybody|another|anyone ... V.part=verb PRONOUN?", "unless NP BE V.part=verb"
    )
    queue = draft.recall(Queue)
    if match is None or queue is None:
        return []
    name = queue.entity.name
    wanted = over(
        "exists",
        name,
        both(same(f"{name}.{transfer.thing.name}", f"{transfer.record.name}.{transfer.thing.name}"), queue.live),
    )
    guard = draft.guard(
        f"{operation.name}.{match['verb'].head}",
        no(wanted),
        f"Somebody has {match['verb'].text} it.",
        match.span,
        transfer.record.name,
    )
    operation.guards.append(guard)
    return [guard.id]
