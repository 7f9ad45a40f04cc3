"""Where the package's tests fail, the reading that they point at is barred and the next one is taken, within bounds."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

import roles as r
from autogenesis.conductor import Order
from autogenesis.core import RunId, content_hash
from tests.conductor.house import TEXT, Stubborn, house, open_store
from tests.golden.library_lending import specification

RIGHT = specification()
GUARD = "guard.borrow_item.limit"
WRONG = RIGHT.model_copy(update={"summary": "Read wrongly."})
BLAMED = next(one for one in RIGHT.requirements if GUARD in one.elements)


class PackageTests:
    """Testing whose tests of the blamed requirement fail for each package made from one of `wrong`."""

    def __init__(self, role: r.Role, wrong: tuple[str, ...]) -> None:
        self._role, self.wrong, self.reports = role, wrong, 0

    def __getattr__(self, name: str):
        return getattr(self._role, name)

    def draft(self, task, rejections) -> r.TestReport:
        self.reports += 1
        bad = task.specification.summary in self.wrong
        outcomes = {one.id: "failed" if bad and one.id == BLAMED.id else "passed" for one in RIGHT.requirements}
        cases = [
            r.TestCase(id=f"test.n{n}", name=f"tests/t::test_{n}", outcome=outcome, asserts=1, covers=(one,))
            for n, (one, outcome) in enumerate(outcomes.items())
        ]
        return r.TestReport(
            modules_hash=content_hash(task.modules),
            executed=True,
            exit_code=int(bad),
            sandbox="fake",
            cases=(*cases,),
        )


def crew_of(readings: list, wrong: tuple[str, ...]) -> dict:
    """A crew whose reader gives the next of `readings` for each further reading that is barred."""
    asked: list[frozenset[str]] = []

    def reader(text, answers, barred):
        asked.append(barred)
        return SimpleNamespace(specification=readings[min(len(barred), len(readings) - 1)])

    made = r.crew(reader, None)
    crew = {name: Stubborn(role) for name, role in made.items()}
    crew["hierarchy"] = made["hierarchy"]
    crew["testing"] = PackageTests(made["testing"], wrong)
    for name, artefact in (
        ("tuning", r.Tuning(behaviour="same")),
        ("deployment", r.Deployment(wheel="", dockerfile="", compose="")),
    ):
        crew[name].draft = lambda task, rejections, artefact=artefact: artefact
    crew["testing"].check = lambda kind, artefact, basis: r.Verdict(approver="testing")
    crew["feedback"].check = lambda kind, artefact, basis: r.Verdict(approver="feedback")
    crew["asked"] = asked
    return crew


def conducted(tmp_path, readings: list, wrong: tuple[str, ...]):
    crew = crew_of(readings, wrong)
    asked = crew.pop("asked")
    with open_store(tmp_path) as storage:
        outcome = house(tmp_path, storage, crew).start(Order(text=TEXT, out=tmp_path / "out"), "lending")
        steps = [(one.step, one.attempt) for one in storage.artefacts.of_run(RunId(outcome.result.run))]
    return outcome, asked, steps, crew


@pytest.mark.slow
def test_the_next_reading_is_taken_where_tests_of_the_package_fail(tmp_path) -> None:
    outcome, asked, steps, crew = conducted(tmp_path, [WRONG, RIGHT], ("Read wrongly.",))
    assert outcome.error is None
    assert outcome.result.tests.failed == 0
    assert {reading.partition("@")[0] for reading in asked[-1]} == {BLAMED.pattern}
    assert crew["testing"].reports == 2
    assert next(step for step, attempt in steps if attempt == 2) == "specification"
    assert ("integration", 2) in steps
    assert ("tuning", 1) in steps


@pytest.mark.slow
def test_a_reading_without_a_next_one_is_listed_as_unclear(tmp_path) -> None:
    outcome, _, steps, crew = conducted(tmp_path, [WRONG], ("Read wrongly.",))
    with open_store(tmp_path) as storage:
        again = storage.artefacts.find(RunId(outcome.result.run), "specification", 2).body
    assert {clause["status"] for clause in again["clauses"] if clause["requirement"] == BLAMED.id} == {"unclear"}
    assert GUARD not in str(again["operations"])
    assert outcome.result.report.unclear == 0  # that did not help, so what was read first is delivered
    assert crew["testing"].reports == 2  # then the same specification comes again
    assert max(attempt for step, attempt in steps if step == "specification") == 3


@pytest.mark.slow
def test_rework_ends_at_the_bound_and_the_package_is_delivered_with_exit_code_3(tmp_path) -> None:
    worse = [RIGHT.model_copy(update={"summary": f"Wrong {n}."}) for n in range(9)]
    outcome, _, steps, crew = conducted(tmp_path, worse, tuple(one.summary for one in worse))
    assert outcome.error is not None
    assert outcome.error.exit_code == 3
    assert crew["testing"].reports <= 3
    assert (tmp_path / "out").is_dir()
    assert ("tuning", 1) not in steps


@pytest.mark.parametrize("name", ["tests/t::test_x"])
def test_reasons_name_the_requirement_that_fails_most_and_passes_least(name) -> None:
    shared = RIGHT.requirements[0].id
    cases = (
        r.TestCase(id="test.a", name=name, outcome="failed", message="no", covers=(shared, BLAMED.id)),
        r.TestCase(id="test.b", name="tests/t::test_y", outcome="passed", covers=(shared,)),
    )
    reasons = r.blamed_readings(r.TestReport(modules_hash="", executed=True, cases=cases), RIGHT)
    assert {reason.part.partition("@")[0] for reason in reasons} == {BLAMED.pattern}
    assert all(name in reason.text for reason in reasons)
