"""`genesis new` with a model at a desk that writes how an operation is done, well or badly."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from autogenesis.cli import main
from autogenesis.core import load_settings
from autogenesis.sandbox import Environments
from tests.cli.test_assisted import desk_in_a_thread
from tests.roles.test_behaviours import EXAMPLES, GOOD, TEXT, answer

ROOT = Path(__file__).parents[2]
WRONG = GOOD.replace("* 100", "* 10")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    """A house of its own that has the environments of ours."""
    known = Environments(load_settings(ROOT, os.environ).home).ensure().root.parent
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "environments").symlink_to(known)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OPENAI_API_KEY", "sk-desk")
    (tmp_path / "scale.md").write_text(TEXT)
    return tmp_path


def new(source: str, *more: str) -> int:
    """A run with a desk that writes this source where it is asked to write one, and has nothing else to say."""

    def said(request) -> str:
        return answer(source) if "small Python functions" in str(request["messages"][0]) else '{"changes": []}'

    with desk_in_a_thread(said) as desk:
        return main(["new", "scale.md", "--model", "openai:desk", "--set", f"model_url={desk.url}", *more])


def told(capsys) -> dict:
    return json.loads(capsys.readouterr().out.splitlines()[-1])


@pytest.mark.slow
def test_what_a_model_wrote_is_in_the_package_the_report_and_among_the_candidates(here, capsys) -> None:
    assert new(GOOD, "--no-tests", "--out", "made") == 0
    shown = capsys.readouterr().out
    assert "A language model wrote score_supplier: kept as candidates, which no other run uses" in shown
    assert "+ add written.score_supplier" in shown
    assert "No behaviour for inspect_supplier came and passed: each notes that it was done" in shown
    package = here / "made" / "scale_house"
    written = package / "src" / "scale_house" / "written" / "score_supplier.py"
    assert "A language model wrote this" in written.read_text()
    assert "- `operation.score_supplier` (kept as reliability): Scores a supplier" in (package / "TRACE.md").read_text()

    assert main(["skills", "--json"]) == 0
    (one,) = told(capsys)["candidates"]
    run = next(line.split()[1] for line in shown.splitlines() if line.startswith("run "))
    assert (one["name"], one["status"], one["run"]) == ("scale_house.score_supplier", "candidate", run)
    assert (one["source"], len(one["examples"]), one["package_tests"]) == (GOOD, len(EXAMPLES), 0)
    assert main(["skills", one["name"]]) == 0
    whole = capsys.readouterr().out
    assert "def score_supplier(*, today, name, deliveries, complaints):" in whole
    assert "no run uses one" in whole

    assert main(["new", "scale.md", "--no-tests", "--out", "plain", "--json"]) == 0
    capsys.readouterr()
    assert not (here / "plain/scale_house/src/scale_house/written").exists()
    assert main(["skills", "--json"]) == 0
    assert len(told(capsys)["candidates"]) == 1
    assert main(["skills", "nobody.wrote"]) == 2


@pytest.mark.slow
def test_where_nothing_passes_the_package_is_without_it_and_the_report_says_so(here, capsys) -> None:
    assert new(WRONG, "--no-tests", "--out", "made") == 0
    shown = capsys.readouterr().out
    assert "No behaviour for score_supplier, inspect_supplier came and passed" in shown
    assert "- add written.score_supplier for written.score_supplier: example 1 gives" in shown
    assert "without a new result" in shown
    package = here / "made" / "scale_house"
    assert not (package / "src" / "scale_house" / "written").exists()
    assert "language model" not in (package / "TRACE.md").read_text()
    assert main(["skills", "--json"]) == 0
    assert told(capsys)["candidates"] == []


@pytest.mark.soak
def test_the_tests_of_the_package_pass_with_what_a_model_wrote_and_the_candidate_says_how_many(here, capsys) -> None:
    assert new(GOOD, "--out", "made", "--json") == 0
    result = told(capsys)
    assert result["receipt"]["written"] == ["score_supplier"]
    assert result["tests"]["failed"] == 0
    assert result["tests"]["passed"] > len(EXAMPLES)
    assert result["sandbox"] == "bubblewrap"
    assert main(["skills", "--json"]) == 0
    (one,) = told(capsys)["candidates"]
    assert one["package_tests"] == result["tests"]["passed"]
    assert main(["show", result["run"], "--json"]) == 0
    shown = told(capsys)["requirements"]
    assert any(line["text"].startswith("The clerk scores") and line["passed"] == line["tests"] for line in shown)
