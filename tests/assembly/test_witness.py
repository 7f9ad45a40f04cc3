"""What the derived tests of a package find a way to show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autogenesis.assembly import assemble
from autogenesis.core import load_settings
from autogenesis.language import understand
from roles import BlueprintInputs, SandboxWorkshop, crew

TEXT = """# Sewing school
- Course: title, start date, fee in euro
- Student: name, date of birth
- Students enrol in courses.
- Enrolment closes 3 days before the course starts.
- If fewer than 5 students are enrolled 3 days before the start, the course is cancelled.
- Only the office may cancel a course.
"""


def tree_of(text: str, folder: Path) -> dict[str, str]:
    made = understand(text)
    design = crew(lambda *_: made, SandboxWorkshop(folder, load_settings(folder, {})))["design"]
    blueprint = design.draft(BlueprintInputs(specification=made.specification), ())
    tree = assemble(made.specification, blueprint)
    return {path: content.decode() for path, content in tree.items() if path.endswith((".md", ".py"))}


@pytest.mark.slow
def test_what_only_some_rows_allow_is_shown_on_such_a_row(tmp_path: Path) -> None:
    written = tree_of(TEXT, tmp_path)
    shown = written["tests/test_operations.py"]
    assert "def test_enrol_course_is_done" in shown
    assert "def test_cancel_course_is_done" in shown
    assert "`operation.enrol_course`" not in written["TRACE.md"].partition("## Not tested")[2]


def test_texts_as_long_as_rules_say_are_tried(tmp_path: Path) -> None:
    written = tree_of(
        "# Diary\n- An entry has a text and a date.\n- An entry must have between 20 and 90 characters.\n", tmp_path
    )
    assert "def test_add_entry_is_done" in written["tests/test_operations.py"]
    refused = re.findall(r'"text": "([^"]*)"', written["tests/test_refusals.py"])
    assert {len(text) for text in refused} & {19, 91}


def test_days_far_ahead_are_tried_where_ends_come_after_beginnings(tmp_path: Path) -> None:
    text = (
        "# Kennel\n- Stay: name, arrival date, departure date, status (booked, cancelled)\n"
        "- The departure date must be after the arrival date.\n"
        "- A stay can be cancelled until 48 hours before the arrival date.\n"
    )
    assert "def test_cancel_stay_is_done" in tree_of(text, tmp_path)["tests/test_operations.py"]


def test_refusals_are_shown_on_rows_with_the_values_that_matter(tmp_path: Path) -> None:
    text = (
        "# Freight\n- Crate: name, weight in kg, state (new, packed, sealed, gone)\n- A crate can be opened.\n"
        "- A sealed crate cannot be opened.\n"
    )
    written = tree_of(text, tmp_path)
    assert "sealed" in written["tests/test_refusals.py"]
    assert "guard.open_crate" not in written["TRACE.md"].partition("## Not tested")[2]
