"""What is wrong with a recovery."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from roles._artefacts import Reason
from roles._operations import BUILTIN, PERSON, Incident, Recovery

_LONGEST_SECONDS = 60.0
_ALLOWED = {
    "transient": ("retry", "hand_over", "stop"),
    "input": ("stop", "hand_over"),
    "defect": ("repair", "hand_over", "stop"),
    "resource": ("hand_over", "stop"),
    "security": ("stop",),
}
_NEVER_AGAIN = frozenset({"PolicyError", "GuardError"})
_NEVER_MENDED = frozenset(
    {"InputError", "ConfigurationError", "SpecificationError", "BlueprintError", "ChangeError", "UsageError"}
)


def check_recovery(recovery: Recovery, basis: Any) -> tuple[Reason, ...]:
    """A fault may only be met in ways that can help, within bounds, and never where it is one of safety."""
    incident: Incident = basis.incident
    return (*_kind(recovery, incident), *_action(recovery, incident), *_wait(recovery, incident))


def _kind(recovery: Recovery, incident: Incident) -> Iterator[Reason]:
    if incident.is_one_of(_NEVER_AGAIN) and recovery.kind != "security":
        yield Reason(part="kind", text=f"{incident.error} is a fault of security, not {recovery.kind}")
    if incident.is_one_of(_NEVER_MENDED) and recovery.kind != "input":
        yield Reason(part="kind", text=f"{incident.error} is a fault of the input, not {recovery.kind}")
    if recovery.kind == "security" and not incident.is_one_of(_NEVER_AGAIN):
        yield Reason(part="kind", text=f"{incident.error} is no fault of security")
    if not recovery.reason.strip():
        yield Reason(part="reason", text="it does not say why")


def _action(recovery: Recovery, incident: Incident) -> Iterator[Reason]:
    if recovery.action not in _ALLOWED[recovery.kind]:
        yield Reason(part="action", text=f"{recovery.action} does not help against a fault that is {recovery.kind}")
    if recovery.action == "retry" and incident.retries >= incident.max_retries:
        yield Reason(part="action", text=f"it was tried {incident.retries + 1} times, and no more is allowed")
    if recovery.action == "repair":
        if incident.attempt >= incident.most_attempts:
            yield Reason(part="action", text="no attempt is left to repair it in")
        if f"{incident.error}: {incident.text}" in incident.before:
            yield Reason(part="action", text="the same fault came again after a repair")
    if recovery.action == "hand_over":
        if recovery.to not in (PERSON, BUILTIN):
            yield Reason(part="to", text=f"nobody is called {recovery.to!r}")
        if recovery.to == BUILTIN and not incident.asked_model:
            yield Reason(part="to", text="no model was asked, so the draft without one is what failed")
    elif recovery.to:
        yield Reason(part="to", text=f"{recovery.action} hands nothing over")


def _wait(recovery: Recovery, incident: Incident) -> Iterator[Reason]:
    if recovery.seconds < 0 or (recovery.action != "retry" and recovery.seconds):
        yield Reason(part="seconds", text=f"{recovery.seconds:g} s is no pause for {recovery.action}")
    if recovery.action != "retry":
        return
    least = min(incident.base_seconds * 2**incident.retries, _LONGEST_SECONDS) / 2
    if recovery.seconds < least:
        yield Reason(part="seconds", text=f"{recovery.seconds:g} s is too soon after {incident.retries + 1} failures")
    if recovery.seconds > _LONGEST_SECONDS:
        yield Reason(part="seconds", text=f"{recovery.seconds:g} s is longer than {_LONGEST_SECONDS:g} s")
    if recovery.seconds >= incident.seconds_left:
        yield Reason(part="seconds", text=f"the run has only {incident.seconds_left:g} s left")
