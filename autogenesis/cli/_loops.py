"""`genesis loops`: what the loop guard met in a run, and how it does on windows that somebody labelled."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from autogenesis.cli._house import open_storage
from autogenesis.cli._print import console, print_json
from autogenesis.core import InputError, RunId, Settings
from loopguard import read_windows, score

_MOST_NAMED = 10
_MOST_MESSAGES = 12


def show_loops(run: str, settings: Settings, *, as_json: bool) -> int:
    """Print each loop of the run: its messages, its cycle, the rung of the ladder and what was done there."""
    from autogenesis.conductor import loops_of

    with open_storage(settings) as storage:
        record = storage.runs.get(RunId(run))
        found = loops_of(storage, record.id)
    if as_json:
        print_json({"run": record.id, "loops": [{**one.model_dump(mode="json"), "done": one.done} for one in found]})
        return 0
    out = console()
    if not found:
        out.print(f"No loop was found in {record.id}.", markup=False)
    for one in found:
        out.print(f"{one.step}, attempt {one.attempt}: {one.reason}", markup=False)
        for said in one.messages[:_MOST_MESSAGES]:
            at = said.at.strftime("%H:%M:%S.%f")[:-3] if said.at else ""
            out.print(f"    {said.id}  {at:<12}  {said.sender} to {said.receiver}: {said.action}", markup=False)
        if len(one.messages) > _MOST_MESSAGES:
            out.print(f"    and {len(one.messages) - _MOST_MESSAGES} more messages", markup=False)
        for passed in one.passed:
            out.print(f"  rung {passed.rung} passed over: {passed.why}", markup=False)
        out.print(f"  rung {one.rung}: {one.deed}", markup=False)
        out.print(f"  said: {one.said}", markup=False)
    return 0


def score_file(file: Path, *, as_json: bool) -> int:
    """Print how many loops were found and how many were not there, how soon, and at what cost."""
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")  # a text may hold other line breaks
    except OSError as error:
        raise InputError(
            f"the file cannot be read: {error.strerror}", where=str(file), remedy="Check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError("the file is not UTF-8", where=str(file), remedy="Save it as UTF-8") from error
    scores = score(read_windows(lines, source=str(file)))
    if as_json:
        print_json({**asdict(scores), "precision": scores.precision, "recall": scores.recall})
        return 0
    out = console()
    out.print(f"{scores.windows} windows, {scores.loops} of them loops")
    out.print(f"precision {scores.precision:.3f}: {scores.false_alarms} of the others were taken for loops")
    out.print(f"recall    {scores.recall:.3f}: {scores.found} of the loops were found")
    if scores.fired is not None:
        out.print(f"found after {scores.fired:g} messages (median); {scores.microseconds:.0f} µs a message (p99)")
    for what, names in (("missed", scores.missed), ("wrongly called loops", scores.wrong)):
        if names:
            more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            out.print(f"{what}: {', '.join(names[:_MOST_NAMED])}{more}")
    return 0
