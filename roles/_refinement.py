"""Applies a model's Changes so that the result is never worse: what its approver would reject is taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from blueprints import Change, Element, Frozen, Outcome, element_parts, parts_within
from roles._artefacts import Reason

MOST_CHANGES = 60
"""Changes of one answer that are looked at."""
WAITING = ", only for want of what was dropped before it"
"""Said of a Change against which nothing would be said if another stood."""
_MOST_TOLD = 3
"""Reasons that are told of one Change."""
Apply = Callable[[Frozen, Sequence[Change]], tuple[Frozen, tuple[Outcome, ...]]]


def refine(
    draft: Frozen,
    changes: Sequence[Change],
    apply: Apply,
    judge: Callable[[Frozen], Sequence[Reason]],
    grounds_of: Callable[[str], Collection[str]] = lambda part: (part,),
) -> tuple[Frozen, tuple[Outcome, ...]]:
    """The draft with the Changes that fit it and that its approver would let stand, and what became of each.

    What is said against the draft itself counts against no Change. Each that is dropped is told what is said of it;
    those that only do not stand without it are dropped after it, and told so. Where no more is said against a Change
    than that it does not carry one ground of several (`grounds_of` what was named), it stands for the others.
    """
    kept, dropped = within_number(changes)
    if not kept:
        return draft, tuple(dropped)
    before = set(judge(draft))
    waits, notes = "", dict[str, str]()
    while kept:
        refined, outcomes = apply(draft, kept)
        misfits = [outcome for outcome in outcomes if not outcome.accepted]
        accepted = [outcome.change for outcome in outcomes if outcome.accepted]
        against = [reason for reason in judge(refined) if reason not in before]
        if not against:
            told = [_noted(outcome, notes.get(outcome.change.id, "")) for outcome in outcomes]
            return refined, (*told, *dropped)
        released = _released(kept, against, grounds_of, notes)
        if released != kept:
            kept = released
            continue
        blamed = blame(draft, refined, accepted, against)
        if not blamed:  # the draft as it was is judged anew: nothing was accepted
            return draft, (*outcomes, *dropped)
        for change, reasons in blamed:
            said = "; ".join(f"{reason.part}: {reason.text}" for reason in reasons[:_MOST_TOLD])
            dropped += refused([change], f"it would be rejected{waits}: {said}")
        gone = [change for change, _ in blamed] + [outcome.change for outcome in misfits]
        dropped += misfits
        kept = [change for change in kept if change not in gone]
        waits = WAITING
    return draft, tuple(dropped)


def _noted(outcome: Outcome, note: str) -> Outcome:
    return outcome.model_copy(update={"reason": note}) if outcome.accepted and note else outcome


def _released(
    changes: Sequence[Change],
    against: Sequence[Reason],
    grounds_of: Callable[[str], Collection[str]],
    notes: dict[str, str],
) -> list[Change]:
    """The Changes, each without those of several grounds that something is said of; `notes` is told what."""
    said = {ground: reason.text for reason in against for ground in grounds_of(reason.part)}
    found = []
    for change in changes:
        left = tuple(ground for ground in change.grounds if ground not in said)
        if left and left != change.grounds:
            gone = "; ".join(f"{one} stays open: {said[one]}" for one in change.grounds if one in said)
            notes[change.id] = "; ".join(filter(None, (notes.get(change.id), gone)))
            change = change.model_copy(update={"evidence": "\n".join(left)})
        found.append(change)
    return found


def blame(
    draft: Frozen, refined: Frozen, accepted: Sequence[Change], against: Sequence[Reason]
) -> list[tuple[Change, list[Reason]]]:
    """The Changes that the reasons are about, each with those that are: they name what was changed, a part of it, or
    what it was for; where they name what was left as it was, it is what that refers to. One at least is found."""
    own = [_own(draft, change) | _own(refined, change) | set(change.grounds) for change in accepted]
    found: dict[int, list[Reason]] = {}
    for reason in against:
        named = [
            at for at, one in enumerate(accepted) if reason.part in own[at] or reason.part.startswith(f"{one.id}.")
        ]
        if not named:
            referring = _referred(refined, reason.part)
            named = [
                at for at, one in enumerate(accepted) if f'"{one.id}"' in referring or f"'{one.id}'" in reason.text
            ]
        for at in named:
            found.setdefault(at, []).append(reason)
    if not found and accepted:
        found[len(accepted) - 1] = list(against)
    return [(accepted[at], reasons) for at, reasons in sorted(found.items())]


def _own(artefact: Frozen, change: Change) -> set[str]:
    """The ids of the element that a Change is to, and of its parts."""
    element = next((one for one in getattr(artefact, change.part, ()) if one.id == change.id), None)
    return {part.id for part in parts_within(element) if isinstance(part, Element)} if element else {change.id}


def _referred(artefact: Frozen, id: str) -> str:
    """What the element of this id, or the one that holds it, says, as JSON."""
    for part in element_parts(type(artefact)):
        for element in getattr(artefact, part):
            if element.id == id or any(isinstance(one, Element) and one.id == id for one in parts_within(element)):
                return str(element.model_dump_json())
    return ""


def within_number(changes: Sequence[Change]) -> tuple[list[Change], list[Outcome]]:
    """The Changes of one answer that are looked at, and what is said of those that are over."""
    over = changes[MOST_CHANGES:]
    said = f"it and the {len(over) - 1} after it are over {MOST_CHANGES} in one answer"
    return list(changes[:MOST_CHANGES]), refused(over[:1], said)


def grounded(
    changes: Sequence[Change], parts: Sequence[str], grounds: frozenset[str]
) -> tuple[list[Change], list[Outcome]]:
    """The Changes to these parts that name one of the grounds as their evidence, and the others, refused."""
    kept, dropped = [], []
    for change in changes:
        if change.part not in parts:
            dropped += refused([change], f"{change.part} is not open to Changes; {', '.join(parts)} are")
            continue
        known = [one for one in change.grounds if one in grounds]
        if grounds and not known:
            dropped += refused([change], f"its evidence {change.evidence!r} is none of what was asked about")
        else:
            kept.append(change if not grounds else change.model_copy(update={"evidence": "\n".join(known)}))
    return kept, dropped


def refused(changes: Sequence[Change], why: str) -> list[Outcome]:
    """What is said of Changes that are not applied."""
    return [Outcome(change=change, accepted=False, reason=why) for change in changes]
