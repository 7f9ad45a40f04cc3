"""What is plainly said to be done by somebody is done by nobody else; what somebody can do is open to others."""

from tests.language._machine import Running

CASES = """# Cases
A case has a title and a status: open, closed or archived. A visitor can enter a case. A clerk closes a case.
Closed cases are archived by the archivist or the head of office.
"""


def test_only_whoever_is_said_to_do_it_may() -> None:
    desk = Running(CASES)
    assert desk.unclear == []
    case = desk.call("enter_case", role="clerk", title="Noise")["id"]
    assert desk.refused("close_case", role="visitor", case=case)
    desk.call("close_case", role="clerk", case=case)
    assert desk.refused("archive_case", role="clerk", case=case)
    desk.call("archive_case", role="head_of_office", case=case)
    assert "Close a case: only the clerk may, for the text names nobody else." in [
        assumption.text for assumption in desk.specification.assumptions
    ]


def test_it_is_done_to_such_ones_only_as_it_is_said_to_be_done_to() -> None:
    desk = Running(CASES)
    case = desk.call("enter_case", role="visitor", title="Noise")["id"]
    assert desk.refused("archive_case", role="archivist", case=case)
    desk.call("close_case", role="clerk", case=case)
    desk.call("archive_case", role="archivist", case=case)


def test_where_the_text_knows_one_role_only_nobody_is_kept_out() -> None:
    desk = Running("# Cases\nA case has a title. A clerk enters a case. A clerk closes a case.")
    assert all(not operation.roles for operation in desk.specification.operations)
