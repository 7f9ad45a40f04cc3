"""`--strict`: a text of which too little would be built is refused, and every sentence and number is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from autogenesis.cli._print import console
from autogenesis.core import SpecificationError, UsageError
from autogenesis.preview import foresee

if TYPE_CHECKING:
    from blueprints import Clause, TextLiteral

USUAL_COVERAGE = 0.9


class TooLittleReadError(SpecificationError):
    """Too little of a text would be built; `unread` are the sentences and numbers, each with its line."""

    def __init__(self, what: str, *, where: str, remedy: str, unread: Mapping[str, list[dict[str, Any]]]) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.unread = unread

    def as_json(self) -> dict[str, Any]:
        """The error with what was not read."""
        return {**super().as_json(), **self.unread}


def check_coverage(strict: bool, given: float | None) -> float | None:
    """The share of content words that has to be built; None where the user is content with less."""
    if given is not None and not strict:
        raise UsageError("--min-coverage goes with --strict", where="--min-coverage", remedy="Add --strict")
    if given is not None and not 0 <= given <= 1:
        raise UsageError(f"{given:g} is no share", where="--min-coverage", remedy="Give a number from 0 to 1")
    return (USUAL_COVERAGE if given is None else given) if strict else None


def refuse_unread(text: str, answers: Mapping[str, str], *, least: float, attempts: int) -> None:
    """Raise TooLittleReadError below the coverage, or where a number or quotation is not used; name them all."""
    from roles import coverage_of, left_open, unused_literals

    specification, _ = foresee(text, answers, attempts)
    content, _ = coverage_of(specification, text)
    clauses, literals = left_open(specification), unused_literals(specification, text)
    if content >= least and not literals:
        return
    sentences = [_sentence(text, clause) for clause in clauses]
    numbers = [_number(text, literal) for literal in literals]
    for one in sentences:
        console(True).print(f"{one['status']} (line {one['line']}): {one['text']}: {one['note']}", markup=False)
    for one in numbers:
        console(True).print(f"not used (line {one['line']}): {one['text']}", markup=False)
    said = [f"{content:.0%} of the content words would be built, and {least:.0%} are asked for"] * (content < least)
    said += [f"not used: {', '.join(literal.text for literal in literals)}"] * bool(literals)
    raise TooLittleReadError(
        "; ".join(said),
        where="--strict",
        remedy="Say what was not understood in other words (`genesis explain` shows each sentence), or ask for less",
        unread={"sentences": sentences, "numbers": numbers},
    )


def _sentence(text: str, clause: Clause) -> dict[str, Any]:
    said = " ".join(clause.text.split())
    return {"line": _line(text, clause.span[0]), "text": said, "status": clause.status, "note": clause.note.rstrip(".")}


def _number(text: str, literal: TextLiteral) -> dict[str, Any]:
    return {"line": _line(text, literal.span[0]), "text": literal.text}


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
