"""The reference interpreter: what a specification means."""

from __future__ import annotations

import pytest

import blueprints as b
from autogenesis.assembly import Machine, Reply, run_scenario
from tests.assembly import harbour


@pytest.fixture
def machine() -> Machine:
    machine = Machine(harbour.specification(), "2026-03-02T09:00")
    machine.call("add_boat", {"number": "B1", "seats": 4})
    machine.call("add_boat", {"number": "B2", "seats": 5})
    machine.call("add_boat", {"number": "B3", "seats": 12})
    machine.call("add_sailor", {"name": "Ann"})
    return machine


def test_the_example_holds() -> None:
    assert run_scenario(harbour.specification(), harbour.example()).failures == ()


def test_a_wrong_expectation_is_told() -> None:
    example = harbour.example()
    wrong = b.EventsStep(type="reminder", count=7)
    changed = example.model_copy(update={"steps": (*example.steps, wrong)})
    (failure,) = run_scenario(harbour.specification(), changed).failures
    assert "1 notifications of reminder, not 7" in failure
    otherwise = b.EventsStep(type="reminder", count=1, last="Something else.")
    changed = example.model_copy(update={"steps": (*example.steps, otherwise)})
    (failure,) = run_scenario(harbour.specification(), changed).failures
    assert "not 'Something else.'" in failure


def test_a_third_boat_is_refused_and_nothing_remains(machine: Machine) -> None:
    for boat in ("B1", "B2"):
        assert machine.call("hire_boat", {"sailor": "Ann", "boat": boat}).refused is None
    assert machine.call("hire_boat", {"sailor": "ann", "boat": "B3"}).refused == "guard.few_hires"
    assert len(machine.call("list_hires", {}).result) == 2


@pytest.mark.parametrize(("seats", "refused"), [(0, "invariant.seats"), (1, None), (12, None), (13, "invariant.seats")])
def test_bounds(machine: Machine, seats: int, refused: str | None) -> None:
    assert machine.call("add_boat", {"number": "B9", "seats": seats}).refused == refused


@pytest.mark.parametrize(("boat", "price"), [("B1", 8), ("B2", 14.5), ("B3", 20)])
def test_tables_decide_by_the_first_line(machine: Machine, boat: str, price: float) -> None:
    assert float(machine.call("hire_boat", {"sailor": "Ann", "boat": boat}).result["price"]) == price


def test_timers_fire_once_at_their_moment(machine: Machine) -> None:
    machine.call("hire_boat", {"sailor": "Ann", "boat": "B1", "days": 3})
    machine.clock("2026-03-03T23:59")
    assert machine.notes == []
    machine.clock("2026-03-04T00:00")
    machine.clock("2026-03-05T00:00")
    (note,) = machine.notes
    assert (note.type, note.to, note.role, note.text) == (
        "reminder", "sailor-1", "sailor", "Bring B1 back on 2026-03-05."
    )  # fmt: skip


def test_schedules_recur(machine: Machine) -> None:
    machine.clock("2026-03-20T16:00")
    assert [note.at.day for note in machine.notes] == [6, 13, 20]


def test_reactions_answer_what_was_done(machine: Machine) -> None:
    machine.call("hire_boat", {"sailor": "Ann", "boat": "B1", "days": 1})
    machine.call("return_boat", {"hire": "hire-1"}, at="2026-03-06T09:00")
    assert machine.call("get_hire", {"hire": "hire-1"}).result["charge"] == 7.5


def test_hidden_fields_are_left_out_and_refused_when_asked_for(machine: Machine) -> None:
    machine.call("hire_boat", {"sailor": "Ann", "boat": "B1"})
    assert "price" not in machine.call("get_hire", {"hire": "hire-1"}, role="guest").result
    asked = machine.call("get_hire", {"hire": "hire-1", "fields": ["price"]}, role="guest")
    assert asked == Reply(refused="access.guest", field="price")


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"number": "B9"}, "required.seats"),
        ({"number": "B9", "seats": "four"}, "type.seats"),
        ({"number": "B9", "seats": True}, "type.seats"),
        ({"number": "B9", "seats": 4, "colour": "red"}, "unknown.colour"),
        ({"number": "B1", "seats": 4}, "unique.number"),
    ],
)
def test_inputs_are_checked(machine: Machine, given: dict[str, object], refused: str) -> None:
    assert machine.call("add_boat", given).refused == refused
