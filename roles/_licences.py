"""Licences of what a package is installed with, from the metadata of the distributions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal, Protocol

from roles._audit import Finding, Licence, id_of


class Distribution(Protocol):
    """An installed distribution, as its metadata tells."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def licence(self) -> str: ...
    @property
    def needs(self) -> tuple[str, ...]: ...


_PERMISSIVE = re.compile(
    r"\b(MIT(-0|-CMU)?|BSD|Apache|ISC|PSF|Python|Zlib|Unlicense|CC0|HPND|0BSD|BSL-1\.0|public domain)\b",
    re.IGNORECASE,
)
_COPYLEFT = re.compile(r"(\b|[AL])GPL|\b(MPL|EPL|EUPL|CDDL|OSL|SSPL|CC-BY-SA|Mozilla|General Public)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def licences(found: Sequence[Distribution], direct: Collection[str]) -> tuple[Licence, ...]:
    """Every distribution with the kind of its licence; `direct` are those that the package asks for itself."""
    by_name = {_plain(one.name): one for one in found}
    running = set(_closure([_plain(name) for name in direct], by_name))
    return tuple(
        Licence(
            id=id_of("licence", name),
            distribution=one.name,
            version=one.version,
            licence=one.licence or "none stated",
            kind=kind_of(one.licence),
            runs=name in running,
        )
        for name, one in sorted(by_name.items())
    )


def kind_of(licence: str) -> Literal["permissive", "copyleft", "unknown"]:
    """What a licence asks of whoever passes the software on. Of several to choose from, the freest counts.

    >>> kind_of("MPL-2.0 OR MIT"), kind_of("GPL-3.0-only"), kind_of("own terms")
    ('permissive', 'copyleft', 'unknown')
    """
    kinds = []
    for choice in re.split(r"\s+OR\s+", licence):
        copyleft, permissive = bool(_COPYLEFT.search(choice)), bool(_PERMISSIVE.search(choice))
        kinds.append("copyleft" if copyleft else "permissive" if permissive else "unknown")
    return next((kind for kind in ("permissive", "copyleft") if kind in kinds), "unknown")


def direct_needs(pyproject: str) -> tuple[str, ...]:
    """The distributions that a package's pyproject.toml asks for."""
    import tomllib

    given = tomllib.loads(pyproject).get("project", {}).get("dependencies", [])
    return tuple(match[0] for each in given if (match := _NAME.match(str(each))))


def refused(found: Sequence[Licence], not_wanted: Collection[str]) -> Iterator[Finding]:
    """A finding for each distribution whose licence the settings refuse, where only one may be chosen."""
    for one in found:
        choices = re.split(r"\s+OR\s+", one.licence)
        hit = [next((name for name in not_wanted if _means(choice, name)), "") for choice in choices]
        if all(hit):
            yield Finding(
                id=id_of("finding", one.id),
                part=f"licences.{one.distribution}",
                text=f"{one.distribution} {one.version} is under {one.licence}, which policy.licences_refused names",
                remedy="Do without it, or allow the licence with --set policy.licences_refused=…",
                forbidden=True,
            )


def _means(licence: str, name: str) -> bool:
    """Whether a licence is the one named, in any version: `GPL` means GPL-3.0-only, and not LGPL."""
    return re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", licence, re.IGNORECASE) is not None


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _closure(names: Sequence[str], known: Mapping[str, Distribution]) -> Iterator[str]:
    waiting, seen = list(names), set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in known:
            continue
        seen.add(name)
        yield name
        waiting += [_plain(match[0]) for need in known[name].needs if (match := _NAME.match(need))]
