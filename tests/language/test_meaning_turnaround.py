"""By when things are ready, on which days there is work, and from what hour the next day counts; at a key cutter's and elsewhere."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

KEYS = """# Key service
KEY: number (counting up from 1), received at, service (normal, express), ready by

"""


def ready(*rules: str, received: str, service: str = "normal") -> str:
    running = Running(KEYS + "\n".join(f"- {rule}" for rule in rules) + "\n")
    assert running.unclear == []
    return str(running.call("add_key", service=service, received_at=received)["ready_by"])[:16]


RULES = (
    "Normal keys are ready by 17:00 on the third working day after the day of receipt, express ones by 17:00 on the next.",
    "Working days are Monday to Saturday.",
    "What comes in after 14:00 is treated as if received on the following working day.",
)


@pytest.mark.parametrize(
    ("received", "service", "by"),
    [
        ("2026-05-04T14:00", "normal", "2026-05-07T17:00"),
        ("2026-05-04T14:01", "normal", "2026-05-08T17:00"),
        ("2026-05-09T10:00", "express", "2026-05-11T17:00"),
    ],
)
def test_working_days_and_a_cut_off(received: str, service: str, by: str) -> None:
    assert ready(*RULES, received=received, service=service) == by
    assert ready(*reversed(RULES), received=received, service=service) == by


@pytest.mark.parametrize(
    "rule",
    [
        "Keys are due within two working days.",
        "A key must be ready on the second working day after receipt.",
        "Every key is ready two working days after the day it was received.",
    ],
)
@pytest.mark.parametrize(
    "days", ["Opening days: Tue-Sat", "We are closed on Sundays and Mondays.", "The shop is open Tuesday to Saturday."]
)
def test_wordings_of_days(rule: str, days: str) -> None:
    assert ready(days, rule.replace("due", "ready"), received="2026-05-08T09:00")[:10] == "2026-05-12"


@pytest.mark.parametrize(
    "cut",
    [
        "Keys received after 4 pm count as received on the next working day.",
        "Anything that arrives after 16:00 is handled on the next working day.",
        "Keys placed later than 16:00 are treated as received on the following working day.",
    ],
)
def test_wordings_of_a_cut_off(cut: str) -> None:
    rule = "Keys are ready by noon on the next working day."
    assert ready(rule, cut, received="2026-05-08T16:00") == "2026-05-11T12:00"
    assert ready(rule, cut, received="2026-05-08T16:01") == "2026-05-12T12:00"


def test_states_from_which_one_is_reached_and_who_alone_brings_them_about() -> None:
    running = Running(
        "# Letters\nLETTER: number (counting up from 1), text, status\n\nStatuses: received → sorting → checked → sent.\n"
        '"Cancelled" is possible from received only.\n\n'
        "Clerks alone change sorting and checked.\n"
    )
    assert running.unclear == []
    letter, other = (running.call("add_letter", text="x")["id"] for _ in range(2))
    assert running.refused("set_sorting_letter", letter=letter, role="guest")
    running.call("set_sorting_letter", letter=letter, role="clerk")
    assert running.refused("cancel_letter", letter=letter)
    assert running.call("cancel_letter", letter=other)["status"] == "cancelled"


@pytest.mark.parametrize(
    ("rule", "start", "end"),
    [
        ("They're handed in once a year, between 1 and 31 December.", "2026-12-01", "2026-12-31"),
        ("Claims are accepted from 15 March to 10 April.", "2026-03-15", "2026-04-10"),
        ("Claims are only taken between 20 December and 5 January.", "2026-12-20", "2026-12-31"),
    ],
)
def test_a_part_of_the_year(rule: str, start: str, end: str) -> None:
    running = Running(
        f"# Claims\nA claim has a title and an amount in euro. Claims are typed in by clerks. {rule}\n",
        "2025-11-01T09:00",
    )
    day = int(start[-2:]) - 1
    before = f"{start[:-2]}{day:02d}T23:00" if day else "2026-11-30T23:00"
    assert running.refused("add_claim", before, title="T", amount=1)
    for at in (start, end):
        running.call("add_claim", f"{at}T00:30", title="T", amount=1)
    assert running.refused("add_claim", "2027-02-01T10:00", title="T", amount=1)
