"""Questions that a text asks itself: they are part of what their answers say, and state nothing alone."""

from __future__ import annotations

import pytest

from tests.language._machine import Running

_KILN = "A firing has a title, a date and a length in hours. A potter enters a firing. "


@pytest.mark.parametrize(
    ("said", "good", "bad"),
    [
        ("How long may a firing be? Between 2 and 12 hours.", (2, 12), (1, 13)),
        ("How long can a firing be? At most 8 hours.", (1, 8), (9,)),
        ("How long may a firing be? 8 hours.", (1, 8), (9,)),
        ("How long may a firing be? Between 2 and 12 hours, and a multiple of 2.", (2, 4, 12), (3, 14, 0)),
    ],
)
def test_a_question_is_read_with_its_answer(said: str, good: tuple[int, ...], bad: tuple[int, ...]) -> None:
    system = Running(_KILN + said)
    assert system.unclear == []
    for length in good:
        system.call("enter_firing", title="x", date="2026-05-04", length=length)
    for length in bad:
        assert system.refused("enter_firing", title="x", date="2026-05-04", length=length)


def test_a_question_whose_answer_is_not_understood_is_not_either() -> None:
    system = Running(_KILN + "How long may a firing be? As the mood of the kiln takes it.")
    assert "How long may a firing be?" in system.unclear


def test_what_is_denied_in_answer_to_a_question_is_not_allowed() -> None:
    system = Running(_KILN + "A potter cancels a firing. Can a guest cancel a firing? No.")
    firing = system.call("enter_firing", title="x", date="2026-05-04", length=2)["id"]
    assert system.refused("cancel_firing", role="guest", firing=firing)


def test_a_wish_may_be_said_as_a_question() -> None:
    system = Running(_KILN + "Could a potter cancel a firing?")
    firing = system.call("enter_firing", title="x", date="2026-05-04", length=2)["id"]
    system.call("cancel_firing", firing=firing)
