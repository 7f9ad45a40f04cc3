"""What both sandboxes bound: time, memory, processes, output and the environment."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autogenesis.core import SandboxError
from autogenesis.sandbox import Sandbox, SandboxRequest

# The installation's own interpreter: below an environment it would need that environment's paths too.
PYTHON = str(Path(sys.executable).resolve())
PREFIX = Path(PYTHON).parent.parent

DAEMON = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        print("started", flush=True)
        while True:
            open({beat!r}, "a").write("x")
            time.sleep(0.02)
    os._exit(0)
time.sleep({wait})
"""


def test_a_command_gets_its_input_and_gives_its_output(python):
    result = python("import sys; print(input()[::-1]); print('careful', file=sys.stderr); sys.exit(3)", stdin=b"abc")
    assert (result.exit_code, result.stdout, result.stderr) == (3, "cba\n", "careful\n")
    assert result.stopped_by is None
    assert not result.timed_out


def test_input_larger_than_a_pipe_arrives_whole(python):
    result = python("import sys; print(len(sys.stdin.read()))", stdin=b"x" * 3_000_000)
    assert result.stdout == "3000000\n"


def test_input_that_nobody_reads_does_no_harm(python):
    assert python("print('done')", stdin=b"x" * 3_000_000).stdout == "done\n"


@pytest.mark.slow
def test_an_endless_loop_is_killed(python):
    result = python("print('begun', flush=True)\nwhile True: pass", timeout=2.0)
    assert result.timed_out
    assert result.exit_code == 137
    assert result.stdout == "begun\n"
    assert result.seconds < 15


@pytest.mark.slow
def test_a_loop_that_ignores_signals_is_killed(python):
    source = "import signal, time\nfor n in (1, 2, 15): signal.signal(n, signal.SIG_IGN)\n"
    result = python(source + "while True: time.sleep(9)", timeout=2.0)
    assert result.timed_out
    assert result.seconds < 15


@pytest.mark.slow
@pytest.mark.parametrize("wait", [0.3, 60])
def test_a_daemon_does_not_outlive_its_command(python, tmp_path, wait):
    """Whether the command ends by itself or by the clock, and although the daemon left its session."""
    beat = tmp_path / "beat"
    result = python(DAEMON.format(beat=str(beat), wait=wait), timeout=3.0, read_write=(tmp_path,))
    assert result.timed_out == (wait > 3)
    assert "started" in result.stdout
    length = beat.stat().st_size
    assert length > 0
    time.sleep(0.2)
    assert beat.stat().st_size == length


def test_a_fork_bomb_is_bounded(python):
    result = python("import os\nwhile True: os.fork()", timeout=5.0, max_processes=20)
    assert result.stopped_by in {"processes", "time"} or "BlockingIOError" in result.stderr
    assert result.seconds < 15


@pytest.mark.slow
def test_a_fork_bomb_that_survives_refusals_is_bounded(python):
    source = "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass"
    result = python(source, timeout=2.0, max_processes=20)
    assert result.stopped_by in {"processes", "time"}
    assert result.seconds < 15


def test_greed_for_memory_in_one_process_is_refused(python):
    result = python("bytearray(900_000_000)", memory_mib=200)
    assert "MemoryError" in result.stderr
    assert result.exit_code == 1


def test_greed_for_memory_shared_out_over_processes_is_ended(python):
    source = "import os, time\nfor _ in range(6): os.fork()\nx = b'x' * 60_000_000\ntime.sleep(20)"
    result = python(source, memory_mib=300, max_processes=100)
    assert result.stopped_by == "memory"
    assert result.seconds < 15


def test_a_flood_is_cut_in_the_middle_and_says_so(python):
    source = "print('first')\nfor _ in range(200_000): print('x' * 50)\nprint('last')"
    result = python(source, max_output_bytes=10_000)
    assert result.stdout.startswith("first\n")
    assert result.stdout.endswith("last\n")
    assert "bytes left out" in result.stdout
    assert len(result.stdout) < 10_100


