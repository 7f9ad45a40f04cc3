"""`genesis audit`, what `show` says of a run's audit, and runs that are stopped: exit 4, with what, where and what to do."""

from __future__ import annotations

import json
import shutil

import pytest

from autogenesis.cli import main
from tests.packages import ROOT

TEXT = ROOT / "specs" / "patient-management.md"
TOKEN = "glpat-" + "aB3dE5fG7hJ9kL1mN3pQ"


def last_line(capsys) -> dict:
    return json.loads(capsys.readouterr().out.strip().splitlines()[-1])


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Where commands are given, with nothing there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    return tmp_path


def test_a_package_is_audited_as_it_stands_and_a_run_shows_its_audit(packages, tmp_path, monkeypatch, capsys) -> None:
    package, result = packages.of(TEXT), packages.result(TEXT)
    monkeypatch.setenv("GENESIS_HOME", str(packages.home(TEXT) / ".genesis"))
    assert main(["audit", str(package)]) == 0
    shown = capsys.readouterr().out
    assert "kept from receptionist" in shown
    assert "told to the treating doctor" in shown
    assert "0 unknown" in shown
    assert "hypothesis" in shown
    assert main(["show", result["run"]]) == 0
    assert "personal fields: 8" in capsys.readouterr().out
    assert main(["show", result["run"], "--json"]) == 0
    run = last_line(capsys)
    assert [step["approver"] for step in run["steps"] if step["step"] == "audit"] == ["deployment"]
    assert {one["kind"] for one in run["audit"]["licences"] if one["runs"]} == {"permissive"}
    page = (package / "docs" / "security.md").read_text(encoding="utf-8")
    for part in ("## Personal data", "## How long it is kept", "## Who may do what", "## Threats", "receptionist"):
        assert part in page

    edited = tmp_path / "edited"
    shutil.copytree(package, edited)
    with (edited / "README.md").open("a") as readme:
        readme.write(f"Our token is {TOKEN}.\n")
    compose = (edited / "compose.yaml").read_text()
    (edited / "compose.yaml").write_text(compose.replace("cap_drop: [ALL]", "privileged: true"))
    assert main(["audit", str(edited), "--json"]) == 4
    shown = capsys.readouterr().out
    assert TOKEN not in shown
    found = [one for one in json.loads(shown.strip().splitlines()[-1])["audit"]["findings"] if one["forbidden"]]
    assert {one["part"].partition(",")[0] for one in found} == {
        "README.md",
        "container: no capabilities",
        "container: all of the machine",
    }


def test_a_text_with_a_secret_is_refused_before_anything_is_kept(home, capsys) -> None:
    text = home / "boats.md"
    text.write_text(f"# Boat club\nA boat has a name. A member borrows a boat.\nThe API key is {TOKEN}.\n")
    assert main(["new", str(text), "--out", "out", "--no-tests", "--json"]) == 4
    shown = capsys.readouterr()
    assert "the text, line 3" in shown.err
    assert TOKEN not in shown.out + shown.err
    assert json.loads(shown.out.strip().splitlines()[-1])["error"]["error"] == "PolicyError"
    assert not (home / "out").exists()
    assert main(["runs", "--json"]) == 0
    assert TOKEN not in capsys.readouterr().out
    assert TOKEN.encode() not in b"".join(file.read_bytes() for file in (home / "home").rglob("*") if file.is_file())


@pytest.mark.slow
def test_what_a_policy_forbids_stops_the_run_and_is_shown_afterwards(home, capsys) -> None:
    refuse = ["--set", "policy.personal_in_messages=refuse"]
    assert main(["new", str(TEXT), "--out", "out", "--no-tests", "--json", *refuse]) == 4
    shown = capsys.readouterr()
    assert "policy.personal_in_messages" in shown.err
    assert "entity.patient.name" in shown.err
    assert not (home / "out").exists()
    run = json.loads(shown.out.strip().splitlines()[-1])["run"]
    assert main(["show", run]) == 0
    said = capsys.readouterr().out
    assert "stopped" in said
    assert "forbidden: entity.patient.name" in said
