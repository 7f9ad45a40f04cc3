"""The documentation, followed as a reader would: each command of the package in turn, and what it prints.

Commands that stay open, and those of other programs, are for people and are passed over. In what a page says is
printed, "…" stands for anything, and one space is as good as another.
"""

import importlib
import io
import json
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

_BLOCK = re.compile(r"^```(\w*)[ \t]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_STAYS_OPEN = {"serve", "mcp", "session", "play", "host", "worker"}
_REFUSED = '{"refused":'
_HOME = Path(__file__).parent.parent
_PACKAGE = next((path.parent.name for path in _HOME.glob("src/*/__main__.py")), "")
_PAGES = ["README.md", *sorted(path.relative_to(_HOME).as_posix() for path in _HOME.glob("docs/*.md"))]


class Step(NamedTuple):
    """A command of the package, and what the page says that it prints, if it says so."""

    words: list[str]
    printed: str | None


def steps(text: str, package: str) -> Iterator[Step]:
    """The commands of the package on a page, in order; what is printed stands right below its block."""
    found = list(_BLOCK.finditer(text))
    for number, block in enumerate(found):
        if block[1] != "sh":
            continue
        after = found[number + 1] if number + 1 < len(found) else None
        below = (
            after is not None
            and after[1] in ("json", "text")
            and not text[block.end() : after.start()].strip()
        )
        lines = [line for line in block[2].replace("\\\n", " ").splitlines() if line.strip()]
        for line in lines:
            words = shlex.split(line, comments=True)
            if words[:3] == ["python", "-m", package] and not _stays_open(words[3:]):
                printed = after[2] if below and after is not None and line is lines[-1] else None
                yield Step(words[3:], printed)


def _stays_open(words: list[str]) -> bool:
    return bool(words) and words[0].split("_")[0] in _STAYS_OPEN and "--headless" not in words


def follow(text: str, package: str) -> Iterator[str]:
    """Take every step of a page in an empty folder; what went otherwise than the page says."""
    run = importlib.import_module(f"{package}.__main__").run
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for step in steps(text, package):
            code, said, told = _printed(run, step.words)
            wanted = 2 if step.printed is not None and step.printed.startswith(_REFUSED) else 0
            line = shlex.join(["python", "-m", package, *step.words])
            if code != wanted:
                yield f"`{line}` ends with {code}: {(said + told).strip()[-300:]}"
            elif step.printed is not None and not matches(step.printed, said):
                yield f"`{line}` prints {' '.join(said.split())[:600]}"


def _printed(run: Callable[[], int], words: list[str]) -> tuple[int, str, str]:
    out, err, argv = io.StringIO(), io.StringIO(), sys.argv
    try:
        with redirect_stdout(out), redirect_stderr(err):
            sys.argv = ["program", *words]
            code: object = run()
    except SystemExit as stop:
        code = stop.code
    finally:
        sys.argv = argv
    return code if isinstance(code, int) else 1, out.getvalue(), err.getvalue()


def matches(wanted: str, found: str) -> bool:
    """Whether a text is as the page has it."""
    parts = [re.escape(" ".join(part.split())) for part in wanted.split("…")]
    return re.fullmatch(r"\s*.*\s*".join(parts), " ".join(found.split())) is not None


@pytest.mark.parametrize("page", _PAGES)
def test_a_page_can_be_followed(page: str) -> None:
    """Every command on it does what the page says."""
    assert list(follow((_HOME / page).read_text(encoding="utf-8"), _PACKAGE)) == []


def test_the_pages_show_commands() -> None:
    """There is something to follow."""
    assert any(list(steps((_HOME / page).read_text(encoding="utf-8"), _PACKAGE)) for page in _PAGES)


if (
    __name__ == "__main__"
):  # pages on standard input, by their paths; for each a line of JSON: its path, the complaints
    asked = json.load(sys.stdin)
    for path, text in asked["pages"].items():
        print(json.dumps([path, list(follow(text, asked["package"]))]), flush=True)
