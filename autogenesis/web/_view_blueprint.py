"""The blueprint of a system: the graph, the hierarchy, sequences, messages, the trace, and exports."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, jsonify, render_template, request

from autogenesis.core import InputError
from autogenesis.skills import signatures
from autogenesis.web._blueprints import blueprint_of, graph_of, kept_of, told_by_test, trace_of
from autogenesis.web._desk import desk
from autogenesis.web._errors import MissingError
from autogenesis.web._sequence import picture_of, steps_of
from autogenesis.web._systems import System, system_of
from autogenesis.web._view_revisions import design_of, run_of
from blueprints import Blueprint as Design
from blueprints import Operation, Specification, View, to_dot, to_json, to_mermaid, to_sequence, to_svg

views = Blueprint("blueprint", __name__, url_prefix="/systems/<slug>/blueprint")
_MOST_TRACED = 150
_DRAWN: dict[str, tuple[str, Callable[[Design, View], str]]] = {
    "svg": ("image/svg+xml", to_svg),
    "mmd": ("text/plain", to_mermaid),
    "dot": ("text/plain", to_dot),
    "json": ("application/json", lambda design, view: to_json(design)),
}


@views.get("")
def show(slug: str) -> str:
    """Agents as a graph to pan, zoom and click; messages and who approves whom below it."""
    system = system_of(desk(), slug)
    design = blueprint_of(system)
    names = {agent.id: agent.name for agent in design.agents}
    ends: dict[str, tuple[list[str], list[str]]] = {one.id: ([], []) for one in design.messages}
    for flow in design.flows:
        for found, end in zip(ends.get(flow.message, ([], [])), (flow.source, flow.target), strict=True):
            found.append(names.get(end, end.rpartition(".")[2].replace("_", " ")))
    for one in design.messages:
        ends[one.id][0].extend([names.get(one.producer, one.producer)] if one.producer else [])
    for subscription in design.subscriptions:
        if subscription.message in ends:
            ends[subscription.message][1].append(names.get(subscription.agent, subscription.agent))
    return render_template("blueprint.html", system=system, design=design, ends=ends, view=_view())


@views.get("/graph.json")
def graph(slug: str) -> Response:
    """What the script draws."""
    return jsonify(graph_of(blueprint_of(system_of(desk(), slug)), _view()))


@views.get("/export.<form>")
def export(slug: str, form: str) -> Response:
    """The blueprint in a format of other tools; `keep` has it downloaded."""
    if form not in _DRAWN:
        raise MissingError(f"there is no format {form!r}", where="exports", remedy=f"Use one of {', '.join(_DRAWN)}")
    kind, draw = _DRAWN[form]
    response = Response(draw(blueprint_of(system_of(desk(), slug)), _view()), mimetype=kind)
    if "keep" in request.args:
        response.headers["Content-Disposition"] = f'attachment; filename="{slug}.{form}"'
    return response


@views.get("/sequence")
def sequence(slug: str) -> str:
    """One operation as a sequence of messages."""
    system = system_of(desk(), slug)
    known, chosen, drawn = _sequence(system)
    return render_template(
        "sequence.html", system=system, operations=known, chosen=chosen, drawn=drawn, steps=steps_of(drawn)
    )


@views.get("/sequence.svg")
def sequence_drawn(slug: str) -> Response:
    """The same, drawn."""
    _, _, drawn = _sequence(system_of(desk(), slug))
    return Response(picture_of(steps_of(drawn)), mimetype="image/svg+xml")


def _sequence(system: System) -> tuple[list[Operation], str, str]:
    """The operations that there are, the one that was chosen, and its sequence as Mermaid."""
    design = blueprint_of(system)
    specification = Specification.model_validate(kept_of(system)["specification"])
    known = [one for one in specification.operations if any(one.id in agent.carries for agent in design.agents)]
    chosen = request.args.get("operation") or (known[0].id if known else "")
    if known and chosen not in {one.id for one in known}:
        raise InputError(f"there is no operation {chosen!r}", where=system.slug, remedy="Choose one of the list")
    return known, chosen, to_sequence(design, specification, chosen, signatures())


@views.get("/trace")
def trace(slug: str) -> str:
    """From each sentence to what carries it and its tests, and from each test back."""
    system = system_of(desk(), slug)
    every = [one for one in trace_of(system) if one["clauses"]]
    start = max(request.args.get("from", 0, int), 0)
    later = start + _MOST_TRACED if start + _MOST_TRACED < len(every) else None
    sentences = every[start : start + _MOST_TRACED]
    texts = {one["id"]: one["text"] for one in sentences}
    return render_template(
        "trace.html",
        system=system,
        sentences=sentences,
        texts=texts,
        tests=told_by_test(sentences),
        start=start,
        later=later,
        most=_MOST_TRACED,
    )


@views.get("/of/<run>/graph.json")
def graph_of_run(slug: str, run: str) -> Response:
    """What the script draws of an earlier revision, marked by how it differs from another one."""
    design, beside = _design(slug, run), _design(slug, request.args.get("beside", run))
    return jsonify(graph_of(design, _view(), beside, "older" if request.args.get("side") == "older" else "newer"))


@views.get("/of/<run>/drawing.svg")
def drawing_of_run(slug: str, run: str) -> Response:
    """An earlier revision, drawn."""
    return Response(to_svg(_design(slug, run), _view()), mimetype="image/svg+xml")


def _design(slug: str, run: str) -> Design:
    found = design_of(run_of(system_of(desk(), slug), run))
    if found is None:
        raise MissingError(f"run {run} made no blueprint", where=slug, remedy="Choose one that came so far")
    return found


def _view() -> View:
    asked = request.args.get("view")
    return "hierarchy" if asked == "hierarchy" else "data" if asked == "data" else "agents"
