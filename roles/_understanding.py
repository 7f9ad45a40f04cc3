"""Understanding: turns the text into a Specification; judges the plan and the Blueprint."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Protocol

from autogenesis.core import SpecificationError
from autogenesis.skills import signatures
from blueprints import Change, Gap, Outcome, Requirement, Specification, apply_changes, check_specification
from roles._allotment import allot
from roles._amending import amended, with_lost
from roles._artefacts import Brief, Reason
from roles._blame import ACTING
from roles._blueprint_checks import check_blueprint_draft
from roles._demotion import demote, list_unread
from roles._inputs import SpecificationInputs
from roles._plan_checks import check_plan
from roles._proposals import credited, faults, merged
from roles._role import Check, Propose, Role, Settle
from roles._words import snake

ANSWERS = 6
"""Of a model, for one draft."""
_ROUNDS = 8
_READING = "@"
_OPEN = ("unclear", "contradictory")


class Reading(Protocol):
    """What a reader of texts gives."""

    @property
    def specification(self) -> Specification: ...


Reader = Callable[[str, Mapping[str, str], frozenset[str]], Reading]
"""(text, answers to its questions by their id, readings that were rejected as ``pattern@sentence``) -> what was
understood."""


class Understanding(Role[SpecificationInputs, Specification]):
    """Makes the Specification with a reader; approves the work plan and the Blueprint."""

    name: ClassVar[str] = "understanding"
    purpose: ClassVar[str] = "Reads the text: what is asked, where it says so, and what stays open."
    takes = SpecificationInputs
    makes = Specification
    approves: Mapping[str, Check] = {"work_plan": check_plan, "blueprint": check_blueprint_draft}

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def draft(self, task: SpecificationInputs, rejections: Sequence[Reason]) -> Specification:
        """What the reader understood. For a part that was rejected its next reading is taken; where there is none,
        the part and whatever stood on it is taken out and listed as unclear."""
        brief = task.brief
        specification = self._read(brief, frozenset())
        if not specification.operations:
            raise _nothing("the text names nothing that can be asked for or kept")
        if not rejections:
            return specification
        barred = readings_behind(specification, rejections)
        again = specification
        if barred:
            again = self._read(brief, barred)
        if again != specification and again.operations:
            named = [reason for reason in rejections if _READING in reason.part]
            still = _still_there(again, rejections, barred)
            specification, rejections = again, (*still, *named)
        found = _parts_of_readings(specification, rejections)
        left = _employing(_buildable(demote(specification, found)))
        if not left.operations:
            raise _nothing("nothing is left of the text when what does not hold together is taken out")
        return list_unread(left, brief.text)

    def _read(self, brief: Brief, barred: frozenset[str]) -> Specification:
        """What the text says, with what a person decided otherwise; what cannot stand with that is taken out."""
        specification = self._reader(brief.text, brief.answers, barred).specification
        if brief.changes:
            specification = with_lost(_buildable(amended(specification, brief.changes)), brief.changes)
        return _employing(specification)

    def gaps(self, out: Specification) -> tuple[Gap, ...]:
        """Every clause that stayed unclear, and before them what else is listed as a gap and still open."""
        unclear = [clause for clause in out.clauses if clause.status == "unclear"]
        told = {clause.span for clause in unclear}
        listed = (gap for gap in out.gaps if gap.status in _OPEN and not told & set(gap.spans))
        asked = (Gap(id=f"gap.{one.id}", text=one.text, status="unclear", spans=(one.span,)) for one in unclear)
        return (*listed, *asked)

    async def helped(
        self, task: SpecificationInputs, out: Specification, gaps: Sequence[Gap], propose: Propose, settle: Settle
    ) -> tuple[Specification, tuple[Outcome, ...]]:
        """The draft with what a model adds to it. What is dropped goes back with why, and beside it the Specification
        as it would be with all that was proposed, so that one part can be mended by itself; a few times, and no more
        where nothing new comes."""
        proposed, told, shown, left = list[Change](), list[str](), out, gaps
        helped: tuple[Specification, tuple[Outcome, ...]] = (out, ())
        for _ in range(ANSWERS):
            together = merged(proposed, await propose(shown, left, told))
            if together == proposed:
                break
            proposed = together
            helped = await asyncio.to_thread(settle, proposed)
            told = faults(helped[1])
            if not told and not self.gaps(helped[0]):
                break
            shown, _ = self.apply(out, proposed)
            left = self.gaps(shown)
        return helped

    def apply(self, out: Specification, changes: Sequence[Change]) -> tuple[Specification, tuple[Outcome, ...]]:
        """The Specification with the Changes that fit it; the clauses that they were made for are carried by them."""
        changed, outcomes = apply_changes(out, changes)
        return credited(changed, outcomes), outcomes


def _nothing(what: str) -> SpecificationError:
    return SpecificationError(
        what,
        where="the specification",
        remedy="Say in full sentences who does what with what, such as: A member borrows a boat",
    )


def _employing(specification: Specification) -> Specification:
    """The Specification without the agents that it names and leaves nothing to do for; their clauses say so."""
    if not specification.agents or check_specification(specification, signatures()):
        return specification
    posts = {post.id for post in allot(specification, signatures()).posts}
    idle = [agent for agent in specification.agents if f"agent.{snake(agent.name)}" not in posts]
    return demote(
        specification, [Reason(part=agent.id, text=f"nothing is left to do for {agent.name}") for agent in idle]
    )


def readings_behind(specification: Specification, rejections: Sequence[Reason]) -> frozenset[str]:
    """The readings, as ``pattern@sentence``, that are rejected or that the rejected parts come from; a clause that is
    rejected comes from the rule that was read from it."""
    parts = {reason.part for reason in rejections}
    named = frozenset(part for part in parts if _READING in part)
    named_by_clause = {clause.requirement for clause in specification.clauses if clause.id in parts}
    patterns = {
        requirement.id: requirement.pattern
        for requirement in specification.requirements
        if requirement.id in parts
        or parts & set(requirement.elements)
        or (requirement.id in named_by_clause and _is_rule(requirement))
    }
    return named | frozenset(
        f"{patterns[clause.requirement]}{_READING}{clause.sentence}"
        for clause in specification.clauses
        if clause.requirement in patterns
    )


def _is_rule(requirement: Requirement) -> bool:
    """Whether the requirement says what is done or refused, and not what is kept: without it the rest still stands."""
    kinds = {element.partition(".")[0] for element in requirement.elements}
    return bool(kinds & ACTING) and "field" not in kinds


def _parts_of_readings(specification: Specification, rejections: Sequence[Reason]) -> list[Reason]:
    """The rejections, each that is of a reading that is still in use told of what it acts through and shares with no
    other."""
    readings = {reason.part: reason.text for reason in rejections if _READING in reason.part}
    found = [reason for reason in rejections if reason.part not in readings]
    uses = Counter(element for requirement in specification.requirements for element in requirement.elements)
    requirements = {requirement.id: requirement for requirement in specification.requirements}
    for clause in specification.clauses:
        requirement = requirements.get(clause.requirement or "")
        text = readings.get(f"{requirement.pattern}{_READING}{clause.sentence}") if requirement else None
        if requirement is not None and text is not None:
            own = [one for one in requirement.elements if uses[one] == 1 and one.partition(".")[0] in ACTING]
            found += [Reason(part=part, text=text) for part in (requirement.id, *own)]
    return found


def _still_there(
    specification: Specification, rejections: Sequence[Reason], barred: frozenset[str]
) -> Sequence[Reason]:
    """The rejections that the other reading did not answer: what is still wrong, or read in a barred way after all."""
    problems = {problem.element for problem in check_specification(specification, signatures())}
    return [
        reason for reason in rejections if reason.part in problems or readings_behind(specification, [reason]) & barred
    ]


def _buildable(specification: Specification) -> Specification:
    """What is left when all that does not stand by itself has been taken out."""
    for _ in range(_ROUNDS):
        problems = check_specification(specification, signatures())
        if not problems:
            break
        specification = demote(
            specification, [Reason(part=problem.element, text=problem.message) for problem in problems]
        )
    return specification
