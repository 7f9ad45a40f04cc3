"""What the house works with: verdicts given, skills, prompts and parameters with their versions."""

from __future__ import annotations

from flask import Blueprint, render_template

from autogenesis.conductor import standings
from autogenesis.skills import skills as every_skill
from autogenesis.web._desk import desk
from autogenesis.web._skills import uses_of, written_in
from roles import packaged_prompts

views = Blueprint("library", __name__)
_RUNS, _MOST_RUNS = 20, 1000
_WAITING = frozenset({"paused", "stopped", "interrupted"})


@views.get("/approvals")
def approvals() -> str:
    """What waits for a person, and the verdicts that roles gave lately."""
    storage = desk().storage
    records = storage.runs.find(limit=_RUNS)
    waiting = [
        one
        for one in standings(storage, records, desk().clock.now())
        if one.state in ("paused", "stopped", "interrupted")
    ]
    given = [(record, verdict) for record in records for verdict in reversed(storage.verdicts.of_run(record.id))]
    return render_template("approvals.html", waiting=waiting, given=given[:200])


@views.get("/skills")
def skills() -> str:
    """The parts library with how each part fares, and what models wrote that may become one of them."""
    storage = desk().storage
    uses = uses_of(storage, storage.runs.find(status="done", limit=_MOST_RUNS))
    found = sorted(every_skill().values(), key=lambda one: -len(uses[one.id].systems) if one.id in uses else 0)
    return render_template("skills.html", skills=found, uses=uses, written=written_in(storage))


@views.get("/resources")
def resources() -> str:
    """Prompts with the versions there are; the packaged one is in force where nothing else is."""
    storage = desk().storage
    prompts = [
        (name, text, storage.resources.active("prompt", name), storage.resources.history("prompt", name))
        for name, text in sorted(packaged_prompts().items())
    ]
    return render_template("resources.html", prompts=prompts)
