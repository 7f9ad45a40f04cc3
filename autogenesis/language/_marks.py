"""Owns marks: how a draft and its parts stood at one moment, so that what was tried can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

State = dict[str, object]
"""The attributes of an object, with its containers copied; what they hold is never changed in place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a draft and its parts stood."""

    own: State
    parts: list[tuple[object, State]]


@dataclass(slots=True)
class Marks:
    """The marks of one draft: a part is copied anew only where it no longer stands as it was copied last.

    There is a mark for every clause that is tried, and hardly any clause changes more than a part or two.
    """

    _last: dict[int, tuple[object, State]] = field(default_factory=dict)
    """By identity; the part is held too, so that no other can come by its number."""

    def at(self, own: State, parts: Iterable[object]) -> Mark:
        """Where everything stands now; `own` are the draft's attributes."""
        return Mark(_copy(own), [(part, self._state(part)) for part in parts])

    def _state(self, part: object) -> State:
        known = self._last.get(id(part))
        if known is None or not _same(known[1], vars(part)):
            known = self._last[id(part)] = (part, _copy(vars(part)))
        return known[1]


def restore(mark: Mark, own: State) -> None:
    """Everything as it stood at the mark."""
    own.update(_copy(mark.own))
    for part, state in mark.parts:
        if not _same(state, vars(part)):
            vars(part).update(_copy(state))


def _copy(state: State) -> State:
    return {name: value.copy() if isinstance(value, dict | list | set) else value for name, value in state.items()}


def _same(kept: State, now: State) -> bool:
    """Whether nothing changed, the order of what is kept by name included."""
    return kept == now and all(list(value) == list(now[name]) for name, value in kept.items() if type(value) is dict)  # type: ignore[call-overload]
