"""Makes examples/lending anew from its specification: ``python -m examples.refresh``."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
SPEC = ROOT / "specs" / "library-lending.md"
EXAMPLE = HERE / "lending"


def generated(folder: Path) -> Path:
    """The package that `genesis new` makes of the text, in `folder`."""
    command = [sys.executable, str(ROOT / "run_genesis.py"), "new", str(SPEC), "--no-tests", "--json"]
    told = subprocess.run(
        [*command, "--out", str(folder / "out"), "--set", f"home={folder / 'home'}"],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Path(json.loads(told.stdout.strip().splitlines()[-1])["package_path"])


def contents(folder: Path) -> Mapping[str, bytes]:
    """Every file below the folder by its path; what running it leaves behind does not count."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="example-") as scratch:
        made = generated(Path(scratch))
        shutil.rmtree(EXAMPLE, ignore_errors=True)
        shutil.copytree(made, EXAMPLE)
