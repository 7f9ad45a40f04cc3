"""What commands have in common: arguments and options, the settings that these come to, and how a command ends."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from autogenesis.core import Settings

Text = Annotated[str, typer.Argument(metavar="SPEC", help="A .md or .txt file, or - for standard input.")]
System = Annotated[str, typer.Argument(metavar="SYSTEM", help="The slug of a system, or its folder.")]
Run = Annotated[str, typer.Argument(metavar="RUN", help="The id of a run.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object as the last line.")]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Folder that receives <slug>/; else `generated`.")
]
Answers = Annotated[
    Path | None, typer.Option("--answers", metavar="FILE", help="Answers to questions: TOML or JSON, id = text.")
]
Sets = Annotated[
    list[str] | None, typer.Option("--set", metavar="K=V", help="A setting, such as limits.max_attempts=5.")
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="KIND:NAME", help="Language model to ask; builtin means none.")
]
Assist = Annotated[str | None, typer.Option("--assist", help="gaps or full: whether a model may change everything.")]
Least = Annotated[
    float | None,
    typer.Option("--min-coverage", metavar="X", help="With --strict: share of the words to be built; else 0.9."),
]
NoTests = Annotated[bool, typer.Option("--no-tests", help="Do not run the package's tests.")]
AllTests = Annotated[
    bool, typer.Option("--all-tests", help="Run every test again, also those that nothing changed for.")
]
Sandbox = Annotated[str | None, typer.Option("--sandbox", help="auto, bubblewrap or process (weaker, on your word).")]

Via = Annotated[
    str | None, typer.Option("--broker", metavar="URL", help="What carries messages: memory, or mqtt://host:1883.")
]

Serve = Annotated[
    str | None,
    typer.Option("--serve", metavar="HOST:PORT", help="Serve /metrics for Prometheus, and /health, at this address."),
]


def settings_of(sets: list[str] | None, **options: Any) -> Settings:
    """The settings of this invocation: `--set` and the options that stand for settings."""
    from autogenesis.core import load_settings

    names = {"out": "generated"}
    given = [f"{names.get(name, name)}={value}" for name, value in options.items() if value is not None]
    return load_settings(Path.cwd(), os.environ, [*(sets or ()), *given])


def end(code: int) -> None:
    """End the command with an exit code."""
    raise typer.Exit(code)
