"""Serves the health of all runs over HTTP: `/metrics` for Prometheus, `/health` for whoever restarts services."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from autogenesis.core import ConfigurationError, GenesisError, UsageError

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

    from roles import Health

_LOOPBACK = "127.0.0.1"
_TEXT = "text/plain; version=0.0.4; charset=utf-8"


def address_of(given: str) -> tuple[str, int]:
    """The host and the port of ``HOST:PORT`` or ``PORT``; the loopback interface where no host is named."""
    host, _, port = given.rpartition(":")
    if not port.isdecimal() or int(port) > 65535:
        raise UsageError(f"{given!r} is no address", where="--serve", remedy="Write HOST:PORT, such as 127.0.0.1:9464")
    return host.strip("[]") or _LOOPBACK, int(port)


@contextmanager
def serving(given: str | None, health: Callable[[], Health]) -> Iterator[str]:
    """Answer at that address while the block lasts, each time with what `health` then is; the address, with the port
    that was free where 0 was asked for. Without an address nothing is served, and the result is empty."""
    if given is None:
        yield ""
        return
    from http.server import ThreadingHTTPServer

    host, port = address_of(given)
    try:
        server = ThreadingHTTPServer((host, port), _handler(health))
    except OSError as error:
        raise ConfigurationError(
            f"nothing can be served there: {error.strerror}", where=given, remedy="Name another port or host"
        ) from error
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="metrics", daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(health: Callable[[], Health]) -> type[BaseHTTPRequestHandler]:
    from http.server import BaseHTTPRequestHandler

    class Handler(BaseHTTPRequestHandler):
        """Answers two paths, and reads nothing but the path."""

        protocol_version = "HTTP/1.1"
        timeout = 10

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            try:
                found = health() if path in ("/metrics", "/health") else None
            except GenesisError as error:
                self._say(503, f"{error}\n", _TEXT)
                return
            if found is None:
                self._say(404, "There is /metrics and /health.\n", _TEXT)
            elif path == "/metrics":
                from roles import metrics_text

                self._say(200, metrics_text(found), _TEXT)
            else:
                code = 503 if found.status == "unhealthy" else 200
                self._say(code, json.dumps(found.model_dump(mode="json")) + "\n", "application/json")

        def _say(self, code: int, text: str, kind: str) -> None:
            body = text.encode()
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Being asked is nothing to tell of."""

    return Handler
