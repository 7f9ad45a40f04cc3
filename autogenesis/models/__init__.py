"""Language models: opened by name, wrapped one behaviour at a time, recorded, replayed, lent to the roles of a run."""

from autogenesis.models._account import Account, Exchange, Price
from autogenesis.models._budget import Budgeted
from autogenesis.models._cache import Cached
from autogenesis.models._cassette import Recording, Replaying, to_file
from autogenesis.models._failures import AnswerError, ProviderError, Translated
from autogenesis.models._keys import from_keyring, key_for
from autogenesis.models._lend import lend
from autogenesis.models._name import BUILTIN, KINDS, ModelName, model_name
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
    "lend",
    "model_name",
    "open_model",
    "read_as",
    "to_file",
    "tokens_of",
]
