"""The ten acceptance checks of `specs/patient-management.md`."""

from __future__ import annotations

import pytest

from tests.acceptance._driver import Json, System

SLUG = "patient-management"
MISSING: dict[int, str] = {}
REGISTER, MEASURE, CONFIRM = "register_patient", "record_measurement", "confirm_plan"
WITHDRAW = "withdraw_consent"
GET_PATIENT, LIST_PATIENTS = "get_patient", "list_patients"
LIST_MEASUREMENTS, LIST_PLANS, GET_PLAN = "list_measurements", "list_plans", "get_plan"
QUESTION, REMINDER, NOTICE, ALERT = "question", "reminder", "notice", "alert"
DOCTOR = "dr-adams"


def register(system: System, at: str, **more: Json) -> str:
    given = {
        "name": "Ida Berg",
        "date_of_birth": "1961-05-04",
        "allergies": [],
        "treating_doctor": DOCTOR,
        "consent": True,
        **more,
    }
    return str(system.call(REGISTER, at, **given)["id"])


def treatments(system: System, at: str, patient: str) -> list[str]:
    return [plan["treatment"] for plan in system.call(LIST_PLANS, at, patient=patient)]


def plan_for(system: System, at: str, value: int, patient: str | None = None) -> Json:
    patient = patient or register(system, at)
    system.call(MEASURE, at, patient=patient, upper_value=value)
    (plan,) = system.call(LIST_PLANS, at, patient=patient)
    return plan


def confirm(system: System, at: str, plan: Json) -> Json:
    return system.call(CONFIRM, at, role="treating_doctor", by=DOCTOR, plan=plan["id"])


def test_1_no_registration_without_consent(system: System) -> None:
    at = "2026-02-02T09:00"
    given: dict[str, Json] = {
        "name": "Ida Berg",
        "date_of_birth": "1961-05-04",
        "allergies": [],
        "treating_doctor": DOCTOR,
    }
    system.refused(REGISTER, at, **given, consent=False)
    system.refused(REGISTER, at, **given)
    assert system.call(LIST_PATIENTS, at, name="Ida Berg") == []
    system.call(REGISTER, at, **given, consent=True)
    assert len(system.call(LIST_PATIENTS, at, name="Ida Berg")) == 1


@pytest.mark.parametrize(
    ("value", "treatment"),
    [
        (139, []),
        (140, ["lifestyle advice"]),
        (159, ["lifestyle advice"]),
        (160, ["amlodipine"]),
        (179, ["amlodipine"]),
        (180, ["urgent referral"]),
    ],
)
def test_2_the_guideline_at_its_edges(system: System, value: int, treatment: list[str]) -> None:
    at = "2026-02-02T09:00"
    patient = register(system, at)
    system.call(MEASURE, at, patient=patient, upper_value=value)
    assert treatments(system, at, patient) == treatment


def test_3_typing_errors_are_not_stored(system: System) -> None:
    at = "2026-02-02T09:00"
    patient = register(system, at)
    for wrong in (49, 301, "high"):
        system.refused(MEASURE, at, patient=patient, upper_value=wrong)
    assert system.call(LIST_MEASUREMENTS, at, patient=patient) == []
    for right in (50, 300):
        system.call(MEASURE, at, patient=patient, upper_value=right)
    assert [m["upper_value"] for m in system.call(LIST_MEASUREMENTS, at, patient=patient)] == [50, 300]


def test_4_allergic_to_the_medicine(system: System) -> None:
    at = "2026-02-02T09:00"
    patient = register(system, at, allergies=["amlodipine"])
    system.call(MEASURE, at, patient=patient, upper_value=165)
    assert treatments(system, at, patient) == []
    (asked,) = system.sent(QUESTION)
    assert (asked["role"], asked["to"]) == ("treating_doctor", DOCTOR)
    system.call(MEASURE, at, patient=patient, upper_value=150)
    assert treatments(system, at, patient) == ["lifestyle advice"]


