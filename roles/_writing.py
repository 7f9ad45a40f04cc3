"""Has a model write behaviours that nothing covers: what fails its checks or its trial goes back, a few times."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from autogenesis.core import ConversationId, MessageId, canonical_json
from blueprints import Behaviour, Change, Gap, Outcome, apply_change
from loopguard import GuardLimits, LoopGuard, Observation
from roles._artefacts import ModuleSet, Unwritten
from roles._behaviours import kinds_of, stated_problems, tried_problems
from roles._refinement import grounded, refused, within_number
from roles._role import Propose
from roles._workshop import Workshop

ROUNDS: Final = 5
"""How often a model is asked for the same behaviours, where it does not go round in a circle before."""
_TURNS: Final = 2
"""Answers of the same again that make a circle."""
_WHENEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""The guard counts rounds here; whoever lends the model counts its time."""


async def written(
    draft: ModuleSet, gaps: Sequence[Gap], propose: Propose, workshop: Workshop
) -> tuple[ModuleSet, tuple[Outcome, ...]]:
    """The draft with the behaviours that pass, and what became of each Change. What fails goes back; whom the loop
    guard finds to go round in a circle is asked no more, and that is said of what it proposed last."""
    guard = LoopGuard(GuardLimits(repetitions=_TURNS))
    left, told, outcomes = list(gaps), list[str](), list[Outcome]()
    made, most, over = draft, -1, ""
    for number in range(1, ROUNDS + 1):
        changes = await propose(draft, left, told)
        if not changes:
            break
        made, judged, held = await _judged(made, changes, left, workshop)
        outcomes += judged
        done = {one.id for one in made.behaviours}
        told = [f"{one.change.id}: {one.reason}" for one in judged if not one.accepted and one.change.id not in done]
        left = [gap for gap in left if gap.id not in done]
        if not left or not told:  # of what is left open, the model has nothing to say
            break
        better = any(one.accepted for one in judged) or held > most > -1
        most = max(most, held)
        found = guard.observe(_answer(number, changes, told, better=better))
        if found.verdict != "allow":
            over = str(found.reason)
            break
    else:
        over = f"It was asked {ROUNDS} times."
    return made, tuple(_with_end(outcomes, {gap.id for gap in left}, over))


async def _judged(
    draft: ModuleSet, changes: Sequence[Change], left: Sequence[Gap], workshop: Workshop
) -> tuple[ModuleSet, list[Outcome], int]:
    """The draft with those of one answer's behaviours that pass, what became of each, and how many examples held."""
    asked = {one.id: one for one in draft.open}
    looked_at, over = within_number(changes)
    stands = {one.id for one in draft.behaviours}
    again = [change for change in looked_at if change.id in stands]
    fresh = [change for change in looked_at if change.id not in stands]
    kept, outcomes = grounded(fresh, ("behaviours",), frozenset(gap.id for gap in left))
    outcomes += refused(again, "it stands already, as it was written before")
    made, held = draft, 0
    for change in kept:
        proposed, outcome = apply_change(made, change)
        behaviour = next((one for one in proposed.behaviours if one.id == change.id), None)
        if outcome.accepted and behaviour is not None:
            why, right = await asyncio.to_thread(_tried, behaviour, asked.get(change.id), workshop)
            outcome = refused([change], "; ".join(why))[0] if why else outcome
            held += right
        elif outcome.accepted:
            outcome = refused([change], "a behaviour is added, never taken away")[0]
        outcomes.append(outcome)
        made = proposed if outcome.accepted else made
    return made, [*outcomes, *over], held


def _tried(behaviour: Behaviour, asked: Unwritten | None, workshop: Workshop) -> tuple[list[str], int]:
    """What speaks against a behaviour, and how many of its examples hold; it runs nowhere but in the sandbox, and not
    before it was looked at."""
    if asked is None:
        return ["nobody asked for it"], 0
    kinds = kinds_of(asked)
    found = stated_problems(behaviour, asked, kinds)
    return (found, 0) if found else tried_problems(behaviour, asked, kinds, workshop)


def _answer(number: int, changes: Sequence[Change], told: Sequence[str], *, better: bool) -> Observation:
    """One answer as the guard sees it: what was written and what was wrong with it; `better` than all before is
    progress."""
    return Observation(
        message=MessageId(f"answer-{number}"),
        conversation=ConversationId("behaviours"),
        sender="model",
        receiver="generator",
        action="write",
        text=" ".join((*sorted(map(_written, changes)), *sorted(told))),
        at=_WHENEVER,
        outcome="failed",
        artefact=f"better-{number}" if better else None,
    )


def _written(change: Change) -> str:
    """What a Change would write, the same for sources that are only set another way."""
    value = dict(change.value or {})
    with suppress(SyntaxError, ValueError, RecursionError, MemoryError):  # what is no Python stands for itself
        value["source"] = ast.dump(ast.parse(str(value.get("source", ""))))
    return canonical_json([change.id, {name: value.get(name) for name in ("source", "examples", "field", "kind")}])


def _with_end(outcomes: Sequence[Outcome], left: set[str], over: str) -> list[Outcome]:
    """The outcomes; the last of what stays unwritten says why it was asked for no more."""
    last = {one.change.id: place for place, one in enumerate(outcomes) if one.change.id in left}
    return [
        one.model_copy(update={"reason": f"{one.reason}. {over}"}) if over and last.get(one.change.id) == place else one
        for place, one in enumerate(outcomes)
    ]
