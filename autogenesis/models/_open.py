"""Opens the model of a name: the provider's client, with all the wrappers that every run shares."""

from __future__ import annotations

import asyncio
import json
import random
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autogen_core.models import ChatCompletionClient, ModelFamily, ModelInfo
from pydantic import SecretStr

from autogenesis.core import Clock, ConfigurationError
from autogenesis.models._account import Price
from autogenesis.models._cache import Cached
from autogenesis.models._cassette import Recording, Replaying, to_file
from autogenesis.models._failures import Translated
from autogenesis.models._folder import model_folder
from autogenesis.models._keys import VARIABLES, from_keyring, key_for
from autogenesis.models._local import LocalClient
from autogenesis.models._name import ModelName
from autogenesis.models._rate import RateLimited
from autogenesis.models._retry import Retrying, Sleep
from autogenesis.models._timeout import TimedOut
from autogenesis.models._wrapper import Wrapper

_CACHED = 500
_OLLAMA = "http://127.0.0.1:11434/v1"
_ANY: ModelInfo = {
    "vision": False,
    "function_calling": True,
    "json_output": True,
    "structured_output": True,
    "family": ModelFamily.UNKNOWN,
}
"""What is taken for granted of a model that nobody described; an answer out of shape is asked for again anyway."""


@dataclass(frozen=True, kw_only=True)
class Access:
    """How a provider is reached, and how often. `keys` are by kind; `a_minute` 0 means as often as one likes."""

    clock: Clock
    url: str | None = None
    keys: Mapping[str, SecretStr | None] = field(default_factory=dict)
    keyring: Callable[[str, str], str | None] = from_keyring
    price: Price | None = None
    record: Path | None = None
    seconds: float = 60.0
    tries: int = 4
    pause: float = 1.0
    longest: float = 30.0
    a_minute: int = 0
    sleep: Sleep = asyncio.sleep
    chance: Callable[[], float] = random.random


class Model(Wrapper):
    """A model that was opened: its name and price, and the client that answers for it."""

    def __init__(self, inner: ChatCompletionClient, name: str, price: Price | None = None) -> None:
        super().__init__(inner)
        self.name, self.price = name, price

    def __repr__(self) -> str:
        return f"Model({self.name!r})"


def open_model(name: ModelName, access: Access) -> Model:
    """The model with what every run shares: answers told alike, a recorder, time-outs, retries, a rate, a cache."""
    secrets = _secrets(name, access)
    client: ChatCompletionClient = _OPENERS[name.kind](name, access, secrets)
    if name.kind != "replay":
        client = TimedOut(Translated(client, str(name), access.clock, tuple(secrets.values())), seconds=access.seconds)
        if access.record is not None:
            client = Recording(client, to_file(access.record))
    client = Retrying(
        client,
        tries=access.tries,
        base=access.pause,
        longest=access.longest,
        sleep=access.sleep,
        chance=access.chance,
    )
    if access.a_minute:
        client = RateLimited(client, a_minute=access.a_minute, clock=access.clock, sleep=access.sleep)
    return Model(Cached(client, most=_CACHED), str(name), access.price)


def _secrets(name: ModelName, access: Access) -> dict[str, SecretStr]:
    """The keys that this model is asked with. A server of one's own may want none."""
    if name.kind not in VARIABLES:
        return {}
    try:
        return {name.kind: key_for(name.kind, access.keys, access.keyring)}
    except ConfigurationError:
        if access.url is None:
            raise
        return {}


def _openai(name: ModelName, access: Access, secrets: Mapping[str, SecretStr]) -> ChatCompletionClient:
    try:
        from autogen_ext.models.openai import OpenAIChatCompletionClient
    except ImportError as error:
        raise _lacking(name, error) from error
    _quiet()
    return OpenAIChatCompletionClient(include_name_in_message=False, **_reached(name, access, secrets.get("openai")))


def _reached(name: ModelName, access: Access, key: SecretStr | None) -> dict[str, Any]:
    """How a provider's own client is made: retries are ours, and a server of one's own may want no key."""
    return {
        "model": name.name,
        "api_key": key.get_secret_value() if key is not None else "none",
        "model_info": _ANY,
        "max_retries": 0,
        "timeout": access.seconds,
        **({} if access.url is None else {"base_url": access.url}),
    }


def _ollama(name: ModelName, access: Access, secrets: Mapping[str, SecretStr]) -> ChatCompletionClient:
    return _openai(name, replace(access, url=access.url or _OLLAMA), secrets)


def _anthropic(name: ModelName, access: Access, secrets: Mapping[str, SecretStr]) -> ChatCompletionClient:
    try:
        from autogen_ext.models.anthropic import AnthropicChatCompletionClient
    except ImportError as error:
        raise _lacking(name, error) from error
    _quiet()
    return AnthropicChatCompletionClient(**_reached(name, access, secrets.get("anthropic")))


def _transformers(name: ModelName, access: Access, secrets: Mapping[str, SecretStr]) -> ChatCompletionClient:
    return LocalClient(model_folder(name.name, f"model {name}"), clock=access.clock, seconds=access.seconds)


def _replay(name: ModelName, access: Access, secrets: Mapping[str, SecretStr]) -> ChatCompletionClient:
    return Replaying(Path(name.name))


def _component(name: ModelName, access: Access, secrets: Mapping[str, SecretStr]) -> ChatCompletionClient:
    """The client that an AutoGen component file describes; its class is imported, as its writer wants."""
    file = Path(name.name)
    try:
        described = json.loads(file.read_text(encoding="utf-8"))
        return ChatCompletionClient.load_component(described)
    except ImportError as error:
        raise _lacking(name, error) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"the component cannot be read: {getattr(error, 'strerror', None) or error}",
            where=str(file),
            remedy="Name a JSON file that AutoGen's dump_component wrote",
        ) from error
    except Exception as error:  # noqa: BLE001 - a component's own class reads its description, and may raise anything
        kind = type(error).__name__
    raise ConfigurationError(  # without what it said: a description may hold a key
        f"this describes no chat model ({kind})", where=str(file), remedy="Write one with AutoGen's dump_component"
    )


def _lacking(name: ModelName, error: ImportError) -> ConfigurationError:
    return ConfigurationError(
        f"{error.name or 'a package'} is not installed",
        where=f"model {name}",
        remedy='Install what hosted models need: pip install "autogenesis[models]"',
    )


def _quiet() -> None:
    """The provider's client tells of a server that calls its model by another name; that is nothing to act on."""
    warnings.filterwarnings("ignore", message="Resolved model mismatch")
    warnings.filterwarnings("ignore", message="Finish reason mismatch")


_OPENERS: dict[str, Callable[[ModelName, Access, Mapping[str, SecretStr]], ChatCompletionClient]] = {
    "openai": _openai,
    "ollama": _ollama,
    "anthropic": _anthropic,
    "transformers": _transformers,
    "replay": _replay,
    "autogen": _component,
}
