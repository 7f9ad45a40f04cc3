"""How a model is named: what runs it, and which one."""

from __future__ import annotations

from dataclasses import dataclass

from autogenesis.core import ConfigurationError

BUILTIN = "builtin"
KINDS = {
    "openai": "openai:NAME, with model_url for another server that speaks the same protocol",
    "anthropic": "anthropic:NAME",
    "ollama": "ollama:NAME",
    "transformers": "transformers:FOLDER, a Hugging Face model on this machine",
    "replay": "replay:FILE, a cassette that was recorded",
    "autogen": "autogen:FILE, an AutoGen component as JSON",
}
"""Each kind with how it is written."""


@dataclass(frozen=True)
class ModelName:
    """``kind:name``, such as ``openai:gpt-5``; the name is a file for some kinds."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


def model_name(text: str, where: str = "--model") -> ModelName:
    """The model that `text` names; ConfigurationError where there is no such kind, or nothing behind it."""
    kind, colon, name = text.strip().partition(":")
    kind, name = kind.strip().lower(), name.strip()
    if kind in KINDS and name:
        return ModelName(kind, name)
    if kind in KINDS:
        raise ConfigurationError(
            f"{text!r} names no model" + ("" if colon else f" of {kind}"), where=where, remedy=f"Write {KINDS[kind]}"
        )
    known = "; ".join(KINDS.values())
    raise ConfigurationError(
        f"there is no kind of model {kind!r}", where=where, remedy=f"Write {BUILTIN} for none, or one of: {known}"
    )
