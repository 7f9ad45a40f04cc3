"""The package's face is complete and sorted."""

from __future__ import annotations

import storage


def test_the_face_is_sorted_and_whole() -> None:
    assert storage.__all__ == sorted(storage.__all__)
    assert all(hasattr(storage, name) for name in storage.__all__)
