"""Wires a house for one invocation: store, reader, workshop, roles and conductor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autogenesis.cli._models import open_clients, open_others
from autogenesis.core import ConfigurationError, RandomIds, Settings, SystemClock

if TYPE_CHECKING:
    from autogenesis.conductor import Conductor, House, Progress
    from blueprints import Blueprint, Specification
    from roles import Role
    from storage import Storage


def read_text(text: str, answers: Mapping[str, str], barred: frozenset[str]) -> Any:
    """What the text says; asked twice for the same, it is read once."""
    return _understood(text, tuple(sorted(answers.items())), barred)


@lru_cache(maxsize=4)
def _understood(text: str, answers: tuple[tuple[str, str], ...], barred: frozenset[str]) -> Any:
    from autogenesis.language import understand

    return understand(text, answers=dict(answers), barred=barred)


def preview(text: str, answers: Mapping[str, str]) -> Specification:
    """What a run would begin with; SpecificationError where nothing can be built, before anything is written."""
    from roles import Brief, SpecificationInputs, crew

    understanding = crew(read_text, NO_WORKSHOP)["understanding"]
    found: Specification = understanding.draft(SpecificationInputs(brief=Brief(text=text, answers=dict(answers))), ())
    return found


def foresee(text: str, answers: Mapping[str, str], attempts: int) -> tuple[Specification, Blueprint]:
    """What a run would design before any test has run: the Specification after its rework, and the Blueprint."""
    from roles import BlueprintInputs, Brief, Reason, SpecificationInputs, crew

    roles = crew(read_text, NO_WORKSHOP)
    asked = SpecificationInputs(brief=Brief(text=text, answers=dict(answers)))
    rejections: tuple[Reason, ...] = ()
    for _ in range(attempts):
        specification: Specification = roles["understanding"].draft(asked, rejections)
        reasons = roles["design"].check("specification", specification, asked).reasons
        if not reasons:
            break
        rejections += reasons
    return specification, roles["design"].draft(BlueprintInputs(specification=specification), ())


@contextmanager
def open_storage(settings: Settings) -> Iterator[Storage]:
    """The store under the home folder, or where the settings say."""
    from storage import Storage

    settings.home.mkdir(parents=True, exist_ok=True)
    with Storage.open(settings.database, SystemClock()) as storage:
        yield storage


@contextmanager
def open_conductor(settings: Settings, tell: Callable[[Progress], None]) -> Iterator[Conductor]:
    """A conductor with the ten roles."""
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
        return crew(read_text, SandboxWorkshop(folder, settings))

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


class _NoWorkshop:
    """Stands in where nothing is run."""

    def __getattr__(self, name: str) -> Any:
        raise ConfigurationError("nothing is run here", where=name, remedy="Open a conductor")


NO_WORKSHOP: Any = _NoWorkshop()
