"""Systems from the text to tests that pass, in a clean environment; one then with a test that does not."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from autogenesis.cli import main

ROOT = Path(__file__).parents[2]
SPECS = ROOT / "specs"
TEXTS = sorted((path.stem for path in SPECS.glob("*.md") if path.name != "README.md"), reverse=True)
"""Backwards: who runs the acceptance tests meanwhile goes forwards, and nobody waits for the other's package."""


def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder of its own, with the clean environment that set-up installed."""
    home = Path(os.environ.get("GENESIS_HOME", ROOT / ".genesis"))
    if not (home / "environments").is_dir():
        pytest.skip("the clean environment is not installed: make setup")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "environments").symlink_to(home / "environments")


@pytest.mark.slow
def test_a_system_called_like_a_module_of_python_is_installed_and_runs(tmp_path, monkeypatch, capsys) -> None:
    _at_home(tmp_path, monkeypatch)
    Path("text.md").write_text(
        "# Json\n- Ticket: title, text\n- A title must have at least 3 characters.\n", encoding="utf-8"
    )
    assert main(["new", "text.md", "--out", "out", "--json"]) == 0
    result = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert (Path(result["package_path"]) / "src" / "json_system").is_dir()
    assert result["tests"]["failed"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS)
def test_every_text_becomes_a_package_that_is_installed_and_passes_its_tests(text, packages) -> None:
    result = packages.result(SPECS / f"{text}.md")
    assert "failed" not in result, result["failed"]
    assert result["tests"]["passed"] > 10
    assert result["tests"]["failed"] == 0
    assert result["sandbox"] in ("bubblewrap", "process")


@pytest.mark.slow
def test_what_a_run_did_is_shown_and_test_finds_what_somebody_broke(packages, tmp_path, monkeypatch, capsys) -> None:
    text = SPECS / "library-lending.md"
    result = packages.result(text)
    monkeypatch.chdir(packages.home(text))
    assert main(["show", result["run"], "--json"]) == 0
    shown = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert [step["step"] for step in shown["steps"]][-5:] == [
        "tuning",
        "audit",
        "deployment",
        "documentation",
        "revision",
    ]
    assert sum(one["passed"] for one in shown["requirements"]) > 10

    package = tmp_path / "broken"
    shutil.copytree(result["package_path"], package)
    (package / "tests" / "test_broken.py").write_text("def test_broken():\n    assert 1 == 2\n", encoding="utf-8")
    assert main(["test", str(package), "--json"]) == 3
    assert json.loads(capsys.readouterr().out.strip().splitlines()[-1])["tests"]["failed"] == 1
