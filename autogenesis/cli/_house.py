"""Wires a house for one invocation: store, reader, workshop, roles and conductor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autogenesis.cli._models import open_clients, open_others
from autogenesis.core import RandomIds, Settings, SystemClock
from autogenesis.preview import read_text

if TYPE_CHECKING:
    from autogenesis.conductor import Conductor, House, Progress
    from roles import Role
    from storage import Storage


@contextmanager
def open_storage(settings: Settings) -> Iterator[Storage]:
    """The store under the home folder, or where the settings say."""
    from storage import Storage

    settings.home.mkdir(parents=True, exist_ok=True)
    with Storage.open(settings.database, SystemClock()) as storage:
        yield storage


@contextmanager
def open_conductor(settings: Settings, tell: Callable[[Progress], None]) -> Iterator[Conductor]:
    """A conductor with every role."""
    from autogenesis.conductor import Conductor

    with open_house(settings, tell) as house:
        yield Conductor(house)


@contextmanager
def open_house(settings: Settings, tell: Callable[[Progress], None] = lambda progress: None) -> Iterator[House]:
    """What runs and workers share: the store, and how roles are made."""
    clients, others = open_clients(settings), open_others(settings)
    from autogenesis.conductor import House, traced_to
    from roles import PackageDelivery, SandboxWorkshop, crew

    def crewmaker(folder: Path) -> Mapping[str, Role[Any, Any]]:
        return crew(read_text, SandboxWorkshop(folder, settings), settings.policy)

    with traced_to(settings.traces), open_storage(settings) as storage:
        yield House(
            settings=settings,
            storage=storage,
            crewmaker=crewmaker,
            deliverer=PackageDelivery(),
            ids=RandomIds(),
            clock=SystemClock(),
            version=version("autogenesis"),
            tell=tell,
            clients=clients,
            others=others,
        )
