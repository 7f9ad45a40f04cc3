"""What lists of data say: states by arrows, numbers the system counts, lengths of texts; in trades of all kinds."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    "said",
    [
        "Statuses: reported → repairing → tested → closed.",
        "Status: reported -> repairing -> tested -> closed",
        "A fault goes reported -> repairing -> tested -> closed.",
        "Fault states: reported => repairing => tested => closed",
        "The states of a fault: reported → repairing, repairing → tested, tested → closed",
    ],
)
def test_states_joined_by_arrows_follow_each_other(said: str) -> None:
    running = Running(f"# Faults\nFAULT: number (counting up from 500), place, status\n\n{said}\n")
    assert running.unclear == []
    fault = running.call("add_fault", place="lift")
    assert (fault["number"], fault["status"]) == (500, "reported")
    assert running.refused("close_fault", fault=fault["id"])
    assert running.refused(
        "set_tested_fault" if "set_tested_fault" in _names(running) else "test_fault", fault=fault["id"]
    )
    running.call("set_repairing_fault", fault=fault["id"])
    running.call("test_fault", fault=fault["id"])
    assert running.call("close_fault", fault=fault["id"])["status"] == "closed"
    assert running.call("add_fault", place="door")["number"] == 501


def test_a_state_that_two_states_lead_to() -> None:
    running = Running("# Bids\nBID: title, status\n\nStates: draft → sent → won or lost\n")
    bid = running.call("add_bid", title="Bridge")["id"]
    assert running.refused("lose_bid", bid=bid)
    running.call("send_bid", bid=bid)
    assert running.call("lose_bid", bid=bid)["status"] == "lost"


@pytest.mark.parametrize(
    ("gloss", "taken", "refused"),
    [
        ("optional, up to 8 characters", "x" * 8, "x" * 9),
        ("max. 8 characters", "x", "x" * 9),
        ("3 to 8 letters", "abc", "ab"),
    ],
)
def test_texts_of_a_length(gloss: str, taken: str, refused: str) -> None:
    running = Running(f"# Parcels\nPARCEL: code (counted from 1), weight in kg, note ({gloss})\n")
    assert running.unclear == []
    assert running.call("add_parcel", weight=2, note=taken)["note"] == taken
    assert running.refused("add_parcel", weight=2, note=refused)


def test_when_it_came_in_is_now_unless_it_is_said() -> None:
    running = Running("# Repairs\nREPAIR: number (running number), received at, ready by, fetched on, done by\n")
    repair = running.call("add_repair", at="2026-03-02T10:00")
    assert repair["received_at"].startswith("2026-03-02T10:00")
    assert repair["ready_by"] is None
    given = running.call("add_repair", received_at="2026-03-01T08:00", ready_by="2026-03-04T17:00")
    assert given["received_at"].startswith("2026-03-01T08:00")


def _names(running: Running) -> set[str]:
    return {operation.name for operation in running.specification.operations}
