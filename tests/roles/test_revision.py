"""A revision on disk: what people added stays the same file, and a kill leaves the old package or the new one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autogenesis.assembly import MANIFEST
from autogenesis.core import InputError
from roles import Merge, ModuleSet, read_package, revise, write_files
from tests.roles.revising import FILES, version

ROOT = Path(__file__).parents[2]
PART = "src/lending/part0.py"


@pytest.fixture
def at(tmp_path) -> Path:
    write_files(version(0), tmp_path / "lending")
    return tmp_path / "lending"


def revised(at: Path, made: ModuleSet, before: ModuleSet | None = None) -> Merge:
    noted: list[Merge] = []
    revise(before or version(0), made, at, note=noted.append)
    return noted[0]


def test_what_people_added_stays_the_same_file_with_its_rights(at) -> None:
    (at / "data" / "empty").mkdir(parents=True)
    (at / "data").chmod(0o700)
    (at / "data" / "store.db").write_bytes(b"\0live")
    (at / "latest").symlink_to("data")
    (at / PART).write_text("VERSION = 0\nMINE = 1\n")
    (at / PART).chmod(0o755)
    with (at / "data" / "store.db").open("ab") as in_use:
        merge = revised(at, version(0, **{"new.txt": "new"}))
        in_use.write(b" still")
    assert (at / "data" / "store.db").read_bytes() == b"\0live still"
    assert (at / "data").stat().st_mode & 0o777 == 0o700
    assert (at / "data" / "empty").is_dir()
    assert os.readlink(at / "latest") == "data"
    assert (at / PART).read_text() == "VERSION = 0\nMINE = 1\n"
    assert (at / PART).stat().st_mode & 0o777 == 0o755
    assert (at / "new.txt").read_text() == "new"
    assert (merge.kept, merge.conflicts) == ((PART,), ())
    assert [path.name for path in at.parent.iterdir()] == ["lending"]


def test_what_is_no_longer_generated_goes_and_what_was_removed_stays_away(at) -> None:
    (at / "src/lending/part1.py").unlink()
    made = version(0)
    made = made.model_copy(update={"modules": tuple(one for one in made.modules if one.path != PART)})
    merge = revised(at, made)
    assert not (at / PART).exists()
    assert not (at / "src/lending/part1.py").exists()
    assert merge.kept == ("src/lending/part1.py",)


def test_a_folder_or_link_of_ones_own_is_not_written_over(at) -> None:
    (at / PART).unlink()
    (at / PART).mkdir()
    (at / PART / "mine.txt").write_text("mine")
    other = at / "src/lending/part1.py"
    other.unlink()
    other.symlink_to("part2.py")
    merge = revised(at, version(1))
    assert (at / PART / "mine.txt").read_text() == "mine"
    assert other.is_symlink()
    assert {one.path for one in merge.conflicts} == {PART, "src/lending/part1.py"}


def test_a_file_where_a_folder_is_needed_is_refused_and_nothing_changes(at) -> None:
    (at / "docs").write_text("mine")
    with pytest.raises(InputError, match="folder of the package is needed"):
        revised(at, version(1, **{"docs/users.md": "new"}))
    assert (at / "docs").read_text() == "mine"
    assert (at / PART).read_text() == "VERSION = 0\n"


def test_a_package_with_pictures_can_be_read(at) -> None:
    (at / "logo.png").write_bytes(b"\x89PNG\xff")
    assert {module.path for module in read_package(at).modules} == {one.path for one in version(0).modules}


@pytest.mark.slow
def test_a_kill_leaves_the_old_package_or_the_new_one(at) -> None:
    chance = random.Random(7)
    for _ in range(4):
        for number in range(FILES):
            (at / f"src/lending/part{number}.py").write_text("VERSION = 0\n")
        (at / MANIFEST).write_text(version(0).text(MANIFEST) or "")
        (at / "notes.txt").write_text("mine")
        command = [sys.executable, "-m", "tests.roles.revising", str(at)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
            assert child.stdout is not None
            assert child.stdout.readline()
            time.sleep(chance.random() / 5)
            child.send_signal(signal.SIGKILL)
        said = {(at / f"src/lending/part{number}.py").read_text() for number in range(FILES)}
        assert len(said) == 1
        number = int(said.pop().split()[-1])
        assert (at / MANIFEST).read_text() == version(number).text(MANIFEST)
        assert (at / "notes.txt").read_text() == "mine"
