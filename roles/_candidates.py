"""What a model wrote for a package, as candidates for skills."""

from __future__ import annotations

from autogenesis.skills import Candidate
from roles._artefacts import ModuleSet
from roles._behaviours import kinds_of


def candidates_of(modules: ModuleSet, *, run: str, text_hash: str, package_tests: int) -> tuple[Candidate, ...]:
    """Each behaviour of the package with where it comes from and what spoke for it."""
    asked = {one.id: one for one in modules.open}
    return tuple(
        Candidate(
            system=modules.slug,
            run=run,
            text_hash=text_hash,
            sentences=asked[one.id].sentences,
            operation=one.operation,
            summary=one.summary,
            function=asked[one.id].function,
            parameters=kinds_of(asked[one.id]),
            result=one.kind,
            source=one.source,
            examples=one.examples,
            package_tests=package_tests,
        )
        for one in modules.behaviours
    )
