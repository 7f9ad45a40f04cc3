"""A text that a reader hardly understands, filled by a model: what is right stays, what is wrong goes back with why."""

from __future__ import annotations

import json
from functools import cache
from types import SimpleNamespace
from typing import Any

import roles as r
from autogenesis.assembly import Machine
from autogenesis.language import understand
from autogenesis.skills import signatures
from blueprints import Specification, check_specification
from roles._understanding import ANSWERS
from tests.models.desk import Scripted
from tests.roles.test_asking import ask, asking

TEXT = """# Rafts on the mere
A guest books a raft.
Rafts: Auk 4.50, Tern 6.00 euro an hour.
You can have one from nine to six, and every quarter hour begun counts.
Whoever has not come twenty minutes after the start loses it, and the ranger hears of it.
The ranger sees who and when, but no amounts.
Be kind to the reeds.
"""
_MOMENTS = {"start": "datetime", "end": "datetime"}
_PRICE = "round_up(between(start, end, 'minutes') / 15) * raft.rate / 4"


def change(action: str, id: str, evidence: list[str], **value: Any) -> dict[str, Any]:
    kinds = {"entity": "entities", "access": "access"}
    part = kinds.get(id.partition(".")[0], f"{id.partition('.')[0]}s")
    said = {"action": action, "part": part, "id": id, "reason": "The text says so.", "evidence": evidence}
    return said if action == "remove" else {**said, "value": value}


def books(price: str, *more: dict[str, Any]) -> dict[str, Any]:
    """A raft is booked from nine to six; `price` is what it costs."""
    guards = [
        {"requires": "time(start) >= time('09:00')", "reason": "You can have one from nine.", "field": "start"},
        {"requires": "end <= moment(date(start), time('18:00'))", "reason": "You can have one to six.", "field": "end"},
        *more,
    ]
    values = {"raft": "raft", "guest": "by", **{name: name for name in _MOMENTS}, "price": price, "status": "'booked'"}
    steps = [{"do": "create", "entity": "entity.booking", "name": "booking", "values": values}]
    told = {"summary": "Book a raft; every quarter hour begun counts.", "kind": "create", "entity": "entity.booking"}
    inputs = {"raft": "entity.raft", **_MOMENTS}
    given = {"actors": ["actor.guest"], "inputs": inputs, "guards": guards, "steps": steps, "result": "booking"}
    return change("replace", "operation.book_raft", ["gap.c3", "s1"], **told, **given)


RATES = [{"name": "Auk", "rate": 4.50}, {"name": "Tern", "rate": 6.00}]
STATUS = {"type": "choice booked | lost"}
FIELDS = {"raft": "entity.raft", "guest": "person", **_MOMENTS, "price": "money EUR", "status": STATUS}
LOSES = [{"do": "update", "row": "it", "values": {"status": "'lost'"}}]
HEARS = {"do": "notify", "to": {"actor": "actor.ranger"}, "type": "lost", "text": "f'{it.raft.name} is free again.'"}
STANDING = [
    change("add", "actor.ranger", ["gap.c4"], name="ranger"),
    change(
        "replace",
        "entity.raft",
        ["gap.c2"],
        summary="Rafts and what an hour costs.",
        plural="rafts",
        key="name",
        fields={"name": "text", "rate": {"type": "money EUR", "label": "euro an hour"}},
        initial=RATES,
    ),
    change("remove", "operation.add_raft", ["s2"]),
    change("replace", "entity.booking", ["gap.c3"], summary="A quarter hour begun counts.", fields=FIELDS),
    change(
        "add",
        "timer.not_come",
        ["gap.c4"],
        summary="Whoever has not come twenty minutes after the start loses it.",
        entity="entity.booking",
        at="it.start + minutes(20)",
        when="it.status == 'booked'",
        steps=LOSES,
    ),
    change(
        "add",
        "reaction.lost",
        ["gap.c4"],
        summary="The ranger hears of it.",
        trigger={"on": "changed", "entity": "entity.booking", "field": "status"},
        steps=[HEARS],
    ),
    change(
        "add",
        "access.ranger",
        ["gap.c5"],
        entity="entity.booking",
        actor="actor.ranger",
        hidden=["price"],
        reason="The ranger sees who and when, but no amounts.",
    ),
]
FAULTY = books("first(p for p in entity.raft if p == raft).rate")
GOOD = books(_PRICE, {"requires": "start < end", "reason": "One ends after its start.", "field": "end"})


@cache
def draft() -> Specification:
    return understand(TEXT).specification


