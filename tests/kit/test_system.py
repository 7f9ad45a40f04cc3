"""What callers of a generated system notice: refusals, time, reactions, access, audits, restarts."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from driving import START, Town
from town_boats.system import System

from autogenesis.kit import Fault, Recurrence, Refused


def hire(town: Town, boat: str = "1", *, at: str = "2026-06-01T10:00", **more: Any) -> Any:
    return town.call("hire_boat", {"sailor": "Ann", "boat": boat, **more}, at=at)


def test_a_hire_is_numbered_priced_and_shown_with_what_is_derived(town: Town) -> None:
    made = hire(town, days=3)
    assert made["id"] == "hire-1"
    assert (made["price"], made["due_on"], made["late_days"]) == (15, "2026-06-04", 0)
    assert town.call("get_hire", {"hire": "hire-1"}, at="2026-06-09T09:00")["late_days"] == 3


def test_rows_are_given_by_id_key_or_name_and_refused_otherwise(town: Town) -> None:
    assert hire(town)["sailor"] == "sailor-1"
    unknown = town.refused("hire_boat", {"sailor": "Eve", "boat": "1"})
    assert (unknown.rule, unknown.field) == ("known.sailor", "sailor")
    town.call("add_sailor", {"name": "ann", "id": "ann-2"})
    ambiguous = town.refused("hire_boat", {"sailor": "Ann", "boat": "1"})
    assert ambiguous.rule == "known.sailor"
    assert "More than one" in ambiguous.reason
    assert town.call("hire_boat", {"sailor": "ann-2", "boat": "2", "id": "mine"})["id"] == "mine"
    assert town.refused("hire_boat", {"sailor": "ann-2", "boat": "2", "id": "mine"}).rule == "unique.id"


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"number": "9"}, "required.seats"),
        ({"number": "9", "seats": "many"}, "type.seats"),
        ({"number": "9", "seats": True}, "type.seats"),
        ({"number": "9", "seats": 2.5}, "type.seats"),
        ({"number": " ", "seats": 2}, "required.number"),
        ({"number": "9", "seats": 2, "sail": 1}, "unknown.sail"),
        ({"number": "1", "seats": 2}, "unique.number"),
        ({"number": "9", "seats": 13}, "invariant.seats"),
        ({"number": "9", "seats": 0}, "invariant.seats"),
    ],
)
def test_what_is_wrong_is_refused_and_not_kept(town: Town, given: dict[str, Any], rule: str) -> None:
    assert town.refused("add_boat", given).rule == rule
    assert len(town.call("list_boats")) == 3


def test_numeric_text_is_a_number(town: Town) -> None:
    assert town.call("add_boat", {"number": "9", "seats": "12"})["seats"] == 12


def test_a_guard_refuses_with_its_reason_field_and_sentence(town: Town) -> None:
    hire(town, "1")
    hire(town, "2")
    refusal = town.refused("hire_boat", {"sailor": "Ann", "boat": "3"})
    assert refusal.as_json() == {
        "rule": "guard.few_hires",
        "reason": "A sailor has at most 2 boats out.",
        "field": "sailor",
        "source": "At most 2.",
    }
    town.call("return_boat", {"hire": "hire-1"})
    assert town.call("hire_boat", {"sailor": "Ann", "boat": "3"})["id"] == "hire-3"


def test_roles_decide_who_may_ask(town: Town) -> None:
    given = {"number": "9", "seats": 2}
    assert town.refused("add_boat", given, role="guest").rule == "role.add_boat"
    assert town.refused("add_boat", given, role="pirate").rule == "known.role"
    assert town.call("add_boat", given, role="Harbour master")["id"] == "9"
    assert town.refused("sink_boat").rule == "known.operation"


def test_what_a_failed_handler_wrote_is_taken_back(town: Town) -> None:
    hire(town)
    with pytest.raises(Fault, match="fail_halfway"):
        town.call("fail_halfway", {"hire": "hire-1"})
    assert town.call("get_hire", {"hire": "hire-1"})["status"] == "out"


def test_a_reaction_follows_once_with_its_notification(town: Town) -> None:
    hire(town)  # due on Tuesday the 2nd
    town.call("return_boat", {"hire": "hire-1"}, at="2026-06-05T10:00")
    town.call("return_boat", {"hire": "hire-1"}, at="2026-06-05T10:00")
    charges = town.call("list_charges")
    assert [each["amount"] for each in charges] == [0.6, 0.6]
    (first, _) = town.events("notification", "charged")
    assert (first["to"], first["subject"], first["text"]) == ("sailor-1", "charge-1", "You owe 0.60.")
    assert [each["to"] for each in town.events("message")] == ["hires", "hires"]


def test_timers_and_schedules_fire_in_order_at_their_moments_and_once(town: Town) -> None:
    hire(town, days=5)
    assert town.clock("2026-06-05T08:59") == []
    fired = town.clock("2026-06-05T23:00")
    assert [(each["type"], each["at"][:16]) for each in fired] == [
        ("reminder", "2026-06-05T09:00"),
        ("status", "2026-06-05T16:00"),
    ]
    later = town.clock("2026-06-19T15:59")
    assert [each["at"][:16] for each in later] == ["2026-06-12T16:00"]


def test_a_moment_already_past_is_due_at_once(town: Town) -> None:
    hire(town, days=1, at="2026-06-01T10:00")
    (reminder,) = town.events("notification", "reminder")
    assert reminder["at"][:16] == "2026-06-01T10:00"
    assert town.clock("2026-06-01T11:00") == []


def test_a_timer_whose_condition_fails_has_fired_all_the_same(town: Town) -> None:
    hire(town, days=3)
    town.call("return_boat", {"hire": "hire-1"}, at="2026-06-02T10:00")
    town.clock("2026-06-10T10:00")
    assert town.events("notification", "reminder") == []


def test_time_does_not_go_back(town: Town) -> None:
    with pytest.raises(Fault, match="before"):
        town.call("list_boats", at="2026-05-31T09:00")
    with pytest.raises(Fault, match="no moment"):
        town.call("list_boats", at="tomorrow")


def test_hidden_fields_are_left_out_and_refused_when_asked_for(town: Town) -> None:
    hire(town)
    assert "price" in town.call("get_hire", {"hire": "hire-1"})
    assert "price" not in town.call("get_hire", {"hire": "hire-1"}, role="guest")
    shown = town.call("get_hire", {"hire": "hire-1", "fields": ["boat", "late_days"]}, role="guest")
    assert shown == {"id": "hire-1", "boat": "1", "late_days": 0}
    refusal = town.refused("list_hires", {"fields": ["price"]}, role="guest")
    assert (refusal.rule, refusal.field) == ("access.price", "price")
    assert town.refused("list_hires", {"price": 5}, role="guest").rule == "access.price"
    assert town.refused("list_hires", {"fields": ["colour"]}).rule == "known.field"


def test_rows_of_others_are_left_out_and_whole_queries_refused(town: Town) -> None:
    hire(town)
    town.call("return_boat", {"hire": "hire-1"}, at="2026-06-05T10:00")
    assert len(town.call("list_charges", role="sailor", by="sailor-1")) == 1
    assert town.call("list_charges", role="sailor", by="sailor-2") == []
    assert len(town.call("list_charges")) == 1
    assert town.refused("list_boats", role="thief").rule == "access.thieves"
    assert town.refused("get_boat", {"id": "1"}, role="thief").rule == "access.thieves"


def test_every_read_is_recorded_even_when_refused(town: Town) -> None:
    hire(town)
    town.call("get_hire", {"id": "hire-1"}, role="guest", by="g", at="2026-06-02T11:30")
    town.refused("get_hire", {"hire": "hire-1", "fields": ["price"]}, role="guest", by="g")
    first, second = town.events("audit", "read")
    assert (first["role"], first["data"]["by"], first["subject"]) == ("guest", "g", "hire-1")
    assert (first["at"][:16], first["data"]["outcome"]) == ("2026-06-02T11:30", "allowed")
    assert (second["subject"], second["data"]["outcome"]) == ("hire-1", "access.price")


def test_lists_are_filtered_by_fields(town: Town) -> None:
    hire(town, "1")
    hire(town, "2")
    assert [each["id"] for each in town.call("list_hires", {"boat": "2"})] == ["hire-2"]
    assert town.call("list_hires", {"status": "back"}) == []
    assert town.refused("list_hires", {"status": "sunk"}).rule == "type.status"


def test_reactions_that_go_round_in_a_circle_are_a_fault_that_names_it(town: Town) -> None:
    with pytest.raises(Fault, match="next_hop → next_hop"):
        town.call("write_note", {"text": "ping"})
    (note,) = town.call("list_notes")
    assert note["hops"] < 100
    assert town.events("message", "failed.next_hop")


def test_a_reaction_gets_the_inputs_even_of_rows_that_are_gone(town: Town) -> None:
    assert town.call("scrap_boats", {"boats": ["1", "3"], "captain": "Bob"}) == 2
    assert [each["id"] for each in town.call("list_boats")] == ["2"]
    assert [each["text"] for each in town.call("list_notes")] == ["gone: 1, 3 by Bob"]
    assert town.refused("scrap_boats", {"boats": ["2", "9"]}).field == "boats"
    assert town.refused("scrap_boats", {"boats": "2"}).rule == "type.boats"


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        (Recurrence(unit="month", day=1), ["02-01", "03-01", "04-01"]),
        (Recurrence(unit="month", day=-1, at="08:00"), ["01-31", "02-28", "03-31"]),
        (Recurrence(unit="month", day=31), ["01-31", "02-28", "03-31"]),
        (Recurrence(every=2, unit="week", weekdays=(1, 5), at="08:00"), ["01-16", "01-26", "01-30"]),
        (Recurrence(every=3), ["01-18", "01-21", "01-24"]),
        (Recurrence(every=3, anchor="2026-01-01"), ["01-16", "01-19", "01-22"]),
        (Recurrence(at="12:00"), ["01-15", "01-16", "01-17"]),
    ],
)
def test_recurrences(recurrence: Recurrence, expected: list[str]) -> None:
    moment = datetime(2026, 1, 15, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    first, found = moment.date(), []
    for _ in expected:
        moment = recurrence.after(moment, first)
        found.append(f"{moment:%m-%d}")
    assert found == expected


def test_a_folder_belongs_to_one_system_and_one_process(town: Town) -> None:
    store = System.store_at(town.folder)
    with pytest.raises(Fault, match="town-boats"):
        store.identify("town-cars")
    store.close()

    async def twice() -> None:
        async with System.open(town.folder), System.open(town.folder):
            pass

    import autogenesis.kit.system as module

    module.PATIENCE, kept = 0.2, module.PATIENCE
    try:
        with pytest.raises(Fault, match="Another process"):
            asyncio.run(twice())
    finally:
        module.PATIENCE = kept


def test_timers_follow_rows_that_change_and_calls_that_are_refused(town: Town) -> None:
    async def run() -> list[str]:
        async with System.open(town.folder, lambda: START) as system:
            await system.call("hire_boat", {"sailor": "Ann", "boat": "1", "days": 3})
            await system.call("hire_boat", {"sailor": "Ann", "boat": "2", "days": 5})
            with pytest.raises(Refused):
                await system.call("hire_boat", {"sailor": "Ann", "boat": "3"})
            with pytest.raises(Refused):
                await system.call("add_boat", {"number": "8", "seats": 99})
            await system.clock_to("2026-06-03T08:59")
            await system.call("prolong_hire", {"hire": "hire-1", "days": 10})
            await system.clock_to("2026-06-30T10:00")
            return [f"{each['subject']} {each['at'][5:10]}" for each in system.events() if each["type"] == "reminder"]

    assert asyncio.run(run()) == ["hire-2 06-05", "hire-1 06-13"]
