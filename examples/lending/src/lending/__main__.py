"""The command line: ``python -m lending``."""

from ._kit.command_line import main
from .system import System


def run() -> int:
    """Do what the command line says; the exit code."""
    return main(System)


if __name__ == "__main__":
    raise SystemExit(run())
