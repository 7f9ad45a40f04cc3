"""Shorter stories: only the steps that the last one depends on, with the ids that rows then get."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import blueprints as b
from autogenesis.assembly._oracle import Machine, OracleError
from autogenesis.assembly._witness import Plot

_FEW = 8
_MOST_TRIALS = 24
Steps = list[b.CallStep | b.ClockStep]
Holds = Callable[[Plot, b.CallStep | None], bool]
"""Whether a shorter plot, and the step after it, still show what the longer ones did."""


def shortened(plot: Plot, step: b.CallStep | None, fresh: Callable[[], Plot], holds: Holds) -> tuple[Plot, Any]:
    """The plot and step with as few steps before as are found to be enough; the same ones where none are."""
    made = _made(plot.steps, fresh)
    for wanted in _selections(plot.steps, step, made):
        if len(wanted) == len(plot.steps):
            break
        found = _replayed([plot.steps[place] for place in wanted], [made[place] for place in wanted], step, fresh)
        if found is not None and holds(*found):
            return _pruned(*found, fresh, holds)
    return _pruned(plot, step, fresh, holds)


def _pruned(
    plot: Plot, step: b.CallStep | None, fresh: Callable[[], Plot], holds: Holds
) -> tuple[Plot, b.CallStep | None]:
    """Without the steps that can be left out, where there are many: first many at once, then fewer."""
    if len(plot.steps) <= _FEW:
        return plot, step
    made, size, trials = _made(plot.steps, fresh), len(plot.steps) // 2, _MOST_TRIALS
    while size >= 1 and len(plot.steps) > _FEW:
        end = len(plot.steps)
        while end > 0 and trials > 0:
            trials -= 1
            kept = [number for number in range(len(plot.steps)) if not end - size <= number < end]
            found = _replayed([plot.steps[each] for each in kept], [made[each] for each in kept], step, fresh)
            if found is not None and holds(*found):
                (plot, step), made = found, _made(found[0].steps, fresh)
            end -= size
        size //= 2
    return plot, step


def _made(steps: Steps, fresh: Callable[[], Plot]) -> list[list[str]]:
    """The ids of the rows that each step gives rise to, in order."""
    plot, made = fresh(), []
    for step in steps:
        before = _ids(plot.machine)
        _take(plot, step)
        made.append([id for id in _ids(plot.machine) if id not in before])
    return made


def _selections(steps: Steps, step: b.CallStep | None, made: list[list[str]]) -> Iterator[list[int]]:
    """Which steps to keep: those that make what is needed; also those that touch it; with and without waiting."""
    last = len(steps) if step is not None else len(steps) - 1
    goal = step if step is not None else steps[-1] if steps else None
    for touching in (False, True):
        for waiting in (False, True):
            needed = _mentioned(goal, made) if isinstance(goal, b.CallStep) else {id for ids in made for id in ids}
            kept = [] if step is not None else [len(steps) - 1]
            for place in range(last - 1, -1, -1):
                one = steps[place]
                if isinstance(one, b.ClockStep):
                    kept += [place] if waiting else []
                elif needed & set(made[place]) or (touching and needed & _mentioned(one, made)):
                    kept.append(place)
                    needed |= _mentioned(one, made)
            yield sorted(kept)


def _replayed(
    steps: Steps, made: list[list[str]], last: b.CallStep | None, fresh: Callable[[], Plot]
) -> tuple[Plot, b.CallStep | None] | None:
    plot, renamed = fresh(), dict[str, str]()
    for step, old in zip(steps, made, strict=True):
        before = _ids(plot.machine)
        if not _take(plot, _renamed(step, renamed)):
            return None
        fresh_ids = [id for id in _ids(plot.machine) if id not in before]
        renamed.update(zip(old, fresh_ids, strict=False))
    final = None if last is None else _renamed(last, renamed)
    return plot, final if isinstance(final, b.CallStep) else None


def _take(plot: Plot, step: b.CallStep | b.ClockStep) -> bool:
    try:
        if isinstance(step, b.CallStep):
            return plot.attempt(step.model_copy(update={"result": None})).refused is None
        plot.machine.clock(step.to)
    except (OracleError, OverflowError):
        return False
    plot.steps.append(step)
    return True


def _ids(machine: Machine) -> dict[str, None]:
    return {id: None for rows in machine.world.tables.values() for id in rows}


def _mentioned(step: b.CallStep | b.ClockStep | None, made: list[list[str]]) -> set[str]:
    if not isinstance(step, b.CallStep):
        return set()
    known = {id for ids in made for id in ids}
    texts = [*_texts(step.input), step.by]
    return {text for text in texts if text in known}


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in values for text in _texts(item)]


def _renamed(step: b.CallStep | b.ClockStep, names: dict[str, str]) -> b.CallStep | b.ClockStep:
    if not isinstance(step, b.CallStep):
        return step

    def rename(value: Any) -> Any:
        if isinstance(value, str):
            return names.get(value, value)
        if isinstance(value, list):
            return [rename(item) for item in value]
        return value

    given = {name: rename(value) for name, value in step.input.items()}
    return step.model_copy(update={"input": given, "by": rename(step.by), "result": None})
