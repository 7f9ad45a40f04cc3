"""The way in and the way out."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import Unauthorized

from autogenesis.web._access import current
from autogenesis.web._desk import desk

views = Blueprint("entry", __name__)


@views.get("/enter")
def enter() -> Response:
    """Take the token of the address, or ask for it."""
    token = request.args.get("token")
    return make_response(render_template("enter.html")) if token is None else _let_in(token)


@views.post("/enter")
def come_in() -> Response:
    """Take the token that was typed."""
    return _let_in(request.form.get("token", "").strip())


@views.post("/leave")
def leave() -> Response:
    """End the session of this browser."""
    access = desk().access
    access.leave(current())
    response = make_response(render_template("enter.html", left=True))
    response.delete_cookie(access.cookie, path="/")
    return response


def _let_in(token: str) -> Response:
    """The cookie, with a page that goes on by itself: a redirect from elsewhere would lose a strict cookie."""
    access = desk().access
    session = access.enter(token)
    if session is None:
        raise Unauthorized("The token is of another start, or mistyped.")
    return access.give(make_response(render_template("entered.html")), session)
