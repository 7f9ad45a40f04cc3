"""Counts what comes again and again, whatever is said in between."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from pydantic import BaseModel, ConfigDict

from autogenesis.core import MessageId
from loopguard._periods import Entry, Repetition

_OFTEN: Final = 5.0
_OFTEN_AGAIN: Final = 4.0
_WORTH: Final = {"plain": 1.0, "ill": 1.0, "well": 0.25, "waiting": 1 / 64}
_REMEMBERED: Final = 256
_LEAST_WORDS: Final = 4
_EVIDENCE: Final = 64


@dataclass(slots=True)
class Count:
    """How often something came, and in which messages; the messages are at most the last 64."""

    worth: float = 0.0
    messages: list[MessageId] = field(default_factory=list)


class RecurringState(BaseModel):
    """What is counted, in a form that survives a restart; the oldest first."""

    model_config = ConfigDict(extra="forbid")

    before: Entry | None = None
    counts: list[tuple[str, Count]] = []


class Recurring:
    """Since the last progress: the same answer to the same message, the same words by one sender, and one kind of
    failure of one deed. Five times is a loop. Short words are said too easily to count."""

    __slots__ = ("_before", "_counts")

    def __init__(self) -> None:
        self._before: Entry | None = None
        self._counts: dict[str, Count] = {}

    def add(self, entry: Entry, *, again: bool) -> Repetition | None:
        """Take one message into account; what has now come too often. What is not said `again` cannot have come
        before, but for the kind of failure that it is."""
        before, self._before = self._before, entry
        manner, found = entry.manner, None
        worth = _WORTH[manner]
        if manner == "waiting" and before is not None and (asked := self._counts.get(_words(before))) is not None:
            asked.worth -= _WORTH[before.manner] - worth  # what is asked again because it was put off
        if again:
            wordy = _wordy(entry)
            if wordy:
                found = self._count(_words(entry), worth, None, entry)
            if before is not None and (wordy or _wordy(before)):
                answer = f"answer {before.key} {before.digest} {entry.deed} {entry.digest}"
                found = self._count(answer, min(worth, _WORTH[before.manner]), before, entry) or found
        if manner == "ill":
            failed = self._count(f"failure {entry.key}", worth, None, entry)
            found = found if failed is None else replace(failed, sure=True)
        while len(self._counts) > _REMEMBERED:
            del self._counts[next(iter(self._counts))]
        return found

    def clear(self) -> None:
        """Begin anew: what came before is no evidence any more."""
        self._before = None
        self._counts.clear()

    def export(self) -> RecurringState:
        """What is counted, for ``restore``."""
        return RecurringState(before=self._before, counts=list(self._counts.items()))

    def restore(self, state: RecurringState) -> None:
        """Go on where the exported one stopped."""
        self._before, self._counts = state.before, dict(state.counts)

    def _count(self, what: str, worth: float, before: Entry | None, entry: Entry) -> Repetition | None:
        """Count it once more; an answer is worth no more than what is answered."""
        count = self._counts.pop(what, None) or Count()
        self._counts[what] = count
        count.worth += worth
        if before is not None:
            count.messages.append(before.id)
        count.messages.append(entry.id)
        if len(count.messages) > _EVIDENCE:
            del count.messages[:-_EVIDENCE]
        if count.worth < (_OFTEN if what.startswith("failure") else _OFTEN_AGAIN):
            return None
        keys = (entry.key,) if before is None else (before.key, entry.key)
        return Repetition(keys=keys, turns=round(count.worth), onset=count.messages[0], messages=tuple(count.messages))


def _wordy(entry: Entry) -> bool:
    return entry.text.count(" ") + 1 >= _LEAST_WORDS


def _words(entry: Entry) -> str:
    return f"words {entry.deed} {entry.digest}"
