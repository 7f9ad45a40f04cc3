"""Revises the package in FOLDER over and over, from version to version, until it is killed: ``revising.py FOLDER``."""

from __future__ import annotations

import hashlib
import itertools
import json
import sys
from pathlib import Path

from autogenesis.assembly import MANIFEST
from roles import Module, ModuleSet, revise

FILES = 40


def version(number: int, **more: str) -> ModuleSet:
    """A package every file of which says its version; `more` are texts by path."""
    files = {f"src/lending/part{n}.py": f"VERSION = {number}\n" for n in range(FILES)} | more
    hashes = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in files.items()}
    files[MANIFEST] = json.dumps({"slug": "lending", "files": hashes})
    modules = (Module(id=f"module.n{n}", path=path, text=text) for n, (path, text) in enumerate(files.items(), 1))
    return ModuleSet(slug="lending", package="lending", modules=tuple(modules))


if __name__ == "__main__":
    for number in itertools.count(1):
        revise(version(number - 1), version(number), Path(sys.argv[1]), note=lambda merge: None)
        print(number, flush=True)
