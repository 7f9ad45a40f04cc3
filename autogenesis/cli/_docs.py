"""`genesis docs`: the pages of a system as one printable file, or as a site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from autogenesis.cli._print import console, print_json
from autogenesis.cli._systems import find_system
from autogenesis.core import InputError, Settings, UsageError

_SECONDS = 120
_MARK = "search/search_index.json"
"""What every site has, and hardly any other folder."""


def publish(system: str, form: str, out: Path, settings: Settings, *, as_json: bool) -> int:
    """Write the documentation below `out`, and say where it is."""
    if form not in _FORMATS:
        raise UsageError(f"there is no format {form!r}", where="--format", remedy=f"Use {' or '.join(_FORMATS)}")
    folder = find_system(system, settings)
    written = _FORMATS[form](folder, out)
    if as_json:
        print_json({"system": folder.name, "format": form, "path": str(written)})
    else:
        console().print(f"Read it:    {written}", markup=False)
    return 0


def _printable(folder: Path, out: Path) -> Path:
    from autogenesis.assembly import printable, shelf

    text = printable(shelf(folder))
    file = out / f"{folder.resolve().name}-manual.html"
    out.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def _site(folder: Path, out: Path) -> Path:
    """Have MkDocs make the site beside its place, and put it there whole."""
    from autogenesis.assembly import shelf, site_files

    if find_spec("mkdocs") is None or find_spec("material") is None:
        raise InputError(
            "MkDocs is not installed, which makes the site",
            where=sys.executable,
            remedy='Install it: `pip install "mkdocs-material>=9.7,<10"`; or take --format html, which needs nothing',
        )
    place = out / f"{folder.resolve().name}-site"
    if place.exists() and not (place / _MARK).is_file():
        raise InputError(
            "something else stands where the site would be",
            where=str(place),
            remedy="Move it away, or name another --out",
        )
    files = site_files(shelf(folder))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".genesis-site-", dir=out) as scratch:
        made = _made(files, Path(scratch))
        if place.exists():
            shutil.rmtree(place)
        made.rename(place)
    return place / "index.html"


def _made(files: Mapping[str, bytes], scratch: Path) -> Path:
    """The folder that MkDocs made of the files; InputError with its words where it would not."""
    for path, body in files.items():
        file = scratch / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=scratch,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        said = " ".join(line.strip() for line in done.stderr.strip().splitlines()[-4:])
        raise InputError(f"MkDocs found fault with the pages: {said}", where="docs/", remedy="Mend what it names")
    return scratch / "site"


_FORMATS: Mapping[str, Callable[[Path, Path], Path]] = {"html": _printable, "site": _site}
