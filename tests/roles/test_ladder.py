"""The ladder's roles: a clean intervention and a clean ruling are accepted, and each planted fault is rejected."""

from __future__ import annotations

import pytest

import roles as r
from autogenesis.core import content_hash
from tests.roles.test_operations import changed, drafted, judged, rejected

CREW = r.operations_crew()
ACTION = "replace agents agent.desk"


def looped(**update) -> r.LoopInputs:
    plain = r.Loop(
        step="blueprint",
        kind="blueprint",
        doer="design",
        approver="understanding",
        attempt=4,
        rung=1,
        reason="4 messages went round 3 times without a new result.",
        cycle=("conductor to design: draft",),
        messages=("m-1", "m-9"),
        onset="m-1",
        back_to=2,
        model="first-model",
        other_model="second-model",
        asked=3,
        changes=(ACTION,),
        versions=3,
    )
    return r.LoopInputs(loop=changed(plain, **update))


@pytest.mark.parametrize(
    ("update", "rung", "passed"),
    [
        ({}, 1, ()),
        ({"rung": 2}, 2, ()),
        ({"rung": 3}, 3, ()),
        ({"rung": 4}, 4, ()),
        ({"rung": 5}, 5, ()),
        ({"rung": 2, "model": "", "other_model": ""}, 4, (2, 3)),
        ({"rung": 2, "asked": 0}, 4, (2, 3)),
        ({"rung": 3, "other_model": ""}, 4, (3,)),
        ({"rung": 3, "asks_other": True, "model": "second-model"}, 4, (3,)),
        ({"rung": 2, "model": "", "versions": 0}, 5, (2, 3, 4)),
    ],
)
def test_the_first_rung_that_can_change_anything_is_taken(update, rung, passed) -> None:
    basis = looped(**update)
    made = drafted("intervention", basis)
    assert (made.rung, tuple(one.rung for one in made.passed)) == (rung, passed)
    assert all(one.why for one in made.passed)
    assert judged("intervention", made, basis).approved
    stopped = CREW["conversation_management"].draft(basis, [r.Reason(part="rung", text="It does not help.")])
    assert stopped.rung == 5, "what is not accepted is not tried in another way"


