"""`genesis revise --feedback`: words become edits of the text and the next revision, or are refused and nothing is changed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from autogenesis.cli import main
from autogenesis.conductor import Order
from autogenesis.core import SystemClock, load_settings
from storage import Storage

TEXT = """# Boat club
A boat has a name and a length in m. A member has a name.
A member borrows a boat for 3 days.
A member may borrow at most two boats.
"""
WITHOUT = ["--out", "out", "--no-tests"]


@pytest.fixture
def built(tmp_path, monkeypatch, capsys) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    (tmp_path / "boats.md").write_text(TEXT)
    assert main(["new", "boats.md", *WITHOUT]) == 0
    capsys.readouterr()
    return tmp_path / "out" / "boat_club"


def revise(*more: str) -> int:
    return main(["revise", "boat_club", *WITHOUT, *more])


def contents(at: Path) -> dict[str, bytes]:
    return {path.relative_to(at).as_posix(): path.read_bytes() for path in at.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_what_is_understood_is_shown_and_done_and_what_is_not_is_refused(built, tmp_path, capsys) -> None:
    before = contents(built)
    assert revise("--dry-run", "--feedback", "A member may borrow at most three boats.") == 0
    shown = capsys.readouterr().out
    assert "understood: “A member may borrow at most three boats.”" in shown
    assert "-A member may borrow at most two boats." in shown
    assert "+A member may borrow at most three boats." in shown
    assert "borrow_boat is refused in other cases than before" in shown
    assert contents(built) == before

    (tmp_path / "wishes.txt").write_text("- A member may borrow at most three boats.\n- Boats should be happier.\n")
    assert revise("--feedback", "wishes.txt", "--json") == 2
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [one["said"] for one in told["not_understood"]] == ["Boats should be happier."]
    assert told["error"]["exit_code"] == 2
    assert contents(built) == before

    assert revise("--feedback", "wishes.txt", "--partly") == 0
    assert "not understood: “Boats should be happier.”" in capsys.readouterr().out
    assert contents(built) != before

    # the next one is read against the text that stands now
    assert revise("--feedback", "Three boats are not enough; allow four.", "--dry-run") == 0
    assert "-A member may borrow at most three boats." in capsys.readouterr().out


@pytest.mark.slow
def test_a_rename_and_what_was_said_are_kept_in_the_order(built, tmp_path, capsys) -> None:
    assert revise("--feedback", "Members should be called sailors.", "--json") == 0
    run = json.loads(capsys.readouterr().out.splitlines()[-1])["run"]
    settings = load_settings(tmp_path, os.environ, [])
    with Storage.open(settings.database, SystemClock()) as storage:
        order = Order.model_validate(storage.runs.get(run).settings["order"])
    assert ("entity.member", "entity.sailor") in {(one.before, one.after) for one in order.renames}
    assert [one.words for one in order.said] == ["Members should be called sailors."]
    assert "A sailor borrows a boat" in order.text
    assert "borrow_boat" in (built / "README.md").read_text()


@pytest.mark.slow
def test_options_that_go_with_feedback_go_without_it_nowhere(built, capsys) -> None:
    assert revise("--partly") == 64
    assert revise("--feedback", "Drop boats.", "--spec", "boats.md") == 64
    assert revise("--feedback", "…") == 2
