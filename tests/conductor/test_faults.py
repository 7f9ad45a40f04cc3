"""Damaged, lost, full and read-only databases, and clocks that jump: refused by name, or the same package."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from autogenesis.conductor import Outcome
from autogenesis.core import GenesisError, StorageError, SystemClock
from tests.conductor.house import open_store
from tests.conductor.stubs import Delivery, conductor, crew_of, made, order

REFUSED, CRASHED = 40, 99


def forked(work: Callable[[], int]) -> int:
    """What `work` gives, in a process of its own; a signal as a negative number."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = CRASHED
    try:
        code = work()
    except BaseException:  # noqa: BLE001 - the end of a process: what happened is told by its code
        traceback.print_exc()
    finally:
        os._exit(code)


def going_on(home: Path, clock: SystemClock | None = None, said: Path | None = None) -> Callable[[], int]:
    """Begins or resumes the run of that home; REFUSED where the house says why it will not."""

    def work() -> int:
        more = {"deliverer": Delivery(home / "out"), **({} if clock is None else {"clock": clock})}
        try:
            with open_store(home) as store:
                one = conductor(home, store, crew_of(3), **more)
                runs = store.runs.find()
                outcome: Outcome = one.resume(runs[0].id) if runs else one.start(order(home, durable=True), "forms")
            error = outcome.error
        except GenesisError as refusal:
            error = refusal
        if said is not None:
            said.write_text(str(error or ""))
        return REFUSED if error is not None else 0

    return work


def killed_in(home: Path, who: str) -> None:
    """A run that was killed while that doer was at work."""

    def noted(what: str, name: str) -> None:
        if (what, name) == ("drafted", who):
            os.kill(os.getpid(), signal.SIGKILL)

    def work() -> int:
        with open_store(home) as store:
            conductor(home, store, crew_of(3, noted)).start(order(home, durable=True), "forms")
        return 0

    assert forked(work) == -signal.SIGKILL


@pytest.fixture(scope="module")
def killed(tmp_path_factory) -> Path:
    home: Path = tmp_path_factory.mktemp("killed")
    killed_in(home, "doer1")
    return home


@pytest.fixture(scope="module")
def wanted(tmp_path_factory) -> str:
    home = tmp_path_factory.mktemp("undisturbed")
    assert forked(going_on(home)) == 0
    return made(home)


@pytest.fixture
def home(killed, tmp_path) -> Path:
    """A home of one's own with a run that was killed in its second step."""
    copy = tmp_path / "home"
    shutil.copytree(killed, copy)
    return copy


def flipped(home: Path, chance: random.Random) -> str:
    """Flip one bit of one of the databases; which."""
    files = [path for path in sorted(home.glob("*.db*")) if path.suffix != ".lock" and "-shm" not in path.name]
    file = chance.choice([path for path in files if path.stat().st_size])
    content = bytearray(file.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)
    return file.name


def flips(killed: Path, folder: Path, wanted: str, count: int, seed: int) -> Counter[str]:
    chance, seen = random.Random(seed), Counter[str]()
    for number in range(count):
        home = folder / f"f{number}"
        shutil.copytree(killed, home)
        where = flipped(home, chance)
        code = forked(going_on(home))
        assert code in (0, REFUSED), f"flip {number} in {where}: ended with {code}"
        if code == 0:
            assert made(home) == wanted, f"flip {number} in {where}: another package"
        seen["refused" if code else "harmless"] += 1
        shutil.rmtree(home)
    return seen


@pytest.mark.slow
def test_a_bit_that_flips_is_harmless_or_refused(killed, wanted, tmp_path, record_property) -> None:
    for what, count in flips(killed, tmp_path, wanted, 20, seed=1).items():
        record_property(what, count)


@pytest.mark.soak
def test_many_bits_that_flip_are_harmless_or_refused(killed, wanted, tmp_path, record_property) -> None:
    for what, count in flips(killed, tmp_path, wanted, 500, seed=2).items():
        record_property(what, count)


