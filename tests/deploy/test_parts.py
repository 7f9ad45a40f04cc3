"""The parts of a deployment that can be seen without one: its log, its unit, its files, its environment."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autogenesis.core import DeploymentError, SystemClock
from autogenesis.deploy import Place, _unit, tail
from autogenesis.deploy._log import Log
from autogenesis.deploy._nouns import Wanted
from autogenesis.deploy._place import write_whole
from autogenesis.deploy._process import Command, Kept
from autogenesis.deploy._unit import refuse_boot, unit_text, write_unit


def test_a_log_begins_anew_before_it_is_too_large_and_its_end_is_shown_across_files(tmp_path: Path) -> None:
    file = tmp_path / "log"
    log = Log(file, largest=2000, kept=2)
    for number in range(100):
        log.say("serve", f"line {number}\x1b[31m")
    log.close()
    assert {each.name for each in tmp_path.iterdir()} == {"log", "log.1", "log.2"}
    assert all(each.stat().st_size <= 2000 for each in tmp_path.iterdir())
    shown = tail(file, 40)
    assert [line.partition("line ")[2].partition("�")[0] for line in shown] == [str(n) for n in range(60, 100)]
    assert "\x1b" not in "".join(shown)


def test_a_full_disk_loses_lines_of_the_log_and_says_so() -> None:
    log = Log(Path("/dev/full"), largest=0)
    log.say("serve", "anything")
    assert os.strerror(errno.ENOSPC) in log.lost
    with pytest.raises(OSError, match="No space left"):  # what it could not write is still in hand when it is let go
        log.close()


def test_what_cannot_be_written_whole_is_not_written_and_what_stood_there_stays(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "file"
    with pytest.raises(DeploymentError, match="it cannot be written: No such file or directory"):
        write_whole(file, b"new")
    file.parent.mkdir()
    write_whole(file, b"old")
    write_whole(file, b"new")
    assert [each.name for each in file.parent.iterdir()] == ["file"]
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o600)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    place = Place(tmp_path / "lending")
    place.made()
    place.want(Wanted(serial=1))
    assert place.wanted().serial == 1
    (place.folder / "wanted.json").write_text("{")
    with pytest.raises(DeploymentError, match=r"wanted\.json cannot be read"):
        place.wanted()
    assert place.folder.stat().st_mode & 0o077 == 0


def test_a_unit_names_the_supervisor_whatever_the_folder_is_called(tmp_path: Path) -> None:
    place = Place(tmp_path / 'a "b" %n $HOME' / "lending")
    place.made()
    assert write_unit(place, "lending 100%").startswith(("checked by systemd-analyze", "its structure checked, the"))
    text = unit_text(place, "lending 100%")
    assert 'a \\"b\\" %%n $$HOME/lending"' in text
    assert "Restart=on-failure" in text


def test_systemd_takes_the_unit_and_what_it_would_leave_out_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("SYSTEMD-ANALYZE IS MISSING (apt-get install systemd): nobody tries the unit that starts at boot")
    place = Place(tmp_path / 'a "b" %n $HOME' / "lending")
    place.made()
    assert write_unit(place, "lending 100%") == "checked by systemd-analyze"
    monkeypatch.setattr(_unit, "unit_text", lambda *_: unit_text(place, "lending").replace("RestartSec", "RestartSoon"))
    with pytest.raises(DeploymentError, match="RestartSoon"):
        write_unit(place, "lending")


def test_boot_is_refused_where_no_systemd_runs_for_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DeploymentError, match="no systemd runs here for this user"):
        refuse_boot()


async def test_a_process_is_started_again_later_each_time_and_sees_no_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    log = Log(tmp_path / "log")
    code = "import os; print(sorted(os.environ)); raise SystemExit(3)"
    kept = Kept(Command(name="p", words=(sys.executable, "-c", code), folder=tmp_path), log, SystemClock())
    kept.start()
    while kept.state().restarts < 2:
        await asyncio.sleep(0.05)
    await kept.stop()
    log.close()
    said = (tmp_path / "log").read_text()
    assert "p ended with 3; it is started again in 1 s" in said
    assert "p ended with 3; it is started again in 2 s" in said
    assert "OPENAI_API_KEY" not in said
    assert kept.state().state == "stopped"


@pytest.mark.slow
def test_the_supervisor_says_what_it_needs() -> None:
    done = subprocess.run([sys.executable, "-m", "autogenesis.deploy"], capture_output=True, text=True, check=False)
    assert (done.returncode, "FOLDER" in done.stderr) == (64, True)
