"""Until when a deed is open, and what follows where there are too few at a moment."""

import blueprints as bp
from autogenesis.language import understand

TEXT = """# Guided tours
- Tour: title, guide, start date
- Guest: name, phone number
- Guests book tours.
- Booking closes 2 days before the tour starts.
- If fewer than 4 guests are booked 2 days before the start, the tour is cancelled.
"""


def test_booking_is_refused_from_its_closing_on() -> None:
    made = understand(TEXT).specification
    book = next(o for o in made.operations if o.name == "book_tour")
    (closing,) = [g for g in book.guards if g.id.endswith(".close")]
    assert isinstance(closing.requires, bp.Compare)
    assert closing.requires.relation == "<"
    assert closing.requires.left == bp.Name(name="now")
    assert '"start_date"' in closing.requires.right.model_dump_json()


def test_the_bookings_of_the_walk_are_counted_then() -> None:
    made = understand(TEXT).specification
    (timer,) = made.timers
    assert timer.entity == "entity.tour"
    (few,) = [p for p in bp.parts_within(timer) if isinstance(p, bp.Compare) and p.right == bp.whole(4)]
    assert few.relation == "<"
    assert isinstance(few.left, bp.Aggregate)
    assert few.left.entity == "entity.booking"
    assert few.left.where is not None
    assert '"tour"' in few.left.where.model_dump_json()
    assert {c.status for c in made.clauses} == {"implemented"}
