"""Records the runs anew with the answers that they hold: ``python -m tests.cassettes.record``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.cli.test_assisted import desk_in_a_thread

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def answers_of(cassette: Path) -> dict[str, list[str]]:
    """The answers, in the order in which they were given, by how the prompt began that asked for them."""
    found: dict[str, list[str]] = {}
    for line in cassette.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        found.setdefault(_beginning(told["request"]), []).append(told["answer"]["content"])
    return found


def _beginning(messages: list[dict[str, Any]]) -> str:
    return str(messages[0]["content"])[:20]


def command(slug: str, *more: str) -> list[str]:
    """`genesis new` for a text of ours, everything open to Changes."""
    text = str(ROOT / "specs" / f"{slug}.md")
    return [sys.executable, str(ROOT / "run_genesis.py"), "new", text, "--assist", "full", "--no-tests", *more]


def record(cassette: Path) -> int:
    """Run with the same answers, and keep what is recorded; the exit code of the run."""
    told = answers_of(cassette)

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        left = told.get(_beginning(request["messages"]))
        text = left.pop(0) if left else '{"changes": []}'
        asked, said = len(json.dumps(request["messages"])) // 4, len(text) // 4
        usage = {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}
        return {"content": text, "usage": usage}

    with tempfile.TemporaryDirectory() as folder, desk_in_a_thread(answer) as desk:
        fresh = Path(folder, "cassette.jsonl")
        sets = ("--set", f"model_url={desk.url}", "--set", f"record={fresh}", "--out", str(Path(folder, "out")))
        env = {**os.environ, "OPENAI_API_KEY": "desk", "GENESIS_HOME": str(Path(folder, "home"))}
        done = subprocess.run(command(cassette.stem, "--model", "openai:desk", *sets), env=env, check=False)
        if done.returncode == 0:
            cassette.write_text(fresh.read_text(encoding="utf-8"), encoding="utf-8")
    return done.returncode


if __name__ == "__main__":
    sys.exit(max(record(cassette) for cassette in sorted(HERE.glob("*.jsonl"))))
