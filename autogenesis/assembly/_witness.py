"""The search for stories that show a specification at work: bounded, deterministic, and confirmed by the oracle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice, product
from typing import Any

import blueprints as b
from autogenesis.assembly._candidates import Candidates
from autogenesis.assembly._names import role_name
from autogenesis.assembly._oracle import Machine, OracleError, Performer, Reply

START = "2026-03-04T09:00"
_MOST_TRIES = 24
_MOST_REPEATS = 9
_RESERVE = 1000
MOST_TOIL = 1500
"""What one wait may cost a search, in rows there are at each thing that falls due."""
_MOST_WAITED = 50_000
"""What all its waits for days to pass may cost together."""


@dataclass
class Plot:
    """A machine with the steps that led to its state."""

    machine: Machine
    steps: list[b.CallStep | b.ClockStep]

    def fork(self) -> Plot:
        """Another one in the same state."""
        return Plot(self.machine.fork(), list(self.steps))

    def attempt(self, step: b.CallStep) -> Reply:
        """Take a step; it is kept where it succeeds."""
        reply = self.machine.call(step.operation, step.input, role=step.role, by=step.by)
        if reply.refused is None:
            self.steps.append(step.model_copy(update={"result": shown(reply.result)}))
        return reply


class Search:
    """Looks for a success of every operation, and for a refusal by every rule; `done` and `refusals` hold what was
    found: a plot before the step, and the step."""

    def __init__(
        self, specification: b.Specification, perform: Performer | None, budget: int = 3000, *, usual: bool = False
    ) -> None:
        self.specification = specification
        self.candidates = Candidates(specification, usual=usual)
        self.done: dict[str, tuple[Plot, b.CallStep]] = {}
        self.refusals: dict[str, tuple[Plot, b.CallStep]] = {}
        self.after: dict[str, Plot] = {}
        self.pool: list[Plot] = []
        self.varied: list[Plot] = []
        self.budget = budget
        self._patience = _MOST_WAITED
        self._waited: dict[tuple[int, int], tuple[Plot, Plot | None]] = {}
        self._perform = perform
        self.commands = [item for item in specification.operations if item.kind not in ("get", "list")]
        self._entities = {entity.id: entity for entity in specification.entities}
        self._by = {item.id for item in self.commands if '"name":"by"' in item.model_dump_json()}

    def fresh(self) -> Plot:
        """An empty system."""
        machine = Machine(self.specification, START, perform=self._perform)
        machine.patience = MOST_TOIL
        return Plot(machine, [])

    def entity_made(self, operation: b.Operation) -> b.Entity | None:
        """What the operation adds a row of."""
        return self._entities.get(operation.entity or "") if operation.kind == "create" else None

    def asks_who(self, operation: b.Operation) -> bool:
        """Whether it matters who asks for the operation."""
        return operation.id in self._by

    def run(self) -> None:
        """Search until all is found or the budget is spent."""
        grown = self.fresh()
        for skipped in (0, 0, 1, 2, 3):
            for operation in self.commands:
                if operation.id not in self.done or operation.kind == "create":
                    self.take(grown, operation, skipped)
        self.pool = [grown, self._populated(), *(plot for plot, _ in self.done.values())]
        for operation in self.commands:
            if operation.id in self.done:
                self._vary(grown, operation)
                self._vary(self.done[operation.id][0], operation)
        for _ in range(2):
            for operation in self.commands:
                if operation.id not in self.done:
                    self._try_elsewhere(operation)
        self._later()
        self._seek_reactions()
        self._seek_refusals()
        for operation in self.commands:
            if operation.id in self.done:
                self._again(operation)
                self._repeat(operation)

    def take(self, plot: Plot, operation: b.Operation, skipped: int = 0) -> bool:
        """Find inputs with which the operation succeeds here; the plot goes on from there."""
        before = plot.fork()
        for step in islice(self.steps_for(plot, operation), skipped, None):
            reply = self._attempt(plot, step)
            if reply is None:
                return False
            if reply.refused is None:
                if operation.id not in self.done:
                    self.done[operation.id] = (before, step)
                self._note_deeds(plot)
                return True
            self.refusals.setdefault(reply.refused, (before, step))
        return False

    def _populated(self) -> Plot:
        """A system with some rows of everything that can be added without conditions, and nothing done to them."""
        plot = self.fresh()
        for skipped in (0, 1, 2):
            for operation in self.commands:
                if operation.kind == "create" and not operation.guards:
                    self.take(plot, operation, skipped)
        return plot

    def _vary(self, grown: Plot, operation: b.Operation) -> None:
        """The operation with values around every bound, for several rows: states in which more may happen."""
        kept: list[Plot] = []
        for step in islice(self.steps_for(grown, operation, most=40), 40):
            plot = grown.fork()
            reply = self._attempt(plot, step)
            if reply is None:
                return
            if reply.refused is not None:
                self.refusals.setdefault(reply.refused, (grown, step))
            else:
                kept.append(plot)
                if self._note_deeds(plot):
                    self.pool.append(plot)
        self.varied.extend(kept[:16])

    def _seek_reactions(self) -> None:
        """Set off reactions that were not seen yet, from what followed others and every state that was varied."""
        for reaction in self.specification.reactions:
            trigger = reaction.trigger
            setting_off = [
                item for item in self.commands if item.id == trigger.operation or item.entity == trigger.entity
            ]
            for operation, plot in product(setting_off, [*self.after.values(), *self.varied]):
                if reaction.id in self.after or self.budget < _RESERVE:
                    break
                for step in islice(self.steps_for(plot, operation), _MOST_TRIES):
                    reply = self._attempt(here := plot.fork(), step)
                    if reply is not None and reply.refused is None and reaction.id in here.machine.did:
                        self._note_deeds(here)
                        break

    def _seek_refusals(self) -> None:
        """Look for refusals by guards that were not seen yet: after what bars the way, and in every varied state."""
        for operation in self.commands:
            unseen = {guard.id for guard in operation.guards} - self.refusals.keys()
            if unseen and operation.id in self.done:
                unseen -= self._bar(operation)
            for plot in [*self.after.values(), *self.varied] if unseen else ():
                if not unseen or self.budget < _RESERVE // 2:
                    break
                for step in islice(self.steps_for(plot, operation), 8):
                    reply = self._attempt(plot.fork(), step)
                    if reply is not None and reply.refused in unseen:
                        self.refusals[reply.refused] = (plot, step)
                        unseen.discard(reply.refused)
            self._seek_by_values(operation, unseen)

    def _seek_by_values(self, operation: b.Operation, unseen: set[str]) -> None:
        """Look for the refusals on rows that are given each value that matters, one after the other."""
        for maker in self.commands if unseen else ():
            if maker.kind != "create" or maker.id not in self.done:
                continue
            before, step = self.done[maker.id]
            for name, value in self._values_that_matter(maker):
                if not unseen or self.budget < _RESERVE // 2:
                    return
                given = {**step.input, name: value}
                reply = self._attempt(here := before.fork(), step.model_copy(update={"input": given, "result": None}))
                for tried in islice(self.steps_for(here, operation), 4) if reply and reply.refused is None else ():
                    then = self._attempt(here.fork(), tried)
                    if then is not None and then.refused in unseen:
                        self.refusals[then.refused] = (here, tried)
                        unseen.discard(then.refused)

    def _values_that_matter(self, operation: b.Operation) -> Iterator[tuple[str, Any]]:
        for item in operation.inputs:
            choices = [True, False] if item.type.kind == "boolean" else list(item.type.choices)
            near = [value for three in self.candidates.around(item.name, item.type) for value in three]
            yield from ((item.name, value) for value in (*choices, *near))

    def _bar(self, operation: b.Operation) -> set[str]:
        """What refuses the operation once another one was done to the rows that it is about; the rules found."""
        before, step = self.done[operation.id]
        about, found = _about(before.machine, step), set[str]()
        for other in self.commands:
            likely = [each for each in islice(self.steps_for(before, other), 40) if about & _named(each)]
            for first in likely[:4]:
                here = before.fork()
                reply = self._attempt(here, first)
                if reply is None or reply.refused is not None:
                    continue
                again = self._attempt(here.fork(), step)
                if again is not None and again.refused is not None:
                    self.refusals.setdefault(again.refused, (here, step))
                    found.add(again.refused)
        return found

    def _later(self) -> None:
        """What changes do when time has passed: lateness and the like."""
        changes = [item for item in self.commands if item.kind != "create"]
        for plot in [*self.pool, *self.varied][:12]:
            here = plot.fork()
            if changes and self._pass(here, 40):
                for operation in changes:
                    self.take(here.fork(), operation)

    def _try_elsewhere(self, operation: b.Operation) -> None:
        """Try where other things have happened, then after some time, then after other operations."""
        for plot in (*reversed(self.pool), *self.varied):
            if self.take(here := plot.fork(), operation):
                self.pool.append(here)
                return
        for days in (40, 2200):
            for plot in list(self.pool):
                later = self._after(plot, days)
                if later is not None and self.take(later, operation):
                    self.pool.append(later)
                    return
        for other in self.commands:
            here = self.pool[0].fork()
            if other.id != operation.id and self.take(here, other) and self.take(here, operation):
                self.pool.append(here)
                return

        self._try_far_ahead(operation)

    def _try_far_ahead(self, operation: b.Operation) -> None:
        """Try on rows whose days all lie some weeks later than in what was found: ends stay behind beginnings."""
        for maker in self.commands:
            dated = [item.name for item in maker.inputs if item.type.kind in ("date", "datetime")]
            if maker.kind != "create" or maker.id not in self.done or not dated:
                continue
            before, step = self.done[maker.id]
            given = {name: _later(value) if name in dated else value for name, value in step.input.items()}
            reply = self._attempt(here := before.fork(), step.model_copy(update={"input": given, "result": None}))
            if reply is not None and reply.refused is None and self.take(here, operation):
                self.pool.append(here)
                return

    def _pass(self, plot: Plot, days: int) -> bool:
        """Let days pass, as long as all waiting together does not cost too much."""
        to = (plot.machine.world.now + timedelta(days=days)).isoformat()[:16]
        before, plot.machine.patience = plot.machine.toil, min(self._patience, MOST_TOIL)
        try:
            plot.machine.clock(to)
        except (OracleError, OverflowError):
            return False
        finally:
            self._patience -= plot.machine.toil - before
            plot.machine.patience = MOST_TOIL
        plot.steps.append(b.ClockStep(to=to))
        self._note_deeds(plot)
        return True

    def _after(self, plot: Plot, days: int) -> Plot | None:
        """What is there some days after a plot; None where that cannot be waited for."""
        key = (id(plot), days)
        if key not in self._waited:
            here = plot.fork()
            self._waited[key] = (plot, here if self._pass(here, days) else None)
        later = self._waited[key][1]
        return later.fork() if later is not None else None

    def _attempt(self, plot: Plot, step: b.CallStep) -> Reply | None:
        if self.budget <= 0:
            return None
        self.budget -= 1
        try:
            return plot.attempt(step)
        except (OracleError, OverflowError):
            return None

    def _note_deeds(self, plot: Plot) -> bool:
        """Keep the plot for what acted in it for the first time; true where something did."""
        fresh = [element for element in plot.machine.did if element not in self.after]
        for element in fresh:
            self.after[element] = plot.fork()
        return bool(fresh)

    def _again(self, operation: b.Operation) -> None:
        """What refuses the operation once it, or another one, was done."""
        before, step = self.done[operation.id]
        for other in self.commands:
            if self.budget <= 0:
                return
            plot = before.fork()
            if self._attempt(plot, step) is None:
                return
            about = _about(plot.machine, step)
            likely = sorted(islice(self.steps_for(plot, other), 30), key=lambda each: -len(about & _named(each)))
            for again in likely[:6]:
                reply = self._attempt(rows := plot.fork(), again)
                if reply is None or reply.refused is None:
                    self._note_deeds(rows)
                    break
                self.refusals.setdefault(reply.refused, (plot, again))

    def _repeat(self, operation: b.Operation) -> None:
        """Limits on how many: the operation again and again for the same row, with fresh ones for all other inputs."""
        references = [item for item in operation.inputs if item.type.kind == "reference"]
        for kept in references:
            plot = self.done[operation.id][0].fork()
            first = self.done[operation.id][1]
            for _ in range(_MOST_REPEATS):
                others = {item.name: self._new_row(plot, item) for item in references if item is not kept}
                given = {**first.input, **{name: row for name, row in others.items() if row is not None}}
                step = first.model_copy(update={"input": given, "result": None})
                before = plot.fork()
                reply = self._attempt(plot, step)
                if reply is None:
                    return
                if reply.refused is not None:
                    self.refusals.setdefault(reply.refused, (before, step))
                    break
                self._note_deeds(plot)

    def _new_row(self, plot: Plot, parameter: b.Parameter) -> str | None:
        entity = parameter.type.entity
        for operation in self.commands:
            if operation.kind == "create" and operation.entity == entity and operation.id in self.done:
                for step in islice(self.steps_for(plot, operation), 3):
                    reply = self._attempt(plot, step)
                    if reply is not None and reply.refused is None and isinstance(reply.result, dict):
                        return str(reply.result["id"])
        return None

    def steps_for(self, plot: Plot, operation: b.Operation, most: int = _MOST_TRIES) -> Iterator[b.CallStep]:
        """Calls of the operation to try here, the likeliest first."""
        role = role_name(operation.roles[0]) if operation.roles else None
        people = self.candidates.people(plot.machine) if operation.id in self._by else [None]
        fresh = self.entity_made(operation)
        options = []
        for item in operation.inputs:
            values = self.candidates.values(plot.machine, item, fresh)
            if not item.required:
                told = self.candidates.usual and item.type.kind == "text"
                values = [*values[:1], None] if told else [None, *values[:12]]
            options.append([(item.name, value) for value in values])
        for by in people:
            for chosen in islice(_diagonal(options), most):
                given = {name: value for name, value in chosen if value is not None}
                yield b.CallStep(operation=operation.name, input=given, role=role, by=by)


def _later(value: Any) -> Any:
    """A day or moment some weeks later."""
    read = date.fromisoformat if len(str(value)) == len("2000-01-01") else datetime.fromisoformat
    return (read(str(value)) + timedelta(days=40)).isoformat()


def _named(step: b.CallStep) -> set[str]:
    """The texts of a call that may name rows."""
    values = [item for value in step.input.values() for item in (value if isinstance(value, list) else [value])]
    return {value for value in values if isinstance(value, str)}


def _about(machine: Machine, step: b.CallStep) -> set[str]:
    """The rows that a call names, and those that these refer to."""
    rows = {row.id: row for entity in machine.specification.entities for row in machine.world.rows(entity.id)}
    named = {id for id in _named(step) if id in rows}
    further = {value for id in named for value in rows[id].values.values() if isinstance(value, str) and value in rows}
    return named | further


def shown(result: Any) -> Any:
    """What a test states of a result: all of it, as JSON."""
    return plain(result)


def plain(value: Any) -> Any:
    """A JSON value with numbers that Python's JSON reads back."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if hasattr(value, "to_integral_value"):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _diagonal(options: list[list[tuple[str, Any]]]) -> Iterator[tuple[tuple[str, Any], ...]]:
    """Combinations with the first values first: all firsts, then one input varied at a time, then all."""
    if any(not values for values in options):
        return
    seen: set[tuple[int, ...]] = set()
    sizes = [len(values) for values in options]
    firsts = [0] * len(options)
    varied = [
        (*firsts[:place], index, *firsts[place + 1 :])
        for index in range(1, max(sizes, default=1))
        for place in range(len(options))
        if index < sizes[place]
    ]
    for indices in (tuple(firsts), *varied, *islice(product(*map(range, sizes)), 200)):
        if indices not in seen:
            seen.add(indices)
            yield tuple(values[index] for values, index in zip(options, indices, strict=True))
