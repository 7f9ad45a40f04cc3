"""What cannot be built ends with 2, one clear sentence and nothing on disk, in a process as a user starts it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BAD = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t\r\n", "empty"),
    "binary": (random.Random(1).randbytes(4096), "binary"),
    "not UTF-8": ("Die Werkstatt führt Fahrräder.".encode("latin-1"), "UTF-8"),
    "too long": (b"A workshop keeps bicycles. " * 40_000, "1 MB"),
    "a greeting": (b"hello world", "nothing in this text can be built"),
    "for people only": (b"<!-- acceptance -->\nA workshop keeps bicycles.", "empty"),
}


def genesis(*arguments: str, folder: Path, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, str(ROOT / "run_genesis.py"), *arguments, "--set", f"home={folder / 'home'}"],
        cwd=folder,
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("way", ["file", "standard input"])
@pytest.mark.parametrize("kind", BAD)
def test_bad_input_ends_with_2_and_writes_nothing(kind, way, tmp_path) -> None:
    data, said = BAD[kind]
    (tmp_path / "spec.md").write_bytes(data)
    source, given = ("spec.md", None) if way == "file" else ("-", data)
    done = genesis("new", source, "--out", "out", "--json", folder=tmp_path, given=given)
    told = done.stderr.decode()
    assert done.returncode == 2, told
    assert told.count("\n") == 1, told
    assert told.startswith("error: ")
    assert said in told
    assert json.loads(done.stdout.splitlines()[-1])["error"]["exit_code"] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["spec.md"]


def test_explain_refuses_in_the_same_way(tmp_path) -> None:
    done = genesis("explain", "-", folder=tmp_path, given=b"hello world")
    assert done.returncode == 2
    assert "nothing in this text can be built" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []
