"""The ladder: each loop is met one rung higher; what can change nothing is passed over, and that is said."""

from __future__ import annotations

import json
from typing import Any

import pytest

import roles as r
from autogenesis.cli import main
from autogenesis.conductor import Conductor as TheConductor
from autogenesis.conductor import House, Order, loops_of
from autogenesis.core import GuardError, RandomIds, RunId, Settings, SystemClock
from blueprints import Change, Changes, Gap
from tests.conductor.house import TEXT, Stubborn, open_store, settings, stubborn_crew
from tests.roles.test_agent import Replay


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path) as storage:
        yield storage


class Asking(Stubborn):
    """A role whose draft always has a gap, so that its model is asked."""

    def gaps(self, out: Any) -> tuple[Gap, ...]:
        return (Gap(id="gap.a", text="Who owns it?", status="unclear"),)


class Insisting(Replay):
    """A model that leaves an operation out, in ever new words, and by another way where that way is barred."""

    def __init__(self, blueprint: Any, *, stubborn: bool = True) -> None:
        super().__init__("")
        self.blueprint, self.stubborn, self.temperatures = blueprint, stubborn, []

    async def create(self, messages, **options):
        self.temperatures.append(dict(options.get("extra_create_args") or {}).get("temperature"))
        asked = str(messages[-1].content)
        agent = self.blueprint.agents[0]
        purpose = f"It owns {agent.id}, on try {len(self.temperatures)}."
        less = agent.model_dump(mode="json") | {"carries": agent.carries[1:], "purpose": purpose}
        ways = ("remove", "add") if f"replace agents {agent.id}" in asked else ("replace",)
        changes = tuple(
            Change(
                action=way, part="agents", id=agent.id, value=None if way == "remove" else less, reason="Less.",
                evidence="s1",
            )
            for way in ways
        )  # fmt: skip
        self.answer = Changes(changes=changes if self.stubborn else ()).model_dump_json()
        return await super().create(messages, **options)


def conducted(tmp_path, store, crew, *, clients=None, others=None, told=None, resume=None, **chosen):
    given = settings(tmp_path, max_attempts=20)
    house = House(
        settings=Settings.model_validate({**given.model_dump(exclude={"broker_key", "broker_password"}), **chosen}),
        storage=store,
        crewmaker=lambda folder: crew,
        deliverer=r.PackageDelivery(),
        ids=RandomIds(),
        clock=SystemClock(),
        version="test",
        tell=told.append if told is not None else lambda progress: None,
        clients=clients or {},
        others=others or {},
    )
    if resume is not None:
        return TheConductor(house).resume(RunId(resume))
    return TheConductor(house).start(Order(text=TEXT, out=tmp_path / "out", tests=False), "lending")


def asking_crew():
    crew = stubborn_crew()
    crew["design"] = Asking(crew["design"]._role)
    return crew


def drafted_blueprint(crew):
    from tests.golden.library_lending import specification

    return crew["design"]._role.draft(r.BlueprintInputs(specification=specification()), ())


def test_a_model_that_goes_round_is_asked_warmer_and_what_it_insists_on_is_barred(tmp_path, store) -> None:
    crew = asking_crew()
    first = Insisting(drafted_blueprint(crew))
    other = Insisting(first.blueprint, stubborn=False)
    told: list[Any] = []
    outcome = conducted(
        tmp_path, store, crew, clients={"design": first}, others={"design": other}, told=told,
        model="first-model", other_model="second-model",
    )  # fmt: skip
    assert outcome.error is None
    met = loops_of(store, RunId(outcome.result.run))
    assert [one.rung for one in met] == [1, 2, 3]
    assert not any(one.passed for one in met)

    again = first.temperatures.index(1.0)
    assert first.temperatures[:again] == [None] * again, "its own temperature until the second rung"
    assert first.temperatures[again:] == [1.0] * (len(first.temperatures) - again)
    one, two, three = (f"{way} agents {first.blueprint.agents[0].id}" for way in ("replace", "remove", "add"))
    assert met[1].barred == (one,)
    assert met[2].barred == (one, two, three), "what it insisted on instead"
    assert "went round" in first.asked[met[0].attempt], "the sentence reaches the model"
    assert one in first.asked[again]

    assert met[2].asked_instead == "second-model"
    assert other.temperatures == [None]
    assert two in other.asked[0]
    assert all("went round" in one.said for one in met)
    looping = [one for one in told if one.state == "looping"]
    assert [one.role for one in looping] == ["conversation_management"] * 3
    assert "rung 3 of 5: " in looping[2].detail


