"""The three roles that look after runs: a clean draft is accepted by its approver, and each planted fault is rejected."""

from __future__ import annotations

from itertools import pairwise

import pytest
from prometheus_client.parser import text_string_to_metric_families

import roles as r

CREW = r.operations_crew()


def changed(artefact, **update):
    return artefact.model_copy(update=update)


def drafted(kind, basis):
    doer = next(role for role in CREW.values() if role.takes is type(basis))
    return doer.draft(basis, ())


def judged(kind, artefact, basis):
    return CREW[r.OPERATIONS_APPROVERS[kind]].check(kind, artefact, basis)


def rejected(verdict, part) -> None:
    assert not verdict.approved
    assert any(part in reason.part for reason in verdict.reasons), [str(reason) for reason in verdict.reasons]
    assert all(reason.text.strip() for reason in verdict.reasons)


def test_each_has_an_approver_that_is_another() -> None:
    for kind, approver in r.OPERATIONS_APPROVERS.items():
        doer = next(role for role in CREW.values() if role.takes is r.OPERATIONS_INPUTS[kind])
        assert approver != doer.name
        assert kind in CREW[approver].approves


# ---- recovery: error recovery → resource management ---------------------------------------------------------


def incident(**update) -> r.RecoveryInputs:
    plain = r.Incident(
        step="modules",
        doer="generator",
        attempt=1,
        most_attempts=3,
        error="ModelError",
        text="the model failed",
        retryable=True,
        seconds_left=1000.0,
    )
    return r.RecoveryInputs(incident=changed(plain, **update))


@pytest.mark.parametrize(
    ("update", "kind", "action", "to"),
    [
        ({}, "transient", "retry", ""),
        ({"error": "DeadlineError"}, "transient", "retry", ""),
        ({"error": "DeadlineError", "bases": ("BudgetError", "GenesisError")}, "transient", "retry", ""),
        ({"error": "StorageError", "text": "the database refuses: database is locked"}, "transient", "retry", ""),
        ({"retries": 3}, "transient", "hand_over", "person"),
        ({"retries": 3, "asked_model": True}, "transient", "hand_over", "builtin"),
        ({"seconds_left": 0.1}, "transient", "hand_over", "person"),
        ({"error": "SpecificationError", "retryable": False}, "input", "stop", ""),
        ({"error": "AssemblyError", "retryable": False}, "defect", "repair", ""),
        ({"error": "AssemblyError", "retryable": False, "attempt": 3}, "defect", "stop", ""),
        ({"error": "BrokerError", "retryable": False, "causes": ("KeyError",)}, "defect", "repair", ""),
        ({"error": "BrokerError", "retryable": False, "causes": ("ConnectionError",)}, "transient", "retry", ""),
        (
            {"error": "BrokerError", "retryable": False, "text": "nobody subscribes as 'testing'"},
            "transient",
            "retry",
            "",
        ),
        (
            {"error": "BrokerError", "retryable": False, "text": "testing failed 3 times, last with KeyError: 'a'"},
            "defect",
            "repair",
            "",
        ),
        ({"error": "StorageError", "text": "the database refuses: disk is full"}, "resource", "hand_over", "person"),
        ({"error": "StorageError", "text": "attempt to write a readonly database"}, "resource", "hand_over", "person"),
        ({"error": "BudgetError", "retryable": False}, "resource", "hand_over", "person"),
        ({"error": "PolicyError", "retryable": False}, "security", "stop", ""),
        ({"error": "LicenceError", "bases": ("PolicyError", "GenesisError")}, "security", "stop", ""),
        ({"error": "ProviderError", "bases": ("ModelError", "GenesisError")}, "transient", "retry", ""),
    ],
)
def test_a_fault_is_met_as_its_kind_asks_for(update, kind, action, to) -> None:
    basis = incident(**update)
    made = drafted("recovery", basis)
    assert (made.kind, made.action, made.to) == (kind, action, to)
    assert judged("recovery", made, basis).approved


