"""What the documents say is there, and what is there is in the documents."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_command

from autogenesis.cli._app import app
from autogenesis.core import setting_names
from autogenesis.skills import skills
from docs.build import command_names, pages, said
from roles import ARTEFACTS, crew

ROOT = Path(__file__).parents[2]
FACE = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
REFRESH = "is not what the code says: refresh it with `make refresh`"
HOUSE = ("autogenesis", "blueprints", "broker", "loopguard", "roles", "storage")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def documents() -> list[Path]:
    return [*(ROOT / name for name in FACE), *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["settings.md", "commands.md", "roles.md", "benchmarks.md", "plain-english.md"])
def test_a_reference_page_is_what_the_code_says(name) -> None:
    assert read(f"docs/{name}") == pages()[name], f"docs/{name} {REFRESH}"


def test_every_setting_is_documented_with_its_purpose() -> None:
    page = read("docs/settings.md")
    for name, purpose in setting_names().items():
        assert f"| `{name}` |" in page
        assert purpose in page


@pytest.mark.slow
def test_every_command_and_option_is_documented() -> None:
    page = read("docs/commands.md")
    assert {"new", "show", "runs", "resume", "test", "blueprint", "explain", "doctor"} <= set(command_names())
    for name in command_names():
        section = page.partition(f"## genesis {name}\n")[2].partition("\n## ")[0]
        options = set(re.findall(r"--[a-z-]+", said(name, "--help")))
        for part in command_names(name):
            options |= set(re.findall(r"--[a-z-]+", said(name, part, "--help")))
        assert options, name
        assert options <= set(re.findall(r"--[a-z-]+", section)), name


def test_every_role_step_skill_and_benchmark_is_documented() -> None:
    roles, benchmarks = read("docs/roles.md"), read("docs/benchmarks.md")
    for name in crew(None, None):  # type: ignore[arg-type]
        assert f"| `{name}` |" in roles
    for kind in ARTEFACTS:
        assert kind == "brief" or f"| {kind.replace('_', ' ')} |" in roles
    for skill in skills():
        assert f"`{skill}`" in read("docs/skills.md")
    for file in (ROOT / "benchmarks").glob("bench_*.py"):
        assert f"| `{file.stem.removeprefix('bench_')}` |" in benchmarks
    for row in json.loads(read("benchmarks/results.json")):
        assert f"| {row['name']} |" in benchmarks


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_lead_somewhere(document) -> None:
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in LINK.findall(text):
        if not re.match(r"[a-z]+:|#", target):
            assert (document.parent / target.partition("#")[0]).exists(), f"{document.name} links to {target}"


def shell_lines(name: str) -> list[list[str]]:
    """The lines of the shell blocks of a document, split in words, without their comments."""
    blocks = re.findall(r"```sh\n(.*?)```", read(name), flags=re.DOTALL)
    lines = re.sub(r"\\\n", " ", "".join(blocks)).splitlines()
    return [words for line in lines if (words := shlex.split(line.partition(" < ")[0], comments=True))]


def parsed(words: list[str]) -> None:
    """Read a line as `genesis` would, to the last option and argument; nothing is done."""
    command, context = get_command(app), None
    while isinstance(command, TyperGroup):
        context = command.make_context("genesis", words, parent=context)
        _, command, words = command.resolve_command(context, words)
    command.make_context("genesis", words, parent=context)


def test_a_line_that_nobody_could_give_is_noticed() -> None:
    for line in ("sing", "new a.md --loudly", "docs", "docs lending --format"):
        with pytest.raises(typer.BadParameter.__bases__):  # whatever is wrong with how something is used
            parsed(line.split())


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_commands_that_are_shown_exist(name) -> None:
    makefile, asked = read("Makefile"), 0
    for words in shell_lines(name):
        if words[0] == "make":
            assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE), f"make {words[1]}"
            asked += 1
        elif words[0].endswith("genesis"):
            parsed(words[1:])
            asked += 1
        elif words[0].startswith("."):
            assert (ROOT / words[0]).exists(), words
    assert asked >= 2


def test_specifications_that_are_shown_exist() -> None:
    for path in re.findall(r"\bspecs/[a-z-]+\.md", read("README.md") + read("CONTRIBUTING.md") + read("Makefile")):
        assert (ROOT / path).is_file(), path


def test_the_architecture_names_every_package() -> None:
    page = read("ARCHITECTURE.md")
    for name in HOUSE:
        assert f"`{name}/" in page, name
    for folder in sorted((ROOT / "autogenesis").iterdir()):
        if (folder / "__init__.py").is_file():
            assert f"`autogenesis/{folder.name}/" in page, folder.name
    for path in re.findall(r"`([a-z_]+/[a-z_/]*)`", page):
        assert (ROOT / path).is_dir(), path
