"""Stories told under a watch: how the conditions of rules came out in them, and whether it would be noticed if one
came out otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import blueprints as b
from autogenesis.assembly._oracle import Case, Machine, OracleError, SpentError, Watch, cases, taken
from autogenesis.assembly._telling import Step, reader, sent
from autogenesis.assembly._witness import Search, plain, shown

Steps = tuple[b.CallStep | b.ClockStep, ...]
_BREAKS = (OracleError, SpentError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_MOST_EACH = 9000
"""How much may be evaluated in one trial."""
_STEP = 40
"""How much work it is to take a step or read a list, besides the conditions in it."""
_LEFT_ALONE = frozenset({"type", "spans", "text", "data"})


@dataclass(frozen=True)
class Place:
    """Where a node stands: the element that it belongs to, and what people call that."""

    element: str
    title: str


@dataclass(frozen=True)
class Trial:
    """What came of some steps: `seen` step by step, then the lists of rows, then the notifications by type.

    `before` are the states in which each step was taken, the last one the end; `came` and `told` say at which step each
    case came up first, and where it first told; `gaps` how far apart the sides of comparisons were, and at which step.
    """

    steps: tuple[Step, ...]
    seen: tuple[Any, ...]
    before: tuple[Machine, ...]
    came: dict[Case, int]
    told: dict[Case, int]
    gaps: dict[int, list[tuple[float, int]]]
    work: int


class Doubts:
    """Tries steps under a watch; `open` are the cases in the rules of some holders that no story has been found for."""

    def __init__(self, search: Search, holders: Collection[str], budget: int) -> None:
        self.specification, self._budget = search.specification, budget
        self.places: dict[int, Place] = {}
        watched: dict[int, b.Expression] = {}
        self.open: dict[Case, None] = {}
        wholes: set[int] = set()
        for holder, place, roots in _roots(self.specification):
            if holder not in holders:
                continue
            nodes = list(_expressions(roots))
            sides = {id(side) for node in nodes if isinstance(node, b.Compare) for side in (node.left, node.right)}
            for node in nodes:
                plain = isinstance(node, b.Literally) and id(node) in sides
                for case in () if plain else cases(node):
                    watched[case.node] = node
                    self.places.setdefault(case.node, place)
                    self.open[case] = None
            wholes.update(id(node) for node in _wholes(roots))
        self._watched, self._derived = watched, dict[str, list[b.Expression]]()
        for entity in self.specification.entities:
            for item in entity.derivations:
                self._derived.setdefault(item.name, []).append(item.value)
        self._watch = Watch(self.specification, watched, wholes)
        self._watch.wanted = self.open
        self._empty = search.fresh().machine.under(self._watch)
        self._lists = [operation for operation in self.specification.operations if operation.kind == "list"]
        self._types = sorted({note.type for _, _, roots in _roots(self.specification) for note in _notes(roots)})

    def names(self, case: Case) -> set[str]:
        """The names and fields that a case speaks of, and those that calculated ones are calculated from."""
        found, waiting = set[str](), [self._watched[case.node]]
        while waiting:
            for node in _expressions(waiting.pop()):
                name = node.field if isinstance(node, b.Get) else node.name if isinstance(node, b.Name) else ""
                if name and name not in found:
                    found.add(name)
                    waiting += self._derived.get(name, [])
        return found

    @property
    def work(self) -> int:
        """How much was evaluated so far."""
        return self._watch.work

    @property
    def spent(self) -> bool:
        """Whether no more can be tried."""
        return self._watch.work >= self._budget

    def tried(self, steps: Sequence[Step], near: Trial | None = None) -> Trial | None:
        """What comes of the steps, of which the first may be those of another trial; nothing where they cannot be
        taken, or not afforded."""
        if self.spent:
            return None
        watch, begun = self._watch, self._watch.work
        known = _alike(near.steps, steps) if near is not None else 0
        watch.begin(_MOST_EACH)
        trial = _resumed(near, known) if near is not None and known else _Trying(self._empty)
        machine = trial.before.pop().fork()
        try:
            for number, step in enumerate(steps[known:], start=known):
                trial.before.append(machine.fork())
                trial.seen.append(self._taken(machine, step)[0])
                trial.note(watch, number)
            trial.before.append(machine.fork())
            trial.seen.extend(self._looked(machine))
        except _BREAKS:
            return None
        trial.note(watch, len(steps))
        return Trial(
            tuple(steps), tuple(trial.seen), tuple(trial.before), trial.came, trial.told, trial.gaps, watch.work - begun
        )

    def notices(self, trial: Trial, doubt: Case) -> bool:
        """Whether the steps would not come out as they say if a case came out the other way."""
        start = trial.told[doubt]
        machine = self._doubting(trial.before[start], doubt)
        try:
            return any(self._taken(machine, step)[1] for step in trial.steps[start:])
        except SpentError:
            return False
        except _BREAKS:
            return True
        finally:
            self._watch.doubt = None

    def differs(self, trial: Trial, doubt: Case) -> list[int]:
        """Which of what was seen would be otherwise if a case came out the other way: the first step, else the end."""
        start = trial.told[doubt]
        machine = self._doubting(trial.before[start], doubt)
        try:
            for number, step in enumerate(trial.steps[start:], start=start):
                if self._taken(machine, step)[0] != trial.seen[number]:
                    return [number]
            end = enumerate(zip(self._looked(machine), trial.seen[len(trial.steps) :], strict=True))
            return [len(trial.steps) + number for number, (one, two) in end if one != two]
        except _BREAKS:
            return []
        finally:
            self._watch.doubt = None

    def told(self, trial: Trial, where: set[int]) -> list[Step]:
        """The steps of a trial, and what is seen of it at these places; what is refused is told always."""
        steps: list[Step] = []
        for number, step in enumerate(trial.steps):
            if isinstance(step, b.CallStep):
                reply = trial.seen[number]
                result = shown(reply.result) if number in where else None
                step = step.model_copy(update={"refused": reply.refused, "result": result})
            steps.append(step)
        seen = list(enumerate(trial.seen))[len(steps) :]
        for (number, rows), item in zip(seen, self._lists, strict=False):
            if number in where:
                role = reader(self.specification, item)
                steps.append(b.CallStep(operation=item.name, input={}, role=role, result=plain(rows)))
        steps.extend(events for number, events in seen[len(self._lists) :] if number in where)
        return steps

    def _doubting(self, machine: Machine, doubt: Case) -> Machine:
        self._watch.begin(_MOST_EACH)
        self._watch.doubt = doubt
        return machine.fork()

    def _taken(self, machine: Machine, step: Step) -> tuple[Any, str]:
        self._watch.work += _STEP
        return taken(machine, step)

    def _looked(self, machine: Machine) -> list[Any]:
        """All rows, and what was sent of each type."""
        self._watch.work += _STEP * len(self._lists)
        rows = [machine.call(item.name, {}, role=reader(self.specification, item)).result for item in self._lists]
        return [*rows, *(sent(machine.notes, type) for type in self._types)]


class _Trying:
    """A trial in the making."""

    def __init__(self, machine: Machine) -> None:
        self.before, self.seen = [machine], list[Any]()
        self.came, self.told = dict[Case, int](), dict[Case, int]()
        self.gaps: dict[int, list[tuple[float, int]]] = {}

    def note(self, watch: Watch, number: int) -> None:
        """Take over what the watch saw in a step."""
        for case in watch.reached:
            self.came.setdefault(case, number)
        for case in watch.telling:
            self.told.setdefault(case, number)
        for node, gap in watch.gaps:
            self.gaps.setdefault(node, []).append((gap, number))
        watch.reached, watch.gaps = set(), []


def _resumed(trial: Trial, known: int) -> _Trying:
    """A trial as it was before one of its steps."""
    trying = _Trying(trial.before[known])
    trying.before, trying.seen = list(trial.before[: known + 1]), list(trial.seen[:known])
    trying.came = {case: number for case, number in trial.came.items() if number < known}
    trying.told = {case: number for case, number in trial.told.items() if number < known}
    trying.gaps = {node: kept for node, gaps in trial.gaps.items() if (kept := [gap for gap in gaps if gap[1] < known])}
    return trying


def _alike(one: Sequence[Step], two: Sequence[Step]) -> int:
    """How many steps at the beginning are the same ones."""
    return next(
        (number for number, (left, right) in enumerate(zip(one, two, strict=False)) if left is not right),
        min(len(one), len(two)),
    )


def _roots(specification: b.Specification) -> Iterator[tuple[str, Place, Sequence[Any]]]:
    """The conditions, calculations and deeds of each element, with the holder of the rule."""
    for operation in specification.operations:
        for guard in operation.guards:
            yield operation.id, Place(guard.id, f"{operation.name}: {guard.reason}"), [guard.requires]
        yield operation.id, Place(operation.id, operation.name), [operation.steps, operation.result]
    for entity in specification.entities:
        for derivation in entity.derivations:
            yield entity.id, Place(derivation.id, f"the {derivation.label} of a {entity.name}"), [derivation.value]
        for rule in entity.invariants:
            yield entity.id, Place(rule.id, f"any {entity.name}: {rule.reason}"), [rule.requires]
    for reaction in specification.reactions:
        yield reaction.id, Place(reaction.id, reaction.summary), [reaction.when, reaction.steps]
    for timer in specification.timers:
        yield timer.id, Place(timer.id, timer.summary), [timer.at, timer.when, timer.steps]
    for schedule in specification.schedules:
        yield schedule.id, Place(schedule.id, schedule.summary), [schedule.steps]


def _expressions(node: Any) -> Iterator[b.Expression]:
    """The expressions in a node, itself first, without the words of notifications."""
    if isinstance(node, tuple | list):
        for item in node:
            yield from _expressions(item)
    elif isinstance(node, b.Frozen):
        if hasattr(node, "op"):
            yield node  # type: ignore[misc]
        for name in type(node).model_fields:
            if name not in _LEFT_ALONE:
                yield from _expressions(getattr(node, name))


def _wholes(node: Any) -> Iterator[b.Expression]:
    """The expressions in statements that are no part of another one."""
    if isinstance(node, tuple | list):
        for item in node:
            yield from _wholes(item)
    elif isinstance(node, b.Frozen) and hasattr(node, "op"):
        yield node  # type: ignore[misc]
    elif isinstance(node, b.Frozen):
        for name in type(node).model_fields:
            if name not in _LEFT_ALONE:
                yield from _wholes(getattr(node, name))


def _notes(node: Any) -> Iterator[b.Notify]:
    if isinstance(node, tuple | list):
        for item in node:
            yield from _notes(item)
    elif isinstance(node, b.Notify):
        yield node
    elif isinstance(node, b.Each | b.When):
        yield from _notes([getattr(node, name, ()) for name in ("steps", "then", "otherwise")])


def literals(specification: b.Specification) -> list[b.Literally]:
    """The numbers that stand in the rules."""
    nodes = (node for _, _, roots in _roots(specification) for node in _expressions(roots))
    return [
        node
        for node in nodes
        if isinstance(node, b.Literally)
        and node.value is not None
        and (node.type.is_number or node.type.kind == "duration")
    ]
