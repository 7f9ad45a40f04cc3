"""`genesis loops score`: the loop guard against windows of messages that somebody labelled."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from autogenesis.cli._print import console, print_json
from autogenesis.core import InputError
from loopguard import read_windows, score

_MOST_NAMED = 10


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
