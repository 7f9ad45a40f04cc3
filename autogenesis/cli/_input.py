"""Reads what the user hands in, and says in one sentence what is wrong with it."""

from __future__ import annotations

import difflib
import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from autogenesis.core import InputError, SpecificationError

if TYPE_CHECKING:
    from blueprints import Specification

_MOST_BYTES = 1_000_000
_SUFFIXES = (".md", ".txt")
_ACCEPTANCE = "<!-- acceptance -->"


def read_specification(source: str) -> str:
    """The text of a specification, up to the acceptance mark: what follows is for people.

    Raises SpecificationError where it is missing, empty, binary, not UTF-8, or over 1 MB.
    """
    data = sys.stdin.buffer.read(_MOST_BYTES + 1) if source == "-" else _read(Path(source))
    where = "standard input" if source == "-" else source
    if len(data) > _MOST_BYTES:
        raise SpecificationError("the text is over 1 MB", where=where, remedy="Shorten it, or split it in systems")
    if b"\0" in data:
        raise SpecificationError("this is no text but binary data", where=where, remedy="Give a text in UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SpecificationError(
            f"the text is not UTF-8: byte {error.start} cannot be read", where=where, remedy="Save it as UTF-8"
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n").partition(_ACCEPTANCE)[0]
    if not any(letter.isalpha() for letter in text):
        raise SpecificationError(
            "the text is empty", where=where, remedy="Say in full sentences what the system is to do"
        )
    return text


def _read(path: Path) -> bytes:
    if path.suffix.lower() not in _SUFFIXES:
        raise SpecificationError(
            "a specification ends in .md or .txt", where=str(path), remedy="Rename it, or give - for standard input"
        )
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES + 1)
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


def refuse_unknown(answers: Mapping[str, str], specification: Specification) -> None:
    """Raise InputError for an answer to a question that the text does not raise, or one that is no option of it."""
    questions = {question.id: question for question in specification.questions}
    for id, answer in answers.items():
        if id not in questions:
            nearest = difflib.get_close_matches(id, questions, n=1, cutoff=0.0)
            known = f"did you mean {nearest[0]!r}?" if nearest else "the text raises no questions"
            raise InputError(
                f"no question has the id {id!r}; {known}",
                where="--answers",
                remedy="Use an id that `genesis explain` lists, or leave the line out",
            )
        options = questions[id].options
        if options and answer not in options:
            nearest = difflib.get_close_matches(answer, options, n=1, cutoff=0.0)
            raise InputError(
                f"{answer!r} is no answer to {id}; did you mean {nearest[0]!r}?",
                where="--answers",
                remedy=f"Give one of: {' / '.join(options)}",
            )
