"""What is somebody's own, and what only the one named in a row may do."""

from tests.language._machine import Running

OWN = """# Requests
A request has a title and a status: draft, approved or rejected. An employee submits a request. A manager approves a request.
Nobody may approve their own request.
An instructor has a name. A lesson has an instructor and a start. Only the instructor of a lesson closes it.
"""


def test_nobody_approves_what_they_submitted() -> None:
    desk = Running(OWN)
    assert desk.unclear == []
    request = desk.call("add_request", title="Chairs", employee="ida")["id"]
    desk.call("submit_request", by="ida", request=request)
    assert desk.refused("approve_request", by="ida", request=request)
    desk.call("approve_request", by="max", request=request)


def test_only_whom_the_row_names_closes_it() -> None:
    desk = Running(OWN)
    ada, ben = (desk.call("add_instructor", name=name)["id"] for name in ("Ada", "Ben"))
    lesson = desk.call("add_lesson", instructor=ada, start="2026-03-02")["id"]
    assert desk.refused("close_lesson", by=ben, lesson=lesson)
    desk.call("close_lesson", by=ada, lesson=lesson)
