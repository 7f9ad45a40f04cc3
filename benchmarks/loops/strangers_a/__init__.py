"""Windows by a stranger to the guard: terse logs and chatty agents' talk from many trades, labelled by construction.

A quarter are loops, each with the message at which its loop begins; the rest is work that only looks like one.
"""

from benchmarks.loops.strangers_a._make import kinds, runs, windows

__all__ = ["kinds", "runs", "windows"]
