"""Merges newly generated files with what people made of those generated before, three ways and file by file."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from autogenesis.core import AssemblyError
from blueprints import Frozen

if TYPE_CHECKING:
    from pygit2 import Repository

_YOURS, _GENERATED = "yours", "generated"
MARK = f"<<<<<<< {_YOURS}"
"""The line that a conflict in a file begins with."""

Files = Mapping[str, bytes]


class Conflict(Frozen):
    """A place where somebody has to decide: the line of the first mark, where there is one, and what is the matter."""

    path: str
    line: int | None = None
    text: str


class Merge(Frozen):
    """What a merge left open, and the paths of the generated files in which hand edits stand."""

    conflicts: tuple[Conflict, ...] = ()
    kept: tuple[str, ...] = ()


def merge_files(base: Files, ours: Files, theirs: Files, taken: Collection[str] = ()) -> tuple[dict[str, bytes], Merge]:
    """The files that are to stand where people made `ours` of `base` and the generator now makes `theirs`.

    What only one side changed, added or removed is taken from it. What both changed is merged by lines; lines that
    both changed stand between marks. The kit is taken as generated, and an edited file of it is put beside it, under
    a name that is not `taken`.
    """
    with ExitStack() as stack:
        merging = _Merging(base, ours, theirs, stack)
        merging.taken.update(taken, base, ours, theirs)
        for path in sorted({*base, *ours, *theirs}):
            merging.settle(path)
    return merging.files, Merge(conflicts=tuple(merging.conflicts), kept=tuple(merging.kept))


class _Merging:
    """One merge in the making."""

    def __init__(self, base: Files, ours: Files, theirs: Files, stack: ExitStack) -> None:
        self._base, self._ours, self._theirs, self._stack = base, ours, theirs, stack
        self._repository: Repository | None = None
        self.taken: set[str] = set()
        self.files: dict[str, bytes] = {}
        self.conflicts: list[Conflict] = []
        self.kept: list[str] = []

    def settle(self, path: str) -> None:
        """Decide what stands at `path`."""
        before, mine, made = self._base.get(path), self._ours.get(path), self._theirs.get(path)
        if mine in (before, made):
            self._put(path, made)
        elif in_kit(path) and (before is not None or made is not None):
            self._replace(path, mine, made)
        elif made == before:
            self._keep(path, mine)
        elif mine is None:
            self._put(path, made)
            self._report(path, "you removed it, and it is generated otherwise now: it is back")
        elif made is None:
            self._keep(path, mine)
            self._report(path, "you changed it, and it is no longer generated: it is yours now")
        elif not (_has_lines(before or b"\n") and _has_lines(mine) and _has_lines(made)):
            self._keep(path, mine)
            self._report(path, "it has no lines to merge by, and it is generated otherwise now: yours is kept")
        else:
            merged = self._merged(before or b"", mine, made)
            self._keep(path, merged)
            for line in marked_lines(merged):
                self._report(path, "you and the generator changed the same lines", line)

    def _put(self, path: str, body: bytes | None) -> None:
        if body is not None:
            self.files[path] = body

    def _keep(self, path: str, body: bytes | None) -> None:
        self._put(path, body)
        self.kept.append(path)

    def _replace(self, path: str, mine: bytes | None, made: bytes | None) -> None:
        self._put(path, made)
        if mine is None:
            self._report(path, "you removed it; the kit is not merged: it is back")
            return
        beside = self._free(f"{path}.orig")
        self.files[beside] = mine
        self._report(path, f"you changed it; the kit is not merged but replaced: yours is in {beside}")

    def _free(self, path: str) -> str:
        number, free = 1, path
        while free in self.taken:
            number += 1
            free = f"{path}{number}"
        self.taken.add(free)
        return free

    def _report(self, path: str, text: str, line: int | None = None) -> None:
        self.conflicts.append(Conflict(path=path, line=line, text=text))

    def _merged(self, before: bytes, mine: bytes, made: bytes) -> bytes:
        """The merge of three texts by lines, by libgit2."""
        from pygit2 import GitError, IndexEntry, init_repository
        from pygit2.enums import FileMode

        try:
            if self._repository is None:
                scratch = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="genesis-merge-"))
                self._repository = init_repository(scratch, bare=True)
            repository = self._repository
            entries = [
                IndexEntry(label, repository.create_blob(text), FileMode.BLOB)
                for label, text in (("before", before), (_YOURS, mine), (_GENERATED, made))
            ]
            ancestor, ours, theirs = entries
            merged = repository.merge_file_from_index(ancestor, ours, theirs, use_deprecated=False)
        except (GitError, OSError) as error:
            raise AssemblyError(
                f"two versions of a file cannot be merged: {error}",
                where=str(Path(tempfile.gettempdir())),
                remedy="Make room there; what stood is as it was",
            ) from error
        return str(merged.contents).encode()


def in_kit(path: str) -> bool:
    """Whether the file belongs to the kit that is copied into every package."""
    parts = path.split("/")
    return len(parts) > 3 and parts[0] == "src" and parts[2] == "_kit"


def marked_lines(body: bytes) -> Iterator[int]:
    """The lines, counted from 1, at which conflicts begin."""
    for number, line in enumerate(body.split(b"\n"), 1):
        if line.rstrip(b"\r") == MARK.encode():
            yield number


def _has_lines(body: bytes) -> bool:
    """Whether it is text and not empty: an emptied file was meant as a whole."""
    if not body or b"\0" in body:
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
