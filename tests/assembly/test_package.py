"""A package on disk: the same bytes for the same input, tests that pass, nothing of the house in it."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

import blueprints as b
from autogenesis.assembly import MANIFEST, PackageTree, assemble, edited_files, stories, write
from autogenesis.core import AssemblyError
from autogenesis.language import understand
from tests.assembly import harbour

GOLDENS = ("library_lending", "patient_management", "project_planning")


@pytest.fixture(scope="module")
def tree() -> PackageTree:
    return assemble(harbour.specification(), harbour.blueprint(), scenarios=(harbour.example(),))


def text(tree: PackageTree, path: str) -> str:
    return tree[path].decode()


def run_tests(folder: Path, *only: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:asyncio",
        "-p",
        "no:cacheprovider",
        *only,
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.slow
def test_two_assemblies_give_the_same_bytes(tree: PackageTree) -> None:
    again = assemble(harbour.specification(), harbour.blueprint(), scenarios=(harbour.example(),))
    assert dict(again) == dict(tree)


@pytest.mark.slow
def test_a_specification_that_was_stored_and_read_again_gives_the_same_stories() -> None:
    text = Path(__file__).parents[2].joinpath("specs", "patient-management.md").read_bytes()
    made = understand(text, name="patients").specification
    assert stories(b.Specification.model_validate_json(made.model_dump_json())) == stories(made)


def test_the_contract_of_files(tree: PackageTree) -> None:
    expected = {
        "pyproject.toml", "README.md", "blueprint.json", "TRACE.md", "Dockerfile", "compose.yaml", MANIFEST,
        "src/town_boats/agents/boats.py", "src/town_boats/agents/hires.py", "src/town_boats/messages.py",
        "src/town_boats/rules.py", "src/town_boats/system.py", "src/town_boats/__main__.py",
        "src/town_boats/report.json", "src/town_boats/scenarios.json", "src/town_boats/_kit/values.py",
        "tests/conftest.py", "tests/test_examples.py", "tests/test_operations.py",
    }  # fmt: skip
    assert expected <= set(tree)


@pytest.mark.slow
def test_the_package_s_own_tests_pass(tree: PackageTree, tmp_path: Path) -> None:
    write(tree, tmp_path / "town_boats")
    done = run_tests(tmp_path / "town_boats")
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.slow
def test_a_rule_that_is_broken_by_hand_is_caught_by_the_package_s_tests(tree: PackageTree, tmp_path: Path) -> None:
    home = tmp_path / "town_boats"
    write(tree, home)
    rules = home / "src" / "town_boats" / "rules.py"
    rules.write_text(rules.read_text().replace("hire.back_on is None) < 2", "hire.back_on is None) < 3"))
    done = run_tests(home)
    assert done.returncode == 1
    assert "guard.few_hires" in done.stdout


def test_nothing_of_the_house_is_imported(tree: PackageTree) -> None:
    for path, body in tree.items():
        if path.endswith(".py"):
            for node in ast.walk(ast.parse(body)):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
                roots = {name.split(".")[0] for name in names}
                assert not roots & {"autogenesis", "blueprints", "roles", "storage", "broker", "loopguard"}, path


def test_rules_read_as_a_person_would_write_them(tree: PackageTree) -> None:
    rules, hires = text(tree, "src/town_boats/rules.py"), text(tree, "src/town_boats/agents/hires.py")
    assert "lambda hire: hire.sailor == sailor.id and hire.back_on is None) < 2" in rules
    assert '"""A sailor has at most two boats out. [s1]"""' in rules
    assert "return call.update(hire, back_on=call.today)" in hires
    assert "rules.few_hires.check(call, sailor)" in hires
    assert 'f"Bring {call.row(Boat, it.boat).number} back on {it.due_on}."' in hires


def test_the_report_has_a_line_for_every_clause(tree: PackageTree) -> None:
    lines = json.loads(tree["src/town_boats/report.json"])
    assert [line["sentence"] for line in lines] == list(harbour.SENTENCES)
    assert {line["status"] for line in lines} == {"implemented"}


def test_the_trace_names_agents_and_tests(tree: PackageTree) -> None:
    trace = {line["clause"]: line for line in json.loads(tree["blueprint.json"])["blueprint"]["trace"]}
    assert trace["c3"]["agents"] == ["agent.hires"]
    assert any(test.startswith("tests/test_reactions.py::") for test in trace["c3"]["tests"])


def test_edited_files_are_told_from_generated_ones(tree: PackageTree, tmp_path: Path) -> None:
    home = tmp_path / "town_boats"
    write(tree, home)
    assert edited_files(home) == []
    (home / "README.md").write_text("mine")
    (home / "Dockerfile").unlink()
    (home / "notes.txt").write_text("also mine")
    assert edited_files(home) == ["Dockerfile", "README.md"]


def test_writing_again_replaces_the_whole_package(tree: PackageTree, tmp_path: Path) -> None:
    home = tmp_path / "town_boats"
    write({"old.txt": b"old"}, home)
    write(tree, home)
    assert not (home / "old.txt").exists()
    assert (home / "README.md").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["town_boats"]


def test_a_path_outside_the_package_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(AssemblyError, match="outside the package"):
        write({"../elsewhere.txt": b""}, tmp_path / "package")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_documents_and_prompts_are_taken_in(tmp_path: Path) -> None:
    given = assemble(
        harbour.specification(),
        harbour.blueprint(),
        {"docs/training.md": "# Training\n\nLearn.\n"},
        {"hires.md": "Be kind."},
    )
    assert given["docs/training.md"] == b"# Training\n\nLearn.\n"
    assert b"\n- [Training](docs/training.md)\n" in given["README.md"], "whoever brings a page need not list it"
    assert b'"Training": "training.md"' in given["mkdocs.yml"]
    assert given["src/town_boats/prompts/hires.md"] == b"Be kind."


@pytest.mark.slow
def test_names_that_clash_with_python_and_the_kit_are_told_apart() -> None:
    specification = harbour.specification()
    shifts = b.Operation(
        id="operation.swap", name="swap", summary="Swap.", kind="create", entity=harbour.SAILOR,
        inputs=(b.Parameter(name="shift", type=b.TEXT), b.Parameter(name="days", type=b.DATE)),
        steps=(b.Create(entity=harbour.SAILOR, values=(
            ("name", b.Name(name="shift")),
            ("born", b.Shift(moment=b.Name(name="days"), amount=b.whole(1), unit="days")),
        )),),
    )  # fmt: skip
    changed = specification.model_copy(update={"operations": (*specification.operations, shifts)})
    agents = harbour.blueprint().agents
    carrying = agents[0].model_copy(update={"carries": (*agents[0].carries, shifts.id)})
    tree = assemble(changed, harbour.blueprint().model_copy(update={"agents": (carrying, agents[1])}))
    assert 'born=kit_shift(days, 1, "days")' in text(tree, "src/town_boats/agents/boats.py")


@pytest.mark.soak
@pytest.mark.parametrize("name", GOLDENS)
def test_packages_of_the_goldens_pass_their_own_tests(name: str, tmp_path: Path) -> None:
    specification: b.Specification = importlib.import_module(f"tests.golden.{name}").specification()
    write(assemble(specification, harbour.one_agent(specification)), tmp_path / name)
    done = run_tests(tmp_path / name)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.slow
def test_a_package_has_sound_types_and_nothing_to_lint(tmp_path: Path) -> None:
    _is_sound(tmp_path, "library_lending")


@pytest.mark.soak
def test_packages_of_the_goldens_have_sound_types_and_nothing_to_lint(tmp_path: Path) -> None:
    """One after the other: the types of what they all import are read once."""
    _is_sound(tmp_path, *GOLDENS)


def _is_sound(tmp_path: Path, *names: str) -> None:
    for name in names:
        specification: b.Specification = importlib.import_module(f"tests.golden.{name}").specification()
        home = tmp_path / name
        write(assemble(specification, harbour.one_agent(specification)), home)
        for command in (
            ["mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "src", "tests"],
            ["ruff", "check", "."],
        ):
            done = subprocess.run(
                [sys.executable, "-m", *command], cwd=home, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{name}: {done.stdout[-3000:]}"
