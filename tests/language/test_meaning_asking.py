"""What somebody asks somebody else for can be asked for; what is only spoken of cannot."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

CANAL = "# Canal\nA boat has a name. A passage has a boat and a wanted time."


@pytest.mark.parametrize(
    ("text", "operation", "given"),
    [
        (f"{CANAL} Skippers ask the keeper for a passage.", "request_passage", {"boat": 1, "wanted_time": "2026-03-03T10:00"}),
        (f"{CANAL} A skipper can ask for a passage.", "request_passage", {"boat": 1, "wanted_time": "2026-03-03T10:00"}),
        ("# Flats\nA defect has a place and a description. Tenants report defects to the caretaker.", "report_defect", {"place": "hall", "description": "dark"}),
        ("# Flats\nA defect has a place and a description. A tenant can report a defect.", "report_defect", {"place": "hall", "description": "dark"}),
        ("# Farm\nAn order has a product and an amount in kg. A customer orders a product from the farmer. A product has a name.", "order_product", {"product": 1, "amount": 3}),
    ],
)  # fmt: skip
def test_what_is_asked_for_comes_about(text: str, operation: str, given: dict[str, object]) -> None:
    running = Running(text)
    assert running.unclear == []
    for thing, add in (("boat", "add_boat"), ("product", "add_product")):
        if thing in given:
            given[thing] = running.call(add, name="A")["id"]
    assert running.call(operation, **given)["id"]


def test_a_group_may_ask_for_what_is_lent() -> None:
    running = Running(
        "# House\nA room has a name. A group has a name. A request has a group, a room and a date. "
        "A group asks the porter for a room."
    )
    group, room = running.call("add_group", name="Choir"), running.call("add_room", name="Blue")
    made = running.call("request_room", role="group", group=group["id"], room=room["id"], date="2026-04-01")
    assert made["room"] == room["id"]


@pytest.mark.parametrize(
    "sentence",
    ["A mechanic asks the storekeeper for a part.", "A guest asks the waiter for help."],
)
def test_asking_brings_about_nothing_that_is_there_anyway(sentence: str) -> None:
    running = Running(f"# Store\nA part has a number and a price. {sentence}")
    assert running.unclear == [sentence]
    assert not {"request_part", "ask_part"} & {o.name for o in running.specification.operations}