def test_a_barred_change_that_is_made_again_is_dropped_and_the_draft_stands(tmp_path, store) -> None:
    class Deaf(Insisting):
        async def create(self, messages, **options):
            said = [*messages[:-1], messages[-1].model_copy(update={"content": "go on"})]
            return await super().create(said, **options)

    crew = asking_crew()
    outcome = conducted(tmp_path, store, crew, clients={"design": Deaf(drafted_blueprint(crew))}, model="first-model")
    assert outcome.error is None
    assert [one.rung for one in loops_of(store, RunId(outcome.result.run))] == [1, 2]
    replies = [one.payload for one in store.messages.of_run(RunId(outcome.result.run)) if one.payload.get("outcomes")]
    (dropped,) = replies[-1]["outcomes"]
    assert (dropped["accepted"], dropped["reason"]) == (False, "it went round in a circle and is barred")


def test_without_another_model_its_rung_is_passed_over_and_the_approver_decides(tmp_path, store) -> None:
    crew = asking_crew()
    told: list[Any] = []
    outcome = conducted(
        tmp_path, store, crew, clients={"design": Insisting(drafted_blueprint(crew))}, told=told, model="first-model"
    )
    assert isinstance(outcome.error, GuardError)
    met = loops_of(store, RunId(outcome.result.run))
    assert [one.rung for one in met] == [1, 2, 4]
    (passed,) = met[2].passed
    assert (passed.rung, passed.why) == (3, "no other model is configured for design (other_model)")
    assert passed.why in [one for one in told if one.state == "looping"][-1].detail
    assert "No version of the blueprint can stand" in met[2].ruling
    assert met[2].done.rstrip(".") in str(outcome.error)


class Undocumented(Stubborn):
    """Feedback that proposes a Change without evidence, in ever new words."""

    def draft(self, task: Any, rejections: Any) -> Any:
        made = super().draft(task, rejections)
        bad = Change(
            action="remove", part="actors", id="actor.reader", reason=f"Nobody needs it, {len(self.drafts)} say."
        )
        return made.model_copy(update={"changes": (*made.changes, bad)})


def test_the_approver_lets_a_version_stand_without_what_it_objects_to(tmp_path, store) -> None:
    crew = stubborn_crew()
    crew["feedback"] = Undocumented(crew["feedback"])
    outcome = conducted(tmp_path, store, crew)
    assert outcome.error is None
    run = RunId(outcome.result.run)
    first, last = loops_of(store, run)
    assert (first.step, first.rung, last.rung) == ("revision", 1, 4)
    assert "stands without changes.actor.reader" in last.ruling
    kept = store.artefacts.accepted(run, "revision")
    assert "actor.reader" not in [change["id"] for change in kept.body["changes"]]
    verdict = store.verdicts.find(run, "revision", kept.attempt, "hierarchy")
    assert verdict.approved, "what stands was judged like anything else"
    ruled = store.verdicts.find(run, "ruling.revision", kept.attempt, "conversation_management")
    assert ruled.approved


@pytest.mark.parametrize("killed", [False, True])
def test_what_was_done_survives_a_restart_and_is_shown(tmp_path, store, monkeypatch, capsys, killed) -> None:
    crew = stubborn_crew()
    crew["design"] = Forgetful(crew["design"])
    first = conducted(tmp_path, store, crew)
    assert isinstance(first.error, GuardError)
    run = first.result.run
    if killed:  # before the guard was kept: what it saw is in the messages
        for name in ("guard", "guarded", "loops"):
            store.runs.drop_state(RunId(run), name)
    again = stubborn_crew()
    again["design"] = Forgetful(again["design"], begin=100)
    second = conducted(tmp_path, store, again, resume=run)
    assert isinstance(second.error, GuardError)
    assert [one.rung for one in loops_of(store, RunId(run))] == [1, 4, 5], "the rungs are not climbed again"
    assert "nothing that was done against it helped" in str(second.error)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path))
    assert main(["loops", "show", run]) == 0
    said = capsys.readouterr().out
    for part in (
        "blueprint, attempt 4: 4 messages (conductor to design: draft;",
        "conductor to understanding: check",
        "rung 2 passed over: design asks no language model",
        "rung 4: the approver decides: No version of the blueprint can stand",
        "rung 5: the run was stopped",
    ):
        assert part in said
    assert main(["loops", "show", run, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)["loops"]
    assert [one["rung"] for one in shown] == [1, 4, 5]
    assert len(shown[0]["messages"]) >= 8
    assert main(["show", run]) == 0
    assert "loop in blueprint, attempt 4" in capsys.readouterr().out


class Forgetful(Stubborn):
    """A designer that leaves an operation out each time, in ever new words."""

    def __init__(self, role: Any, begin: int = 0) -> None:
        super().__init__(role)
        self._begin = begin

    def draft(self, task: Any, rejections: Any) -> Any:
        whole = super().draft(task, rejections)
        first, *others = whole.agents
        short = first.model_copy(
            update={"carries": first.carries[1:], "purpose": f"{first.purpose} Try {self._begin + len(self.drafts)}."}
        )
        return whole.model_copy(update={"agents": (short, *others)})
