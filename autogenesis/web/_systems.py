"""The systems there are: what runs speak of, and what stands in the folder of generated packages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autogenesis.conductor import RunResult, Standing, standings
from autogenesis.web._desk import Desk
from autogenesis.web._errors import MissingError
from storage import RunRecord

_MOST_RUNS = 1000


@dataclass(frozen=True)
class System:
    """A generated system, or one that is being made. `folder` is where its package stands, if it does."""

    slug: str
    folder: Path | None
    last: Standing | None = None
    result: RunResult | None = None
    """Of the last run that is done."""

    @property
    def title(self) -> str:
        """As people write it."""
        return self.slug.replace("_", " ").replace("-", " ")

    @property
    def package(self) -> Path:
        """Where the package stands; MissingError where there is none yet."""
        if self.folder is None:
            raise MissingError(
                f"{self.title} has no package yet",
                where="the folder of generated packages",
                remedy="Let its run end, or begin one",
            )
        return self.folder


def every_system(desk: Desk) -> list[System]:
    """All systems, the one worked on last first; where the packages of those with runs stand is not looked up."""
    records = desk.storage.runs.find(limit=_MOST_RUNS)
    newest: dict[str, RunRecord] = {}
    done: dict[str, RunRecord] = {}
    for record in records:
        newest.setdefault(record.slug, record)
        if record.status == "done" and record.result is not None:
            done.setdefault(record.slug, record)
    stand = {one.system: one for one in standings(desk.storage, list(newest.values()), desk.clock.now())}
    systems = [System(slug, None, stand[slug], _result(done.get(slug))) for slug in newest]
    return systems + [System(slug, folder) for slug, folder in _folders(desk.settings.generated) if slug not in newest]


def system_of(desk: Desk, slug: str) -> System:
    """The system of that slug; MissingError where there is none."""
    records = runs_of(desk, slug)
    if records:
        stand = standings(desk.storage, records[:1], desk.clock.now())[0]
        return _system(desk, slug, stand, next((one for one in records if one.status == "done" and one.result), None))
    folder = _package_at(desk.settings.generated / slug, slug) if slug.isidentifier() else None
    if folder is None:
        raise MissingError(
            f"there is no system {slug!r}", where="the list of systems", remedy="Choose one that is on it"
        )
    return System(slug, folder)


def runs_of(desk: Desk, slug: str) -> Sequence[RunRecord]:
    """The runs of a system, the newest first."""
    return desk.storage.runs.find(slug=slug, limit=_MOST_RUNS)


def _system(desk: Desk, slug: str, last: Standing, done: RunRecord | None) -> System:
    result = _result(done)
    places = [Path(result.package_path)] if result is not None else []
    folder = next((at for at in (*places, desk.settings.generated / slug) if _package_at(at, slug)), None)
    return System(slug, folder, last, result)


def _result(done: RunRecord | None) -> RunResult | None:
    return None if done is None else RunResult.model_validate(done.result)


def _folders(generated: Path) -> list[tuple[str, Path]]:
    if not generated.is_dir():
        return []
    return [(at.name, at) for at in sorted(generated.iterdir()) if _package_at(at, at.name)]


def _package_at(folder: Path, slug: str) -> Path | None:
    """The folder, where the package of that system stands in it."""
    kept = folder / ".genesis.json"
    try:
        found = json.loads(kept.read_text(encoding="utf-8")).get("slug") == slug
    except (OSError, ValueError, AttributeError):
        return None
    return folder if found else None
