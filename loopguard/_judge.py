"""Weighs the signals of a conversation: how much likelier than work it is that it goes round.

The weights are trees that `benchmarks/loops/fit.py` grew on the windows of all development authors.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Sequence
from importlib import resources
from types import CodeType, FunctionType
from typing import Final

from pydantic import BaseModel, ConfigDict

from loopguard._signals import signal_names


class Weights(BaseModel):
    """Trees of a few questions in a row; a question is a signal's name and the most for its first answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sure: float
    """Log odds from which on it is a loop."""
    likely: float
    """Log odds from which on it is one if a cycle of like messages says so too."""
    questions: list[list[tuple[str, int]]]
    """Of each tree: the first question, the two second ones, the four third ones, and so on."""
    leaves: list[list[float]]
    """Of each tree: what its ends add to the log odds."""


Judge = Callable[[Sequence[int]], float]
"""How much likelier a loop is than work, as a logarithm, by the signals; 0 is even."""


def judge_of(weights: Weights) -> Judge:
    """The sum of all trees. As one expression, composed as a syntax tree, it takes a fifth of the time that walking
    them takes, and the processor's cache is not filled with them."""
    total: ast.expr = ast.Constant(0.0)
    for questions, leaves in zip(weights.questions, weights.leaves, strict=True):
        total = ast.BinOp(total, ast.Add(), _expression(questions, leaves))
    given = ast.arguments(posonlyargs=[], args=[ast.arg("s")], kwonlyargs=[], kw_defaults=[], defaults=[])
    code = compile(ast.fix_missing_locations(ast.Expression(ast.Lambda(given, total))), "weights.json", "eval")
    return FunctionType(next(each for each in code.co_consts if isinstance(each, CodeType)), {})


def _expression(questions: list[tuple[str, int]], leaves: list[float], place: int = 0) -> ast.expr:
    """A tree, or what is below one of its questions."""
    if place >= len(questions):
        return ast.Constant(leaves[place - len(questions)])
    name, most = questions[place]
    low, high = (_expression(questions, leaves, 2 * place + side) for side in (1, 2))
    signal = ast.Subscript(ast.Name("s", ast.Load()), ast.Constant(signal_names.index(name)), ast.Load())
    return ast.IfExp(ast.Compare(signal, [ast.LtE()], [ast.Constant(most)]), low, high)


WEIGHTS: Final = Weights.model_validate(
    json.loads(resources.files("loopguard").joinpath("weights.json").read_text("utf-8"))
)
log_odds: Final = judge_of(WEIGHTS)
