"""Changes that a person decided on top of the text: what they do, and what is said of the sentences they go against."""

from __future__ import annotations

import pytest

from autogenesis.preview import preview
from blueprints import Change, changes_between, taken_back

OLD = """# A kennel
A keeper registers a dog with a name and an age. Ages above 20 are refused.
"""
NEW = OLD.replace("above 20", "above 25") + "A keeper can record a walk with a dog and a distance in km.\n"
SAID = "Rejected in a revision."


def proposed(old: str = OLD, new: str = NEW) -> dict[str, Change]:
    return {one.id: one for one in changes_between(preview(old, {}), preview(new, {})) if one.part != "requirements"}


def against(change: Change, *sentences: str) -> Change:
    said = {"reason": SAID, "evidence": "\n".join(sentences)}
    return taken_back(change, preview(OLD, {})).model_copy(update=said)


def status_of(specification, words: str) -> set[tuple[str, str]]:
    sentences = {one.id for one in specification.sentences if words in one.text}
    return {(one.status, one.note) for one in specification.clauses if one.sentence in sentences}


def test_what_two_texts_ask_for_otherwise_are_changes() -> None:
    found = proposed()
    assert found["entity.dog"].action == "replace"
    assert found["entity.walk"].action == "add"
    assert not proposed(OLD, OLD + "\n")
    assert proposed(NEW, OLD)["entity.walk"].action == "remove"


def test_a_rejected_change_leaves_its_element_as_it_was_and_its_sentence_says_so() -> None:
    change = against(proposed()["entity.dog"], "Ages above 25 are refused.")
    left = preview(NEW, {}, [change])
    ids = {one.id for one in changes_between(preview(OLD, {}), left) if one.part != "requirements"}
    assert "entity.dog" not in ids
    assert "entity.walk" in ids
    assert status_of(left, "above 25") == {("deferred", SAID)}
    assert {status for status, _ in status_of(left, "a name and an age")} == {"implemented"}


def test_what_is_rejected_takes_along_what_cannot_stand_without_it_and_says_so() -> None:
    sentence = "A keeper can record a walk with a dog and a distance in km."
    left = preview(NEW, {}, [against(proposed()["entity.walk"], sentence)])
    assert {one.id for one in left.entities} == {"entity.dog"}
    assert not [one.id for one in left.operations if "walk" in one.id]
    assert not {"implemented", "assumed"} & {status for status, _ in status_of(left, "record a walk")}


def test_a_change_that_no_longer_fits_is_listed_and_does_nothing_else() -> None:
    change = Change(action="replace", part="operations", id="operation.fly", value={"name": "fly"}, reason=SAID)
    left = preview(OLD, {}, [change])
    (gap,) = [one for one in left.gaps if "operation.fly" in one.text]
    assert gap.status == "deferred"
    plain = preview(OLD, {})
    assert left.model_copy(update={"gaps": plain.gaps}) == plain


def test_an_example_of_what_is_not_there_is_listed_and_not_kept() -> None:
    value = {"title": "t", "start": "2026-01-05T09:00", "steps": [{"operation": "fly", "input": {}}], "carries": []}
    change = Change(action="add", part="examples", id="example.fly", value=value | {"carries": ["operation.fly"]})
    left = preview(OLD, {}, [change])
    assert not left.examples
    assert [one for one in left.gaps if "example.fly" in one.text]


@pytest.mark.parametrize("known", [4, 5])
def test_there_are_never_more_than_five_questions(known) -> None:
    changes = [
        Change(action="add", part="questions", id=f"question.q{n}", value={"text": "Why?", "default": "No."})
        for n in range(known + 1)
    ]
    left = preview(OLD, {}, changes)
    assert len(left.questions) == 5
    assert len([one for one in left.gaps if "question.q" in one.text]) == known - 4


def test_a_sentence_that_is_broken_into_lines_is_known_by_its_words() -> None:
    new = NEW.replace("Ages above 25 are", "Ages above\n  25 are")
    left = preview(new, {}, [against(proposed()["entity.dog"], "Ages above 25 are refused.")])
    assert status_of(left, "25 are") == {("deferred", SAID)}
