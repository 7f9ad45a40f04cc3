"""Who may come in: the token of this start is exchanged for a cookie that scripts cannot read."""

from __future__ import annotations

import hmac
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from flask import Flask, Request, Response, g, request
from werkzeug.exceptions import Unauthorized

_MOST_SESSIONS = 100
_DAY = 24 * 3600
_BYTES = 32
OPEN_ENDPOINTS = frozenset({"entry.enter", "entry.come_in", "static", "watching.metrics"})
"""Where nobody has to be known: the way in, the style sheets it needs, and the figures, which ask for a token of their
own."""


def new_token() -> str:
    """A secret of 256 bits that can stand in an address."""
    return secrets.token_urlsafe(_BYTES)


@dataclass(frozen=True)
class Door:
    """Where the page is and what opens it: the names that it is reached by, its port, the token of this start."""

    names: tuple[str, ...] = ("127.0.0.1", "localhost")
    port: int = 8765
    token: str = field(default_factory=new_token, repr=False)

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser may call this place in its Host header."""
        plain = [name if ":" not in name else f"[{name}]" for name in self.names]
        return frozenset([f"{name}:{self.port}" for name in plain] + (plain if self.port == 80 else []))


@dataclass(frozen=True)
class Session:
    """One browser that came in. `csrf` is what its forms carry."""

    id: str
    csrf: str


class Access:
    """The sessions of this start; the oldest goes where there are too many."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._turn = threading.Lock()

    @property
    def cookie(self) -> str:
        """Cookies know no ports: the name tells two pages on one machine apart."""
        return f"genesis-{self.door.port}"

    def enter(self, token: str) -> Session | None:
        """A session for whoever has the token."""
        if not hmac.compare_digest(token.encode(), self.door.token.encode()):
            return None
        session = Session(new_token(), new_token())
        with self._turn:
            self._sessions[session.id] = session
            while len(self._sessions) > _MOST_SESSIONS:
                self._sessions.popitem(last=False)
        return session

    def leave(self, session: Session) -> None:
        """End a session."""
        with self._turn:
            self._sessions.pop(session.id, None)

    def session_of(self, asked: Request) -> Session | None:
        """The session that the cookie of a request names."""
        with self._turn:
            return self._sessions.get(asked.cookies.get(self.cookie, ""))

    def give(self, response: Response, session: Session) -> Response:
        """Hand the cookie over."""
        response.set_cookie(
            self.cookie,
            session.id,
            max_age=_DAY,
            httponly=True,
            samesite="Strict",
            secure=request.is_secure,
            path="/",
        )
        return response


def current() -> Session:
    """The session of this request."""
    session: Session | None = g.get("session")
    if session is None:
        raise Unauthorized
    return session


def guard(app: Flask, access: Access) -> None:
    """Refuse whoever is not known, everywhere but where nobody has to be."""

    @app.before_request
    def known() -> None:
        g.session = access.session_of(request)
        if g.session is None and request.endpoint not in OPEN_ENDPOINTS:
            raise Unauthorized

    app.jinja_env.globals["csrf_token"] = _csrf_token


def _csrf_token() -> str:
    """What the forms of this browser carry; empty for whoever is not in."""
    session: Session | None = g.get("session")
    return session.csrf if session else ""
