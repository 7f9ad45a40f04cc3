"""The skills that a specification performs, as the code that carries them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import blueprints as b
from autogenesis.assembly._statements import SkillPart
from autogenesis.skills import skill


def skill_parts(specification: b.Specification) -> dict[str, SkillPart]:
    """The parts for every skill named in a `perform`, by skill."""
    found: dict[str, SkillPart] = {}
    for id in sorted(set(_performed(specification))):
        known = skill(id)
        found[id] = SkillPart(known.signature, f"behaviours.{known.behaviour}", known.function)
    return found


def _performed(specification: b.Specification) -> Iterator[str]:
    for element in (
        *specification.operations,
        *specification.reactions,
        *specification.timers,
        *specification.schedules,
    ):
        yield from _in(element.steps)


def _in(steps: Iterable[b.Statement]) -> Iterator[str]:
    for step in steps:
        match step:
            case b.Perform():
                yield step.skill
            case b.Each():
                yield from _in(step.steps)
            case b.When():
                yield from _in((*step.then, *step.otherwise))
