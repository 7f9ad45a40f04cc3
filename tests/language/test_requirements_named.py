"""What is claimed of one sentence is one requirement, so that its clause, and so its tests, carry all of it."""

from __future__ import annotations

from autogenesis.language import understand


def test_a_sentence_that_lists_several_things_is_one_requirement() -> None:
    text = "The system records skippers (name, e-mail address) and boats (name, number of berths, fee in euro). A skipper books a boat."
    specification = understand(text).specification
    named = {clause.requirement for clause in specification.clauses}
    assert {one.id for one in specification.requirements if one.status == "implemented"} <= named
    elements = {element for one in specification.requirements for element in one.elements}
    assert {"entity.skipper", "entity.boat", "invariant.boat.number_of_berths"} <= elements
