"""What stands before the application: by which name it is reached, how much may be sent, what browsers are told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any

MOST_BYTES = 1 << 20
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]
_TOLD = [
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]


class Guarded:
    """An ASGI application behind its guards. On loopback it is reached by loopback's names only: another name is a
    foreign page that had its own point here. `policy` says what its page may do."""

    def __init__(self, application: Application, host: str, policy: str = "") -> None:
        self._application = application
        self._names: Collection[str] | None = LOOPBACK if host in LOOPBACK else None
        told = dict(_TOLD)
        if policy:
            told[b"content-security-policy"] += f"; {policy}".encode()
        self._told = list(told.items())

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *self._told]
            await send(message)

        refusal = self._refusal({name: value for name, value in scope["headers"] if name in _LOOKED_AT})
        if refusal is None:
            await self._application(scope, receive, told)
            return
        status, text = refusal
        body = b'{"detail": "' + text + b'"}'
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await told({"type": "http.response.start", "status": status, "headers": [*headers, (b"connection", b"close")]})
        await send({"type": "http.response.body", "body": body})

    def _refusal(self, headers: dict[bytes, bytes]) -> tuple[int, bytes] | None:
        if self._names is not None and _name(headers.get(b"host", b"")) not in self._names:
            return 421, b"This is reached as 127.0.0.1 or localhost only."
        if b"transfer-encoding" in headers:
            return 411, b"Say how long the body is, in Content-Length."
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > MOST_BYTES:
            return 413, b"The body may have %d bytes at most." % MOST_BYTES
        return None


_LOOKED_AT = frozenset({b"host", b"content-length", b"transfer-encoding"})


def _name(host: bytes) -> str:
    """The name in a Host header, without the port."""
    text = host.decode("latin-1").lower()
    return text[1:].partition("]")[0] if text.startswith("[") else text.partition(":")[0]
