"""The command line of Town boats."""

from autogenesis.kit.command_line import main

from .system import System

raise SystemExit(main(System))
