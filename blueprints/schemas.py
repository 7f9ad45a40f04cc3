"""Writes the published JSON Schemas: ``python -m blueprints.schemas [FOLDER]``."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from blueprints import Blueprint, Change, Frozen, Specification

PUBLISHED: Mapping[str, type[Frozen]] = {
    "specification": Specification,
    "blueprint": Blueprint,
    "change": Change,
}
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "schemas"


def schema_text(artefact: type[Frozen]) -> str:
    """The JSON Schema of `artefact`, with sorted keys, ending with a newline."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **artefact.model_json_schema()}
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def write_schemas(folder: Path = FOLDER) -> tuple[Path, ...]:
    """Write every published schema to `folder`; the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, artefact in PUBLISHED.items():
        path = folder / f"{name}.schema.json"
        path.write_text(schema_text(artefact), encoding="utf-8")
        written.append(path)
    return tuple(written)


if __name__ == "__main__":
    for path_written in write_schemas(*(Path(argument) for argument in sys.argv[1:2])):
        print(path_written)
