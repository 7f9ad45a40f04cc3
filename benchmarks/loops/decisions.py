"""Keeps what the guard decides on development windows, or tells where it decides otherwise than what was kept:
python -m benchmarks.loops.decisions FILE

For changes that are to make the guard quicker and nothing else.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from benchmarks.loops.fit import AUTHORS
from loopguard import GuardLimits, LoopGuard, Window, observations

EACH: Final = 200
SEED: Final = 21
LIMITS: Final = GuardLimits(max_hops=10**9, max_seconds=1e12)


def windows() -> list[Window]:
    """Some windows of each author."""
    return [window for of in AUTHORS.values() for window in of(EACH, SEED)]


def decided(window: Window) -> list[str]:
    """Each decision but those that let a message pass, whatever was decided before."""
    guard = LoopGuard(LIMITS)
    decisions = (guard.observe(each) for each in observations(window.lines))
    return [f"{count} {each!r}" for count, each in enumerate(decisions, start=1) if not each.allowed]


def main(file: Path) -> int:
    """0 where all is as it was, or nothing was kept yet."""
    now = {window.id + str(number): decided(window) for number, window in enumerate(windows())}
    if not file.exists():
        file.write_text(json.dumps(now, indent=0), encoding="utf-8")
        return 0
    before = json.loads(file.read_text(encoding="utf-8"))
    other = [id for id in now if now[id] != before.get(id)]
    for id in other:
        print(id, before.get(id), now[id], sep="\n  ")
    print(f"{len(other)} of {len(now)} windows are decided otherwise")
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
