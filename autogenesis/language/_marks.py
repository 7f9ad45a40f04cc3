"""Owns marks: how a draft and its parts stood at one moment, so that what was tried can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import is_

State = dict[str, object]
_PLAIN = frozenset({str, int, float, bool, set, frozenset})


@dataclass(frozen=True, slots=True)
class Kept:
    """The attributes of an object, its containers copied: what they hold is never changed in place."""

    state: State

    def holds(self, now: State) -> bool:
        """Whether nothing has changed: the same things in the same order, and not only equal ones."""
        if len(self.state) != len(now):
            return False
        for name, kept in self.state.items():
            if kept is (value := now[name]) or (not kept and not value and type(kept) is type(value)):
                continue  # most parts of most things are empty
            if not _same(kept, value):
                return False
        return True

    def put_back(self, now: State) -> None:
        """Everything as it was."""
        now.update(_copied(self.state))


def _same(one: object, other: object) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return len(one) == len(other) and list(one) == list(other) and all(map(is_, one.values(), other.values()))
    return type(one) in _PLAIN and one == other


@dataclass(frozen=True, slots=True)
class Mark:
    """How a draft and its parts stood."""

    own: Kept
    parts: list[tuple[object, Kept]]


@dataclass(slots=True)
class Marks:
    """The marks of one draft: a part is copied anew only where it no longer stands as it was copied last.

    There is a mark for every clause that is tried, and hardly any clause changes more than a part or two.
    """

    _last: dict[int, tuple[object, Kept]] = field(default_factory=dict)
    """By identity; the part is held too, so that no other can come by its number."""

    def at(self, own: State, parts: Iterable[object]) -> Mark:
        """Where everything stands now; `own` are the draft's attributes."""
        return Mark(Kept(_copied(own)), [self._part(part) for part in parts])

    def _part(self, part: object) -> tuple[object, Kept]:
        known = self._last.get(id(part))
        if known is None or not known[1].holds(vars(part)):
            known = self._last[id(part)] = (part, Kept(_copied(vars(part))))
        return known


def restore(mark: Mark, own: State) -> None:
    """Everything as it stood at the mark."""
    mark.own.put_back(own)
    for part, kept in mark.parts:
        if not kept.holds(vars(part)):
            kept.put_back(vars(part))


def _copied(state: State) -> State:
    return {name: value.copy() if isinstance(value, dict | list | set) else value for name, value in state.items()}
