"""Checks what a text and its answers may be, and says in one sentence what is wrong with them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from autogenesis.core import InputError, SpecificationError

if TYPE_CHECKING:
    from blueprints import Specification

MOST_BYTES = 1_000_000
_ACCEPTANCE = "<!-- acceptance -->"


def text_of(data: bytes, where: str) -> str:
    """The text of a specification, up to the acceptance mark: what follows is for people.

    Raises SpecificationError where it is empty, binary, not UTF-8, or over 1 MB.
    """
    if len(data) > MOST_BYTES:
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


def refuse_unknown(answers: Mapping[str, str], specification: Specification, where: str = "--answers") -> None:
    """Raise InputError for an answer to a question that the text does not raise, or one that is no option of it."""
    questions = {question.id: question for question in specification.questions}
    for id, answer in answers.items():
        if id not in questions:
            nearest = difflib.get_close_matches(id, questions, n=1, cutoff=0.0)
            known = f"did you mean {nearest[0]!r}?" if nearest else "the text raises no questions"
            raise InputError(
                f"no question has the id {id!r}; {known}",
                where=where,
                remedy="Use an id that `genesis explain` lists, or leave the line out",
            )
        options = questions[id].options
        if options and answer not in options:
            nearest = difflib.get_close_matches(answer, options, n=1, cutoff=0.0)
            raise InputError(
                f"{answer!r} is no answer to {id}; did you mean {nearest[0]!r}?",
                where=where,
                remedy=f"Give one of: {' / '.join(options)}",
            )
