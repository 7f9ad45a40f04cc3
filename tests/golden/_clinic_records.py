"""The records of the clinic: `specs/patient-management.md`."""

from __future__ import annotations

import blueprints as b
from blueprints import BOOLEAN, DATE, DATETIME, INTEGER, TEXT, Type, list_of, reference
from tests.golden._reading import Reading
from tests.golden._terms import (
    DAYS,
    both,
    choice,
    compare,
    derived,
    field,
    has,
    invariant,
    no,
    optional,
    over,
    same,
)

WEEKDAYS = "calendar.weekdays"
GUIDELINE = "table.guideline"
STATES = ("proposed", "confirmed")
PATIENT, MEASUREMENT = reference("entity.patient"), reference("entity.measurement")
TREATING_DOCTOR = Type(kind="person", actor="actor.treating_doctor")


def state(value: str) -> b.Literally:
    """A state of a plan."""
    return choice(value, *STATES)


def entities(r: Reading) -> tuple[b.Entity, ...]:
    """Patient, measurement, plan, alert."""
    return (patient(r), measurement(r), plan(r), alert(r))


def patient(r: Reading) -> b.Entity:
    """Patients, with what others keep about them."""
    values = over(
        "values",
        "measurement",
        same("measurement.patient", "it"),
        "measurement.upper_value",
        order=("measurement.recorded_at",),
    )
    follow_up = both(same("plan.patient", "it"), has("plan.follow_up_date"), no(has("plan.visit_on")))
    next_one = over("smallest", "plan", follow_up, "plan.follow_up_date")
    return b.Entity(
        id="entity.patient",
        spans=r.at("A patient"),
        name="patient",
        plural="patients",
        synonyms=("record",),
        fields=(
            field("patient.name", TEXT, spans=r.at("name")),
            field("patient.date_of_birth", DATE, spans=r.at("date of birth")),
            optional("patient.allergies", list_of(TEXT), r.at("allergies")),
            field("patient.treating_doctor", TREATING_DOCTOR, spans=r.at("treating doctor")),
            field("patient.consent", BOOLEAN, spans=r.at("consent"), default=b.truth(False)),
        ),
        derivations=(
            derived(
                "patient.appointment",
                DATE,
                next_one,
                "The next follow-up date for which no visit has taken place.",
                r.at("appointments"),
            ),
            derived(
                "patient.measurements",
                list_of(INTEGER),
                values,
                "The upper blood pressure values that were recorded.",
                r.at("measurements"),
            ),
        ),
    )


def measurement(r: Reading) -> b.Entity:
    """Upper blood pressure values."""
    reason = "Upper blood pressure values below 50 or above 300 are typing errors."
    said = r.at("Upper blood pressure values below 50 or above 300 are typing errors and shall be refused")
    return b.Entity(
        id="entity.measurement",
        spans=r.at("measurements", "Upper blood pressure values"),
        name="measurement",
        plural="measurements",
        synonyms=("value", "upper blood pressure value"),
        fields=(
            field("measurement.patient", PATIENT),
            field(
                "measurement.upper_value",
                INTEGER,
                spans=r.at("Upper value"),
                label="upper blood pressure value",
            ),
            field("measurement.recorded_at", DATETIME, spans=r.at("has been recorded")),
        ),
        invariants=(
            invariant(
                "measurement.upper_value_at_least",
                compare("it.upper_value", ">=", b.whole(50)),
                reason,
                "upper_value",
                said,
            ),
            invariant(
                "measurement.upper_value_at_most",
                compare("it.upper_value", "<=", b.whole(300)),
                reason,
                "upper_value",
                said,
            ),
        ),
    )


def plan(r: Reading) -> b.Entity:
    """Treatment plans, which count once they are confirmed."""
    return b.Entity(
        id="entity.plan",
        spans=r.at("plan", "treatment plans"),
        name="plan",
        plural="plans",
        synonyms=("treatment plan",),
        fields=(
            field("plan.patient", PATIENT),
            field("plan.measurement", MEASUREMENT),
            field("plan.treatment", TEXT, spans=r.at("Treatment |")),
            field("plan.follow_up_after", DAYS, spans=r.at("Follow-up after")),
            field("plan.status", Type(kind="choice", choices=STATES), default=state("proposed")),
            optional("plan.confirmed_on", DATE, r.at("has confirmed it")),
            optional("plan.follow_up_date", DATE, r.at("follow-up date")),
            optional("plan.visit_on", DATE, r.at("the visit has not taken place")),
        ),
        lifecycle=b.Lifecycle(
            field="status",
            initial="proposed",
            transitions=(("proposed", "confirmed", "operation.confirm_plan"),),
        ),
    )


def alert(r: Reading) -> b.Entity:
    """Alerts; until one is over, none follows."""
    return b.Entity(
        id="entity.alert",
        spans=r.at("alerts"),
        name="alert",
        plural="alerts",
        fields=(
            field("alert.patient", PATIENT),
            field("alert.measurement", MEASUREMENT, spans=r.at("When a value reaches 180")),
            field("alert.raised_at", DATETIME, spans=r.at("alerted at once")),
            field("alert.over", BOOLEAN, spans=r.at("a value below 160 has been recorded"), default=b.truth(False)),
        ),
    )


def guideline(r: Reading) -> b.Table:
    """The guideline, as the table in the text has it."""
    rows = (
        (140, 159, "lifestyle advice", 28, "| 140 to 159 | lifestyle advice | 28 days |"),
        (160, 179, "amlodipine", 14, "| 160 to 179 | amlodipine | 14 days |"),
        (180, None, "urgent referral", 2, "| 180 or more | urgent referral | 2 days |"),
    )
    return b.Table(
        id=GUIDELINE,
        spans=r.at("our guideline"),
        name="guideline",
        keys=(("upper_value", INTEGER),),
        columns=(("treatment", TEXT), ("follow_up_after", DAYS)),
        lines=tuple(
            b.TableLine(
                keys=(b.Cell(low=b.whole(low), high=None if high is None else b.whole(high)),),
                values=(b.text(treatment), b.Literally(type=DAYS, value=days)),
                span=r.span(words),
            )
            for low, high, treatment, days, words in rows
        ),
    )
