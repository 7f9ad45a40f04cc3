"""Each check of a Specification fires on its planted fault, and a clean one passes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from boat_hire import BOAT, HIRE, HIRE_BOAT, LATE, PRICES, RETURN_BOAT, TEXT_OF_IT, WEEKLY

from blueprints import (
    Aggregate,
    Between,
    Calendar,
    Cell,
    Clause,
    Compare,
    Derivation,
    Expression,
    Frozen,
    Guard,
    Name,
    Requirement,
    Specification,
    TableLine,
    Update,
    check_specification,
    number,
    path,
    text,
    uncovered_literals,
    whole,
)
from blueprints import Lifecycle as Lives

Plant = Callable[[Specification], Specification]


def swap(part: str, old: Frozen, **changed: object) -> Plant:
    def plant(specification: Specification) -> Specification:
        held = getattr(specification, part)
        return specification.model_copy(
            update={part: tuple(old.model_copy(update=changed) if item == old else item for item in held)}
        )

    return plant


def add(part: str, *more: Frozen) -> Plant:
    return lambda specification: specification.model_copy(update={part: (*getattr(specification, part), *more)})


def guard(requires: Expression, reason: str = "No.") -> Guard:
    return Guard(id="guard.planted", requires=requires, reason=reason)


def seats(relation: str, bound: int) -> Guard:
    return Guard(
        id=f"invariant.planted_{bound}",
        requires=Compare(relation=relation, left=path("it", "seats"), right=whole(bound)),
        reason="No.",
    )


def band(low: str | None, high: str | None, value: str, *, high_inclusive: bool = True) -> TableLine:
    cell = Cell(low=number(low) if low else None, high=number(high) if high else None, high_inclusive=high_inclusive)
    return TableLine(keys=(cell,), values=(number(value),))


def bands(*lines: TableLine) -> Plant:
    table = PRICES.model_copy(
        update={"id": "table.fee", "name": "fee", "keys": (("age", number("1").type),), "lines": lines}
    )
    return add("tables", table)


LOOPING = Derivation(
    id="derivation.boat.twice", name="twice", label="twice", type=whole(1).type, value=path("it", "twice")
)
FAULTS: dict[str, tuple[str, str, Plant]] = {
    "an id used twice": (
        "duplicate_id",
        "actor.sailor",
        add("calendars", Calendar(id="actor.sailor", name="other", weekdays=(1,))),
    ),
    "a name used twice": (
        "duplicate_name",
        "operation.again",
        add("operations", RETURN_BOAT.model_copy(update={"id": "operation.again", "guards": ()})),
    ),
    "a name Python forbids": (
        "bad_name",
        "operation.return_boat",
        swap("operations", RETURN_BOAT, name="class"),
    ),
    "an unknown role": (
        "unknown_actor",
        "operation.return_boat",
        swap("operations", RETURN_BOAT, roles=("actor.nobody",)),
    ),
    "an unknown entity": (
        "unknown_entity",
        "operation.hire_boat",
        swap("operations", HIRE_BOAT, entity="entity.x"),
    ),
    "an unknown key": ("unknown_field", "entity.boat", swap("entities", BOAT, key="colour")),
    "an unknown field in a path": (
        "type",
        "guard.planted",
        swap(
            "operations",
            RETURN_BOAT,
            guards=(guard(Compare(relation="==", left=path("hire", "x"), right=whole(1))),),
        ),
    ),
    "a guard that is no condition": (
        "type",
        "guard.planted",
        swap("operations", RETURN_BOAT, guards=(guard(whole(1)),)),
    ),
    "a guard without a reason": (
        "no_reason",
        "guard.planted",
        swap("operations", RETURN_BOAT, guards=(guard(RETURN_BOAT.guards[0].requires, " "),)),
    ),
    "a state that is no choice": (
        "type",
        "operation.return_boat",
        swap(
            "operations",
            RETURN_BOAT,
            steps=(Update(row=Name(name="hire"), values=(("status", text("sunk")),)),),
        ),
    ),
    "a missing required field": (
        "type",
        "operation.hire_boat",
        swap("operations", HIRE_BOAT, steps=(HIRE_BOAT.steps[0].model_copy(update={"values": ()}),)),
    ),
    "bounds that clash": (
        "contradictory_bounds",
        "invariant.planted_5",
        swap("entities", BOAT, invariants=(seats("<=", 3), seats(">=", 5))),
    ),
    "an empty band": ("empty_band", "table.fee", bands(band("5", "3", "1"))),
    "bands that overlap": (
        "overlapping_bands",
        "table.fee",
        bands(band("0", "10", "1"), band("10", "20", "2")),
    ),
    "a line never reached": (
        "unreachable_line",
        "table.fee",
        bands(band("0", "20", "1"), band("5", "8", "2")),
    ),
    "rows nobody creates": (
        "never_created",
        "entity.charge",
        lambda spec: spec.model_copy(update={"reactions": ()}),
    ),
    "a required field nobody sets": (
        "never_set",
        "field.hire.price",
        swap(
            "operations",
            HIRE_BOAT,
            steps=(
                HIRE_BOAT.steps[0].model_copy(update={"values": HIRE_BOAT.steps[0].values[:3]}),  # type: ignore[union-attr]
            ),
        ),
    ),
    "a state nobody reaches": (
        "unreachable_state",
        "entity.hire",
        swap("entities", HIRE, lifecycle=Lives(field="status", initial="out")),
    ),
    "derivations in a circle": (
        "circular_derivation",
        "derivation.boat.twice",
        swap("entities", BOAT, derivations=(LOOPING,)),
    ),
    "a clause nobody carries": (
        "uncarried_clause",
        "s1.c2",
        add("clauses", Clause(id="s1.c2", sentence="s1", span=(0, 1), text="A", status="implemented")),
    ),
    "a requirement without elements": (
        "uncarried_requirement",
        "requirement.none",
        add(
            "requirements",
            Requirement(id="requirement.none", text="?", pattern="limit", status="implemented"),
        ),
    ),
    "a requirement carried by nothing real": (
        "unknown_element",
        "requirement.lost",
        add(
            "requirements",
            Requirement(
                id="requirement.lost",
                text="?",
                pattern="limit",
                status="implemented",
                elements=("guard.gone",),
            ),
        ),
    ),
    "a weekly schedule without weekdays": (
        "recurrence",
        "schedule.weekly",
        swap("schedules", WEEKLY, recurrence=WEEKLY.recurrence.model_copy(update={"weekdays": ()})),
    ),
    "a condition mixing days and dates": (
        "type",
        "reaction.charge_late",
        swap(
            "reactions",
            LATE,
            when=Compare(
                relation=">",
                left=Between(start=path("it", "due_on"), end=Name(name="now"), unit="days"),
                right=whole(0),
            ),
        ),
    ),
}


def test_a_clean_specification_passes(specification: Specification) -> None:
    assert check_specification(specification, text=TEXT_OF_IT) == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, specification: Specification) -> None:
    code, element, plant = FAULTS[fault]
    found = {(problem.code, problem.element) for problem in check_specification(plant(specification))}
    assert (code, element) in found


def test_problems_say_what_to_do(specification: Specification) -> None:
    for code, _, plant in FAULTS.values():
        for problem in check_specification(plant(specification)):
            assert problem.message, code
            assert problem.remedy, code


def test_bands_that_touch_do_not_overlap(specification: Specification) -> None:
    touching = bands(band("0", "10", "1", high_inclusive=False), band("10", "20", "2"), band(None, None, "3"))
    assert check_specification(touching(specification)) == ()


def test_a_lost_number_is_found(specification: Specification) -> None:
    text_with_more = TEXT_OF_IT + " After 17 days we call, thrice."
    assert [literal.text for literal in uncovered_literals(specification, text_with_more)] == ["17", "thrice"]
    (problem, _) = check_specification(specification, text=text_with_more)
    assert problem.code == "lost_literal"


@pytest.mark.parametrize(
    ("more", "lost"),
    [
        (" Nobody may sign up twice for the same walk.", []),
        (" A mooring number is never used twice.", []),
        (" A hire may not be prolonged more than twice.", ["twice"]),
        (" We never rest. A guest is reminded twice.", ["twice"]),
    ],
)
def test_twice_is_no_number_where_it_is_refused(specification: Specification, more: str, lost: list[str]) -> None:
    assert [literal.text for literal in uncovered_literals(specification, TEXT_OF_IT + more)] == lost


def test_a_listed_clause_accounts_for_its_numbers(specification: Specification) -> None:
    more = " After 17 days we call."
    start = len(TEXT_OF_IT)
    span = (start, start + len(more))
    listed = Clause(id="s1.c9", sentence="s1", span=span, text=more, status="unclear")
    assert uncovered_literals(add("clauses", listed)(specification), TEXT_OF_IT + more) == ()


def test_prose_does_not_account_for_a_number(specification: Specification) -> None:
    told = swap("operations", RETURN_BOAT, summary="After 17 days.")(specification)
    assert [literal.text for literal in uncovered_literals(told, "After 17 days.")] == ["17"]


def test_what_follows_the_acceptance_mark_is_not_read(specification: Specification) -> None:
    assert uncovered_literals(specification, TEXT_OF_IT + "\n<!-- acceptance -->\nAfter 99 days.") == ()


def test_numbers_that_count_the_lines_of_a_list_are_no_literals(specification: Specification) -> None:
    more = "\n41. Boats are blue.\n42) Oars are red.\n7.3 Sails are white.\n43 boats are green.\n"
    assert [literal.text for literal in uncovered_literals(specification, TEXT_OF_IT + more)] == ["43"]


def test_an_operation_that_aggregates_an_unknown_entity_is_named(specification: Specification) -> None:
    lost = Aggregate(function="exists", entity="entity.ghost", name="ghost")
    planted = swap("operations", RETURN_BOAT, guards=(guard(lost),))(specification)
    (problem,) = [problem for problem in check_specification(planted) if problem.code == "type"]
    assert "entity.ghost" in problem.message
    assert "entity.boat" in problem.remedy
