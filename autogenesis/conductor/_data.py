"""Data beside a package that is put back: whether it keeps them in the same form, and how they are taken there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autogenesis.assembly import KEPT
from autogenesis.core import InputError
from autogenesis.kit.errors import Fault
from autogenesis.kit.system import KitSystem, SystemDesign
from roles import ModuleSet


def keep_alike(one: ModuleSet, other: ModuleSet) -> bool:
    """Whether both packages keep data in the same form."""
    return _steps(one) == _steps(other)


def take_along(modules: ModuleSet, data: str) -> str:
    """Take data to the form in which a package keeps them; what became of them. InputError where that cannot be. No
    code of the package runs: its steps are read."""
    if "://" not in data and not (Path(data) / "state.sqlite").is_file():
        raise InputError("there are no data", where=data, remedy="Name the folder that the system keeps its state in")
    name = modules.slug.replace("_", "-")

    class Data(KitSystem):
        design = SystemDesign(name=name, title=name, agents=(), records=())

    try:
        return str(Data.migrate(data, _steps(modules)))
    except Fault as fault:
        raise InputError(str(fault), where=data, remedy="Stop what uses the data, or name other data") from fault


def left_where_they_are(modules: ModuleSet) -> str:
    """What is to be done with data that nobody named."""
    return f"It keeps data in another form: python -m {modules.package} migrate --data DIR takes them there"


def _steps(modules: ModuleSet) -> list[dict[str, Any]]:
    """What data go through up to a package."""
    kept = modules.text(f"src/{modules.package}/{KEPT}")
    return list(json.loads(kept)) if kept else []
