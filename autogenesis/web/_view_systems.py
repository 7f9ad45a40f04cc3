"""Systems: all of them, and one with its ways on."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from autogenesis.conductor import standings
from autogenesis.web._desk import desk
from autogenesis.web._systems import every_system, runs_of, system_of

views = Blueprint("systems", __name__)
_MOST_SHOWN = 250


@views.get("/")
def every() -> str:
    """Every system with status, tests, coverage and its last run."""
    found, start = every_system(desk()), max(request.args.get("from", 0, int), 0)
    later = start + _MOST_SHOWN if start + _MOST_SHOWN < len(found) else None
    return render_template(
        "systems.html", systems=found[start : start + _MOST_SHOWN], start=start, later=later, most=_MOST_SHOWN
    )


@views.get("/systems/<slug>")
def one(slug: str) -> str:
    """One system: how it stands and what can be done with it."""
    system = system_of(desk(), slug)
    runs = standings(desk().storage, runs_of(desk(), slug)[:10], desk().clock.now())
    return render_template("system.html", system=system, runs=runs)
