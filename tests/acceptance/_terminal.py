"""A terminal to play in: runs a command behind a pseudo-terminal, types keys, and keeps what its screen shows."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Self

_SEQUENCE = re.compile(r"\x1b(?:\[(?P<numbers>[?\d;]*)(?P<letter>[A-Za-z])|[()][A-Z0-9]|[=>78HMDEc])")
_UNFINISHED = re.compile(r"\x1b(?:\[[?\d;]*|[()])?\Z")


class Terminal:
    """A vt100 of so many rows and columns, and the process that runs in it."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], *, rows: int = 30, columns: int = 80
    ) -> None:
        self.rows, self.columns = rows, columns
        self._cells = [[" "] * columns for _ in range(rows)]
        self._row = self._column = 0
        self._rest = ""
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env={**environment, "TERM": "vt100"}, close_fds=True
        )
        os.close(theirs)

    @property
    def lines(self) -> list[str]:
        """What the screen shows, without blanks at the ends of lines."""
        return ["".join(line).rstrip() for line in self._cells]

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def until(self, seen: Callable[[list[str]], object], seconds: float = 30.0) -> list[str]:
        """Wait for the screen to show something."""
        end = time.monotonic() + seconds
        while not seen(self.lines):
            if not self._read(max(0.0, end - time.monotonic())):
                raise AssertionError("the screen never showed it:\n" + "\n".join(self.lines))
        return self.lines

    def shows(self, text: str) -> list[str]:
        """Wait for a text."""
        return self.until(lambda lines: any(text in line for line in lines))

    def left(self, seconds: float = 30.0) -> int:
        """Wait for the program to end; its exit code."""
        end = time.monotonic() + seconds
        while self._process.poll() is None and self._read(max(0.0, end - time.monotonic())):
            pass
        return self._process.wait(timeout=5)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        try:
            found = os.read(self._ours, 65536)
        except OSError:  # Linux says so when the other side is closed
            return False
        self._take(found.decode(errors="replace"))
        return bool(found)

    def _take(self, text: str) -> None:
        text, self._rest = self._rest + text, ""
        if cut := _UNFINISHED.search(text):
            text, self._rest = text[: cut.start()], cut[0]
        place = 0
        while place < len(text):
            if found := _SEQUENCE.match(text, place):
                self._obey(found["letter"] or "", [int(n) for n in (found["numbers"] or "").split(";") if n.isdigit()])
                place = found.end()
            else:
                self._put(text[place])
                place += 1

    def _obey(self, letter: str, numbers: list[int]) -> None:
        first = numbers[0] if numbers else 0
        match letter:
            case "H":
                self._row, self._column = (numbers[0] - 1, numbers[1] - 1) if len(numbers) > 1 else (0, 0)
            case "A" | "B":
                self._row += (first or 1) * (1 if letter == "B" else -1)
            case "C" | "D":
                self._column += (first or 1) * (1 if letter == "C" else -1)
            case "K":
                start, end = ((self._column, self.columns), (0, self._column + 1), (0, self.columns))[first]
                self._cells[self._row][start:end] = [" "] * (end - start)
            case "J":
                self._cells[self._row][self._column :] = [" "] * (self.columns - self._column)
                for row in range(self._row + 1, self.rows):
                    self._cells[row] = [" "] * self.columns

    def _put(self, letter: str) -> None:
        match letter:
            case "\r":
                self._column = 0
            case "\n":
                self._row = min(self._row + 1, self.rows - 1)
            case "\b":
                self._column = max(0, self._column - 1)
            case _ if letter.isprintable() and self._column < self.columns:
                self._cells[self._row][self._column] = letter
                self._column += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._ours)
