"""Systems: all of them, and one with its ways on."""

from __future__ import annotations

from flask import Blueprint, render_template

from autogenesis.conductor import standings
from autogenesis.web._desk import desk
from autogenesis.web._systems import every_system, runs_of, system_of

views = Blueprint("systems", __name__)


@views.get("/")
def every() -> str:
    """Every system with status, tests, coverage and its last run."""
    return render_template("systems.html", systems=every_system(desk()))


@views.get("/systems/<slug>")
def one(slug: str) -> str:
    """One system: how it stands and what can be done with it."""
    system = system_of(desk(), slug)
    runs = standings(desk().storage, runs_of(desk(), slug)[:10], desk().clock.now())
    return render_template("system.html", system=system, runs=runs)
