"""What a run did, as OpenTelemetry tells it: one span for the run, and one for each turn of a role within it."""

from __future__ import annotations

import json

from autogenesis.conductor import traced_to
from tests.conductor.house import open_store
from tests.conductor.stubs import conductor, order
from tests.conductor.test_ladder import Drafting, conducted


def test_a_run_leaves_a_trace_of_every_turn(tmp_path) -> None:
    file = tmp_path / "traces" / "run.jsonl"
    with traced_to(file), open_store(tmp_path) as store:
        outcome = conductor(tmp_path, store).start(order(tmp_path), "forms")
        assert outcome.error is None
        looping = conducted(tmp_path, store, Drafting(haunted=True))
    spans = [json.loads(line) for line in file.read_text().splitlines()]
    of_runs = {one["attributes"]["genesis.run"]: one for one in spans if one["name"] == "run"}
    run = of_runs[outcome.result.run]
    mine = [one for one in spans if one["attributes"].get("genesis.run") == outcome.result.run]
    turns = [one for one in mine if one["name"] in ("draft", "check")]
    assert [one["attributes"]["genesis.step"] for one in turns if one["name"] == "draft"] == [
        "work_plan", "s0", "s1", "s2", "s3", "s4",
    ]  # fmt: skip
    assert {one["context"]["trace_id"] for one in turns} == {run["context"]["trace_id"]}
    assert {one["parent_id"] for one in turns} == {run["context"]["span_id"]}

    loops = [one["attributes"] for one in spans if one["name"] == "loop"]
    assert [(one["genesis.run"], one["genesis.step"], one["genesis.rung"]) for one in loops] == [
        (looping.result.run, "s0", 1),
        (looping.result.run, "s0", 2),
    ]
    assert all("went round" in one["genesis.reason"] for one in loops)
