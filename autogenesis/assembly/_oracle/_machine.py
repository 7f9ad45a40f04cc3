"""The whole system in memory: calls, reactions, timers, schedules and access, one step at a time."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import blueprints as b
from autogenesis.assembly._oracle import _inputs, _reads, _recurring
from autogenesis.assembly._oracle._evaluate import Evaluator
from autogenesis.assembly._oracle._execute import Executor, Happening, Note, Performer
from autogenesis.assembly._oracle._meaning import Meaning
from autogenesis.assembly._oracle._rows import DeclinedError, Row, World, as_json
from autogenesis.assembly._oracle._timed import Moments
from autogenesis.core import AssemblyError

_MOST_HOPS = 1000


@dataclass(frozen=True)
class Reply:
    """What a call came to: a result as JSON, or the id of the rule that refused it and the input at fault."""

    result: Any = None
    refused: str | None = None
    field: str | None = None


class OracleError(AssemblyError):
    """The specification cannot be run: its reactions never end, or a skill is missing."""


class Machine:
    """A specification at work; `notes` are the notifications sent so far, `did` the reactions, timers and
    schedules that told somebody something or changed a row, `fired` how often a timer or schedule fell due, `logged`
    counts the entries of the audit log. `toil` is what waiting took, in rows that there were at each thing that fell
    due; where there is a `patience`, one wait may take no more than that."""

    def __init__(
        self,
        specification: b.Specification,
        start: str,
        *,
        zone: str = "UTC",
        perform: Performer | None = None,
    ) -> None:
        place = ZoneInfo(zone)
        first = datetime.fromisoformat(start)
        first = first.replace(tzinfo=place) if first.tzinfo is None else first.astimezone(place)
        self.specification = specification
        self.world = World(specification, first, place)
        self.evaluate = Evaluator(self.world)
        self.notes: list[Note] = []
        self.did: list[str] = []
        self.fired = 0
        self.logged: Counter[str] = Counter()
        self._audited = {(audit.entity, audit.on) for audit in specification.audits}
        self._answering: dict[tuple[str, str], list[b.Reaction]] = {}
        for reaction in specification.reactions:
            trigger = reaction.trigger
            about = str(trigger.operation if trigger.on == "done" else trigger.entity)
            self._answering.setdefault((trigger.on, about), []).append(reaction)
        self._perform = perform
        self._fired: set[tuple[str, str, datetime]] = set()
        self._due = {item.id: _recurring.following(item.recurrence, first, first) for item in specification.schedules}
        self._operations = {operation.name: operation for operation in specification.operations}
        self._start = first
        self._calendar: dict[tuple[str, datetime], datetime] = {}
        self._moments = Moments(specification)
        asking = specification.access
        self._of_rows = {rule.id for rule in asking if rule.requires and _reads.mentions_row(rule.requires)}
        self._free: list[b.Specification] = []
        self.toil = 0
        self.patience: int | None = None

    def anew(self) -> Machine:
        """Another machine where nothing has happened yet."""
        start = self._start.replace(tzinfo=None).isoformat()
        return Machine(self.specification, start, zone=str(self.world.zone), perform=self._perform)

    def fork(self) -> Machine:
        """Another machine in the same state."""
        other = object.__new__(Machine)
        other.__dict__.update(self.__dict__)
        other.world = self.world.fork()
        other.evaluate = self.evaluate.over(other.world)
        other.notes, other.did = list(self.notes), list(self.did)
        other.logged = self.logged.copy()
        other._fired, other._due = set(self._fired), dict(self._due)
        return other

    def under(self, meaning: Meaning) -> Machine:
        """Another machine in the same state, whose expressions mean what is said."""
        other = self.fork()
        other.evaluate = other.evaluate.under(meaning)
        return other

    def unanswered(self) -> Machine:
        """Another machine in the same state, where no rule refuses anything and nothing answers to what is done."""
        if not self._free:
            self._free.append(_free(self.specification))
        other = self.fork()
        other.specification = self._free[0]
        other._operations = {operation.name: operation for operation in other.specification.operations}
        other.world.entities = {entity.id: entity for entity in other.specification.entities}
        other._answering = {}
        return other

    def next_moment(self) -> datetime | None:
        """When the next timer is due for some row, after now."""
        moments = [
            moment
            for timer in self.specification.timers
            for moment, _ in self._moments.of(timer, self.world, self.evaluate)
            if moment > self.world.now
        ]
        return min(moments, default=None)

    def mentions_row(self, rule: b.Access) -> bool:
        """Whether what an access rule requires hangs on the row that is read."""
        return rule.id in self._of_rows

    def due(self, schedule: str) -> datetime:
        """When a schedule is due next."""
        return self._due[schedule]

    def call(
        self,
        operation: str,
        given: Mapping[str, Any],
        *,
        role: str | None = None,
        by: str | None = None,
        at: str | None = None,
    ) -> Reply:
        """Ask for an operation, after firing what is due up to `at`."""
        if at is not None:
            self.clock(at)
        asked = self._operations[operation]
        try:
            role = self._allowed(asked, role)
            if asked.kind in ("get", "list"):
                self.world.role, self.world.by = role or "", by or ""
                self.logged["read"] += (asked.entity, "reads") in self._audited
                return Reply(result=_reads.read(self, asked, given, role))
            return Reply(result=self._command(asked, given, role, by))
        except DeclinedError as declined:
            return Reply(refused=declined.rule, field=declined.field)

    def clock(self, to: str) -> None:
        """Move on to a moment; what falls due happens in order."""
        goal = max(self.world.moment(to), self.world.now)
        before = self.toil
        for _ in range(_MOST_HOPS * 10):
            if not self._fire_next(goal):
                self.world.now = goal
                return
            self.toil += 1 + sum(map(len, self.world.tables.values()))
            if self.patience is not None and self.toil - before > self.patience:
                raise OracleError("waiting costs too much", where="the oracle", remedy="Wait for less")
        raise OracleError("timers never end", where="the oracle", remedy="Give some timer a moment that does not move")

    def _allowed(self, asked: b.Operation, role: str | None) -> str | None:
        if role is None:
            return None
        role = "_".join(role.lower().replace("-", " ").split())
        known = {_last(actor.id) for actor in self.specification.actors}
        if known and role not in known:
            raise DeclinedError("known.role")
        if asked.roles and role not in {_last(name) for name in asked.roles}:
            raise DeclinedError(f"role.{asked.name}")
        return role

    def _command(self, asked: b.Operation, given: Mapping[str, Any], role: str | None, by: str | None) -> Any:
        self.world.role, self.world.by = role or "", by or ""
        names = _inputs.read(self.world, self.evaluate, asked, given)
        bound = dict(names)
        result: Any = None

        def body(executor: Executor) -> None:
            nonlocal result
            for guard in asked.guards:
                if not self.evaluate.holds(guard.requires, names):
                    raise DeclinedError(guard.id, guard.field)
            executor.run(asked.steps, names)
            row = self.evaluate(asked.result, names) if asked.result is not None else executor.latest(asked.entity)
            result = self._answer(row, role)
            subject = row if isinstance(row, Row) else None
            executor.happened.appendleft(Happening("done", asked.id, subject, inputs=bound))

        self._transact(body)
        self.clock(self.world.now.isoformat())
        return result

    def _answer(self, value: Any, role: str | None) -> Any:
        """A result as JSON: of a row that the caller may not read, no more than its id."""
        if isinstance(value, tuple | list):
            return [self._answer(item, role) for item in value]
        if isinstance(value, Row) and not _reads.may_read(self, value, role):
            return {"id": value.id}
        return self.view(value, role)

    def view(self, value: Any, role: str | None) -> Any:
        """A value as JSON: rows with their fields and derivations, without what is hidden from the role."""
        if isinstance(value, Row):
            return _reads.view(self, value, role)
        if isinstance(value, tuple | list):
            return [self.view(item, role) for item in value]
        return as_json(value)

    def _transact(self, body: Any) -> None:
        """Do `body` whole or not at all, then everything that answers to it."""
        self._deliver(self._attempt(body))

    def _following(self, schedule: b.Schedule, moment: datetime) -> datetime:
        """When it is due after a moment; forks know what any of them found out."""
        if (schedule.id, moment) not in self._calendar:
            self._calendar[schedule.id, moment] = _recurring.following(schedule.recurrence, moment, self._start)
        return self._calendar[schedule.id, moment]

    def _deliver(self, waiting: deque[Happening]) -> None:
        for _ in range(_MOST_HOPS):
            if not waiting:
                return
            happening = waiting.popleft()
            self.logged[happening.on] += (happening.element, "writes") in self._audited
            for reaction in self._answering.get((happening.on, happening.element), ()):
                if reaction.trigger.field is None or answers(reaction.trigger, happening):
                    waiting.extend(self._react(reaction, happening))
        raise OracleError("reactions never end", where="the oracle", remedy="Break the circle in one of them")

    def _react(self, reaction: b.Reaction, happening: Happening) -> deque[Happening]:
        names = {**happening.inputs, "it": happening.row}

        def body(executor: Executor) -> None:
            if self.evaluate.holds(reaction.when, names):
                executor.run(reaction.steps, names)
                self.did.extend([reaction.id] if executor.acted else [])

        return self._settle(body)

    def _settle(self, body: Any) -> deque[Happening]:
        """What nobody waits for: where a rule refuses it, nothing of it remains."""
        try:
            return self._attempt(body)
        except DeclinedError:
            return deque()

    def _attempt(self, body: Any) -> deque[Happening]:
        kept = self.world.kept()
        executor = Executor(self.world, self.evaluate, self._perform)
        try:
            body(executor)
        except DeclinedError:
            self.world.go_back(kept)
            raise
        self.notes.extend(executor.notes)
        return executor.happened

    def _fire_next(self, goal: datetime) -> bool:
        due: list[tuple[datetime, int, Any]] = []
        for order, timer in enumerate(self.specification.timers):
            for moment, row in self._moments.of(timer, self.world, self.evaluate):
                if moment <= goal and (timer.id, row.id, moment) not in self._fired:
                    due.append((moment, order, (timer, row)))
        for order, schedule in enumerate(self.specification.schedules, start=len(self.specification.timers)):
            if self._due[schedule.id] <= goal:
                due.append((self._due[schedule.id], order, (schedule, None)))
        if not due:
            return False
        self.fired += 1
        moment, _, (what, row) = min(due, key=lambda item: item[:2])
        self.world.now = max(self.world.now, moment)
        self.world.by, self.world.role = "system", ""
        if row is None:
            self.did.append(what.id)
            self._due[what.id] = self._following(what, moment)
            self._deliver(self._settle(lambda executor: executor.run(what.steps, {})))
            return True
        self._fired.add((what.id, row.id, moment))
        names = {"it": row}

        def body(executor: Executor) -> None:
            if self.evaluate.holds(what.when, names):
                executor.run(what.steps, names)
                self.did.extend([what.id] if executor.acted else [])

        self._deliver(self._settle(body))
        return True


def answers(trigger: b.Trigger, happening: Happening) -> bool:
    """True when the trigger is set off by what happened."""
    if trigger.on != happening.on:
        return False
    if trigger.on == "done":
        return trigger.operation == happening.element
    return trigger.entity == happening.element and (trigger.field is None or trigger.field in happening.fields)


def _last(id: str) -> str:
    return id.rsplit(".", 1)[-1]


def _free(specification: b.Specification) -> b.Specification:
    """The specification without guards and invariants, and without anything that happens by itself."""
    operations = tuple(item.model_copy(update={"guards": ()}) for item in specification.operations)
    entities = tuple(item.model_copy(update={"invariants": ()}) for item in specification.entities)
    quiet = {"reactions": (), "timers": (), "schedules": ()}
    return specification.model_copy(update={"operations": operations, "entities": entities, **quiet})
