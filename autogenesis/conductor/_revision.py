"""Delivers a run into a package that stands already: finds what was generated there before, and merges."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from autogenesis.assembly import KEPT, Lineage
from autogenesis.conductor._house import House
from autogenesis.conductor._nouns import Order, RunResult
from autogenesis.conductor._standing import standings
from autogenesis.core import InputError, JsonObject, RunId
from blueprints import Migration, Past, Rename, Specification
from roles import (
    Merge,
    ModuleSet,
    Shown,
    TestReport,
    is_generated_from,
    manifest_of,
    refuse_unresolved,
    revise,
    shown_by,
    stands_as_made,
)
from storage import RunRecord, Storage

_MERGE, _RESTORES = "merge", "restores"
_MOST_LOOKED = 20
_MOST_RUNS = 10_000


@dataclass(frozen=True)
class Before:
    """The run that a package comes from: what was asked of it, and the files that it made."""

    run: RunId
    order: Order
    modules: ModuleSet
    specification: Specification | None = None
    """What was understood then."""
    following: int = 1
    """The number that the next revision will have in the system's history."""
    tested: TestReport | None = None
    """How its tests ended then."""

    def revised(self, order: Order, specification: Specification, at: Path) -> Order:
        """The order for a revision of the package in `at`; InputError where the text describes another system."""
        if specification.slug != self.modules.slug:
            raise InputError(
                f"the text describes {specification.slug!r}, and this is {self.modules.slug!r}",
                where=str(at),
                remedy="Keep the title of the text, or build the other system as a new one (`genesis new`)",
            )
        past = self._past(order.renames)
        shown: tuple[Shown, ...] = ()
        if order.tests and not order.all_tests and self.tested is not None and stands_as_made(self.modules, at):
            shown = shown_by(self.modules, self.tested, self.run)
        return order.model_copy(update={"out": at.parent, "revises": at, "past": past, "shown": shown})

    def _past(self, renames: Sequence[Rename]) -> Past:
        """What the data have come through up to the package of this run."""
        if self.specification is None:
            return Past(number=self.following)
        kept = self.modules.text(f"src/{self.modules.package}/{KEPT}")
        steps = tuple(Migration.model_validate(step) for step in json.loads(kept)) if kept else ()
        shape = Lineage(self.specification, self.order.past).shape
        return Past(steps=steps, shape=shape, renames=tuple(renames), number=self.following)


def what_was_generated(storage: Storage, at: Path, *, merged: bool = True) -> Before:
    """The latest run that made exactly the files that the package's manifest speaks of; InputError where there is
    none, or (if it is to be `merged`) where conflicts of an earlier merge still stand."""
    slug, hashes = manifest_of(at)
    seen: set[str] = set()
    for record in storage.runs.find(slug=slug, limit=_MOST_RUNS):
        made, order = storage.runs.state(record.id, "made"), record.settings.get("order")
        digest = str(made.get("modules", "")) if isinstance(made, dict) else ""
        if not digest or digest in seen or order is None:
            continue
        seen.add(digest)
        modules = ModuleSet.model_validate(storage.artefacts.body(digest))
        if is_generated_from(modules, hashes):
            if merged:
                refuse_unresolved(modules, at)
            read = made.get("specification") if isinstance(made, dict) else None
            understood = Specification.model_validate(storage.artefacts.body(str(read))) if read else None
            reported = made.get("integration") if isinstance(made, dict) else None
            tested = TestReport.model_validate(storage.artefacts.body(str(reported))) if reported else None
            return Before(record.id, Order.model_validate(order), modules, understood, tested=tested)
    raise InputError(
        f"the files as they were last generated are in no run of {slug!r} here, so edits cannot be told from them",
        where=str(at),
        remedy="Use the home (GENESIS_HOME) that it was generated with, or `genesis new` with another --out",
    )


def merge_of(storage: Storage, run: RunId) -> Merge | None:
    """What the run left open where it revised a package; None where it has not."""
    kept = storage.runs.state(run, _MERGE)
    return None if kept is None else Merge.model_validate(kept)


def restorable(house: House, run: RunId, at: Path) -> RunRecord:
    """The run whose package may be put back in `at`; InputError where it made none, or a run is at work there."""
    storage = house.storage
    record, made = storage.runs.get(run), storage.runs.state(run, "made")
    if not isinstance(made, dict) or "modules" not in made or record.result is None:
        raise InputError(f"run {run} made no package", where="the database", remedy="Choose one that is done")
    latest = standings(storage, storage.runs.find(slug=record.slug, limit=_MOST_LOOKED), house.clock.now())
    if busy := [one.run for one in latest if one.state in ("queued", "running", "pausing", "cancelling")]:
        raise InputError(
            f"run {busy[0]} is at work on it", where=str(at), remedy="Let it end, or cancel it, and try again"
        )
    return record


def put_back(storage: Storage, record: RunRecord, new: RunId, at: Path) -> RunResult:
    """Have the package of an earlier run merged into the place of the one in `at` by a new run; what it ended with."""
    made = storage.runs.state(record.id, "made")
    assert isinstance(made, dict)  # else it is not restorable
    for one in storage.artefacts.of_run(record.id):
        storage.artefacts.publish(new, one.step, one.attempt, kind=one.kind, body=one.body)
    storage.runs.save_state(new, "made", made)
    storage.runs.save_state(new, _RESTORES, str(record.id))
    modules = storage.artefacts.body(str(made["modules"]))
    Revision(storage, new, at).deliver({"modules": cast("JsonObject", modules)}, at.parent)
    result = RunResult.model_validate(record.result)
    return result.model_copy(update={"run": str(new), "package_path": str(at)})


def restored_by(storage: Storage, run: RunId) -> RunId | None:
    """The run whose package this one put back; None for one that built."""
    kept = storage.runs.state(run, _RESTORES)
    return None if kept is None else RunId(str(kept))


class Revision:
    """A Deliverer that merges what `run` made into the package in `at`."""

    def __init__(self, storage: Storage, run: RunId, at: Path) -> None:
        self._storage, self._run, self._at = storage, run, at

    def refuse_edited(self, modules: JsonObject, out: Path) -> None:
        """Raise InputError where edits could not be merged."""
        if not self._delivered(ModuleSet.model_validate(modules)):
            what_was_generated(self._storage, self._at)

    def deliver(self, artefacts: Mapping[str, JsonObject], out: Path) -> Path:
        """Merge the accepted files into the package, once; its folder."""
        made = ModuleSet.model_validate(artefacts["modules"])
        if not self._delivered(made):
            before = what_was_generated(self._storage, self._at)
            revise(before.modules, made, self._at, note=self._note)
        return self._at

    def _delivered(self, made: ModuleSet) -> bool:
        """Whether this run was killed after it had put them in place."""
        noted = merge_of(self._storage, self._run) is not None
        return noted and is_generated_from(made, manifest_of(self._at)[1])

    def _note(self, merge: Merge) -> None:
        self._storage.runs.save_state(self._run, _MERGE, merge.model_dump(mode="json"))
