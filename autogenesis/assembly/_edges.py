"""Where rules begin to refuse: the values and moments on both sides of the edge, found by halving."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import blueprints as b
from autogenesis.assembly._oracle import OracleError, Reply
from autogenesis.assembly._witness import Plot, Search

Steps = Sequence[b.CallStep | b.ClockStep]
_DAYS = (1, 8, 40, 400, 2200)
_BUDGET = 900
_COMPARES = re.compile(r'"relation":"[<>]')


@dataclass(frozen=True)
class Edge:
    """Two plots with the steps to be taken then, one as near to the other as can be: `rule` refuses only one of
    them. `about` says what differs."""

    operation: str
    rule: str
    about: str
    refused: tuple[Plot, b.CallStep]
    accepted: tuple[Plot, b.CallStep]


class Edges:
    """Looks for the edges of the rules that a search saw refuse."""

    def __init__(self, search: Search) -> None:
        self._search, self._budget = search, _BUDGET
        self._types = {
            (item.name, parameter.name): parameter.type
            for item in search.specification.operations
            for parameter in item.inputs
        }

    def found(self) -> Iterator[Edge]:
        """The edges in inputs and in time of the rules that compare sizes, where there are any."""
        rules = {guard.id: guard for item in self._search.commands for guard in item.guards}
        rules.update({rule.id: rule for item in self._search.specification.entities for rule in item.invariants})
        sized = {rule for rule, guard in rules.items() if _COMPARES.search(guard.requires.model_dump_json())}
        for rule, (plot, step) in self._search.refusals.items():
            if rule in sized:
                yield from self._in_values(rule, plot, step)
        for rule, (plot, step) in self._search.refusals.items():
            if rule in sized:
                yield from self._in_time(plot, step)
        for operation in self._search.commands:
            if operation.id in self._search.done and sized & {guard.id for guard in operation.guards}:
                plot, step = self._search.done[operation.id]
                waits = [place for place, each in enumerate(plot.steps) if isinstance(each, b.ClockStep)]
                sooner = [each for place, each in enumerate(plot.steps) if place not in waits[-1:]]
                before = self._replayed(sooner) if waits else plot
                yield from self._in_time(before, step) if before is not None else ()

    def stretched(self) -> None:
        """Look for refusals that nothing has led to, by making the numbers of found stories larger and smaller."""
        for operation in self._search.commands:
            unseen = {guard.id for guard in operation.guards} - self._search.refusals.keys()
            starts = [*self._search.after.values(), *(plot for plot, _ in self._search.done.values())]
            unseen = {guard.id for guard in operation.guards if guard.id in unseen and guard.spans}
            for plot in starts if unseen else ():
                for place, name in _numbers(plot.steps, self._types):
                    for value in self._others(plot.steps[place], name):
                        here = self._replayed(plot.steps, place, name, value)
                        if here is not None:
                            self._try(here, operation, unseen)
                if not unseen:
                    break

    def _try(self, plot: Plot, operation: b.Operation, unseen: set[str]) -> None:
        for number, step in enumerate(self._search.steps_for(plot, operation)):
            reply = self._reply(plot.fork(), step)
            if number > 1 or reply is None:
                return
            if reply.refused in unseen:
                self._search.refusals[reply.refused] = (plot, step)
                unseen.discard(reply.refused)

    def _in_values(self, rule: str, plot: Plot, step: b.CallStep) -> Iterator[Edge]:
        """The edge in a number or a date that was given on the way."""
        steps = [*plot.steps, step]
        for place, name in _numbers(steps, self._types):
            if place == len(plot.steps) and name in self._search.candidates.bounds:
                continue  # asked for where bounds of inputs are

            def verdict(value: Any, place: int = place, name: str = name) -> tuple[str | None, Plot, b.CallStep] | None:
                changed = steps[place].model_copy(update={"input": {**_input(steps[place]), name: value}})
                if place == len(plot.steps):
                    assert isinstance(changed, b.CallStep)
                    before, last = plot.fork(), changed
                else:
                    found = self._replayed(plot.steps, place, name, value)
                    if found is None:
                        return None
                    before, last = found, step
                reply = self._reply(before.fork(), last)
                return None if reply is None else (reply.refused, before, last)

            given = _input(steps[place])[name]
            for other in self._others(steps[place], name):
                edge = self._halved(rule, given, other, verdict)
                if edge is not None:
                    where = "" if place == len(plot.steps) else f" in {_operation(steps[place])}"
                    yield Edge(step.operation, rule, f"{name.replace('_', ' ')}{where}", *edge)
                    break

    def _in_time(self, plot: Plot, step: b.CallStep) -> Iterator[Edge]:
        """The edge in the time that passes before the step: from then on, or until then, it is refused."""

        def verdict(minutes: Any) -> tuple[str | None, Plot, b.CallStep] | None:
            here = plot.fork()
            if minutes:
                to = (here.machine.world.now + timedelta(minutes=minutes)).isoformat()[:16]
                try:
                    here.machine.clock(to)
                except (OracleError, OverflowError):
                    return None
                here.steps.append(b.ClockStep(to=to))
            reply = self._reply(here.fork(), step)
            return None if reply is None else (reply.refused, here, step)

        first = verdict(0)
        for days in _DAYS if first is not None else ():
            found = verdict(days * 24 * 60)
            if found is None or first is None:
                return
            if (found[0] is None) != (first[0] is None):
                sides = (0, days * 24 * 60) if first[0] else (days * 24 * 60, 0)
                rule = str(first[0] or found[0])
                edge = self._halved(rule, *sides, verdict)
                if edge is not None and rule.startswith("guard."):
                    yield Edge(step.operation, rule, "time", *edge)
                return

    def _halved(
        self,
        rule: str,
        refused: Any,
        accepted: Any,
        verdict: Callable[[Any], tuple[str | None, Plot, b.CallStep] | None],
    ) -> tuple[tuple[Plot, b.CallStep], tuple[Plot, b.CallStep]] | None:
        """Both sides of the edge between a value that is refused and one that may be accepted."""
        low, high = verdict(refused), verdict(accepted)
        if low is None or high is None or low[0] != rule or high[0] is not None:
            return None
        while (middle := _between(refused, accepted)) is not None:
            found = verdict(middle)
            if found is None or found[0] not in (None, rule):
                return None
            if found[0] == rule:
                refused, low = middle, found
            else:
                accepted, high = middle, found
        return low[1:], high[1:]

    def _others(self, step: b.CallStep | b.ClockStep, name: str) -> list[Any]:
        """Values of another size to try in the place of the one given."""
        given = _input(step)[name]
        if isinstance(given, str):
            day = date.fromisoformat(given)
            return [(day + timedelta(days=days)).isoformat() for days in (-3000, -40, 40, 3000)]
        others = [0, given * 10 + 10, given + 1000]
        if self._types[_operation(step), name].kind in ("decimal", "money"):
            others = [float(value) for value in others]
        return [value for value in others if value != given]

    def _replayed(self, steps: Steps, place: int = -1, name: str = "", value: Any = None) -> Plot | None:
        """The steps taken with another value in one of them; nothing where one of them is refused then."""
        plot = self._search.fresh()
        for number, step in enumerate(steps):
            if isinstance(step, b.ClockStep):
                try:
                    plot.machine.clock(step.to)
                except (OracleError, OverflowError):
                    return None
                plot.steps.append(step)
                continue
            given = {**step.input, name: value} if number == place else step.input
            reply = self._reply(plot, step.model_copy(update={"input": given, "result": None}))
            if reply is None or reply.refused is not None:
                return None
        return plot

    def _reply(self, plot: Plot, step: b.CallStep) -> Reply | None:
        if self._budget <= 0:
            return None
        self._budget -= 1
        try:
            return plot.attempt(step)
        except (OracleError, OverflowError):
            return None


def _numbers(steps: Steps, types: dict[tuple[str, str], b.Type]) -> Iterator[tuple[int, str]]:
    """The places of numbers and dates in steps, the latest first."""
    for place in range(len(steps) - 1, -1, -1):
        for name, value in _input(steps[place]).items():
            kind = types.get((_operation(steps[place]), name))
            if kind is not None and value is not None and (kind.is_number or kind.kind == "date"):
                yield place, name


def _input(step: b.CallStep | b.ClockStep) -> dict[str, Any]:
    return step.input if isinstance(step, b.CallStep) else {}


def _operation(step: b.CallStep | b.ClockStep) -> str:
    return step.operation if isinstance(step, b.CallStep) else ""


def _between(left: Any, right: Any) -> Any:
    """A value half way; nothing where the two are neighbours."""
    if isinstance(left, str):
        first, second = date.fromisoformat(left), date.fromisoformat(right)
        return None if abs((second - first).days) <= 1 else (first + (second - first) // 2).isoformat()
    if isinstance(left, int) and isinstance(right, int):
        return None if abs(left - right) <= 1 else (left + right) // 2
    cents = round(left * 100), round(right * 100)
    return None if abs(cents[0] - cents[1]) <= 1 else sum(cents) // 2 / 100
