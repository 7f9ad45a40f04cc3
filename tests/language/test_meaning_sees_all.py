"""Who sees everything, and who nothing, whatever else the text keeps from whom."""

from __future__ import annotations

from tests.language._machine import Running


def test_everything_and_only_ones_own() -> None:
    text = (
        "A case has a title. A clerk enters a case. A lawyer closes a case. "
        "The director sees everything. A clerk sees only his own cases."
    )
    system = Running(text)
    assert system.unclear == []
    for clerk in ("ada", "ben"):
        system.call("enter_case", role="clerk", by=clerk, title=clerk)
    assert len(system.call("list_cases", role="director", by="ida")) == 2
    assert [case["title"] for case in system.call("list_cases", role="clerk", by="ada")] == ["ada"]


def test_everything_lifts_what_is_kept_from_the_others() -> None:
    text = (
        "A shift has a date, a nurse and a wage in euro. A nurse has a name. A planner enters a shift. "
        "The head nurse can see everything. A nurse sees only her own shifts. The wage is seen by the planner only. "
        "The accountant sees nothing."
    )
    system = Running(text)
    assert system.unclear == []
    nurses = [system.call("add_nurse", name=name)["id"] for name in ("Ada", "Ben")]
    for nurse in nurses:
        system.call("enter_shift", role="planner", date="2026-03-05", nurse=nurse, wage="90.00")
    assert all("wage" in shift for shift in system.call("list_shifts", role="head_nurse"))
    assert len(system.call("list_shifts", role="head_nurse")) == 2
    assert ["wage" in shift for shift in system.call("list_shifts", role="nurse", by=nurses[0])] == [False]
    assert system.refused("list_shifts", role="accountant")


def test_all_of_a_kind() -> None:
    text = (
        "A meal has a name. A guest has a name. An order has a meal and a guest. A guest can place an order. "
        "The chef sees all orders. A guest sees only his own orders. Only the waiter sees the meals. The owner sees everything."
    )
    system = Running(text)
    assert system.unclear == []
    meal = system.call("add_meal", name="Pie")["id"]
    guests = [system.call("add_guest", name=name)["id"] for name in ("Ada", "Ben")]
    for guest in guests:
        system.call("place_order", role="guest", meal=meal, guest=guest)
    assert len(system.call("list_orders", role="chef")) == 2
    assert len(system.call("list_orders", role="guest", by=guests[1])) == 1
    assert system.refused("list_meals", role="chef")
    assert len(system.call("list_meals", role="owner")) == 1
