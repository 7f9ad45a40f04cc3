"""The ten acceptance checks of `specs/car-insurance-claims.md`."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.acceptance._driver import Json, System

SLUG = "car-insurance-claims"
MISSING: dict[int, str] = {}
AT = "2026-03-10T12:00"


def a_policy(system: System, number: str = "P-1", kind: str = "Standard", value: str = "10000.00", **more: Json) -> str:
    fields = {"customer": "carl", "runs_from": "2020-01-01", **more}
    return str(system.call("add_policy", "2024-01-01T08:00", number=number, kind=kind, car_value=value, **fields)["id"])


def enter(system: System, policy: str, estimate: str, at: str = AT, by: str = "nadia", **more: Json) -> Json:
    fields = {"accident_date": at[:10], "driver_age": 40, **more}
    return system.call("enter_claim", at, by=by, policy=policy, garage_estimate=estimate, **fields)


def release(system: System, claim: Json, who: str, at: str = AT) -> Json:
    return system.call("release_payment", at, role=who, by=who, claim=claim["id"])


def status(system: System, claim: Json, at: str = AT) -> str:
    return str(system.call("get_claim", at, claim=claim["id"])["status"])


@pytest.mark.parametrize(
    ("estimate", "payment"),
    [("1000.00", "700.00"), ("7000.00", "6700.00"), ("7000.01", "9700.00"), ("250.00", "0.00")],
)
def test_1_the_estimate_or_the_value_minus_the_excess(system: System, estimate: str, payment: str) -> None:
    assert Decimal(enter(system, a_policy(system), estimate)["payment"]) == Decimal(payment)


@pytest.mark.parametrize(("age", "payment"), [(25, "850.00"), (24, "650.00")])
def test_2_young_drivers(system: System, age: int, payment: str) -> None:
    policy = a_policy(system, kind="Plus")
    assert Decimal(enter(system, policy, "1000.00", driver_age=age)["payment"]) == Decimal(payment)


def test_3_one_or_two_release_but_never_who_entered(system: System) -> None:
    policy = a_policy(system, value="50000.00")
    small = enter(system, policy, "1800.00")
    release(system, small, "joost")
    assert status(system, small) == "paid"
    more = enter(system, policy, "1800.01")
    release(system, more, "joost")
    assert status(system, more) == "open"
    release(system, more, "sabine")
    assert status(system, more) == "paid"
    own = enter(system, policy, "1800.00", by="joost")
    system.refused("release_payment", AT, role="joost", by="joost", claim=own["id"])
    assert status(system, own) == "open"


def test_4_above_10000_the_assessor_first(system: System) -> None:
    policy = a_policy(system, value="50000.00")
    claim = enter(system, policy, "10300.00")
    release(system, claim, "joost")
    release(system, claim, "sabine")
    assert status(system, claim) == "paid"
    large = enter(system, policy, "10300.01")
    for who in ("joost", "sabine"):
        system.refused("release_payment", AT, role=who, by=who, claim=large["id"])
    assert status(system, large) == "open"
    system.call("see_car", AT, claim=large["id"])
    release(system, large, "joost")
    release(system, large, "sabine")
    assert status(system, large) == "paid"


def test_5_what_is_refused_or_turned_down(system: System) -> None:
    policy = a_policy(system, runs_until="2026-02-28")
    claim = {"driver_age": 40, "by": "nadia"}
    assert (
        system.refused("enter_claim", AT, policy=policy, accident_date="2026-03-11", garage_estimate="900.00", **claim)[
            "field"
        ]
        == "accident_date"
    )
    unknown = system.refused(
        "enter_claim", AT, policy="P-404", accident_date="2026-02-28", garage_estimate="900.00", **claim
    )
    assert unknown["field"] == "policy"
    negative = system.refused(
        "enter_claim", AT, policy=policy, accident_date="2026-02-28", garage_estimate="-50.00", **claim
    )
    assert negative["field"] == "garage_estimate"
    assert status(system, enter(system, policy, "900.00", accident_date="2026-02-28")) == "open"
    late = enter(system, policy, "900.00", accident_date="2026-03-01")
    assert status(system, late) == "turned down"
    system.refused("release_payment", AT, role="joost", by="joost", claim=late["id"])


def test_6_reports_within_fourteen_days(system: System) -> None:
    policy = a_policy(system)
    enter(system, policy, "900.00", at="2026-03-31T12:00", accident_date="2026-03-17")
    system.refused(
        "enter_claim", "2026-03-31T12:00", by="nadia", policy=policy, accident_date="2026-02-28",
        garage_estimate="900.00", driver_age=40,
    )  # fmt: skip


def test_7_the_two_sentences_contradict_each_other(system: System) -> None:
    lines = [line for line in system.report() if line["status"] == "contradictory"]
    assert len(lines) == 2
    for quoted in ("more than 14 days", "up to 30 days"):
        assert any(quoted in line["sentence"] for line in lines)
        assert all(quoted in line["note"] for line in lines)
    assert all("followed: 14 days" in line["note"] for line in lines)


@pytest.mark.parametrize(("day", "marks"), [("2026-05-09", 1), ("2026-05-12", 0)])
def test_8_the_third_claim_within_24_months(system: System, day: str, marks: int) -> None:
    policy = a_policy(system)
    for each in ("2024-05-10", "2025-03-01"):
        enter(system, policy, "900.00", at=f"{each}T10:00")
    claim = enter(system, policy, "900.00", at=f"{day}T10:00")
    now = f"{day}T11:00"
    assert len(system.call("list_marks", now, role="sabine", by="sabine", claim=claim["id"])) == marks
    customer = {"role": "customer", "by": "carl"}
    sent = system.events(kind="notification")
    assert not [each for each in sent if each["role"] == "customer" or each["to"] == "carl" or "mark" in str(each)]
    assert "mark" not in str(system.call("get_claim", now, **customer, claim=claim["id"]))
    system.refused("list_marks", now, **customer)


def test_9_the_list_of_the_day(system: System) -> None:
    policy = a_policy(system, value="50000.00")
    before = "2026-03-09T08:00"
    claims = [enter(system, policy, estimate, at=before) for estimate in ("950.00", "1000.00", "1150.00")]
    for claim, moment in zip(claims, ("2026-03-09T15:00", "2026-03-10T09:00", "2026-03-10T15:00"), strict=True):
        release(system, claim, "joost", moment)
    system.clock("2026-03-10T17:59")
    sent = len(system.sent("list_of_releases"))
    system.clock("2026-03-10T18:00")
    assert len(system.sent("list_of_releases")) == sent + 1
    listed = system.sent("list_of_releases")[-1]["data"]["releases"]
    assert sorted(Decimal(line["payment"]) for line in listed) == [Decimal("700.00"), Decimal("850.00")]


def test_10_a_release_outlasts_a_restart(system: System) -> None:
    claim = enter(system, a_policy(system, value="50000.00"), "2300.00")
    release(system, claim, "joost")
    system.restart()
    assert [r["acting_as"] for r in system.call("list_releases", AT, claim=claim["id"])] == ["joost"]
    assert status(system, claim) == "open"
    release(system, claim, "sabine")
    assert status(system, claim) == "paid"
