"""Lends a model to one role of one run: budgeted, traced, trimmed, and held to the asked form."""

from __future__ import annotations

from collections.abc import Callable

from autogen_core.models import ChatCompletionClient

from autogenesis.core import Clock
from autogenesis.models._account import Account, Exchange, Price
from autogenesis.models._budget import Budgeted
from autogenesis.models._repair import Repairing
from autogenesis.models._timeout import TimedOut
from autogenesis.models._trace import Traced
from autogenesis.models._trim import Trimmed

ANSWER_TOKENS = 2000
"""What an answer is taken to have, before it is there."""
PROMPT_TOKENS = 12_000
"""What a request may have, with an answer that is asked for again."""
ROUNDS = 2


def lend(
    client: ChatCompletionClient,
    account: Account,
    note: Callable[[Exchange], None],
    clock: Clock,
    seconds: float,
) -> ChatCompletionClient:
    """The client for one task; `note` is told of each exchange, and all of them together last at most `seconds`."""
    price: Price | None = getattr(client, "price", None)
    name = getattr(client, "name", None) or type(client).__name__
    budgeted = Budgeted(client, account, price=price, answer_tokens=ANSWER_TOKENS)
    traced = Traced(budgeted, note, model=name, price=price, clock=clock)
    return TimedOut(Repairing(Trimmed(traced, most=PROMPT_TOKENS), rounds=ROUNDS), seconds=seconds)
