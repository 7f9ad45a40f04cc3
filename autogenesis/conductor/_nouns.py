"""What goes into a run and what comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from autogenesis.core import JsonObject
from blueprints import Change, Past, Question, Rename
from roles import Shown


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(_Frozen):
    """A sentence of feedback that the text was changed for, and the Changes that this came to."""

    words: str
    changes: tuple[Change, ...] = ()


class Order(_Frozen):
    """What is asked of a run. `out` receives ``<slug>/`` and nothing else; where `revises` names the folder of a
    package, what is made is merged into that instead. `changes` are what a person decided on top of the text, and
    `renames` what has another name there than in the revision before; `past` is what its data come from."""

    text: str
    out: Path
    answers: dict[str, str] = Field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    renames: tuple[Rename, ...] = ()
    past: Past = Past()
    said: tuple[Said, ...] = ()
    """The feedback in words that the text has in it, and the one before had not."""
    tests: bool = True
    all_tests: bool = False
    """Whether everything is run, also what the same files have shown before."""
    shown: tuple[Shown, ...] = ()
    """The tests that the package before passed, and what went into each."""
    revises: Path | None = None

    def answers_to(self, questions: Sequence[Question]) -> dict[str, str]:
        """The answers given, as far as these questions are among those asked and they are among the options."""
        asked = {question.id: question for question in questions}
        return {
            id: answer
            for id, answer in self.answers.items()
            if id in asked and (not asked[id].options or answer in asked[id].options)
        }

    def changes_to(self, text: str) -> tuple[Change, ...]:
        """What was decided on top of the text, as far as one of the sentences that it was decided on still stands in
        this one."""
        words = " ".join(text.split())
        return tuple(
            change
            for change in self.changes
            if not change.evidence
            or change.evidence.startswith("event.")  # seen of the running system, whatever the text says
            or any(line in words for line in change.evidence.splitlines())
        )


class TestCounts(_Frozen):
    """How the package's own tests ended."""

    __test__ = False

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    taken_over: int = 0
    """Of those that passed: not run again, since the very same went into them when they were."""


class CoverageFigures(_Frozen):
    """The shares of content words and of literals that are carried, from 0 to 1."""

    content: float = 0.0
    literals: float = 0.0


class ClauseCounts(_Frozen):
    """How many clauses ended in each status."""

    implemented: int = 0
    assumed: int = 0
    generic: int = 0
    unclear: int = 0
    contradictory: int = 0
    deferred: int = 0


class RoleReceipt(_Frozen):
    """What one role asked of models: calls, tokens both ways, money where there is a price, and what was changed."""

    role: str
    calls: int = 0
    cached: int = 0
    asked: int = 0
    answered: int = 0
    money: str | None = None
    seconds: float = 0.0
    failed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def tokens(self) -> int:
        """Both ways."""
        return self.asked + self.answered


class Receipt(_Frozen):
    """What a run asked of models, in all and by role."""

    models: tuple[str, ...] = ()
    calls: int = 0
    tokens: int = 0
    money: str | None = None
    seconds: float = 0.0
    roles: tuple[RoleReceipt, ...] = ()
    written: tuple[str, ...] = ()
    """Operations that a model wrote how they are done."""
    unwritten: tuple[str, ...] = ()
    """Operations that it was asked for in vain: they note that they were done, and no more."""


class RunResult(_Frozen):
    """The result of a run, as ``--json`` prints it."""

    run: str
    system: str
    package_path: str
    tests: TestCounts = TestCounts()
    coverage: CoverageFigures = CoverageFigures()
    report: ClauseCounts = ClauseCounts()
    sandbox: str = "none"
    loops: int = 0
    rejections: int = 0
    seconds: float = 0.0
    tokens: int = 0
    receipt: Receipt | None = None
    """Where models were asked."""


class Progress(_Frozen):
    """One thing that happened in a run, for whoever watches."""

    step: str
    role: str
    attempt: int
    state: Literal["working", "checking", "accepted", "rejected", "looping", "resumed", "recovering", "ended"]
    detail: str = ""
    run: str = ""


class Attempt(_Frozen):
    """How one attempt at a step ended."""

    accepted: bool
    hash: str
    """Of the artefact; empty where a guard came in between."""
    reasons: tuple[JsonObject, ...] = ()
    back_to: int | None = None
    """The attempt that a loop began with: what was said from then on is forgotten."""
    intervention: JsonObject | None = None
    """What was done against a loop."""
    tokens: int = 0
