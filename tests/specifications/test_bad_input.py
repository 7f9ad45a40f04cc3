"""What cannot be built ends with 2, one clear sentence and nothing on disk; also in a process as a user starts it."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from autogenesis.cli import main

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


def refused(source: str, said: str, folder: Path, code: int, out: str, err: str) -> None:
    assert code == 2, err
    assert err.count("\n") == 1, err
    assert err.startswith("error: ")
    assert said in err
    assert json.loads(out.splitlines()[-1])["error"]["exit_code"] == 2
    assert [path.name for path in folder.iterdir()] == ["spec.md"], source


@pytest.mark.parametrize("way", ["file", "standard input"])
@pytest.mark.parametrize("kind", BAD)
def test_bad_input_ends_with_2_and_writes_nothing(kind, way, tmp_path, monkeypatch, capsys) -> None:
    data, said = BAD[kind]
    (tmp_path / "spec.md").write_bytes(data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    source = "spec.md" if way == "file" else "-"
    code = main(["new", source, "--out", "out", "--json", "--set", f"home={tmp_path / 'home'}"])
    refused(source, said, tmp_path, code, *capsys.readouterr())


@pytest.mark.slow
@pytest.mark.parametrize("way", ["file", "standard input"])
def test_a_process_ends_so_too(way, tmp_path) -> None:
    data, said = BAD["not UTF-8"]
    (tmp_path / "spec.md").write_bytes(data)
    source, given = ("spec.md", None) if way == "file" else ("-", data)
    done = genesis("new", source, "--out", "out", "--json", folder=tmp_path, given=given)
    refused(source, said, tmp_path, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_explain_refuses_in_the_same_way(tmp_path) -> None:
    done = genesis("explain", "-", folder=tmp_path, given=b"hello world")
    assert done.returncode == 2
    assert "nothing in this text can be built" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []
