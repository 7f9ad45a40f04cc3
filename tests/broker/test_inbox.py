"""What a receiver remembers, and the package's face."""

from __future__ import annotations

import broker
from autogenesis.core import MessageId
from broker import MemoryInbox


def test_the_inbox_forgets_the_oldest() -> None:
    inbox = MemoryInbox(size=2)
    for number in range(3):
        inbox.settle("worker", MessageId(f"m-{number}"))
    assert [inbox.seen("worker", MessageId(f"m-{n}")) for n in range(3)] == [False, True, True]
    assert not inbox.seen("other", MessageId("m-2"))


def test_the_face_is_sorted_and_whole() -> None:
    assert broker.__all__ == sorted(broker.__all__)
    assert all(hasattr(broker, name) for name in broker.__all__)
