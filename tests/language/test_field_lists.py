"""What stands in a list of fields without being one is left out and said, never turned into a field or a bound of one."""

from __future__ import annotations

import pytest

from autogenesis.language import understand


@pytest.mark.parametrize(
    ("text", "fields", "left"),
    [
        ("Course: code, name, teacher, day of the week, at most 18 students; then waiting list in order of application",
         {"code": "text", "name": "text", "teacher": "text", "day_of_the_week": "choice"},
         ["at most 18 students", "then waiting list in order of application"]),
        ("Tool: name, day of purchase, next service date, at least 2 copies",
         {"name": "text", "day_of_purchase": "date", "next_service_date": "date"}, ["at least 2 copies"]),
        ("Room: number, name, seats, up to 12 people", {"number": "integer", "name": "text", "seats": "integer"}, ["up to 12 people"]),
        ("Parcel: number, weight in kg, at most 25, sender",
         {"number": "integer", "weight": "decimal", "sender": "text"}, []),
        ("Poster: title, text, at most 80 characters, weekday", {"title": "text", "text": "text", "weekday": "choice"}, []),
    ],
)  # fmt: skip
def test_a_list_keeps_what_it_names(text: str, fields: dict[str, str], left: list[str]) -> None:
    found = understand(f"# Things\n\n- {text}\n").specification
    assert {f.name: f.type.kind for f in found.entities[0].fields} == fields
    assert [c.text for c in found.clauses if c.status == "unclear"] == left
