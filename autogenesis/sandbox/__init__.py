"""Runs code that is not trusted, and builds the clean environments that it runs in."""

from autogenesis.sandbox._bubblewrap import BubblewrapSandbox, bubblewrap_problem
from autogenesis.sandbox._choose import Preference, choose
from autogenesis.sandbox._port import Sandbox, SandboxRequest, SandboxResult, StoppedBy
from autogenesis.sandbox._process import ProcessSandbox

__all__ = [
    "BubblewrapSandbox",
    "Preference",
    "ProcessSandbox",
    "Sandbox",
    "SandboxRequest",
    "SandboxResult",
    "StoppedBy",
    "bubblewrap_problem",
    "choose",
]
