"""Faults in a step: what may pass is tried again with growing pauses, what cannot pass ends the run at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from autogenesis.core import (
    AssemblyError,
    ModelError,
    PolicyError,
    RunId,
    SandboxError,
    SpecificationError,
    StorageError,
)
from tests.conductor.house import open_store
from tests.conductor.stubs import conductor, crew_of, order


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path) as storage:
        yield storage


class Failing:
    """Raises `errors`, one a draft, in the second step; then it works."""

    def __init__(self, *errors: Exception) -> None:
        self.errors, self.at = list(errors), []

    def __call__(self, what: str, who: str) -> None:
        if (what, who) == ("draft", "doer1"):
            self.at.append(time.monotonic())
            if self.errors:
                raise self.errors.pop(0)


def failed(kind: type, text: str = "no luck"):
    return kind(text, where="the test", remedy="Nothing")


def conducted(home: Path, store, fault: Failing, **limits):
    told = []
    crew = crew_of(3, fault)
    one = conductor(home, store, crew, tell=told.append, limits=limits)
    return one.start(order(home), "forms"), told


def recoveries(store, run: str) -> list[tuple[str, str]]:
    kept = [one.body for one in store.artefacts.of_run(RunId(run)) if one.kind == "recovery"]
    return [(body["kind"], body["action"]) for body in kept]


def test_what_may_pass_is_tried_again_with_growing_pauses(tmp_path, store) -> None:
    fault = Failing(*(failed(ModelError) for _ in range(3)))
    outcome, told = conducted(tmp_path, store, fault, retry_seconds=0.1)
    assert outcome.error is None
    assert recoveries(store, outcome.result.run) == [("transient", "retry")] * 3
    pauses = [later - sooner for sooner, later in zip(fault.at, fault.at[1:], strict=False)]
    assert all(pause > least for pause, least in zip(pauses, (0.07, 0.14, 0.28), strict=True))
    assert [one.role for one in told if one.state == "recovering"] == ["error_recovery"] * 3
    said = [one for one in store.verdicts.of_run(RunId(outcome.result.run)) if one.step.startswith("recovery")]
    assert {one.approver for one in said} == {"resource_management"}


def test_tries_are_bounded_and_then_a_person_is_asked(tmp_path, store) -> None:
    fault = Failing(*(failed(SandboxError) for _ in range(9)))
    outcome, _ = conducted(tmp_path, store, fault, max_retries=2)
    assert isinstance(outcome.error, SandboxError)
    assert len(fault.at) == 3
    (record,) = store.runs.find()
    assert record.status == "stopped"
    again = conductor(tmp_path, store, crew_of(3)).resume(RunId(record.id))
    assert again.error is None


@pytest.mark.parametrize(
    ("error", "kind", "status"),
    [
        (SpecificationError, "input", "failed"),
        (PolicyError, "security", "stopped"),
    ],
)
def test_what_cannot_pass_ends_the_run_at_once(tmp_path, store, error, kind, status) -> None:
    fault = Failing(*(failed(error) for _ in range(9)))
    outcome, _ = conducted(tmp_path, store, fault)
    assert isinstance(outcome.error, error)
    assert len(fault.at) == 1
    assert recoveries(store, outcome.result.run) == [(kind, "stop")]
    assert [record.status for record in store.runs.find()] == [status]


def test_a_defect_goes_back_to_the_doer_with_its_reason_once(tmp_path, store) -> None:
    fault = Failing(failed(AssemblyError))
    outcome, _ = conducted(tmp_path, store, fault)
    assert outcome.error is None
    assert recoveries(store, outcome.result.run) == [("defect", "repair")]
    assert store.artefacts.find(RunId(outcome.result.run), "s1", 2).body["summary"] == "1"

    stubborn = Failing(*(failed(AssemblyError) for _ in range(9)))
    outcome, _ = conducted(tmp_path, store, stubborn)
    assert isinstance(outcome.error, AssemblyError)
    assert len(stubborn.at) == 2
    assert recoveries(store, outcome.result.run) == [("defect", "repair"), ("defect", "stop")]


def test_a_full_disk_leaves_the_run_to_be_resumed(tmp_path, store) -> None:
    fault = Failing(failed(StorageError, "the database refuses: database or disk is full"))
    outcome, _ = conducted(tmp_path, store, fault)
    assert isinstance(outcome.error, StorageError)
    assert recoveries(store, outcome.result.run) == [("resource", "hand_over")]
    (record,) = store.runs.find()
    assert record.status == "stopped"
    assert conductor(tmp_path, store, crew_of(3)).resume(RunId(record.id)).error is None
