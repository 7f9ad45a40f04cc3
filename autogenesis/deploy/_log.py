"""What the processes of a deployment say, kept in a file that begins anew before it grows too large."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

LARGEST, KEPT = 5_000_000, 4
_LONGEST_LINE = 4000


class Log:
    """Lines with their moment and whoever said them. Where the disk is full they are lost, and `lost` says so."""

    def __init__(self, file: Path, *, largest: int = LARGEST, kept: int = KEPT) -> None:
        self._handler = _Handler(file, maxBytes=largest, backupCount=kept, encoding="utf-8", delay=True)
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S"))

    @property
    def lost(self) -> str:
        """Why the last line could not be written; empty where it was."""
        return self._handler.lost

    def say(self, who: str, text: str) -> None:
        """Add what somebody said."""
        for line in text.splitlines():
            shown = "".join(c if c.isprintable() or c == "\t" else "�" for c in line[:_LONGEST_LINE])
            self._handler.emit(logging.LogRecord(who, logging.INFO, "", 0, "%s", (shown,), None))

    def close(self) -> None:
        """Let go of the file."""
        self._handler.close()


class _Handler(RotatingFileHandler):
    lost = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.lost = ""
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        import sys

        self.lost = str(sys.exc_info()[1])


def tail(file: Path, lines: int) -> list[str]:
    """The last lines that were said, across the files that were begun before."""
    found: list[str] = []
    for part in _newest_first(file):
        if len(found) >= lines:
            break
        found = part.read_text(encoding="utf-8", errors="replace").splitlines() + found
    return found[-lines:] if lines else []


def _newest_first(file: Path) -> Iterator[Path]:
    for path in (file, *(file.with_name(f"{file.name}.{number}") for number in range(1, KEPT + 1))):
        if path.is_file():
            yield path
