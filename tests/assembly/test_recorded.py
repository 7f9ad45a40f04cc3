"""Long stories are data: a line a step, and a line that is no longer true makes the package's tests fail."""

from __future__ import annotations

import json
from pathlib import Path

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


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"id": "3", "level": 40}], None),
        ([{"id": "3", "level": 41}], "not {'id': '3', 'level': 41}"),
        ([], "'level': 40"),
        ([{"id": "3", "level": 40}, {"id": "4"}], "not ['1', '2', '3', '4']"),
    ],
)
def test_a_list_names_what_changed_and_all_else_is_as_it_was(
    package: Path, rows: list[object], said: str | None
) -> None:
    steps = [
        {"begins": "2026-03-04T09:00"},
        {"call": "dim_lamp", "input": {"lamp": "3", "level": 40}},
        {"call": "list_lamps", "changed": rows},
    ]
    (package / "tests/stories").mkdir(exist_ok=True)
    (package / "tests/stories/by_hand.jsonl").write_text("\n".join(map(json.dumps, steps)))
    ran = run_tests(package, "tests/test_walks.py", "-k", "by_hand")
    assert ran.returncode == (0 if said is None else 1), ran.stdout
    assert said is None or said in ran.stdout
