"""`genesis loops score`: for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autogenesis.cli import main


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    lines = [
        {"window": name, "seq": seq, "sender": "a", "receiver": "b", "action": "tell", "text": text}
        for name, texts in {"round": ["again"] * 5, "work": ["plan", "build", "test"]}.items()
        for seq, text in enumerate(texts)
    ]
    lines[4]["label"], lines[7]["label"] = "loop", "productive"
    file = tmp_path / "windows.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return file


def test_people_are_told_what_was_found_and_how_soon(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["loops", "score", str(labelled)]) == 0
    said = capsys.readouterr().out
    assert "2 windows, 1 of them loops" in said
    assert "precision 1.000" in said
    assert "recall    1.000" in said
    assert "found after 3 messages" in said


def test_programs_get_one_object(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["loops", "score", str(labelled), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert (scores["precision"], scores["recall"], scores["found"], scores["missed"]) == (1.0, 1.0, 1, [])


def test_a_file_that_cannot_be_read_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["loops", "score", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"window": "a"}\n')
    assert main(["loops", "score", str(broken)]) == 2
    assert "broken.jsonl, line 1" in capsys.readouterr().err
    broken.write_bytes(b"\xff\xfe")
    assert main(["loops", "score", str(broken)]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_a_mark_at_the_beginning_and_line_breaks_of_other_kinds_do_no_harm(labelled: Path) -> None:
    text = labelled.read_text(encoding="utf-8").replace('"again"', '"again\u2028and again"')
    labelled.write_text(text, encoding="utf-8-sig")
    assert main(["loops", "score", str(labelled)]) == 0
