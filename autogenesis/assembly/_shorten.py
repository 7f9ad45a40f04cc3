"""Shorter stories: only the steps that the last one depends on, with the ids that rows then get."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import blueprints as b
from autogenesis.assembly._past import Past
from autogenesis.assembly._witness import Plot

_FEW = 8
_MOST_TRIALS = 24
Steps = list[b.CallStep | b.ClockStep]
Holds = Callable[[Plot, b.CallStep | None], bool]
"""Whether a shorter plot, and the step after it, still show what the longer ones did."""


class _Told(NamedTuple):
    """A plot, the step after it, and the ids of the rows that each step of the plot gave rise to, in order."""

    plot: Plot
    step: b.CallStep | None
    made: list[list[str]]


def shortened(plot: Plot, step: b.CallStep | None, past: Past, holds: Holds) -> tuple[Plot, Any]:
    """The plot and step with as few steps before as are found to be enough; the same ones where none are."""
    told = _Told(plot, step, _made(plot.steps, past))
    for wanted in _selections(plot.steps, step, told.made):
        if len(wanted) == len(plot.steps):
            break
        found = _with_only(wanted, told, past)
        if found is not None and holds(found.plot, found.step):
            told = found
            break
    told = _pruned(told, past, holds)
    return told.plot.fork(), told.step


def _pruned(told: _Told, past: Past, holds: Holds) -> _Told:
    """Without the steps that can be left out, where there are many: first many at once, then fewer."""
    size, trials = len(told.plot.steps) // 2, _MOST_TRIALS
    while size >= 1 and len(told.plot.steps) > _FEW:
        end = len(told.plot.steps)
        while end > 0 and trials > 0:
            trials -= 1
            kept = [number for number in range(len(told.plot.steps)) if not end - size <= number < end]
            found = _with_only(kept, told, past)
            if found is not None and holds(found.plot, found.step):
                told = found
            end -= size
        size //= 2
    return told


def _made(steps: Steps, past: Past) -> list[list[str]]:
    """The ids of the rows that each step gives rise to, in order."""
    state, made = past.beginning, list[list[str]]()
    for step in steps:
        following = state.then(step)
        made.append(following.made if following is not None else [])
        state = following or state
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


def _with_only(kept: list[int], told: _Told, past: Past) -> _Told | None:
    """The same with only some of the steps, rows going by the ids that they then get; None where one is refused."""
    state, renamed, made = past.beginning, dict[str, str](), list[list[str]]()
    for place in kept:
        following = state.then(_renamed(told.plot.steps[place], renamed))
        if following is None:
            return None
        state = following
        made.append(state.made)
        renamed.update(zip(told.made[place], state.made, strict=False))
    final = None if told.step is None else _renamed(told.step, renamed)
    return _Told(state.plot, final if isinstance(final, b.CallStep) else None, made)


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
