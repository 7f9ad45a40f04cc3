"""Tasks of the role that asks for source: what is written is run in the sandbox, and judged by what it gives."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from autogen_core.models import SystemMessage, UserMessage
from pydantic import BaseModel, ConfigDict

from autogenesis.grading._tasks import Said, Task, materials
from autogenesis.sandbox import Sandbox, SandboxRequest

Runner = Callable[[str, str, Sequence[Any]], Sequence[Any]]
"""(source, name of the function, arguments of each call) -> what came of each; nothing where it does not run."""
_MEMORY_MIB = 256


class Source(BaseModel):
    """A module that a model wrote."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str


def code_tasks(role: str, run: Runner) -> tuple[Task, ...]:
    """The role's eight tasks of this kind."""
    told = materials("code.json")
    return tuple(_task(role, told["system"], one, run) for one in told["tasks"])


def _task(role: str, system: str, told: Mapping[str, Any], run: Runner) -> Task:
    return Task(
        role=role,
        name=told["name"],
        shows="code",
        messages=(SystemMessage(content=system), UserMessage(content=told["ask"], source="doctor")),
        form=Source,
        judge=lambda said: _judged(said, told, run),
    )


def _judged(said: Said, told: Mapping[str, Any], run: Runner) -> str:
    """What is wrong with the source; it is compiled here, and never run but in the sandbox."""
    source = said.form.source if isinstance(said.form, Source) else ""
    try:
        compile(source, "answer.py", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return f"it is no Python: {error}"
    cases = told["cases"]
    found = run(source, told["name"], [case["given"] for case in cases])
    if len(found) != len(cases):
        return "it does not run to its end, or gives what JSON does not know"
    for case, got in zip(cases, found, strict=True):
        wanted = {name: case[name] for name in ("gives", "raises") if name in case}
        if got != wanted:
            given = json.dumps(case["given"])[1:-1]
            return f"{told['name']}({given}) {_told(got)}, and not {_told(wanted)}"
    return ""


def _told(outcome: Any) -> str:
    name, value = next(iter(outcome.items())) if isinstance(outcome, dict) and outcome else ("gives", outcome)
    return f"{name} {value if name == 'raises' else json.dumps(value)}"[:80]


def sandboxed(sandbox: Sandbox, seconds: float = 5.0) -> Runner:
    """Runs source with the plain interpreter in the sandbox, with a folder of its own and nothing else of ours; what
    takes longer than `seconds` does not come to its end."""
    python = Path(os.path.realpath(sys.executable))
    runner = Path(__file__).with_name("_answer_runner.py")

    def run(source: str, function: str, given: Sequence[Any]) -> Sequence[Any]:
        with tempfile.TemporaryDirectory(prefix="answer-") as scratch:
            folder = Path(scratch)
            (folder / "answer.py").write_text(source, encoding="utf-8", errors="replace")
            shutil.copy(runner, folder / "run.py")
            result = sandbox.run(
                [str(python), "-I", "-S", "run.py"],
                request=SandboxRequest(
                    cwd=folder,
                    read_only=(python.parent.parent,),
                    stdin=json.dumps({"function": function, "given": list(given)}).encode(),
                    timeout=seconds,
                    memory_mib=_MEMORY_MIB,
                    max_processes=8,
                ),
            )
        lines = result.stdout.strip().splitlines() if result.exit_code == 0 else []
        try:
            found = json.loads(lines[-1]) if lines else []
        except ValueError:
            return ()
        return found if isinstance(found, list) else ()

    return run
