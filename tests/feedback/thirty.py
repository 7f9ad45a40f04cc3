"""Ten sentences of feedback for each of three texts, with what must hold afterwards; written before anything read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.acceptance import test_education_content as education
from tests.acceptance import test_library_lending as library
from tests.acceptance import test_patient_management as patients
from tests.feedback.machine_system import MachineSystem

AT = "2026-03-03T10:00"


@dataclass(frozen=True)
class Asked:
    """A sentence of feedback on a text; `changed` are the acceptance checks that it asks to be otherwise."""

    said: str
    kind: str
    holds: Callable[[MachineSystem], None]
    changed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


# --- patient-management ----------------------------------------------------------------------------------------------


def _phone_of_a_patient(system: MachineSystem) -> None:
    patient = patients.register(system, AT, phone_number="555-0134")
    assert system.call("get_patient", AT, patient=patient)["phone_number"] == "555-0134"


def _up_to_320(system: MachineSystem) -> None:
    patient = patients.register(system, AT)
    system.call("record_measurement", AT, patient=patient, upper_value=320)
    system.refused("record_measurement", AT, patient=patient, upper_value=321)
    system.refused("record_measurement", AT, patient=patient, upper_value=49)


def _none_under_18(system: MachineSystem) -> None:
    given = {"name": "Kid", "allergies": [], "treating_doctor": "dr-adams", "consent": True}
    system.refused("register_patient", AT, **given, date_of_birth="2008-03-04")
    system.call("register_patient", AT, **given, date_of_birth="2008-03-03")


def _trainee_nurse(system: MachineSystem) -> None:
    plan = patients.plan_for(system, AT, 150)
    patients.confirm(system, AT, plan)
    seen = system.call("get_patient", AT, role="trainee_nurse", by="tess", patient=plan["patient"])
    assert seen["appointment"] == "2026-03-31"
    assert "measurements" not in seen
    system.refused("list_measurements", AT, role="trainee_nurse", by="tess", patient=plan["patient"])


def _consent_stays(system: MachineSystem) -> None:
    assert not system.does("withdraw_consent")
    patients.register(system, AT)


def _clients(system: MachineSystem) -> None:
    given = {"name": "Ida", "date_of_birth": "1961-05-04", "allergies": [], "treating_doctor": "d", "consent": True}
    client = system.call("register_client", AT, **given)
    system.call("record_measurement", AT, client=client["id"], upper_value=150)
    assert system.call("list_plans", AT, client=client["id"])[0]["treatment"] == "lifestyle advice"
    assert not system.does("register_patient")


def _unconfirmed_on_mondays(system: MachineSystem) -> None:
    open_, confirmed = patients.plan_for(system, AT, 150), patients.plan_for(system, AT, 165)
    patients.confirm(system, AT, confirmed)
    before = len(system.sent())
    system.clock("2026-03-08T23:00")
    assert len(system.sent()) == before
    system.clock("2026-03-09T23:00")
    (listed,) = [one for one in system.sent() if "list" in one["type"]]
    assert open_["id"] in str(listed["data"])
    assert confirmed["id"] not in str(listed["data"])


def _three_days_before(system: MachineSystem) -> None:
    plan = patients.plan_for(system, "2026-02-02T09:00", 150)
    patients.confirm(system, "2026-02-02T09:30", plan)
    for now, reminders in (("2026-02-26T12:00", 0), ("2026-02-27T23:00", 1), ("2026-03-01T12:00", 1)):
        system.clock(now)
        assert len(system.sent("reminder", to=plan["patient"])) == reminders, now


def _a_second_doctor(system: MachineSystem) -> None:
    plan = patients.plan_for(system, AT, 150)
    patients.confirm(system, AT, plan)
    assert system.call("get_plan", AT, plan=plan["id"])["status"] != "confirmed"


def _thirty_days(system: MachineSystem) -> None:
    plan = patients.plan_for(system, "2026-02-01T09:00", 150)
    assert patients.confirm(system, "2026-02-02T09:00", plan)["follow_up_date"] == "2026-03-04"


PATIENTS = (
    Asked("Please also record a phone number for each patient.", "field", _phone_of_a_patient),
    Asked(
        "The upper limit for blood pressure values should be 320 instead of 300.",
        "bound",
        _up_to_320,
        ("test_3_typing_errors_are_not_stored",),
    ),
    Asked("Patients under 18 cannot be registered.", "rule", _none_under_18),
    Asked(
        "There is also a trainee nurse who may see appointments but not measurements.",
        "role",
        _trainee_nurse,
    ),
    Asked(
        "Withdrawing consent should no longer be possible.",
        "remove",
        _consent_stays,
        ("test_9_withdrawn_consent_locks_the_record",),
    ),
    Asked("Rename patient to client.", "rename", _clients, renamed=(("entity.patient", "entity.client"),)),
    Asked("Doctors need a list of unconfirmed plans every Monday.", "report", _unconfirmed_on_mondays),
    Asked(
        "The patient is reminded three days before, not two.",
        "schedule",
        _three_days_before,
        ("test_6_one_reminder_and_the_nurse_told_once",),
    ),
    Asked(
        "A second doctor must confirm the plan as well before it counts.",
        "approval",
        _a_second_doctor,
        ("test_5_follow_up_date_counts_from_the_confirmation", "test_6_one_reminder_and_the_nurse_told_once"),
    ),
    Asked(
        "Bug: a plan for the value 150 confirmed on 2026-02-02 has the follow-up date 2026-03-02, but it should be "
        "2026-03-04.",
        "bug",
        _thirty_days,
        ("test_5_follow_up_date_counts_from_the_confirmation", "test_6_one_reminder_and_the_nurse_told_once"),
    ),
)


# --- library-lending -------------------------------------------------------------------------------------------------


def _phone_of_a_reader(system: MachineSystem) -> None:
    reader = system.call("add_reader", AT, name="Ada", phone_number="555-0134")["id"]
    found = system.call("get_reader", AT, reader=reader)
    assert (found["name"], found["phone_number"]) == ("Ada", "555-0134")


def _six_loans(system: MachineSystem) -> None:
    reader = library.a_reader(system, AT)
    items = [library.an_item(system, AT) for _ in range(7)]
    for item in items[:6]:
        system.call("borrow_item", AT, reader=reader, item=item)
    system.refused("borrow_item", AT, reader=reader, item=items[6])


def _none_with_an_overdue_loan(system: MachineSystem) -> None:
    loan = library.a_loan(system, AT)
    system.call("borrow_item", "2026-04-02T18:00", reader=loan["reader"], item=library.an_item(system, AT))
    later = "2026-04-03T10:00"
    item = library.an_item(system, later)
    system.refused("borrow_item", later, reader=loan["reader"], item=item)
    system.call("return_item", later, item=loan["item"])
    system.call("borrow_item", later, reader=loan["reader"], item=item)


def _trainee_librarian(system: MachineSystem) -> None:
    long_ago = "2019-03-01T10:00"
    title = system.call("add_title", long_ago, name="Emma")["id"]
    items = [library.an_item(system, long_ago, title) for _ in range(3)]
    reader = library.a_reader(system, AT)
    system.call("borrow_item", AT, reader=reader, item=items[0], role="trainee_librarian", by="tim")
    system.refused("weed_item", AT, item=items[1], role="trainee_librarian", by="tim")
    system.call("weed_item", AT, item=items[1], role="librarian", by="lea")


def _no_renewal(system: MachineSystem) -> None:
    assert not system.does("renew_loan")
    library.a_loan(system, AT)


def _members(system: MachineSystem) -> None:
    member = system.call("add_member", AT, name="Ada")["id"]
    loan = system.call("borrow_item", AT, member=member, item=library.an_item(system, AT))
    assert loan["member"] == member
    assert not system.does("add_reader")


def _overdue_on_mondays(system: MachineSystem) -> None:
    loan, later = library.a_loan(system, AT), library.a_loan(system, "2026-03-20T10:00")
    system.clock("2026-04-05T23:00")
    assert not [one for one in system.sent(role="librarian") if loan["id"] in str(one["data"])]
    system.clock("2026-04-06T23:00")
    (listed,) = [one for one in system.sent(role="librarian") if loan["id"] in str(one["data"])]
    assert later["id"] not in str(listed["data"])


def _on_the_fifteenth(system: MachineSystem) -> None:
    reader = library.a_reader(system, AT)
    system.call("add_charge", AT, reader=reader, amount=3.20)
    system.clock("2026-03-14T23:00")
    assert not system.sent("list_of_unpaid_charges")
    system.clock("2026-03-15T23:00")
    assert len(system.sent("list_of_unpaid_charges", role="treasurer")) == 1
    system.clock("2026-04-02T23:00")
    assert len(system.sent("list_of_unpaid_charges")) == 1


def _approved_before_weeded(system: MachineSystem) -> None:
    long_ago = "2019-03-01T10:00"
    title = system.call("add_title", long_ago, name="Emma")["id"]
    items = [library.an_item(system, long_ago, title) for _ in range(3)]
    system.refused("weed_item", AT, item=items[1], role="librarian", by="lea")
    system.call("approve_item", AT, item=items[1], role="treasurer", by="tom")
    system.call("weed_item", AT, item=items[1], role="librarian", by="lea")


def _thirty_cents(system: MachineSystem) -> None:
    loan = library.a_loan(system, "2026-03-10T10:00")
    assert system.call("return_item", "2026-04-14T12:00", item=loan["item"])["charge"] == 0.90


LIBRARY = (
    Asked("Add a phone number to readers.", "field", _phone_of_a_reader),
    Asked(
        "A reader may have at most six loans.",
        "bound",
        _six_loans,
        ("test_2_at_most_five_loans_and_never_a_reference_work",),
    ),
    Asked("A reader who has an overdue loan cannot borrow anything.", "rule", _none_with_an_overdue_loan),
    Asked("There is also a trainee librarian who may lend but not weed.", "role", _trainee_librarian),
    Asked(
        "Nobody should be able to renew a loan any more.",
        "remove",
        _no_renewal,
        (
            "test_3_at_most_two_renewals_and_none_of_a_reserved_item",
            "test_9_no_negative_payment_and_no_renewal_after_return",
        ),
    ),
    Asked("Readers should be called members.", "rename", _members, renamed=(("entity.reader", "entity.member"),)),
    Asked("Librarians need a list of overdue loans every Monday.", "report", _overdue_on_mondays),
    Asked(
        "The list of unpaid charges should come on the fifteenth of the month rather than the first.",
        "schedule",
        _on_the_fifteenth,
        ("test_8_the_treasurer_has_one_list_a_month",),
    ),
    Asked(
        "An item may be weeded only after the treasurer has approved it.",
        "approval",
        _approved_before_weeded,
        ("test_7_weeding_after_five_years_but_never_the_last_copy",),
    ),
    Asked(
        "Bug: a loan due on 2026-04-09 and returned on 2026-04-14 is charged 0.60 euro, it should be 0.90 euro.",
        "bug",
        _thirty_cents,
        ("test_5_charge_per_open_day_with_a_cap",),
    ),
)


# --- education-content -----------------------------------------------------------------------------------------------

EARLY = education.AT


def _address_of_a_learner(system: MachineSystem) -> None:
    learner = system.call("add_learner", EARLY, name="Lea", teacher="tom", email_address="lea@example.org")["id"]
    found = system.call("get_learner", EARLY, learner=learner)
    assert (found["name"], found["teacher"], found["email_address"]) == ("Lea", "tom", "lea@example.org")


def _passed_with_75(system: MachineSystem) -> None:
    quiz, options = education.a_quiz(system, education.a_module(system, level=1))
    learner = education.a_learner(system)
    assert education.answer(system, learner, quiz, options, 7)["passed"] is False
    assert education.answer(system, learner, quiz, options, 8)["passed"] is True
    assert any(
        part.value == "75"
        for part in _literals(system)
        if part.type.kind in {"decimal", "number", "integer", "percent"}
    )


def _literals(system: MachineSystem) -> list[Any]:
    import blueprints as bp

    return [part for part in bp.parts_within(system.specification) if isinstance(part, bp.Literally)]


def _two_lessons(system: MachineSystem) -> None:
    education.a_source(system, "A", "open")
    short = education.a_module(system)
    education.a_quiz(system, short)
    system.refused("submit_module", EARLY, by="ann", module=short)
    education.a_source(system, "B", "open")
    long = education.a_module(system)
    education.a_quiz(system, long)
    assert system.call("submit_module", EARLY, by="ann", module=long)["status"] == "submitted"


def _subject_lead(system: MachineSystem) -> None:
    module = education.a_submitted_module(system)
    lead = {"role": "subject_lead", "by": "sue"}
    system.refused("reject_module", EARLY, **lead, module=module, comment="no")
    system.call("approve_module", EARLY, **lead, module=module)
    system.call("reject_module", EARLY, role="reviewer", by="r2", module=module, comment="no")


def _no_rejection(system: MachineSystem) -> None:
    assert not system.does("reject_module")
    module = education.a_submitted_module(system)
    education.approve(system, module, "r1")
    education.approve(system, module, "r2")
    assert education.status(system, module) == "published"


def _courses(system: MachineSystem) -> None:
    course = system.call("build_course", EARLY, subject="biology", level=1)["id"]
    quiz = system.call("add_quiz", EARLY, course=course)["id"]
    for _ in range(10):
        education.a_question(system, quiz)
    assert system.call("submit_course", EARLY, by="ann", course=course)["status"] == "submitted"
    assert not system.does("build_module")


def _submitted_on_fridays(system: MachineSystem) -> None:
    submitted, draft = education.a_submitted_module(system), education.a_module(system)
    system.clock("2026-03-05T23:00")
    assert not system.sent(role="head_of_content")
    system.clock("2026-03-06T23:00")
    (listed,) = system.sent(role="head_of_content")
    assert submitted in str(listed["data"])
    assert draft not in str(listed["data"])


def _after_five_days(system: MachineSystem) -> None:
    education.a_submitted_module(system)
    for moment, count in (("2026-03-07T08:00", 0), ("2026-03-08T10:00", 1), ("2026-03-12T10:00", 1)):
        system.clock(moment)
        assert len(system.sent("reminder", role="head_of_content")) == count


def _three_reviewers(system: MachineSystem) -> None:
    module = education.a_submitted_module(system)
    for by, status in (("r1", "submitted"), ("r2", "submitted"), ("r3", "published")):
        education.approve(system, module, by)
        assert education.status(system, module) == status


def _after_ten_days(system: MachineSystem) -> None:
    education.a_submitted_module(system)
    for moment, count in (("2026-03-11T23:00", 0), ("2026-03-12T10:00", 1), ("2026-03-14T10:00", 1)):
        system.clock(moment)
        assert len(system.sent("reminder", role="head_of_content")) == count


_REMINDER = "test_8_one_reminder_when_no_review_comes_within_seven_days"
_WITHOUT_LESSONS = tuple(
    f"test_{name}"
    for name in (
        "3_only_a_complete_quiz_can_be_submitted",
        "4_two_different_reviewers_but_never_the_author",
        "5_a_rejection_needs_a_comment_and_cancels_approvals",
        "8_one_reminder_when_no_review_comes_within_seven_days",
        "9_progress_and_approvals_outlast_a_restart",
    )
)
"""Checks whose modules have no lesson, and can no longer be submitted."""
EDUCATION = (
    Asked("Learners should also have an email address.", "field", _address_of_a_learner),
    Asked("The pass mark should be 75 percent instead of 80.", "bound", _passed_with_75),
    Asked("A module with fewer than two lessons cannot be submitted.", "rule", _two_lessons, _WITHOUT_LESSONS),
    Asked("We also need a subject lead, who may approve modules but not reject them.", "role", _subject_lead),
    Asked(
        "Remove the possibility to reject a module.",
        "remove",
        _no_rejection,
        ("test_5_a_rejection_needs_a_comment_and_cancels_approvals",),
    ),
    Asked("We say course, not module.", "rename", _courses, renamed=(("entity.module", "entity.course"),)),
    Asked("The head of content wants a list of submitted modules every Friday.", "report", _submitted_on_fridays),
    Asked("Remind the head of content after five days instead of seven.", "schedule", _after_five_days, (_REMINDER,)),
    Asked(
        "Three reviewers must approve instead of two.",
        "approval",
        _three_reviewers,
        (
            "test_4_two_different_reviewers_but_never_the_author",
            "test_5_a_rejection_needs_a_comment_and_cancels_approvals",
            "test_9_progress_and_approvals_outlast_a_restart",
        ),
    ),
    Asked(
        "Bug: a module submitted on 2026-03-02 at 09:00 gets its reminder on 2026-03-09, it should be 2026-03-12.",
        "bug",
        _after_ten_days,
        (_REMINDER,),
    ),
)

THIRTY = (
    *((patients, asked) for asked in PATIENTS),
    *((library, asked) for asked in LIBRARY),
    *((education, asked) for asked in EDUCATION),
)
