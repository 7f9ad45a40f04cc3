"""How often somebody may do the same thing again."""

import pytest

import blueprints as bp
from autogenesis.language import understand

TEXT = """# Riding school
- Lesson: title, date, places
- Rider: name, phone number
- Riders book lessons.
- {rule}
"""


@pytest.mark.parametrize(
    ("rule", "most"),
    [
        ("Nobody can book the same lesson twice.", 1),
        ("A rider may book the same lesson only once.", 1),
        ("No rider may book the same lesson more than three times.", 3),
        ("A rider can book the same lesson at most twice.", 2),
    ],
)
def test_so_often_and_no_more(rule: str, most: int) -> None:
    made = understand(TEXT.format(rule=rule)).specification
    booking = next(e for e in made.entities if e.name == "booking")
    (limit,) = [i for i in booking.invariants if isinstance(i.requires, bp.Compare)]
    assert isinstance(limit.requires, bp.Compare)
    assert limit.requires.right == bp.whole(most)
    assert limit.requires.relation == "<="
    counted = limit.requires.left.model_dump_json()
    assert '"lesson"' in counted
    assert '"rider"' in counted