def test_the_same_defect_after_a_repair_stops_the_run() -> None:
    basis = incident(error="AssemblyError", retryable=False, attempt=2, before=("AssemblyError: the model failed",))
    assert drafted("recovery", basis).action == "stop"


def test_pauses_grow_and_are_the_same_for_the_same_incident() -> None:
    pauses = [drafted("recovery", incident(retries=n, max_retries=9)).seconds for n in range(5)]
    assert all(later > 1.4 * sooner for sooner, later in pairwise(pauses))
    assert pauses == [drafted("recovery", incident(retries=n, max_retries=9)).seconds for n in range(5)]
    assert drafted("recovery", incident(retries=8, max_retries=9)).seconds <= 60


RECOVERY = {
    "a forbidden thing tried again": ("kind", {"error": "PolicyError"}, {}),
    "a forbidden thing called passing, and retried": ("kind", {"error": "GuardError"}, {"kind": "transient"}),
    "security retried": ("action", {"error": "PolicyError"}, {"kind": "security"}),
    "a passing fault called one of security": ("kind", {}, {"kind": "security", "action": "stop", "seconds": 0.0}),
    "wrong input retried": ("kind", {"error": "SpecificationError"}, {}),
    "a full disk retried": ("action", {"text": "disk is full"}, {"kind": "resource"}),
    "a defect retried": ("action", {"error": "AssemblyError"}, {"kind": "defect"}),
    "one retry too many": ("action", {"retries": 3}, {"seconds": 8.0}),
    "no pause": ("seconds", {}, {"seconds": 0.0}),
    "a pause that does not grow": ("seconds", {"retries": 2}, {"seconds": 1.0}),
    "a pause without end": ("seconds", {}, {"seconds": 999.0}),
    "a pause beyond the run's time": ("seconds", {"seconds_left": 0.5}, {}),
    "a pause before stopping": ("seconds", {"error": "PolicyError"}, {"kind": "security", "action": "stop"}),
    "a repair after the last attempt": (
        "action", {"error": "AssemblyError", "attempt": 3}, {"kind": "defect", "action": "repair", "seconds": 0.0},
    ),
    "a repair of what a repair did not mend": (
        "action",
        {"error": "AssemblyError", "before": ("AssemblyError: the model failed",)},
        {"kind": "defect", "action": "repair", "seconds": 0.0},
    ),
    "handed over to nobody": ("to", {}, {"action": "hand_over", "to": "poet", "seconds": 0.0}),
    "handed to the draft that failed": ("to", {}, {"action": "hand_over", "to": "builtin", "seconds": 0.0}),
    "no reason": ("reason", {}, {"reason": " "}),
}  # fmt: skip


@pytest.mark.parametrize("fault", RECOVERY)
def test_recovery_faults_are_rejected(fault) -> None:
    part, given, update = RECOVERY[fault]
    made = r.Recovery(kind="transient", action="retry", reason="It may pass.", seconds=1.0)
    rejected(judged("recovery", changed(made, **update), incident(**given)), part)


# ---- health: monitoring → error recovery --------------------------------------------------------------------

TURNS = tuple(r.Turn(run="r-1", role="design", action="draft", seconds=n / 10) for n in range(1, 21))
SEEN = r.HealthInputs(
    observations=r.Observations(
        window=3600.0,
        queued=3,
        running=2,
        interrupted=1,
        ended={"done": 6, "failed": 4},
        oldest_queued=12.0,
        turns=TURNS,
        rejections=1,
        verdicts=10,
        workers=1,
    )
)
HEALTH = drafted("health", SEEN)


def without(figure):
    return {name: value for name, value in HEALTH.gauges.items() if name != figure}


