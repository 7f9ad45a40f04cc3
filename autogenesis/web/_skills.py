"""Skills with what speaks for each: which systems use it, how their tests ended; and what models wrote, with where each
version comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from autogenesis.conductor import RunResult
from autogenesis.skills import Candidate
from blueprints import Blueprint
from storage import ResourceVersion, RunRecord, Storage

_SYSTEMS = 60
"""The latest systems that are looked into."""


@dataclass
class Use:
    """How a skill fares in the systems that call it."""

    systems: dict[str, int] = field(default_factory=dict)
    """How many operations and rules of each call it."""
    passed: int = 0
    failed: int = 0

    @property
    def fitness(self) -> float | None:
        """The share of the tests of those systems that pass; None where none were run."""
        ran = self.passed + self.failed
        return self.passed / ran if ran else None


@dataclass(frozen=True)
class Written:
    """A version of what a model wrote, and the version that it follows."""

    candidate: Candidate
    version: ResourceVersion

    @property
    def follows(self) -> str:
        """In words."""
        return f"version {self.version.parent}" if self.version.parent else "none: it is the first"


def uses_of(storage: Storage, records: Sequence[RunRecord]) -> dict[str, Use]:
    """The uses of each skill, over the last package of each system."""
    found: dict[str, Use] = {}
    latest: dict[str, RunRecord] = {}
    for record in records:
        if record.status == "done" and record.result is not None:
            latest.setdefault(record.slug, record)
    for slug, record in list(latest.items())[:_SYSTEMS]:
        made = storage.runs.state(record.id, "made")
        digest = made.get("blueprint") if isinstance(made, dict) else None
        if not digest:
            continue
        tests = RunResult.model_validate(record.result).tests
        called = _called(storage, str(digest))
        for skill in dict.fromkeys(called):
            use = found.setdefault(skill, Use())
            use.systems[slug] = called.count(skill)
            use.passed += tests.passed
            use.failed += tests.failed
    return found


def written_in(storage: Storage) -> list[Written]:
    """What models wrote and what passed, by name, the oldest first."""
    return [Written(Candidate.model_validate(one.body), one) for one in storage.resources.of_kind("skill")]


@lru_cache(maxsize=500)
def _called(storage: Storage, digest: str) -> tuple[str, ...]:
    """The skills that a Blueprint's elements are carried by, each as often as it is called."""
    design = Blueprint.model_validate(storage.artefacts.body(digest))
    return tuple(one.skill for one in design.implementations)
