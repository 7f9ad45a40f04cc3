"""Asks a server over kept connections, and times each answer.

``python -m benchmarks._load PORT PATH TOKEN CLIENTS COUNT`` prints what came of it as JSON. It shares the machine with
whom it measures, so it does no more with an answer than find where it ends.
"""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import sys
import time
from itertools import count
from typing import TypedDict


class Load(TypedDict):
    """What came of it: operations a second, milliseconds of an answer, and this process' own share."""

    rate: float
    p50: float
    p99: float
    longest: float
    own_ms: float


class _Client(asyncio.Protocol):
    """One connection: the next question goes out when the last one is answered."""

    def __init__(self, asking: _Asking) -> None:
        self._asking, self._begun, self._kept = asking, 0.0, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def ask(self) -> None:
        question = self._asking.next()
        if question is None:
            self._transport.close()
            return
        self._begun = time.perf_counter()
        self._transport.write(question)

    def data_received(self, data: bytes) -> None:
        self._kept += data
        head, found, body = self._kept.partition(b"\r\n\r\n")
        if not found or len(body) < int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]):
            return
        self._kept = b""
        self._asking.answered(time.perf_counter() - self._begun, head, body)
        self.ask()

    def connection_lost(self, error: Exception | None) -> None:
        self._asking.left(error)


class _Asking:
    def __init__(self, port: int, path: str, token: str, clients: int, questions: int) -> None:
        self.port, self.clients, self._left, self._questions = port, clients, clients, questions
        self._head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        self._number, self.times, self.over = count(), list[float](), asyncio.Event()
        self.trouble: str | None = None

    def next(self) -> bytes | None:
        """Another row to be written; None when it is enough."""
        number = next(self._number)
        if number >= self._questions or self.trouble:
            return None
        body = json.dumps({"name": f"Reader {number}"})
        return f"{self._head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()

    def answered(self, seconds: float, head: bytes, body: bytes) -> None:
        self.times.append(seconds)
        if not head.startswith(b"HTTP/1.1 200"):
            self.trouble = f"{head.decode()}\n{body.decode()}"

    def left(self, error: Exception | None) -> None:
        self._left -= 1
        self.trouble = self.trouble or (repr(error) if error else None)
        if not self._left:
            self.over.set()


async def load(port: int, path: str, token: str, clients: int, questions: int) -> Load:
    """Ask that many questions, each of the clients one at a time."""
    asking, loop = _Asking(port, path, token, clients, questions), asyncio.get_running_loop()
    made = [await loop.create_connection(lambda: _Client(asking), "127.0.0.1", port) for _ in range(clients)]
    begun = time.perf_counter()
    for _, client in made:
        client.ask()
    await asking.over.wait()
    took = time.perf_counter() - begun
    if asking.trouble or len(asking.times) != questions:
        raise SystemExit(asking.trouble or f"{len(asking.times)} of {questions} questions were answered")
    cuts = [each * 1e3 for each in statistics.quantiles(asking.times, n=100)]
    used = resource.getrusage(resource.RUSAGE_SELF)
    own = (used.ru_utime + used.ru_stime) / questions * 1e3
    return Load(rate=questions / took, p50=cuts[49], p99=cuts[98], longest=max(asking.times) * 1e3, own_ms=own)


if __name__ == "__main__":
    _, port, path, token, clients, questions = sys.argv
    print(json.dumps(asyncio.run(load(int(port), path, token, int(clients), int(questions)))))