ALERTS = {alert.figure: alert for alert in HEALTH.alerts}
FAULTY_HEALTH = {
    "a figure left out": ("gauges.queued", {"gauges": without("queued")}),
    "a figure that is wrong": ("gauges.running", {"gauges": HEALTH.gauges | {"running": 9.0}}),
    "a rate that is wrong": ("gauges.runs_per_hour", {"gauges": HEALTH.gauges | {"runs_per_hour": 100.0}}),
    "failures played down": ("gauges.failure_rate", {"gauges": HEALTH.gauges | {"failure_rate": 0.0}}),
    "nobody told": ("alerts.failure_rate", {"alerts": (ALERTS["interrupted"],)}),
    "a false alarm": (
        "alerts.stalled",
        {"alerts": (*HEALTH.alerts, changed(ALERTS["interrupted"], id="alert.s", figure="stalled", value=0.0))},
    ),
    "an alert of nothing": (
        "alerts.mood", {"alerts": (*HEALTH.alerts, changed(ALERTS["interrupted"], id="alert.m", figure="mood"))},
    ),
    "an alert made less of": (
        "alerts.interrupted",
        {"alerts": (changed(ALERTS["interrupted"], severity="critical"), ALERTS["failure_rate"])},
    ),
    "an alert with another figure": (
        "alerts.interrupted", {"alerts": (changed(ALERTS["interrupted"], value=7.0), ALERTS["failure_rate"])},
    ),
    "an alert that says nothing": (
        "alerts.interrupted", {"alerts": (changed(ALERTS["interrupted"], text=" "), ALERTS["failure_rate"])},
    ),
    "answers not counted": ("latencies.design_draft", {"latencies": ()}),
    "too few answers counted": (
        "latencies.design_draft", {"latencies": (changed(HEALTH.latencies[0], count=3),)},
    ),
    "quantiles out of order": (
        "latencies.design_draft", {"latencies": (changed(HEALTH.latencies[0], p50=1.9, p95=0.2),)},
    ),
    "a latency nobody saw": (
        "latencies.poet_draft",
        {"latencies": (*HEALTH.latencies, changed(HEALTH.latencies[0], id="latency.poet", role="poet"))},
    ),
    "called healthy": ("status", {"status": "healthy"}),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTY_HEALTH)
def test_health_faults_are_rejected(fault) -> None:
    part, update = FAULTY_HEALTH[fault]
    rejected(judged("health", changed(HEALTH, **update), SEEN), part)


def test_health_says_what_is_wrong_and_is_accepted() -> None:
    assert judged("health", HEALTH, SEEN).approved
    assert HEALTH.status == "degraded"
    assert {alert.figure for alert in HEALTH.alerts} == {"interrupted", "failure_rate"}
    assert HEALTH.gauges["failure_rate"] == 0.4
    assert (HEALTH.latencies[0].p50, HEALTH.latencies[0].p95) == (1.1, 2.0)


def test_nothing_to_see_is_healthy() -> None:
    basis = r.HealthInputs(observations=r.Observations(window=3600.0))
    made = drafted("health", basis)
    assert made.status == "healthy"
    assert judged("health", made, basis).approved


def test_runs_that_nobody_takes_are_critical() -> None:
    made = drafted("health", r.HealthInputs(observations=r.Observations(window=60.0, queued=2)))
    assert made.status == "unhealthy"
    assert "genesis conduct" in " ".join(alert.text for alert in made.alerts)


def test_prometheus_reads_the_metrics() -> None:
    families = {family.name: family for family in text_string_to_metric_families(r.metrics_text(HEALTH))}
    assert families["genesis_queued"].samples[0].value == 3
    turns = {tuple(sorted(sample.labels.items())): sample.value for sample in families["genesis_turn_seconds"].samples}
    assert turns[("action", "draft"), ("quantile", "0.95"), ("role", "design")] == 2.0
    assert {sample.labels["figure"] for sample in families["genesis_alert"].samples} == {"interrupted", "failure_rate"}


# ---- budgets: resource management → monitoring --------------------------------------------------------------


def claim(id, **update):
    return changed(r.Claim(id=id, tokens=1000, seconds=600.0), **update)


WORKING = claim("r-1", started=True, spent_tokens=400, spent_seconds=60.0)
ASKED = r.BudgetInputs(
    demand=r.Demand(
        claims=(WORKING, claim("r-2"), claim("r-3"), claim("r-4")),
        capacity=3,
        tokens=2000,
        seconds=900.0,
    )
)
BUDGETS = drafted("budgets", ASKED)


