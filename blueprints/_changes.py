"""Changes: the only way anything alters a Specification or a Blueprint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Literal, TypeVar, cast, get_args

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from blueprints._base import Element, Frozen, Id
from blueprints._notation import NotationError
from blueprints._scenarios import Json
from blueprints._shorthand import spelled_out

Artefact = Frozen
A = TypeVar("A", bound=Frozen)
"""A Specification or a Blueprint: frozen, with tuples of Elements as fields."""


_MOST_FAULTS = 3
"""Of a value, that are told at once."""


def _lines(evidence: object) -> object:
    """Several grounds are a line each; whoever writes JSON may give a list."""
    if isinstance(evidence, list) and all(isinstance(one, str) for one in evidence):
        return "\n".join(evidence)
    return evidence


class Change(Frozen):
    """Add, replace or remove one element by its stable id.

    `part` is the field of the artefact that holds it (``operations``, ``entities`` …); `value` is the element's
    JSON for add and replace, in full or in the short form (see `spelled_out`); `reason` says why, for people;
    `evidence` names a sentence, test, event or clause, or several, a line each.
    """

    action: Literal["add", "replace", "remove"]
    part: Id
    id: Id
    value: dict[str, Json] | None = None
    reason: str = ""
    evidence: Annotated[str, BeforeValidator(_lines)] = ""

    @property
    def grounds(self) -> tuple[str, ...]:
        """What the evidence names, one by one."""
        return tuple(one for line in self.evidence.splitlines() if (one := line.strip()))


class Changes(Frozen):
    """What a model, feedback or a person answers with."""

    changes: tuple[Change, ...] = ()


class Outcome(Frozen):
    """What became of a Change: accepted, or not and why."""

    change: Change
    accepted: bool
    reason: str = ""


@cache
def element_parts(artefact: type[Artefact]) -> Mapping[str, TypeAdapter[tuple[Element, ...]]]:
    """The fields of an artefact that hold elements, each with an adapter that validates them."""
    parts: dict[str, TypeAdapter[tuple[Element, ...]]] = {}
    for name, field in artefact.model_fields.items():
        inner = get_args(field.annotation)
        if inner and isinstance(inner[0], type) and issubclass(inner[0], Element):
            adapter: TypeAdapter[tuple[Element, ...]] = TypeAdapter(cast("type[tuple[Element, ...]]", field.annotation))
            parts[name] = adapter
    return parts


def apply_change(artefact: A, change: Change) -> tuple[A, Outcome]:
    """Apply one Change; what does not fit leaves the artefact as it was and says why."""
    parts = element_parts(type(artefact))
    if change.part not in parts:
        return artefact, _refused(change, f"there is no part {change.part!r}; parts are {', '.join(sorted(parts))}")
    held: tuple[Element, ...] = getattr(artefact, change.part)
    known = change.id in {element.id for element in held}
    if change.action == "add" and known:
        return artefact, _refused(change, f"{change.id} exists already; use replace")
    if change.action != "add" and not known:
        return artefact, _refused(change, f"{change.part} has no {change.id}")
    if change.action == "remove":
        kept = tuple(element for element in held if element.id != change.id)
        return artefact.model_copy(update={change.part: kept}), Outcome(change=change, accepted=True)
    if change.value is None:
        return artefact, _refused(change, f"{change.action} needs a value")
    if change.value.get("id", change.id) != change.id:
        return artefact, _refused(change, f"the value's id {change.value['id']!r} is not {change.id}")
    form = get_args(type(artefact).model_fields[change.part].annotation)[0]
    try:
        (element,) = parts[change.part].validate_python((spelled_out(form, {**change.value, "id": change.id}),))
    except NotationError as error:
        return artefact, _refused(change, f"the value is no {change.part} element: {error}")
    except ValidationError as error:
        told = [f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors()[:_MOST_FAULTS]]
        return artefact, _refused(change, f"the value is no {change.part} element: {'; '.join(told)}")
    if change.action == "add":
        changed = (*held, element)
    else:
        changed = tuple(element if old.id == change.id else old for old in held)
    return artefact.model_copy(update={change.part: changed}), Outcome(change=change, accepted=True)


def apply_changes(artefact: A, changes: Sequence[Change]) -> tuple[A, tuple[Outcome, ...]]:
    """Apply Changes in order; each stands or falls alone."""
    outcomes = []
    for change in changes:
        artefact, outcome = apply_change(artefact, change)
        outcomes.append(outcome)
    return artefact, tuple(outcomes)


def _refused(change: Change, reason: str) -> Outcome:
    return Outcome(change=change, accepted=False, reason=reason)
