"""What happens in the clinic: `specs/patient-management.md`."""

from __future__ import annotations

import blueprints as b
from blueprints import BOOLEAN, DATE, INTEGER, TEXT, list_of, reference
from tests.golden._clinic_records import GUIDELINE, PATIENT, TREATING_DOCTOR, WEEKDAYS, state
from tests.golden._reading import Reading
from tests.golden._terms import (
    at,
    both,
    compare,
    create,
    either,
    guard,
    has,
    no,
    over,
    same,
    say,
    shift,
    take,
    update,
)

PLAN = reference("entity.plan")
LOCKED = "the record is locked: only the privacy officer may open it"
OFFICER = same("role", b.text("privacy_officer"))


def unlocked(r: Reading, operation: str, patient: str, field: str) -> b.Guard:
    """A locked record is closed to every operation too."""
    return guard(
        f"{operation}.locked",
        either(at(f"{patient}.consent"), OFFICER),
        "The record is locked: only the privacy officer may open it.",
        r.at(LOCKED),
        field,
    )


def register(r: Reading) -> b.Operation:
    """A patient is registered."""
    taken = ("name", "date_of_birth", "allergies", "treating_doctor", "consent")
    return b.Operation(
        id="operation.register_patient",
        spans=r.at("A patient is registered only with recorded consent"),
        name="register_patient",
        summary="Register a patient who consents.",
        kind="create",
        entity="entity.patient",
        inputs=(
            take("name", TEXT),
            take("date_of_birth", DATE),
            take("allergies", list_of(TEXT), required=False),
            take("treating_doctor", TREATING_DOCTOR),
            take("consent", BOOLEAN, default=b.truth(False)),
        ),
        guards=(
            guard(
                "register_patient.consent",
                at("consent"),
                "A patient is registered only with recorded consent.",
                r.at("only with recorded consent"),
                "consent",
            ),
        ),
        steps=(create("patient", **{name: name for name in taken}),),
    )


def withdraw(r: Reading) -> b.Operation:
    """A patient withdraws consent."""
    return b.Operation(
        id="operation.withdraw_consent",
        spans=r.at("If consent is withdrawn"),
        name="withdraw_consent",
        summary="Withdraw the consent of a patient: locks the record.",
        kind="change",
        entity="entity.patient",
        inputs=(take("patient", PATIENT),),
        guards=(
            guard(
                "withdraw_consent.again",
                at("patient.consent"),
                "The consent has already been withdrawn.",
                field="patient",
            ),
        ),
        steps=(update("patient", consent=b.truth(False)),),
    )


def record_measurement(r: Reading) -> b.Operation:
    """A value is recorded."""
    return b.Operation(
        id="operation.record_measurement",
        spans=r.at("has been recorded"),
        name="record_measurement",
        summary="Record an upper blood pressure value of a patient.",
        kind="create",
        entity="entity.measurement",
        inputs=(take("patient", PATIENT), take("upper_value", INTEGER)),
        guards=(unlocked(r, "record_measurement", "patient", "patient"),),
        steps=(create("measurement", patient="patient", upper_value="upper_value", recorded_at="now"),),
    )


def confirm(r: Reading) -> b.Operation:
    """The treating doctor confirms a plan."""
    follow_up = b.Roll(date=shift("today", at("plan.follow_up_after"), "days"), calendar=WEEKDAYS)
    return b.Operation(
        id="operation.confirm_plan",
        spans=r.at("A plan counts only after that doctor has confirmed it"),
        name="confirm_plan",
        summary="Confirm a plan, as the treating doctor of the patient: gives it a follow-up date.",
        kind="change",
        entity="entity.plan",
        actors=("actor.treating_doctor",),
        inputs=(take("plan", PLAN),),
        guards=(
            guard(
                "confirm_plan.doctor",
                same("by", "plan.patient.treating_doctor"),
                "Only the treating doctor of the patient may confirm a plan.",
                r.at("that doctor"),
                "plan",
            ),
            guard(
                "confirm_plan.once",
                same("plan.status", state("proposed")),
                "The plan has already been confirmed.",
                field="plan",
            ),
            unlocked(r, "confirm_plan", "plan.patient", "plan"),
        ),
        steps=(update("plan", status=state("confirmed"), confirmed_on="today", follow_up_date=follow_up),),
    )


def record_visit(r: Reading) -> b.Operation:
    """A visit took place."""
    return b.Operation(
        id="operation.record_visit",
        spans=r.at("the visit has not taken place"),
        name="record_visit",
        summary="Record that the visit that a plan asks for has taken place today.",
        kind="change",
        entity="entity.plan",
        inputs=(take("plan", PLAN),),
        guards=(unlocked(r, "record_visit", "plan.patient", "plan"),),
        steps=(update("plan", visit_on="today"),),
    )


def looked_up(column: str) -> b.Lookup:
    """A column of the guideline, for the value `it`."""
    return b.Lookup(table=GUIDELINE, keys=(at("it.upper_value"),), column=column)


