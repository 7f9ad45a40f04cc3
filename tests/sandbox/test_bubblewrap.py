"""What only bubblewrap confines: the network, the files, and the other processes."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest


def test_the_network_is_refused(isolated):
    result = isolated("import socket; socket.create_connection(('192.0.2.1', 80), 2)")
    assert "Network is unreachable" in result.stderr


def test_a_server_on_our_own_loopback_is_out_of_reach(isolated):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        result = isolated(f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)")
    assert "Connection refused" in result.stderr


def test_a_loopback_of_its_own_works(isolated):
    source = (
        "import socket\n"
        "with socket.create_server(('localhost', 0)) as s, socket.create_connection(s.getsockname()) as c:\n"
        "    print(c.getpeername()[0])"
    )
    assert isolated(source).stdout == "127.0.0.1\n"


@pytest.mark.parametrize("folder", ["/", "/etc", "/usr", "/root", "/dev", "/home", "/var"])
def test_the_system_cannot_be_written(isolated, folder):
    result = isolated(f"open('{folder}/written-by-a-test', 'w')")
    assert result.exit_code == 1
    assert not os.path.exists(f"{folder}/written-by-a-test")


def test_files_outside_cannot_be_read(isolated, tmp_path):
    secret = tmp_path.parent / "secret"
    secret.write_text("hush")
    result = isolated(f"print(open({str(secret)!r}).read())")
    assert "FileNotFoundError" in result.stderr
    assert "hush" not in result.stdout


def test_a_folder_granted_for_reading_cannot_be_written(isolated, tmp_path):
    (tmp_path / "given").write_text("given")
    result = isolated("print(open('given').read()); open('given', 'w')")
    assert result.stdout == "given\n"
    assert "Read-only file system" in result.stderr
    assert (tmp_path / "given").read_text() == "given"


def test_the_inner_grant_holds_within_the_outer(isolated, tmp_path):
    (tmp_path / "inner").mkdir()
    source = "open('inner/a', 'w')\ntry: open('b', 'w')\nexcept OSError as e: print(e.strerror)"
    result = isolated(source, read_only=(Path(os.__file__).parents[2], tmp_path), read_write=(tmp_path / "inner",))
    assert result.stdout == "Read-only file system\n", result.stderr
    assert (tmp_path / "inner" / "a").exists()


def test_our_processes_cannot_be_seen_or_killed(isolated):
    result = isolated(f"import os\nprint(os.listdir('/proc').count('{os.getpid()}')); os.kill({os.getpid()}, 0)")
    assert "ProcessLookupError" in result.stderr


def test_it_holds_no_rights(isolated):
    result = isolated("print([l for l in open('/proc/self/status') if l.startswith('CapEff')][0].split()[1])")
    assert int(result.stdout, 16) == 0


def test_scratch_space_is_bounded(isolated):
    source = "f = open('/tmp/big', 'wb')\nwhile True: f.write(b'x' * 1_000_000); f.flush()"
    result = isolated(source, memory_mib=100)
    assert "No space left" in result.stderr or result.stopped_by == "memory"
