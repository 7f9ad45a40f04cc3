"""Errors as pages: what was wrong and what to do about it; for scripts the same as JSON."""

from __future__ import annotations

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from autogenesis.core import GenesisError, InputError, RunCancelledError, StorageError

_SAYS = {
    400: ("That cannot be used", "Go back, correct what you entered, and send it again."),
    401: (
        "Who are you?",
        "Open the address that `genesis ui` printed when it was started; it lets this browser in for a day.",
    ),
    403: ("Not allowed", "Load the page again and retry there."),
    404: ("There is nothing here", "Go to the list of systems, and on from there."),
    405: ("That is not how this is asked", "Go to the list of systems, and on from there."),
    413: ("That is too much", "A specification may have 1 MB. Shorten it, or split it in systems."),
    421: ("This page has another name", "Use the address that `genesis ui` printed."),
    429: ("Too often", "Wait a moment and load the page again."),
    500: ("Something went wrong here", "Try again; what the program said is in the terminal of `genesis ui`."),
    503: ("Too much at once", "Close another page of this kind and load this one again."),
}


class MissingError(InputError):
    """What an address names is not there."""


def add(app: Flask) -> None:
    """Show every error of the house, of HTTP, and ours."""
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(GenesisError, _of_house)
    app.register_error_handler(500, _of_http)


def _of_http(error: Exception) -> Response:
    """An error with a status of its own; what went wrong inside is told to the terminal only."""
    assert isinstance(error, HTTPException)
    code = error.code or 500
    title, remedy = _SAYS.get(code, (error.name, "Go to the list of systems, and on from there."))
    ours = error.description if error.description != type(error).description else None
    return _page(code, title, "" if code == 500 else (ours or ""), remedy)


def _of_house(error: Exception) -> Response:
    assert isinstance(error, GenesisError)
    return _page(status_of(error), _SAYS[status_of(error)][0], f"{error.what} ({error.where}).", f"{error.remedy}.")


def status_of(error: GenesisError) -> int:
    """The status of HTTP that says the same."""
    if isinstance(error, MissingError):
        return 404
    if isinstance(error, (InputError, RunCancelledError)) or error.exit_code != StorageError.exit_code:
        return 400
    return 500


def _page(code: int, title: str, what: str, remedy: str) -> Response:
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        response = jsonify({"error": title, "what": what, "remedy": remedy})
    else:
        response = make_response(render_template("error.html", code=code, title=title, what=what, remedy=remedy))
    response.status_code = code
    return response
