"""Feedback: reads what became of each clause and test, and proposes Changes for the next revision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from blueprints import Change
from roles._artefacts import Feedback, Manual, Reason
from roles._documentation_checks import check_manual
from roles._inputs import DocumentationInputs, RevisionInputs
from roles._observed import changes_for
from roles._role import Check, Role
from roles._workshop import Workshop

_OPEN = frozenset({"unclear", "contradictory"})
_MOST_QUESTIONS = 5


class FeedbackRole(Role[RevisionInputs, Feedback]):
    """Makes the proposals; approves the manual by following it."""

    name: ClassVar[str] = "feedback"
    purpose: ClassVar[str] = "Reads report and tests and proposes what the next revision should change."
    takes = RevisionInputs
    makes = Feedback
    approves: dict[str, Check]

    def __init__(self, workshop: Workshop | None = None) -> None:
        self._workshop = workshop
        self.approves = {"documentation": self._follow}

    def draft(self, task: RevisionInputs, rejections: Sequence[Reason]) -> Feedback:
        """A question for each clause left open, a gap for each test that did not pass, and what a running system gives
        reason for; each with its evidence."""
        specification = task.specification
        refused = {reason.part.rpartition(".")[2] for reason in rejections}
        asked = {element.id for element in (*specification.questions, *specification.gaps)}
        changes, open_points = [], []
        room = _MOST_QUESTIONS - len(specification.questions)
        for clause in specification.clauses:
            if clause.status not in _OPEN:
                continue
            id = f"question.{clause.id}"
            if room <= 0 or id in asked or clause.id in refused:
                open_points.append(f"{clause.id}: {clause.text}")
                continue
            room -= 1
            value = {
                "text": f'What does "{clause.text}" ask for? {clause.note}'.strip(),
                "default": "Leave it out.",
                "spans": [list(clause.span)],
            }
            reason = f"The clause is {clause.status}."
            changes.append(
                Change(action="add", part="questions", id=id, value=value, reason=reason, evidence=clause.id)
            )
        for case in task.integration.cases:
            if case.outcome in ("failed", "error"):
                value = {"text": f"{case.name}: {case.message.partition(chr(10))[0]}", "status": "unclear"}
                changes.append(
                    Change(
                        action="add",
                        part="gaps",
                        id=f"gap.{case.id}",
                        value=value,
                        reason="The test did not pass.",
                        evidence=case.id,
                    )
                )
        found, unasked = changes_for(task.seen, specification, {reason.part for reason in rejections}, room)
        return Feedback(changes=(*changes, *found), open=(*open_points, *unasked))

    def _follow(self, manual: Manual, basis: DocumentationInputs) -> tuple[Reason, ...]:
        return check_manual(manual, basis, self._workshop)


def proposals(basis: RevisionInputs, attempts: int = 3) -> Feedback:
    """What a running system gives reason for, as far as the hierarchy accepts it: what it rejects is left out."""
    from roles._feedback_checks import check_feedback

    doer = FeedbackRole()
    rejections: list[Reason] = []
    for _ in range(attempts):
        found = doer.draft(basis, rejections)
        made = found.model_copy(update={"changes": tuple(one for one in found.changes if _is_seen(one, basis))})
        reasons = check_feedback(made, basis)
        if not reasons:
            return made
        rejections += reasons
    return Feedback()


def _is_seen(change: Change, basis: RevisionInputs) -> bool:
    return any(one.id == change.evidence for one in basis.seen)
