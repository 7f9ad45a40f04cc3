"""Keeps what models wrote as candidates for skills; no run reads them."""

from __future__ import annotations

from typing import Final

from autogenesis.core import RunId
from autogenesis.skills import Candidate
from roles import ModuleSet, candidates_of
from storage import Storage

_KIND: Final = "skill"


def keep_candidates(storage: Storage, run: RunId, passed: int) -> tuple[Candidate, ...]:
    """Keep what a model wrote for the package that the run delivered, whose tests passed; one that is kept already is
    not kept again. None is put in force."""
    made = storage.runs.state(run, "made")
    digest = made.get("modules") if isinstance(made, dict) else None
    if not digest:
        return ()
    modules = ModuleSet.model_validate(storage.artefacts.body(str(digest)))
    text_hash = storage.runs.get(run).spec_hash
    found = candidates_of(modules, run=run, text_hash=text_hash, package_tests=passed)
    for one in found:
        known = storage.resources.history(_KIND, one.name)
        if one.hash not in {Candidate.model_validate(version.body).hash for version in known}:
            parent, note = len(known), f"A model wrote it in run {run}: a candidate, which no run uses."
            storage.resources.add(_KIND, one.name, one.model_dump(mode="json"), parent=parent, note=note)
    return found


def candidates_in(storage: Storage) -> tuple[Candidate, ...]:
    """All that are kept, by name, the oldest first."""
    return tuple(Candidate.model_validate(version.body) for version in storage.resources.of_kind(_KIND))
