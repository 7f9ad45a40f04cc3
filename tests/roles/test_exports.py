"""The face of the package: complete and in order."""

from __future__ import annotations

import roles


def test_the_face_is_complete_and_sorted() -> None:
    assert list(roles.__all__) == sorted(roles.__all__, key=lambda name: (not name.isupper(), name[0].islower(), name))
    assert all(getattr(roles, name) is not None for name in roles.__all__)
