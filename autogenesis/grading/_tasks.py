"""The tasks by role: ten each, the same every time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from json import loads
from typing import Any, Literal

from autogen_core import FunctionCall
from autogen_core.models import LLMMessage
from autogen_core.tools import ToolSchema
from pydantic import BaseModel

Measure = Literal["schema", "tools", "code", "followed"]
"""What a task shows: that an answer keeps its form, that a tool is called as asked, that what was written passes, that
what was asked is done."""


@dataclass(frozen=True)
class Said:
    """An answer: the form that it was read as (None where it is none), or the tools that it calls."""

    form: BaseModel | None
    calls: Sequence[FunctionCall] = ()


@dataclass(frozen=True, kw_only=True)
class Task:
    """What is asked, the form that an answer must have, and `judge`, which says what is wrong with it; empty for
    nothing. `shows` is what the task is counted as, beside its form."""

    role: str
    name: str
    shows: Measure
    messages: Sequence[LLMMessage]
    judge: Callable[[Said], str]
    form: type[BaseModel] | None = None
    tools: Sequence[ToolSchema] = ()


@cache
def materials(name: str) -> Mapping[str, Any]:
    """What the tasks are made of: a file of this package."""
    found: dict[str, Any] = loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return found


def graded_roles() -> tuple[str, ...]:
    """The roles that ask models, in the order of a run."""
    return tuple(materials("materials.json")["roles"])


def runs_code(role: str) -> bool:
    """Whether source that a model wrote is run for the role's tasks."""
    return "artefact" not in materials("materials.json")["roles"][role]


def tasks_of(role: str, run: Callable[[str, str, Sequence[Any]], Sequence[Any]]) -> tuple[Task, ...]:
    """The role's ten tasks; `run` runs what a model wrote."""
    from autogenesis.grading._code import code_tasks
    from autogenesis.grading._proposing import proposing_tasks
    from autogenesis.grading._simple import simple_tasks

    material = materials("materials.json")["roles"][role]
    own = code_tasks(role, run) if runs_code(role) else proposing_tasks(role, material)
    return (*own, *simple_tasks(role, material))
