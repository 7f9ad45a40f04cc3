"""The scenarios that a package's demo plays: the usual course, what rules refuse, and what happens by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import blueprints as b
from autogenesis.assembly._oracle import OracleError, Performer, run_scenario
from autogenesis.assembly._telling import Step, iso
from autogenesis.assembly._witness import START, Plot, Search

_MOST_STEPS = 14
_MOST_OF_A_SHORT_ONE = 10
_MOST_INPUTS = 24
_BUDGET = 4000


def demo_scenarios(specification: b.Specification, found: Search, perform: Performer | None) -> list[b.Scenario]:
    """One to three scenarios for people to watch, each confirmed by the oracle; `found` holds what was searched."""
    course = Course(specification, perform)
    plot = course.run()
    refused = course.refusal(plot)
    told: list[tuple[str, list[Step]]] = []
    if plot.steps:
        told.append(("The usual course", [*plot.steps, *([refused] if refused else []), *course.later(plot)]))
    shown = {refused.refused} if refused else set()
    told.extend(_more_refusals(specification, found, shown))
    told.extend(_more_firings(specification, found, plot))
    scenarios = []
    for number, (title, steps) in enumerate(told[:3], start=1):
        scenario = b.Scenario(id=f"demo.{number}", title=title, start=START, steps=tuple(steps))
        try:
            observed = run_scenario(specification, scenario, perform=perform)
        except OracleError:
            continue
        if not observed.failures:
            scenarios.append(scenario)
    return scenarios


class Course:
    """The usual course of things: what the text speaks of, in its order, and what must be there for it."""

    def __init__(self, specification: b.Specification, perform: Performer | None) -> None:
        self._specification = specification
        self._search = Search(specification, perform, _BUDGET, usual=True)
        self._adders = {item.entity: item for item in self._search.commands if item.kind == "create"}

    def run(self) -> Plot:
        """As many of the operations as can be shown in a few steps; those that bar the way to others come last."""
        plot = self._search.fresh()
        waiting = [item for item in self._search.commands if item.spans or item.kind != "create"]
        waiting = waiting or list(self._search.commands)
        for barring in (False, False, True):
            for operation in list(waiting):
                here = self._reached(plot, operation)
                if here is None or len(here.steps) > _MOST_STEPS:
                    continue
                others = [item for item in waiting if item is not operation]
                if barring or not self._bars(plot, here, others):
                    waiting.remove(operation)
                    plot = here
        return plot

    def _bars(self, before: Plot, after: Plot, others: list[b.Operation]) -> bool:
        """Whether one of the others could be done before and cannot be done any more."""
        return any(
            self._search.take(before.fork(), item) and not self._search.take(after.fork(), item) for item in others
        )

    def _reached(self, plot: Plot, operation: b.Operation) -> Plot | None:
        """The plot gone on until the operation is done, by way of one other where need be."""
        here = plot.fork()
        if self._provide(here, operation, ()) and (done := self._liveliest(here, operation)) is not None:
            return done
        for other in self._search.commands if plot.steps else ():
            by_way = here.fork()
            if other is not operation and self._search.take(by_way, other) and self._search.take(by_way, operation):
                return by_way
        return None

    def _liveliest(self, plot: Plot, operation: b.Operation) -> Plot | None:
        """The operation done with the inputs to which most agents answer."""
        best: Plot | None = None
        for step in islice(self._search.steps_for(plot, operation), _MOST_INPUTS):
            here = plot.fork()
            try:
                refused = here.attempt(step).refused
            except (OracleError, OverflowError):
                continue
            if refused is None and (best is None or len(here.machine.did) > len(best.machine.did)):
                best = here
        return best

    def _provide(self, plot: Plot, operation: b.Operation, asked: tuple[str, ...]) -> bool:
        """See to it that there is a row for every reference that the operation needs."""
        for item in operation.inputs:
            kind = item.type.item or item.type
            if kind.kind != "reference" or not kind.entity or not item.required or kind.deferred:
                continue
            adder = self._adders.get(kind.entity)
            if plot.machine.world.rows(kind.entity):
                continue
            if adder is None or adder.id in asked or not self._provide(plot, adder, (*asked, adder.id)):
                return False
            if not self._search.take(plot, adder):
                return False
        return True

    def refusal(self, plot: Plot) -> b.CallStep | None:
        """A call that a rule of the text refuses in this state."""
        rules = {guard.id for item in self._search.commands for guard in item.guards if guard.spans}
        rules |= {rule.id for entity in self._specification.entities for rule in entity.invariants if rule.spans}
        for operation in self._search.commands:
            for step in islice(self._search.steps_for(plot, operation), 24):
                try:
                    reply = plot.fork().attempt(step)
                except (OracleError, OverflowError):
                    continue
                if reply.refused in rules:
                    return step.model_copy(update={"refused": reply.refused})
        return None

    def later(self, plot: Plot) -> list[Step]:
        """Time passing until somebody is told something by itself, or until something else happens by itself."""
        here, acted = plot.fork(), None
        for _ in range(12):
            moments = [here.machine.due(item.id) for item in self._specification.schedules]
            timed = here.machine.next_moment()
            moment = min([*moments, *([timed] if timed else [])], default=None)
            if moment is None or (moment - plot.machine.world.now).days > 400:
                break
            notes, deeds = len(here.machine.notes), len(here.machine.did)
            try:
                here.machine.clock(moment.isoformat())
            except (OracleError, OverflowError):
                break
            if len(here.machine.did) > deeds:
                acted = acted or b.ClockStep(to=iso(moment))
            if len(here.machine.notes) > notes:
                return [b.ClockStep(to=iso(moment))]
        return [acted] if acted else []


def _more_refusals(
    specification: b.Specification, found: Search, shown: set[str | None]
) -> Iterator[tuple[str, list[Step]]]:
    """Another rule of the text that refuses something."""
    guards = [guard for item in specification.operations for guard in item.guards]
    guards += [guard for entity in specification.entities for guard in entity.invariants]
    for guard in guards:
        if guard.spans and guard.id in found.refusals and guard.id not in shown:
            plot, step = found.refusals[guard.id]
            if len(plot.steps) <= _MOST_OF_A_SHORT_ONE:
                yield "What a rule refuses", [*plot.steps, step.model_copy(update={"refused": guard.id})]
                return


def _more_firings(specification: b.Specification, found: Search, plot: Plot) -> Iterator[tuple[str, list[Step]]]:
    """A timer or an answer of another agent that the usual course did not show, and that tells somebody something."""
    for element in (*specification.timers, *specification.reactions):
        after = found.after.get(element.id)
        if element.id in plot.machine.did or after is None or not after.machine.notes:
            continue
        if len(after.steps) <= _MOST_OF_A_SHORT_ONE:
            yield "What happens by itself", list(after.steps)
            return
