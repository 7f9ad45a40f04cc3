"""The command line: calls as lines of JSON, given or on standard input, are carried out and answered."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from .conversation import Line


class Asked(Protocol):
    """Something that answers lines."""

    async def ask(self, lines: list[Line]) -> list[Line]:
        """The answers, in order."""


def main(opened: Callable[[str], AbstractAsyncContextManager[Asked]], drawn: Callable[[], str]) -> int:
    """Do what the command line says; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", nargs="*", metavar="LINE", help='{"call": name, "input": {…}} or {"clock": moment}')
    parser.add_argument("--data", default="data", help="folder of the state")
    parser.add_argument("--draw", action="store_true", help="print what is asked whom, as a Mermaid diagram")
    given = parser.parse_args()
    if given.draw:
        print(drawn().strip())
        return 0
    try:
        lines: list[Any] = [json.loads(line) for line in given.lines or sys.stdin if line.strip()]
    except ValueError as error:
        parser.error(f"a line is no JSON: {error}")

    async def run() -> list[Line]:
        async with opened(given.data) as running:
            return await running.ask(lines)

    answers = asyncio.run(run())
    for answer in answers:
        print(json.dumps(answer, ensure_ascii=False))
    return 0 if all("result" in answer for answer in answers) else 2
