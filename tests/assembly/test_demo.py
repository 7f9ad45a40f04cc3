"""What the demo of a package plays and tells where the text has no examples."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autogenesis.assembly import assemble, write
from tests.assembly import harbour


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    home = tmp_path_factory.mktemp("demo") / "town_boats"
    specification = harbour.specification().model_copy(update={"examples": ()})
    write(assemble(specification, harbour.blueprint()), home)
    command = [sys.executable, "-W", "ignore", "-m", "town_boats", "demo"]
    environment = {**os.environ, "PYTHONPATH": str(home / "src")}
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_course_of_things_is_told_with_made_up_people(shown: str) -> None:
    assert shown.startswith("\n1. The usual course")
    assert "Ann Example" in shown
    assert shown.rstrip().endswith("All went as expected.")


@pytest.mark.slow
def test_a_refusal_is_told_with_its_reason_and_the_sentence_it_comes_from(shown: str) -> None:
    lines = [line.strip() for line in shown.splitlines()]
    place = next(number for number, line in enumerate(lines) if line.startswith("Refused: "))
    assert lines[place + 1].startswith("The rule comes from: “")


def test_time_passes_and_people_are_told(shown: str) -> None:
    assert "Time passes. It is " in shown
    assert " is told: “" in shown


@pytest.mark.slow
def test_a_text_with_examples_keeps_to_them() -> None:
    tree = assemble(harbour.specification(), harbour.blueprint(), scenarios=(harbour.example(),))
    kept = json.loads(tree["src/town_boats/scenarios.json"])
    assert [each["title"] for each in kept] == [harbour.example().title]


@pytest.mark.slow
def test_two_assemblies_choose_the_same_scenarios(tmp_path: Path) -> None:
    specification = harbour.specification().model_copy(update={"examples": ()})
    first, second = (assemble(specification, harbour.blueprint()) for _ in range(2))
    assert first["src/town_boats/scenarios.json"] == second["src/town_boats/scenarios.json"]
    assert 1 <= len(json.loads(first["src/town_boats/scenarios.json"])) <= 3
