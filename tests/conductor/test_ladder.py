"""The ladder: each loop is met one rung higher; what can change nothing is passed over, and that is said."""

from __future__ import annotations

import json
from typing import Any

import pytest

import roles as r
from autogenesis.cli import main
from autogenesis.conductor import loops_of
from autogenesis.core import GuardError, RunId, Settings
from blueprints import Actor, Change, Changes, Gap, Specification, apply_changes
from tests.conductor.house import open_store
from tests.conductor.stubs import Stub, conductor, order
from tests.roles.test_agent import Replay

GHOST = Actor(id="actor.ghost", name="ghost")


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path) as storage:
        yield storage


class Planner(Stub):
    """Plans one step, of design and a judge."""

    def draft(self, task: Any, rejections: Any) -> Any:
        step = r.Step(
            id="s0", doer="design", approver="judge", produces="specification.0", needs=("brief",), attempts=20
        )
        return r.WorkPlan(steps=(step,))


class Drafting(Stub):
    """Writes in ever new words, from `begin` on; with a ghost in it where it is `haunted`, else with a gap."""

    def __init__(self, *, haunted: bool, begin: int = 0) -> None:
        super().__init__("design", 1, lambda what, who: None)
        self.haunted, self.count = haunted, begin

    def draft(self, task: Any, rejections: Any) -> Any:
        self.count += 1
        actors = (GHOST,) if self.haunted else ()
        words = f"{self.count} times it was tried with the {'north south east west'.split()[self.count % 4]} wind"
        return Specification(title="Forms", slug="forms", text_hash="0" * 64, summary=words, actors=actors)

    def gaps(self, out: Any) -> tuple[Any, ...]:
        return () if self.haunted else (Gap(id="gap.a", text="Who haunts it?", status="unclear"),)

    def apply(self, out: Any, changes: Any) -> Any:
        return apply_changes(out, changes)


class Judge(Stub):
    """Believes in no ghosts, and says so of the part `named`."""

    def __init__(self, named: str = GHOST.id) -> None:
        super().__init__("judge", 1, lambda what, who: None)
        self.named = named

    def check(self, kind: str, artefact: Any, basis: Any) -> r.Verdict:
        haunted = any("ghost" in one.id for one in (*artefact.actors, *artefact.assumptions))
        reasons = (r.Reason(part=self.named, text="Nobody has ever seen a ghost."),) if haunted else ()
        return r.Verdict(approver=self.name, reasons=reasons)


class Insisting(Replay):
    """A model that sees ghosts: an actor or, where that is barred, an assumption; `sober` where it sees none."""

    def __init__(self, *, sober: bool = False, deaf: bool = False) -> None:
        super().__init__("")
        self.sober, self.deaf, self.temperatures = sober, deaf, []

    async def create(self, messages, **options):
        self.temperatures.append(dict(options.get("extra_create_args") or {}).get("temperature"))
        barred = "add actors actor.ghost" in str(messages[-1].content) and not self.deaf
        value = GHOST.model_dump() if not barred else {"id": "assumption.ghost", "text": "A ghost?"}
        seen = Change(
            action="add",
            part="assumptions" if barred else "actors",
            id=str(value["id"]),
            value=value,
            reason=f"Seen {len(self.temperatures)} times.",
            evidence="gap.a",
        )
        self.answer = Changes(changes=() if self.sober else (seen,)).model_dump_json()
        return await super().create(messages, **options)


def conducted(home: Any, store: Any, doer: Drafting, judge: Judge | None = None, **more: Any) -> Any:
    crew = {
        one.name: one for one in (doer, judge or Judge(), *(Stub(n, 1, lambda *a: None) for n in ("understanding",)))
    }
    crew["hierarchy"] = Planner("hierarchy", 1, lambda what, who: None)
    names = {name: more.pop(name) for name in ("model", "other_model") if name in more}
    settings = Settings.model_validate({"home": home, "limits": {"max_attempts": 20}, **names})
    resume = more.pop("resume", None)
    one = conductor(home, store, crew, settings=settings, **more)
    return one.resume(RunId(resume)) if resume else one.start(order(home), "forms")


def met_in(store: Any, outcome: Any) -> Any:
    return loops_of(store, RunId(outcome.result.run))


