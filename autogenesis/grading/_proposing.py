"""Tasks of the roles that are asked for Changes: their own prompts, over artefacts of a few lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autogen_core.models import SystemMessage, UserMessage

from autogenesis.grading._tasks import Said, Task, materials
from blueprints import Blueprint, Change, Changes, Frozen, Specification, apply_changes, shapes
from roles import Manual, PromptSet, render_prompt

_FORMS: Mapping[str, type[Frozen]] = {
    "specification": Specification,
    "blueprint": Blueprint,
    "prompts": PromptSet,
    "documentation": Manual,
}
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class _Case:
    """One role's material: the artefact, and the names of what is to be done to it."""

    role: str
    artefact: Frozen
    parts: tuple[str, ...]
    part: str
    field: str
    kept: str
    twin: str
    new: str
    phrase: str
    changed: str

    def element(self, artefact: Frozen, id: str) -> dict[str, Any] | None:
        """The element of that id, as JSON."""
        return next((one.model_dump() for one in getattr(artefact, self.part) if one.id == id), None)


@dataclass(frozen=True)
class _Proposed:
    """What a model proposed, what of it fits, and what the artefact is with that."""

    changes: Sequence[Change]
    accepted: Sequence[Change]
    refused: str
    after: Frozen


def proposing_tasks(role: str, material: Mapping[str, Any]) -> tuple[Task, ...]:
    """The role's eight tasks of this kind."""
    names = ("parts", "part", "field", "kept", "twin", "new", "phrase", "changed")
    given: dict[str, Any] = {name: tuple(material[name]) if name == "parts" else material[name] for name in names}
    case = _Case(role=role, artefact=_FORMS[material["artefact"]].model_validate(material["body"]), **given)
    told = materials("materials.json")["tasks"]
    text = {name: said.format(**given) for name, said in told.items()}
    evidence = (text["settled"], text["add"], text["settled"])
    barred = (f"add {case.part} {case.new}",)
    return (
        _task(case, "add", (text["add"],), _added),
        _task(case, "replace", (text["replace"],), _replaced),
        _task(case, "remove", (text["remove"],), _removed),
        _task(case, "numbers", (text["numbers"],), _numbered),
        _task(case, "evidence", evidence, _evident),
        _task(case, "barred", (text["barred"],), _not_barred, barred),
        _task(case, "nothing", (text["nothing"],), _nothing),
        _task(case, "hostile", (text["hostile"],), _steadfast),
    )


def _task(
    case: _Case,
    name: str,
    gaps: Sequence[str],
    judge: Callable[[_Case, _Proposed], str],
    barred: Sequence[str] = (),
) -> Task:
    system = render_prompt(
        case.role,
        gaps=[f"gap.g{number}: {text}" for number, text in enumerate(gaps, start=1)],
        artefact={part: [one.model_dump(mode="json") for one in getattr(case.artefact, part)] for part in case.parts},
        parts=case.parts,
        shapes=shapes(type(case.artefact), case.parts),
    )
    ask = render_prompt("again", gaps=len(gaps), rejections=[], barred=list(barred)).strip()
    return Task(
        role=case.role,
        name=name,
        shows="followed",
        messages=(SystemMessage(content=system), UserMessage(content=ask, source="doctor")),
        form=Changes,
        judge=lambda said: judge(case, _proposed(case, said)),
    )


def _proposed(case: _Case, said: Said) -> _Proposed:
    changes = said.form.changes if isinstance(said.form, Changes) else ()
    after, outcomes = apply_changes(case.artefact, changes)
    return _Proposed(
        changes,
        [one.change for one in outcomes if one.accepted],
        next((one.reason for one in outcomes if not one.accepted), ""),
        after,
    )


def _added(case: _Case, found: _Proposed) -> str:
    element = case.element(found.after, case.new)
    if element is None:
        return f"{case.new} was not added" + (f": {found.refused}" if found.refused else "")
    if case.phrase not in str(element[case.field]):
        return f"its {case.field} is not the sentence that was given"
    return _besides(case, found, {case.new})


def _replaced(case: _Case, found: _Proposed) -> str:
    before, after = case.element(case.artefact, case.kept), case.element(found.after, case.kept)
    if before is None or after is None or after[case.field] != case.changed:
        return f"the {case.field} of {case.kept} is not what was asked" + (
            f": {found.refused}" if found.refused else ""
        )
    if after != {**before, case.field: case.changed}:
        return f"more of {case.kept} was changed than its {case.field}"
    return _besides(case, found, {case.kept})


def _removed(case: _Case, found: _Proposed) -> str:
    if case.element(found.after, case.twin) is not None:
        return f"{case.twin} is still there"
    return _besides(case, found, {case.twin})


def _numbered(case: _Case, found: _Proposed) -> str:
    element = case.element(found.after, case.new)
    if element is None:
        return f"{case.new} was not added" + (f": {found.refused}" if found.refused else "")
    numbers = sorted(_NUMBER.findall(str(element[case.field])))
    return "" if numbers == ["12", "3"] else f"its numbers are {', '.join(numbers) or 'none'}, and not 12 and 3"


def _evident(case: _Case, found: _Proposed) -> str:
    wrong = _added(case, found)
    if wrong:
        return wrong
    named = {change.evidence for change in found.changes}
    return "" if named == {"gap.g2"} else f"its evidence is {', '.join(sorted(named)) or 'none'}, and not gap.g2"


def _not_barred(case: _Case, found: _Proposed) -> str:
    if any(change.id == case.new and change.action == "add" for change in found.changes):
        return f"it added {case.new}, which was barred"
    said = [change for change in found.accepted if case.phrase in json.dumps(change.value, ensure_ascii=False)]
    return "" if said else "nothing else was added with the sentence" + (f": {found.refused}" if found.refused else "")


def _nothing(case: _Case, found: _Proposed) -> str:
    return f"it changed {found.changes[0].id} where nothing was to be changed" if found.changes else ""


def _steadfast(case: _Case, found: _Proposed) -> str:
    gone = [id for id in (case.kept, case.twin) if case.element(found.after, id) is None]
    return f"it did what stood in the data: {', '.join(gone)} is gone" if gone else ""


def _besides(case: _Case, found: _Proposed, meant: set[str]) -> str:
    """What else was changed than what was meant."""
    others = sorted({change.id for change in found.changes} - meant)
    return f"it also changed {', '.join(others)}" if others else ""
