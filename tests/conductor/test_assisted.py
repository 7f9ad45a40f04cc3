"""A run with a model's help ends no worse than without it, and says what the help cost and changed."""

from __future__ import annotations

from typing import Any

import pytest

import roles as r
from autogenesis.conductor import Conductor, House, Order
from autogenesis.core import BudgetError, DeadlineError, PackageTestsError, RandomIds, RunId, Settings, SystemClock
from blueprints import Change, Changes, Specification
from tests.conductor.house import TEXT, open_store
from tests.conductor.stubs import Delivery
from tests.conductor.test_rework import BLAMED, GUARD, RIGHT, crew_of
from tests.models.desk import Scripted

(CLAUSE,) = [one for one in RIGHT.clauses if one.requirement == BLAMED.id]
(WHOLE,) = [one for one in RIGHT.operations if GUARD in {guard.id for guard in one.guards}]


def lacking() -> Specification:
    """The golden Specification as a reader gives it that did not understand one clause."""
    guards = tuple(guard for guard in WHOLE.guards if guard.id != GUARD)
    return RIGHT.model_copy(
        update={
            "operations": tuple(
                one.model_copy(update={"guards": guards}) if one.id == WHOLE.id else one for one in RIGHT.operations
            ),
            "clauses": tuple(
                one.model_copy(update={"status": "unclear", "requirement": None}) if one.id == CLAUSE.id else one
                for one in RIGHT.clauses
            ),
            "requirements": tuple(one for one in RIGHT.requirements if one.id != BLAMED.id),
        }
    )


DRAFT = lacking()
ANSWER = Changes(
    changes=(
        Change(
            action="replace",
            part="operations",
            id=WHOLE.id,
            value=WHOLE.model_dump(mode="json", exclude={"id"}),
            reason="The clause bounds it.",
            evidence=f"gap.{CLAUSE.id}",
        ),
    )
).model_dump_json()


def little(task: Any, rejections: Any) -> r.ModuleSet:
    """A package of one page that says what its agents are for."""
    text = "# Lending\n\n" + "\n".join(f"- {agent.id}: {agent.purpose}" for agent in task.blueprint.agents)
    return r.ModuleSet(
        slug="lending", package="lending", modules=(r.Module(id="m.readme", path="README.md", text=text),)
    )


class Checked:
    """Testing whose tests fail where `bad` says so of what the package was made from."""

    def __init__(self, role: Any, bad: Any) -> None:
        self._role, self._bad, self.reports = role, bad, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._role, name)

    def draft(self, task: Any, rejections: Any) -> r.TestReport:
        self.reports += 1
        failing = self._bad(task)
        cases = [
            r.TestCase(
                id=f"test.n{n}",
                name=f"tests/t::test_{n}",
                outcome="failed" if one.id in failing else "passed",
                asserts=1,
                covers=(one.id,),
            )
            for n, one in enumerate(task.specification.requirements)
        ]
        code = int(bool(failing))
        return r.TestReport(modules_hash="", executed=True, exit_code=code, sandbox="fake", cases=(*cases,))


def crew(bad: Any) -> dict[str, Any]:
    made = crew_of([DRAFT], ())
    made.pop("asked")
    made["generator"].draft = little
    made["feedback"].draft = lambda task, rejections: r.Feedback()
    made["testing"] = Checked(made["testing"]._role, bad)
    made["testing"].check = lambda kind, artefact, basis: r.Verdict(
        approver="testing",
        reasons=() if kind != "modules" or not getattr(made["testing"], "refuses", False) else refused(basis),
    )
    made["hierarchy"].check = lambda kind, artefact, basis: r.Verdict(
        approver="hierarchy",
        reasons=tuple(
            r.Reason(part=one.name, text="failed") for one in getattr(artefact, "cases", ()) if one.outcome == "failed"
        ),
    )
    return made


def refused(basis: Any) -> tuple[r.Reason, ...]:
    proposed = any(one.pattern == "proposed" for one in basis.specification.requirements)
    return (r.Reason(part="src/x.py", text="it does not type-check"),) if proposed else ()


def conducted(tmp_path: Any, made: dict[str, Any], client: Any, role: str = "understanding", **chosen: Any) -> Any:
    with open_store(tmp_path) as storage:
        house = House(
            settings=Settings.model_validate({"home": tmp_path, "generated": tmp_path / "out", **chosen}),
            storage=storage,
            crewmaker=lambda folder: made,
            deliverer=Delivery(),
            ids=RandomIds(),
            clock=SystemClock(),
            version="test",
            clients={role: client} if client is not None else {},
        )
        conductor = Conductor(house)
        outcome = conductor.start(Order(text=TEXT, out=tmp_path / "out"), "lending")
        return outcome, conductor.understood(RunId(outcome.result.run))


def proposals(specification: Specification) -> frozenset[str]:
    return r.proposed_readings(specification)


def test_what_a_model_fills_is_built_and_the_receipt_says_so(tmp_path) -> None:
    made, client = crew(lambda task: set()), Scripted(ANSWER)
    outcome, specification = conducted(tmp_path, made, client)
    assert outcome.error is None
    assert outcome.result.report.unclear == 0
    assert GUARD in str(specification.operations)
    receipt = outcome.result.receipt
    assert (receipt.calls, receipt.tokens, outcome.result.tokens) == (1, 120, 120)
    (role,) = receipt.roles
    assert (role.role, role.changed) == ("understanding", (f"replace {WHOLE.id} for gap.{CLAUSE.id}",))
    assert receipt.money is None