def test_a_model_that_goes_round_is_asked_warmer_and_what_it_insists_on_is_barred(tmp_path, store) -> None:
    first, other, told = Insisting(), Insisting(sober=True), []
    outcome = conducted(
        tmp_path,
        store,
        Drafting(haunted=False),
        clients={"design": first},
        others={"design": other},
        tell=told.append,
        model="first-model",
        other_model="second-model",
    )
    assert outcome.error is None
    met = met_in(store, outcome)
    assert [one.rung for one in met] == [1, 2, 3]
    assert not any(one.passed for one in met)

    again = first.temperatures.index(1.0)
    assert first.temperatures[:again] == [None] * again, "its own temperature until the second rung"
    assert first.temperatures[again:] == [1.0] * (len(first.temperatures) - again)
    assert met[1].barred == ("add actors actor.ghost",)
    assert met[2].barred == ("add actors actor.ghost", "add assumptions assumption.ghost"), (
        "what it insisted on instead"
    )
    assert "went round" in first.asked[met[0].attempt], "the sentence reaches the model"
    assert "add actors actor.ghost" in first.asked[again]

    assert met[2].asked_instead == "second-model"
    assert other.temperatures == [None]
    assert "add assumptions assumption.ghost" in other.asked[0]
    assert all("went round" in one.said for one in met)
    looping = [one for one in told if one.state == "looping"]
    assert [one.role for one in looping] == ["conversation_management"] * 3
    assert "rung 3 of 5: " in looping[2].detail


def test_a_barred_change_that_is_made_again_is_dropped_and_the_draft_stands(tmp_path, store) -> None:
    client = Insisting(deaf=True)
    outcome = conducted(tmp_path, store, Drafting(haunted=False), clients={"design": client}, model="first-model")
    assert outcome.error is None
    assert [one.rung for one in met_in(store, outcome)] == [1, 2]
    replies = [one.payload for one in store.messages.of_run(RunId(outcome.result.run)) if one.payload.get("outcomes")]
    (dropped,) = replies[-1]["outcomes"]
    assert (dropped["accepted"], dropped["reason"]) == (False, "it went round in a circle and is barred")


def test_without_another_model_its_rung_is_passed_over_and_the_approver_decides(tmp_path, store) -> None:
    told: list[Any] = []
    outcome = conducted(
        tmp_path,
        store,
        Drafting(haunted=False),
        Judge("summary"),
        clients={"design": Insisting()},
        tell=told.append,
        model="first-model",
    )
    assert isinstance(outcome.error, GuardError)
    met = met_in(store, outcome)
    assert [one.rung for one in met] == [1, 2, 4]
    (passed,) = met[2].passed
    assert (passed.rung, passed.why) == (3, "no other model is configured for design (other_model)")
    assert passed.why in [one for one in told if one.state == "looping"][-1].detail
    assert "No version of the specification can stand: summary: Nobody has ever seen a ghost" in met[2].ruling
    assert met[2].done.rstrip(".") in str(outcome.error)


def test_the_approver_lets_a_version_stand_without_what_it_objects_to(tmp_path, store) -> None:
    outcome = conducted(tmp_path, store, Drafting(haunted=True))
    assert outcome.error is None
    run = RunId(outcome.result.run)
    first, last = met_in(store, outcome)
    assert (first.rung, last.rung) == (1, 4)
    assert [one.rung for one in last.passed] == [2, 3]
    assert all("asks no language model" in one.why for one in last.passed)
    assert "stands without actor.ghost" in last.ruling
    kept = store.artefacts.accepted(run, "s0")
    assert kept.body["actors"] == []
    assert store.verdicts.find(run, "s0", kept.attempt, "judge").approved, "what stands was judged like anything else"
    assert store.verdicts.find(run, "ruling.s0", kept.attempt, "conversation_management").approved


@pytest.mark.slow
@pytest.mark.parametrize("killed", [False, True])
def test_what_was_done_survives_a_restart_and_is_shown(tmp_path, store, monkeypatch, capsys, killed) -> None:
    first = conducted(tmp_path, store, Drafting(haunted=True), Judge("summary"))
    assert isinstance(first.error, GuardError)
    run = first.result.run
    if killed:  # before the guard was kept: what it saw is in the messages
        for name in ("guard", "guarded", "loops"):
            store.runs.drop_state(RunId(run), name)
    second = conducted(tmp_path, store, Drafting(haunted=True, begin=100), Judge("summary"), resume=run)
    assert isinstance(second.error, GuardError)
    assert second.error.exit_code == 4
    assert [one.rung for one in met_in(store, first)] == [1, 4, 5], "the rungs are not climbed again"
    assert "nothing that was done against it helped" in str(second.error)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path))
    assert main(["loops", "show", run]) == 0
    said = capsys.readouterr().out
    for part in (
        "s0, attempt 4: 4 messages (conductor to design: draft;",
        "conductor to judge: check",
        "rung 2 passed over: design asks no language model",
        "rung 4: the approver decides: No version of the specification can stand",
        "rung 5: the run was stopped",
    ):
        assert part in said
    assert main(["loops", "show", run, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)["loops"]
    assert [one["rung"] for one in shown] == [1, 4, 5]
    assert len(shown[0]["messages"]) >= 8
    assert main(["show", run]) == 0
    said = capsys.readouterr().out
    assert "loop in s0, attempt 4" in said
    assert "not delivered: design to conductor: draft; 4 messages" in said or "not delivered: judge" in said