def test_output_at_the_bound_is_whole(python):
    assert python("print('x' * 999)", max_output_bytes=1000).stdout == "x" * 999 + "\n"


def test_secrets_of_our_environment_are_not_passed_on(python, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    result = python("import os; print(sorted(os.environ)); print(os.environ.get('COLOUR'))", env={"COLOUR": "blue"})
    assert "KEY" not in result.stdout
    assert "blue" in result.stdout
    assert set(eval(result.stdout.splitlines()[0])) <= {
        "COLOUR",
        "HOME",
        "LANG",
        "LC_CTYPE",
        "PATH",
        "PWD",
        "TMPDIR",
    }


def test_the_scratch_folder_is_writable_and_gone_afterwards(python):
    result = python("import tempfile; f = tempfile.mkdtemp(); open(f + '/a', 'w').write('a'); print(f)")
    assert result.exit_code == 0, result.stderr
    assert not Path(result.stdout.strip()).exists()


def test_a_folder_granted_for_writing_keeps_what_is_written(python, tmp_path):
    assert python("open('kept', 'w').write('yes')", read_write=(tmp_path,)).exit_code == 0
    assert (tmp_path / "kept").read_text() == "yes"


def test_a_program_that_is_not_there_is_the_commands_failure(sandbox: Sandbox, tmp_path):
    result = sandbox.run(["no-such-program"], request=SandboxRequest(cwd=tmp_path))
    assert result.exit_code != 0
    assert "no-such-program" in result.stderr


def test_a_path_that_is_not_there_is_named(sandbox: Sandbox, tmp_path):
    with pytest.raises(SandboxError, match="missing"):
        sandbox.run(["true"], request=SandboxRequest(cwd=tmp_path, read_only=(tmp_path / "missing",)))


def test_a_folder_that_is_a_file_is_named(sandbox: Sandbox, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SandboxError, match="file"):
        sandbox.run(["true"], request=SandboxRequest(cwd=tmp_path / "file"))


def test_runs_side_by_side_do_not_mix(python):
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda number: python(f"print({number})").stdout, range(8)))
    assert results == [f"{number}\n" for number in range(8)]


@pytest.mark.slow
def test_nothing_survives_the_house(sandbox: Sandbox, tmp_path):
    """Killed outright, the house can tidy nothing up: the launcher does."""
    beat = tmp_path / "beat"
    source = DAEMON.format(beat=str(beat), wait=60)
    house = (
        "import sys; from pathlib import Path; from autogenesis.sandbox import *\n"
        f"s = choose({sandbox.name!r}, model_written=False); c = Path({str(tmp_path)!r})\n"
        f"s.run([{PYTHON!r}, '-c', {source!r}], request=SandboxRequest(cwd=c, read_write=(c,),"
        f" read_only=(Path({str(PREFIX)!r}),)))"
    )
    with subprocess.Popen([sys.executable, "-c", house]) as process:
        deadline = time.monotonic() + 20
        while not beat.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        process.kill()
    time.sleep(0.5)
    length = beat.stat().st_size
    time.sleep(0.2)
    assert beat.stat().st_size == length > 0


def test_the_result_names_the_sandbox_and_what_held(python, sandbox: Sandbox):
    result = python("pass", timeout=7.0, memory_mib=123, max_processes=45)
    assert result.backend == sandbox.name
    assert result.limits["time"] == "7 s"
    assert result.limits["memory"].startswith("123 MiB")
    assert result.limits["processes"].startswith("45")
    assert result.limits["network"].startswith("none" if sandbox.name == "bubblewrap" else "not confined")


def test_limits_are_honest_about_root(python):
    """RLIMIT_NPROC does not bind root, so it must not be claimed there."""
    assert ("RLIMIT_NPROC" in python("pass").limits["processes"]) == (os.getuid() != 0)
