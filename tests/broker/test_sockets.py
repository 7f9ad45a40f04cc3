"""A connection that breaks leaves nothing behind for the one that gets its number."""

from __future__ import annotations

import asyncio
import socket

import pytest

from broker._mqtt_client import Client


@pytest.mark.parametrize("ends", ["closed", "done with writing"])
async def test_nobody_writes_for_a_connection_that_has_ended(ends: str) -> None:
    loop = asyncio.get_running_loop()
    client = Client("127.0.0.1", 1)
    old, peer = socket.socketpair()
    number = old.fileno()
    client._on_socket_register_write(client._client, None, old)
    if ends == "done with writing":
        client._on_socket_unregister_write(client._client, None, old)
    old.close()
    other, far = socket.socketpair()
    assert number in {other.fileno(), far.fileno()}  # the number is given out again
    await asyncio.sleep(0)
    try:
        assert not loop.remove_writer(number)
    finally:
        for each in (peer, other, far):
            each.close()


async def test_a_connection_that_is_open_writes() -> None:
    loop = asyncio.get_running_loop()
    client = Client("127.0.0.1", 1)
    sock, peer = socket.socketpair()
    client._on_socket_register_write(client._client, None, sock)
    await asyncio.sleep(0)
    try:
        assert loop.remove_writer(sock.fileno())
    finally:
        sock.close()
        peer.close()
