"""`genesis doctor MODEL`: a model tried on small tasks of each role, and the lines that give it its roles."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from autogenesis.cli._models import open_one
from autogenesis.cli._print import console, print_json
from autogenesis.core import ConfigurationError, Settings, SystemClock

if TYPE_CHECKING:
    from autogenesis.grading import Grade, RoleGrade, Task, TaskGrade

_ROW = "{:<14}{:>7}{:>8}{:>7}{:>7}{:>10}{:>9}{:>9}  {}"
_HEAD = ("role", "tasks", "schema", "tools", "code", "followed", "seconds", "tokens", "")


def grade_model(settings: Settings, roles: str | None, *, as_json: bool) -> int:
    """Ask the settings' model the tasks; 1 where it is good for no role."""
    from autogenesis.grading import runs_code, sandboxed, tasks_of
    from autogenesis.sandbox import choose

    names = _named(roles)
    sandbox = choose(settings.sandbox, model_written=any(map(runs_code, names)))  # or it ends here, before it costs
    tasks = [task for name in names for task in tasks_of(name, sandboxed(sandbox))]
    grade = asyncio.run(_asked(settings, tasks, quiet=as_json))
    if as_json:
        print_json(_told(grade))
    else:
        _print(grade)
    return int(not grade.recommended)


async def _asked(settings: Settings, tasks: Sequence[Task], *, quiet: bool) -> Grade:
    from autogenesis.grading import grade
    from autogenesis.models import Account, Lender

    limits, clock = settings.limits, SystemClock()
    model = open_one(settings)
    account = Account(max_tokens=limits.max_tokens, max_money=limits.max_money)
    tell = (lambda one: None) if quiet else _tell
    try:
        await model.ready()  # loading a model is no part of how long it takes to answer
        return await grade(model.name, model, tasks, Lender(account, clock, limits.model_seconds), tell)
    finally:
        await model.close()


def _named(roles: str | None) -> tuple[str, ...]:
    """The roles to try; ConfigurationError where one of them asks no model."""
    from autogenesis.grading import graded_roles

    known = graded_roles()
    wanted = [one.strip() for one in (roles or "").split(",") if one.strip()]
    for name in wanted:
        if name not in known:
            raise ConfigurationError(
                f"there are no tasks for a role {name!r}", where="--roles", remedy=f"Name some of: {', '.join(known)}"
            )
    return tuple(name for name in known if not wanted or name in wanted)


def _tell(one: TaskGrade) -> None:
    sign = "✓" if one.passed else "✗"
    why = f": {one.why}" if one.why else ""
    console(stderr=True).print(f"{sign} {one.role.replace('_', ' '):<14} {one.task}{why}", markup=False)


def _print(grade: Grade) -> None:
    out = console()
    out.print(_ROW.format(*_HEAD).rstrip(), markup=False)
    for one in grade.roles:
        out.print(_row(one).rstrip(), markup=False)
    out.print("", markup=False)
    if not grade.recommended:
        out.print(f"{grade.model} is good for none of these roles; --model builtin needs no model.", markup=False)
        return
    out.print("For genesis.toml:", markup=False)
    for line in _lines(grade):
        out.print(line, markup=False)


def _row(one: RoleGrade) -> str:
    figures = [one.schema, one.of("tools"), one.of("code"), one.of("followed")]
    return _ROW.format(
        one.role.replace("_", " "),
        f"{one.passed}/{len(one.tasks)}",
        *(f"{done}/{of}" if of else "-" for done, of in figures),
        "-" if one.seconds is None else f"{one.seconds:.2f}",
        one.tokens,
        f"no: {one.against}" if one.against else "yes",
    )


def _lines(grade: Grade) -> list[str]:
    """What gives the model its roles."""
    return [line for role in grade.recommended for line in (f"[roles.{role}]", f'model = "{_quoted(grade.model)}"')]


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _told(grade: Grade) -> dict[str, Any]:
    return {
        "model": grade.model,
        "recommended": list(grade.recommended),
        "toml": _lines(grade),
        "roles": [
            {
                "role": one.role,
                "passed": one.passed,
                "of": len(one.tasks),
                "schema": list(one.schema),
                "tools": list(one.of("tools")),
                "code": list(one.of("code")),
                "followed": list(one.of("followed")),
                "seconds": one.seconds,
                "tokens": one.tokens,
                "against": one.against,
                "tasks": [{**asdict(task), "passed": task.passed} for task in one.tasks],
            }
            for one in grade.roles
        ],
    }
