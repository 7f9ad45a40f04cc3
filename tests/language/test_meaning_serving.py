"""Whose turn it is: in the order of arrival, and some before all others."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

SHOP = "# Shop\nA repair has a title and a priority (normal or urgent). A clerk enters a repair. A technician finishes a repair."


def waiting(running: Running, operation: str = "list_waiting_repairs", column: str = "title") -> str:
    return "".join(row[column] for row in running.call(operation))


@pytest.mark.parametrize(
    "sentence",
    [
        "Repairs are dealt with in the order of arrival.",
        "Repairs are handled in the order in which they were entered.",
        "Repairs are carried out on a first come, first served basis.",
        "All repairs are served first come, first served.",
    ],
)
def test_first_come_first_served(sentence: str) -> None:
    running = Running(f"{SHOP} {sentence}")
    assert running.unclear == []
    made = [running.call("enter_repair", role="clerk", title=t, priority="normal")["id"] for t in "ABC"]
    assert waiting(running) == "ABC"
    running.call("finish_repair", role="technician", repair=made[0])
    assert waiting(running) == "BC"


@pytest.mark.parametrize(
    "sentence",
    [
        "Urgent repairs come first.",
        "Urgent repairs are done first.",
        "An urgent repair goes before all others.",
        "Urgent repairs have priority over all others.",
        "Repairs are dealt with in the order of arrival. Urgent ones jump the queue.",
    ],
)
def test_some_go_before_all_others(sentence: str) -> None:
    running = Running(f"{SHOP} {sentence}")
    assert running.unclear == []
    for title, priority in zip("ABC", ("normal", "urgent", "normal"), strict=True):
        running.call("enter_repair", role="clerk", title=title, priority=priority)
    assert waiting(running) == "BAC"


def test_what_they_are_for_goes_first() -> None:
    running = Running(
        "# Lock\nA boat has a name. A passage has a boat and a wanted time. Skippers ask the keeper for a passage. "
        "Passages are served in the order in which they were asked for. A rescue boat goes before all others."
    )
    assert running.unclear == []
    boats = [running.call("add_boat", name=n, rescue_boat=n == "R")["id"] for n in "AR"]
    made = [
        running.call("request_passage", role="skipper", boat=b, wanted_time="2026-03-03T10:00")["id"] for b in boats
    ]
    assert [row["passage"] for row in running.call("list_waiting_passages")] == made[::-1]


@pytest.mark.parametrize(
    "sentence", ["Safety comes first.", "Members go before guests.", "Children's bikes have priority.", "Repairs come first."]
)  # fmt: skip
def test_what_is_not_kept_has_no_turn(sentence: str) -> None:
    running = Running(f"{SHOP} {sentence}")
    assert running.unclear == [sentence]
    assert "list_waiting_repairs" not in {o.name for o in running.specification.operations}
