"""What becomes of data from one text to the next: which rows, fields, values and timers are the same as before."""

from __future__ import annotations

import json

import pytest

import blueprints as b
from autogenesis.assembly import Lineage, assemble
from autogenesis.language import understand
from roles import crew

TEXT = """# Boat club
A boat has a name and a length. A member has a name.
A member borrows a boat for 3 days. A boat is available or in repair.
A day before a loan is due, the member is reminded.
"""


def read(text: str) -> b.Specification:
    return understand(text).specification


def after(first: str, *texts: str, renames: tuple[tuple[str, str], ...] = ()) -> Lineage:
    """The lineage of the last of several texts; `renames` hold for it."""
    lineage = Lineage(read(first), b.Past())
    for number, text in enumerate(texts, 1):
        named = tuple(b.Rename(before=old, after=new) for old, new in renames) if number == len(texts) else ()
        lineage = Lineage(read(text), b.Past(steps=lineage.steps, shape=lineage.shape, renames=named))
    return lineage


def field(lineage: Lineage, id: str) -> b.FieldOf:
    return next(
        one for entity in lineage.records(lineage.specification.entities) for one in entity.fields if one.id == id
    )


def test_a_rule_that_changes_leaves_data_as_they_are_and_the_package_as_a_new_one() -> None:
    text = TEXT.replace("3 days", "5 days")
    lineage = after(TEXT, text)
    assert (lineage.steps, lineage.revision, lineage.files()) == ((), 1, {})
    assert lineage.specification == read(text)


def test_a_new_field_may_be_empty_in_rows_and_not_in_calls() -> None:
    lineage = after(TEXT, TEXT.replace("a length.", "a length and a berth."))
    (kind,) = lineage.steps[0].kinds
    assert [one.was for one in kind.fields] == [None]
    assert not field(lineage, "field.boat.berth").required
    add = next(one for one in lineage.specification.operations if one.name == "add_boat")
    assert next(one for one in add.inputs if one.name == "berth").required
    later = after(
        TEXT,
        TEXT.replace("a length.", "a length and a berth."),
        TEXT.replace("a length.", "a length, a berth and a colour."),
    )
    assert not field(later, "field.boat.berth").required, "the old rows are still there"
    assert later.revision == 3


def test_what_has_another_name_is_the_same_with_all_that_is_called_after_it() -> None:
    lineage = after(TEXT, TEXT.replace("member", "sailor"), renames=(("entity.member", "entity.sailor"),))
    (step,) = lineage.steps
    kinds = {(one.was, one.now): one.fields for one in step.kinds}
    assert set(kinds) == {("member", "sailor"), ("loan", "loan")}
    ((loan,),) = [kinds["loan", "loan"]]
    assert (loan.was or {})["name"] == "member"
    assert (loan.now or {})["name"] == "sailor"
    assert step.names == {"role": (("member", "sailor"),)} or not step.names
    assert field(lineage, "field.loan.sailor").required, "old rows have it, under the other name"
    without = after(TEXT, TEXT.replace("member", "sailor"))
    assert ("member", None) in [(one.was, one.now) for one in without.steps[0].kinds]


def test_a_value_that_is_gone_still_stands_in_old_rows_and_can_be_given_another_name() -> None:
    lineage = after(TEXT, TEXT.replace("available or in repair", "available or sunk"))
    assert field(lineage, "field.boat.status").type.choices == ("available", "sunk", "in repair")
    assert lineage.specification == read(TEXT.replace("available or in repair", "available or sunk"))
    renames = (("field.boat.status.in_repair", "field.boat.status.sunk"),)
    renamed = after(TEXT, TEXT.replace("available or in repair", "available or sunk"), renames=renames)
    assert renamed.steps[0].kinds[0].fields[0].values == (("in repair", "sunk"),)
    assert field(renamed, "field.boat.status").type.choices == ("available", "sunk")


def test_what_was_taken_away_comes_back_with_the_revision_that_has_it_again() -> None:
    berth, lamp = TEXT.replace("a length.", "a length and a berth."), f"{TEXT}A lamp has a number and a height.\n"
    again = after(berth, TEXT, berth)
    gone, back = (step.kinds[0].fields[0] for step in again.steps)
    assert (gone.now, (back.was or {})["aside"], (back.now or {})["name"]) == (None, "1", "berth")
    kinds = [(one.was, one.now) for step in after(lamp, TEXT, TEXT, lamp).steps for one in step.kinds]
    assert kinds == [("lamp", None), ("lamp~1", "lamp")]


def test_a_timer_that_moves_is_the_same_timer() -> None:
    lineage = after(TEXT, TEXT.replace("A day before", "Two days before"))
    assert lineage.steps[0].moved == (("remind_loan", "remind_loan"),)


@pytest.mark.slow
@pytest.mark.parametrize("change", ["a length.", "a length and a berth."])
def test_the_same_past_makes_the_same_package_to_the_byte(change: str) -> None:
    text = TEXT.replace("a length.", change).replace("3 days", "4 days")
    lineage = after(TEXT, text)
    role = crew(lambda *asked: understand(asked[0]), None)["design"]  # type: ignore[arg-type]
    blueprint = role.draft(type("Task", (), {"specification": lineage.read})(), ())
    made = [dict(assemble(lineage.read, blueprint, past=lineage.past)) for _ in range(2)]
    assert made[0] == made[1]
    kept = made[0].get("src/boat_club/migrations.json")
    assert (json.loads(kept) if kept else []) == [step.model_dump(mode="json") for step in lineage.steps]
    plain = dict(assemble(read(text), blueprint))
    assert (plain == made[0]) == (change == "a length.")
