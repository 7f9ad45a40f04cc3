"""The licence of a library is read in one way, for the audit of a package and for the bill that its wheel comes with."""

from __future__ import annotations

from importlib.metadata import Distribution
from pathlib import Path

import pytest

from autogenesis.sandbox import installed, licence_of


@pytest.mark.parametrize(
    ("fields", "licence", "spdx"),
    [
        (("License-Expression: MIT OR Apache-2.0", "License: see LICENSE"), "MIT OR Apache-2.0", True),
        (("License: MIT", "Classifier: License :: OSI Approved :: MIT License"), "MIT License", False),
        (("License: BSD", "Classifier: Topic :: Internet"), "BSD", False),
        ((), "", False),
    ],
)
def test_an_expression_comes_before_classifiers_and_these_before_the_older_field(
    tmp_path: Path, fields: tuple[str, ...], licence: str, spdx: bool
) -> None:
    folder = tmp_path / "one-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("\n".join(("Metadata-Version: 2.4", "Name: one", "Version: 1.0", *fields)) + "\n")
    assert licence_of(Distribution.at(folder)) == (licence, spdx)
    assert [one.licence for one in installed(tmp_path)] == [licence]
