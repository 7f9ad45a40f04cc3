"""What every run is conducted with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from autogenesis.conductor._nouns import Progress
from autogenesis.conductor._score import Deliverer
from autogenesis.core import Clock, IdSource, Settings
from roles import Role
from storage import Storage


class Crewmaker(Protocol):
    """Makes the roles of a run. `folder` is theirs to work in."""

    def __call__(self, folder: Path) -> Mapping[str, Role[Any, Any]]: ...


@dataclass(frozen=True, kw_only=True)
class House:
    """What every run is conducted with. `clients` are the language models that roles may ask, by the role's name,
    and `others` those that they are given where they go round in circles with the first."""

    settings: Settings
    storage: Storage
    crewmaker: Crewmaker
    deliverer: Deliverer
    ids: IdSource
    clock: Clock
    version: str
    tell: Callable[[Progress], None] = lambda progress: None
    clients: Mapping[str, Any] = field(default_factory=dict)
    others: Mapping[str, Any] = field(default_factory=dict)
