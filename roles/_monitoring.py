"""Monitoring and diagnostics: health, rates, latencies and alerts of all runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from roles._artefacts import Reason
from roles._budget_checks import check_budgets
from roles._operations import Alert, Health, HealthInputs, Latency, Observations, Turn
from roles._role import Check, Role

ENDED_BADLY = ("failed", "stopped")
LIMITS: Mapping[str, tuple[str, float, str]] = {
    "interrupted": ("warning", 0, "runs were killed and wait to be resumed: `genesis resume RUN`"),
    "stalled": ("critical", 0, "runs are at work and nothing is heard of them: look with `genesis runs`, then cancel"),
    "dead_letters": ("warning", 0, "messages were not delivered: look with `genesis show RUN`"),
    "failure_rate": ("warning", 0.2, "of the runs that ended did not succeed: look with `genesis show RUN`"),
    "rejection_rate": ("warning", 0.5, "of all verdicts are rejections: the roles do not agree"),
    "oldest_queued_seconds": ("warning", 300, "seconds the first run in the queue has waited: start more workers"),
    "unattended": ("critical", 0, "runs wait and no worker is there: start `genesis conduct`"),
}
"""Each figure that may raise an alert: how grave it is, what it may be at most, and what to do."""


class Monitoring(Role[HealthInputs, Health]):
    """Makes the health of all runs out of what was seen; judges the budgets that resource management gives out."""

    name: ClassVar[str] = "monitoring"
    purpose: ClassVar[str] = (
        "Watches all runs: how many stand how, how fast roles answer, and what a person should know."
    )
    at_once: ClassVar[bool] = True
    takes = HealthInputs
    makes = Health
    approves: Mapping[str, Check] = {"budgets": check_budgets}

    def draft(self, task: HealthInputs, rejections: Sequence[Reason]) -> Health:
        """The figures, and an alert for each that is beyond its limit."""
        seen = task.observations
        gauges = gauges_of(seen)
        alerts = tuple(
            Alert(id=f"alert.{figure}", severity=severity, figure=figure, value=gauges[figure], limit=limit, text=text)
            for figure, (severity, limit, text) in LIMITS.items()
            if gauges[figure] > limit
        )
        return Health(status=status_of(alerts), gauges=gauges, latencies=latencies_of(seen.turns), alerts=alerts)


def gauges_of(seen: Observations) -> dict[str, float]:
    """Every figure by its name, from what was seen."""
    ended = sum(seen.ended.values())
    bad = sum(seen.ended.get(state, 0) for state in ENDED_BADLY)
    hours = seen.window / 3600
    return {
        "queued": seen.queued,
        "running": seen.running,
        "interrupted": seen.interrupted,
        "stalled": len(seen.stalled),
        "workers": seen.workers,
        "unattended": seen.queued if not seen.workers else 0,
        "oldest_queued_seconds": seen.oldest_queued,
        "runs_per_hour": round(ended / hours, 3) if hours else 0.0,
        "failure_rate": round(bad / ended, 4) if ended else 0.0,
        "turns_per_minute": round(len(seen.turns) / seen.window * 60, 3) if seen.window else 0.0,
        "rejection_rate": round(seen.rejections / seen.verdicts, 4) if seen.verdicts else 0.0,
        "dead_letters": seen.dead_letters,
    }


def latencies_of(turns: Sequence[Turn]) -> tuple[Latency, ...]:
    """For each role and action, how long an answer takes: the middle one, and the one that 95 in 100 stay below."""
    by_kind: dict[tuple[str, str], list[float]] = {}
    for turn in turns:
        by_kind.setdefault((turn.role, turn.action), []).append(turn.seconds)
    return tuple(
        Latency(
            id=f"latency.{role}_{action}",
            role=role,
            action=action,
            count=len(times),
            p50=_rank(times, 0.5),
            p95=_rank(times, 0.95),
        )
        for (role, action), times in sorted(by_kind.items())
    )


def status_of(alerts: Sequence[Alert]) -> str:
    """Healthy without alerts, unhealthy with a critical one."""
    if any(alert.severity == "critical" for alert in alerts):
        return "unhealthy"
    return "degraded" if alerts else "healthy"


def _rank(times: list[float], share: float) -> float:
    """The nearest rank."""
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 6)


def metrics_text(health: Health) -> str:
    """The health in the text format of Prometheus (exposition format 0.0.4), as `/metrics` serves it."""
    lines: list[str] = []
    for name, value in health.gauges.items():
        lines += [f"# TYPE genesis_{name} gauge", f"genesis_{name} {value:g}"]
    if health.latencies:
        lines.append("# TYPE genesis_turn_seconds summary")
    for one in health.latencies:
        labels = f'role="{one.role}",action="{one.action}"'
        lines += [
            f'genesis_turn_seconds{{{labels},quantile="0.5"}} {one.p50:g}',
            f'genesis_turn_seconds{{{labels},quantile="0.95"}} {one.p95:g}',
            f"genesis_turn_seconds_count{{{labels}}} {one.count}",
        ]
    lines.append("# TYPE genesis_alert gauge")
    for alert in health.alerts:
        lines.append(f'genesis_alert{{figure="{alert.figure}",severity="{alert.severity}"}} 1')
    lines.append("# TYPE genesis_healthy gauge")
    lines.append(f"genesis_healthy {int(health.status == 'healthy')}")
    return "\n".join(lines) + "\n"
