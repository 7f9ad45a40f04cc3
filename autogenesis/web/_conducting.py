"""What the page asks of the conductor; roles are at work in processes of their own, never in this one."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

from autogenesis.conductor import Conductor, House
from autogenesis.core import GenesisError, PolicyError, RandomIds
from autogenesis.web._desk import Desk


def conductor(desk: Desk) -> Conductor:
    """A conductor that queues, cancels and looks up; it has no roles."""
    return Conductor(
        House(
            settings=desk.settings,
            storage=desk.storage,
            crewmaker=_nobody,
            deliverer=_Nothing(),
            ids=RandomIds(),
            clock=desk.clock,
            version=version("autogenesis"),
        )
    )


def _refusal() -> GenesisError:
    return PolicyError(
        "the page conducts no run itself", where="the page", remedy="Have it carried out by a process of its own"
    )


def _nobody(folder: Path) -> NoReturn:
    raise _refusal()


class _Nothing:
    """Delivers nothing."""

    def refuse_edited(self, modules: Mapping[str, Any], out: Path) -> None:
        raise _refusal()

    def deliver(self, artefacts: Mapping[str, Any], out: Path) -> Path:
        raise _refusal()
