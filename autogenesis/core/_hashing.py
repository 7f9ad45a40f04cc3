"""Canonical JSON and the content hash that names an artefact."""

from __future__ import annotations

import hashlib
import json

from pydantic import BaseModel, JsonValue

from autogenesis.core._errors import ArtefactError


def canonical_json(value: BaseModel | JsonValue) -> str:
    """One text for one value: keys sorted by code point, no spaces, no NaN, characters unescaped."""
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    try:
        text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise ArtefactError(
            f"a {type(value).__name__} cannot be written as JSON: {error}",
            where="canonical_json",
            remedy="Give strings, finite numbers, booleans, nulls, lists and objects only",
        ) from error
    return text


def content_hash(value: BaseModel | JsonValue) -> str:
    """The SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()
