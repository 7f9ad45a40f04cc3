"""Moving averages of many signals at once: one integer holds them all, sixteen bits each, in fixed point."""

from __future__ import annotations

from typing import Final

FULL: Final = 255
"""What a signal is that is wholly there."""
_WIDTH: Final = 16
_POINT: Final = 7
"""An average is kept 128 times as fine as it is told."""


class Averages:
    """How so many signals are averaged; the averages themselves are plain integers, so that they are quick to keep."""

    def __init__(self, signals: int) -> None:
        self.places = tuple(1 << _WIDTH * place for place in range(signals))
        """What 1 of each signal is in the integer of a message."""
        ones = sum(self.places)
        self._size = signals * _WIDTH // 8
        self._told = ones * FULL
        self._left = tuple(ones * ((1 << _WIDTH - shift) - 1) for shift in range(_POINT + 1))
        """For each shift to the right, the bits that did not come from a neighbour."""

    def moved(self, average: int, now: int, halvings: int) -> int:
        """The averages a message later, which counts 1 / 2 ** halvings."""
        return average - (average >> halvings & self._left[halvings]) + (now << _POINT - halvings)

    def eased(self, average: int, halvings: int) -> int:
        """The averages less 1 / 2 ** halvings of them."""
        return average - (average >> halvings & self._left[halvings])

    def told(self, average: int) -> bytes:
        """Each average, from 0 to ``FULL``."""
        return (average >> _POINT & self._told).to_bytes(self._size, "little")[::2]
