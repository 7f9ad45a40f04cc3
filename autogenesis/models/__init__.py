"""Language models: opened by name, wrapped one behaviour at a time, recorded, replayed, lent to the roles of a run.

What talks to models is imported when it is asked for: most runs ask none.
"""

from typing import TYPE_CHECKING

from autogenesis.models._account import Account, Exchange, Price
from autogenesis.models._keys import from_keyring, key_for
from autogenesis.models._name import BUILTIN, KINDS, ModelName, model_name

if TYPE_CHECKING:
    from autogenesis.models._budget import Budgeted
    from autogenesis.models._cache import Cached
    from autogenesis.models._cassette import Recording, Replaying, to_file
    from autogenesis.models._failures import AnswerError, ProviderError, Translated
    from autogenesis.models._lend import Lender
    from autogenesis.models._open import Access, Model, open_model
    from autogenesis.models._rate import RateLimited
    from autogenesis.models._repair import Repairing, read_as
    from autogenesis.models._request import Request, estimated, tokens_of
    from autogenesis.models._retry import Retrying
    from autogenesis.models._timeout import TimedOut
    from autogenesis.models._trace import Traced
    from autogenesis.models._trim import Trimmed
    from autogenesis.models._wrapper import AnsweringClient, Wrapper

__all__ = [
    "BUILTIN",
    "KINDS",
    "Access",
    "Account",
    "AnswerError",
    "AnsweringClient",
    "Budgeted",
    "Cached",
    "Exchange",
    "Lender",
    "Model",
    "ModelName",
    "Price",
    "ProviderError",
    "RateLimited",
    "Recording",
    "Repairing",
    "Replaying",
    "Request",
    "Retrying",
    "TimedOut",
    "Traced",
    "Translated",
    "Trimmed",
    "Wrapper",
    "estimated",
    "from_keyring",
    "key_for",
    "model_name",
    "open_model",
    "read_as",
    "to_file",
    "tokens_of",
]

_LATE = {
    "Access": "_open",
    "AnswerError": "_failures",
    "AnsweringClient": "_wrapper",
    "Budgeted": "_budget",
    "Cached": "_cache",
    "Lender": "_lend",
    "Model": "_open",
    "ProviderError": "_failures",
    "RateLimited": "_rate",
    "Recording": "_cassette",
    "Repairing": "_repair",
    "Replaying": "_cassette",
    "Request": "_request",
    "Retrying": "_retry",
    "TimedOut": "_timeout",
    "Traced": "_trace",
    "Translated": "_failures",
    "Trimmed": "_trim",
    "Wrapper": "_wrapper",
    "estimated": "_request",
    "open_model": "_open",
    "read_as": "_repair",
    "to_file": "_cassette",
    "tokens_of": "_request",
}


def __getattr__(name: str) -> object:
    """What talks to models."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
