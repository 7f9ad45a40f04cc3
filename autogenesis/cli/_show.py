"""`genesis show`: what happened in a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autogenesis.cli._audit import audit_lines
from autogenesis.cli._house import open_storage
from autogenesis.cli._print import console, print_json, receipt_lines
from autogenesis.conductor import Receipt
from autogenesis.core import RunId, Settings

if TYPE_CHECKING:
    from roles import Audit
    from storage import DeadLetter, Storage


def show_run(run: str, settings: Settings, *, as_json: bool) -> int:
    """Steps and verdicts with their reasons, loops, what was not delivered, requirements with tests, the result."""
    from autogenesis.conductor import loops_of

    with open_storage(settings) as storage:
        record = storage.runs.get(RunId(run))
        steps = _steps(storage, record.id)
        requirements = _requirements(storage, record.id)
        audit = _audit(storage, record.id)
        loops = loops_of(storage, record.id)
        lost = [_lost(one) for one in storage.messages.dead_letters(record.id)]
    receipt = record.result.get("receipt") if record.result else None
    if as_json:
        print_json(
            {
                "run": record.id,
                "system": record.slug,
                "status": record.status,
                "steps": steps,
                "dead_letters": lost,
                "loops": [{**one.model_dump(mode="json"), "done": one.done} for one in loops],
                "requirements": requirements,
                "audit": None if audit is None else audit.model_dump(mode="json"),
                "result": record.result,
            }
        )
        return 0
    out = console()
    out.print(f"{record.id}  {record.slug}  {record.status}", markup=False)
    for step in steps:
        said = "approved" if step["approved"] else "rejected" if step["approved"] is False else "not judged"
        out.print(f"  {step['step']} {step['attempt']}: {said} {step['hash'][:12]}", markup=False)
        for reason in step["reasons"]:
            out.print(f"      {reason['part']}: {reason['text']}", markup=False)
    for loop in loops:
        out.print(f"  loop in {loop.step}, attempt {loop.attempt}: {loop.reason} {loop.done}", markup=False)
    for one in lost:
        out.print(
            f"  not delivered: {one['sender']} to {one['receiver']}: {one['action']}; {one['reason']}", markup=False
        )
    for one in requirements:
        tests = f"{one['passed']} of {one['tests']} tests pass" if one["tests"] else "no test of its own"
        if one["untested"]:
            tests += f"; not tested: {', '.join(one['untested'])}, for which no inputs were found"
        out.print(f"  {one['status']:<13} {one['text']}  ({tests})", markup=False)
    if audit is not None:
        for line in audit_lines(audit):
            out.print(f"  {line}", markup=False)
    if receipt is not None:
        for line in receipt_lines(Receipt.model_validate(receipt)):
            out.print(f"  {line}", markup=False)
    return 0


def _lost(letter: DeadLetter) -> dict[str, str]:
    """A message that was not delivered, and why."""
    message = letter.message
    return {
        "id": message.id,
        "sender": message.sender,
        "receiver": message.receiver or str(message.topic),
        "action": message.action,
        "reason": letter.reason,
    }


def _steps(storage: Storage, run: RunId) -> list[dict[str, Any]]:
    verdicts = {(verdict.step, verdict.attempt): verdict for verdict in storage.verdicts.of_run(run)}
    found = []
    for publication in storage.artefacts.of_run(run):
        if publication.step == "brief":
            continue
        verdict = verdicts.get((publication.step, publication.attempt))
        found.append(
            {
                "step": publication.step,
                "attempt": publication.attempt,
                "hash": publication.hash,
                "approver": verdict.approver if verdict else None,
                "approved": verdict.approved if verdict else None,
                "reasons": list(verdict.reasons) if verdict else [],
            }
        )
    return found


def _requirements(storage: Storage, run: RunId) -> list[dict[str, Any]]:
    """Each requirement with how many of the tests that carry it passed."""
    latest = {publication.step: publication.body for publication in storage.artefacts.of_run(run)}
    specification, report = latest.get("specification"), latest.get("integration")
    untested: list[Any] = report.get("untested", []) if isinstance(report, dict) else []  # type: ignore[assignment]
    cases: list[Any] = report["cases"] if isinstance(report, dict) else []  # type: ignore[assignment]
    found = []
    for requirement in specification["requirements"] if isinstance(specification, dict) else ():  # type: ignore[union-attr]
        mine = [case for case in cases if requirement["id"] in case["covers"]]  # type: ignore[index,call-overload]
        found.append(
            {
                "requirement": requirement["id"],  # type: ignore[index,call-overload]
                "text": requirement["text"],  # type: ignore[index,call-overload]
                "status": requirement["status"],  # type: ignore[index,call-overload]
                "tests": len(mine),
                "passed": sum(case["outcome"] == "passed" for case in mine),
                "untested": [element for element in _elements(requirement) if element in untested],
            }
        )
    return found


def _audit(storage: Storage, run: RunId) -> Audit | None:
    """What security said of the package last; None where the run did not come so far."""
    from roles import Audit

    found = storage.artefacts.of_step(run, "audit")
    return Audit.model_validate(found[-1].body) if found else None


def _elements(requirement: Any) -> list[str]:
    return list(requirement["elements"])
