"""What goes wrong with a provider, told in the house's own words and without its secrets."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from autogen_core.models import ChatCompletionClient, CreateResult
from pydantic import SecretStr

from autogenesis.core import Clock, GenesisError, ModelError
from autogenesis.models._request import Request
from autogenesis.models._wrapper import Wrapper

_MOST_SAID = 200
_KEY_LIKE = re.compile(r"\b(?:sk|pk|key|bearer)[-_ ][A-Za-z0-9*_\-.]{6,}", re.IGNORECASE)
_MAY_PASS = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


class ProviderError(ModelError):
    """A provider refused a call, failed, or could not be reached. `passing` says whether it may pass; `pause` is how
    many seconds it asked to be left alone for."""

    def __init__(
        self,
        what: str,
        *,
        where: str,
        remedy: str,
        status: int | None = None,
        passing: bool = False,
        pause: float | None = None,
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.status, self.passing, self.pause = status, passing, pause


class AnswerError(ModelError):
    """What a model answered cannot be used, and asking again did not help."""

    retryable = False


class Translated(Wrapper):
    """Turns whatever a provider's library raises into a ProviderError that tells no secret."""

    def __init__(self, inner: ChatCompletionClient, name: str, clock: Clock, secrets: Sequence[SecretStr] = ()) -> None:
        super().__init__(inner)
        self._name, self._clock = name, clock
        self._secrets = tuple(secrets)

    async def answer(self, request: Request) -> CreateResult:
        try:
            return await super().answer(request)
        except GenesisError:
            raise
        except Exception as error:  # noqa: BLE001 - the boundary to a provider's library, which may raise anything
            failure = self._told(error)
        raise failure  # without the cause: a provider's error holds the request, its headers and the key

    def _told(self, error: Exception) -> ProviderError:
        status = getattr(error, "status_code", None)
        status = status if isinstance(status, int) else None
        said = self._clean(str(error))
        unreached = status is None and _is_of_network(error)
        return ProviderError(
            f"{type(error).__name__}: {said}" if said else type(error).__name__,
            where=f"model {self._name}",
            remedy=_remedy(status, unreached),
            status=status,
            passing=unreached or status in _MAY_PASS,
            pause=_pause(error, self._clock.now()),
        )

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            if secret.get_secret_value():
                text = text.replace(secret.get_secret_value(), "…")
        return " ".join(_KEY_LIKE.sub("…", text).split())[:_MOST_SAID]


def _is_of_network(error: BaseException) -> bool:
    """Whether nothing came back: a refused, cut or silent connection."""
    names = {kind.__name__ for kind in type(error).__mro__}
    return isinstance(error, OSError | TimeoutError) or bool(
        names & {"APIConnectionError", "APITimeoutError", "TransportError", "RemoteProtocolError"}
    )


def _remedy(status: int | None, unreached: bool) -> str:
    if unreached:
        return "See that the server runs and model_url names it, or use --model builtin"
    return {
        401: "The key is not accepted: set the provider's key in the environment",
        403: "The key may not use this model: choose another, or another key",
        404: "The provider does not know this model: check its name and model_url",
        429: "The provider wants fewer calls, or payment: wait, or choose another model",
    }.get(status or 0, "Try again later, choose another model, or use --model builtin")


def _pause(error: Exception, now: datetime) -> float | None:
    """The seconds that Retry-After asks for (RFC 9110, 10.2.3: seconds or a date); None where it is not said."""
    headers: Any = getattr(getattr(error, "response", None), "headers", None)
    said = str((headers.get("retry-after") if hasattr(headers, "get") else None) or "").strip()
    if not said:
        return None
    try:
        return max(float(said), 0.0)
    except ValueError:
        pass
    try:
        at = email.utils.parsedate_to_datetime(said)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max((at - now).total_seconds(), 0.0)
