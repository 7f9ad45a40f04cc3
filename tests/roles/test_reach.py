"""A revision runs the tests that its change can reach, and takes over no result into which anything else went."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import roles as r
from autogenesis.cli import main
from autogenesis.conductor import Before, Order
from autogenesis.core import RunId, content_hash, load_settings
from autogenesis.sandbox import Environments
from roles._reach import reach_of, still_shown, to_run
from roles._testing import run_tests

ROOT = Path(__file__).parents[2]
RULES, LOANS = "src/lending/rules.py", "src/lending/agents/loans.py"
LIMIT = "return loan.renewals < 2"
BOATS = """# Boat club
A boat has a name and a length. A member has a name.
A member borrows up to two boats for 3 days.
"""


def with_text(modules: r.ModuleSet, path: str, old: str, new: str) -> r.ModuleSet:
    assert old in (modules.text(path) or "")
    changed = [
        one.model_copy(update={"text": one.text.replace(old, new)}) if one.path == path else one
        for one in modules.modules
    ]
    return modules.model_copy(update={"modules": tuple(changed)})


def report_of(modules: r.ModuleSet, *names: str) -> r.TestReport:
    cases = tuple(r.TestCase(id=f"test.n{n}", name=name, outcome="passed") for n, name in enumerate(names))
    return r.TestReport(modules_hash=content_hash(modules), executed=True, environment="here", cases=cases)


@pytest.fixture(scope="module")
def stories(bench) -> dict[str, str]:
    return reach_of(bench.modules)


def reached(bench, stories, path: str, old: str, new: str) -> set[str]:
    """The stories that a change reaches."""
    after = reach_of(with_text(bench.modules, path, old, new))
    return {name for name in stories if after.get(name) != stories[name]}


def names(bench, stories, word: str) -> set[str]:
    """The stories in whose text a word stands."""
    texts = {one.path.removesuffix(".py"): one.text for one in bench.modules.modules}
    found = set()
    for name in stories:
        file, _, test = name.partition("::")
        body = texts[file].partition(f"def {test}(")[2].partition("\n\n\ndef ")[0]
        found |= {name} if word in body else set()
    return found


def test_a_changed_rule_reaches_the_stories_that_ask_for_its_operation_and_no_others(bench, stories) -> None:
    renewing = names(bench, stories, "renew_loan")
    assert 0 < len(renewing) < len(stories) / 2
    assert reached(bench, stories, RULES, LIMIT, "return loan.renewals < 3") == renewing
    assert reached(bench, stories, LOANS, "rules.returned.check(call, loan)", "pass") == renewing


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (RULES, 'Decimal("0.20")', 'Decimal("0.25")'),  # a derivation is computed wherever its row is shown
        ("src/lending/_kit/engine.py", "MOST_HOPS = 40", "MOST_HOPS = 41"),
        ("src/lending/messages.py", "class Loan(Record", "class Loan(Record, object"),
        ("src/lending/agents/reservations.py", 'status="kept"', 'status="held"'),
        ("src/lending/system.py", "revision=1", "revision=2"),
        ("tests/story.py", "1e-9", "1e-8"),
        ("tests/conftest.py", "tmp_path)", "tmp_path )"),  # of what is not the package's source, each letter counts
        ("pyproject.toml", 'addopts = "-q"', 'addopts = "-qq"'),
    ],
)
def test_what_every_story_goes_through_reaches_them_all(bench, stories, path, old, new) -> None:
    assert reached(bench, stories, path, old, new) == set(stories)


def test_a_story_that_is_told_otherwise_is_run(bench, stories) -> None:
    """Whatever else is the same."""
    one = next(name for name in stories if name.startswith("tests/test_refusals"))
    path = f"{one.partition('::')[0]}.py"
    head = f"def {one.partition('::')[2]}(story: Story) -> None:"
    found = reached(bench, stories, path, head, f"{head}\n    story.restart()")
    assert found == {one}


def test_what_is_only_said_reaches_no_story(bench, stories) -> None:
    for path, old in (("README.md", "lending"), (LOANS, '"""Keeps loans."""'), ("TRACE.md", "|")):
        assert reached(bench, stories, path, old, old.upper()) == set()
    for path in ("pyproject.toml", "src/lending/system.py"):  # the version moves with each revision
        assert reached(bench, stories, path, '"0.1.1"', '"0.1.2"') == set()


def test_a_test_that_does_more_than_tell_is_always_run(bench, stories) -> None:
    for name in ("test_walks::test_a_long_story", "test_pages::test_a_page_can_be_followed", "test_properties"):
        assert not any(name in one for one in stories)
    assert {"tests/test_pages.py", "tests/test_properties.py", "tests/test_walks.py"} <= set(
        to_run(bench.modules, dict.fromkeys(stories))
    )
    more = with_text(bench.modules, "tests/test_time.py", "story.begins(", "open('/tmp/x'); story.begins(")
    assert not any(one.startswith("tests/test_time") for one in reach_of(more))


def test_where_a_model_wrote_some_of_it_nothing_is_taken_over(bench) -> None:
    written = r.Module(id="module.w", path="src/lending/written/weigh.py", text="def weigh():\n    return 1\n")
    assert reach_of(bench.modules.model_copy(update={"modules": (*bench.modules.modules, written)})) == {}


def test_only_what_passed_and_in_the_very_same_environment_is_taken_over(bench, stories) -> None:
    first, second, *_ = stories
    shown = r.shown_by(bench.modules, report_of(bench.modules, first, second), "r-1")
    assert set(still_shown(shown, bench.modules, "here")) == {first, second}
    assert still_shown(shown, bench.modules, "with another Python") == {}
    assert still_shown(shown, with_text(bench.modules, RULES, '"0.20"', '"0.25"'), "here") == {}

    report = report_of(bench.modules, first, second)
    failed = report.model_copy(
        update={"cases": (report.cases[0].model_copy(update={"outcome": "failed"}), *report.cases[1:])}
    )
    assert [one.name for one in r.shown_by(bench.modules, failed, "r-1")] == [second]
    assert r.shown_by(bench.modules, report.model_copy(update={"modules_hash": "of others"}), "r-1") == ()
    assert r.shown_by(bench.modules, report.model_copy(update={"environment": ""}), "r-1") == ()

    again = report.model_copy(update={"cases": (report.cases[0].model_copy(update={"taken_from": "r-0"}),)})
    assert r.shown_by(bench.modules, again, "r-1")[0].run == "r-0"  # the run that ran it


def test_nothing_is_shown_of_a_package_that_was_edited_nor_where_all_tests_are_asked_for(bench, tmp_path) -> None:
    r.write_files(bench.modules, tmp_path / "lending")
    at, order = tmp_path / "lending", Order(text="# Lending", out=tmp_path)
    report = report_of(bench.modules, *reach_of(bench.modules))
    before = Before(RunId("r-1"), order, bench.modules, bench.specification, tested=report)
    assert len(before.revised(order, bench.specification, at).shown) == len(report.cases)
    assert before.revised(order.model_copy(update={"all_tests": True}), bench.specification, at).shown == ()
    assert before.revised(order.model_copy(update={"tests": False}), bench.specification, at).shown == ()
    (at / "tests" / "test_mine.py").write_text("def test_mine():\n    assert True\n")
    assert before.revised(order, bench.specification, at).shown == ()


@pytest.mark.slow
def test_a_fault_in_the_changed_rule_is_found_and_the_rest_is_taken_over(tmp_path, monkeypatch) -> None:
    """Of a package that is really installed, and tested in the sandbox."""
    environments = Environments(load_settings(ROOT, os.environ).home).ensure().root.parent
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    (tmp_path / "boats.md").write_text(BOATS)
    assert main(["new", "boats.md", "--out", "out", "--no-tests"]) == 0
    (tmp_path / "home" / "environments").symlink_to(environments)
    modules = r.read_package(tmp_path / "out" / "boat_club")
    workshop = r.SandboxWorkshop(tmp_path / "work", load_settings(tmp_path, {"GENESIS_HOME": str(tmp_path / "home")}))
    whole = run_tests(modules, workshop)
    assert (whole.exit_code, whole.count("failed", "error")) == (0, 0)
    assert not any(case.taken_from for case in whole.cases)

    shown = r.shown_by(modules, whole, "r-1")
    faulty = with_text(modules, "src/boat_club/rules.py", "returned_on is None) < 2", "returned_on is None) < 1")
    sparing = run_tests(faulty, workshop, shown=shown)
    taken = {case.name for case in sparing.cases if case.taken_from == "r-1"}
    failed = {case.name for case in sparing.cases if case.outcome == "failed"}
    assert taken
    assert failed
    assert not taken & failed
    assert sparing.exit_code == 1
    assert {case.name for case in sparing.cases} == {case.name for case in whole.cases}
