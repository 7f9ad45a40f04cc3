"""A rule that would refuse nothing, or everything, is not counted as built; no more is what is no list of what is kept."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

BASE = "# Bank\nAn accession has a number and a species. A keeper stores an accession. A withdrawal has a grower and a date.\n"


@pytest.mark.parametrize(
    "rule", ["If an accession is not stored, then the system shall refuse a withdrawal of it.", "A withdrawal of an unknown moon is refused."]
)  # fmt: skip
def test_what_can_never_refuse_is_listed(rule: str) -> None:
    running = Running(BASE + rule)
    assert running.unclear
    accession = running.call("add_accession", number=1, species="rye")["id"]
    assert accession
    running.call("add_withdrawal", grower="A", date="2026-03-02")


def test_who_alone_may_enter_something_enters_it() -> None:
    running = Running(
        "# Round\nA check has a place, a date and a result (passed, failed). Only an inspector may record a check. A keeper has a name."
    )
    assert running.unclear == []
    assert {o.name for o in running.specification.operations if o.kind == "create"} == {"record_check", "add_keeper"}
    given = {"place": "hall", "date": "2026-03-02", "result": "passed"}
    assert running.refused("record_check", role="keeper", **given)
    assert running.call("record_check", role="inspector", **given)["place"] == "hall"


def test_prices_and_orders_are_no_fields_and_no_deeds() -> None:
    running = Running(
        "# Dairy\nA wheel has a number and a weight in kilograms. A standing has a name.\n"
        "Wheels are sold by weight: Alp costs 24.00 euro per kilogram, Blue 31.50 euro. "
        "As a member, I want the standings sorted by points, most first."
    )
    fields = {f.name for e in running.specification.entities for f in e.fields}
    assert not {"alp", "blue"} & fields
    assert len(running.unclear) >= 2


def test_a_purpose_is_no_field_and_a_circumstance_stays() -> None:
    running = Running(
        "# Club\nAs a secretary, I want to enter members with a name and a birth date, so that everybody is on the ladder.\n\n"
        "A check has a date, a pressure in bar and a result (passed, failed).\n\nLimits\nBelow 12 bar the result cannot be “passed”."
    )
    (member,) = (e for e in running.specification.entities if e.name == "member")
    assert {f.name for f in member.fields} == {"name", "birth_date"}
    running.call("add_check", date="2026-03-02", pressure="13", result="passed")
    assert running.unclear == ["Below 12 bar the result cannot be “passed”."]


def test_dates_that_lie_ahead_can_be_refused() -> None:
    running = Running(
        "# Seeds\nAn accession has a number and a harvest date.\n"
        "The system shall refuse an accession whose harvest date lies in the future."
    )
    assert running.unclear == []
    assert running.refused("add_accession", number=1, harvest_date="2026-03-03")
    running.call("add_accession", number=1, harvest_date="2026-03-02")


def test_what_is_held_is_counted_until_it_is_given_back() -> None:
    running = Running(
        "# Tools\nA member has a name. A tool has a name. A loan has a member and a tool.\n"
        "A member borrows a tool. A member returns a loan. Each member may have at most two loans."
    )
    assert running.unclear == []
    member = running.call("add_member", name="A")["id"]
    tools = [running.call("add_tool", name=name)["id"] for name in "abc"]
    loans = [running.call("borrow_tool", role="member", member=member, tool=tool)["id"] for tool in tools[:2]]
    assert running.refused("borrow_tool", role="member", member=member, tool=tools[2])
    running.call("return_loan", role="member", loan=loans[0])
    running.call("borrow_tool", role="member", member=member, tool=tools[2])


def test_those_of_others_are_hidden_and_ones_own_are_not() -> None:
    running = Running(
        "# Cards\nA player has a name. A hand has a player and a size. A player never sees the hand of the other."
    )
    one, other = (running.call("add_player", name=name)["id"] for name in "AB")
    for player in (one, other):
        running.call("add_hand", player=player, size=5)
    assert [hand["player"] for hand in running.call("list_hands", role="player", by=one)] == [one]


def test_what_values_do_by_themselves_refuses_no_reading() -> None:
    running = Running(
        "# Cellar\nA reading has a humidity in percent and a date. The humidity should not fall under 80 percent. "
        "A case has a title. The committee adopts or dismisses a case."
    )
    assert len(running.unclear) == 1
    assert running.call("add_reading", humidity="79", date="2026-03-02")["humidity"] == 79
    case = running.call("add_case", title="A")["id"]
    assert running.refused("adopt_case", role="clerk", case=case)
    running.call("adopt_case", role="committee", case=case)
