"""What the derived tests of a package find a way to show."""

from __future__ import annotations

import re

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


def test_what_only_some_rows_allow_is_shown_on_such_a_row(tmp_path) -> None:
    made = understand(TEXT)
    design = crew(lambda *_: made, SandboxWorkshop(tmp_path, load_settings(tmp_path, {})))["design"]
    blueprint = design.draft(BlueprintInputs(specification=made.specification), ())
    tree = assemble(made.specification, blueprint)
    written = {path: content.decode() for path, content in tree.items() if path.endswith((".md", ".py"))}
    shown = "".join(text for path, text in written.items() if path.endswith("test_operations.py"))
    assert re.search(r"def test_enrol_course_is_done", shown)
    assert re.search(r"def test_cancel_course_is_done", shown)
    trace = next(text for path, text in written.items() if path.endswith("TRACE.md"))
    assert "`operation.enrol_course`" not in trace.partition("## Not tested")[2]
