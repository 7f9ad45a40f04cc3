"""Formatting: one call of ruff for all generated Python."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ruff.__main__ import find_ruff_bin  # type: ignore[import-untyped]

from autogenesis.core import AssemblyError

_LINE_LENGTH = 110


def formatted(sources: Mapping[str, str], package: str) -> dict[str, str]:
    """The sources of a package, by path, in the format that ruff gives them, with sorted imports."""
    with tempfile.TemporaryDirectory(prefix="assembly-") as folder:
        for path, text in sources.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        settings = Path(folder, "ruff.toml")
        settings.write_text(
            f'line-length = {_LINE_LENGTH}\ntarget-version = "py311"\n'
            f'[lint]\nselect = ["I", "F401"]\n[lint.isort]\nknown-first-party = ["{package}"]\n'
        )
        for command in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
            _run([*command, "--no-cache", "--config", str(settings), folder], folder)
        return {path: Path(folder, path).read_text(encoding="utf-8") for path in sources}


def _run(arguments: list[str], folder: str) -> None:
    done = subprocess.run([find_ruff_bin(), *arguments], capture_output=True, text=True, cwd=folder, check=False)
    if done.returncode:
        raise AssemblyError(
            f"ruff does not accept the generated code: {done.stderr.strip() or done.stdout.strip()}"[:2000],
            where="formatting",
            remedy="Report this with the specification: generated code must always parse",
        )
