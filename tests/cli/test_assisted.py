"""`genesis new` with a model at a desk: recorded, replayed without it, byte for byte; its key is nowhere."""

from __future__ import annotations

import asyncio
import json
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from autogenesis.cli import main
from tests.models.desk import open_desk

KEY = "sk-proj-nowheretobefound7"
TEXT = """# Boat club

A member rents a boat. A boat has a name and a length in metres.
Boats longer than 9 metres are only rented while the sky stays fair.
The harbour master can list the boats.
"""
ANSWER = json.dumps(
    {
        "changes": [
            {
                "action": "add",
                "part": "assumptions",
                "id": "assumption.sky",
                "value": {"text": "Whoever rents looks at the sky."},
                "reason": "The text does not say who decides.",
                "evidence": "gap.c3",
            },
            {"action": "remove", "part": "entities", "id": "entity.boat", "evidence": "gap.c3"},
        ]
    }
)


@contextmanager
def desk_in_a_thread(answers):
    """A desk whose loop is its own: the command that is tried has one too."""
    loop, ready, done = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    found = []

    async def serve() -> None:
        async with open_desk(answers) as desk:
            found.append(desk)
            ready.set()
            await done.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait(5)
    try:
        yield found[0]
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()
        loop.close()


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    (tmp_path / "boats.md").write_text(TEXT)
    return tmp_path


def new(*arguments: str) -> int:
    return main(["new", "boats.md", "--no-tests", *arguments])


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_run_is_recorded_and_replayed_without_the_model(here, capsys) -> None:
    with desk_in_a_thread([{"status": 500, "body": f"oops {KEY}"}, ANSWER]) as desk:
        sets = ("--set", f"model_url={desk.url}", "--set", "record=told.jsonl", "--set", "price_asked=1000")
        assert new("--model", "openai:desk", "--out", "first", *sets) == 0
        assert len(desk.asked) == 3  # what was refused goes back once
    shown = capsys.readouterr()
    assert "Asked of openai:desk: 2 calls, 154 tokens" in shown.out
    assert "spent" in shown.out
    assert "+ add assumption.sky for gap.c3" in shown.out
    assert "- remove entity.boat for gap.c3: a gap is filled by adding or replacing" in shown.out
    assert "Whoever rents looks at the sky." in shown.out

    run = next(line.split()[1] for line in shown.out.splitlines() if line.startswith("run "))
    assert main(["show", run]) == 0
    assert "Asked of openai:desk" in capsys.readouterr().out

    assert new("--model", "replay:told.jsonl", "--out", "again", "--json") == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["receipt"]["roles"][0]["changed"] == ["add assumption.sky for gap.c3"]
    assert told["tokens"] == told["receipt"]["tokens"] == 154
    assert files(here / "again") == files(here / "first")
    for path in here.rglob("*"):
        if path.is_file():
            assert KEY.encode() not in path.read_bytes(), path
    assert KEY not in shown.out + shown.err


def test_what_was_never_recorded_ends_the_run_loudly(here, capsys) -> None:
    (here / "told.jsonl").write_text("")
    assert new("--model", "replay:told.jsonl", "--out", "first") == 2
    said = capsys.readouterr().err
    assert "was never recorded" in said
    assert "told.jsonl" in said
    assert not (here / "first").exists()
