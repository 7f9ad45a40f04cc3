"""Revisions: the runs of a system, two of them side by side, and back to an earlier one."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from autogenesis.conductor import Order, standings
from autogenesis.core import InputError, RunId
from autogenesis.preview import difference_of, elements_between, files_between
from autogenesis.web._conducting import conductor
from autogenesis.web._desk import desk
from autogenesis.web._errors import MissingError
from autogenesis.web._systems import System, runs_of, system_of
from blueprints import Blueprint as Design
from roles import ModuleSet
from storage import RunRecord

views = Blueprint("revisions", __name__, url_prefix="/systems/<slug>")
_MOST_FILES = 400


@views.get("/revisions")
def every(slug: str) -> str:
    """The runs of the system, the newest first; and which of them made the package as it stands."""
    system = system_of(desk(), slug)
    house = conductor(desk())
    records = runs_of(desk(), slug)[:100]
    runs = [
        (stands, house.restored(record.id), record.result is not None and house.made(record.id, "modules") is not None)
        for record, stands in zip(records, standings(desk().storage, records, desk().clock.now()), strict=True)
    ]
    return render_template("revisions.html", system=system, runs=runs, stands=system.result and system.result.run)


@views.get("/restore")
def ask(slug: str) -> str:
    """What putting an earlier package back does with code and with data, and which data are to go along."""
    system = system_of(desk(), slug)
    return _asked(system, run_of(system, request.args.get("run", "")))


@views.post("/restore")
def restore(slug: str) -> AnyResponse | str:
    """Put the package that an earlier run made back in its place, with the data that were named."""
    system = system_of(desk(), slug)
    record = run_of(system, request.form.get("run", ""))
    data = request.form.get("data", "").strip()
    try:
        outcome = conductor(desk()).restore(record.id, system.package.resolve(), _folder(data) if data else None)
    except InputError as error:
        return _asked(system, record, data, f"{error.what} ({error.where}). {error.remedy}.")
    return redirect(url_for("runs.one", run=outcome.result.run), 303)


def _asked(system: System, record: RunRecord, data: str = "", error: str = "") -> str:
    alike = conductor(desk()).keeps_data_alike(record.id, system.package.resolve())
    return render_template("restore.html", system=system, run=record, alike=alike, data=data, error=error)


def _folder(data: str) -> str:
    """The folder that somebody named: whole, for nobody sees from here where the page was started."""
    if not Path(data).is_absolute():
        raise InputError(
            "this is no whole path of a folder", where=data, remedy="Write it from the root on, as /srv/data"
        )
    return data


@views.get("/compare")
def compare(slug: str) -> str:
    """Two runs side by side: text, specification, graph, and which files differ."""
    system = system_of(desk(), slug)
    one, other = _both(system)
    house = conductor(desk())
    old, new = (house.understood(record.id) for record in (one, other))
    before, after = design_of(one), design_of(other)
    files = files_between(_files(one), _files(other))
    return render_template(
        "compare.html",
        system=system,
        one=one,
        other=other,
        texts=[text_of_run(record) for record in (one, other)],
        lines=difference_of(text_of_run(one), text_of_run(other)),
        changed=elements_between(old, new) if old and new else None,
        drawn=elements_between(before, after) if before and after else None,
        files=[
            (name, sum(line.kind == "added" for line in lines), sum(line.kind == "removed" for line in lines))
            for name, lines in files[:_MOST_FILES]
        ],
        more=max(len(files) - _MOST_FILES, 0),
    )


@views.get("/compare/file")
def compare_file(slug: str) -> str:
    """One file of two runs, line by line."""
    system = system_of(desk(), slug)
    one, other = _both(system)
    name = request.args.get("name", "")
    old, new = _files(one), _files(other)
    if name not in old and name not in new:
        raise MissingError(f"neither run made a file {name!r}", where=slug, remedy="Choose one of the list")
    lines = difference_of(old.get(name, ""), new.get(name, ""))
    return render_template("compare_file.html", system=system, one=one, other=other, name=name, lines=lines)


def _both(system: System) -> tuple[RunRecord, RunRecord]:
    return run_of(system, request.args.get("from", "")), run_of(system, request.args.get("to", ""))


def run_of(system: System, run: str) -> RunRecord:
    """The run of the system with that id; MissingError where there is none."""
    found = next((one for one in runs_of(desk(), system.slug) if one.id == run), None)
    if found is None:
        raise MissingError(
            f"{system.title} has no run {run!r}", where="its revisions", remedy="Choose two that are listed there"
        )
    return found


def text_of_run(record: RunRecord) -> str:
    """What was asked of a run."""
    order = record.settings.get("order")
    if order is None:
        raise InputError(f"run {record.id} kept no text", where="the database", remedy="Choose another")
    return Order.model_validate(order).text


def design_of(record: RunRecord) -> Design | None:
    """The Blueprint of a run's package, as far as it came."""
    found = conductor(desk()).made(record.id, "blueprint")
    return None if found is None else Design.model_validate(found)


def _files(record: RunRecord) -> dict[str, str]:
    """The files that the run made, as far as it came."""
    found = conductor(desk()).made(RunId(record.id), "modules")
    return {} if found is None else {one.path: one.text for one in ModuleSet.model_validate(found).modules}