def reactions(r: Reading) -> tuple[b.Reaction, ...]:
    """What a recorded value brings about."""
    recorded = b.Trigger(on="created", entity="entity.measurement")
    treatment, days = b.Name(name="treatment"), b.Name(name="follow_up_after")
    allergic = b.Contains(collection=at("it.patient.allergies"), item=looked_up("treatment"))
    active = both(same("alert.patient", "it.patient"), no(at("alert.over")))
    return (
        b.Reaction(
            id="reaction.propose_plan",
            spans=r.at("The treatment is looked up in our guideline", "Below 140 no plan is needed"),
            summary="Propose the plan that the guideline gives.",
            trigger=recorded,
            when=both(has(looked_up("treatment")), no(allergic)),
            steps=(
                b.Let(name="treatment", value=looked_up("treatment")),
                b.Let(name="follow_up_after", value=looked_up("follow_up_after")),
                b.When(
                    test=both(has("treatment"), has("follow_up_after")),
                    then=(
                        create(
                            "plan",
                            patient="it.patient",
                            measurement="it",
                            treatment=treatment,
                            follow_up_after=days,
                        ),
                    ),
                ),
            ),
        ),
        b.Reaction(
            id="reaction.ask_treating_doctor",
            spans=r.at("the treating doctor is asked instead"),
            summary="Ask the treating doctor, since the patient is allergic to the medicine.",
            trigger=recorded,
            when=allergic,
            steps=(
                b.Notify(
                    to=b.Recipient(actor="actor.treating_doctor", person=at("it.patient.treating_doctor")),
                    type="question",
                    subject=at("it"),
                    text=say(
                        "{it.patient.name}",
                        " is allergic to ",
                        looked_up("treatment"),
                        ": no plan is proposed. What shall be done?",
                    ),
                    data=(("patient", at("it.patient.id")), ("treatment", looked_up("treatment"))),
                ),
            ),
        ),
        b.Reaction(
            id="reaction.alert_doctor_on_duty",
            spans=r.at("When a value reaches 180, the doctor on duty shall be alerted at once"),
            summary="Alert the doctor on duty, unless an alert is active.",
            trigger=recorded,
            when=both(compare("it.upper_value", ">=", b.whole(180)), no(over("exists", "alert", active))),
            steps=(
                create("alert", patient="it.patient", measurement="it", raised_at="now"),
                b.Notify(
                    to=b.Recipient(actor="actor.doctor_on_duty"),
                    type="alert",
                    subject=at("it"),
                    text=say("The value of ", "{it.patient.name}", " has reached ", "{it.upper_value}", "."),
                    data=(("patient", at("it.patient.id")), ("upper_value", at("it.upper_value"))),
                ),
            ),
        ),
        b.Reaction(
            id="reaction.end_alert",
            spans=r.at("but not again until a value below 160 has been recorded"),
            summary="End the alert, so that another may follow.",
            trigger=recorded,
            when=compare("it.upper_value", "<", b.whole(160)),
            steps=(
                b.Each(
                    name="alert",
                    rows=over("rows", "alert", active),
                    steps=(update("alert", over=b.truth(True)),),
                ),
            ),
        ),
    )


def timers(r: Reading) -> tuple[b.Timer, ...]:
    """The reminder, and the nurse who is told of a missed visit."""
    awaited = both(at("it.patient.consent"), no(has("it.visit_on")))
    return (
        b.Timer(
            id="timer.remind_patient",
            spans=r.at("The patient is reminded two days before"),
            summary="Remind the patient two days before the follow-up date.",
            entity="entity.plan",
            at=b.Part(of=shift("it.follow_up_date", -2, "days"), part="start"),
            when=awaited,
            steps=(
                b.Notify(
                    to=b.Recipient(actor="actor.patient", person=at("it.patient")),
                    type="reminder",
                    subject=at("it"),
                    text=say("Your follow-up date is ", "{it.follow_up_date}", "."),
                    data=(("follow_up_date", at("it.follow_up_date")),),
                ),
            ),
        ),
        b.Timer(
            id="timer.tell_nurse",
            spans=r.at("If the visit has not taken place three days after that date, the nurse is told, once"),
            summary="Tell the nurse that the visit has not taken place.",
            entity="entity.plan",
            at=b.Part(of=shift("it.follow_up_date", 3, "days"), part="end"),
            when=awaited,
            steps=(
                b.Notify(
                    to=b.Recipient(actor="actor.nurse"),
                    type="notice",
                    subject=at("it"),
                    text=say(
                        "The visit of ",
                        "{it.patient.name}",
                        " has not taken place three days after ",
                        "{it.follow_up_date}",
                        ".",
                    ),
                    data=(("patient", at("it.patient.id")), ("follow_up_date", at("it.follow_up_date"))),
                ),
            ),
        ),
    )


def access(r: Reading) -> tuple[b.Access, ...]:
    """What receptionists see, and who opens a locked record."""
    said = r.at("Receptionists see names and appointments, never measurements")
    reason = "Receptionists see names and appointments, never measurements."
    hidden = {
        "patient": ("date_of_birth", "allergies", "treating_doctor", "consent", "measurements"),
        "plan": ("measurement", "treatment", "follow_up_after"),
    }
    seen = [
        b.Access(
            id=f"access.{entity}_receptionist",
            spans=said,
            entity=f"entity.{entity}",
            actor="actor.receptionist",
            hidden=fields,
            reason=reason,
        )
        for entity, fields in hidden.items()
    ]
    closed = [
        b.Access(
            id=f"access.{entity}_receptionist",
            spans=said,
            entity=f"entity.{entity}",
            actor="actor.receptionist",
            requires=b.truth(False),
            reason=reason,
        )
        for entity in ("measurement", "alert")
    ]
    records = {"patient": "it", **dict.fromkeys(("measurement", "plan", "alert"), "it.patient")}
    locked = [
        b.Access(
            id=f"access.{entity}_everybody",
            spans=r.at(LOCKED),
            entity=f"entity.{entity}",
            requires=either(at(f"{patient}.consent"), OFFICER),
            reason="The record is locked: only the privacy officer may open it.",
        )
        for entity, patient in records.items()
    ]
    return (*seen, *closed, *locked)
