"""The revisions of a system: every run that put a package in its place, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from autogenesis.conductor._nouns import Order, RunResult, TestCounts
from autogenesis.conductor._revision import Before, restored_by, what_was_generated
from autogenesis.core import InputError, RunId
from blueprints import Frozen
from storage import RunRecord, Storage

_MOST_RUNS = 10_000


class Revised(Frozen):
    """One revision: its number, the run that made it, what was asked of that, and how its tests ended.

    `origin` is the revision whose package stands since: the one that was put back, or this one itself. `stands`
    tells which is in place now.
    """

    number: int
    run: RunId
    at: datetime
    asked: Order
    tests: TestCounts | None
    origin: int
    stands: bool = False

    @property
    def put_back(self) -> int | None:
        """The revision that was put back; None where something was built."""
        return None if self.origin == self.number else self.origin


def revisions_of(storage: Storage, at: Path) -> tuple[Revised, ...]:
    """The revisions of the system in `at`, the first one first; InputError where no run here made any."""
    standing = what_was_generated(storage, at, merged=False)
    slug = storage.runs.get(standing.run).slug
    found: list[Revised] = []
    numbers: dict[RunId, int] = {}
    for record in reversed(storage.runs.find(slug=slug, limit=_MOST_RUNS)):
        if not _delivered(storage, record, at):
            continue
        number = numbers[record.id] = len(found) + 1
        back = restored_by(storage, record.id)
        result = RunResult.model_validate(record.result)
        found.append(
            Revised(
                number=number,
                run=record.id,
                at=record.finished_at or record.created_at,
                asked=Order.model_validate(record.settings["order"]),
                tests=result.tests if result.sandbox != "none" else None,
                origin=number if back is None else found[numbers[back] - 1].origin if back in numbers else number,
            )
        )
    made = storage.runs.state(standing.run, "made")
    stands = max((one.number for one in found if storage.runs.state(one.run, "made") == made), default=0)
    return tuple(one.model_copy(update={"stands": one.number == stands}) for one in found)


def following(storage: Storage, standing: Before, at: Path) -> Before:
    """What stands in `at`, with the number that the next revision will have: as many as were put in place there, and
    more than it has itself where it was made in another place."""
    runs = storage.runs.find(slug=standing.modules.slug, limit=_MOST_RUNS)
    count = sum(_delivered(storage, record, at) for record in runs)
    return replace(standing, following=max(count, standing.order.past.number) + 1)


def revision_named(revisions: Sequence[Revised], name: str) -> Revised:
    """The revision with this number or of this run; InputError where there is none."""
    found = next((one for one in revisions if name in (str(one.number), one.run)), None)
    if found is None:
        raise InputError(
            f"there is no revision {name!r}",
            where=f"revisions 1 to {len(revisions)}",
            remedy="Name one that `genesis history` lists",
        )
    return found


def standing_of(revisions: Sequence[Revised]) -> Revised:
    """The revision that is in place."""
    return next((one for one in reversed(revisions) if one.stands), revisions[-1])


def before(revisions: Sequence[Revised], one: Revised) -> Revised:
    """The revision whose package stood before the one of `one` was built; InputError where there was none."""
    if one.origin == 1:
        raise InputError("this is the first revision", where="genesis history", remedy="Name another with --to")
    return revisions[revisions[one.origin - 2].origin - 1]


def _delivered(storage: Storage, record: RunRecord, at: Path) -> bool:
    """Whether the run put a package in its place: it did so too where the package's own tests failed."""
    if record.result is None or "order" not in record.settings:
        return False
    result = RunResult.model_validate(record.result)
    if Path(result.package_path).resolve() != at.resolve():
        return False
    made = storage.runs.state(record.id, "made")
    built = isinstance(made, dict) and "modules" in made
    return built and (record.status == "done" or (record.status == "failed" and result.tests.failed > 0))
