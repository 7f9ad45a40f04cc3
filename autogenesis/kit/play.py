"""Plays a product: keys and lines become calls, views become pictures; in the terminal, or headless."""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import Fault, Refused
from .system import KitSystem

USAGE = 64
MOST = 10_000
_REPEATED = re.compile(r"(?P<entry>.+?)\*(?P<times>\d+)\Z")


@dataclass(frozen=True)
class Key:
    """What a key, or a word on a line, asks for: an operation, with input beside the row that is played."""

    key: str
    operation: str
    input: Mapping[str, Any] = field(default_factory=dict)
    does: str = ""


@dataclass(frozen=True, kw_only=True)
class Play:
    """How rows are played: `begin` makes one, `view` shows it, each `row` is an input of that name.

    Where there is an `entry` (an operation and its input), lines are entered: a word of `keys`, or a value for it.
    Otherwise each key counts as it is pressed. `tick` is asked for every `seconds`. `options` are what may be chosen
    for a new row, with the choices. It is also the command ``play`` of the package's command line.
    """

    row: str
    begin: str
    view: str
    listing: str
    keys: tuple[Key, ...] = ()
    entry: tuple[str, str] | None = None
    tick: str | None = None
    seconds: float = 0.1
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()
    name: str = "play"

    @property
    def summary(self) -> str:
        """What the command is for."""
        return f"Play a {self.row.replace('_', ' ')} in the terminal, or headless."

    def help(self) -> list[str]:
        """The keys with what they do, in short."""
        told = [each.key if each.does in ("", each.key) else f"{each.key}: {each.does}" for each in self.keys]
        return [f"the number of a {self.entry[1].replace('_', ' ')}", *told] if self.entry else told

    def declare(self, parser: argparse.ArgumentParser) -> None:
        """The options of the command."""
        parser.add_argument("--new", action="store_true", help=f"begin a new {self.row}, though one is not over yet")
        parser.add_argument(
            "--with", dest="given", action="append", default=[], metavar="NAME=VALUE", help="for a new one"
        )
        parser.add_argument("--headless", action="store_true", help="read keys from standard input, print every view")
        parser.add_argument("--keys", help="headless: the keys, with blanks between; KEY*3 is three times, tick a tick")
        parser.add_argument("--json", action="store_true", help="headless: print views as JSON, a line each")
        parser.add_argument("--seconds", type=float, default=self.seconds, help="between two ticks in the terminal")

    def run(self, system: type[KitSystem], given: argparse.Namespace) -> int:
        """Play until the player leaves, or the keys are at an end; the exit code."""
        begun = dict(pair.partition("=")[::2] for pair in given.given)
        if given.headless or given.keys is not None:
            entries = given.keys.split() if given.keys is not None else _from_input()
            return asyncio.run(self._headless(system, given, begun, entries))
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            print(
                f"{system.design.title}: there is no terminal to play in; use a terminal, or {self.name} --headless "
                "with the keys on standard input.",
                file=sys.stderr,
            )
            return USAGE
        from .play_screen import in_terminal

        return in_terminal(self, system, given, begun)

    async def _headless(
        self, system: type[KitSystem], given: argparse.Namespace, begun: dict[str, Any], entries: Any
    ) -> int:
        async with system.open(given.data) as running:
            sitting = Sitting(self, running)
            await sitting.sit_down(begun, fresh=given.new)
            _show(sitting.seen, "", given.json)
            for entry in entries:
                told = ""
                for each in _repeated(entry):
                    told = await sitting.enter(each)
                await sitting.look()
                _show(sitting.seen, told, given.json)
        return 0


class Sitting:
    """Somebody at play in a running system; `seen` is the latest view."""

    def __init__(self, play: Play, running: KitSystem) -> None:
        self.play, self._running = play, running
        self.row, self.seen, self._begun = "", {}, {}  # type: str, dict[str, Any], dict[str, Any]

    async def sit_down(self, begun: dict[str, Any], *, fresh: bool = False) -> str:
        """Go on with the latest that is not over, or begin a new one; what to tell the player."""
        self._begun = begun
        rows = [] if fresh or begun else await self._running.call(self.play.listing, {})
        for last in rows[-1:]:
            self.row = last["id"]
            await self.look()
            if not self.over:
                return f"{self.row} goes on; new begins another."
        return await self.begin()

    async def begin(self) -> str:
        """Begin a new one."""
        self.row = (await self._running.call(self.play.begin, self._begun))["id"]
        await self.look()
        return ""

    @property
    def over(self) -> bool:
        """Whether there is nothing more to play."""
        return bool(self.seen.get("over"))

    async def look(self) -> None:
        """See how it stands."""
        self.seen = await self._running.call(self.play.view, {self.play.row: self.row})

    async def enter(self, text: str) -> str:
        """Do what a key or a line asks for; what to tell the player, empty where the picture says it all."""
        asked = {each.key: (each.operation, dict(each.input)) for each in self.play.keys}
        if text == "new":
            return await self.begin()
        if text == "tick" and self.play.tick:
            asked[text] = (self.play.tick, {})
        elif text not in asked and self.play.entry is not None:
            operation, name = self.play.entry
            asked[text] = (operation, {name: _value(text)})
        if text not in asked:
            return f"{text!r} is no key of this game."
        operation, given = asked[text]
        try:
            result = await self._running.call(operation, {self.play.row: self.row, **given})
        except Refused as refusal:
            return refusal.reason
        if isinstance(result, dict) and result.get("id") == self.row:
            return f"{text}: done." if self.play.entry and text in {each.key for each in self.play.keys} else ""
        return f"{text}: {result}"


def lines_of(seen: Mapping[str, Any]) -> list[str]:
    """A view as lines of text."""
    return [*map(str, seen.get("picture", ())), str(seen.get("status", ""))]


def options_asked(play: Play, ask: Callable[[str], str]) -> dict[str, Any]:
    """What the player chooses for a new one; an empty answer leaves it out."""
    chosen = {}
    for name, choices in play.options:
        answer = ask(f"{name.replace('_', ' ')} ({', '.join(choices)}, or nothing): ").strip()
        named = [each for each in choices if answer and each.casefold().startswith(answer.casefold())]
        if named:
            chosen[name] = named[0]
    return chosen


def _value(text: str) -> Any:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else text


def _from_input() -> Iterator[str]:
    for line in sys.stdin:
        yield from line.split()


def _repeated(entry: str) -> Iterator[str]:
    found = _REPEATED.fullmatch(entry)
    if found is not None and int(found["times"]) > MOST:
        raise Fault(f"{entry} is too often: repeat a key at most {MOST} times.")
    for _ in range(int(found["times"]) if found else 1):
        yield found["entry"] if found else entry


def _show(seen: Mapping[str, Any], told: str, as_json: bool) -> None:
    if as_json:
        print(json.dumps({**seen, "message": told}, ensure_ascii=False), flush=True)
    else:
        print("\n".join([*lines_of(seen), *([told] if told else []), ""]), flush=True)
