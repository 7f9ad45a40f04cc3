"""How the commands speak: tables and progress for people on terminals, JSON for programs."""

from __future__ import annotations

import json
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from autogenesis.conductor import Progress, RunResult

_SIGNS = {"accepted": "✓", "rejected": "✗", "working": "…", "checking": "?", "resumed": "↻"}
_COLOURS = {"accepted": "green", "rejected": "red"}


class Plain:
    """Prints where no terminal is: no colours, no folding, and nothing to import."""

    def __init__(self, stderr: bool) -> None:
        self._stderr = stderr

    def print(self, text: str, *, style: str = "", markup: bool = False) -> None:
        """One line; `style` and `markup` are for terminals."""
        print(text, file=sys.stderr if self._stderr else sys.stdout, flush=True)


def console(stderr: bool = False) -> Console | Plain:
    """Where to print: in colour on a terminal, plain elsewhere."""
    stream = sys.stderr if stderr else sys.stdout
    return _terminal(stderr) if stream.isatty() else Plain(stderr)


@cache
def _terminal(stderr: bool) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """One JSON object on one line of standard output."""
    print(json.dumps(value, ensure_ascii=False, sort_keys=False), flush=True)


def tell(progress: Progress) -> None:
    """One line for each role that begins, and one for each verdict, on standard error."""
    if progress.state == "checking":
        return
    sign, colour = _SIGNS[progress.state], _COLOURS.get(progress.state, "dim")
    again = f" (attempt {progress.attempt})" if progress.attempt > 1 else ""
    what = progress.step.replace("_", " ")
    detail = f": {progress.detail}" if progress.detail else ""
    line = f"{sign} {progress.role.replace('_', ' '):<15} {what}{again} {progress.state}{detail}"
    console(True).print(line, style=colour, markup=False)


def print_result(result: RunResult) -> None:
    """The result for people."""
    out = console()
    tests, report = result.tests, result.report
    out.print(f"{result.system} is in {result.package_path}", markup=False)
    out.print(
        f"tests: {tests.passed} passed, {tests.failed} failed, {tests.skipped} skipped (sandbox: {result.sandbox})",
        markup=False,
    )
    said = ", ".join(f"{count} {status}" for status, count in report.model_dump().items() if count)
    out.print(f"clauses: {said or 'none'}", markup=False)
    out.print(
        f"coverage: {result.coverage.content:.0%} of the content words, {result.coverage.literals:.0%} of the literals",
        markup=False,
    )
    out.print(f"run {result.run} took {result.seconds:g} s", markup=False)
