"""Reads what is done to things that are called by their number, and messages about what each still has to do."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._patterns import find
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import absent, both, compare, no, over, present, same, say, update
from autogenesis.language.readings._noted import Noted
from autogenesis.language.readings._recurring import recurrence_of
from autogenesis.language.readings._states import named

_SENT = "NP(message|mail|email|letter|note|reminder|list|text|notice|overview)=what"
_MANY = "with|of|naming|listing|about|on all|every|each their|his|her|the|its|NP? NP=things"


def read_by_number(unit: Unit, draft: Draft) -> None:
    """ "Tasks are crossed off by number": once each; a number that nothing has is refused."""
    match = find(
        unit, "NP=thing MODAL? BE be? V.part|past=verb off|out|up|down? by|with|under ANY? NP(number)", "NP=who V=verb off|out|up|down? NP=thing by|with|under ANY? NP(number)",
    )  # fmt: skip
    thing = named(draft, match["thing"]) if match else None
    field = thing.fields.get("number") if thing else None
    kinds = {"integer", "text"}
    if match is None or thing is None or field is None or field.type.kind not in kinds or draft.claimed(match.span):
        return
    particle = next((p.text.lower() for p in match.pieces if p.text.lower() in {"off", "out", "up", "down"}), "")
    verb = f"{match['verb'].head} {particle}".strip()
    done = f"{participle_of(match['verb'].head)} {particle}".strip()
    operation = draft.operation(
        verb, thing, "change", f"{verb.capitalize()} {article(thing.label)} by its number.", unit.span
    )
    operation.inputs["number"] = bp.Parameter(
        name="number", type=field.type, summary=f"the number of the {thing.label}"
    )
    day = draft.add_field(thing, f"{done} on", bp.DATE, match.span, required=False)
    that = same(f"{thing.name}.number", "number")
    known = draft.guard(
        f"{operation.name}.unknown",
        over("exists", thing.name, that),
        f"No {thing.label} has that number.",
        match.span,
        "number",
    )
    again = draft.guard(
        f"{operation.name}.once",
        no(over("exists", thing.name, both(that, present(f"{thing.name}.{day}")))),
        f"The {thing.label} is {done} already.",
        match.span,
        "number",
    )
    operation.guards += [known, again]
    operation.steps.append(update(over("first", thing.name, that), **{day: "today"}))
    operation.result = over("first", thing.name, that)
    thing.later.add(day)
    thing.done = day
    span = unit.span if len(match.pieces) > len(unit.pieces) - 3 else match.span
    draft.claim(span, "done_by_number", [operation.id, known.id, again.id])


def read_message_of_all(unit: Unit, draft: Draft) -> None:
    """ "Mondays at 08:00 each owner gets one message with all their tasks past the deadline"."""
    noted = draft.recall(Noted)
    match = find(
        unit, f"NP=who MODAL? V(get|receive) Q.Measure=much {_MANY}", f"NP=who MODAL? V(get|receive) {_SENT} {_MANY}",
        f"NP=who MODAL? BE V.part|past(send|mail|give) Q.Measure=much {_MANY}", f"NP=who MODAL? BE V.part|past(send|mail|give) {_SENT} {_MANY}",
    )  # fmt: skip
    when = next((found for p in unit.pieces if (found := recurrence_of(p)) is not None), None)
    thing = named(draft, match["things"]) if match else None
    if (
        match is None
        or when is None
        or noted is None
        or thing is not noted.entity
        or noted.who is None
        or noted.people is None
        or noted.deadline is None
    ):
        return
    which = {noted.who.replace("_", " "), noted.people.label}
    if match["who"].determiner not in {"each", "every"} or match["who"].label not in which or not _past(unit, noted):
        return
    what = (match["much"].noun if "much" in match else match["what"].head) or "message"
    steps = (_told(draft, noted, thing, what),)
    schedule = bp.Schedule(
        id=draft.unique(f"schedule.{snake(what)}_of_{thing.plural}"), spans=(unit.span,), summary=f"Send each {noted.who.replace('_', ' ')} the {thing.plural} past the deadline.",
        recurrence=when, steps=steps,
    )  # fmt: skip
    draft.schedules.append(schedule)
    draft.assume(f"Whoever has none gets no {what}.", unit.span)
    draft.claim(unit.span, "recurring_message", [schedule.id])


def _past(unit: Unit, noted: Noted) -> bool:
    """ "past the deadline", "overdue", "whose deadline is over"."""
    label = re.escape((noted.deadline or "").replace("_", " "))
    words = rf"\b(?:(?:past|after|beyond|over)\s+(?:the|their|its)\s+{label}|overdue|late|whose\s+{label}\s+(?:is\s+over|has\s+passed|is\s+past))\b"
    return re.search(words, unit.text, re.IGNORECASE) is not None


def _told(draft: Draft, noted: Noted, thing: EntityDraft, what: str) -> bp.Each:
    assert noted.who is not None
    assert noted.people is not None
    assert noted.deadline is not None
    people = noted.people.name
    late: list[bp.Expression] = [compare(f"it.{noted.deadline}", "<", "today")]
    done = done_field(draft, thing)
    if done is not None:
        late.append(absent(f"it.{done}"))
    thing.derivations["overdue"] = bp.Derivation(
        id=f"derivation.{thing.name}.overdue",
        name="overdue",
        label="overdue",
        type=bp.BOOLEAN,
        value=both(*late),
        summary=f"Whether it is still to be done after its {noted.deadline.replace('_', ' ')}.",
    )
    where = both(same(f"{thing.name}.{noted.who}", f"{people}.name"), bp.path(thing.name, "overdue"))
    line = say(
        f"{{{thing.name}.number}}", ": ", f"{{{thing.name}.text}}", " (", f"{{{thing.name}.{noted.deadline}}}", ")"
    )
    text = bp.TextFunction(
        function="join",
        arguments=(over("values", thing.name, where, line, (f"{thing.name}.{noted.deadline}",)), bp.text("; ")),
    )
    numbers = over("values", thing.name, where, f"{thing.name}.number", (f"{thing.name}.{noted.deadline}",))
    note = bp.Notify(
        to=bp.Recipient(person=bp.path(people, "name")),
        type=snake(what),
        text=say("Past the deadline: ", text, "."),
        data=((snake(thing.plural), numbers),),
    )
    return bp.Each(
        name=people, rows=over("rows", people), steps=(bp.When(test=over("exists", thing.name, where), then=(note,)),)
    )


def done_field(draft: Draft, thing: EntityDraft) -> str | None:
    """The field that says that it is done with."""
    return thing.done