SECOND, THIRD = looped(rung=2), looped(rung=3)
ALONE = looped(rung=2, model="", other_model="", asked=0)
FAULTY = {
    "a rung that was tried already": ("rung", SECOND, {"rung": 1, "temperature": None}),
    "a rung that there is not": ("rung", SECOND, {"rung": 6}),
    "a rung passed over that could help": ("passed.2", SECOND, {"rung": 3, "temperature": None, "other_model": True}),
    "a rung passed over in silence": ("passed.3", ALONE, {"passed": ()}),
    "a rung passed over for no reason": (
        "passed.2",
        ALONE,
        {"passed": (r.PassedOver(rung=2, why=" "), r.PassedOver(rung=3, why="It has no model."))},
    ),
    "a rung called passed over that is none": ("passed.4", SECOND, {"passed": (r.PassedOver(rung=4, why="No."),)}),
    "warmer without a model": ("rung", ALONE, {"rung": 2, "temperature": 1.0}),
    "a cycle that is not named": ("said", SECOND, {"said": "Please do better."}),
    "as cold as before": ("temperature", SECOND, {"temperature": None}),
    "too warm": ("temperature", SECOND, {"temperature": 9.0}),
    "warmer on another rung": ("temperature", THIRD, {"temperature": 1.0}),
    "an action that goes round and is not barred": ("barred", SECOND, {"barred": ()}),
    "an action barred that did not go round": ("barred", SECOND, {"barred": (ACTION, "remove agents agent.other")}),
    "another model too soon": ("other_model", SECOND, {"other_model": True}),
    "the same model on the third rung": ("other_model", THIRD, {"other_model": False}),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_faults_of_interventions_are_rejected(fault) -> None:
    part, basis, update = FAULTY[fault]
    rejected(judged("intervention", changed(drafted("intervention", basis), **update), basis), part)


# ---- ruling: the step's approver → conversation management ------------------------------------------------------


def ruled(bench, kind, *versions):
    basis = r.STEP_INPUTS[kind](**{need: getattr(bench, need) for need in r.STEP_INPUTS[kind].model_fields})
    return r.rule(bench.crew[APPROVER[kind]], kind, [(content_hash(one), one) for one in versions], basis)


APPROVER = {
    "blueprint": "understanding",
    "specification": "design",
    "revision": "hierarchy",
    "integration": "hierarchy",
}


def test_the_approver_takes_the_version_that_has_no_fault(bench) -> None:
    good = bench.blueprint
    bad = good.model_copy(update={"agents": good.agents[1:]})
    ruling = ruled(bench, "blueprint", bad, good, bad)
    assert (ruling.accepts, ruling.struck, ruling.body) == (content_hash(good), (), None)
    none = ruled(bench, "blueprint", bad)
    assert not none.accepts
    assert "can stand" in none.reason


def test_what_is_struck_from_a_reading_is_listed_as_unclear(bench) -> None:
    good = bench.specification
    timer = good.timers[0].model_copy(update={"id": "timer.ghost", "entity": "entity.ghost"})
    ruling = ruled(bench, "specification", good.model_copy(update={"timers": (*good.timers, timer)}))
    assert "timer.ghost" in {reason.part for reason in ruling.struck}
    assert ruling.body is not None
    assert "timer.ghost" not in {one["id"] for one in ruling.body["timers"]}


def test_a_failing_test_is_never_struck(bench) -> None:
    failing = r.TestCase(id="case.a", name="a", outcome="failed", message="no")
    report = r.TestReport(modules_hash="", executed=True, exit_code=0, sandbox="fake", cases=(failing,))

    class Judge:
        name = "hierarchy"

        def check(self, kind, artefact, basis):
            faults = [r.Reason(part=f"cases.{one.id}", text="it fails") for one in artefact.cases]
            return r.Verdict(approver=self.name, reasons=tuple(faults))

    assert r.rule(Judge(), "documentation", [("a" * 64, report)], bench.brief).accepts, "elsewhere it would be"
    assert not r.rule(Judge(), "integration", [("a" * 64, report)], bench.brief).accepts


DISPUTE = r.RulingInputs(
    dispute=r.Dispute(step="revision", kind="revision", approver="hierarchy", versions=("a" * 64, "b" * 64))
)
MEASURED = r.RulingInputs(dispute=changed(DISPUTE.dispute, kind="integration"))
STRUCK = r.Ruling(
    approver="hierarchy",
    accepts="b" * 64,
    struck=(r.Reason(part="changes.a", text="no evidence"),),
    reason="The rest has no fault.",
    body={"changes": []},
)
FAULTY_RULINGS = {
    "somebody else decides": ("approver", DISPUTE, {"approver": "feedback"}),
    "nobody decides": ("approver", DISPUTE, {"approver": ""}),
    "a version that was never made": ("accepts", DISPUTE, {"accepts": "c" * 64}),
    "no reason": ("reason", DISPUTE, {"reason": " "}),
    "struck, and nothing stands": ("struck", DISPUTE, {"accepts": ""}),
    "struck from what was measured": ("struck", MEASURED, {}),
    "struck, and the body is the same": ("body", DISPUTE, {"body": None}),
    "another body, and nothing was struck": ("body", DISPUTE, {"struck": ()}),
    "struck for no reason": ("struck.changes.a", DISPUTE, {"struck": (r.Reason(part="changes.a", text=""),)}),
    "struck for a blank reason": ("struck.changes.b", DISPUTE, {"struck": (r.Reason(part="changes.b", text="  "),)}),
}


@pytest.mark.parametrize("fault", FAULTY_RULINGS)
def test_faults_of_rulings_are_rejected(fault) -> None:
    part, basis, update = FAULTY_RULINGS[fault]
    judge = CREW[r.RULING_APPROVER]
    assert judge.check("ruling", STRUCK, DISPUTE).approved
    rejected(judge.check("ruling", changed(STRUCK, **update), basis), part)
