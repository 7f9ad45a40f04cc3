"""What is wrong with a test report: failing, vacuous, or silent about a requirement."""

from __future__ import annotations

from collections.abc import Iterator

from autogenesis.core import content_hash
from blueprints import Specification
from roles._artefacts import Reason, TestReport
from roles._blame import blamed_requirements, of_readings, said
from roles._inputs import IntegrationInputs

_BAD = ("failed", "error")
_ACTING = frozenset({"operation", "guard", "invariant", "reaction", "timer", "schedule", "access", "audit"})


def check_integration(report: TestReport, basis: IntegrationInputs) -> tuple[Reason, ...]:
    """Every test ran and passed, asserts something, and every requirement that counts as implemented has one."""
    found = list(_about(report, basis))
    if report.executed:
        found += [*_cases(report), *silent_requirements(report, basis.specification)]
        found += [Reason(part=one, text=said(case)) for one, case in blamed_requirements(report).items()]
    return tuple(found)


def _about(report: TestReport, basis: IntegrationInputs) -> Iterator[Reason]:
    if report.modules_hash != content_hash(basis.modules):
        yield Reason(part="modules_hash", text="the report is about other modules")
    if report.executed != basis.brief.tests:
        said = "the tests did not run" if basis.brief.tests else "tests ran that nobody asked for"
        yield Reason(part="executed", text=said)
    if not report.executed:
        if report.cases:
            yield Reason(part="cases", text="no test ran, and yet there are results")
        return
    if not report.sandbox:
        yield Reason(part="sandbox", text="it does not say what confined the tests")
    if report.exit_code != 0:
        yield Reason(part="exit_code", text=f"the test run ended with {report.exit_code}")


def _cases(report: TestReport) -> Iterator[Reason]:
    ran = report.count("passed", *_BAD)
    if ran == 0:
        yield Reason(part="cases", text="no test ran")
    names = [case.name for case in report.cases]
    for case in report.cases:
        if case.outcome in _BAD:
            first = next((line for line in case.message.splitlines() if line.strip()), "no message")
            yield Reason(part=f"cases.{case.name}", text=f"{case.outcome}: {first.strip()[:300]}")
        elif case.outcome == "passed" and case.asserts == 0:
            yield Reason(part=f"cases.{case.name}", text="it passes and asserts nothing")
        if names.count(case.name) > 1:
            yield Reason(part=f"cases.{case.name}", text="two results have this name")


def silent_requirements(report: TestReport, specification: Specification) -> Iterator[Reason]:
    """Each requirement has a test that passed; or what acts for it is listed as untested, for everybody to see.

    What only declares (entities, fields, tables, calendars, settings, plays, actors) or only reads is exercised by the
    tests of what uses it.
    """
    reading = {operation.id for operation in specification.operations if operation.kind in ("get", "list")}
    covered = {requirement for case in report.cases if case.outcome == "passed" for requirement in case.covers}
    for requirement in specification.requirements:
        if requirement.status != "implemented" or requirement.id in covered:
            continue
        acting = [one for one in requirement.elements if one.partition(".")[0] in _ACTING and one not in reading]
        silent = [element for element in acting if element not in report.untested]
        if silent:
            yield Reason(
                part=requirement.id,
                text=f"no test that passed carries it, and {silent[0]} is not listed as untested",
            )


def silent_readings(report: TestReport, specification: Specification) -> tuple[Reason, ...]:
    """The readings whose requirements no test carries, as ``pattern@sentence``."""
    silent = {reason.part: reason.text for reason in silent_requirements(report, specification)}
    return of_readings(silent, specification)
