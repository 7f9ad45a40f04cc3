"""What is given whenever a deed is done: a reason, a note."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_HIVE = "A swarm has a place and a date. A keeper reports a swarm. "


@pytest.mark.parametrize(
    "said",
    [
        "Only the chair may cancel a swarm, and must give a reason.",
        "Only the chair may cancel a swarm. The chair must state a reason.",
        "The chair cancels a swarm with a reason.",
        "The chair can cancel a swarm. A cancellation needs a reason.",
    ],
)
def test_no_reason_no_deed(said: str) -> None:
    system = Running(_HIVE + said)
    assert system.unclear == []
    swarm = system.call("report_swarm", place="orchard", date="2026-05-04")["id"]
    assert system.refused("cancel_swarm", role="chair", swarm=swarm)
    assert system.call("cancel_swarm", role="chair", swarm=swarm, reason="gone")["reason"] == "gone"


@pytest.mark.parametrize("about", ["about", "concerning", "against"])
def test_what_something_is_about_is_kept(about: str) -> None:
    system = Running(_HIVE + f"A neighbour files a complaint {about} a swarm.")
    assert system.unclear == []
    swarm = system.call("report_swarm", place="orchard", date="2026-05-04")["id"]
    assert system.call("file_complaint", swarm=swarm)["swarm"] == swarm


@pytest.mark.parametrize(
    "said",
    [
        "Nobody approves a swarm of their own.",
        "A warden never approves a swarm of their own.",
        "No warden may approve a swarm of his own.",
        "Nobody may approve their own swarm.",
    ],
)
def test_nobody_judges_what_is_their_own(said: str) -> None:
    system = Running(_HIVE + "A warden approves a swarm. " + said)
    assert system.unclear == []
    swarm = system.call("report_swarm", by="k1", place="orchard", date="2026-05-04")["id"]
    assert system.refused("approve_swarm", by="k1", swarm=swarm)
    system.call("approve_swarm", by="k2", swarm=swarm)


def test_an_amount_may_be_given_with_a_deed() -> None:
    system = Running(_HIVE + "The chair closes a swarm with a fee.")
    assert system.unclear == []
    swarm = system.call("report_swarm", place="orchard", date="2026-05-04")["id"]
    assert system.refused("close_swarm", role="chair", swarm=swarm)
    assert system.call("close_swarm", role="chair", swarm=swarm, fee="12.50")["fee"]


def test_what_is_entered_of_something_refers_to_it() -> None:
    system = Running(
        "A bell has a name. A ringer enters a defect of a bell with a description. A smith mends a defect."
    )
    bell = system.call("add_bell", name="Maria")["id"]
    defect = system.call("enter_defect", role="ringer", bell=bell, description="crack")
    assert (defect["bell"], defect["description"]) == (bell, "crack")
    system.call("mend_defect", role="smith", defect=defect["id"])
    assert "A ringer enters a defect of a bell with a description" not in " ".join(system.unclear)
