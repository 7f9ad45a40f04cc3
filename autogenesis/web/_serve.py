"""Serves the page: on this machine alone, unless somebody says otherwise and has a token of their own for it."""

from __future__ import annotations

import ipaddress
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from autogenesis.core import ConfigurationError, GenesisError, Settings, UsageError
from autogenesis.web._access import Door, new_token
from autogenesis.web._limits import MOST_BYTES, MOST_STREAMS

_LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")
_LEAST_TOKEN = 24
_THREADS = MOST_STREAMS + 12
"""Each stream keeps a thread; the rest answer everybody else."""
_MOST_CONNECTIONS = 200


@dataclass(frozen=True)
class Address:
    """Where to listen. Beyond this machine it takes a file with a token, and the names that browsers will use."""

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    token_file: Path | None = None

    @property
    def local(self) -> bool:
        """Whether only this machine reaches it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def door(self, port: int) -> Door:
        """What opens the page that listens at that port; UsageError where it would be open to others unprotected."""
        token = new_token() if self.token_file is None else _token_in(self.token_file)
        if self.local:
            return Door((*dict.fromkeys((*_LOOPBACK_NAMES, self.host, *self.names)),), port, token)
        if self.token_file is None:
            raise UsageError(
                f"{self.host} can be reached from other machines, and needs a token that you chose",
                where="--host",
                remedy=f"Give --token-file FILE with {_LEAST_TOKEN} letters or more, or leave --host out",
            )
        everywhere = self.host in ("0.0.0.0", "::")
        names = (*self.names, *(() if everywhere else (self.host,)))
        if not names:
            raise UsageError(
                f"{self.host} is every address of this machine",
                where="--host",
                remedy="Say by --name which host names browsers will use",
            )
        return Door((*names, *_LOOPBACK_NAMES), port, token)


def serve(settings: Settings, address: Address) -> int:
    """Serve until told to stop; the exit code."""
    from waitress.server import create_server

    from autogenesis.web._app import create_app
    from autogenesis.web._desk import Desk

    listening = _listening(address)
    try:
        app = create_app(settings, address.door(listening.getsockname()[1]))
        server = create_server(
            app,
            sockets=[listening],
            threads=_THREADS,
            connection_limit=_MOST_CONNECTIONS,
            max_request_body_size=MOST_BYTES,
            max_request_header_size=32_768,
            ident="",
        )
    except GenesisError:
        listening.close()
        raise
    desk = app.extensions["desk"]
    assert isinstance(desk, Desk)

    def stop(number: int, frame: object) -> None:
        desk.closing.set()  # streams end first: nobody waits for them
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        _say(address, desk.access.door)
        server.run()
    finally:
        desk.close()
        server.close()
    return 0


def _listening(address: Address) -> socket.socket:
    """The socket, before anything else is done: a free port where 0 was asked for."""
    address.door(address.port)  # refuses before anything listens
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        return socket.create_server((address.host, address.port), family=family)
    except OSError as error:
        raise ConfigurationError(
            f"nothing can be served there: {error.strerror}",
            where=f"{address.host}:{address.port}",
            remedy="Name another port with --port, or end what has it",
        ) from error


def _say(address: Address, door: Door) -> None:
    if not address.local:
        print(
            f"WARNING: {address.host} can be reached from other machines, and nothing is encrypted: whoever reads the"
            " traffic, or has the token, can build and run systems here. Put a proxy with TLS before it.",
            file=sys.stderr,
        )
    told = door.token if address.token_file is None else "…"
    host = door.names[0] if ":" not in door.names[0] else f"[{door.names[0]}]"
    print(f"The page is at http://{host}:{door.port}/enter?token={told}", flush=True)
    print("That address lets whoever opens it in; Ctrl-C ends it.", file=sys.stderr, flush=True)


def _token_in(file: Path) -> str:
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the token cannot be read: {error}", where=str(file), remedy="Check the path") from error
    if len(token) < _LEAST_TOKEN or len(token.split()) != 1:
        raise UsageError(
            "the token is too short to keep anybody out",
            where=str(file),
            remedy=f"Write {_LEAST_TOKEN} letters or more, in one word",
        )
    return token
