"""Has one of the roles that look after runs make something, and another judge it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from autogenesis.core import JsonObject, RunId
from blueprints import Frozen, Json
from roles import OPERATIONS_APPROVERS, Assignment, Verdict
from storage import Storage

Ask = Callable[[str, Assignment], Awaitable[JsonObject]]
"""(role, assignment) -> its answer."""


async def made_and_judged(
    ask: Ask, storage: Storage, doer: str, task: Assignment, basis: Frozen, at: tuple[str, int]
) -> tuple[Json, Verdict]:
    """What `doer` makes of the basis, kept under the task's step, and the verdict. The basis is kept `at` that step and
    attempt; one that stands there already is what counts."""
    run = RunId(task.run)
    (given,) = task.inputs
    kept = storage.artefacts.publish(run, at[0], at[1], kind=given, body=basis)
    task = task.model_copy(update={"inputs": {given: kept.hash}})
    await ask(doer, task)
    made = storage.artefacts.find(run, task.step, task.attempt)
    assert made is not None
    return made.body, await judged(ask, storage, OPERATIONS_APPROVERS[task.produces], task, made.hash)


async def judged(ask: Ask, storage: Storage, approver: str, task: Assignment, digest: str) -> Verdict:
    """What the approver says of the artefact, kept."""
    reply = await ask(approver, task.model_copy(update={"action": "check", "artefact": digest}))
    verdict = Verdict.model_validate(reply["verdict"])
    storage.verdicts.give(
        task,
        verdict.approver,
        approved=verdict.approved,
        reasons=[reason.model_dump() for reason in verdict.reasons],
    )
    return verdict
