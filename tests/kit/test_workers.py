"""The system on a worker runtime that it is given."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest
from driving import START
from town_boats.system import System

from autogenesis.kit import Refused

grpc = pytest.importorskip("autogen_ext.runtimes.grpc")


def free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def test_a_system_runs_unchanged_on_a_grpc_runtime(tmp_path: Path) -> None:
    async def run() -> None:
        host = grpc.GrpcWorkerAgentRuntimeHost(address := free_address())
        host.start()
        runtime = grpc.GrpcWorkerAgentRuntime(address)
        await runtime.start()
        async with System.open(tmp_path, lambda: START, runtime=runtime) as system:
            await system.call("add_sailor", {"name": "Ann"})
            await system.call("add_boat", {"number": "1", "seats": 4})
            hire = await system.call("hire_boat", {"sailor": "Ann", "boat": "1", "days": -30})
            await system.call("return_boat", {"hire": hire["id"]})
            with pytest.raises(Refused, match="1 to 12 seats"):
                await system.call("add_boat", {"number": "2", "seats": 99})
            assert [each["hire"] for each in await system.call("list_charges")] == [hire["id"]]
        await runtime.stop()
        await host.stop(grace=0)

    asyncio.run(run())
