"""A desk on loopback that speaks the OpenAI protocol and answers by a script, well or badly; and a client by script."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from autogen_core.models import CreateResult, RequestUsage

from autogenesis.models import AnsweringClient, Request

Answer = str | dict[str, Any]
"""Text to answer with, or what goes wrong: status, headers, body; `cut` bytes of the body; `wait` seconds."""


@dataclass
class Desk:
    """What was asked, and where."""

    answers: Sequence[Answer] | Callable[[dict[str, Any]], Answer]
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)

    def answer_to(self, request: dict[str, Any]) -> Answer:
        if callable(self.answers):
            return self.answers(request)
        return self.answers[min(len(self.asked), len(self.answers)) - 1]


@asynccontextmanager
async def open_desk(answers: Sequence[Answer] | Callable[[dict[str, Any]], Answer]) -> AsyncIterator[Desk]:
    desk = Desk(answers)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = next(int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-l"))
            request = json.loads(await reader.readexactly(length))
            desk.headers.append(head)
            desk.asked.append(request)
            answer = desk.answer_to(request)
            plan = answer if isinstance(answer, dict) else {"content": answer}
            await asyncio.sleep(plan.get("wait", 0))
            writer.write(response(request, plan))
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    desk.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield desk
    finally:
        server.close()


def response(request: dict[str, Any], plan: dict[str, Any]) -> bytes:
    status = plan.get("status", 200)
    if status != 200 or "body" in plan:
        body = plan.get("body", {"error": {"message": "as asked"}})
    else:
        body = {
            "id": "desk-1",
            "object": "chat.completion",
            "created": 1,
            "model": request.get("model"),
            "choices": [
                {
                    "index": 0,
                    "finish_reason": plan.get("finish_reason", "stop"),
                    "message": {"role": "assistant", "content": plan["content"]},
                }
            ],
            "usage": plan.get("usage", {"prompt_tokens": 70, "completion_tokens": 7, "total_tokens": 77}),
        }
    raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} X", "Content-Type: application/json", f"Content-Length: {len(raw)}"]
    lines += [f"{name}: {value}" for name, value in plan.get("headers", {}).items()]
    return ("\r\n".join([*lines, "Connection: close"]) + "\r\n\r\n").encode() + raw[: plan.get("cut", len(raw))]


class Scripted(AnsweringClient):
    """Answers with what it was given, in order, the last for good; an exception is raised."""

    def __init__(self, *answers: str | Exception | CreateResult, tokens: tuple[int, int] = (100, 20)) -> None:
        self.answers, self.tokens = answers, tokens
        self.asked: list[Request] = []

    async def answer(self, request: Request) -> CreateResult:
        self.asked.append(request)
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, CreateResult):
            return answer
        usage = RequestUsage(prompt_tokens=self.tokens[0], completion_tokens=self.tokens[1])
        return CreateResult(finish_reason="stop", content=answer, usage=usage, cached=False)


class Pauses:
    """A sleep that takes no time and remembers; the clock, where there is one, goes on meanwhile."""

    def __init__(self, clock: Any = None) -> None:
        self.taken: list[float] = []
        self._clock = clock

    async def __call__(self, seconds: float) -> None:
        from datetime import timedelta

        self.taken.append(seconds)
        if self._clock is not None:
            self._clock.advance(timedelta(seconds=seconds))
