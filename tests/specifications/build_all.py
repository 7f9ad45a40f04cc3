"""Builds texts one after the other with the clock turned: ``build_all DAYS OUT TEXT…``."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from autogenesis.cli import main
from autogenesis.core import SystemClock


def turn_clock(days: int) -> None:
    """Let the house believe that it is another day."""
    real, seconds = time.time, days * 86_400.0
    time.time = lambda: real() + seconds
    SystemClock.now = lambda self: datetime.now(UTC) + timedelta(days=days)  # type: ignore[method-assign]


if __name__ == "__main__":
    turn_clock(int(sys.argv[1]))
    out = Path(sys.argv[2])
    for text in sys.argv[3:]:
        code = main(["new", text, "--no-tests", "--out", str(out / "out"), "--set", f"home={out / 'home'}"])
        print(Path(text).stem, code)