def shares(**updates):
    return {"shares": tuple(changed(one, **updates.get(one.id.replace("-", ""), {})) for one in BUDGETS.shares)}


FAULTY_BUDGETS = {
    "more at once than there is room": ("at_once", {"at_once": 9}),
    "none at once": ("at_once", {"at_once": 0}),
    "more tokens than are left": ("shares", shares(r2={"tokens": 1000}, r3={"tokens": 1000})),
    "too many at work": ("shares", shares(r4={"runs": True, "tokens": 1, "seconds": 600.0})),
    "somebody not answered": ("shares.r-4", {"shares": BUDGETS.shares[:3]}),
    "somebody who did not ask": ("shares.r-9", {"shares": (*BUDGETS.shares, changed(BUDGETS.shares[3], id="r-9"))}),
    "two shares for one": ("shares.r-2", {"shares": (*BUDGETS.shares, BUDGETS.shares[1])}),
    "a share below nothing": ("shares.r-2", shares(r2={"tokens": -1})),
    "more tokens than were asked for": ("shares.r-2.tokens", shares(r2={"tokens": 5000})),
    "longer than a run may take": ("shares.r-2.seconds", shares(r2={"seconds": 9000.0})),
    "turned out while at work": ("shares.r-1.runs", shares(r1={"runs": False})),
    "less than it has spent": ("shares.r-1.tokens", shares(r1={"tokens": 100})),
    "let in without time": ("shares.r-2.seconds", shares(r2={"seconds": 0.0})),
    "let in without tokens": ("shares.r-2.tokens", shares(r2={"tokens": 0})),
    "passed over": ("shares.r-4", shares(r2={"runs": False}, r4={"runs": True, "tokens": 1, "seconds": 600.0})),
    "let wait though there is room": ("shares.r-3", shares(r3={"runs": False, "tokens": 0, "seconds": 0.0})),
}


@pytest.mark.parametrize("fault", FAULTY_BUDGETS)
def test_budget_faults_are_rejected(fault) -> None:
    part, update = FAULTY_BUDGETS[fault]
    rejected(judged("budgets", changed(BUDGETS, **update), ASKED), part)


def test_a_full_machine_lets_one_run_in() -> None:
    basis = r.BudgetInputs(demand=changed(ASKED.demand, load=1.5, claims=ASKED.demand.claims[1:]))
    made = drafted("budgets", basis)
    assert made.at_once == 1
    assert [share.id for share in made.shares if share.runs] == ["r-2"]
    assert judged("budgets", made, basis).approved
    rejected(judged("budgets", changed(made, at_once=3), basis), "at_once")


def test_budgets_follow_the_queue_and_what_is_left() -> None:
    assert judged("budgets", BUDGETS, ASKED).approved
    given = {share.id: share for share in BUDGETS.shares}
    assert [share.runs for share in BUDGETS.shares] == [True, True, True, False]
    assert given["r-1"].tokens == 1000
    assert given["r-2"].tokens == given["r-3"].tokens == 700  # 2000, less the 600 that r-1 may still ask for, halved


@pytest.mark.parametrize("load", [0.0, 0.5, 0.8, 0.95, 1.0, 3.0])
@pytest.mark.parametrize("tokens", [0, 1, 2, 1500, 100_000])
@pytest.mark.parametrize("working", [0, 2, 5])
def test_whatever_is_asked_what_is_given_is_accepted(load, tokens, working) -> None:
    claims = tuple(
        claim(f"r-{n}", started=n < working, spent_tokens=min(n * 300, 1000) if n < working else 0) for n in range(9)
    )
    basis = r.BudgetInputs(demand=r.Demand(claims=claims, capacity=4, load=load, tokens=tokens, seconds=60.0))
    verdict = judged("budgets", drafted("budgets", basis), basis)
    assert verdict.approved, verdict.reasons
