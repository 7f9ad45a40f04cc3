"""The configuration of the site that MkDocs makes of the pages: nothing in it is fetched from another host."""

from __future__ import annotations

import json
from collections.abc import Sequence

from autogenesis.assembly._documents._text import Md, page


def site_configuration(title: str, pages: Sequence[tuple[str, str]]) -> str:
    """The text of ``mkdocs.yml`` for pages by file and title; JSON texts are YAML too, whatever is in them."""
    nav = "".join(f"  - {json.dumps(name)}: {json.dumps(file)}\n" for file, name in pages)
    return page("mkdocs.yml", {"title": Md(json.dumps(title)), "nav": Md(nav)})
