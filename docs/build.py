"""Writes the reference pages from the code itself: ``python -m docs.build``."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

import autogenesis.core as core
from autogenesis.cli import main as genesis
from autogenesis.language import lessons
from autogenesis.skills import catalogue
from roles import PLAN_STEP, Brief, PlanInputs, crew, operations_crew

HERE = Path(__file__).parent
ROOT = HERE.parent
ON_WRITING = (
    "Write as to a new colleague: full sentences, one rule each, the same word for the same thing. Each text below is "
    "understood whole and built, word for word; put your own nouns and verbs in. `genesis explain SPEC` shows what "
    "became of each of your sentences and, where one is not understood, the nearest sentence of this page."
)
BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


def pages() -> Mapping[str, str]:
    """Every reference page by its file name."""
    made = {
        "settings.md": settings(),
        "commands.md": commands(),
        "roles.md": roles(),
        "benchmarks.md": benchmarks(),
        "skills.md": catalogue(),
        "plain-english.md": guide(),
    }
    return {name: f"{text.strip()}\n" for name, text in made.items()}


def guide() -> str:
    """How to say what a system does, with texts that are understood whole."""
    lines = [
        "# Plain English that is understood",
        "",
        *textwrap.wrap(ON_WRITING, 120),
    ]
    for lesson in lessons():
        lines += ["", f"## {lesson.title}", "", *textwrap.wrap(lesson.advice, 120), "", "```text"]
        lines += [wrapped for line in lesson.text.splitlines() for wrapped in textwrap.wrap(line, 120) or [""]]
        lines.append("```")
    return "\n".join(lines)


def settings() -> str:
    """Each setting with its default, its bounds and what it is for."""
    lines = [
        "# Settings",
        "",
        "From `genesis.toml`, found upwards from where you are; then from the environment (`GENESIS_HOME`,",
        "`GENESIS_LIMITS__MAX_ATTEMPTS`); then from `--set limits.max_attempts=5`. The later one wins. A name or value",
        "that is wrong is refused, with the layer that it stands in. Relative folders count from the file that",
        "names them, else from where you are. `roles.*` stands for the name of any [role](roles.md).",
        "",
        "| Setting | Default | Takes | What for |",
        "|---|---|---|---|",
    ]
    for name, what in core.setting_names().items():
        field = _field(name)
        default = "none" if field.default is None else f"`{field.default}`"
        lines.append(f"| `{name}` | {default} | {_takes(field)} | {what} |")
    return "\n".join(lines)


def _field(name: str) -> FieldInfo:
    section, _, last = name.rpartition(".")
    holders: dict[str, type[BaseModel]] = {
        "": core.Settings,
        "limits": core.Limits,
        "policy": core.Policy,
        "roles.*": core.RoleSettings,
    }
    return holders[section].model_fields[last]


def _takes(field: FieldInfo) -> str:
    """The values that a setting takes, in words."""
    shown = str(field.annotation)
    if shown.startswith("typing.Literal"):
        return " or ".join(f"`{value}`" for value in re.findall(r"'(\w+)'", shown))
    kinds = {"int": "a whole number", "float": "a number", "Path": "a folder"}
    kind = next((words for type_, words in kinds.items() if type_ in shown), "a text")
    bounds = [
        f"{words} {getattr(bound, name):g}"
        for bound in field.metadata
        for name, words in BOUNDS.items()
        if hasattr(bound, name)
    ]
    return ", ".join([kind, *bounds])


def commands() -> str:
    """What `genesis` and each of its commands say about themselves."""
    lines = ["# Commands", "", "```", said("--help"), "```"]
    for name in command_names():
        lines += ["", f"## genesis {name}", "", "```", said(name, "--help"), "```"]
        for part in command_names(name):
            lines += ["", f"### genesis {name} {part}", "", "```", said(name, part, "--help"), "```"]
    lines += ["", "## Exit codes", "", "| Code | Means |", "|---|---|", "| 0 | Done. |"]
    for code, means in exit_codes().items():
        lines.append(f"| {code} | {' '.join(means)} |")
    return "\n".join(lines)


def said(*arguments: str) -> str:
    """What `genesis` prints when it is called so."""
    heard, columns = io.StringIO(), os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "80"
    try:
        with contextlib.redirect_stdout(heard):
            genesis(list(arguments))
    finally:
        os.environ.pop("COLUMNS")
        if columns is not None:
            os.environ["COLUMNS"] = columns
    return "\n".join(line.rstrip() for line in heard.getvalue().strip().splitlines())


def command_names(*of: str) -> list[str]:
    """Every command, or every one of a group of them, in the order in which help lists them."""
    return re.findall(r"^  (\w+) ", said(*of, "--help").partition("Commands:")[2], re.MULTILINE)


def exit_codes() -> Mapping[int, list[str]]:
    """What each exit code stands for, from the errors that end in it."""
    found: dict[int, list[str]] = {1: [], 5: []}
    for error in _errors(core.GenesisError):
        found.setdefault(error.exit_code, []).append((error.__doc__ or "").partition(";")[0].strip().rstrip(".") + ".")
    found[1].insert(0, "A fault of ours.")
    return dict(sorted(found.items()))


def _errors(of: type[core.GenesisError]) -> Iterator[type[core.GenesisError]]:
    for error in of.__subclasses__():
        if error.__module__.startswith("autogenesis.core"):
            yield error
            yield from _errors(error)


def roles() -> str:
    """Each role with its purpose, and each step with its doer and approver."""
    workshop: Any = None
    made = crew(_nobody, workshop)
    lines = ["# Roles", "", "| Role | Purpose | Judges |", "|---|---|---|"]
    for name, role in {**made, **operations_crew()}.items():
        judged = ", ".join(kind.replace("_", " ") for kind in role.approves) or "nothing"
        lines.append(f"| `{name}` | {role.purpose} | {judged} |")
    plan = made["hierarchy"].draft(PlanInputs(brief=Brief(text="")), ())
    steps = [PLAN_STEP, *(step for step in plan.steps if step.id != PLAN_STEP.id)]
    lines += ["", "## Steps of a run", "", "Nobody approves their own work.", ""]
    lines += ["| Step | Does it | Approves it | Made from |", "|---|---|---|---|"]
    for step in steps:
        needs = ", ".join(step.needs).replace("_", " ")
        lines.append(f"| {step.id.replace('_', ' ')} | `{step.doer}` | `{step.approver}` | {needs} |")
    return "\n".join(lines)


def _nobody(text: str, *_: object) -> Any:
    raise core.InputError("nobody reads a text here", where="docs", remedy="Open a conductor")


def benchmarks() -> str:
    """What is measured; the figures themselves stand in results.json."""
    lines = [
        "# Benchmarks",
        "",
        "`make bench` measures, prints a table and writes [results.json](../benchmarks/results.json);",
        "`python -m benchmarks NAME` measures one file only.",
        "",
        "| File | Measures |",
        "|---|---|",
    ]
    for file in sorted((ROOT / "benchmarks").glob("bench_*.py")):
        says = file.read_text(encoding="utf-8").partition('"""')[2].partition('"""')[0].strip()
        lines.append(f"| `{file.stem.removeprefix('bench_')}` | {says} |")
    lines += ["", "| Row | Unit | Better | Compared with |", "|---|---|---|---|"]
    for row in json.loads((ROOT / "benchmarks" / "results.json").read_text(encoding="utf-8")):
        peers = ", ".join(row["peers"]) or "its target"
        lines.append(f"| {row['name']} | {row['unit']} | {row['better']} | {peers} |")
    return "\n".join(lines)


if __name__ == "__main__":
    for page, text in pages().items():
        (HERE / page).write_text(text, encoding="utf-8")
