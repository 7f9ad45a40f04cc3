"""Two roles that argue in a circle: they are taken out of it with a sentence that names it; again, the run stops."""

from __future__ import annotations

from pathlib import Path

import pytest

import roles as r
from autogenesis.conductor import Order
from autogenesis.core import GuardError, RunId
from tests.conductor.house import TEXT, Stubborn, house, open_store, stubborn_crew

ATTEMPTS = 12


class Forgetful(Stubborn):
    """A designer that leaves an operation out each time, in ever new words; it heeds what names the loop if told to."""

    def __init__(self, role: r.Role, heeds: bool) -> None:
        super().__init__(role)
        self._heeds = heeds

    def draft(self, task, rejections):
        whole = super().draft(task, rejections)
        if self._heeds and any("went round" in reason.text for reason in rejections):
            return whole
        first, *others = whole.agents
        short = first.model_copy(
            update={"carries": first.carries[1:], "purpose": f"{first.purpose} Try {len(self.drafts)}."}
        )
        return whole.model_copy(update={"agents": (short, *others)})


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path) as storage:
        yield storage


def conducted(tmp_path: Path, store, *, heeds: bool, tests: bool = False):
    crew = stubborn_crew()
    design = crew["design"] = Forgetful(crew["design"], heeds)
    told = []
    conductor = house(tmp_path, store, crew, told.append, max_attempts=ATTEMPTS)
    outcome = conductor.start(Order(text=TEXT, out=tmp_path / "out", tests=tests), "lending")
    return outcome, design, told


def asked_for_drafts(store, run: str) -> list[dict]:
    """What the designer was sent, in order."""
    messages = store.messages.of_run(RunId(run))
    return [
        message.payload
        for message in messages
        if message.receiver == "design" and message.action == "draft" and message.payload["produces"] == "blueprint"
    ]


@pytest.mark.slow
def test_roles_that_go_round_are_put_back_to_before_the_loop_and_the_run_goes_on(tmp_path, store) -> None:
    outcome, design, told = conducted(tmp_path, store, heeds=True)
    assert outcome.error is None
    assert outcome.result.loops == 1
    assert (Path(outcome.result.package_path) / "src").is_dir()

    known = [[reason.text for reason in rejections] for rejections in design.drafts]
    turns = len(known) - 1
    assert [len(reasons) for reasons in known[:turns]] == list(range(turns)), "each turn adds the same reason"
    assert len({reason for reasons in known[1:turns] for reason in reasons}) == 1
    before, sentence = known[-1]  # what was said before the loop began, and the sentence; the rest is forgotten
    assert before == known[1][0]
    assert "4 messages" in sentence
    for step in ("conductor to design: draft", "conductor to understanding: check", "went round 3 times"):
        assert step in sentence
    assert "take another way" in sentence
    (loop,) = [progress for progress in told if progress.state == "looping"]
    assert (loop.step, loop.attempt) == ("blueprint", turns)
    assert len(asked_for_drafts(store, outcome.result.run)) == len(known)
    dead = store.messages.dead_letters(RunId(outcome.result.run))  # a refused answer, and the request it leaves open
    assert dead
    assert all("went round" in each.reason for each in dead)


def test_roles_that_fall_into_the_same_loop_again_end_the_run_with_exit_code_4(tmp_path, store) -> None:
    outcome, design, _ = conducted(tmp_path, store, heeds=False)
    assert isinstance(outcome.error, GuardError)
    assert outcome.error.exit_code == 4
    assert outcome.result.loops == 2
    said = str(outcome.error)
    assert "conductor to design: draft" in said
    assert "understanding to conductor" in said
    for done in (
        "Rung 1 (attempt 4): put back to before attempt 2, with a sentence that names the cycle.",
        "Rung 2 was passed over: design asks no language model, so a higher temperature would change nothing.",
        "Rung 3 was passed over: design asks no language model, so another model would change nothing.",
        "the approver decides: No version of the blueprint can stand:",
        "No agent carries operation.add_reader",
    ):
        assert done in said
    decision = outcome.error.decision
    assert decision is not None
    assert (decision.verdict, decision.rung, len(decision.cycle)) == ("stop", 5, 4)
    assert f"messages {decision.messages[0]} to {decision.messages[-1]}" in said
    assert len(design.drafts) < ATTEMPTS, "the guard ends it, not the bound on attempts"
    assert not (tmp_path / "out").exists()
    assert [record.status for record in store.runs.find()] == ["stopped"]


@pytest.mark.slow
def test_a_run_that_was_stopped_remembers_how_it_was_taken_out_of_the_loop(tmp_path, store) -> None:
    first, design, _ = conducted(tmp_path, store, heeds=False)
    drafted = len(design.drafts)
    crew = stubborn_crew()
    again = crew["design"] = Forgetful(crew["design"], heeds=True)
    second = house(tmp_path, store, crew, max_attempts=ATTEMPTS).resume(RunId(first.result.run))
    assert second.error is None
    assert second.result.loops == first.result.loops
    assert len(again.drafts) == 1, f"of {drafted + 1}"
    assert "went round" in " ".join(reason.text for reason in again.drafts[0])


@pytest.mark.slow
def test_the_durable_engine_does_the_same(tmp_path, store) -> None:
    outcome, design, _ = conducted(tmp_path, store, heeds=False, tests=True)
    assert isinstance(outcome.error, GuardError)
    assert outcome.result.loops == 2
    assert len(design.drafts) < ATTEMPTS


def test_as_many_attempts_as_are_usual_are_no_loop(tmp_path, store) -> None:
    crew = stubborn_crew()
    crew["design"] = Forgetful(crew["design"], heeds=False)
    outcome = house(tmp_path, store, crew).start(Order(text=TEXT, out=tmp_path / "out", tests=False), "lending")
    assert outcome.result.loops == 0
    assert "rework does not help" in str(outcome.error)
    assert outcome.error is not None
    assert outcome.error.exit_code == 4
