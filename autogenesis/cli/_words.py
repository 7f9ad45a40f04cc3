"""`genesis revise --feedback`: what somebody says should be otherwise becomes edits of the text, and a revision."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autogenesis.cli._house import open_conductor
from autogenesis.cli._input import read_answers
from autogenesis.cli._print import console, print_json, tell
from autogenesis.cli._revise import Asked, revise_system
from autogenesis.cli._systems import find_system
from autogenesis.core import GenesisError, InputError, Settings
from autogenesis.preview import MOST_BYTES, read_beside, text_of

if TYPE_CHECKING:
    from autogenesis.feedback import Account


class NotUnderstoodError(InputError):
    """A sentence of feedback led to nothing that it says; nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """Feedback in words, or the name of its file; whether what was understood is done without the rest (`partly`),
    and whether it is only shown (`dry`)."""

    feedback: str
    partly: bool
    dry: bool


def revise_in_words(system: str, settings: Settings, asked: Asked, words: Words, *, as_json: bool) -> int:
    """Read the feedback against the text, show what it comes to, and revise the system with the text that has it; the
    exit code: 2 where something was not understood, and then nothing is changed unless that was asked for."""
    from autogenesis.conductor import Said, get_ready
    from autogenesis.feedback import as_json as json_of
    from autogenesis.feedback import heard_on, in_lines

    at = find_system(system, settings).resolve()
    with open_conductor(settings, tell) as conductor:
        order = conductor.before(at).order
    said_of_it, given = read_feedback(words.feedback), read_answers(asked.answers)
    ready = get_ready if not words.dry else lambda: None
    account = read_beside(lambda: heard_on(order, said_of_it, given), ready)
    if not as_json:
        for line in in_lines(account):
            console().print(line, markup=False)
    error = _refusal(account, partly=words.partly)
    if words.dry or error is not None:
        return _told(error, json_of(account), as_json=as_json)
    said = tuple(Said(words=one.said, changes=one.changes) for one in account.understood)
    renames = (*asked.renames, *account.renames)
    asked = replace(asked, text=account.text, said=said, renames=renames, changes=account.examples)
    return revise_system(system, settings, asked, as_json=as_json)


def read_feedback(given: str) -> str:
    """Feedback as it was typed, or what is in the file of that name, or on standard input; InputError where that cannot
    be read."""
    if given == "-":
        return text_of(sys.stdin.buffer.read(MOST_BYTES + 1), "standard input")
    path = Path(given)
    try:
        file = len(given) < 256 and "\n" not in given and path.is_file()
    except OSError:  # words that are no name of a file
        file = False
    if not file:
        return text_of(given.encode("utf-8", "surrogateescape"), "--feedback")
    try:
        return text_of(path.read_bytes(), given)
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror}", where=given, remedy="Check the path") from error


def _refusal(account: Account, *, partly: bool) -> NotUnderstoodError | None:
    """Why nothing is done."""
    refused = account.refused
    if not refused or (partly and account.understood):
        return None
    many = f"{len(refused)} of {len(account.told)} sentences were" if len(account.told) > 1 else "that was"
    remedy = "Say it in other words"
    if account.understood:
        remedy += ", or give --partly to have the rest done without it"
    what = f"{many} not understood, and nothing is changed: {refused[0].complaint}"
    return NotUnderstoodError(what, where=f"“{refused[0].said}”", remedy=remedy)


def _told(error: GenesisError | None, found: dict[str, object], *, as_json: bool) -> int:
    if error is not None:
        console(True).print(f"error: {error}", markup=False)
    if as_json:
        print_json(found if error is None else {**found, "error": error.as_json()})
    return 0 if error is None else error.exit_code
