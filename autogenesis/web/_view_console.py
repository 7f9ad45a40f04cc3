"""The console: operations as forms, roles, the clock and events."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from autogenesis.core import InputError
from autogenesis.web._blueprints import kept_of
from autogenesis.web._console import Console
from autogenesis.web._desk import desk
from autogenesis.web._forms import values_of
from autogenesis.web._systems import System, system_of

views = Blueprint("console", __name__, url_prefix="/systems/<slug>/console")
_INPUT = "input."
_SHOWN = 30


@views.get("")
def show(slug: str) -> str:
    """The console, or what opens it."""
    return _page(system_of(desk(), slug), request.args.get("operation", ""))


@views.post("/open")
def open_console(slug: str) -> AnyResponse:
    """Build the package in the sandbox, which takes some seconds the first time."""
    system = system_of(desk(), slug)
    desk().consoles.of(slug).prepare(system.package)
    return redirect(url_for("console.show", slug=slug), 303)


@views.post("/call")
def call(slug: str) -> str:
    """Ask for an operation."""
    system = system_of(desk(), slug)
    console = _opened(system)
    operation = request.form.get("operation", "")
    given = {name.removeprefix(_INPUT): one for name, one in request.form.items() if name.startswith(_INPUT)}
    console.call(
        operation,
        values_of(console.fields(operation), given),
        role=_plain("role"),
        by=_plain("by"),
        at=_plain("at"),
    )
    return _page(system, operation, given)


@views.post("/clock")
def clock(slug: str) -> str:
    """Let time pass."""
    system = system_of(desk(), slug)
    console = _opened(system)
    to = _plain("to")
    if not to:
        raise InputError("no moment is given", where="the clock", remedy="Give one such as 2026-03-01T09:00")
    console.let_pass(to)
    return _page(system, _plain("operation"))


@views.post("/anew")
def anew(slug: str) -> AnyResponse:
    """Begin with no data."""
    desk().consoles.of(system_of(desk(), slug).slug).begin_anew()
    return redirect(url_for("console.show", slug=slug), 303)


def _opened(system: System) -> Console:
    console = desk().consoles.of(system.slug)
    console.prepare(system.package)
    return console


def _page(system: System, operation: str, given: dict[str, str] | None = None) -> str:
    console = desk().consoles.of(system.slug)
    chosen = operation or (console.operations[0]["name"] if console.ready else "")
    about: dict[str, Any] = next((one for one in console.operations if one["name"] == chosen), {})
    return render_template(
        "console.html",
        system=system,
        package=system.package,
        console=console,
        chosen=chosen,
        asked=bool(operation),
        about=about,
        fields=console.fields(chosen) if console.ready else [],
        given=given or {},
        roles=_roles(system, console),
        kept={name: request.form.get(name, "") for name in ("role", "by", "at")},
        answers=list(console.answers)[:_SHOWN],
        events=console.events() if console.ready and console.answers else [],
    )


def _roles(system: System, console: Console) -> list[str]:
    """The roles that somebody may act in: those that operations are for, and the actors of the text."""
    named = [role for one in console.operations for role in one.get("roles", ())]
    actors = [one["id"].rpartition(".")[2] for one in kept_of(system)["specification"].get("actors", ())]
    return list(dict.fromkeys([*named, *actors]))


def _plain(name: str) -> str:
    """One line that was typed."""
    return " ".join(request.form.get(name, "").split())[:200]
