"""The configuration of the site that MkDocs makes of the pages: nothing in it is fetched from another host."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from autogenesis.assembly._documents._text import Md, page


class Page(NamedTuple):
    """A page below ``docs/``: its file, what it is called, and for whom it is."""

    file: str
    title: str
    about: str = ""


PAGES = (
    Page("tutorial.md", "Tutorial", "follow the system through its own examples, command by command"),
    Page("guide.md", "User’s guide", "what each role can do, what it gives, and what is refused and why"),
    Page(
        "administration.md", "Administrator’s guide", "roles, tokens, settings, what runs by itself, and what is logged"
    ),
    Page(
        "operations.md",
        "Operations manual",
        "install, serve, back up and restore, upgrade, and what to do about faults",
    ),
    Page("api.md", "API reference", "each operation: who, what is given, what comes back, what is refused"),
    Page("architecture.md", "Architecture", "agents, messages and records, with diagrams"),
)
"""The one list of pages: README, front page, site and printed manual follow it. Any other comes after them."""
FRONT = Page("index.md", "Overview")
ORDER = tuple(page.file for page in PAGES)


def site_configuration(title: str, pages: Sequence[Page]) -> str:
    """The text of ``mkdocs.yml``: the front page, then these; JSON texts are YAML too, whatever is in them."""
    nav = "".join(f"  - {json.dumps(each.title)}: {json.dumps(each.file)}\n" for each in (FRONT, *pages))
    return page("mkdocs.yml", {"title": Md(json.dumps(title)), "nav": Md(nav)})