async def answered(monkeypatch, *answers: list[dict[str, Any]], full: bool = True) -> tuple[Any, ...]:
    """What was made, what became of it, and what was asked, of a model that gives these answers."""
    made = r.crew(lambda *_: SimpleNamespace(specification=draft()), None)
    monkeypatch.setattr("tests.roles.test_asking.crew", lambda: made)
    client = Scripted(*(json.dumps({"changes": one}) for one in answers))
    given = {"brief": r.Brief(text=TEXT)}
    delivery = await ask("understanding", "specification", given, client, asking(full=full))
    return Specification.model_validate(delivery.body), delivery, [one.messages for one in client.asked]


def unclear(specification: Specification) -> set[str]:
    return {one.text for one in specification.clauses if one.status == "unclear"}


async def test_one_fault_goes_back_and_all_that_waited_for_it_stands_when_it_is_mended(monkeypatch) -> None:
    made, delivery, asked = await answered(monkeypatch, [*STANDING, FAULTY], [GOOD], [])
    assert unclear(made) == {"Be kind to the reeds."}
    assert all(one.accepted for one in delivery.outcomes)
    assert not check_specification(made, signatures(), text=TEXT)
    assert len(asked) == 3
    system, told = asked[1][0].content, asked[1][-1].content
    assert "replace operation.book_raft: it would be rejected: operation.book_raft: 'price' of entity.booking" in told
    assert "nothing is wrong with these" in told
    assert "timer.not_come" in told
    assert told.count("it would be rejected") == 1
    assert '"id":"timer.not_come"' in system  # it is shown what would be, and mends a part of it
    assert "first(p for p in entity.raft if p == raft).rate" in system
    assert "gap.c4" not in system.partition("<gaps>")[2].partition("</gaps>")[0]

    machine = Machine(made, "2026-03-02T08:00")
    ten = {"raft": "Auk", "start": "2026-03-02T10:00", "end": "2026-03-02T11:50"}
    booked = machine.call("book_raft", ten, by="ann")
    assert booked.refused is None
    assert float(booked.result["price"]) == 9
    assert machine.call("book_raft", {**ten, "end": "2026-03-02T18:15"}, by="ann").refused is not None
    assert "price" not in machine.call("list_bookings", {}, role="ranger").result[0]
    machine.clock("2026-03-02T10:21")
    assert [note.role for note in machine.notes] == ["ranger"]


async def test_without_another_answer_the_draft_stands_and_says_what_was_wrong(monkeypatch) -> None:
    made, delivery, asked = await answered(monkeypatch, [*STANDING, FAULTY], [])
    assert {one.change.id for one in delivery.outcomes if not one.accepted} >= {"operation.book_raft", "timer.not_come"}
    assert not check_specification(made, signatures(), text=TEXT)
    assert {one.id for one in made.operations} >= {"operation.book_raft", "operation.add_raft"}
    assert len(asked) == 2


async def test_what_is_carried_is_not_taken_away_without_another_to_carry_it(monkeypatch) -> None:
    removed = change("remove", "operation.book_raft", ["s1"])
    made, delivery, _ = await answered(monkeypatch, [removed], [])
    assert "operation.book_raft" in {one.id for one in made.operations}
    assert "it carried “A guest books a raft” (s1)" in delivery.outcomes[0].reason


async def test_a_ground_that_a_change_does_not_carry_stays_open_and_the_change_stands(monkeypatch) -> None:
    """From nine to six is carried; of the twenty minutes that it is said to carry too, it says nothing."""
    booked = {**GOOD, "evidence": ["gap.c3", "gap.c4", "s1"]}
    made, delivery, asked = await answered(monkeypatch, [*STANDING[1:4], booked], [])
    assert all(one.accepted for one in delivery.outcomes)
    assert any("Whoever has not come" in one for one in unclear(made))
    assert "replace operation.book_raft: gap.c4 stays open" in asked[1][-1].content


async def test_a_model_that_does_not_learn_is_asked_a_few_times(monkeypatch) -> None:
    answers = [[*STANDING, books(f"first(p for p in entity.raft if p == raft).rate * {n}")] for n in range(1, 20)]
    made, _, asked = await answered(monkeypatch, *answers)
    assert len(asked) == ANSWERS
    assert "operation.add_raft" in {one.id for one in made.operations}


async def test_the_same_answer_again_ends_the_asking(monkeypatch) -> None:
    _, _, asked = await answered(monkeypatch, [*STANDING, FAULTY])
    assert len(asked) == 2
