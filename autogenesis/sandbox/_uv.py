"""Calls uv, the installer, and turns its failures into errors that say what to do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import uv

from autogenesis.core import SandboxError

_SECONDS = 900.0


def run_uv(*arguments: str | Path, offline: bool, where: Path, remedy: str) -> None:
    """Run uv quietly; ``where`` and ``remedy`` go into the SandboxError where it fails.

    Unless ``offline``, uv uses the index and the certificates that the user's own settings name.
    """
    options = ("--offline", "--no-config") if offline else ()
    command = [uv.find_uv_bin(), "--quiet", *options, *map(str, arguments)]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SandboxError(f"uv {arguments[0]} did not run: {error}", where=str(where), remedy=remedy) from error
    if done.returncode != 0:
        complaint = " ".join(done.stderr.split()) or f"exit {done.returncode}"
        raise SandboxError(f"uv {arguments[0]} failed: {complaint}", where=str(where), remedy=remedy)
