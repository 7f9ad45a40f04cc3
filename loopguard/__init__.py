"""Finds conversations that go in circles, and says how to get out of them."""

from loopguard._guard import LoopGuard
from loopguard._interceptor import GuardInterceptor
from loopguard._observation import GuardLimits, Observation

__all__ = ["GuardInterceptor", "GuardLimits", "LoopGuard", "Observation"]
