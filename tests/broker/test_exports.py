"""The package's face is complete and sorted."""

from __future__ import annotations

import broker


def test_the_face_is_sorted_and_whole() -> None:
    assert broker.__all__ == sorted(broker.__all__)
    assert all(hasattr(broker, name) for name in broker.__all__)
