"""Names for what is generated that collide with nothing."""

from __future__ import annotations

import importlib.util
import keyword
import sys

_RESERVED = frozenset({"tests", "src", "docs", "build", "dist", "setup", "conftest", "site"})


def package_name(slug: str) -> str:
    """The name of the generated package: the slug, with a suffix where it would shadow another module."""
    name = slug.replace("-", "_").replace(".", "_")
    while taken(name):
        name += "_system"
    return name


def taken(name: str) -> bool:
    """Whether a module of that name belongs to Python, or is installed here and is not one that we generated."""
    if name in sys.stdlib_module_names or name in _RESERVED or keyword.iskeyword(name):
        return True
    try:
        found = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return True
    if found is None or (found.loader is None and found.origin is None):
        return False
    return not any(_has_kit(place) for place in found.submodule_search_locations or ())


def _has_kit(folder: str) -> bool:
    from pathlib import Path

    return (Path(folder) / "_kit").is_dir()
