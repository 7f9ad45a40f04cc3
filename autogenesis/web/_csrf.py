"""That what changes something was asked by a page of ours: a token in each form, and the Origin that browsers tell."""

from __future__ import annotations

import hmac

from flask import Flask, g, request
from werkzeug.exceptions import Forbidden

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADER, FIELD = "X-CSRF-Token", "csrf"
_NOT_KNOWN = frozenset({"entry.come_in"})
"""Where there is no session yet, and so no token: what is asked there carries the token of the start itself."""


def guard(app: Flask) -> None:
    """Refuse every method that may change something without both."""

    @app.before_request
    def asked_by_us() -> None:
        if request.method in SAFE:
            return
        if request.headers.get("Origin", "") not in {f"http://{request.host}", f"https://{request.host}"}:
            raise Forbidden(
                "The request did not come from a page of this address. Open the page again and retry there."
            )
        if request.endpoint in _NOT_KNOWN:
            return
        given = request.headers.get(HEADER) or request.form.get(FIELD, "")
        session = g.get("session")
        if session is None or not hmac.compare_digest(given.encode(), session.csrf.encode()):
            raise Forbidden("The form is of an earlier visit. Load the page again and retry.")
