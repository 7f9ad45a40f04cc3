"""Which names the page may be reached by: another one is a foreign page that had its name point here."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.exceptions import MisdirectedRequest

from autogenesis.web._access import Door


def guard(app: Flask, door: Door) -> None:
    """Refuse requests whose Host header names any other place."""

    @app.before_request
    def ours() -> None:
        if request.headers.get("Host", "").lower() not in door.hosts:
            raise MisdirectedRequest(
                f"This page is reached as {', '.join(sorted(door.hosts))}. Another name needs `genesis ui --name NAME`."
            )