@pytest.mark.slow
def test_a_step_that_was_altered_in_its_record_is_refused(home, tmp_path) -> None:
    with sqlite3.connect(home / "genesis.db") as record:
        (count,) = record.execute("SELECT count(*) FROM finished_steps").fetchone()
        assert count >= 2
        record.execute("UPDATE finished_steps SET result = replace(result, '0', '1')")
    record.close()
    assert forked(going_on(home, said=tmp_path / "said")) == REFUSED
    assert "not what its hash says" in (tmp_path / "said").read_text()


@pytest.mark.slow
def test_a_lost_record_of_steps_is_refused_and_not_begun_anew(home, tmp_path) -> None:
    for file in home.glob("steps.db*"):
        file.unlink()
    assert forked(going_on(home, said=tmp_path / "said")) == REFUSED
    assert "are not in their record" in (tmp_path / "said").read_text()


def test_a_lost_database_is_refused_and_not_begun_anew(home) -> None:
    for file in home.glob("genesis.db"):
        file.unlink()
    with pytest.raises(StorageError, match="the database is gone"):
        open_store(home)
    assert not (home / "genesis.db").exists()


@pytest.mark.parametrize("content", [b"", b"no database at all " * 300])
def test_a_record_of_steps_that_is_none_is_refused_and_kept(home, tmp_path, content) -> None:
    for file in home.glob("steps.db*"):
        file.unlink()
    (home / "steps.db").write_bytes(content)
    assert forked(going_on(home, said=tmp_path / "said")) == REFUSED
    assert "steps.db" in (tmp_path / "said").read_text()
    assert (home / "steps.db").read_bytes() == content


@pytest.mark.slow
def test_a_full_disk_ends_the_run_with_its_reason_and_it_goes_on_when_there_is_room(home, tmp_path, wanted) -> None:
    def without_room() -> int:
        most = max(path.stat().st_size for path in home.iterdir() if path.is_file()) + 4096
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
        for path in (home / "genesis.db-wal", home / "steps.db-wal"):
            if path.exists() and path.stat().st_size < most - 4096:
                os.truncate(path, path.stat().st_size)
        return going_on(home, said=tmp_path / "said")()

    assert forked(without_room) in (0, REFUSED)
    said = (tmp_path / "said").read_text()
    assert not said or "disk" in said.lower() or "file" in said.lower() or "room" in said.lower()
    assert forked(going_on(home)) == 0
    assert made(home) == wanted


@pytest.mark.slow
def test_a_read_only_database_is_refused_and_goes_on_when_it_can_be_written(home, tmp_path, wanted) -> None:
    said = tmp_path / "said"
    said.touch()
    for path in (tmp_path, home, *home.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    said.chmod(0o666)
    tmp_path.chmod(0o755)

    def as_somebody() -> int:
        if os.getuid() == 0:  # rights do not bind the superuser
            for above in tmp_path.parents:
                if above.stat().st_uid == 0 and len(above.parts) > 2:
                    above.chmod(above.stat().st_mode | 0o011)
            os.setgid(65534)
            os.setuid(65534)
        return going_on(home, said=said)()

    assert forked(as_somebody) == REFUSED
    assert "read" in said.read_text().lower() or "denied" in said.read_text().lower()
    for path in (home, *home.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert forked(going_on(home)) == 0
    assert made(home) == wanted


class Shifted(SystemClock):
    """The machine's clock, set wrong by so much; it jumps there after some readings."""

    def __init__(self, by: timedelta, after: int = 0) -> None:
        self._by, self._after = by, after

    def now(self) -> datetime:
        self._after -= 1
        return super().now() + (self._by if self._after < 0 else timedelta())


@pytest.mark.slow
@pytest.mark.parametrize("days", [-1, 1])
@pytest.mark.parametrize("after", [0, 40], ids=["before it is resumed", "while it is at work"])
def test_a_clock_that_is_set_by_a_day_changes_nothing(home, wanted, days, after) -> None:
    assert forked(going_on(home, Shifted(timedelta(days=days), after))) == 0
    assert made(home) == wanted
