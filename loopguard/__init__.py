"""Finds conversations that go in circles, and says how to get out of them."""

from loopguard._guard import LoopGuard
from loopguard._interceptor import GuardInterceptor, observation_of
from loopguard._judge import Judge, Weights, judge_of
from loopguard._observation import GuardLimits, Observation
from loopguard._scoring import Label, Line, Rule, Scores, Window, observations, read_windows, score, signals_of
from loopguard._signals import signal_names

__all__ = [
    "GuardInterceptor",
    "GuardLimits",
    "Judge",
    "Label",
    "Line",
    "LoopGuard",
    "Observation",
    "Rule",
    "Scores",
    "Weights",
    "Window",
    "judge_of",
    "observation_of",
    "observations",
    "read_windows",
    "score",
    "signal_names",
    "signals_of",
]
