"""Forms from schemas, and differences: what people fill in and see is what the schema and the texts say."""

from __future__ import annotations

from autogenesis.web import difference_of, fields_of, values_of

SCHEMA = {
    "type": "object",
    "required": ["title", "kind"],
    "properties": {
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}], "description": "a remark"},
        "title": {"type": "string"},
        "kind": {"$ref": "#/$defs/Kind"},
        "count": {"type": "integer"},
        "price": {"type": "number"},
        "urgent": {"type": "boolean"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "day": {"type": "string", "format": "date"},
        "moment": {"type": "string", "format": "date-time"},
        "rows": {"type": "array", "items": {"type": "object"}},
    },
    "$defs": {"Kind": {"enum": ["small", "large"], "type": "string"}},
}
GIVEN = {
    "title": " A title ",
    "kind": "large",
    "count": "3",
    "price": "2.50",
    "urgent": "no",
    "tags": "one\r\n\r\ntwo ",
    "day": "2026-03-01",
    "moment": "2026-03-01T09:00",
    "rows": '[{"a": 1}]',
    "note": "  ",
}


def test_what_must_be_given_comes_first_and_each_field_has_its_kind() -> None:
    fields = fields_of(SCHEMA)
    assert [one.name for one in fields[:2]] == ["title", "kind"]
    kinds = {one.name: one.kind for one in fields}
    assert kinds == {
        "title": "text", "kind": "choice", "note": "text", "count": "integer", "price": "number", "urgent": "yes",
        "tags": "lines", "day": "date", "moment": "datetime-local", "rows": "json",
    }  # fmt: skip
    assert fields[1].options == ("small", "large")


def test_what_is_filled_in_becomes_what_the_schema_asks_for() -> None:
    assert values_of(fields_of(SCHEMA), GIVEN) == {
        "title": "A title", "kind": "large", "count": 3, "price": 2.5, "urgent": False, "tags": ["one", "two"],
        "day": "2026-03-01", "moment": "2026-03-01T09:00:00", "rows": [{"a": 1}],
    }  # fmt: skip


def test_what_is_no_number_is_left_for_the_system_to_refuse_in_its_own_words() -> None:
    assert values_of(fields_of(SCHEMA), {"count": "three", "rows": "{"}) == {"count": "three", "rows": "{"}


def test_a_difference_shows_what_went_and_what_came() -> None:
    lines = difference_of("one\ntwo\nthree", "one\n2\nthree")
    assert [(one.kind, one.text) for one in lines if one.kind in ("added", "removed")] == [
        ("removed", "-two"),
        ("added", "+2"),
    ]
    assert difference_of("same", "same") == []


def test_lines_that_look_like_headings_of_a_difference_are_part_of_it() -> None:
    lines = difference_of("a\n---\n-- b\n", "a\n+++\n++ b\n")
    assert [one.text for one in lines if one.kind in ("added", "removed")] == ["----", "--- b", "++++", "+++ b"]


def test_texts_that_are_long_are_compared_where_they_part_and_meet() -> None:
    many = [f"line {number}" for number in range(300_000)]
    assert difference_of("\n".join(many), "\n".join(many)) == []
    other = [*many[:100], "new", *many[100:]]
    lines = difference_of("\n".join(many), "\n".join(other))
    assert [(one.kind, one.text) for one in lines] == [("place", "@@ from line 101 @@"), ("added", "+new")]
    assert len(difference_of("\n".join(many), "\n".join(reversed(many)))) == 2001
    assert [one.text for one in difference_of("\n".join(many), "\n".join(many[:-1]))][1:] == ["-line 299999"]
