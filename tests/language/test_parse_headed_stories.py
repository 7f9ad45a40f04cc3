"""A role in bold before a story, or as the heading of a list, is whoever wants it."""

from autogenesis.language import blocks, load_text, parse, sentences

TEXT = """# Studio
**As a tenant** I want to book a room so that I can rehearse.
- I want to cancel a booking.

**As an usher**, I would like to close a door.

As a painter I want to reserve an easel.

**As someone who came late** I want a seat.
"""


def test_whoever_the_bold_words_name_wants_it() -> None:
    read = [c for b in blocks(load_text(TEXT.encode(), "t")) for s in sentences(b) for c in parse(s)]
    told = {c.verb: c.role.name for c in read if c.role is not None}
    assert told == {"book": "tenant", "cancel": "tenant", "close": "usher", "reserve": "painter"}
    assert all(c.modal == "want" for c in read if c.role is not None)
