"""``python -m autogenesis.sandbox ensure``: installs the environment that generated packages run in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from autogenesis.core import GenesisError, load_settings
from autogenesis.sandbox import Environments


def main(arguments: list[str]) -> int:
    """Do what is asked for; the exit code of the command line."""
    if arguments != ["ensure"]:
        print("usage: python -m autogenesis.sandbox ensure", file=sys.stderr)
        return 64
    try:
        base = Environments(load_settings(Path.cwd(), os.environ).home).ensure()
    except GenesisError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    print(base.root)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
