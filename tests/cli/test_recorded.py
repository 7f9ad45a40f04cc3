"""Runs that were recorded with good answers are replayed without a model: what was proposed stands, and the checks hold."""

from __future__ import annotations

import importlib
import inspect
import itertools
import json
import os
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import roles as r
from autogenesis.core import load_settings
from autogenesis.language import understand
from autogenesis.models import Access, ModelName, open_model
from autogenesis.sandbox import Environments
from tests.acceptance._driver import Package, System
from tests.cassettes.record import HERE, ROOT, command
from tests.roles.test_asking import CLOCK, ask, asking

CASSETTES = sorted(HERE.glob("*.jsonl"))
MOST_TOKENS = 60_000
LEAST_CHECKS = 9


@pytest.mark.parametrize("cassette", CASSETTES, ids=lambda path: path.stem)
async def test_what_was_proposed_for_a_text_is_replayed_and_stands(cassette: Path, monkeypatch) -> None:
    text = (ROOT / "specs" / f"{cassette.stem}.md").read_text(encoding="utf-8").partition("<!-- acceptance -->")[0]
    made = r.crew(lambda *_: SimpleNamespace(specification=understand(text).specification), None)
    monkeypatch.setattr("tests.roles.test_asking.crew", lambda: made)
    client = open_model(ModelName("replay", str(cassette)), Access(clock=CLOCK))
    delivery = await ask("understanding", "specification", {"brief": r.Brief(text=text)}, client, asking(full=True))
    assert delivery.outcomes
    assert all(outcome.accepted for outcome in delivery.outcomes), delivery.outcomes


@pytest.mark.parametrize("cassette", CASSETTES, ids=lambda path: path.stem)
def test_a_recorded_run_kept_within_its_tokens(cassette: Path) -> None:
    used = [json.loads(line)["answer"]["usage"] for line in cassette.read_text(encoding="utf-8").splitlines()]
    assert sum(one["prompt_tokens"] + one["completion_tokens"] for one in used) <= MOST_TOKENS


@pytest.mark.soak
@pytest.mark.parametrize("cassette", CASSETTES, ids=lambda path: path.stem)
def test_the_package_of_a_recorded_run_does_what_the_text_asks_for(cassette: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    known = Environments(load_settings(ROOT, os.environ).home).ensure().root.parent
    (tmp_path / "home" / "environments").symlink_to(known)
    env = {**os.environ, "GENESIS_HOME": str(tmp_path / "home")}
    line = command(cassette.stem, "--model", f"replay:{cassette}", "--out", str(tmp_path / "out"), "--json")
    done = subprocess.run(line, env=env, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-1000:] + "\nIs it stale? python -m tests.cassettes.record"
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["receipt"]["calls"] == len(cassette.read_text(encoding="utf-8").splitlines())
    assert 0 < told["receipt"]["tokens"] <= MOST_TOKENS
    held = checks_that_hold(cassette.stem, Package(Path(told["package_path"])), tmp_path)
    assert len(held) >= LEAST_CHECKS, held


def checks_that_hold(slug: str, package: Package, folder: Path) -> list[int]:
    """The numbers of the acceptance checks of a text that hold for a package, each with all of its cases."""
    module = importlib.import_module(f"tests.acceptance.test_{slug.replace('-', '_')}")
    failed, numbers = set[int](), set[int]()
    for name, check in inspect.getmembers(module, inspect.isfunction):
        if not name.startswith("test_"):
            continue
        number = int(name.split("_")[1])
        numbers.add(number)
        for count, given in enumerate(_cases(check)):
            with System(package, folder / f"{name}-{count}") as system:
                try:
                    check(system=system, **given)
                except AssertionError:
                    failed.add(number)
    return sorted(numbers - failed)


def _cases(check: Any) -> list[dict[str, Any]]:
    """What pytest would call the check with."""
    marks = [mark for mark in getattr(check, "pytestmark", ()) if mark.name == "parametrize"]
    choices = []
    for mark in marks:
        names = [name.strip() for name in mark.args[0].split(",")] if isinstance(mark.args[0], str) else mark.args[0]
        rows = [row if len(names) > 1 else (row,) for row in mark.args[1]]
        choices.append([dict(zip(names, row, strict=True)) for row in rows])
    return [{key: value for each in chosen for key, value in each.items()} for chosen in itertools.product(*choices)]
