"""The pages of a package as they stand on disk, in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autogenesis.assembly._documents._site import ORDER
from autogenesis.core import InputError

_HEADING = re.compile(r"^# +(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Sheet:
    """A page: its file below ``docs/``, its title, and its text."""

    file: str
    title: str
    text: str


@dataclass(frozen=True)
class Shelf:
    """What a system is called, its front page, the other pages, and their pictures by path below ``docs/``."""

    title: str
    front: Sheet
    sheets: Sequence[Sheet]
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def shelf(package: Path) -> Shelf:
    """Read the pages of the package in a folder; InputError where it has none."""
    docs = package / "docs"
    found = {path.name: _sheet(path) for path in sorted(docs.glob("*.md")) if path.is_file() and not path.is_symlink()}
    front = found.pop("index.md", None)
    if front is None:
        raise InputError(
            "the package has no documentation to publish",
            where=str(docs / "index.md"),
            remedy="Generate the system again: `genesis revise` adds the pages and keeps what you edited",
        )
    ordered = [found.pop(file) for file in ORDER if file in found]
    pictures = {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in sorted(docs.rglob("*.svg"))
        if path.is_file() and not path.is_symlink()
    }
    return Shelf(front.title, front, (*ordered, *found.values()), pictures)


def _sheet(path: Path) -> Sheet:
    text = path.read_text(encoding="utf-8")
    heading = _HEADING.search(text)
    return Sheet(path.name, _plain(heading[1]) if heading else path.stem, text)


def _plain(heading: str) -> str:
    """A heading without the marks of Markdown."""
    text = re.sub(r"\\(?=[^\w\s])", "", heading).replace("`", "")
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
