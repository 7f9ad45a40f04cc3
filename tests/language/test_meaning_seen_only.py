"""Who alone sees something, in the words of by-laws and tenders."""

from __future__ import annotations

import pytest

from autogenesis.language import understand


@pytest.mark.parametrize(
    "said",
    [
        "The address of a {one} is visible only to the {who}.",
        "The address of a {one} is only visible to the {who}.",
        "The address of a {one} is visible to the {who} only.",
        "The system shall never show the address of a {one} to anyone except the {who}.",
        "Addresses of {one}s must not be shown to anybody but the {who}.",
        "Nobody other than the {who} may see the address of a {one}.",
    ],
)
@pytest.mark.parametrize(("one", "who"), [("member", "treasurer"), ("donor", "doctor")])
def test_it_is_hidden_from_everybody_else(said: str, one: str, who: str) -> None:
    text = f"# Register\nA {one} has a name and an address. A {who} enters a {one}. A porter can change a {one}. {said.format(one=one, who=who)}\n"
    made = understand(text.encode()).specification
    assert {c.status for c in made.clauses} <= {"implemented", "assumed"}
    hidden = {(a.actor, a.hidden) for a in made.access}
    assert hidden == {("actor.porter", ("address",))}
