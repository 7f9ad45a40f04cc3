"""Weighs the signals of a conversation: how much likelier than work it is that it goes round.

The weights are trees that `benchmarks/loops/fit.py` grew on the training and the development windows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from typing import Final

from pydantic import BaseModel, ConfigDict

from loopguard._signals import signal_names

_Leaves = tuple[int, float, float, float]
_Branch = tuple[int, float, _Leaves, _Leaves]
_Tree = tuple[int, float, _Branch, _Branch]


class Weights(BaseModel):
    """Trees of three questions in a row; a question is a signal's name and the most for its first answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sure: float
    """Log odds from which on it is a loop."""
    likely: float
    """Log odds from which on it is one if a cycle of like messages says so too."""
    unlikely: float
    """Log odds from which on it is one if a cycle of the very same messages says so."""
    questions: list[list[tuple[str, float]]]
    """Of each tree: the first question, the two second ones, the four third ones."""
    leaves: list[list[float]]
    """Of each tree: what its eight ends add to the log odds."""


def log_odds(signals: Sequence[float]) -> float:
    """How much likelier a loop is than work, as a logarithm; 0 is even."""
    total = 0.0
    for feature, most, low, high in _TREES:
        feature, most, left, right = low if signals[feature] <= most else high
        feature, most, less, more = left if signals[feature] <= most else right
        total += less if signals[feature] <= most else more
    return total


def _tree(questions: list[tuple[str, float]], leaves: list[float]) -> _Tree:
    asked = [(signal_names.index(name), most) for name, most in questions]
    last: list[_Leaves] = [(*asked[3 + n], leaves[2 * n], leaves[2 * n + 1]) for n in range(4)]
    return *asked[0], (*asked[1], last[0], last[1]), (*asked[2], last[2], last[3])


_WEIGHTS: Final = Weights.model_validate(
    json.loads(resources.files("loopguard").joinpath("weights.json").read_text("utf-8"))
)
_TREES: Final = tuple(map(_tree, _WEIGHTS.questions, _WEIGHTS.leaves))
SURE: Final = _WEIGHTS.sure
LIKELY: Final = _WEIGHTS.likely
UNLIKELY: Final = _WEIGHTS.unlikely
