"""Which readings of the text are most likely at fault where tests of the package fail."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from blueprints import Specification
from roles._artefacts import Reason, TestCase, TestReport

ACTING = frozenset(
    {"operation", "guard", "invariant", "derivation", "reaction", "timer", "schedule", "access", "audit"}
)
"""The kinds of elements that do something; the others declare what these work on."""
_BAD = ("failed", "error")


def blamed_requirements(report: TestReport) -> dict[str, TestCase]:
    """The requirements that failing tests point at, each with the first test that does.

    Of the requirements that a failing test carries, those are blamed whose tests fail most and pass least
    (the Ochiai coefficient of fault localisation by spectra); where several are equal, all of them.
    """
    failing = [case for case in report.cases if case.outcome in _BAD]
    failed = Counter(requirement for case in failing for requirement in case.covers)
    passed = Counter(one for case in report.cases if case.outcome == "passed" for one in case.covers)
    suspicion = {one: count / math.sqrt(len(failing) * (count + passed[one])) for one, count in failed.items()}
    found: dict[str, TestCase] = {}
    for case in failing:
        most = max((suspicion[one] for one in case.covers), default=0.0)
        for requirement in case.covers:
            if suspicion[requirement] == most:
                found.setdefault(requirement, case)
    return found


def blamed_readings(report: TestReport, specification: Specification) -> tuple[Reason, ...]:
    """The same as reasons against readings, ``pattern@sentence``: these names outlive the next reading of the text."""
    return of_readings({one: said(case) for one, case in blamed_requirements(report).items()}, specification)


def of_readings(blamed: Mapping[str, str], specification: Specification) -> tuple[Reason, ...]:
    """What is said against requirements, as reasons against the readings that they come from."""
    patterns = {requirement.id: requirement.pattern for requirement in specification.requirements}
    reasons = [
        Reason(part=f"{patterns[clause.requirement]}@{clause.sentence}", text=blamed[clause.requirement])
        for clause in specification.clauses
        if clause.requirement in blamed and clause.requirement in patterns
    ]
    return tuple(dict.fromkeys(reasons))


def said(case: TestCase) -> str:
    """How a test ended, in one line."""
    first = next((line for line in case.message.splitlines() if line.strip()), "no message")
    return f"{case.name} {'failed' if case.outcome == 'failed' else 'broke off'}: {first.strip()[:300]}"
