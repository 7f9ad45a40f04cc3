"""`genesis runs`, `cancel`, `status` and `conduct`: the runs there are, and what becomes of them."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from autogenesis.cli._house import open_conductor, open_house, open_storage
from autogenesis.cli._metrics import serving
from autogenesis.cli._print import console, print_json, tell
from autogenesis.core import RunId, Settings, SystemClock, UsageError

if TYPE_CHECKING:
    from autogenesis.conductor import Standing
    from roles import Health

_SAYS = {
    "interrupted": "was killed; go on with `genesis resume {run}`",
    "pausing": "rests before its next step",
    "paused": "rests; go on with `genesis resume {run}`",
    "cancelling": "ends before its next step",
    "cancelled": "was cancelled; go on with `genesis resume {run}`",
    "queued": "waits for a worker: `genesis conduct`",
}


def list_runs(settings: Settings, *, as_json: bool, limit: int = 100) -> int:
    """One line a run: how it stands, in which step, and how long it has been."""
    with open_conductor(settings, tell) as conductor:
        found = conductor.standings(limit=limit)
    if as_json:
        print_json({"runs": [_as_json(one) for one in found]})
        return 0
    if not found:
        console().print("There are no runs yet. Begin one with `genesis new SPEC`.", markup=False)
    for one in found:
        when = one.created_at.strftime("%Y-%m-%d %H:%M")
        step = f"{one.step} {one.attempt}" if one.attempt > 1 else one.step
        said = _SAYS.get(one.state, "").format(run=one.run)
        line = f"{one.run}  {when}  {one.state:<11} {_age(one.seconds):>7}  {one.system:<20} {step:<14} {said}"
        console().print(line.rstrip(), markup=False)
    return 0


def cancel_run(run: str, settings: Settings, *, as_json: bool) -> int:
    """Have a run end before its next step; what became of it."""
    with open_conductor(settings, tell) as conductor:
        one = conductor.cancel_run(RunId(run))
    if as_json:
        print_json(_as_json(one))
        return 0
    if one.state == "cancelling":
        said = f"{one.run} ends when {one.step or 'its step'} is done; watch it with `genesis runs`"
    else:
        said = f"{one.run} is cancelled; what is finished stays, and `genesis resume {one.run}` goes on from there"
    console().print(said, markup=False)
    return 0


def show_status(settings: Settings, *, as_json: bool, metrics: bool, serve: str | None = None) -> int:
    """The health of all runs; 1 where something critical is wrong. Where it is to be served, until told to stop."""
    from autogenesis.conductor import health_of
    from roles import metrics_text

    with open_storage(settings) as storage:
        if serve is not None:
            _serve_health(serve, lambda: health_of(storage, settings.limits, SystemClock().now()))
            return 0
        health = health_of(storage, settings.limits, SystemClock().now())
    if metrics:
        print(metrics_text(health), end="")
    elif as_json:
        print_json(health.model_dump(mode="json"))
    else:
        _print_health(health)
    return int(health.status == "unhealthy")


def _serve_health(at: str, health: Callable[[], Health]) -> None:
    stop = threading.Event()
    with serving(at, health) as address, _told_by_signals(stop.set):
        console(True).print(f"{address}/metrics and {address}/health are served; Ctrl-C ends it", markup=False)
        stop.wait()


def _print_health(health: Health) -> None:
    out = console()
    out.print(f"{health.status}; over the last hour:", markup=False)
    for name, value in health.gauges.items():
        out.print(f"  {name.replace('_', ' '):<24} {value:g}", markup=False)
    if health.latencies:
        out.print("  seconds an answer takes          middle   95 in 100", markup=False)
    for one in health.latencies:
        who = f"{one.role.replace('_', ' ')} {one.action}"
        out.print(f"    {who:<30} {one.p50:>6.2f} {one.p95:>11.2f}   ({one.count})", markup=False)
    for alert in health.alerts:
        shown = f"{alert.value:.0%}" if alert.figure.endswith("_rate") else f"{alert.value:g}"
        out.print(f"{alert.severity}: {shown} {alert.text}", style="red", markup=False)


def conduct(settings: Settings, *, at_once: int | None, until_idle: bool, serve: str | None = None) -> int:
    """Carry out the runs of the queue until told to stop; those in hand then go back to it."""
    from autogenesis.conductor import Worker, health_of

    if at_once is not None and at_once < 1:
        raise UsageError(f"{at_once} runs at once are none", where="--at-once", remedy="Give 1 or more")
    with open_house(settings, partial(tell, named=True)) as house:
        worker = Worker(house, at_once or settings.limits.runs_at_once)
        console(True).print(f"worker {worker.name} takes runs from {settings.database}", markup=False)
        with (
            serving(serve, lambda: health_of(house.storage, settings.limits, SystemClock().now())) as address,
            _told_by_signals(worker.stop),
        ):
            if address:
                console(True).print(f"{address}/metrics and {address}/health are served", markup=False)
            worker.work(until_idle=until_idle)
    return 0


@contextmanager
def _told_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C and a service manager's signal let what is in hand be finished."""
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = {kind: signal.signal(kind, lambda number, frame: stop()) for kind in kinds}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _as_json(one: Standing) -> dict[str, Any]:
    plain = one.model_dump(mode="json")
    status = {"interrupted": "running", "pausing": "running", "cancelling": "running"}.get(one.state, one.state)
    return {"run": plain.pop("run"), "system": plain.pop("system"), "status": status, **plain}


def _age(seconds: float) -> str:
    """As people say it: 8 s, 3 min, 2 h, 5 d."""
    span = timedelta(seconds=round(seconds))
    if span.days:
        return f"{span.days} d"
    hours, rest = divmod(span.seconds, 3600)
    if hours:
        return f"{hours} h"
    return f"{rest // 60} min" if rest >= 60 else f"{seconds:.0f} s"
