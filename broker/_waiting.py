"""Who waits for whom: the wait-for graph of the handlers in one process, and whether a circle has closed in it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from broker._queue import Hop, Lane

AnyOf = Callable[[], Collection[Lane]]
"""The lanes of which one must go on before whoever waits can."""
_Waits = list[tuple[Lane, AnyOf]]


class WaitGraph:
    """A lane waits while its handler asks for a reply, or for room in a queue. It can go on as soon as one of those
    that it waits for can; a lane that does not wait can. A handler that waits for several things at once is taken to
    need all of them."""

    def __init__(self) -> None:
        self._noted: dict[object, tuple[Hop, AnyOf]] = {}

    def begin(self, key: object, hop: Hop, any_of: AnyOf) -> tuple[Lane, ...]:
        """Note under `key` that the handler waits. Where it would for ever, the circle from its lane on; else ()."""
        self._noted[key] = hop, any_of
        waits = [(one.lane, wanted) for one, wanted in self._noted.values() if not one.settled]
        waiting = {lane for lane, _ in waits}
        wanted = any_of()
        if not wanted or not waiting.issuperset(wanted):  # somebody whom it waits for is at work
            return ()
        return _circle(hop.lane, waits) if hop.lane in _stuck(waits, waiting) else ()

    def end(self, key: object) -> None:
        """Forget what was noted under `key`, if anything was."""
        self._noted.pop(key, None)


def _stuck(waits: _Waits, waiting: set[Lane]) -> set[Lane]:
    """The waiting lanes of which none will ever go on."""
    while True:
        held = {lane for lane, any_of in waits if lane in waiting and (wanted := any_of()) and waiting >= {*wanted}}
        if held == waiting:
            return held
        waiting = held


def _circle(lane: Lane, waits: _Waits) -> tuple[Lane, ...]:
    found: dict[Lane, None] = {}
    while lane not in found:
        found[lane] = None
        lane = next(min(any_of(), key=str) for one, any_of in waits if one == lane)
    return tuple(found)
