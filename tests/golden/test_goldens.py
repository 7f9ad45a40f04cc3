"""The golden Specifications are whole: nothing of their text is lost, and nothing in them is wrong."""

from __future__ import annotations

import pytest

import blueprints as b
from autogenesis.language import understand
from autogenesis.skills import signatures
from tests.golden import library_lending, patient_management, project_planning
from tests.golden._reading import Reading

GOLDENS = {
    "library-lending": library_lending.specification,
    "patient-management": patient_management.specification,
    "project-planning": project_planning.specification,
}


@pytest.fixture(params=GOLDENS)
def slug(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def golden(slug: str) -> b.Specification:
    return GOLDENS[slug]()


def test_nothing_is_wrong_and_no_number_is_lost(slug: str, golden: b.Specification) -> None:
    assert b.check_specification(golden, signatures(), Reading(slug).text) == ()


def test_sentences_and_clauses_are_the_words_of_the_text(slug: str, golden: b.Specification) -> None:
    text = Reading(slug).text
    parts: tuple[b.SourceSentence | b.Clause, ...] = (*golden.sentences, *golden.clauses)
    for part in parts:
        assert part.text == text[slice(*part.span)]


def test_every_sentence_has_a_clause(golden: b.Specification) -> None:
    assert {clause.sentence for clause in golden.clauses} == {sentence.id for sentence in golden.sentences}


def test_what_is_unclear_or_left_for_later_is_said_with_a_reason(golden: b.Specification) -> None:
    listed = [clause for clause in golden.clauses if clause.status != "implemented"]
    assert listed
    assert all(clause.note for clause in listed)


def test_it_survives_being_written_down(golden: b.Specification) -> None:
    assert b.Specification.model_validate_json(golden.model_dump_json()) == golden


@pytest.mark.parametrize(
    "kind",
    "actors entities operations reactions timers schedules access audits agents tables calendars".split(),
)
def test_the_text_gives_the_same_elements(slug: str, golden: b.Specification, kind: str) -> None:
    understood = understand(Reading(slug).text).specification
    assert {each.id for each in getattr(understood, kind)} == {each.id for each in getattr(golden, kind)}


def test_the_text_gives_the_same_inputs(slug: str, golden: b.Specification) -> None:
    understood = understand(Reading(slug).text).specification
    assert _inputs(understood) == _inputs(golden)


def _inputs(specification: b.Specification) -> dict[str, set[str]]:
    """What callers give; a get operation takes its row under the entity's name, said or not."""
    asked = [each for each in specification.operations if each.kind != "get"]
    return {each.name: {given.name for given in each.inputs} for each in asked}
