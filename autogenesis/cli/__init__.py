"""The command line: `genesis` and its commands."""

from autogenesis.cli._app import main

__all__ = ["main"]