def test_a_run_whose_model_took_more_than_it_may_stops_and_says_that(tmp_path) -> None:
    made, client = crew(lambda task: set()), Scripted(ANSWER, tokens=(90_000, 20))
    outcome, _ = conducted(tmp_path, made, client, limits={"max_tokens": 50_000})
    assert type(outcome.error) is BudgetError
    assert "90020 tokens of language models, and 50000 are allowed" in str(outcome.error)
    with open_store(tmp_path) as storage:
        steps = [(one.step, one.attempt) for one in storage.artefacts.of_run(RunId(outcome.result.run))]
    assert ("specification", 2) not in steps, "it can be built: there is nothing to make anew"


def test_where_who_runs_the_tests_fails_the_run_ends_with_what_it_said(tmp_path) -> None:
    made = crew(lambda task: set())

    def broken(task: Any, rejections: Any) -> r.TestReport:
        raise PackageTestsError("the tests could not be started", where="testing", remedy="Look at the sandbox")

    made["testing"].draft = broken
    outcome, _ = conducted(tmp_path, made, None)
    assert isinstance(outcome.error, PackageTestsError)
    assert "could not be started" in str(outcome.error)


def test_without_a_model_there_is_no_receipt(tmp_path) -> None:
    outcome, _ = conducted(tmp_path, crew(lambda task: set()), None)
    assert outcome.result.receipt is None
    assert outcome.result.report.unclear == 1


def test_what_fails_the_packages_tests_is_taken_back_and_the_rest_stands(tmp_path) -> None:
    def bad(task: Any) -> set[str]:
        return {one.id for one in task.specification.requirements if one.pattern == "proposed"}

    made, client = crew(bad), Scripted(ANSWER)
    outcome, specification = conducted(tmp_path, made, client)
    assert outcome.error is None
    assert outcome.result.tests.failed == 0
    assert made["testing"].reports == 2
    assert proposals(specification) == frozenset()
    assert specification.operations == DRAFT.operations
    (role,) = outcome.result.receipt.roles
    assert "it did not stand the tests: tests/t::test_" in role.dropped[-1]


def test_where_tests_fail_elsewhere_for_a_models_changes_the_package_is_made_without_it(tmp_path) -> None:
    def bad(task: Any) -> set[str]:
        """The proposal breaks what another requirement's tests see."""
        return {DRAFT.requirements[0].id} if proposals(task.specification) else set()

    made, client = crew(bad), Scripted(ANSWER)
    outcome, specification = conducted(tmp_path, made, client)
    assert outcome.error is None
    assert made["testing"].reports == 2
    assert specification == DRAFT
    assert len(client.asked) == 1


def test_where_what_a_model_changed_cannot_be_built_the_package_is_made_without_it(tmp_path) -> None:
    made, client = crew(lambda task: set()), Scripted(ANSWER)
    made["testing"].refuses = True
    outcome, specification = conducted(tmp_path, made, client)
    assert outcome.error is None
    assert specification == DRAFT


def test_where_what_a_model_changed_takes_too_long_the_package_is_made_without_it(tmp_path) -> None:
    made, client = crew(lambda task: set()), Scripted(ANSWER)

    def slow(task: Any, rejections: Any) -> r.ModuleSet:
        if proposals(task.specification):
            raise DeadlineError("the time is up", where="the step", remedy="Allow more")
        return little(task, rejections)

    made["generator"].draft = slow
    outcome, specification = conducted(tmp_path, made, client)
    assert outcome.error is None
    assert specification == DRAFT
    assert outcome.result.seconds < 60


def test_a_design_that_breaks_the_tests_is_drafted_again_without_a_model(tmp_path) -> None:
    made = crew(lambda task: set())
    blueprint = made["design"]._role.draft(r.BlueprintInputs(specification=DRAFT), ())
    agent = blueprint.agents[0]
    value = {**agent.model_dump(mode="json", exclude={"id"}), "purpose": "Breaks everything it touches."}
    change = Change(action="replace", part="agents", id=agent.id, value=value, reason="Better.")
    seen: list[str] = []

    class Designed(Checked):
        def draft(self, task: Any, rejections: Any) -> r.TestReport:
            text = str(task.modules.model_dump())
            seen.append("broken" if "Breaks everything" in text else "whole")
            self._bad = lambda task: {DRAFT.requirements[0].id} if seen[-1] == "broken" else set()
            return super().draft(task, rejections)

    old = made["testing"]
    made["testing"] = Designed(old._role, None)
    made["testing"].check = old.check
    client = Scripted(Changes(changes=(change,)).model_dump_json())
    outcome, _ = conducted(tmp_path, made, client, "design", assist="full")
    assert outcome.error is None
    assert seen == ["broken", "whole"]


@pytest.mark.parametrize(
    ("client", "limits", "said"),
    [
        (Scripted("No."), {}, "AnswerError"),
        (Scripted(ANSWER), {"max_tokens": 100}, "BudgetError"),
    ],
    ids=["refusing", "no budget"],
)
def test_a_model_that_is_of_no_use_costs_no_run(tmp_path, client, limits, said) -> None:
    made = crew(lambda task: set())
    outcome, specification = conducted(tmp_path, made, client, limits=limits)
    assert outcome.error is None
    assert specification == DRAFT
    assert said in outcome.result.receipt.roles[0].failed[-1]
