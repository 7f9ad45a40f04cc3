"""Kinds that a text lists: a field tells which one it is, and rules about a kind ask for it."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    ("listed", "rule"),
    [
        ("Members are juniors, adults or seniors.", "Only adults and seniors may borrow a canoe."),
        ("Members are juniors, adults or seniors.", "Juniors may not borrow a canoe."),
        ("A member is a junior, an adult or a senior.", "Juniors must not borrow a canoe."),
        ("A member has a name and a kind (junior, adult or senior).", "Only adults and seniors may borrow a canoe."),
    ],
)
def test_a_rule_about_some_kinds_refuses_the_others(listed: str, rule: str) -> None:
    system = Running(f"{listed} A canoe has a name. A member borrows a canoe. {rule}")
    assert system.unclear == []
    young, grown, old = (
        system.call("add_member", name=kind, kind=kind)["id"] for kind in ("junior", "adult", "senior")
    )
    canoes = [system.call("add_canoe", name=name)["id"] for name in ("A", "B")]
    assert system.refused("borrow_canoe", canoe=canoes[0], member=young)
    system.call("borrow_canoe", canoe=canoes[0], member=grown)
    system.call("borrow_canoe", canoe=canoes[1], member=old)


def test_whoever_acts_is_asked_for_the_kind_where_nobody_else_is_named() -> None:
    system = Running(
        "A rider has a name. Riders are learners, riders or instructors. A lesson has a title. "
        "An instructor gives a lesson. Only instructors may give a lesson."
    )
    assert system.unclear == []
    learner, teacher = (system.call("add_rider", name=k, kind=k)["id"] for k in ("learner", "instructor"))
    lesson = system.call("add_lesson", title="Trot")["id"]
    assert system.refused("give_lesson", by=learner, role="rider", lesson=lesson)
    system.call("give_lesson", by=teacher, role="rider", lesson=lesson)


def test_kinds_of_a_thing_are_told_by_the_word_before_it() -> None:
    system = Running("A ticket is a day ticket, a week ticket or a season ticket.")
    system.call("add_ticket", kind="week ticket")
    assert system.refused("add_ticket", kind="year ticket")


@pytest.mark.parametrize("said", ["Levels are INFO, WARNING and ERROR.", "The levels are INFO, WARNING or ERROR."])
def test_the_values_of_a_field_are_those_listed(said: str) -> None:
    system = Running(f"A line has a level and a text. {said}")
    assert system.unclear == []
    system.call("add_line", level="ERROR", text="Disk full")
    assert system.refused("add_line", level="LOUD", text="Disk full")


def test_who_must_be_there_too_is_no_gift_of_the_right() -> None:
    system = Running(
        "A rider has a name. Riders are learners or instructors. A pony has a name. A rider books a pony for an hour. "
        "Learners may only book a pony together with an instructor."
    )
    assert system.unclear != []


def test_what_only_a_number_can_be_is_no_yes_or_no() -> None:
    system = Running("A repair has a number. A mechanic can close a repair. A repair cannot be negative.")
    assert "A repair cannot be negative" in " ".join(system.unclear)
    assert all("negative" not in {f.name for f in e.fields} for e in system.specification.entities)


@pytest.mark.parametrize("also", ["A customer has a name.", "The customer is told when a repair is finished."])
def test_it_is_what_whoever_may_do_it_did_something_to(also: str) -> None:
    system = Running(
        f"A repair has a text. A mechanic can take a repair. A mechanic can finish a repair. {also} "
        "Only the mechanic who took a repair may finish it."
    )
    repair = system.call("add_repair", text="Flat tyre")["id"]
    system.call("take_repair", role="mechanic", by="m", repair=repair)
    assert system.refused("finish_repair", role="mechanic", by="n", repair=repair)
    system.call("finish_repair", role="mechanic", by="m", repair=repair)
