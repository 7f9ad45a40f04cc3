"""What a role may not do, a single field that may be left out, and lists of what is overdue."""

from __future__ import annotations

from pathlib import Path

from tests.language._machine import Running

SPECS = Path(__file__).parents[2] / "specs"

TEXT = """# Tool library
A tool has a name. A member has a name.

Members borrow tools for 7 days.
"""


def test_a_role_that_may_not_is_refused_and_others_are_not() -> None:
    here = Running(TEXT + "A trainee cannot add tools.\n")
    assert here.unclear == []
    assert here.refused("add_tool", role="trainee", by="tim", name="Saw")
    here.call("add_tool", name="Axe")


def test_a_field_with_optional_behind_it_may_be_left_out() -> None:
    here = Running(TEXT + "A member has a phone number (optional).\n")
    assert here.call("add_member", name="Ada")["phone_number"] is None
    assert here.call("add_member", name="Bob", phone_number="555")["phone_number"] == "555"


def test_a_list_of_overdue_loans_lists_loans_where_charges_are_kept_too() -> None:
    text = (SPECS / "library-lending.md").read_text().partition("<!-- acceptance -->")[0]
    here = Running(text.rstrip() + "\n\nLibrarians get a list of overdue loans every Monday.\n")
    (sent,) = (one for one in here.specification.schedules if one.recurrence.weekdays)
    assert "entity.loan" in sent.model_dump_json()
    assert '"owed"' not in sent.model_dump_json()


def test_a_sentence_may_give_some_rights_and_take_others() -> None:
    here = Running(
        TEXT + "Tools are cleaned and repaired. A trainee may clean tools, but neither repair nor add them.\n"
    )
    del here
    here = Running(TEXT + "The caretaker can repair tools. Helpers may borrow tools but must not repair them.\n")
    assert here.unclear == []
    tool, member = here.call("add_tool", name="Saw")["id"], here.call("add_member", name="Ada")["id"]
    here.call("borrow_tool", role="helper", by="hal", tool=tool, member=member)
    assert here.refused("repair_tool", role="helper", by="hal", tool=tool)
    here.call("repair_tool", role="caretaker", by="cy", tool=tool)
