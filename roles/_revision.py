"""Puts a newly generated package in the place of one that people have edited, and keeps what they did."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from autogenesis.assembly import MANIFEST, write
from autogenesis.core import InputError
from roles._artefacts import ModuleSet
from roles._merge import Conflict, Merge, marked_lines, merge_files

_VERSION = re.compile(rb'^version = "([^"]+)"$', re.M)


def manifest_of(at: Path) -> tuple[str, Mapping[str, str]]:
    """The slug of the package in `at` and the hash of every file as generated; InputError where there is none."""
    try:
        kept = json.loads((at / MANIFEST).read_text(encoding="utf-8"))
        return str(kept["slug"]), {str(path): str(digest) for path, digest in kept["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"what was generated cannot be told from {MANIFEST}: {type(error).__name__}",
            where=str(at),
            remedy=f"Put {MANIFEST} back as it was generated, or begin anew with `genesis new` in another folder",
        ) from error


def is_generated_from(modules: ModuleSet, hashes: Mapping[str, str]) -> bool:
    """Whether these are the files that a manifest speaks of."""
    return {path: sha256(body).hexdigest() for path, body in _files(modules).items() if path != MANIFEST} == hashes


def refuse_unresolved(before: ModuleSet, at: Path) -> None:
    """Raise InputError where conflicts of an earlier merge still stand in a file."""
    for path, body in _read(at, _files(before)).items():
        for line in marked_lines(body):
            raise InputError(
                "a conflict of the last revision still stands there",
                where=f"{at / path}, line {line}",
                remedy="Decide what is to stand between the marks, and remove them",
            )


def _prepared(before: ModuleSet, made: ModuleSet, at: Path) -> tuple[dict[str, bytes], list[str], Merge]:
    """What is to be written in `at`, which entries there are kept as they are, and what the merge left open."""
    base, theirs = _files(before), _files(made)
    base.pop(MANIFEST, None)
    manifest = theirs.pop(MANIFEST)
    entries = set(entries_of(at))
    odd = {path for path in {*base, *theirs} if _is_odd(at, path)}
    stands = _read(at, {*base, *theirs} - odd)
    moved = _lines_of_version(base, theirs)
    ours = {path: _with_lines(body, moved.get(path, {})) for path, body in stands.items()}
    base = {path: _with_lines(body, moved.get(path, {})) for path, body in base.items()}
    files, merge = merge_files(_without(base, odd), ours, _without(theirs, odd), entries)
    conflicts = [
        Conflict(path=path, text="a folder or a link of yours stands there, and it is generated otherwise now")
        for path in sorted(odd)
        if base.get(path) != theirs.get(path)
    ]
    written = {path: body for path, body in files.items() if stands.get(path) != body} | {MANIFEST: manifest}
    keep = sorted(entries - set(written) - ({*base, *theirs} - odd - set(files)))
    _refuse_in_the_way(keep, written, at)
    return written, keep, merge.model_copy(update={"conflicts": (*merge.conflicts, *conflicts)})


def revise(before: ModuleSet, made: ModuleSet, at: Path, note: Callable[[Merge], None]) -> None:
    """Merge the package that was made into the one in `at`, whole or not at all. What is left open is noted first:
    whoever is killed then has it written down."""
    written, keep, merge = _prepared(before, made, at)
    note(merge)
    write(written, at, keep=keep)


def _lines_of_version(base: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> dict[str, dict[bytes, bytes]]:
    """The lines, by file, in which nothing differs but the package's version. It moves with each revision; what people
    wrote beside it, or in its place, is no conflict with that."""
    was, now = (_VERSION.search(files.get("pyproject.toml", b"")) for files in (base, theirs))
    if was is None or now is None or was[1] == now[1]:
        return {}
    found: dict[str, dict[bytes, bytes]] = {}
    for path, body in theirs.items():
        lines = set(body.split(b"\n"))
        for line in base.get(path, b"").split(b"\n"):
            if was[1] in line and (moved := line.replace(was[1], now[1])) in lines and line not in lines:
                found.setdefault(path, {})[line] = moved
    return found


def _with_lines(body: bytes, moved: Mapping[bytes, bytes]) -> bytes:
    return b"\n".join(moved.get(line, line) for line in body.split(b"\n"))


def _files(modules: ModuleSet) -> dict[str, bytes]:
    return {module.path: module.text.encode() for module in modules.modules}


def _without(files: Mapping[str, bytes], left_out: set[str]) -> dict[str, bytes]:
    return {path: body for path, body in files.items() if path not in left_out}


def _read(at: Path, paths: Mapping[str, bytes] | set[str]) -> dict[str, bytes]:
    try:
        return {path: (at / path).read_bytes() for path in paths if (at / path).is_file()}
    except OSError as error:
        raise _unreadable(error, at) from error


def _unreadable(error: OSError, at: Path) -> InputError:
    return InputError(
        f"what stands there cannot be read: {error.strerror}",
        where=str(error.filename or at),
        remedy="Let it be read; what is not read would be lost",
    )


def _is_odd(at: Path, path: str) -> bool:
    """Whether something other than a file stands there, or on the way there."""
    place = at / path
    if any(parent.is_symlink() for parent in place.parents if parent != at and at in parent.parents):
        return True
    return place.is_symlink() or (place.exists() and not place.is_file())


def entries_of(at: Path) -> Iterator[str]:
    """Every file and link below `at`, and every folder that holds nothing."""

    def refuse(error: OSError) -> None:
        raise _unreadable(error, at) from error

    for folder, folders, files in os.walk(at, onerror=refuse):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in (*files, *links):
            yield (here / name).relative_to(at).as_posix()
        if not files and not folders and here != at:
            yield here.relative_to(at).as_posix()


def _refuse_in_the_way(keep: list[str], written: Mapping[str, bytes], at: Path) -> None:
    """Raise InputError where a file is to be written below what is kept and is no folder."""
    needed = {parent.as_posix() for path in written for parent in Path(path).parents}
    for path in keep:
        if path in needed and (not (at / path).is_dir() or (at / path).is_symlink()):
            raise InputError(
                "a folder of the package is needed there", where=str(at / path), remedy="Move what stands there away"
            )
