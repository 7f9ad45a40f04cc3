"""Runs are cancelled from outside, taken by one process at a time, listed as they stand, and say who began them."""

from __future__ import annotations

import threading

import pytest

from autogenesis.conductor import Conductor
from autogenesis.core import InputError, RunCancelledError, RunId, StorageError
from tests.conductor.house import open_store
from tests.conductor.stubs import conductor, crew_of, made, order


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path) as storage:
        yield storage


class Waiting:
    """Holds the second step until it is let go."""

    def __init__(self) -> None:
        self.there, self.go = threading.Event(), threading.Event()
        self.drafts: list[str] = []

    def __call__(self, what: str, who: str) -> None:
        if what == "draft":
            self.drafts.append(who)
            if who == "doer1":
                self.there.set()
                assert self.go.wait(60)


def at_work(home, store):
    """A run that is in its second step, in a thread of its own, and how it ends."""
    step, ended = Waiting(), []
    one = conductor(home, store, crew_of(5, step))
    thread = threading.Thread(target=lambda: ended.append(one.start(order(home), "forms")))
    thread.start()
    assert step.there.wait(60)
    return step, thread, ended


def test_a_run_that_is_cancelled_stops_after_the_step_in_hand_and_can_be_resumed(tmp_path, store) -> None:
    step, thread, ended = at_work(tmp_path, store)
    other: Conductor = conductor(tmp_path, store)  # another command, on the same database
    (standing,) = other.standings()
    assert (standing.state, standing.step) == ("running", "s1")
    said = other.cancel_run(standing.run)
    assert said.state == "cancelling"
    threading.Event().wait(0.25)  # a run looks some times a second
    step.go.set()
    thread.join(60)
    assert isinstance(ended[0].error, RunCancelledError)
    assert step.drafts == ["doer0", "doer1"]
    assert other.standings()[0].state == "cancelled"
    assert not (tmp_path / "out").exists()

    again = Waiting()
    assert conductor(tmp_path, store, crew_of(5, again)).resume(standing.run).error is None
    assert again.drafts == ["doer2", "doer3", "doer4"]  # what was finished stays
    assert made(tmp_path)


def test_a_run_that_is_paused_rests_until_somebody_has_it_go_on(tmp_path, store) -> None:
    step, thread, ended = at_work(tmp_path, store)
    other: Conductor = conductor(tmp_path, store)
    run = store.runs.find()[0].id
    assert other.pause_run(run).state == "pausing"
    threading.Event().wait(0.25)  # a run looks some times a second
    step.go.set()
    thread.join(60)
    assert isinstance(ended[0].error, RunCancelledError)
    assert other.standings()[0].state == "paused"
    assert other.resume(run).error is None
    with pytest.raises(InputError, match="is done"):
        other.pause_run(run)


def test_what_rests_can_be_ended_and_what_waits_can_rest(tmp_path, store) -> None:
    one = conductor(tmp_path, store)
    run = one.queue(order(tmp_path), "forms")
    assert one.pause_run(run).state == "paused"
    assert not store.runs.waiting(), "no worker takes it up"
    assert one.cancel_run(run).state == "cancelled"
    with pytest.raises(InputError, match="is cancelled"):
        one.pause_run(run)
    assert one.resume(run).error is None


def test_a_run_that_is_at_work_is_not_taken_up_a_second_time(tmp_path, store) -> None:
    step, thread, ended = at_work(tmp_path, store)
    with pytest.raises(InputError, match="another process is at work"):
        conductor(tmp_path, store).resume(store.runs.find()[0].id)
    step.go.set()
    thread.join(60)
    assert ended[0].error is None


def test_a_queued_run_is_cancelled_at_once_and_a_finished_one_not_at_all(tmp_path, store) -> None:
    one = conductor(tmp_path, store)
    run = one.queue(order(tmp_path), "forms")
    assert one.standings()[0].state == "queued"
    assert one.cancel_run(run).state == "cancelled"
    assert one.resume(run).error is None
    with pytest.raises(InputError, match="is done"):
        one.cancel_run(run)
    with pytest.raises(InputError, match="there is no run"):
        one.cancel_run(RunId("r-none"))


def test_a_killed_run_is_shown_as_interrupted(tmp_path, store) -> None:
    one = conductor(tmp_path, store)
    run = one.queue(order(tmp_path), "forms")
    store.runs.move(run, "running")  # as a process leaves it that is killed: nobody holds it
    (standing,) = one.standings()
    assert standing.state == "interrupted"
    assert standing.seconds >= 0
    assert one.resume(run).error is None


def test_a_run_that_another_version_began_says_so_and_goes_on(tmp_path, store) -> None:
    run = conductor(tmp_path, store, version="1.0").queue(order(tmp_path), "forms")
    told = []
    outcome = conductor(tmp_path, store, version="2.0", tell=told.append).resume(run)
    assert outcome.error is None
    (said,) = [one.detail for one in told if one.state == "resumed"]
    assert "1.0" in said
    assert "2.0" in said


def test_a_text_that_changed_in_the_database_is_refused(tmp_path, store) -> None:
    run = conductor(tmp_path, store).queue(order(tmp_path), "forms")
    record = store.runs.get(run)
    kept = {**record.settings, "order": {**record.settings["order"], "text": "A clerk stamps a farm."}}
    other = store.runs.create(
        RunId("r-other"), slug="forms", spec_hash=record.spec_hash, settings=kept, code_version="test"
    )
    with pytest.raises(StorageError, match="not what its hash says"):
        conductor(tmp_path, store).resume(other.id)
