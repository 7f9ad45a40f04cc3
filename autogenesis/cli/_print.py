"""How the commands speak: tables and progress for people on terminals, JSON for programs."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from autogenesis.conductor import Progress, Receipt, RoleReceipt, RunResult
    from blueprints import Specification

_SIGNS = {
    "accepted": "✓",
    "rejected": "✗",
    "working": "…",
    "checking": "?",
    "looping": "∞",
    "resumed": "↻",
    "recovering": "↺",
    "ended": "■",
}
_MOST_SHOWN = 5
_MUCH_READ = 0.75  # of the content words; below this, people are told that the system is not yet what they asked for
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


def tell(progress: Progress, *, named: bool = False) -> None:
    """One line for each role that begins, and one for each verdict, on standard error; where several runs are at work,
    each line names its own."""
    if progress.state == "checking":
        return
    sign, colour = _SIGNS[progress.state], _COLOURS.get(progress.state, "dim")
    again = f" (attempt {progress.attempt})" if progress.attempt > 1 else ""
    what = progress.step.replace("_", " ")
    detail = f": {progress.detail}" if progress.detail else ""
    whose = f"{progress.run}  " if named and progress.run else ""
    line = f"{whose}{sign} {progress.role.replace('_', ' '):<15} {what}{again} {progress.state}{detail}"
    console(True).print(line, style=colour, markup=False)


def print_result(result: RunResult, specification: Specification | None = None) -> None:
    """The result for people: what there is, what stays open, and what to do next."""
    out = console()
    tests, report = result.tests, result.report
    module = next((path.parent.name for path in Path(result.package_path).glob("src/*/__main__.py")), None)
    there = module is not None
    passed = f"{tests.passed} passed"
    if tests.taken_over:
        passed += f" ({tests.passed - tests.taken_over} run now; nothing changed for {tests.taken_over})"
    ran = f"{passed}, {tests.failed} failed, {tests.skipped} skipped (sandbox: {result.sandbox})"
    said = ", ".join(f"{count} {status}" for status, count in report.model_dump().items() if count)
    lines = [
        f"{result.system} is in {result.package_path}" if there else f"{result.system} was not delivered",
        f"tests: {ran if result.sandbox != 'none' else 'not run'}",
        f"clauses: {said or 'none'}",
        f"coverage: {result.coverage.content:.0%} of the content words, {result.coverage.literals:.0%} of the literals",
        f"run {result.run} took {result.seconds:g} s",
    ]
    if result.receipt is not None:
        lines += ["", *receipt_lines(result.receipt)]
    if specification is not None:
        lines += _left_open(specification)
    lines.append("")
    if there:
        lines.append(f"Try it:     cd {result.package_path}/src && {sys.executable} -m {module} demo")
        lines.append(f"Read it:    {result.package_path}/README.md; what became of each sentence: TRACE.md there")
    lines.append(f"Look back:  genesis show {result.run}")
    if there and result.coverage.content < _MUCH_READ:
        lines += ["", *_warning(result.coverage.content)]
    for line in lines:
        out.print(line, markup=False)


def _warning(read: float) -> list[str]:
    """What a person must know who takes passed tests for a finished system."""
    return [
        f"Mind: {1 - read:.0%} of what the text says was not built: this is not yet what was asked for.",
        "`genesis explain` says for each sentence why, and names one like it that is understood; --model asks a model.",
    ]


def _written(receipt: Receipt) -> list[str]:
    """What a model wrote, and what it was asked to write and did not."""
    lines = []
    if receipt.written:
        names = ", ".join(receipt.written)
        lines.append(f"A language model wrote {names}: kept as candidates, which no other run uses (genesis skills)")
    if receipt.unwritten:
        names = ", ".join(receipt.unwritten)
        lines.append(f"No behaviour for {names} came and passed: each notes that it was done, as the text has it")
    return lines


def receipt_lines(receipt: Receipt) -> list[str]:
    """What models were asked, by role, what it cost, and what came of it."""
    paid = f", {receipt.money} spent" if receipt.money is not None else ""
    lines = [f"Asked of {', '.join(receipt.models)}: {_calls(receipt)}{paid}"]
    for role in receipt.roles:
        spent = f", {role.money} spent" if role.money is not None else ""
        lines.append(f"  {role.role.replace('_', ' ')}: {_calls(role)}{spent}")
        for sign, told in (("+", role.changed), ("-", role.dropped), ("!", role.failed)):
            lines += [f"    {sign} {one}" for one in told[:_MOST_SHOWN]]
            if len(told) > _MOST_SHOWN:
                lines.append(f"    {sign} and {len(told) - _MOST_SHOWN} more")
    return [*lines, *_written(receipt)]


def _calls(asked: Receipt | RoleReceipt) -> str:
    tokens = asked.tokens
    return f"{asked.calls} {'call' if asked.calls == 1 else 'calls'}, {tokens} tokens, {asked.seconds:.1f} s"


def _left_open(specification: Specification) -> list[str]:
    """What was assumed, not understood, and asked; a few of each."""
    unclear = [
        " ".join(one.text.split()) for one in specification.clauses if one.status in ("unclear", "contradictory")
    ]
    unclear += [gap.text for gap in specification.gaps if gap.status in ("unclear", "contradictory")]
    lines: list[str] = []
    for title, texts in (("Assumed", [one.text for one in specification.assumptions]), ("Not understood", unclear)):
        if texts:
            lines += ["", f"{title}:", *(f"  - {text}" for text in texts[:_MOST_SHOWN])]
            if len(texts) > _MOST_SHOWN:
                lines.append(f"  and {len(texts) - _MOST_SHOWN} more; `genesis explain` lists them all")
    if specification.questions:
        lines += ["", "Asked (answer with --answers FILE, one line each; else the default holds):"]
        for one in specification.questions:
            lines += [f"  {one.text}", f'    "{one.id}" = "{one.default}"']
    return lines
