"""Who there is: roles named in a sentence, or a line each that says what they do."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_LOOM = "A loom has a number and a width in cm. "


@pytest.mark.parametrize(
    "said",
    [
        "There are weavers, spinners and the foreman.",
        "There are three roles: weavers, spinners and the foreman.",
        "The roles are weaver, spinner and foreman.",
        "The users of the system are weavers, spinners and a foreman.",
        "Weavers, spinners and the foreman use the system.",
        "Roles: weaver, spinner, foreman.",
    ],
)
def test_roles_are_named_together(said: str) -> None:
    system = Running(_LOOM + said)
    assert system.unclear == []
    assert {"weaver", "spinner", "foreman"} <= {actor.name for actor in system.specification.actors}


def test_what_is_no_person_is_no_role() -> None:
    system = Running(_LOOM + "There are looms, spindles and the dye vat.")
    assert not {"loom", "spindle", "vat"} & {actor.name.split()[-1] for actor in system.specification.actors}


def test_a_line_for_each_role_says_what_it_does() -> None:
    system = Running(
        "# Mill\n\nA bale has a number.\n\n## Roles\n\n- Sorter: enters bales\n- Foreman: can release a bale\n"
        "- Carriers – can collect bales\n"
    )
    assert system.unclear == []
    bale = system.call("enter_bale", role="sorter", number="1")["id"]
    system.call("release_bale", role="foreman", bale=bale)
    assert system.refused("release_bale", role="sorter", bale=bale)


def test_a_line_about_a_thing_is_no_role() -> None:
    system = Running("# Mill\n\nA bale has a number.\n\n- Bale: weight in kg, origin\n")
    assert "bale" not in {actor.name for actor in system.specification.actors}
