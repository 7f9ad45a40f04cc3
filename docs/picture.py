"""Draws docs/run.svg from what a real run prints: ``python -m docs.picture``."""

from __future__ import annotations

import io
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

HERE = Path(__file__).parent
ROOT = HERE.parent
SPEC = "specs/patient-management.md"
WIDTH = 100
INPUT = '{"name": "Ida", "date_of_birth": "1961-04-02", "treating_doctor": "Dr Ito", "consent": false}'
ASKED = ("call", "register_patient", INPUT)
THEME = TerminalTheme(
    (13, 17, 23),
    (201, 209, 217),
    [
        *((72, 79, 88), (255, 123, 114), (86, 211, 100), (227, 179, 65)),
        *((121, 192, 255), (210, 168, 255), (86, 212, 221), (201, 209, 217)),
    ],
)
# The fonts that a reader has: nothing is fetched from anywhere.
FORMAT = re.sub(r"@font-face \{\{.*?\n    \}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL).replace(
    "font-family: Fira Code, monospace", "font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"
)


def recorded() -> Iterator[tuple[str, str]]:
    """(kind, line) of a run and of one call of what it made: `typed`, `said`.

    Lines that only say that a step has begun are left out, and so is what differs from run to run.
    """
    with tempfile.TemporaryDirectory(prefix="picture-") as scratch:
        out = Path(scratch) / "generated"
        made = _run([sys.executable, "-m", "run_genesis", "new", SPEC, "--out", str(out)], ROOT)
        yield "typed", f"genesis new {SPEC}"
        for line in made.splitlines():
            if not line.startswith(("…", "run ")):
                yield "said", line.replace(str(out), "generated").replace(sys.executable, "python")
        (system,) = out.iterdir()
        package = next(path.parent.name for path in system.glob("src/*/__main__.py"))
        yield "typed", f"cd generated/{system.name}"
        yield "typed", f"python -m {package} {shlex.join(ASKED)}"
        answer = _run([sys.executable, "-m", package, *ASKED, "--data", str(Path(scratch) / "data")], system / "src")
        yield "said", answer.strip()


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


def drawn(lines: Iterator[tuple[str, str]]) -> str:
    """The lines as the picture of a terminal."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, highlight=False)
    for kind, line in lines:
        console.print(Text.assemble(("$ ", "bold cyan"), (line, "bold")) if kind == "typed" else _coloured(line))
    return console.export_svg(title="genesis", theme=THEME, code_format=FORMAT, unique_id="run")


def _coloured(line: str) -> Text:
    text = Text(line)
    for pattern, style in (
        (r"^✓ ", "bold green"),
        (r"\baccepted$|\b\d+ passed|\b\d+ implemented|100% ", "green"),
        (r"^✗|rejected.*$|\b[1-9]\d* failed", "red"),
        (r'"(refused|reason|source|rule|field)"', "cyan"),
        (r'(?<="reason": )"[^"]*"', "yellow"),
    ):
        text.highlight_regex(pattern, style)
    return text


if __name__ == "__main__":
    (HERE / "run.svg").write_text(drawn(recorded()), encoding="utf-8")
