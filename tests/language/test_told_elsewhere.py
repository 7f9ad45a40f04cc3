"""A time that another sentence tells is understood, or the sentence is not."""

from __future__ import annotations

import pytest

from autogenesis.language import understand
from tests.language._machine import Running

OVENS = "# Ovens\nAn oven has a name and a length in metres. An oven has a wanted time. Each oven costs 8 euro.\n"


@pytest.mark.parametrize(
    "said",
    [
        "A cook may cancel an oven until 30 minutes before its wanted time; after that it costs 12 euro.",
        "When it is not paid by then, the office sends a letter and adds 5 euro.",
        "Since then an oven costs 9 euro.",
    ],
)
def test_an_amount_at_a_time_nobody_knows_is_not_claimed(said: str) -> None:
    specification = understand(OVENS + said).specification
    left = [clause.text for clause in specification.clauses if clause.status == "unclear"]
    assert any("12 euro" in text or "by then" in text or "9 euro" in text for text in left)
    prices = [item for entity in specification.entities for item in entity.derivations if item.type.kind == "money"]
    assert [item.name for item in prices] == ["price"]
    assert '"12"' not in str(prices)


def test_who_charges_is_no_name_of_an_amount() -> None:
    specification = understand(OVENS + "The town hall charges 5 euro.").specification
    assert "town_hall" not in specification.model_dump_json()


def test_until_then_is_understood_where_the_sentence_says_when() -> None:
    running = Running(
        "# Ovens\nAn oven has a name. A cook books an oven and fires an oven.\n"
        "After 2 firings an oven must be inspected; until then it cannot be booked.\n"
    )
    assert not any("until then" in text for text in running.unclear)
