"""Rights, approvals, names and what shall be no more, in everyday words: what was asked holds, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autogenesis.feedback import Heard, hear
from tests.acceptance import test_education_content as education
from tests.acceptance import test_library_lending as library
from tests.acceptance import test_patient_management as patients
from tests.feedback.machine_system import MachineSystem
from tests.feedback.test_thirty import read, text_of_spec

AT, LONG_AGO = "2026-03-03T10:00", "2019-03-01T10:00"


def heard(slug: str, said: str) -> Heard:
    return hear(said, text_of_spec(slug), read).heard[-1]


def _helper(system: MachineSystem) -> None:
    item = library.an_item(system, LONG_AGO, system.call("add_title", LONG_AGO, name="Emma")["id"])
    library.an_item(system, LONG_AGO, system.call("get_item", AT, item=item)["title"])
    helper = {"role": "helper", "by": "hal"}
    system.call("borrow_item", AT, **helper, reader=library.a_reader(system, AT), item=item)
    system.call("return_item", AT, **helper, item=item)
    system.refused("weed_item", "2032-03-03T10:00", **helper, item=item)
    system.call("weed_item", "2032-03-03T10:00", role="librarian", by="lea", item=item)


def _inspector(system: MachineSystem) -> None:
    patient = patients.register(system, AT)
    inspector = {"role": "inspector", "by": "ivy"}
    assert system.call("list_measurements", AT, **inspector, patient=patient) == []
    system.refused("record_measurement", AT, **inspector, patient=patient, upper_value=120)
    system.refused("withdraw_consent", AT, **inspector, patient=patient)


def _sister(system: MachineSystem) -> None:
    patients.confirm(system, "2026-02-02T09:00", patients.plan_for(system, "2026-02-02T08:00", 150))
    system.clock("2026-03-10T12:00")
    assert len(system.sent(role="sister_in_charge")) == 1


def _no_comment(system: MachineSystem) -> None:
    module = education.a_submitted_module(system)
    system.call("reject_module", education.AT, by="r1", module=module)
    assert education.status(system, module) == "draft"


def _no_weeding(system: MachineSystem) -> None:
    assert not system.does("weed_item")
    library.a_loan(system, AT)  # titles are still kept, though only weeding spoke of them


def _consent(system: MachineSystem) -> None:
    loan = library.a_loan(system, AT)["id"]
    system.refused("renew_loan", AT, loan=loan)
    system.refused("approve_loan", AT, role="treasurer", by="tom", loan=loan)
    system.call("approve_loan", AT, role="librarian", by="lea", loan=loan)
    system.call("renew_loan", AT, loan=loan)


def _progress(system: MachineSystem) -> None:
    learner = education.a_learner(system)
    assert system.call("list_learner_levels", AT, role="parent", by="pat", learner=learner) == []
    assert "progress" not in system.call("get_learner", AT, learner=learner)


def _needed(system: MachineSystem) -> None:
    given = {"title": "Emma", "subject": "english", "licence": "open", "text": "…"}
    system.refused("register_source", AT, **given)
    assert system.call("register_source", AT, **given, publisher="Old Press")["publisher"] == "Old Press"


@pytest.mark.parametrize(
    ("slug", "said", "holds"),
    [
        ("library-lending", "Our helpers should be able to lend and take back items, but not to weed them.", _helper),
        ("patient-management", "There is an inspector now. She may look at everything but change nothing.", _inspector),
        ("patient-management", "Call the nurse 'sister in charge' wherever she is shown.", _sister),
        ("education-content", "A rejection no longer needs a comment, nobody reads them.", _no_comment),
        ("library-lending", "We've given up weeding, so please take it out.", _no_weeding),
        ("library-lending", "Renewing a loan should need a librarian's consent as well.", _consent),
        ("education-content", "Parents can see the progress of a learner.", _progress),
        (
            "education-content",
            "We also need the publisher of each source; without it nothing should be registered.",
            _needed,
        ),
    ],
)
def test_what_was_asked_for_holds(slug: str, said: str, holds: Callable[[MachineSystem], None]) -> None:
    one = heard(slug, said)
    assert one.complaint == ""
    holds(MachineSystem(one.text))


@pytest.mark.parametrize(
    ("slug", "said", "why"),
    [
        ("patient-management", "We no longer want alerts below 180.", "alerts below 180"),
        ("patient-management", "No more doctors.", "doctor"),
        ("library-lending", "Volunteers may sing but not dance.", "sing"),
        ("education-content", "A module must not be submitted until the head of content has approved it.", "approve"),
        ("education-content", "The licence is now optional.", "optional"),
    ],
)
def test_a_guess_that_takes_too_much_is_refused(slug: str, said: str, why: str) -> None:
    one = heard(slug, said)
    assert why in one.complaint
    assert one.changes == ()
