"""Scenarios that show elements at work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import blueprints as b


def testable_elements(specification: b.Specification) -> list[str]:
    return []


def found_scenarios(
    specification: b.Specification, examples: Sequence[b.Scenario]
) -> Iterator[tuple[str, b.Scenario]]:
    yield from ()
