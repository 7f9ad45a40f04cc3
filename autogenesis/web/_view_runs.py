"""Runs: the list, one of them live, and what stops it or lets it go on."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from autogenesis.conductor import Standing, loops_of, standings
from autogenesis.core import InputError, RunId
from autogenesis.web._conducting import conductor
from autogenesis.web._desk import desk
from autogenesis.web._errors import MissingError
from autogenesis.web._stream import run_events
from autogenesis.web._watch import ENDED
from storage import RunRecord

views = Blueprint("runs", __name__)
_SHOWN = 100
_GOES_ON = frozenset({"interrupted", "paused", "cancelled", "failed", "stopped", "queued"})
_AT_WORK = frozenset({"queued", "running", "pausing", "cancelling"})
_MOST_SHOWN = 300
"""Messages of a run that its page holds; the stream and the store have them all."""


@views.get("/runs")
def every() -> str:
    """The latest runs."""
    storage = desk().storage
    records = storage.runs.find(limit=_SHOWN)
    return render_template(
        "runs.html", runs=standings(storage, records, desk().clock.now()), most=_SHOWN, ended=ENDED, at_work=_AT_WORK
    )


@views.get("/runs/<run>")
def one(run: str) -> str:
    """A run, live."""
    record = _record(run)
    events, state = desk().watches.look(record.id)
    here = desk().jobs.at_work(record.id)
    house = conductor(desk())
    return render_template(
        "run.html",
        run=record,
        state=state,
        events=events[-_MOST_SHOWN:],
        earlier=max(len(events) - _MOST_SHOWN, 0),
        loops=loops_of(desk().storage, record.id),
        restored=house.restored(record.id),
        data=house.became_of_data(record.id),
        merge=house.merged(record.id),
        live=here or not state["ended"],
        can_pause=state["state"] in ("queued", "running"),
        can_cancel=state["state"] in ("queued", "running", "pausing", "paused"),
        can_go_on=state["state"] in _GOES_ON and not here,
        said=desk().jobs.said(record.id) if state["state"] == "failed" else "",
    )


@views.get("/runs/<run>/events")
def events(run: str) -> Response:
    """The run as a stream; the browser says which event it had last."""
    record = _record(run)
    close = desk().streams.open()
    after = request.headers.get("Last-Event-ID") or request.args.get("after", "")
    response = Response(run_events(desk(), record.id, after), mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    response.call_on_close(close)
    return response


@views.post("/runs/<run>/pause")
def pause(run: str) -> AnyResponse:
    """Have the run rest before its next step, until somebody has it go on."""
    return _ended(conductor(desk()).pause_run(_record(run).id))


@views.post("/runs/<run>/cancel")
def cancel(run: str) -> AnyResponse:
    """End the run before its next step; what is finished stays."""
    return _ended(conductor(desk()).cancel_run(_record(run).id))


def _ended(stands: Standing) -> AnyResponse:
    """Nobody is at work on a run that has ended: what was to carry it out here is told."""
    if stands.state in ENDED:
        desk().jobs.drop(stands.run)
    desk().watches.look_again(stands.run)
    return redirect(url_for("runs.one", run=stands.run), 303)


@views.post("/runs/<run>/resume")
def resume(run: str) -> AnyResponse:
    """Have the run go on where it stopped, in a process of its own."""
    record = _record(run)
    if record.status == "done":
        raise InputError("the run is done", where=f"run {run}", remedy="Begin a new one, or a revision of its system")
    desk().jobs.start(record.id)
    desk().watches.look_again(record.id)
    return redirect(url_for("runs.one", run=run), 303)


def _record(run: str) -> RunRecord:
    """The run of that id; MissingError where there is none."""
    try:
        return desk().storage.runs.get(RunId(run))
    except InputError as error:
        raise MissingError(error.what, where=error.where, remedy="See the list of runs") from error
