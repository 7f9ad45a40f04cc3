"""Reads what the user hands in, and says in one sentence what is wrong with it."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

from autogenesis.core import InputError, SpecificationError
from autogenesis.preview import MOST_BYTES, text_of

_SUFFIXES = (".md", ".txt")


def read_specification(source: str) -> str:
    """The text of a specification, up to the acceptance mark: what follows is for people.

    Raises SpecificationError where it is missing, empty, binary, not UTF-8, or over 1 MB.
    """
    data = sys.stdin.buffer.read(MOST_BYTES + 1) if source == "-" else _read(Path(source))
    where = "standard input" if source == "-" else source
    return text_of(data, where)


def _read(path: Path) -> bytes:
    if path.suffix.lower() not in _SUFFIXES:
        raise SpecificationError(
            "a specification ends in .md or .txt", where=str(path), remedy="Rename it, or give - for standard input"
        )
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SpecificationError(
            f"the file cannot be read: {error.strerror}", where=str(path), remedy="Check the path"
        ) from error


def read_answers(path: Path | None) -> dict[str, str]:
    """Answers to questions by their id, from TOML or JSON."""
    if path is None:
        return {}
    try:
        text = path.read_text(encoding="utf-8")
        found = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise InputError(f"the answers cannot be read: {error}", where=str(path), remedy="Give TOML or JSON") from error
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise InputError(
            "the answers are no table of texts", where=str(path), remedy='Write lines such as "question.rota" = "…"'
        )
    return found
