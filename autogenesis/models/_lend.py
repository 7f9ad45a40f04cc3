"""Lends models to the roles of one run: budgeted, traced, trimmed, timed, and held to the asked form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from autogen_core.models import ChatCompletionClient

from autogenesis.core import Clock
from autogenesis.models._account import Account, Exchange
from autogenesis.models._budget import Budgeted
from autogenesis.models._repair import Repairing
from autogenesis.models._timeout import TimedOut
from autogenesis.models._trace import Traced
from autogenesis.models._trim import Trimmed

ANSWER_TOKENS = 4000
"""What an answer is taken to have, before it is there."""
PROMPT_TOKENS = 20_000
"""What a request may have, with an answer that is asked for again."""
ROUNDS = 2
"""How often an answer out of shape is asked for again."""


@dataclass(frozen=True)
class Lender:
    """One run's way to models: its account, its clock, and the `seconds` that whoever borrows may take for all of one
    draft's questions, with what is tried and asked again."""

    account: Account
    clock: Clock
    seconds: float

    def lend(self, client: ChatCompletionClient, note: Callable[[Exchange], None]) -> ChatCompletionClient:
        """The client for one question; `note` is told of each exchange."""
        price = getattr(client, "price", None)
        name = getattr(client, "name", None) or type(client).__name__
        budgeted = Budgeted(client, self.account, price=price, answer_tokens=ANSWER_TOKENS)
        traced = Traced(budgeted, note, model=name, price=price, clock=self.clock)
        return TimedOut(Repairing(Trimmed(traced, most=PROMPT_TOKENS), rounds=ROUNDS), seconds=self.seconds)
