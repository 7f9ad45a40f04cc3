"""Deeds told on the way: they can be done, and what else the sentence says is listed."""

from autogenesis.language import understand


def read(text: str) -> tuple[set[str], dict[str, str]]:
    made = understand(text).specification
    return {o.name for o in made.operations}, {c.text.strip(" .,"): c.status for c in made.clauses}


def test_a_deed_is_there_though_the_rest_of_its_sentence_is_not_understood() -> None:
    operations, fates = read(
        "# Boats\nA boat has a name and a colour.\nA guest has a name and a phone number.\n"
        "A guest may paint a boat before the harvest moon of the grandmothers.\n"
    )
    assert "paint_boat" in operations
    assert fates["A guest may paint a boat"] == "generic"
    assert fates["before the harvest moon of the grandmothers"] == "unclear"


def test_what_people_get_and_what_is_forbidden_are_no_deeds() -> None:
    operations, _ = read(
        "# Boats\nA boat has a name and a colour.\nA guest has a name and a phone number.\n"
        "A guest receives a boat from the grandmothers at harvest moon.\n"
        "Boats may not be painted under the harvest moon of the grandmothers.\n"
    )
    assert not {"receive_boat", "paint_boat"} & operations


def test_who_only_stands_where_people_might_is_nobody() -> None:
    made = understand(
        "# Sewing school\n- Course: title, start date\n- Student: name, date of birth\n- Students enrol in courses.\n"
        "- Nobody can enrol twice in the same course.\n- If a course starts, the moon rises twice.\n"
    ).specification
    assert "course" not in {actor.name for actor in made.actors}
    enrolment = next(e for e in made.entities if e.name == "enrolment")
    (rule,) = enrolment.invariants
    assert '"field":"student"' in rule.requires.model_dump_json()
    assert '"field":"course"' in rule.requires.model_dump_json()


def test_moments_have_the_participles_that_people_write() -> None:
    made = understand(
        "# Boats\nA boat has a name and a colour.\nIf a boat comes back, the skipper is told.\n"
        "A guest can ride a boat.\n"
    ).specification
    names = {field.name for entity in made.entities for field in entity.fields}
    assert not {"comed_back_at", "rided_at"} & names
    assert "come_back_at" in names
