"""Feedback and revisions: what should change, seen before it is built; two side by side; back to an earlier one."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from autogenesis.conductor import Before, Order, standings
from autogenesis.core import GenesisError, InputError, RunId
from autogenesis.preview import preview, refuse_unknown
from autogenesis.web._compare import difference_of, elements_between, files_between
from autogenesis.web._conducting import conductor
from autogenesis.web._desk import desk
from autogenesis.web._errors import MissingError
from autogenesis.web._read_back import read_back
from autogenesis.web._systems import System, runs_of, system_of
from autogenesis.web._view_new import given_answers, given_text
from blueprints import Specification
from roles import ModuleSet
from storage import RunRecord

views = Blueprint("revisions", __name__, url_prefix="/systems/<slug>")
_MOST_FILES = 60


@views.get("/feedback")
def ask(slug: str) -> str:
    """The text as it stands, to be changed; or that of an earlier run, to go back to."""
    system = system_of(desk(), slug)
    earlier = request.args.get("run")
    text = _text(_run(system, earlier)) if earlier else _before(system).order.text
    return render_template("feedback.html", system=system, text=text, read=None, changed=None, error=None)


@views.post("/feedback")
def send(slug: str) -> AnyResponse | str:
    """Show what would change, or begin the revision."""
    system = system_of(desk(), slug)
    before, text, answers = _before(system), given_text(), given_answers()
    try:
        with desk().reading:
            if not answers:
                answers = before.answers_to(preview(text, {}).questions)
            specification = preview(text, answers)
            was = preview(before.order.text, before.order.answers)
        order = before.revised(
            Order(text=text, out=system.package.parent, answers=answers), specification, system.package.resolve()
        )
    except GenesisError as error:
        return render_template("feedback.html", system=system, text=text, read=None, changed=None, error=error)
    if request.form.get("do") == "start":
        refuse_unknown(answers, specification, "the answers")
        run = conductor(desk()).queue(order, specification.slug)
        desk().jobs.start(run)
        return redirect(url_for("runs.one", run=run), 303)
    return render_template(
        "feedback.html",
        system=system,
        text=text,
        read=read_back(desk(), text, answers),
        changed=elements_between(was, specification),
        lines=difference_of(before.order.text, text),
        error=None,
    )


@views.get("/revisions")
def every(slug: str) -> str:
    """The runs of the system, the newest first."""
    system = system_of(desk(), slug)
    runs = standings(desk().storage, runs_of(desk(), slug)[:100], desk().clock.now())
    return render_template("revisions.html", system=system, runs=runs)


@views.get("/compare")
def compare(slug: str) -> str:
    """Two runs side by side: text, specification, files."""
    system = system_of(desk(), slug)
    one, other = (_run(system, request.args.get(name, "")) for name in ("from", "to"))
    old, new = _specification(one), _specification(other)
    files = files_between(_files(one), _files(other))
    return render_template(
        "compare.html",
        system=system,
        one=one,
        other=other,
        lines=difference_of(_text(one), _text(other)),
        changed=elements_between(old, new) if old and new else None,
        files=files[:_MOST_FILES],
        more=max(len(files) - _MOST_FILES, 0),
    )


def _before(system: System) -> Before:
    """The run that made the package as it stands."""
    return conductor(desk()).before(system.package.resolve())


def _run(system: System, run: str) -> RunRecord:
    found = next((one for one in runs_of(desk(), system.slug) if one.id == run), None)
    if found is None:
        raise MissingError(
            f"{system.title} has no run {run!r}", where="its revisions", remedy="Choose two that are listed there"
        )
    return found


def _text(record: RunRecord) -> str:
    order = record.settings.get("order")
    if order is None:
        raise InputError(f"run {record.id} kept no text", where="the database", remedy="Choose another")
    return Order.model_validate(order).text


def _specification(record: RunRecord) -> Specification | None:
    return conductor(desk()).understood(record.id)


def _files(record: RunRecord) -> dict[str, str]:
    """The files that the run made, as far as it came."""
    made = desk().storage.runs.state(RunId(record.id), "made")
    digest = made.get("modules") if isinstance(made, dict) else None
    if not digest:
        return {}
    modules = ModuleSet.model_validate(desk().storage.artefacts.body(str(digest)))
    return {one.path: one.text for one in modules.modules}
