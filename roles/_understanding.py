"""Understanding: turns the text into a Specification; judges the plan and the Blueprint."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Protocol

from autogenesis.core import SpecificationError
from autogenesis.skills import signatures
from blueprints import Gap, Specification, check_specification
from roles._artefacts import Reason
from roles._blueprint_checks import check_blueprint_draft
from roles._demotion import demote
from roles._inputs import SpecificationInputs
from roles._plan_checks import check_plan
from roles._role import Check, Role

_ROUNDS = 8


class Reading(Protocol):
    """What a reader of texts gives."""

    @property
    def specification(self) -> Specification: ...


Reader = Callable[[str, Mapping[str, str]], Reading]
"""(text, answers to its questions by their id) -> what was understood."""


class Understanding(Role[SpecificationInputs, Specification]):
    """Makes the Specification with a reader; approves the work plan and the Blueprint."""

    name: ClassVar[str] = "understanding"
    purpose: ClassVar[str] = "Reads the text: what is asked, where it says so, and what stays open."
    takes = SpecificationInputs
    makes = Specification
    approves: ClassVar[dict[str, Check]] = {"work_plan": check_plan, "blueprint": check_blueprint_draft}

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def draft(self, task: SpecificationInputs, rejections: Sequence[Reason]) -> Specification:
        """What the reader understood; the parts that were rejected are taken out and their clauses listed as unclear.

        Taking a part out can leave others without what they stand on; those go the same way.
        """
        specification = self._reader(task.brief.text, task.brief.answers).specification
        if not specification.operations:
            raise SpecificationError(
                "the text names nothing that can be asked for or kept",
                where="the specification",
                remedy="Say in full sentences who does what with what, such as: A member borrows a boat",
            )
        if not rejections:
            return specification
        specification = demote(specification, rejections)
        for _ in range(_ROUNDS):
            problems = check_specification(specification, signatures())
            if not problems:
                break
            specification = demote(
                specification, [Reason(part=problem.element, text=problem.message) for problem in problems]
            )
        return specification

    def gaps(self, out: Specification) -> tuple[Gap, ...]:
        """What is listed as a gap, and every clause that stayed unclear."""
        unclear = (
            Gap(id=f"gap.{clause.id}", text=clause.text, status="unclear", spans=(clause.span,))
            for clause in out.clauses
            if clause.status == "unclear"
        )
        return (*out.gaps, *unclear)
