"""What is wrong with a report on the health of all runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from roles._artefacts import Reason
from roles._monitoring import LIMITS, gauges_of, status_of
from roles._operations import Health, Observations


def check_health(health: Health, basis: Any) -> tuple[Reason, ...]:
    """Every figure must follow from what was seen, and nothing that is beyond its limit may be passed over."""
    seen: Observations = basis.observations
    return (*_figures(health, seen), *_latencies(health, seen), *_alerts(health), *_status(health))


def _figures(health: Health, seen: Observations) -> Iterator[Reason]:
    for figure, value in gauges_of(seen).items():
        if figure not in health.gauges:
            yield Reason(part=f"gauges.{figure}", text="it is left out")
        elif abs(health.gauges[figure] - value) > 1e-6:
            yield Reason(part=f"gauges.{figure}", text=f"what was seen gives {value:g}, not {health.gauges[figure]:g}")


def _latencies(health: Health, seen: Observations) -> Iterator[Reason]:
    counted = {(one.role, one.action): one for one in health.latencies}
    for key in sorted({(turn.role, turn.action) for turn in seen.turns}):
        times = [turn.seconds for turn in seen.turns if (turn.role, turn.action) == key]
        part, one = f"latencies.{'_'.join(key)}", counted.pop(key, None)
        if one is None:
            yield Reason(part=part, text="its answers are not counted")
            continue
        if one.count != len(times):
            yield Reason(part=part, text=f"{len(times)} answers were seen, not {one.count}")
        if not min(times) - 1e-5 <= one.p50 <= one.p95 <= max(times) + 1e-5:
            yield Reason(part=part, text="the quantiles are out of order, or beyond what was seen")
    for key in sorted(counted):
        yield Reason(part=f"latencies.{'_'.join(key)}", text="no such answer was seen")


def _alerts(health: Health) -> Iterator[Reason]:
    raised = {alert.figure: alert for alert in health.alerts}
    for figure, (severity, limit, _) in LIMITS.items():
        value, alert = health.gauges.get(figure, 0.0), raised.pop(figure, None)
        part = f"alerts.{figure}"
        if value > limit and alert is None:
            yield Reason(part=part, text=f"{value:g} is beyond {limit:g}, and nobody is told")
        elif alert is not None:
            if value <= limit:
                yield Reason(part=part, text=f"{value:g} is within {limit:g}: there is nothing to tell")
            if alert.severity != severity or alert.limit != limit:
                yield Reason(part=part, text=f"it is {severity} beyond {limit:g}")
            if alert.value != value:
                yield Reason(part=part, text=f"the figure is {value:g}, not {alert.value:g}")
            if not alert.text.strip():
                yield Reason(part=part, text="it does not say what to do")
    for figure in sorted(raised):
        yield Reason(part=f"alerts.{figure}", text="there is no such figure with a limit")


def _status(health: Health) -> Iterator[Reason]:
    if health.status != status_of(health.alerts):
        yield Reason(part="status", text=f"with these alerts it is {status_of(health.alerts)}")
