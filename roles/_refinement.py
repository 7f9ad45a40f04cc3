"""Applies a model's Changes so that the result is never worse: what its approver would reject is taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from blueprints import Change, Frozen, Outcome
from roles._artefacts import Reason

MOST_CHANGES = 60
"""Changes of one answer that are looked at."""
Apply = Callable[[Frozen, Sequence[Change]], tuple[Frozen, tuple[Outcome, ...]]]


def refine(
    draft: Frozen, changes: Sequence[Change], apply: Apply, judge: Callable[[Frozen], Sequence[Reason]]
) -> tuple[Frozen, tuple[Outcome, ...]]:
    """The draft with the Changes that fit it and that its approver would let stand, and what became of each.

    What is said against the draft itself counts against no Change.
    """
    kept, dropped = within_number(changes)
    if not kept:
        return draft, tuple(dropped)
    before = set(judge(draft))
    while kept:
        refined, outcomes = apply(draft, kept)
        accepted = [outcome.change for outcome in outcomes if outcome.accepted]
        against = [reason for reason in judge(refined) if reason not in before]
        if not against:
            return refined, (*outcomes, *dropped)
        blamed = _blamed(accepted, against) or accepted[-1:]
        if not blamed:  # the draft as it was is judged anew: nothing was accepted
            return draft, (*outcomes, *dropped)
        said = "; ".join(f"{reason.part}: {reason.text}" for reason in against[:3])
        dropped += refused(blamed, f"it would be rejected: {said}")
        kept = [change for change in kept if change not in blamed]
    return draft, tuple(dropped)


def within_number(changes: Sequence[Change]) -> tuple[list[Change], list[Outcome]]:
    """The Changes of one answer that are looked at, and what is said of those that are over."""
    over = changes[MOST_CHANGES:]
    said = f"it and the {len(over) - 1} after it are over {MOST_CHANGES} in one answer"
    return list(changes[:MOST_CHANGES]), refused(over[:1], said)


def _blamed(accepted: Sequence[Change], against: Sequence[Reason]) -> list[Change]:
    """The Changes that the reasons are about: they name what was changed, a part of it, or what it was for."""
    return [
        change
        for change in accepted
        if any(
            reason.part == change.id
            or reason.part.startswith(f"{change.id}.")
            or (change.evidence and reason.part == change.evidence)
            or change.id in reason.text
            for reason in against
        )
    ]


def grounded(
    changes: Sequence[Change], parts: Sequence[str], grounds: frozenset[str]
) -> tuple[list[Change], list[Outcome]]:
    """The Changes to these parts that name one of the grounds as their evidence, and the others, refused."""
    kept, dropped = [], []
    for change in changes:
        if change.part not in parts:
            dropped += refused([change], f"{change.part} is not open to Changes; {', '.join(parts)} are")
        elif grounds and change.evidence not in grounds:
            dropped += refused([change], f"its evidence {change.evidence!r} is none of what was asked about")
        else:
            kept.append(change)
    return kept, dropped


def refused(changes: Sequence[Change], why: str) -> list[Outcome]:
    """What is said of Changes that are not applied."""
    return [Outcome(change=change, accepted=False, reason=why) for change in changes]
