"""`genesis doctor MODEL` on the command line, with a good model that was recorded; no model is asked."""

from __future__ import annotations

import asyncio
import json
import os
import tomllib
from pathlib import Path

import pytest

import autogenesis.grading as g
import autogenesis.models as m
from autogenesis.cli import main
from autogenesis.core import SystemClock, load_settings
from tests.grading.player import Playing, good

ROLES = ("design", "documentation", "generator")


@pytest.fixture(scope="module")
def cassette(tmp_path_factory) -> Path:
    """The answers of a model that is good at designing, writes no pages, and source that does nothing."""
    file = tmp_path_factory.mktemp("doctor") / "said.jsonl"
    tasks = [task for role in ROLES for task in g.tasks_of(role, lambda *_: ())]

    def play(task: g.Task):
        if task.role == "documentation" and task.shows == "followed":
            return '{"changes": []}'
        return json.dumps({"source": "x = 1"}) if task.shows == "code" else good(task)

    client = Playing(tasks, play)
    lender = m.Lender(m.Account(max_tokens=10**6), SystemClock(), 60)
    asyncio.run(g.grade("recorded", m.Recording(client, m.to_file(file)), tasks, lender))
    return file


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    return tmp_path


def doctor(cassette: Path, *roles: str) -> int:
    return main(["doctor", f"replay:{cassette}", "--roles", ",".join(roles), "--sandbox", "process"])


def test_a_table_says_what_the_model_is_good_for_and_how_to_say_so(cassette, here, capsys) -> None:
    assert doctor(cassette, "design", "generator") == 0
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert lines[0].split() == ["role", "tasks", "schema", "tools", "code", "followed", "seconds", "tokens"]
    assert lines[1].split()[:6] == ["design", "10/10", "9/9", "1/1", "-", "9/9"]
    assert lines[1].endswith("1100  yes")
    assert lines[2].split()[:6] == ["generator", "2/10", "9/9", "1/1", "0/8", "1/1"]
    assert lines[2].endswith("no: only 2 of 10 tasks were done")
    assert "✗ generator      share: it does not run to its end" in shown.err
    settings = "\n".join(lines[lines.index("For genesis.toml:") + 1 :])
    assert tomllib.loads(settings) == {"roles": {"design": {"model": f"replay:{cassette}"}}}
    (here / "genesis.toml").write_text(settings)
    assert load_settings(here, os.environ).model_for("design") == f"replay:{cassette}"


def test_programs_are_told_the_same_as_one_object(cassette, capsys) -> None:
    assert main(["doctor", f"replay:{cassette}", "--roles", "documentation,design", "--json"]) == 0
    shown = capsys.readouterr()
    told = json.loads(shown.out.splitlines()[-1])
    assert shown.err == ""
    assert told["recommended"] == ["design"]
    assert told["toml"][0] == "[roles.design]"
    by_role = {one["role"]: one for one in told["roles"]}
    assert by_role["design"]["passed"] == by_role["design"]["of"] == 10
    assert by_role["documentation"]["schema"] == [8, 9]
    assert by_role["documentation"]["against"] == "only 3 of 10 tasks were done"
    assert len(by_role["documentation"]["tasks"]) == 10
    assert by_role["documentation"]["tasks"][0]["why"] == "page.training was not added"


def test_a_model_that_is_good_for_nothing_is_exit_1(cassette, capsys) -> None:
    assert doctor(cassette, "documentation") == 1
    assert "good for none of these roles" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["openai"], "names no model"),
        (["builtin"], "no kind of model"),
        (["replay:nowhere.jsonl"], "nowhere.jsonl"),
        (["transformers:nowhere"], "there is no folder nowhere"),
        (["replay:nowhere.jsonl", "--roles", "hierarchy"], "there are no tasks for a role 'hierarchy'"),
    ],
)
def test_what_cannot_be_tried_is_told(arguments, said, capsys) -> None:
    assert main(["doctor", *arguments, "--sandbox", "process"]) == 2
    assert said in capsys.readouterr().err


def test_source_of_a_model_is_not_run_without_a_sandbox(cassette, monkeypatch, capsys) -> None:
    monkeypatch.setattr("autogenesis.sandbox._choose.bubblewrap_problem", lambda program: "bubblewrap is not installed")
    assert main(["doctor", f"replay:{cassette}", "--roles", "generator"]) == 4
    assert "--sandbox process" in capsys.readouterr().err
    assert main(["doctor", f"replay:{cassette}", "--roles", "design"]) == 0


def test_who_interrupts_it_is_told_that_it_was_cancelled(cassette, monkeypatch, capsys) -> None:
    async def interrupted(*given) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(g, "grade", interrupted)
    assert main(["doctor", f"replay:{cassette}", "--roles", "design"]) == 5
    assert capsys.readouterr().err.strip() == "cancelled"
