"""The libraries that a package runs with: names, versions, licences, who needs whom, and the hashes of their files."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from email.parser import HeaderParser
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from autogenesis.core import DeploymentError
from autogenesis.sandbox import RUNTIME, BaseEnvironment, licence_of

_LOCKED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, kw_only=True)
class Library:
    """One library as it is installed. `hashes` are those of the files that may be fetched for it, by SHA-256."""

    name: str
    version: str
    licence: str
    spdx: bool
    needs: tuple[str, ...]
    hashes: tuple[str, ...]


def resolved(wheel: Path, base: BaseEnvironment) -> tuple[tuple[str, ...], tuple[Library, ...]]:
    """The libraries that a wheel needs, and all that these need, as they are in the locked environment."""
    installed: dict[str, Distribution] = {
        canonicalize_name(one.metadata["Name"]): one for one in distributions(path=[str(base.site_packages)])
    }
    hashes, wanted = _hashes(), _needs(_required(wheel), set())
    found: dict[str, Library] = {}
    todo = [(name, extras) for name, extras in wanted.items()]
    seen: dict[str, set[str]] = {}
    while todo:
        name, extras = todo.pop()
        if name in seen and extras <= seen[name]:
            continue
        seen[name] = seen.get(name, set()) | extras
        one = installed.get(name)
        if one is None:
            raise DeploymentError(
                f"{name} is not among the locked libraries",
                where=str(wheel),
                remedy="Generated packages use only what is locked; take the dependency out of pyproject.toml",
            )
        needs = _needs(one.requires or (), seen[name])
        licence, spdx = licence_of(one)
        found[name] = Library(
            name=name,
            version=one.version,
            licence=licence or "not stated",
            spdx=spdx,
            needs=tuple(sorted(needs)),
            hashes=hashes.get((name, one.version), ()),
        )
        todo.extend(needs.items())
    return tuple(sorted(wanted)), tuple(found[name] for name in sorted(found))


def _required(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        return HeaderParser().parsestr(archive.read(name).decode()).get_all("Requires-Dist") or []


def _needs(lines: Iterable[str], extras: set[str]) -> dict[str, set[str]]:
    """The names that requirements ask for here, each with its extras."""
    found: dict[str, set[str]] = {}
    for line in lines:
        one = Requirement(line)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in {"", *extras}):
            found.setdefault(canonicalize_name(one.name), set()).update(one.extras)
    return found


def _hashes() -> dict[tuple[str, str], tuple[str, ...]]:
    """The hashes that the lock has, by name and version."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for entry in re.split(r"\n(?=\S)", RUNTIME.read_text(encoding="utf-8")):
        if match := _LOCKED.match(entry):
            found[canonicalize_name(match[1]), match[2]] = tuple(sorted(_HASH.findall(entry)))
    return found
