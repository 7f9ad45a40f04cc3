"""How found stories are told: their steps, and what can be observed afterwards."""

from __future__ import annotations

from collections.abc import Sequence

import blueprints as b
from autogenesis.assembly._names import role_name
from autogenesis.assembly._oracle import Note, Rough
from autogenesis.assembly._witness import START, Plot, plain

Step = b.CallStep | b.ClockStep | b.EventsStep | b.RestartStep
Found = tuple[str, b.Scenario]
"""The kind of a story, which names its file, and the story."""


def told(kind: str, title: str, carries: list[str], *parts: list[Step] | Step) -> Found:
    steps: list[Step] = []
    for part in parts:
        steps.extend(part if isinstance(part, list) else [part])
    stem = "".join(letter if letter.isalnum() else "_" for letter in title.lower())[:60]
    return kind, b.Scenario(id=f"test.{stem}", title=title, start=START, steps=tuple(steps), carries=tuple(carries))


def numbered(stories: Sequence[Found]) -> list[Found]:
    """The same stories, told apart by numbers at the end of their titles."""
    return [
        told(kind, f"{story.title} {number}", list(story.carries), list(story.steps))
        for number, (kind, story) in enumerate(stories, start=1)
    ]


def set_up(plot: Plot) -> list[Step]:
    """The steps that led here, without what they gave."""
    return [step.model_copy(update={"result": None}) if isinstance(step, b.CallStep) else step for step in plot.steps]


def seen_of(specification: b.Specification, plot: Plot, steps: tuple[b.Statement, ...]) -> list[Step]:
    """What can be observed of the steps: notifications, and the rows of what was written."""
    dumped = [item for step in steps for item in _inner(step)]
    seen: list[Step] = []
    for type in dict.fromkeys(item.type for item in dumped if isinstance(item, b.Notify)):
        seen.append(sent(plot.machine.notes, type))
    if any(not isinstance(item, b.Notify) for item in dumped):
        seen.extend(lists(specification, plot))
    return seen


def made_of(specification: b.Specification, plot: Plot, steps: tuple[b.Statement, ...]) -> list[Step]:
    """The notifications sent and the rows there are of what the steps may make, also where there are none."""
    dumped = [item for step in steps for item in _inner(step)]
    seen: list[Step] = []
    for type in dict.fromkeys(item.type for item in dumped if isinstance(item, b.Notify)):
        seen.append(sent(plot.machine.notes, type))
    entities = {item.entity for item in dumped if isinstance(item, b.Create)}
    seen.extend(lists(specification, plot, entities) if entities else [])
    return seen


def replayed(plot: Plot, steps: list[b.CallStep | b.ClockStep]) -> Plot:
    """Another plot from the same beginning, with these steps taken."""
    fresh = Plot(plot.machine.anew(), [])
    for step in steps:
        if isinstance(step, b.CallStep):
            fresh.attempt(step.model_copy(update={"result": None}))
        else:
            fresh.machine.clock(step.to)
            fresh.steps.append(step)
    return fresh


def _inner(step: b.Statement) -> list[b.Statement]:
    match step:
        case b.Each():
            return [item for inner in step.steps for item in _inner(inner)]
        case b.When():
            return [item for inner in (*step.then, *step.otherwise) for item in _inner(inner)]
    return [step]


def lists(specification: b.Specification, plot: Plot, only: set[str] | None = None) -> list[Step]:
    """Every list of rows that is not empty, as it is now; `only` some, also where they are empty."""
    steps: list[Step] = []
    for operation in specification.operations:
        if operation.kind == "list" and (only is None or operation.entity in only):
            role = reader(specification, operation)
            reply = plot.machine.fork().call(operation.name, {}, role=role)
            if reply.refused is None and (reply.result or only):
                steps.append(b.CallStep(operation=operation.name, input={}, role=role, result=plain(reply.result)))
    return steps


def overview(specification: b.Specification, plot: Plot) -> list[Step]:
    """All rows, and how many notifications of each type were sent, also of those that were not."""
    notes = plot.machine.notes
    rules: list[b.Operation | b.Reaction | b.Timer | b.Schedule] = [*specification.operations, *specification.reactions]
    rules += [*specification.timers, *specification.schedules]
    steps = [item for rule in rules for step in rule.steps for item in _inner(step)]
    types = dict.fromkeys([item.type for item in steps if isinstance(item, b.Notify)] + [note.type for note in notes])
    return [*lists(specification, plot), *(sent(plot.machine.notes, type) for type in types)]


def sent(notes: Sequence[Note], type: str) -> b.EventsStep:
    """How many notifications of a type there are, and what the last of them says, as far as that is settled."""
    texts = [note.text for note in notes if note.type == type]
    settled = bool(texts) and not isinstance(texts[-1], Rough)
    return b.EventsStep(type=type, count=len(texts), last=texts[-1] if settled else None)


def whole(plot: Plot, step: b.CallStep) -> Plot:
    """The plot with its last step taken."""
    finished = plot.fork()
    finished.attempt(step)
    return finished


def iso(moment: object) -> str:
    return str(getattr(moment, "isoformat")())[:16]  # noqa: B009


def reader(specification: b.Specification, operation: b.Operation) -> str | None:
    """Who reads a list: a role that it is for, or that sees what is hidden from others; mostly nobody in particular."""
    if operation.roles:
        return role_name(operation.roles[0])
    barred = [rule for rule in specification.access if rule.entity == operation.entity and rule.requires is not None]
    roles = [role for rule in barred if rule.requires is not None for role in _roles(rule.requires)]
    return roles[0] if roles else None


def _roles(node: b.Expression) -> list[str]:
    """The roles that a condition asks callers for."""
    match node:
        case b.Compare(relation="==", left=b.Name(name="role"), right=b.Literally(value=str() as role)):
            return [role]
        case b.AllOf() | b.AnyOf():
            return [role for term in node.terms for role in _roles(term)]
    return []
