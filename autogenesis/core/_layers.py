"""Layers of settings: defaults, then genesis.toml, then the environment, then ``--set``."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from autogenesis.core._errors import ConfigurationError
from autogenesis.core._settings import Settings, setting_names

FILE_NAME = "genesis.toml"
PREFIX = "GENESIS_"
_PATHS = ("home", "generated")
_SECRETS = ("broker_key", "broker_password", "openai_key", "anthropic_key")
"""Settings that would be written down, in a file or in a list of processes, anywhere but in the environment."""


_OTHERS_NAMES = {"OPENAI_API_KEY": "openai_key", "ANTHROPIC_API_KEY": "anthropic_key"}
"""Variables that go by the names that everybody gives them."""


def load_settings(cwd: Path, env: Mapping[str, str], overrides: Sequence[str] = ()) -> Settings:
    """Merge the layers; raise ConfigurationError for an unknown key or a wrong value, naming its layer.

    Relative paths are relative to the file that gives them, else to ``cwd``.
    """
    cwd = cwd.resolve()
    values: dict[str, tuple[Any, str]] = {name: (_default(name), "the defaults") for name in _PATHS}
    bases = dict.fromkeys(_PATHS, cwd)
    file = find_file(cwd)
    if file is not None:
        layer = _public(_flatten(_read(file), str(file)))
        bases |= {name: file.parent for name in _PATHS if name in layer}
        _lay(values, layer)
    for layer in (_from_environment(env), _public(_from_overrides(overrides))):
        bases |= {name: cwd for name in _PATHS if name in layer}
        _lay(values, layer)
    for name, base in bases.items():
        value, where = values[name]
        home = env.get("HOME", "~")
        values[name] = (base / (home + value[1:] if str(value).startswith("~/") else str(value)), where)
    return _build(values)


def as_environment(settings: Settings) -> dict[str, str]:
    """Variables that give another process these settings, whatever file and folder it finds; secrets stay where they
    are, in the environment that it has anyway."""
    given = settings.model_dump(mode="json", exclude_defaults=True)
    given |= {name: str(getattr(settings, name)) for name in _PATHS}
    flat = {key: value for key, (value, _) in _flatten(given, "").items() if value is not None}
    return {PREFIX + key.upper().replace(".", "__"): str(value) for key, value in flat.items()}


def _default(name: str) -> Any:
    """The default of a top-level setting."""
    return Settings.model_fields[name].default


def find_file(cwd: Path) -> Path | None:
    """The nearest genesis.toml in ``cwd`` or a folder above it."""
    return next((path for folder in (cwd, *cwd.parents) if (path := folder / FILE_NAME).is_file()), None)


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"not valid TOML: {error}", where=str(file), remedy="Correct the file, or move it away"
        ) from error
    except OSError as error:
        raise ConfigurationError(
            f"cannot be read: {error.strerror}", where=str(file), remedy="Let this user read the file"
        ) from error


def _flatten(table: Mapping[str, Any], where: str, prefix: str = "") -> dict[str, tuple[Any, str]]:
    flat: dict[str, tuple[Any, str]] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat |= _flatten(value, where, f"{prefix}{key}.")
        else:
            flat[prefix + key] = (value, where)
    return flat


def _from_environment(env: Mapping[str, str]) -> dict[str, tuple[Any, str]]:
    named = {name: (env[key], f"the environment variable {key}") for key, name in _OTHERS_NAMES.items() if env.get(key)}
    return named | {
        key[len(PREFIX) :].lower().replace("__", "."): (value, f"the environment variable {key}")
        for key, value in sorted(env.items())
        if key.startswith(PREFIX)
    }


def _from_overrides(overrides: Sequence[str]) -> dict[str, tuple[Any, str]]:
    flat: dict[str, tuple[Any, str]] = {}
    for override in overrides:
        key, equals, value = override.partition("=")
        if not equals or not key.strip():
            raise ConfigurationError(
                f"{override!r} does not set anything",
                where="--set",
                remedy="Write it as name=value, for instance limits.max_attempts=5",
            )
        flat[key.strip()] = (value.strip(), f"--set {override}")
    return flat


def _public(layer: dict[str, tuple[Any, str]]) -> dict[str, tuple[Any, str]]:
    for key in _SECRETS:
        if key in layer:
            raise ConfigurationError(
                f"{key} is a secret and must not be written down",
                where=layer[key][1].partition("=")[0],
                remedy=f"Set the environment variable {PREFIX}{key.upper()}",
            )
    return layer


def _lay(values: dict[str, tuple[Any, str]], layer: Mapping[str, tuple[Any, str]]) -> None:
    for key, (value, where) in layer.items():
        _refuse_unknown(key, where)
        values[key] = (value, where)


def _refuse_unknown(key: str, where: str) -> None:
    names = setting_names()
    pattern = ".".join("*" if i == 1 and key.startswith("roles.") else s for i, s in enumerate(key.split(".")))
    if pattern in names:
        return
    near = difflib.get_close_matches(pattern, names, n=1, cutoff=0.5)
    if not near:
        last = {name.rpartition(".")[2]: name for name in names}
        near = [last[n] for n in difflib.get_close_matches(key.rpartition(".")[2], last, n=1, cutoff=0.5)]
    raise ConfigurationError(
        f"there is no setting {key!r}",
        where=where,
        remedy=f"Did you mean {near[0]!r}?" if near else f"Known settings: {', '.join(names)}",
    )


def _build(values: Mapping[str, tuple[Any, str]]) -> Settings:
    nested: dict[str, Any] = {}
    for key, (value, _) in values.items():
        table = nested
        *sections, last = key.split(".")
        for section in sections:
            table = table.setdefault(section, {})
        table[last] = value
    try:
        return Settings.model_validate(nested)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"] if part != "[key]")
        where = (
            values[key][1]
            if key in values
            else next((w for k, (_, w) in values.items() if k.startswith(f"{key}.")), "the settings")
        )
        raise ConfigurationError(
            f"{key}: {first['msg']}",
            where=where,
            remedy=setting_names().get(key) or "Correct the value",
        ) from error
