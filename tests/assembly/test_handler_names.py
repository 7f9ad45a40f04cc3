"""Handlers of one agent that would share a name all remain."""

from __future__ import annotations

import pytest

import blueprints as b
from autogenesis.assembly import assemble
from tests.assembly import harbour


@pytest.mark.slow
def test_a_reaction_and_a_timer_give_way_to_an_operation_of_their_name() -> None:
    made = harbour.specification()
    timer = made.timers[0].model_copy(update={"id": "timer.hire_boat"})
    reaction = made.reactions[0].model_copy(update={"id": "reaction.hire_boat"})
    changed = made.model_copy(
        update={"timers": (timer, *made.timers[1:]), "reactions": (reaction, *made.reactions[1:])}
    )
    old = {made.timers[0].id: timer.id, made.reactions[0].id: reaction.id}
    text = harbour.blueprint().model_dump_json()
    for before, after in old.items():
        text = text.replace(f'"{before}"', f'"{after}"')
    tree = assemble(changed, b.Blueprint.model_validate_json(text))
    agents = "".join(body.decode() for path, body in tree.items() if "/agents/" in path)
    for name in ("hire_boat", "hire_boat_react", "hire_boat_in_time"):
        assert agents.count(f"def {name}(") == 1
