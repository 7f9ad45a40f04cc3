"""Testing: builds the package, runs its tests in a clean environment; judges modules, tuning and deployment."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar, NamedTuple

from autogenesis.core import content_hash
from roles._artefacts import ModuleSet, Reason, Shown, TestCase, TestReport
from roles._assertions import assertions
from roles._deployment import COMMANDS, run_command
from roles._deployment_checks import check_deployment
from roles._inputs import IntegrationInputs
from roles._module_checks import check_modules
from roles._reach import still_shown, to_run
from roles._role import Check, Role
from roles._tuning_checks import check_tuning
from roles._workshop import Workshop

_OUTCOMES = {"failure": "failed", "error": "error", "skipped": "skipped"}
_MOST_MESSAGE = 2000
_JUNIT = "junit.xml"
_NOT_TESTED = re.compile(r"^- `([a-z0-9_.]+)`", re.MULTILINE)


class Testing(Role[IntegrationInputs, TestReport]):
    """Makes the test report; approves modules, tuning and deployment."""

    __test__ = False
    name: ClassVar[str] = "testing"
    purpose: ClassVar[str] = "Assembles the package, installs it in a clean environment and runs its tests."
    takes = IntegrationInputs
    makes = TestReport
    approves: Mapping[str, Check] = {
        "modules": check_modules,
        "tuning": check_tuning,
        "deployment": check_deployment,
    }

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def draft(self, task: IntegrationInputs, rejections: Sequence[Reason]) -> TestReport:
        """Run the tests; where the brief asks for none, a report that says so."""
        if not task.brief.tests:
            return TestReport(modules_hash=content_hash(task.modules), executed=False)
        self._workshop.wheel(task.modules)
        with ThreadPoolExecutor(1) as beside:  # a processor that waits for the tests may as well do what comes next
            beside.submit(lambda: [run_command(task.modules, words, self._workshop) for words in COMMANDS])
            beside.submit(self._workshop.installed)
            return run_tests(task.modules, self._workshop, shown=task.brief.shown)


def run_tests(
    modules: ModuleSet, workshop: Workshop, *, plugins: bool = False, shown: Sequence[Shown] = ()
) -> TestReport:
    """Install the package in a clean environment and run its tests there, but for those that were `shown` to pass and
    into which the very same goes now; `plugins` are for tests that people added."""
    with ThreadPoolExecutor(1) as beside:
        looked = beside.submit(still_shown, shown, modules, workshop.environment)
        workshop.wheel(modules)
        taken = looked.result()
        about = beside.submit(_about, modules)
        arguments = ["-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={_JUNIT}", *to_run(modules, taken)]
        if not plugins:  # ours need none, and loading them takes a second
            arguments.insert(2, "--disable-plugin-autoload")
        result = workshop.run(modules, arguments)
    junit = workshop.folder(modules) / "work" / _JUNIT
    cases: tuple[TestCase, ...] = ()
    if junit.is_file() and not junit.is_symlink():
        cases = tuple(_cases(junit.read_text(encoding="utf-8"), about.result(), taken.values()))
    if not cases:
        said = (result.stderr or result.stdout)[-_MOST_MESSAGE:]
        cases = (TestCase(id="test.session", name="pytest", outcome="error", message=said),)
    return TestReport(
        modules_hash=content_hash(modules),
        executed=True,
        exit_code=result.exit_code,
        sandbox=workshop.sandbox,
        environment=workshop.environment,
        cases=cases,
        untested=tuple(_NOT_TESTED.findall((modules.text("TRACE.md") or "").partition("## Not tested")[2])),
    )


class _About(NamedTuple):
    """What is known of tests without running them: how much each asserts, by file and name, and what it carries."""

    asserting: Callable[[str, str], int]
    covers: Mapping[str, tuple[str, ...]]


def _about(modules: ModuleSet) -> _About:
    return _About(assertions(modules), _coverage(modules))


def _cases(junit: str, about: _About, taken: Iterable[Shown]) -> Iterator[TestCase]:
    """What was run; then, where anything was, what is taken over as it ended before. What a test asserts and carries is
    said of the package as it is now."""
    asserting, covers = about
    ran = [*ElementTree.fromstring(junit).iter("testcase")]
    for number, node in enumerate(ran, 1):
        file = node.get("classname", "").replace(".", "/")
        name = node.get("name", "")
        plain = name.partition("[")[0]
        outcome, message = "passed", ""
        for child in node:
            if child.tag in _OUTCOMES:
                outcome = _OUTCOMES[child.tag]
                message = ((child.get("message") or "") + "\n" + (child.text or ""))[:_MOST_MESSAGE]
        yield TestCase.model_validate(
            {
                "id": f"test.n{number}",
                "name": f"{file}::{name}",
                "outcome": outcome,
                "message": message.strip(),
                "asserts": asserting(file, plain),
                "covers": covers.get(plain, ()),
            }
        )
    for number, one in enumerate(taken if ran else (), 1):
        file, _, name = one.name.partition("::")
        yield TestCase(
            id=f"test.taken{number}",
            name=one.name,
            outcome="passed",
            asserts=asserting(file, name),
            covers=covers.get(name, ()),
            taken_from=one.run,
        )


def _coverage(modules: ModuleSet) -> Mapping[str, tuple[str, ...]]:
    """The requirements that each test function carries, by the trace of the package's blueprint."""
    blueprint = json.loads(modules.text("blueprint.json") or "{}").get("blueprint", {})
    found: dict[str, list[str]] = {}
    for line in blueprint.get("trace", ()):
        for test in line.get("tests", ()):
            if line.get("requirement"):
                found.setdefault(test.rpartition("::")[2].partition("[")[0], []).append(line["requirement"])
    return {test: tuple(dict.fromkeys(requirements)) for test, requirements in found.items()}
