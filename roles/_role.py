"""The port of every role: draft, gaps, apply, check."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from autogenesis.core import ArtefactError
from blueprints import Change, Frozen, Gap, Outcome, apply_changes
from roles._artefacts import Reason, Verdict

In = TypeVar("In", bound=Frozen)
Out = TypeVar("Out", bound=Frozen)
Check = Callable[[Any, Any], Sequence[Reason]]
"""(artefact, what it was made from) -> what is wrong with it."""
Propose = Callable[[Any, Sequence[Gap], Sequence[str]], Awaitable[Sequence[Change]]]
"""(the artefact as it stands, what is open, what was wrong with the last answer) -> what a model proposes; nothing
where it has failed."""
Settle = Callable[[Sequence[Change]], tuple[Any, tuple[Outcome, ...]]]
"""Changes -> the draft with those that nothing speaks against, and what became of each."""


class Role(ABC, Generic[In, Out]):
    """One role of the run. `takes` and `makes` are its artefacts; `approves` what it judges, by the artefact's name.

    The draft comes first and needs no model. `gaps` says what the draft lacks; a model, where there is one, answers
    with Changes, and `apply` and `check` treat those exactly as they treat a person's.
    """

    name: ClassVar[str]
    purpose: ClassVar[str]
    at_once: ClassVar[bool] = False
    """Whether all that it does takes a moment, and nothing but the processor: then it is done on the event loop that
    all runs share. Handing a moment's work to a thread and back costs several times what it takes."""
    takes: type[In]
    makes: type[Out]
    approves: Mapping[str, Check]

    @abstractmethod
    def draft(self, task: In, rejections: Sequence[Reason]) -> Out:
        """Make the artefact, or make it anew where `rejections` say what was wrong with the last one."""

    def gaps(self, out: Out) -> tuple[Gap, ...]:
        """What the draft lacks and a model may be asked for."""
        return ()

    def apply(self, out: Out, changes: Sequence[Change]) -> tuple[Out, tuple[Outcome, ...]]:
        """The artefact with the Changes that fit it, and what became of each."""
        return apply_changes(out, changes)

    async def helped(
        self, task: In, out: Out, gaps: Sequence[Gap], propose: Propose, settle: Settle
    ) -> tuple[Out, tuple[Outcome, ...]]:
        """The draft with what a model adds to it, and what became of each Change: as a rule one answer, settled."""
        changes = await propose(out, gaps, ())
        return await asyncio.to_thread(settle, changes) if changes else (out, ())

    def check(self, kind: str, artefact: Frozen, basis: Frozen) -> Verdict:
        """Judge another role's artefact, made from `basis`."""
        if kind not in self.approves:
            raise ArtefactError(
                f"{self.name} does not judge {kind}",
                where=f"role {self.name}",
                remedy=f"Ask it about {', '.join(sorted(self.approves)) or 'nothing'}",
            )
        return Verdict(approver=self.name, reasons=tuple(self.approves[kind](artefact, basis)))
