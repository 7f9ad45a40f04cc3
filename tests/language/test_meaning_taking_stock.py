"""What is taken from a stock: never more than there is, and so many fewer afterwards."""

from __future__ import annotations

import pytest

from tests.language._machine import Running


@pytest.mark.parametrize(
    ("kept", "deed", "rule", "operation", "thing"),
    [
        (
            "A part has a name and the number in stock.", "A mechanic uses parts.",
            "No more parts may be used than there are in stock.", "use_part", "part",
        ),
        (
            "A bottle has a name and a quantity in stock.", "A waiter serves a bottle.",
            "A waiter cannot serve more bottles than there are in stock.", "serve_bottle", "bottle",
        ),
        (
            "A badge has a name and a quantity.", "A scout may take a badge.",
            "Nobody may take more badges than there are left.", "take_badge", "badge",
        ),
    ],
)  # fmt: skip
def test_no_more_is_taken_than_there_is(kept: str, deed: str, rule: str, operation: str, thing: str) -> None:
    system = Running(f"{kept} {deed} {rule}")
    assert system.unclear == []
    (add,) = [o for o in system.specification.operations if o.name == f"add_{thing}"]
    number = next(p.name for p in add.inputs if p.type.kind == "integer")
    row = system.call(f"add_{thing}", **{"name": "A", number: 5})
    doer = next(
        (o.actors[0].removeprefix("actor.") for o in system.specification.operations if o.name == operation), None
    )
    given = {thing: row["id"]}
    assert system.refused(operation, role=doer, number=6, **given)
    system.call(operation, role=doer, number=3, **given)
    assert system.refused(operation, role=doer, number=3, **given)
    assert system.refused(operation, role=doer, number=0, **given)
    system.call(operation, role=doer, number=2, **given)


@pytest.mark.parametrize(
    "rule",
    [
        "When fewer than three of a part are left, the manager is told.",
        "When fewer than 3 pieces of a part are in stock, the manager is told.",
        "As soon as fewer than 3 of a part are left in stock, the manager is told.",
    ],
)
def test_somebody_is_told_once_when_few_are_left(rule: str) -> None:
    system = Running(
        "A part has a name and a number in stock. A mechanic uses parts. "
        f"No more parts may be used than there are in stock. {rule}"
    )
    assert system.unclear == []
    part = system.call("add_part", name="Brake", stock=5)["id"]
    system.call("use_part", role="mechanic", part=part, number=2)
    assert len(system.told("manager")) == 0
    system.call("use_part", role="mechanic", part=part, number=1)
    system.call("use_part", role="mechanic", part=part, number=1)
    assert len(system.told("manager")) == 1
