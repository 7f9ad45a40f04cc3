"""The terminal that products are played in: one curses loop of keys, ticks and pictures."""

from __future__ import annotations

import argparse
import asyncio
import curses
import sys
import textwrap
import time
from typing import Any

from .play import Play, Sitting, lines_of, options_asked
from .system import KitSystem

FAULT = 1
_ESCAPE, _ENTER, _ERASE = "\x1b", ("\n", "\r"), ("\x7f", "\b")
_NAMED = {
    curses.KEY_UP: "up",
    curses.KEY_DOWN: "down",
    curses.KEY_LEFT: "left",
    curses.KEY_RIGHT: "right",
    curses.KEY_ENTER: "\n",
    curses.KEY_BACKSPACE: "\b",
}


def in_terminal(play: Play, system: type[KitSystem], given: argparse.Namespace, begun: dict[str, Any]) -> int:
    """Play on the screen until the player leaves; the exit code."""
    curses.set_escdelay(25)
    if given.new and not begun:
        begun = options_asked(play, input)

    async def run(window: curses.window) -> None:
        async with system.open(given.data) as running:
            sitting = Sitting(play, running)
            told = await sitting.sit_down(begun, fresh=given.new)
            await Screen(window, sitting, system.design.title, given.seconds).run(told)

    try:
        curses.wrapper(lambda window: asyncio.run(run(window)))
    except curses.error as error:
        print(f"{system.design.title}: this terminal cannot show it ({error}); use play --headless.", file=sys.stderr)
        return FAULT
    except KeyboardInterrupt:
        return 0
    return 0


class Screen:
    """Draws what is seen, and hands keys and ticks on."""

    def __init__(self, window: curses.window, sitting: Sitting, title: str, seconds: float) -> None:
        self._window, self._sitting, self._title, self._seconds = window, sitting, title, max(0.01, seconds)
        self._line, self._told = "", ""

    async def run(self, told: str) -> None:
        """Until Escape (or "quit" on a line)."""
        self._told = told
        curses.curs_set(1 if self._lines else 0) if curses.tigetstr("civis") else None
        due = time.monotonic() + self._seconds
        while True:
            self._draw()
            key = self._key(due)
            if key == _ESCAPE or (key in _ENTER and self._line.strip() == "quit"):
                return
            if key:
                await (self._typed(key) if self._lines else self._pressed(key))
            if self._ticking and time.monotonic() >= due:
                self._told = await self._sitting.enter("tick")
                due = max(due + self._seconds, time.monotonic())
                await self._sitting.look()

    @property
    def _lines(self) -> bool:
        return self._sitting.play.entry is not None

    @property
    def _ticking(self) -> bool:
        return self._sitting.play.tick is not None and not self._sitting.over

    def _key(self, due: float) -> str:
        """The next key by name; empty where none comes before the tick."""
        self._window.timeout(max(0, round((due - time.monotonic()) * 1000)) if self._ticking else -1)
        try:
            code = self._window.get_wch()
        except curses.error:  # nothing was pressed in time
            return ""
        return code if isinstance(code, str) else _NAMED.get(code, "")

    async def _typed(self, key: str) -> None:
        if key in _ENTER:
            line, self._line = self._line.strip(), ""
            self._told = await self._sitting.enter(line) if line else ""
            await self._sitting.look()
        elif key in _ERASE:
            self._line = self._line[:-1]
        elif key.isprintable() and len(self._line) < 60:
            self._line += key

    async def _pressed(self, key: str) -> None:
        if self._sitting.over and key == "n":
            self._told = await self._sitting.begin()
        else:
            known = {each.key for each in self._sitting.play.keys}
            self._told = await self._sitting.enter(key if key in known else key.lower())
        await self._sitting.look()

    def _draw(self) -> None:
        height, width = self._window.getmaxyx()
        picture = lines_of(self._sitting.seen)
        leave = "new begins another, quit leaves" if self._lines else "Escape leaves"
        if self._sitting.over and not self._lines:
            leave = f"n begins another, {leave}"
        told = " · ".join(each.replace(" ", "\xa0") for each in (*self._sitting.play.help(), leave))
        help_ = [line.replace("\xa0", " ") for line in textwrap.wrap(told, max(20, width - 1))]
        shown = [self._title, "", *picture, "", *help_, self._told]
        if len(shown) + 1 > height or max(map(len, picture)) >= width:
            needed = f"{max(map(len, picture)) + 1} columns and {len(shown) + 1} rows"
            shown = [f"The terminal is too small: {needed} are needed.", picture[-1]]
        self._window.erase()
        for row, text in enumerate(shown[: height - 1]):
            self._window.addnstr(row, 0, text, width - 1)
        if self._lines and len(shown) < height:
            self._window.addnstr(len(shown), 0, f"> {self._line}", width - 1)
        self._window.refresh()
