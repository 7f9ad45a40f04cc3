"""What of each artefact a model may propose Changes to, how much of it is shown, and who judges the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from blueprints import Frozen, Gap, Json, Specification, shapes
from roles._artefacts import ModuleSet, Reason
from roles._blueprint_checks import check_blueprint_draft
from roles._documentation_checks import check_manual
from roles._excerpt import excerpt_of, sentences_near, specification_excerpt
from roles._prompt_checks import check_prompts
from roles._specification_checks import check_specification_draft

Judge = Callable[[Any, Any], Sequence[Reason]]
"""(artefact, what it was made from) -> what its approver would say against it, without running anything."""
LEAST_BYTES, MOST_BYTES = 7000, 27_000
"""Of an artefact that a model is shown, by what it holds: with the forms of its parts, the gaps and the task, that is
6,500 tokens for one that holds little, and 12,000 at most."""


@dataclass(frozen=True)
class Offer:
    """`parts` of an artefact that Changes may be proposed to; what is measured or found by running is not offered."""

    parts: tuple[str, ...]
    judge: Judge

    def shapes(self, artefact: Frozen) -> str:
        """The forms of the parts."""
        return shapes(type(artefact), self.parts)

    def shown(self, artefact: Frozen, gaps: Sequence[Gap], tokens: int) -> dict[str, Json]:
        """As much of the artefact as a model that holds so many tokens needs; what the gaps are about comes first."""
        room = min(max(LEAST_BYTES, tokens), MOST_BYTES)
        if isinstance(artefact, Specification):
            return specification_excerpt(artefact, self.parts, gaps, room)
        if isinstance(artefact, ModuleSet):
            return excerpt_of(artefact, ("open",), gaps, room)
        return excerpt_of(artefact, self.parts, gaps, room)

    def grounds(self, artefact: Frozen, gaps: Sequence[Gap], *, full: bool) -> frozenset[str]:
        """What a Change may name as its evidence: the gaps, and the clauses and sentences that they are about; where
        everything may change (`full`), whatever was read."""
        found = {gap.id for gap in gaps}
        if isinstance(artefact, Specification):
            near = {one.id for one in (artefact.sentences if full else sentences_near(artefact, gaps, 0))}
            found |= near | {clause.id for clause in artefact.clauses if clause.sentence in near}
        return frozenset(found)


OFFERS: Mapping[str, Offer] = {
    "specification": Offer(
        (
            "actors",
            "entities",
            "calendars",
            "tables",
            "operations",
            "reactions",
            "timers",
            "schedules",
            "access",
            "audits",
            "agents",
            "approvals",
            "qualities",
            "assumptions",
        ),
        check_specification_draft,
    ),
    "blueprint": Offer(("agents",), check_blueprint_draft),
    "modules": Offer(("behaviours",), lambda modules, basis: ()),
    "prompts": Offer(("prompts",), check_prompts),
    "documentation": Offer(("pages",), lambda manual, basis: check_manual(manual, basis, None)),
}
"""By the kind of artefact."""
