"""Each check of a Blueprint fires on its planted fault, and a clean one passes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from boat_hire import LATE

from blueprints import (
    AgentDesign,
    Arithmetic,
    Blueprint,
    Flow,
    Hierarchy,
    Reaction,
    Specification,
    Trigger,
    Update,
    check_blueprint,
    path,
    text,
    whole,
)
from blueprints import Name as Named

Plant = Callable[[Blueprint], Blueprint]


def agent(position: int, **changed: object) -> Plant:
    def plant(blueprint: Blueprint) -> Blueprint:
        agents = list(blueprint.agents)
        agents[position] = agents[position].model_copy(update=changed)
        return blueprint.model_copy(update={"agents": tuple(agents)})

    return plant


def change(**changed: object) -> Plant:
    return lambda blueprint: blueprint.model_copy(update=changed)


IDLE = AgentDesign(id="agent.idle", name="idle", module="idle", purpose="", origin="named")
FAULTS: dict[str, tuple[str, str, Plant]] = {
    "an operation nobody carries": ("uncarried", "operation.add_boat", agent(0, carries=())),
    "an entity nobody owns": ("uncarried", "entity.boat", agent(0, entities=())),
    "an operation carried twice": (
        "carried_twice",
        "operation.add_boat",
        agent(2, carries=("reaction.charge_late", "operation.add_boat")),
    ),
    "a second writer": (
        "second_writer",
        "reaction.charge_late",
        lambda b: agent(2, carries=())(agent(0, carries=("operation.add_boat", "reaction.charge_late"))(b)),
    ),
    "an agent with nothing to do": (
        "orphan_agent",
        "agent.idle",
        lambda b: b.model_copy(update={"agents": (*b.agents, IDLE)}),
    ),
    "a message nobody produces": ("unproduced", "reaction.charge_late", change(messages=())),
    "a reaction that hears nothing": ("unsubscribed", "reaction.charge_late", change(subscriptions=())),
    "its own approver": (
        "own_approver",
        "operation.return_boat",
        change(hierarchy=(Hierarchy(doer="agent.hires", approver="agent.hires", operation="operation.return_boat"),)),
    ),
    "an approval left out": ("unapproved", "operation.return_boat", change(hierarchy=())),
    "a package that hides a module": ("shadowing", "package", change(package="json")),
    "a module that is no name": ("bad_name", "agent.boats", agent(0, module="my-boats")),
    "two agents in one module": ("duplicate_name", "agent.boats", agent(0, module="hires")),
    "a flow to nobody": (
        "unknown_party",
        "command.hire_boat",
        change(flows=(Flow(source="gateway", target="agent.ghost", message="command.hire_boat"),)),
    ),
}


def test_a_clean_blueprint_passes(blueprint: Blueprint, specification: Specification) -> None:
    assert check_blueprint(blueprint, specification) == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, blueprint: Blueprint, specification: Specification) -> None:
    code, element, plant = FAULTS[fault]
    found = {(problem.code, problem.element) for problem in check_blueprint(plant(blueprint), specification)}
    assert (code, element) in found


def counting(**changed: object) -> Reaction:
    """On every change of a hire its price grows, which changes the hire."""
    more = Arithmetic(operator="+", left=path("it", "price"), right=whole(1))
    return Reaction(
        id="reaction.grow",
        summary="Grow.",
        trigger=Trigger(on="changed", entity="entity.hire"),
        steps=(Update(row=Named(name="it"), values=(("price", more),)),),
    ).model_copy(update=changed)


@pytest.mark.parametrize(
    ("reaction", "endless"),
    [
        (counting(), True),
        (counting(when=LATE.when), False),
        (counting(trigger=Trigger(on="changed", entity="entity.hire", field="status")), False),
        (counting(steps=(Update(row=Named(name="it"), values=(("status", text("back")),)),)), False),
    ],
)
def test_an_endless_loop_needs_no_condition(
    reaction: Reaction, endless: bool, blueprint: Blueprint, specification: Specification
) -> None:
    looping = specification.model_copy(update={"reactions": (*specification.reactions, reaction)})
    codes = {problem.code for problem in check_blueprint(blueprint, looping)}
    assert ("endless_loop" in codes) is endless
