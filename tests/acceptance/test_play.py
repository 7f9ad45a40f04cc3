"""Products are played in the terminal as people play them: behind a pseudo-terminal, by keys."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance._driver import Package
from tests.acceptance._terminal import Terminal
from tests.packages import Packages

SPECS = Path(__file__).parents[2] / "specs"
ESCAPE = "\x1b"


@pytest.fixture
def product(packages: Packages) -> Callable[[str], Package]:
    """The package of a text."""
    return lambda slug: Package(packages.of(SPECS / f"{slug}.md"))


def played(package: Package, data: Path, *more: str, rows: int = 30) -> Terminal:
    return Terminal(package.command("play", "--data", str(data), *more), package.environment, rows=rows)


def ball(lines: list[str]) -> tuple[int, int] | None:
    """Column and row of the ball inside the frame."""
    top = next((row for row, line in enumerate(lines) if line.startswith("+--")), None)
    for row, line in enumerate(lines[top or 0 :]):
        if line.startswith("|") and "o" in line:
            return line.index("o"), row
    return None


def bars(lines: list[str], column: int) -> list[int]:
    top = next((row for row, line in enumerate(lines) if line.startswith("+--")), 0)
    return [row for row, line in enumerate(lines[top:]) if line[column : column + 1] == "#"]


def test_a_game_with_ticks(product: Callable[[str], Package], tmp_path: Path) -> None:
    with played(product("software-pipeline"), tmp_path / "data", "--seconds", "0.4") as screen:
        screen.shows("w: left paddle up · s: left paddle down")
        lines = screen.shows("l: right paddle down · Escape leaves")
        assert len([line for line in lines if re.fullmatch(r"\|.{40}\|", line)]) == 15
        start = ball(screen.until(ball))
        assert start is not None
        moved = ball(screen.until(lambda shown: ball(shown) not in (None, start)))
        assert moved == (start[0] + 1, start[1] + 1)
        screen.type("www")
        assert bars(screen.until(lambda shown: bars(shown, 1) == [4, 5, 6]), 40) == [7, 8, 9]
        screen.type("x")
        screen.shows("'x' is no key of this game.")
        screen.type(ESCAPE)
        assert screen.left() == 0


def test_it_ends_and_begins_anew(product: Callable[[str], Package], tmp_path: Path) -> None:
    package, data = product("software-pipeline"), tmp_path / "data"
    done = package.run("play", "--headless", "--json", "--data", str(data), "--keys", "tick*103 w")
    assert json.loads(done.stdout.splitlines()[-1])["score"] == {"left": 4, "right": 0}
    with played(package, data, "--seconds", "0.02") as screen:
        screen.shows("left 5 : right 0: left wins")
        screen.type("n")
        screen.shows("left 0 : right 0")
        screen.type(ESCAPE)
        assert screen.left() == 0


def test_a_game_of_turns(product: Callable[[str], Package], tmp_path: Path) -> None:
    package, data = product("kalah-terminal"), tmp_path / "data"
    with played(package, data) as screen:
        screen.shows("South to move")
        screen.type("3\n")
        lines = screen.shows("( 4)( 4)( 0)( 5)( 5)( 5)")
        assert any(re.search(r"\[ 0\] +\[ 1\]", line) for line in lines)
        assert any("South to move" in line for line in lines)
        for entered, told in (
            ("abc", "abc"),
            ("0", "from 1 to 6"),
            ("3", "empty"),
            ("hint", "hint: 6"),
            ("save", "save: done."),
        ):
            screen.type(f"{entered}\n")
            screen.shows(told)
        screen.type("1\n")
        screen.shows("North to move")
        screen.type("quit\n")
        assert screen.left() == 0
    with played(package, data) as screen:  # the program is closed and started again
        screen.shows("North to move")
        screen.type("load\n")
        assert any("( 4)( 4)( 0)( 5)( 5)( 5)" in line for line in screen.shows("South to move"))
        screen.type(ESCAPE)
        assert screen.left() == 0


def test_against_the_computer(product: Callable[[str], Package], tmp_path: Path) -> None:
    with played(product("kalah-terminal"), tmp_path / "data", "--new") as screen:
        screen.shows("computer (South, North, or nothing)")
        screen.type("north\n")
        screen.shows("South to move")
        screen.type("6\n")
        screen.until(lambda lines: any(re.search(r"\[ 1\] +\[ 1\]", line) for line in lines))
        screen.type(ESCAPE)
        assert screen.left() == 0


def test_a_screen_that_is_too_small_says_so(product: Callable[[str], Package], tmp_path: Path) -> None:
    with played(product("software-pipeline"), tmp_path / "data", rows=10) as screen:
        screen.shows("The terminal is too small: 43 columns and")
        screen.type(ESCAPE)
        assert screen.left() == 0


@pytest.mark.parametrize("slug", ["software-pipeline", "kalah-terminal"])
def test_without_a_terminal_it_says_what_to_do(product: Callable[[str], Package], tmp_path: Path, slug: str) -> None:
    package = product(slug)
    done = subprocess.run(
        package.command("play", "--data", str(tmp_path)), env=package.environment, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 64
    assert "there is no terminal to play in" in done.stderr
    assert "--headless" in done.stderr


def test_headless_by_standard_input(product: Callable[[str], Package], tmp_path: Path) -> None:
    package = product("kalah-terminal")
    done = subprocess.run(
        package.command("play", "--headless", "--data", str(tmp_path)), env=package.environment, input="5 1\n1\n",
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("to move") == 4
    assert re.search(r"\[ 0\] +\[ 8\]", done.stdout)
