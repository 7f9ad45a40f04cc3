"""`genesis revise`: a system is generated anew, and what people made of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autogenesis.cli._house import open_conductor
from autogenesis.cli._input import read_answers, read_specification
from autogenesis.cli._new import show_outcome
from autogenesis.cli._print import console, print_json, print_result, tell
from autogenesis.cli._systems import find_system, test_package
from autogenesis.core import (
    GenesisError,
    InputError,
    PackageTestsError,
    RunId,
    SandboxError,
    Settings,
    UsageError,
)
from autogenesis.preview import preview, reading_ahead, refuse_unknown

if TYPE_CHECKING:
    from autogenesis.conductor import Before, Order, Outcome, RunResult, Said, TestCounts
    from blueprints import Change, Rename, Specification
    from roles import Conflict, Merge

_MOST_NAMED = 5


class RevisionConflictError(InputError):
    """What people edited and what is generated now do not go together everywhere; both are there to choose from."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked of a revision: another text (without one, the same again), by its file or as it is, with what was
    said that it should say; answers, what has another name now, and Changes that were decided on top of the text."""

    spec: str | None = None
    text: str | None = None
    said: tuple[Said, ...] = ()
    answers: Path | None = None
    renames: tuple[Rename, ...] = ()
    changes: tuple[Change, ...] = ()
    tests: bool = True
    all_tests: bool = False


def revise_system(system: str, settings: Settings, asked: Asked, *, as_json: bool) -> int:
    """Conduct a run for the new text, or the old one again, merge what it makes, test what then stands; the exit
    code: 2 where somebody has to decide, 3 where a test fails."""
    at = find_system(system, settings).resolve()
    if asked.spec is not None:
        asked = replace(asked, text=read_specification(asked.spec))
    with nullcontext() if asked.text is None else reading_ahead(asked.text, {}):
        from autogenesis.assembly import Lineage, foretold

        with open_conductor(settings, tell) as conductor:
            before = conductor.before(at)
        order, specification = _order(before, asked, at)
    order = before.revised(order.model_copy(update={"renames": asked.renames}), specification, at)
    with foretold(Lineage(specification, order.past).specification), open_conductor(settings, tell) as conductor:
        outcome = conductor.start(order, specification.slug)
    return finish(outcome, settings, as_json=as_json)


def _order(before: Before, asked: Asked, at: Path) -> tuple[Order, Specification]:
    """What is asked of the run. Answers given before hold as long as their questions are asked."""
    from autogenesis.conductor import Order

    text = before.order.text if asked.text is None else asked.text
    given = read_answers(asked.answers)
    if asked.answers is None:
        given = before.order.answers_to(preview(text, {}).questions)
    changes = (*before.order.changes_to(text), *asked.changes)
    specification = preview(text, given, changes)
    refuse_unknown(given, specification)
    order = Order(text=text, out=at.parent, answers=given, changes=changes, said=asked.said, tests=asked.tests)
    return order.model_copy(update={"all_tests": asked.all_tests}), specification


def read_renames(given: Sequence[str]) -> tuple[Rename, ...]:
    """The renames of a command line; UsageError where one is no OLD=NEW."""
    from pydantic import ValidationError

    from blueprints import Rename

    try:
        return tuple(Rename(before=one.partition("=")[0], after=one.partition("=")[2]) for one in given)
    except ValidationError as error:
        remedy = "Write --rename entity.reader=entity.member, with the ids of blueprint.json"
        raise UsageError("a rename is two ids", where="--rename", remedy=remedy) from error


def finish(outcome: Outcome, settings: Settings, *, as_json: bool) -> int:
    """Test what stands after the merge, and show how it ended; the exit code."""
    merge = outcome.merge
    if merge is None or not (outcome.error is None or isinstance(outcome.error, PackageTestsError)):
        return show_outcome(outcome, as_json)
    result = outcome.result
    error: GenesisError | None = None
    if result.sandbox != "none" and _is_as_made(result, settings):
        error = outcome.error
    elif result.sandbox != "none":  # tests were asked for, and those that passed were of other files
        counts, sandbox, error = _tested(Path(result.package_path), settings)
        result = result.model_copy(update={"tests": counts, "sandbox": sandbox})
    if merge.conflicts:
        error = RevisionConflictError(
            f"what you edited and what is generated now conflict: {_places(merge)}",
            where=result.package_path,
            remedy="Decide each, remove the marks, and run `genesis test` on it",
        )
    if error is not None:
        console(True).print(f"error: {error}", markup=False)
    if as_json:
        found = {**result.model_dump(mode="json"), **merge.model_dump(mode="json")}
        print_json(found if error is None else {**found, "error": error.as_json()})
    else:
        print_result(result)
        _print_merge(merge)
    return 0 if error is None else error.exit_code


def _is_as_made(result: RunResult, settings: Settings) -> bool:
    """Whether what stands there is what the run made and tested, to the letter, with nothing added."""
    from roles import ModuleSet, stands_as_made

    with open_conductor(settings, tell) as conductor:
        made = ModuleSet.model_validate(conductor.made(RunId(result.run), "modules"))
    return stands_as_made(made, Path(result.package_path))


def _tested(at: Path, settings: Settings) -> tuple[TestCounts, str, GenesisError | None]:
    """How the tests of what stands there ended; a package that cannot be built has failed them."""
    from autogenesis.conductor import TestCounts
    from roles import read_package

    remedy = f"See each with `genesis test {at}`"
    try:
        report = test_package(read_package(at), settings)
    except SandboxError as error:
        failure = PackageTestsError(f"the merged package cannot be tested: {error.what}", where=str(at), remedy=remedy)
        return TestCounts(), "none", failure
    failed = report.count("failed", "error")
    counts = TestCounts(passed=report.count("passed"), failed=failed, skipped=report.count("skipped"))
    if report.exit_code == 0 and not failed:
        return counts, report.sandbox, None
    said = f"{failed} tests of the merged package fail"
    return counts, report.sandbox, PackageTestsError(said, where=str(at), remedy=remedy)


def _print_merge(merge: Merge) -> None:
    out = console()
    for path in merge.kept:
        out.print(f"kept:       {path}", markup=False)
    for conflict in merge.conflicts:
        out.print(f"conflict:   {_place(conflict)}: {conflict.text}", markup=False)


def _places(merge: Merge) -> str:
    more = len(merge.conflicts) - _MOST_NAMED
    return ", ".join(map(_place, merge.conflicts[:_MOST_NAMED])) + (f" and {more} more" if more > 0 else "")


def _place(conflict: Conflict) -> str:
    return conflict.path if conflict.line is None else f"{conflict.path}:{conflict.line}"
