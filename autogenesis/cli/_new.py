"""`genesis new` and `genesis resume`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autogenesis.cli._house import open_conductor
from autogenesis.cli._input import read_answers, read_specification
from autogenesis.cli._print import console, print_json, print_result, tell
from autogenesis.cli._strict import refuse_unread
from autogenesis.core import RunId, Settings
from autogenesis.preview import preview, reading_ahead, refuse_unknown

if TYPE_CHECKING:
    from autogenesis.conductor import Outcome
    from blueprints import Specification


def build(
    spec: str,
    settings: Settings,
    *,
    answers: Path | None,
    tests: bool,
    least: float | None,
    as_json: bool,
    queue: bool = False,
) -> int:
    """Read the text, conduct a run, show its result; the exit code. `least` is the coverage that is asked for; where
    `queue`, the run is left to a worker."""
    text, given = read_specification(spec), read_answers(answers)
    with reading_ahead(text, given):
        from autogenesis.assembly import foretold
        from autogenesis.conductor import Order

        specification = preview(text, given)
    refuse_unknown(given, specification)
    if least is not None:
        refuse_unread(text, given, least=least, attempts=settings.limits.max_attempts)
    with foretold(specification):
        order = Order(text=text, out=settings.generated, answers=given, tests=tests)
        with open_conductor(settings, tell) as conductor:
            if queue:
                return _queued(conductor.queue(order, specification.slug), as_json)
            outcome = conductor.start(order, specification.slug)
            if outcome.result.receipt is not None:  # what a model changed is no longer left open
                specification = conductor.understood(RunId(outcome.result.run)) or specification
            return show_outcome(outcome, as_json, specification)


def _queued(run: RunId, as_json: bool) -> int:
    if as_json:
        print_json({"run": run, "status": "queued"})
    else:
        console().print(f"{run} waits for a worker: `genesis conduct`; watch it with `genesis runs`", markup=False)
    return 0


def go_on(run: str, settings: Settings, *, as_json: bool) -> int:
    """Take up a run; the exit code."""
    with open_conductor(settings, tell) as conductor:
        outcome = conductor.resume(RunId(run))
        if outcome.merge is not None:
            from autogenesis.cli._revise import finish

            return finish(outcome, settings, as_json=as_json)
        return show_outcome(outcome, as_json)


def show_outcome(outcome: Outcome, as_json: bool, specification: Specification | None = None) -> int:
    """Print how a run ended; its exit code."""
    error = outcome.error
    if error is not None:
        console(True).print(f"error: {error}", markup=False)
    if as_json:
        found = outcome.result.model_dump(mode="json")
        print_json(found if error is None else {**found, "error": error.as_json()})
    else:
        print_result(outcome.result, specification)
    return 0 if error is None else error.exit_code
