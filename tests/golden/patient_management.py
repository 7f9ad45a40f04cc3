"""What `specs/patient-management.md` means."""

from __future__ import annotations

import blueprints as b
from tests.golden import _clinic_actions as act
from tests.golden._clinic_records import GUIDELINE, WEEKDAYS, entities, guideline
from tests.golden._reading import Reading
from tests.golden._terms import reads


def require(r: Reading) -> None:
    """Clause by clause, what carries it."""
    r.remark("Our clinic looks after people with high blood pressure", "Says what it is about.")
    r.require(
        "named_agents",
        "We need agents for patient data, treatment plans, follow-up and alerts",
        *(f"agent.{name}" for name in ("patient_data", "treatment_plan", "follow_up", "alert")),
    )
    r.require(
        "required_condition",
        "A patient is registered only with recorded consent",
        "operation.register_patient",
        "guard.register_patient.consent",
    )
    r.require(
        "fields",
        "name, date of birth, allergies, treating doctor",
        *(f"field.patient.{name}" for name in ("name", "date_of_birth", "allergies", "treating_doctor")),
    )
    r.require(
        "bounds",
        "Upper blood pressure values below 50 or above 300 are typing errors and shall be refused",
        "invariant.measurement.upper_value_at_least",
        "invariant.measurement.upper_value_at_most",
    )
    r.require("band_table", "The treatment is looked up in our guideline", GUIDELINE, "reaction.propose_plan")
    for line in guideline(r).lines:
        assert line.span is not None
        r.require("band_table", r.text[line.span[0] : line.span[1]], GUIDELINE)
    r.require("band_table", "Below 140 no plan is needed", GUIDELINE, "reaction.propose_plan")
    r.require(
        "exclusion",
        "If the patient is allergic to the medicine, no plan is proposed and the treating doctor is asked instead",
        "reaction.propose_plan",
        "reaction.ask_treating_doctor",
    )
    r.require(
        "approval",
        "A plan counts only after that doctor has confirmed it",
        "operation.confirm_plan",
        "guard.confirm_plan.doctor",
        "approval.confirm_plan",
    )
    r.require("date_arithmetic", "The follow-up date is reckoned from the confirmation", "operation.confirm_plan")
    r.require("day_shift", "a Saturday or Sunday becomes Monday", "operation.confirm_plan", WEEKDAYS)
    r.require("timed_message", "The patient is reminded two days before", "timer.remind_patient")
    r.require(
        "timed_message",
        "If the visit has not taken place three days after that date, the nurse is told, once",
        "timer.tell_nurse",
        "operation.record_visit",
    )
    alerts(r)
    r.require(
        "visibility",
        "Receptionists see names and appointments, never measurements",
        *(f"access.{name}_receptionist" for name in ("patient", "plan", "measurement", "alert")),
    )
    r.require("audit", "Every look at a record is logged", *(each.id for each in audits(r)))
    r.require(
        "lock",
        "If consent is withdrawn, the record is locked: only the privacy officer may open it",
        "operation.withdraw_consent",
        *(f"access.{name}_everybody" for name in ("patient", "measurement", "plan", "alert")),
        *(f"guard.{name}.locked" for name in ("record_measurement", "confirm_plan", "record_visit")),
    )
    r.require("stop", "reminders stop", "timer.remind_patient", "timer.tell_nurse")
    r.require("persistence", "All this holds after a restart", *(each.id for each in entities(r)))


def alerts(r: Reading) -> None:
    """The alert, with the doctor on duty of whom the text says nothing else."""
    r.require("latched_alert", "When a value reaches 180", "reaction.alert_doctor_on_duty")
    r.require(
        "undefined_role",
        "the doctor on duty",
        "actor.doctor_on_duty",
        status="unclear",
        note='The text describes no duty rota: whoever holds the role "doctor on duty" gets the alerts.',
    )
    r.require("latched_alert", "shall be alerted at once", "reaction.alert_doctor_on_duty")
    r.require("latched_alert", "but not again until a value below 160 has been recorded", "reaction.end_alert")


