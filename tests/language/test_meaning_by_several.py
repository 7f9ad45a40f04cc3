"""What must be done by so many different people counts only then, and only from those it asks for."""

from __future__ import annotations

from tests.language._machine import Running


def test_two_of_those_who_must_approve() -> None:
    text = (
        "A contract has a title. A clerk enters a contract. A contract is new, approved or signed. "
        "A contract must be approved by two directors. A director signs a contract."
    )
    system = Running(text)
    assert system.unclear == []
    contract = system.call("enter_contract", role="clerk", title="Roof")["id"]
    assert system.refused("sign_contract", role="director", contract=contract)
    assert system.refused("approve_contract", role="clerk", by="ada", contract=contract)
    assert system.refused("approve_contract", role="director", contract=contract)
    system.call("approve_contract", role="director", by="ada", contract=contract)
    assert system.refused("approve_contract", role="director", by="ada", contract=contract)
    assert system.call("get_contract", id=contract)["status"] == "new"
    assert system.refused("sign_contract", role="director", contract=contract)
    system.call("approve_contract", role="director", by="ben", contract=contract)
    assert system.call("get_contract", id=contract)["status"] == "approved"
    assert system.refused("approve_contract", role="director", by="cleo", contract=contract)
    system.call("sign_contract", role="director", contract=contract)


def test_three_consents_before_another_deed() -> None:
    text = (
        "A recipe has a name. A cook enters a recipe. A recipe can be baked only after three tasters have checked it. "
        "A cook bakes a recipe."
    )
    system = Running(text)
    assert system.unclear == []
    recipe = system.call("enter_recipe", role="cook", name="Rye")["id"]
    for taster in ("ada", "ben", "cleo"):
        assert system.refused("bake_recipe", role="cook", recipe=recipe)
        system.call("check_recipe", role="taster", by=taster, recipe=recipe)
    system.call("bake_recipe", role="cook", recipe=recipe)


def test_consents_asked_for_by_a_noun() -> None:
    text = (
        "A payment has an amount. A clerk can enter a payment. A payment needs the approval of two different managers. "
        "Only an approved payment may be executed. The cashier executes a payment."
    )
    system = Running(text)
    assert system.unclear == []
    one = system.call("enter_payment", amount="20.00")["id"]
    other = system.call("enter_payment", amount="30.00")["id"]
    for payment, manager in ((one, "ada"), (other, "ben")):
        system.call("approve_payment", role="manager", by=manager, payment=payment)
    assert system.refused("execute_payment", role="cashier", payment=one)
    system.call("approve_payment", role="manager", by="ben", payment=one)
    system.call("execute_payment", role="cashier", payment=one)
    assert system.refused("execute_payment", role="cashier", payment=other)


def test_only_such_need_two() -> None:
    text = (
        "A loan has an amount in euro. A clerk enters a loan. A loan above 1000 euro must be approved by two officers. "
        "The cashier pays out an approved loan."
    )
    system = Running(text)
    small = system.call("enter_loan", role="clerk", amount="1000.00")["id"]
    large = system.call("enter_loan", role="clerk", amount="1000.01")["id"]
    for loan in (small, large):
        assert system.refused("pay_out_loan", role="cashier", loan=loan)
        system.call("approve_loan", role="officer", by="ada", loan=loan)
    system.call("pay_out_loan", role="cashier", loan=small)
    assert system.refused("pay_out_loan", role="cashier", loan=large)
    system.call("approve_loan", role="officer", by="ben", loan=large)
    system.call("pay_out_loan", role="cashier", loan=large)


def test_one_alone_must_and_before_what() -> None:
    text = (
        "A valve has a number. A fitter installs a valve. A valve must be inspected by an engineer before it is opened. "
        "An operator opens a valve."
    )
    system = Running(text)
    assert system.unclear == []
    valve = system.call("add_valve", number="V1")["id"]
    assert system.refused("inspect_valve", role="operator", valve=valve)
    assert system.refused("open_valve", role="operator", valve=valve)
    system.call("inspect_valve", role="engineer", valve=valve)
    system.call("open_valve", role="operator", valve=valve)


def test_whoever_by_trade_does_it_does_it_alone() -> None:
    system = Running(
        "A ticket has a title. A user enters a ticket. An agent solves a ticket. A packer prints a ticket."
    )
    assert system.unclear == []
    ticket = system.call("enter_ticket", title="No light")["id"]
    assert system.refused("solve_ticket", role="packer", ticket=ticket)
    system.call("solve_ticket", role="agent", ticket=ticket)
    assert system.refused("print_ticket", role="agent", ticket=ticket)
    system.call("print_ticket", role="packer", ticket=ticket)


def test_a_unit_at_the_end_ends_its_sentence() -> None:
    system = Running("A vat has a name. A reading has a vat and a temperature in °C. A vat can be drained by a brewer.")
    assert {"add_vat", "add_reading", "drain_vat"} <= {o.name for o in system.specification.operations}
