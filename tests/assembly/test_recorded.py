"""Long stories are data: a line a step, and a line that is no longer true makes the package's tests fail."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from autogenesis.assembly import PackageTree, assemble, write
from tests.assembly import harbour
from tests.assembly.test_initial_rows import package
from tests.assembly.test_package import run_tests

__all__ = ["package"]  # three lamps that are there from the start


@pytest.fixture(scope="module")
def tree() -> PackageTree:
    return assemble(harbour.specification(), harbour.blueprint())


def stories(tree: PackageTree) -> list[str]:
    return sorted(path for path in tree if path.startswith("tests/stories/"))


@pytest.mark.slow
def test_each_line_is_one_step_and_the_first_says_when_it_begins(tree: PackageTree) -> None:
    assert stories(tree)
    for path in stories(tree):
        first, *more = [json.loads(line) for line in tree[path].decode().splitlines()]
        assert list(first) == ["begins"]
        assert all({"call", "clock", "sent", "logged", "restart"} & line.keys() for line in more)


@pytest.mark.slow
def test_a_result_does_not_repeat_what_was_asked_for(tree: PackageTree) -> None:
    lines = [json.loads(line) for path in stories(tree) for line in tree[path].decode().splitlines()]
    kept = [line for line in lines if "keeps" in line]
    assert kept
    assert not any(line["keeps"].keys() & line["input"].keys() for line in kept)


UNTRUE = {
    '{"call": "list_boats", "input": {}, "gives": [{"id": "never"}]}': "list_boats",
    '{"call": "no_such_deed", "input": {}, "refused": "guard.x"}': "not by guard.x",
    '{"sent": "nothing_of_the_kind", "count": 1}': "0 notifications of nothing_of_the_kind, not 1",
    '{"call": "no_such_deed", "input": {}}': "no_such_deed",
    '{"dance": true}': "no step is known as",
}


def walked(package: Path, told: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What the package's tests say of each of these stories; nothing of those that pass."""
    for name, lines in told.items():
        (package / "tests/stories").mkdir(exist_ok=True)
        (package / f"tests/stories/{name}.jsonl").write_text("\n".join(lines))
    ran = run_tests(package, "tests/test_walks.py", "--junitxml=said.xml", "-k", " or ".join(told))
    assert ran.returncode in (0, 1), ran.stdout
    cases = ElementTree.parse(package / "said.xml").iter("testcase")
    said = {case.get("name", ""): "".join(case.itertext()) for case in cases}
    assert len(said) == len(told)
    return {name: said[f"test_a_long_story[{name}]"] for name in told}


@pytest.mark.slow
def test_a_line_that_is_not_true_fails_and_is_named(tree: PackageTree, tmp_path: Path) -> None:
    write(tree, tmp_path / "package")
    true = tree[stories(tree)[0]].decode().splitlines()
    told = {f"untrue{number}": [*true, line] for number, line in enumerate(UNTRUE)}
    found = walked(tmp_path / "package", {"true": true, **told})
    assert not found.pop("true")
    for said, named in zip(found.values(), UNTRUE.values(), strict=True):
        assert f"in line {len(true) + 1} of the story" in said
        assert named in said


CHANGED: list[tuple[list[object], str]] = [
    ([{"id": "3", "level": 40}], ""),
    ([{"id": "3", "level": 41}], "not {'id': '3', 'level': 41}"),
    ([], "'level': 40"),
    ([{"id": "3", "level": 40}, {"id": "4"}], "not ['1', '2', '3', '4']"),
]


@pytest.mark.slow
def test_a_list_names_what_changed_and_all_else_is_as_it_was(package: Path) -> None:
    told = {}
    for number, (rows, _) in enumerate(CHANGED):
        steps = [
            {"begins": "2026-03-04T09:00"},
            {"call": "dim_lamp", "input": {"lamp": "3", "level": 40}},
            {"call": "list_lamps", "changed": rows},
        ]
        told[f"changed{number}"] = [json.dumps(step) for step in steps]
    for said, (_, named) in zip(walked(package, told).values(), CHANGED, strict=True):
        assert named in said
        assert bool(said) == bool(named), said
