"""Canonical JSON and the content hash that names an artefact."""

from __future__ import annotations

import hashlib
import json

from pydantic import BaseModel, JsonValue

from autogenesis.core._errors import ArtefactError

_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
)  # what holds itself goes too deep


def canonical_json(value: BaseModel | JsonValue) -> str:
    """One text for one value: keys sorted by code point, no spaces, no NaN, characters unescaped."""
    return _written(value)[0]


def content_hash(value: BaseModel | JsonValue) -> str:
    """The SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(_written(value)[1]).hexdigest()


def hashed_json(value: BaseModel | JsonValue) -> tuple[str, str]:
    """The canonical JSON and the content hash, for whoever needs both."""
    text, raw = _written(value)
    return text, hashlib.sha256(raw).hexdigest()


def _written(value: BaseModel | JsonValue) -> tuple[str, bytes]:
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    try:
        text = _ENCODER.encode(plain)
        return text, text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise ArtefactError(
            f"a {type(value).__name__} cannot be written as JSON: {error}",
            where="canonical_json",
            remedy="Give strings, finite numbers, booleans, nulls, lists and objects only",
        ) from error
