"""Finds conversations that go in circles, and says how to get out of them."""

from loopguard._guard import LoopGuard
from loopguard._interceptor import GuardInterceptor
from loopguard._observation import GuardLimits, Observation
from loopguard._scoring import Line, Rule, Scores, Window, guarded, read_windows, score

__all__ = [
    "GuardInterceptor",
    "GuardLimits",
    "Line",
    "LoopGuard",
    "Observation",
    "Rule",
    "Scores",
    "Window",
    "guarded",
    "read_windows",
    "score",
]
