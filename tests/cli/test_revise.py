"""`genesis revise`: what people edited stays, what they did not touch is generated anew, and nothing is lost."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from autogenesis.cli import main
from autogenesis.cli._print import print_result
from autogenesis.conductor import RunResult, TestCounts

ROOT = Path(__file__).parents[2]
TEXT = """# Boat club
A boat has a name and a length. A member has a name.
A member borrows a boat for 3 days.
"""
LONGER = TEXT.replace("3 days", "5 days")
LOANS, KIT = "src/boat_club/agents/loans.py", "src/boat_club/_kit/store.py"
WITHOUT = ["--out", "out", "--no-tests"]


@pytest.fixture
def built(tmp_path, monkeypatch, capsys) -> Path:
    """A package that was generated and is not edited yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    (tmp_path / "boats.md").write_text(TEXT)
    (tmp_path / "longer.md").write_text(LONGER)
    assert main(["new", "boats.md", *WITHOUT]) == 0
    capsys.readouterr()
    return tmp_path / "out" / "boat_club"


def last_line(capsys) -> dict:
    return json.loads(capsys.readouterr().out.strip().splitlines()[-1])


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def version(at: Path) -> str:
    project = tomllib.loads((at / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project.get("keywords", ["boats"]) == ["boats"]
    return project["version"]


def contents(at: Path) -> dict[str, bytes]:
    return {path.relative_to(at).as_posix(): path.read_bytes() for path in at.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_edits_of_people_stay_through_one_revision_after_the_other(built, capsys) -> None:
    with (built / "README.md").open("a") as readme:
        readme.write("\nAsk at the quay.\n")
    (built / "notes.txt").write_text("Mine.")
    (built / "logo.png").write_bytes(b"\x89PNG\0\xff")
    (built / "compose.yaml").unlink()
    assert main(["new", "boats.md", *WITHOUT]) == 2
    assert "`genesis revise`" in capsys.readouterr().err

    assert main(["revise", "boat_club", "--spec", "longer.md", *WITHOUT, "--json"]) == 0
    result = last_line(capsys)
    assert (result["conflicts"], result["kept"]) == ([], ["README.md", "compose.yaml"])
    assert version(built) == "0.1.2", "it moves with each revision"
    assert 'version="0.1.2"' in (built / "src/boat_club/system.py").read_text()
    assert result["package_path"] == str(built)
    assert "shift(call.today, 5, " in (built / LOANS).read_text()
    assert (built / "README.md").read_text().endswith("\nAsk at the quay.\n")
    assert (built / "notes.txt").read_text() == "Mine."
    assert (built / "logo.png").read_bytes() == b"\x89PNG\0\xff"
    assert not (built / "compose.yaml").exists()

    # a rule that a person changed stays, and what stands beside the version; the text is that of the last run
    edit(built / LOANS, '5, "days"', '6, "days"')
    edit(built / "pyproject.toml", 'version = "0.1.2"\n', 'version = "0.1.2"\nkeywords = ["boats"]\n')
    assert main(["revise", str(built), "--no-tests", "--json"]) == 0
    assert last_line(capsys)["kept"] == ["README.md", "compose.yaml", "pyproject.toml", LOANS]
    assert '6, "days"' in (built / LOANS).read_text()
    assert version(built) == "0.1.3"

    # one that a person gave is theirs
    edit(built / "pyproject.toml", '"0.1.3"', '"7.0.0"')
    assert main(["revise", str(built), "--no-tests", "--json"]) == 0
    assert last_line(capsys)["conflicts"] == []
    assert version(built) == "7.0.0"
    assert main(["new", "longer.md", *WITHOUT]) == 2
    assert LOANS in capsys.readouterr().err


@pytest.mark.slow
def test_what_does_not_go_together_is_marked_and_listed_and_nothing_is_lost(built, capsys) -> None:
    edit(built / LOANS, 'call.today, 3, "days"', 'call.today, 4, "days"')
    edit(built / KIT, "from __future__", "# mine\nfrom __future__")
    edited_kit = (built / KIT).read_text()
    assert main(["revise", "boat_club", "--spec", "longer.md", *WITHOUT, "--json"]) == 2
    result = last_line(capsys)
    text = (built / LOANS).read_text()
    line = text.splitlines().index("<<<<<<< yours") + 1
    assert result["error"]["exit_code"] == 2
    assert f"{LOANS}:{line}" in result["error"]["what"]
    assert [(one["path"], one["line"]) for one in result["conflicts"]] == [(KIT, None), (LOANS, line)]
    assert 'call.today, 4, "days"' in text
    assert 'call.today, 5, "days"' in text
    assert "# mine" not in (built / KIT).read_text()
    assert (built / f"{KIT}.orig").read_text() == edited_kit

    # what is not decided yet is not merged again
    before = contents(built)
    assert main(["revise", "boat_club", *WITHOUT]) == 2
    assert f"{LOANS}, line {line}" in capsys.readouterr().err
    assert contents(built) == before

    # decided: the next revision goes on from there
    mine = text.partition("<<<<<<< yours\n")[0] + text.partition("<<<<<<< yours\n")[2].partition("=======\n")[0]
    (built / LOANS).write_text(mine + text.partition(">>>>>>> generated\n")[2])
    assert main(["revise", "boat_club", *WITHOUT]) == 0
    shown = capsys.readouterr().out
    assert f"kept:       {LOANS}" in shown
    assert "conflict" not in shown
    assert 'call.today, 4, "days"' in (built / LOANS).read_text()


@pytest.mark.slow
def test_new_again_leaves_what_people_added(built) -> None:
    (built / "data").mkdir()
    (built / "data" / "store.db").write_bytes(b"\0rows")
    assert main(["new", "longer.md", *WITHOUT]) == 0
    assert (built / "data" / "store.db").read_bytes() == b"\0rows"
    assert "shift(call.today, 5, " in (built / LOANS).read_text()


@pytest.mark.slow
def test_what_cannot_be_revised_is_refused_before_anything_is_done(built, tmp_path, monkeypatch, capsys) -> None:
    (built / "README.md").write_text("Mine.\n")
    before = contents(built)
    assert main(["revise", "nothing_like_it", *WITHOUT]) == 2
    (tmp_path / "other.md").write_text(TEXT.replace("Boat club", "Sail loft"))
    assert main(["revise", "boat_club", "--spec", "other.md", *WITHOUT]) == 2
    assert "sail_loft" in capsys.readouterr().err
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("GENESIS_HOME", str(tmp_path / "elsewhere"))
        assert main(["revise", "boat_club", *WITHOUT]) == 2
        assert "in no run of 'boat_club' here" in capsys.readouterr().err
    assert main(["runs", "--json"]) == 0
    assert len(last_line(capsys)["runs"]) == 1
    (built / ".genesis.json").write_text("{}")
    assert main(["revise", "boat_club", *WITHOUT]) == 2
    assert ".genesis.json" in capsys.readouterr().err
    (built / ".genesis.json").write_bytes(before[".genesis.json"])
    assert contents(built) == before


@pytest.mark.slow
def test_the_merged_package_is_tested_and_a_failing_test_ends_in_3(built, tmp_path, capsys) -> None:
    home = ROOT / ".genesis"
    if not (home / "environments").is_dir():
        pytest.skip("the clean environment is not installed: make setup")
    (tmp_path / "home" / "environments").symlink_to(home / "environments")
    (built / "tests" / "test_mine.py").write_text("def test_mine():\n    assert True\n")
    assert main(["revise", "boat_club", "--out", "out", "--json"]) == 0
    result = last_line(capsys)
    assert result["tests"]["passed"] > 5
    assert (result["tests"]["failed"], result["sandbox"]) != (1, "none")

    edit(built / LOANS, 'call.today, 3, "days"', 'call.today, 4, "days"')
    assert main(["revise", "boat_club", "--out", "out", "--json"]) == 3
    broken = last_line(capsys)
    assert broken["tests"]["failed"] > 0
    assert broken["kept"] == [LOANS]
    assert 'call.today, 4, "days"' in (built / LOANS).read_text()

    assert main(["resume", broken["run"], "--json"]) == 3  # a run that is done says the same again
    assert last_line(capsys)["kept"] == [LOANS]


def test_how_many_tests_were_run_and_how_many_taken_over_is_said(capsys) -> None:
    whole = RunResult(run="r-1", system="boats", package_path="nowhere", sandbox="fake", tests=TestCounts(passed=9))
    print_result(whole)
    assert "tests: 9 passed, 0 failed" in capsys.readouterr().out
    print_result(whole.model_copy(update={"tests": TestCounts(passed=9, taken_over=6)}))
    assert "tests: 9 passed (3 run now; nothing changed for 6), 0 failed" in capsys.readouterr().out
