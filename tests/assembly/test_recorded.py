"""Long stories are data: a line a step, and a line that is no longer true makes the package's tests fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autogenesis.assembly import PackageTree, assemble, write
from tests.assembly import harbour
from tests.assembly.test_package import run_tests


@pytest.fixture(scope="module")
def tree() -> PackageTree:
    return assemble(harbour.specification(), harbour.blueprint())


def stories(tree: PackageTree) -> list[str]:
    return sorted(path for path in tree if path.startswith("tests/stories/"))


def test_each_line_is_one_step_and_the_first_says_when_it_begins(tree: PackageTree) -> None:
    assert stories(tree)
    for path in stories(tree):
        first, *more = [json.loads(line) for line in tree[path].decode().splitlines()]
        assert list(first) == ["begins"]
        assert all({"call", "clock", "sent", "logged", "restart"} & line.keys() for line in more)


def test_a_result_does_not_repeat_what_was_asked_for(tree: PackageTree) -> None:
    lines = [json.loads(line) for path in stories(tree) for line in tree[path].decode().splitlines()]
    kept = [line for line in lines if "keeps" in line]
    assert kept
    assert not any(line["keeps"].keys() & line["input"].keys() for line in kept)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"call": "list_boats", "input": {}, "gives": [{"id": "never"}]}', "list_boats"),
        ('{"call": "no_such_deed", "input": {}, "refused": "guard.x"}', "not by guard.x"),
        ('{"sent": "nothing_of_the_kind", "count": 1}', "0 notifications of nothing_of_the_kind, not 1"),
        ('{"call": "no_such_deed", "input": {}}', "no_such_deed"),
        ('{"dance": true}', "no step is known as"),
    ],
)
def test_a_line_that_is_not_true_fails_and_is_named(tree: PackageTree, tmp_path: Path, line: str, said: str) -> None:
    write(tree, tmp_path / "package")
    story = tmp_path / "package" / stories(tree)[0]
    before = story.read_text().splitlines()
    story.write_text("\n".join([*before, line]))
    ran = run_tests(tmp_path / "package", "tests/test_walks.py")
    assert ran.returncode == 1
    assert f"in line {len(before) + 1} of the story" in ran.stdout
    assert said in ran.stdout
