"""Where the key of a provider comes from: the environment, or a keyring; it is never written anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic import SecretStr

from autogenesis.core import ConfigurationError

SERVICE = "autogenesis"
"""The service under which a keyring holds the keys, by the kind of model."""
VARIABLES = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
"""The environment variable of each provider that wants a key."""


def key_for(kind: str, given: Mapping[str, SecretStr | None], keyring: Callable[[str, str], str | None]) -> SecretStr:
    """The key of a provider: what the environment gave, else what the keyring holds; ConfigurationError without one."""
    found = given.get(kind)
    if found is None or not found.get_secret_value():
        held = keyring(SERVICE, kind)
        found = SecretStr(held) if held else None
    if found is None:
        variable = VARIABLES[kind]
        raise ConfigurationError(
            f"there is no key for {kind}",
            where=f"the environment variable {variable}",
            remedy=f"Set {variable}, or keep the key in the keyring: keyring set {SERVICE} {kind}",
        )
    return found


def from_keyring(service: str, name: str) -> str | None:
    """What the system's keyring holds, where the package of that name is installed and finds one."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        held: str | None = keyring.get_password(service, name)
    except KeyringError:  # none on this machine, or it stays locked
        return None
    return held
