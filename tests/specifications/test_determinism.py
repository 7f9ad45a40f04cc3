"""The same text gives the same package, byte for byte: whatever the process, the folder, the day and the order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from examples.refresh import contents

ROOT = Path(__file__).parents[2]
TEXTS = sorted(path for path in (ROOT / "specs").glob("*.md") if path.name != "README.md")
MAIN = [path for path in TEXTS if path.stem == "library-lending"]


def built(folder: Path, texts: list[Path], *, seed: int, days: int, zone: str) -> tuple[dict[str, int], Path]:
    """Exit code of each text, and the folder of the packages, from a process of its own in `folder`."""
    folder.mkdir()
    driver = [sys.executable, str(Path(__file__).with_name("build_all.py")), str(days), str(folder)]
    done = subprocess.run(
        [*driver, *map(str, texts)],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": str(seed), "TZ": zone, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    codes = [line.rpartition(" ") for line in done.stdout.splitlines() if line.rpartition(" ")[2].isdigit()]
    return {name: int(code) for name, _, code in codes if name in {text.stem for text in texts}}, folder / "out"


def same_twice(folder: Path, texts: list[Path]) -> int:
    """Insist that two runs agree; how many texts were built."""
    first, left = built(folder / "left", texts, seed=1, days=0, zone="UTC")
    second, right = built(folder / "right", texts[::-1], seed=4711, days=1000, zone="Pacific/Kiritimati")
    assert first == second
    assert set(first.values()) <= {0, 2}
    ours, theirs = contents(left), contents(right)
    assert sorted(ours) == sorted(theirs)
    assert [path for path in ours if ours[path] != theirs[path]] == []
    assert len(list(left.iterdir())) == sum(code == 0 for code in first.values())
    return sum(code == 0 for code in first.values())


@pytest.mark.slow
def test_two_runs_give_the_same_bytes(tmp_path) -> None:
    assert same_twice(tmp_path, MAIN) == len(MAIN)


@pytest.mark.soak
def test_every_text_gives_the_same_bytes_twice(tmp_path, record_property) -> None:
    count = same_twice(tmp_path, TEXTS)
    record_property("texts built", f"{count} of {len(TEXTS)}")
    assert count >= len(MAIN)
