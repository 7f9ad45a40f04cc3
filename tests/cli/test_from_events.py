"""`genesis revise --from-events`: what a running system shows is proposed with its figures, before anything is built."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autogenesis.cli import main
from autogenesis.core import load_settings
from autogenesis.sandbox import Environments
from tests.cli.test_revise import TEXT, WITHOUT, contents, last_line

ROOT = Path(__file__).parents[2]
MONDAY = "2026-06-01T09:00"


@pytest.fixture
def built(tmp_path, monkeypatch, capsys) -> Path:
    """A package that was generated, in a home whose environment is there already."""
    environments = Environments(load_settings(ROOT, os.environ).home).ensure().root.parent
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "environments").symlink_to(environments)
    (tmp_path / "boats.md").write_text(TEXT)
    assert main(["new", "boats.md", *WITHOUT]) == 0
    capsys.readouterr()
    return tmp_path / "out" / "boat_club"


def use(built: Path, *lines: object) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "boat_club", "session", "--data", str(built / "data")],
        input="".join(f"{json.dumps(line)}\n" for line in lines),
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(built / "src")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_a_running_system_says_what_should_be_asked_and_the_next_revision_asks_it(built, tmp_path, capsys) -> None:
    member = {"call": "add_member", "input": {"name": "Ann"}, "at": MONDAY}
    use(built, member, *[{**member, "input": {}}] * 11, *[{"call": "sink_boat", "at": MONDAY}] * 6)
    before = contents(built)
    assert main(["revise", "boat_club", "--from-events", "--dry-run", *WITHOUT, "--json"]) == 0
    shown = capsys.readouterr()
    assert "That the name must be given refused 11 of 12 calls of `add_member`" in shown.err
    assert "`sink_boat` was asked for 6 times" in shown.err
    assert "evidence: event." in shown.err
    assert len(json.loads(shown.out.strip().splitlines()[-1])["proposed"]) == 2
    assert contents(built) == before, "nothing is built"

    lines, revise = tmp_path / "figures.jsonl", ["revise", "boat_club", "--from-events", *WITHOUT]
    figure = {"kind": "figure", "type": "unknown", "operation": None, "subject": "sink_boat", "data": {"count": 6}}
    lines.write_text(f"{json.dumps(figure)}\n")
    assert main([*revise, "--data", str(lines), "--json"]) == 0
    assert last_line(capsys)["conflicts"] == []
    asked = json.loads((built / "blueprint.json").read_text())["specification"]["questions"]
    assert any("`sink_boat` was asked for 6 times" in one["text"] for one in asked)
    assert (built / "data" / "state.sqlite").is_file(), "what people did stays"

    assert main([*revise, "--data", str(lines)]) == 0
    assert "nothing to propose: 0 calls, 0 refused, 0 failed" in capsys.readouterr().err
    assert main(["revise", "boat_club", *WITHOUT]) == 0, "and a revision for another reason asks it still"
    assert json.loads((built / "blueprint.json").read_text())["specification"]["questions"] == asked

    lines.write_text("[1]\n")
    for data, said in ((lines, "line 1"), (tmp_path / "nowhere", "there are no data")):
        capsys.readouterr()
        assert main([*revise, "--data", str(data)]) == 2
        assert said in capsys.readouterr().err
    assert main(["revise", "boat_club", "--dry-run", *WITHOUT]) == 64
