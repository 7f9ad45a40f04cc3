"""A folder that holds a model in Hugging Face's form: whether it does, and what its files say before it is loaded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from autogenesis.core import ConfigurationError

NEEDED = ("accelerate", "llguidance", "tokenizers", "torch", "transformers")
"""The packages of the extra `transformers` that are used."""
_CONTEXT = 32_000
_CONTEXTS = ("max_position_embeddings", "n_positions", "n_ctx", "max_seq_len", "seq_length")
"""How configurations call the number of tokens that a model holds."""


@dataclass(frozen=True)
class ModelFolder:
    """Where a model lies, and the tokens that it holds: question and answer together."""

    path: Path
    context: int

    @property
    def tokenizer(self) -> Path:
        return self.path / "tokenizer.json"


def model_folder(name: str, where: str) -> ModelFolder:
    """The folder `name`, with a model in it; ConfigurationError where there is none, or nothing that could run it."""
    path = Path(name).expanduser()
    if not path.is_dir():
        raise ConfigurationError(
            f"{path} is a file" if path.exists() else f"there is no folder {path}",
            where=where,
            remedy="Name a folder with a model on this machine; none is downloaded",
        )
    lacking = [one for one in ("config.json", "tokenizer.json") if not (path / one).is_file()]
    if not any(path.glob("*.safetensors")):
        lacking.append("*.safetensors")
    if lacking:
        raise ConfigurationError(
            f"{path} holds no model that can be used: it is without {', '.join(lacking)}",
            where=where,
            remedy="Name a folder that transformers' save_pretrained wrote, or a whole copy of a model's repository",
        )
    context = _context(_configuration(path / "config.json", where))
    missing = [one for one in NEEDED if find_spec(one) is None]
    if missing:
        raise ConfigurationError(
            f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not installed",
            where=where,
            remedy='Install what models on this machine need: pip install "autogenesis[transformers]"',
        )
    return ModelFolder(path, context)


def _configuration(file: Path, where: str) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise ConfigurationError(
            f"{file} cannot be read: {getattr(error, 'strerror', None) or error}",
            where=where,
            remedy="Copy the model's folder again",
        ) from error
    if not isinstance(found, dict) or not found.get("model_type"):
        raise ConfigurationError(
            f"{file} describes no model", where=where, remedy="Name the folder of a model, with its model_type"
        )
    return found


def _context(configuration: dict[str, Any]) -> int:
    """The tokens that the model holds; models with pictures say so of their part for text."""
    of_text = configuration.get("text_config")
    told = [configuration, of_text if isinstance(of_text, dict) else {}]
    found = [one[name] for one in told for name in _CONTEXTS if isinstance(one.get(name), int) and one[name] > 0]
    return found[0] if found else _CONTEXT
