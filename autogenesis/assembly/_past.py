"""States by the steps that led to them: what was done once, from the beginning, is not done again."""

from __future__ import annotations

from collections.abc import Callable

import blueprints as b
from autogenesis.assembly._oracle import Machine, OracleError
from autogenesis.assembly._witness import Plot

_MOST = 4000
"""How many states are kept at most; then all are forgotten."""
_BREAKS = (OracleError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What comes of steps that make no sense."""


class Past:
    """Everything that was tried from one beginning."""

    def __init__(self, fresh: Callable[[], Plot]) -> None:
        self._fresh = fresh
        self._known = 0
        self._beginning: State | None = None

    @property
    def beginning(self) -> State:
        """Where nothing has happened yet."""
        if self._beginning is None or self._known >= _MOST:
            self._beginning, self._known = State(self, self._fresh(), []), 0
        return self._beginning

    def count(self) -> None:
        """One more state is kept."""
        self._known += 1


class State:
    """A plot that nobody changes, and the ids of the rows that its last step made, in order."""

    def __init__(self, past: Past, plot: Plot, made: list[str]) -> None:
        self._past, self.plot, self.made = past, plot, made
        self._next: dict[str, State | str | None] = {}

    def then(self, step: b.CallStep | b.ClockStep) -> State | None:
        """The state after one more step; None where that is refused."""
        following = self.what_of(step)
        return following if isinstance(following, State) else None

    def what_of(self, step: b.CallStep | b.ClockStep) -> State | str | None:
        """The state after one more step, or the rule that refuses it; None where it makes no sense."""
        key = f"{step.operation} {step.role} {step.by} {step.input}" if isinstance(step, b.CallStep) else step.to
        if key not in self._next:
            self._past.count()
            self._next[key] = self._after(step)
        return self._next[key]

    def _after(self, step: b.CallStep | b.ClockStep) -> State | str | None:
        plot, before = self.plot.fork(), _ids(self.plot.machine)
        try:
            if isinstance(step, b.ClockStep):
                plot.machine.clock(step.to)
                plot.steps.append(step)
            else:
                refused = plot.attempt(step.model_copy(update={"result": None})).refused
                if refused is not None:
                    return refused
        except _BREAKS:
            return None
        return State(self._past, plot, [id for id in _ids(plot.machine) if id not in before])


def _ids(machine: Machine) -> dict[str, None]:
    return {id: None for rows in machine.world.tables.values() for id in rows}
