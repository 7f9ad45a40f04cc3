"""What an element of the Specification does: which entities it writes, whom it tells, which skills it calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from blueprints import (
    Each,
    Notify,
    Operation,
    Perform,
    Reaction,
    Schedule,
    SkillSignature,
    Specification,
    Statement,
    Timer,
    When,
    writes_of,
)

Signatures = Mapping[str, SkillSignature]
Acting = Operation | Reaction | Timer | Schedule


@dataclass(frozen=True)
class Deeds:
    """What the steps of an element do, each in the order of its statements."""

    writes: tuple[str, ...]
    notices: tuple[Notify, ...]
    skills: tuple[str, ...]


def acting_elements(specification: Specification) -> tuple[Acting, ...]:
    """Everything that an agent executes."""
    return (
        *specification.operations,
        *specification.reactions,
        *specification.timers,
        *specification.schedules,
    )


def deeds(specification: Specification, element: Acting, signatures: Signatures) -> Deeds:
    """What `element` does."""
    written = (write.entity for write in writes_of(specification, element.id, signatures))
    steps = tuple(_walk(element.steps))
    return Deeds(
        writes=tuple(dict.fromkeys(written)),
        notices=tuple(step for step in steps if isinstance(step, Notify)),
        skills=tuple(dict.fromkeys(step.skill for step in steps if isinstance(step, Perform))),
    )


def _walk(statements: Sequence[Statement]) -> Iterator[Statement]:
    for statement in statements:
        yield statement
        if isinstance(statement, Each):
            yield from _walk(statement.steps)
        elif isinstance(statement, When):
            yield from _walk((*statement.then, *statement.otherwise))