def test_5_follow_up_date_counts_from_the_confirmation(system: System) -> None:
    later = plan_for(system, "2026-02-01T09:00", 150)
    assert confirm(system, "2026-02-02T09:00", later)["follow_up_date"] == "2026-03-02"
    urgent = plan_for(system, "2026-02-25T09:00", 185)
    refusal = system.refused(CONFIRM, "2026-02-26T09:00", role="treating_doctor", by="dr-brown", plan=urgent["id"])
    assert "treating doctor" in refusal["reason"]
    unchanged = system.call(GET_PLAN, "2026-02-26T09:00", plan=urgent["id"])
    assert (unchanged["status"], unchanged["follow_up_date"]) == ("proposed", None)
    assert confirm(system, "2026-02-26T10:00", urgent)["follow_up_date"] == "2026-03-02"


def test_6_one_reminder_and_the_nurse_told_once(system: System) -> None:
    plan = plan_for(system, "2026-02-02T09:00", 150)
    confirm(system, "2026-02-02T09:30", plan)
    for now, reminders, told in (
        ("2026-02-27T12:00", 0, 0),
        ("2026-02-28T23:00", 1, 0),
        ("2026-03-04T12:00", 1, 0),
        ("2026-03-06T12:00", 1, 1),
        ("2026-03-10T12:00", 1, 1),
    ):
        system.clock(now)
        assert len(system.sent(REMINDER, to=plan["patient"])) == reminders, now
        assert len(system.sent(NOTICE, role="nurse")) == told, now


def test_7_alerts_are_latched(system: System) -> None:
    at = "2026-02-02T09:00"
    patient = register(system, at)
    counts = []
    for minute, value in enumerate((185, 190, 175, 182, 159, 180)):
        system.call(MEASURE, f"2026-02-02T10:0{minute}", patient=patient, upper_value=value)
        counts.append(len(system.sent(ALERT, role="doctor_on_duty")))
    assert counts == [1, 1, 1, 1, 1, 2]


def test_8_what_a_receptionist_sees(system: System) -> None:
    plan = plan_for(system, "2026-02-02T09:00", 150)
    patient = plan["patient"]
    confirm(system, "2026-02-02T09:30", plan)
    as_receptionist = {"role": "receptionist", "by": "rita"}
    record = system.call(GET_PATIENT, "2026-02-03T08:15", **as_receptionist, patient=patient)
    assert (record["name"], record["appointment"]) == ("Ida Berg", "2026-03-02")
    assert "150" not in str(record)
    assert "measurements" not in record
    system.refused(GET_PATIENT, "2026-02-03T08:16", **as_receptionist, patient=patient, fields=["measurements"])
    system.refused(LIST_MEASUREMENTS, "2026-02-03T08:17", **as_receptionist, patient=patient)
    looks = [e for e in system.events(kind="audit") if e["at"].startswith("2026-02-03T08:15")]
    assert [(e["role"], e["subject"]) for e in looks] == [("receptionist", patient)]
    (measured,) = system.call(LIST_MEASUREMENTS, "2026-02-03T09:00", role="treating_doctor", by=DOCTOR)
    assert measured["upper_value"] == 150


def test_9_withdrawn_consent_locks_the_record(system: System) -> None:
    plan = plan_for(system, "2026-02-02T09:00", 150)
    patient = plan["patient"]
    confirm(system, "2026-02-02T09:30", plan)
    system.call(WITHDRAW, "2026-02-20T09:00", patient=patient)
    system.restart()
    at = "2026-02-20T10:00"
    system.refused(GET_PATIENT, at, role="treating_doctor", by=DOCTOR, patient=patient)
    opened = system.call(GET_PATIENT, at, role="privacy_officer", by="pia", patient=patient)
    assert opened["name"] == "Ida Berg"
    system.clock("2026-02-28T23:00")
    assert system.sent(REMINDER) == []


def test_10_who_is_on_duty_is_unclear(system: System) -> None:
    lines = [line for line in system.report() if line["status"] in ("unclear", "assumed")]
    assert any("doctor on duty" in f"{line['sentence']} {line['note']}" for line in lines)
