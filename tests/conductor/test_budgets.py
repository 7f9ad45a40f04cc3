"""What a run may spend: messages, time and tokens. A spent budget stops it; what was made stays, and counts go on."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from autogenesis.core import GuardError, RunId
from tests.conductor.house import open_store
from tests.conductor.stubs import conductor, crew_of, made, order

STEPS = 4
MESSAGES = 4 * (STEPS + 1)
"""Each step, and the plan, is a draft and a check with their answers."""


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path) as storage:
        yield storage


class Drafts:
    """Counts the drafts; `slow` makes one step take its time."""

    def __init__(self, slow: str = "", seconds: float = 0.0) -> None:
        self.done: list[str] = []
        self._slow, self._seconds = slow, seconds

    def __call__(self, what: str, who: str) -> None:
        if what == "draft":
            self.done.append(who)
            if who == self._slow:
                time.sleep(self._seconds)


def conducted(home: Path, store: Any, drafts: Drafts, *, durable: bool = False, resume: str = "", **limits: Any) -> Any:
    one = conductor(home, store, crew_of(STEPS, drafts), limits=limits)
    return one.resume(RunId(resume)) if resume else one.start(order(home, durable=durable), "forms")


@pytest.mark.parametrize("durable", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_a_run_that_has_sent_its_messages_stops_and_goes_on_with_more(tmp_path, store, durable) -> None:
    drafts = Drafts()
    outcome = conducted(tmp_path, store, drafts, durable=durable, max_messages=MESSAGES // 2)
    error, run = outcome.error, outcome.result.run
    assert isinstance(error, GuardError)
    assert error.exit_code == 4
    assert error.what == f"The run has sent its {MESSAGES // 2} messages."
    assert f"genesis resume {run}" in error.remedy
    assert "limits.max_messages" in error.remedy
    assert [one.status for one in store.runs.find()] == ["stopped"]
    assert not (tmp_path / "out").exists()
    before = len(drafts.done)
    assert 0 < before < STEPS

    again = conducted(tmp_path, store, Drafts(), resume=run, max_messages=MESSAGES // 2)
    assert isinstance(again.error, GuardError), "what was sent before counts"
    drafts = Drafts()
    last = conducted(tmp_path, store, drafts, resume=run, max_messages=2 * MESSAGES)
    assert last.error is None
    assert len(drafts.done) < STEPS, "what was made is not made again"
    assert made(tmp_path)


@pytest.mark.slow
def test_a_run_that_has_used_its_time_stops_in_the_step_that_takes_too_long(tmp_path, store) -> None:
    begun = time.monotonic()
    outcome = conducted(tmp_path, store, Drafts("doer2", 4.0), run_seconds=3.0, step_seconds=60)
    assert isinstance(outcome.error, GuardError)
    assert outcome.error.exit_code == 4
    assert outcome.error.what == "The run has used its 3 seconds."
    assert "step s2" in outcome.error.where
    assert "limits.run_seconds" in outcome.error.remedy
    assert time.monotonic() - begun < 30
    assert [one.status for one in store.runs.find()] == ["stopped"]
    last = conducted(tmp_path, store, Drafts(), resume=outcome.result.run, run_seconds=600)
    assert last.error is None


@pytest.mark.slow
def test_a_step_that_runs_into_its_own_deadline_is_tried_again_and_made_once(tmp_path, store) -> None:
    class OnceSlow(Drafts):
        def __call__(self, what: str, who: str) -> None:
            if (what, who) == ("check", "judge") and self.done[-1] == "doer1" and not self._seconds:
                self._seconds = 2.5
                time.sleep(self._seconds)
            super().__call__(what, who)

    drafts = OnceSlow()
    outcome = conducted(tmp_path, store, drafts, step_seconds=2.0)
    assert outcome.error is None
    assert outcome.result.loops == 0, "trying again after a fault is no loop"
    assert drafts.done.count("doer1") == 1, "what was drafted before the fault is judged, not drafted again"


def test_a_budget_may_run_out_at_any_message(tmp_path, store) -> None:
    outcomes = [conducted(tmp_path, store, Drafts(), max_messages=most) for most in (1, 2, 4)]
    assert {type(one.error) for one in outcomes} == {GuardError}
    assert {one.status for one in store.runs.find()} == {"stopped"}
