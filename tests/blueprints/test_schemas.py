"""The published schemas are current, and the face is whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import blueprints
from blueprints import Specification
from blueprints.schemas import FOLDER, PUBLISHED, schema_text, write_schemas


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_schemas_are_current(name: str) -> None:
    published = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(PUBLISHED[name]), "run: python -m blueprints.schemas"


def test_schemas_are_written_where_asked(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "schemas")
    assert {path.name for path in written} == {f"{name}.schema.json" for name in PUBLISHED}
    assert json.loads(written[0].read_text())["title"] == "Specification"


def test_an_artefact_survives_its_json(specification: Specification) -> None:
    assert Specification.model_validate_json(specification.model_dump_json()) == specification


def test_the_face_is_whole() -> None:
    assert len(blueprints.__all__) == len(set(blueprints.__all__))
    assert all(hasattr(blueprints, name) for name in blueprints.__all__)
