"""What a run proposes for the next revision: by itself, and by what its system was seen to do since."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pydantic import JsonValue

from autogenesis.core import InputError, RunId
from blueprints import Change
from roles import Feedback, RevisionInputs, Seen, proposals
from storage import Storage

_PROPOSED = "proposed"


def proposed(storage: Storage, run: RunId, made: JsonValue) -> tuple[Change, ...]:
    """The Changes that the run's last step `made`, and those that were proposed since, each once."""
    since = storage.runs.state(run, _PROPOSED)
    found = [Feedback.model_validate(one).changes for one in (made, since) if one is not None]
    return tuple({(one.part, one.id): one for changes in found for one in changes}.values())


def propose(storage: Storage, run: RunId, made: Callable[[str], JsonValue], seen: Sequence[Seen]) -> Feedback:
    """What was seen gives reason for, as far as the hierarchy accepts it; kept with the run."""
    parts = {step: made(step) for step in ("specification", "blueprint", "integration")}
    if any(part is None for part in parts.values()):
        raise InputError(f"run {run} kept no specification", where="the database", remedy="Build the system again")
    feedback = proposals(RevisionInputs.model_validate({**parts, "seen": list(seen)}))
    storage.runs.save_state(run, _PROPOSED, feedback.model_dump(mode="json"))
    return feedback
