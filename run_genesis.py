"""Entry point: hands the command line to the commands; nothing heavy is imported before it is needed."""

from __future__ import annotations

import sys


def main() -> int:
    """Run `genesis` and give its exit code."""
    from autogenesis.cli import main as command_line

    return command_line()


if __name__ == "__main__":
    sys.exit(main())
