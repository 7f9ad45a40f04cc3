"""Error handling and recovery: says what kind of fault it is, and what is done about it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import ClassVar

from roles._artefacts import Reason
from roles._ladder_checks import check_intervention
from roles._monitoring_checks import check_health
from roles._operations import BUILTIN, PERSON, FaultKind, Incident, Recovery, RecoveryInputs
from roles._role import Check, Role

_SECURITY = frozenset({"PolicyError", "GuardError"})
_INPUT = frozenset(
    {"InputError", "ConfigurationError", "SpecificationError", "BlueprintError", "ChangeError", "UsageError"}
)
_SPENT = frozenset({"BudgetError", "MemoryError", "PackageTestsError"})
_DEFECT = frozenset({"AssemblyError", "SkillError", "ArtefactError", "ResourceError"})
_FOR_NOW = frozenset({"DeadlineError", "ModelError", "SandboxError", "TimeoutError", "ConnectionError", "StorageError"})
_FULL = ("disk is full", "no space left", "read-only", "readonly", "disk i/o error", "out of memory", "quota")
_BROKE = " failed "
"""What a broker says of a handler that raised, wherever it ran."""
_LONGEST_SECONDS = 60.0
_KINDS: Mapping[str, FaultKind] = {
    **dict.fromkeys(_SPENT, "resource"),
    **dict.fromkeys(_INPUT, "input"),
    **dict.fromkeys(_DEFECT, "defect"),
    **dict.fromkeys(_FOR_NOW, "transient"),
}
"""What a class of errors is, where nothing nearer to the error is known."""


class ErrorRecovery(Role[RecoveryInputs, Recovery]):
    """Makes a recovery for each fault that a step runs into; judges what monitoring says of the runs' health,
    and what is done against loops."""

    name: ClassVar[str] = "error_recovery"
    purpose: ClassVar[str] = "Classifies faults and chooses to retry, repair, hand over or stop, with growing pauses."
    at_once: ClassVar[bool] = True
    takes = RecoveryInputs
    makes = Recovery
    approves: Mapping[str, Check] = {"health": check_health, "intervention": check_intervention}

    def draft(self, task: RecoveryInputs, rejections: Sequence[Reason]) -> Recovery:
        """What to do; where that was rejected, the run stops."""
        incident = task.incident
        kind = fault_kind(incident)
        if rejections:
            return Recovery(kind=kind, action="stop", reason=f"Nothing better was accepted: {rejections[-1].text}")
        return _CHOICES[kind](incident)


def fault_kind(incident: Incident) -> FaultKind:
    """The kind of a fault, by the error's class, what it came from, and what it says."""
    text = incident.text.lower()
    if incident.is_one_of(_SECURITY):
        return "security"
    nearest = next((_KINDS[name] for name in (incident.error, *incident.bases) if name in _KINDS), None)
    if nearest == "resource" or any(cause in _SPENT for cause in incident.causes) or any(w in text for w in _FULL):
        return "resource"
    if nearest is not None:
        return nearest
    if incident.error == "BrokerError" and not incident.causes and _BROKE not in text:
        return "transient"  # nobody is there to take it, or no room: somebody may come
    return "transient" if incident.retryable or any(cause in _FOR_NOW for cause in incident.causes) else "defect"


def back_off(incident: Incident) -> float:
    """Seconds before the next try: twice as long each time, up to a quarter off, the same for the same incident."""
    whole: float = incident.base_seconds * 2**incident.retries
    seed = hashlib.sha256(f"{incident.step} {incident.attempt} {incident.retries}".encode()).digest()[0]
    return round(min(whole, _LONGEST_SECONDS) * (1 - seed / 1024), 3)


def _transient(incident: Incident) -> Recovery:
    seconds = back_off(incident)
    if incident.retries < incident.max_retries and seconds < incident.seconds_left:
        said = f"{incident.error} may pass: try {incident.retries + 2} of {incident.max_retries + 1}"
        return Recovery(kind="transient", action="retry", reason=said, seconds=seconds)
    tried = f"{incident.error} did not pass in {incident.retries + 1} tries"
    if incident.asked_model:
        return Recovery(kind="transient", action="hand_over", to=BUILTIN, reason=f"{tried}: the draft stands as it is")
    return Recovery(kind="transient", action="hand_over", to=PERSON, reason=f"{tried}: resume when it can")


def _defect(incident: Incident) -> Recovery:
    again = f"{incident.error}: {incident.text}" in incident.before
    if not again and incident.attempt < incident.most_attempts:
        return Recovery(kind="defect", action="repair", reason=f"{incident.doer} failed on its input: {incident.text}")
    said = "the same again after a repair" if again else "no attempt is left to repair it in"
    return Recovery(kind="defect", action="stop", reason=f"A defect, and {said}: {incident.text}")


def _input(incident: Incident) -> Recovery:
    return Recovery(kind="input", action="stop", reason=f"What was handed in must change: {incident.text}")


def _resource(incident: Incident) -> Recovery:
    said = f"Something is used up: {incident.text}"
    return Recovery(kind="resource", action="hand_over", to=PERSON, reason=said)


def _security(incident: Incident) -> Recovery:
    return Recovery(kind="security", action="stop", reason=f"It is forbidden, and stays so: {incident.text}")


_CHOICES = {
    "transient": _transient,
    "defect": _defect,
    "input": _input,
    "resource": _resource,
    "security": _security,
}