def actors(r: Reading) -> tuple[b.Actor, ...]:
    """Everybody the text names."""
    made = ("treating doctor", "patient", "nurse", "doctor on duty", "receptionist", "privacy officer")
    return tuple(
        b.Actor(
            id=f"actor.{name.replace(' ', '_')}",
            spans=r.at("Receptionists" if name == "receptionist" else name),
            name=name,
            row="entity.patient" if name == "patient" else None,
        )
        for name in made
    )


def agents(r: Reading) -> tuple[b.NamedAgent, ...]:
    """The agents that the text asks for."""
    made = ("patient data", "treatment plans", "follow-up", "alerts")
    return tuple(
        b.NamedAgent(
            id=f"agent.{name.replace(' ', '_').replace('-', '_').removesuffix('s')}",
            spans=r.at(name),
            name=name,
            about=(name,),
        )
        for name in made
    )


def audits(r: Reading) -> tuple[b.Audit, ...]:
    """The record of a patient is the patient and whatever is kept about one."""
    return tuple(
        b.Audit(
            id=f"audit.{name}",
            spans=r.at("Every look at a record is logged"),
            entity=f"entity.{name}",
            on="reads",
        )
        for name in ("patient", "measurement", "plan", "alert")
    )


def assumptions(r: Reading) -> tuple[b.Assumption, ...]:
    """What the text leaves open."""
    made = (
        (
            "doctor_on_duty",
            'Whoever holds the role "doctor on duty" gets the alerts.',
            "the doctor on duty",
        ),
        ("that_date", '"that date" is the follow-up date.', "that date"),
        ("that_doctor", '"that doctor" is the treating doctor of the patient.', "that doctor"),
        ("reminders", "Reminders are all timed messages about a patient.", "reminders stop"),
        (
            "locked",
            "A locked record is closed to recording and confirming as well.",
            "the record is locked",
        ),
        ("appointment", "An appointment is the follow-up date of a confirmed plan.", "appointments"),
    )
    return tuple(
        b.Assumption(id=f"assumption.{name}", spans=r.at(words), text=text, confidence=0.8)
        for name, text, words in made
    )


def specification() -> b.Specification:
    """The whole Specification."""
    r = Reading("patient-management")
    require(r)
    rows = entities(r)
    return b.Specification(
        title=r.title,
        slug="patient_management",
        summary="Patient management for an outpatient clinic.",
        text_hash=r.text_hash,
        sentences=r.sentences,
        clauses=tuple(r.clauses),
        requirements=tuple(r.requirements),
        actors=actors(r),
        entities=rows,
        calendars=(
            b.Calendar(
                id=WEEKDAYS,
                spans=r.at("a Saturday or Sunday becomes Monday"),
                name="weekdays",
                weekdays=(1, 2, 3, 4, 5),
            ),
        ),
        tables=(guideline(r),),
        operations=(
            act.register(r),
            act.withdraw(r),
            act.record_measurement(r),
            act.confirm(r),
            act.record_visit(r),
            *reads(*rows),
        ),
        reactions=act.reactions(r),
        timers=act.timers(r),
        access=act.access(r),
        audits=audits(r),
        agents=agents(r),
        approvals=(
            b.Approval(
                id="approval.confirm_plan",
                spans=r.at("A plan counts only after that doctor has confirmed it"),
                operation="operation.confirm_plan",
                approver="actor.treating_doctor",
                subject="entity.plan",
            ),
        ),
        assumptions=assumptions(r),
        questions=(
            b.Question(
                id="question.doctor_on_duty",
                spans=r.at("the doctor on duty"),
                text='Who is "the doctor on duty"?',
                default='Whoever holds the role "doctor on duty".',
            ),
        ),
        gaps=(
            b.Gap(
                id="gap.doctor_on_duty",
                spans=r.at("the doctor on duty"),
                text='The text does not say who "the doctor on duty" is.',
                status="unclear",
            ),
        ),
    )
