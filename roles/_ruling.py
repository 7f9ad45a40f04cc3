"""How an approver decides a dispute: the first version that it accepts as it is, or without the parts it objects to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from blueprints import Frozen, Specification
from roles._artefacts import Reason, Verdict
from roles._demotion import demote, list_unread
from roles._ladder import MEASURED, Ruling
from roles._role import Role

_ROUNDS = 4


def rule(role: Role[Any, Any], kind: str, versions: Sequence[tuple[str, Frozen]], basis: Frozen) -> Ruling:
    """What the approver decides about the versions, each with its hash, the latest last.

    A version that it accepts stands. Else the one with the fewest objections stands without the parts that are
    objected to, where what is left is accepted. Where none can stand, the ruling says what is wrong with the best.
    """
    judged: list[tuple[str, Frozen, Verdict]] = []
    for digest, version in reversed(versions):
        verdict = role.check(kind, version, basis)
        if verdict.approved:
            return Ruling(approver=role.name, accepts=digest, reason=f"This version of the {kind} has no fault.")
        judged.append((digest, version, verdict))
    judged.sort(key=lambda one: len(one[2].reasons))
    for digest, version, verdict in judged if kind not in MEASURED else ():
        less, struck = _without(role, kind, version, verdict, basis)
        if less is not None:
            parts = ", ".join(dict.fromkeys(reason.part for reason in struck))
            reason = f"This version of the {kind} stands without {parts}: about that there is no agreement."
            body = less.model_dump(mode="json")
            return Ruling(approver=role.name, accepts=digest, struck=tuple(struck), reason=reason, body=body)
    left = judged[0][2].reasons if judged else ()
    said = "; ".join(f"{reason.part}: {reason.text.rstrip('.')}" for reason in left[:3])
    return Ruling(approver=role.name, reason=f"No version of the {kind} can stand: {said or 'there is none'}.")


def _without(
    role: Role[Any, Any], kind: str, version: Frozen, verdict: Verdict, basis: Frozen
) -> tuple[Frozen | None, list[Reason]]:
    """The version without what is objected to, as far as that is accepted, and all that was struck."""
    struck: list[Reason] = []
    for _ in range(_ROUNDS):
        less = _struck(version, verdict.reasons, basis)
        if less == version:
            return None, []
        struck += verdict.reasons
        version, verdict = less, role.check(kind, less, basis)
        if verdict.approved:
            return version, struck
    return None, []


def _struck(version: Frozen, reasons: Sequence[Reason], basis: Frozen) -> Frozen:
    """The version without the elements that the reasons name; of a text that was read, their clauses stay, unclear."""
    if isinstance(version, Specification):
        left = demote(version, reasons)
        brief = getattr(basis, "brief", None)
        return left if brief is None else list_unread(left, brief.text)
    named = {reason.part for reason in reasons}
    changed: dict[str, Any] = {}
    for field in type(version).model_fields:
        held = getattr(version, field)
        if isinstance(held, tuple):
            kept = tuple(one for one in held if not _names(one, field) & named)
            if kept != held:
                changed[field] = kept
    return version.model_copy(update=changed) if changed else version


def _names(element: Any, field: str) -> set[str]:
    """What a reason may call an element."""
    own = {str(name) for key in ("id", "path", "name") if (name := getattr(element, key, None))}
    return own | {f"{field}.{name}" for name in own}
