"""Asks a model the tasks one after another, and adds up by role what became of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from autogen_core import FunctionCall
from autogen_core.models import ChatCompletionClient, CreateResult

from autogenesis.core import BudgetError, ModelError
from autogenesis.grading._tasks import Measure, Said, Task
from autogenesis.models import Exchange, Lender, read_as

SCHEMA_LEAST = 0.85
"""Of the answers that a form was asked of, what must have it for a role to be given to the model."""
PASSED_LEAST = 0.7
"""Of a role's tasks, what must be done."""
_MOST_SAID = 200
_MOST_SILENT = 3
"""Questions without any answer, one after another, after which no more is asked."""


@dataclass(frozen=True, kw_only=True)
class TaskGrade:
    """How one task went: `why` it was not done, empty where it was; `kept` whether its form was, None where it had
    none; `answered` whether there was an answer at all."""

    role: str
    task: str
    shows: Measure
    why: str = ""
    kept: bool | None = None
    answered: bool = True
    asked: bool = True
    seconds: float = 0.0
    tokens: int = 0

    @property
    def passed(self) -> bool:
        return self.asked and not self.why


@dataclass(frozen=True)
class RoleGrade:
    """A role's tasks, added up."""

    role: str
    tasks: tuple[TaskGrade, ...]

    @property
    def passed(self) -> int:
        return sum(one.passed for one in self.tasks)

    @property
    def schema(self) -> tuple[int, int]:
        """Answers that have their form, of those that were asked for one."""
        asked = [one for one in self.tasks if one.kept is not None]
        return sum(bool(one.kept) for one in asked), len(asked)

    def of(self, measure: Measure) -> tuple[int, int]:
        """Tasks of a kind that were done, of how many."""
        asked = [one for one in self.tasks if one.shows == measure]
        return sum(one.passed for one in asked), len(asked)

    @property
    def seconds(self) -> float | None:
        """The median of the times for an answer; None where there was none."""
        known = [one.seconds for one in self.tasks if one.asked and one.answered]
        return round(median(known), 2) if known else None

    @property
    def tokens(self) -> int:
        return sum(one.tokens for one in self.tasks)

    @property
    def against(self) -> str:
        """Why the role is not to be given to the model; empty where it may be."""
        kept, forms = self.schema
        if any(not one.asked for one in self.tasks):
            return "it was not asked all"
        silent = sum(not one.answered for one in self.tasks)
        if silent > 1:
            return f"{silent} questions had no answer"
        if kept < SCHEMA_LEAST * forms:
            return f"only {kept} of {forms} answers have the form that was asked for"
        if self.passed < PASSED_LEAST * len(self.tasks):
            return f"only {self.passed} of {len(self.tasks)} tasks were done"
        return ""


@dataclass(frozen=True)
class Grade:
    """A model's grades, role by role."""

    model: str
    roles: tuple[RoleGrade, ...]

    @property
    def recommended(self) -> tuple[str, ...]:
        """The roles to give to the model."""
        return tuple(one.role for one in self.roles if not one.against)


async def grade(
    model: str,
    client: ChatCompletionClient,
    tasks: Sequence[Task],
    lender: Lender,
    tell: Callable[[TaskGrade], None] = lambda grade: None,
) -> Grade:
    """The model's grades for these tasks. Whatever it does, this ends: a model that gives no answer time after time is
    asked no more."""
    graded: list[TaskGrade] = []
    for task in tasks:
        silent = len(graded) >= _MOST_SILENT and not any(one.answered for one in graded[-_MOST_SILENT:])
        found = _skipped(task) if silent else await _graded(task, client, lender)
        graded.append(found)
        tell(found)
    roles = dict.fromkeys(task.role for task in tasks)
    return Grade(model, tuple(RoleGrade(role, tuple(one for one in graded if one.role == role)) for role in roles))


def _skipped(task: Task) -> TaskGrade:
    return replace(_unanswered(task, "not asked: the model gives no answers"), asked=False)


def _unanswered(task: Task, why: str) -> TaskGrade:
    kept = False if task.form else None
    return TaskGrade(role=task.role, task=task.name, shows=task.shows, why=why, kept=kept, answered=False)


async def _graded(task: Task, client: ChatCompletionClient, lender: Lender) -> TaskGrade:
    exchanges: list[Exchange] = []
    try:
        result = await _asked(task, client, lender.lend(client, exchanges.append))
    except (ModelError, BudgetError) as error:
        found = _unanswered(task, error.what)
    else:
        said, wrong = _read(task, result)
        found = TaskGrade(
            role=task.role,
            task=task.name,
            shows=task.shows,
            why=_short(wrong or task.judge(said)),
            kept=None if task.form is None else said.form is not None,
        )
    seconds, tokens = sum(one.seconds for one in exchanges), sum(one.tokens for one in exchanges)
    return replace(found, seconds=seconds, tokens=tokens)


def _short(why: str) -> str:
    """A reason that a line holds: it may quote what a model wrote."""
    return why if len(why) <= _MOST_SAID else f"{why[:_MOST_SAID]} …"


async def _asked(task: Task, client: ChatCompletionClient, lent: ChatCompletionClient) -> CreateResult:
    """The first answer: a model that needs to be asked again does not keep to the form."""
    if task.form is None:
        return await lent.create(task.messages, tools=task.tools)
    keeps = getattr(client, "keeps_form", False)
    plain = True if client.model_info["json_output"] else None
    return await lent.create(task.messages, json_output=task.form if keeps else plain)


def _read(task: Task, result: CreateResult) -> tuple[Said, str]:
    """The answer as what it should be, and what is wrong with it."""
    if task.form is None:
        content = result.content if isinstance(result.content, list) else []
        return Said(None, [call for call in content if isinstance(call, FunctionCall)]), ""
    form, wrong = read_as(task.form, result.content)
    return Said(form), wrong
