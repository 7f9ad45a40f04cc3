"""Follows how a conversation's attempts turn out: failures of one kind, scores that stand still. A new artefact does
not wipe that out; only a better score or, for failures, a success does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from loopguard._reading import Manner, Reading

_KEPT: Final = 200


@dataclass(slots=True)
class Results:
    """Counts of failures and scores."""

    level: int = 0
    """Scores since the best one."""
    alike: int = 0
    """Failures running that share half of their words with the one before."""
    same: int = 0
    """Failures running that were told and say the very same."""
    since: int = 0
    """Failures since the last success."""
    latest: frozenset[str] = frozenset()
    text: str = ""
    replies: int = 0
    """New artefacts that got an answer in words and numbers of earlier answers, less those that did not."""
    refused: bool = False
    """Whether the latest of these answers told a failure."""
    heard: dict[str, None] = field(default_factory=dict)
    """Words and numbers of answers to new artefacts since one that was well."""
    answered: bool = True
    """Whether the latest new artefact has got its answer."""
    guessed: bool = False
    """Whether some failure was not told, but taken from the words."""

    def renewed(self) -> None:
        """A new artefact: failures outlast it only where all of them were told. Its answer is awaited."""
        self.answered = False
        if self.guessed:
            self._forget()

    def recovered(self) -> None:
        """One who failed has succeeded: its failures were worth something."""
        self.alike = self.since = self.same = 0

    def is_known(self, words: frozenset[str]) -> bool:
        """Whether a failure in these words is like the latest."""
        return bool(words) and 2 * len(words & self.latest) >= len(words | self.latest)

    def add(
        self, said: Reading, manner: Manner, score: float | None, *, better: bool = False, less: bool = False
    ) -> None:
        """Take one message into account; it may fail by less than the same words did before."""
        if score is not None:
            self.level = 0 if better else self.level + 1
        if not self.answered and not better:
            self._reply(said, manner)
        if manner == "ill":
            self.alike = self.alike + 1 if self.is_known(said.words) and not less else 1
            self.since += 1
            self.latest = said.words
            self.same = (self.same if said.steady == self.text else 0) + 1 if said.told else 0
            self.text = said.steady
            self.guessed = self.guessed or not said.told
        elif manner == "well":
            self.since = self.same = 0
        if better:
            self.replies = 0
            self.heard.clear()
            self._forget()

    def _reply(self, said: Reading, manner: Manner) -> None:
        """What a new artefact is answered with."""
        self.answered = True
        if manner == "well":
            self.replies = 0
            self.heard.clear()
            return
        heard = self.heard
        new = sum(word not in heard for word in said.words)
        known = bool(said.words) and 4 * new <= len(said.words) and all(number in heard for number in said.numbers)
        self.replies = self.replies + 1 if known else max(self.replies - 1, 0)
        self.refused = manner == "ill" and said.told
        heard.update(dict.fromkeys((*said.order, *said.numbers)))
        while len(heard) > _KEPT:
            del heard[next(iter(heard))]

    def _forget(self) -> None:
        self.alike = self.since = self.same = 0
        self.guessed = False
