"""Runs code that is not trusted, and builds the clean environments that it runs in."""

from autogenesis.sandbox._bubblewrap import BubblewrapSandbox, bubblewrap_problem
from autogenesis.sandbox._choose import Preference, choose
from autogenesis.sandbox._environment import (
    DISTRIBUTED,
    REQUIREMENTS,
    RUNTIME,
    BaseEnvironment,
    Environments,
    assert_clean,
    build_wheel,
    layer,
    readable_paths,
    site_packages_of,
)
from autogenesis.sandbox._installed import Installed, installed, licence_of
from autogenesis.sandbox._port import Sandbox, SandboxRequest, SandboxResult, StoppedBy
from autogenesis.sandbox._process import ProcessSandbox

__all__ = [
    "DISTRIBUTED",
    "REQUIREMENTS",
    "RUNTIME",
    "BaseEnvironment",
    "BubblewrapSandbox",
    "Environments",
    "Installed",
    "Preference",
    "ProcessSandbox",
    "Sandbox",
    "SandboxRequest",
    "SandboxResult",
    "StoppedBy",
    "assert_clean",
    "bubblewrap_problem",
    "build_wheel",
    "choose",
    "installed",
    "layer",
    "licence_of",
    "readable_paths",
    "site_packages_of",
]
