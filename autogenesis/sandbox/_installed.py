"""What is installed in an environment, as the metadata of its distributions tells; nothing of it is imported or run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Installed:
    """A distribution: `needs` are the names of those that it asks for, extras apart."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def installed(site_packages: Path) -> tuple[Installed, ...]:
    """Every distribution in the folder, by name."""
    found = {one.metadata["Name"]: one for one in distributions(path=[str(site_packages)])}
    return tuple(
        Installed(
            name=name,
            version=one.version,
            licence=licence_of(one)[0],
            needs=tuple(need.partition(";")[0].strip() for need in one.requires or () if "extra ==" not in need),
        )
        for name, one in sorted(found.items(), key=lambda item: item[0].lower())
    )


def licence_of(one: Distribution) -> tuple[str, bool]:
    """The SPDX expression (PEP 639), else the classifiers, else what the older field says in its first line, else
    nothing; and whether it is an expression."""
    told = one.metadata

    def said(field: str) -> list[str]:
        return [str(each).strip() for each in told.get_all(field) or ()]

    if expression := " AND ".join(said("License-Expression")):
        return expression, True
    classified = [each.rpartition("::")[2].strip() for each in said("Classifier") if each.startswith("License ::")]
    lines = "".join(said("License")[:1]).splitlines()
    return " AND ".join(classified) or "".join(lines[:1]).strip()[:_LONGEST], False
