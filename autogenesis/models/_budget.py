"""Refuses a call that the run's account does not cover, before it is made."""

from __future__ import annotations

from decimal import Decimal

from autogen_core.models import ChatCompletionClient, CreateResult

from autogenesis.models._account import Account, Price
from autogenesis.models._failures import ProviderError
from autogenesis.models._request import Request, tokens_of
from autogenesis.models._wrapper import Wrapper


class Budgeted(Wrapper):
    """Reserves what a call may cost, with an answer of at most `answer_tokens`, and settles what it did cost. A model
    without a price is counted in tokens only."""

    def __init__(
        self, inner: ChatCompletionClient, account: Account, *, price: Price | None, answer_tokens: int
    ) -> None:
        super().__init__(inner)
        self._account, self._price, self._most = account, price, answer_tokens

    async def answer(self, request: Request) -> CreateResult:
        asked = request.tokens
        tokens, money = asked + self._most, self._cost(asked, self._most)
        self._account.reserve(tokens, money)
        spent, cost = asked, self._cost(asked, 0)  # of a call that broke off, as far as is known
        try:
            result = await super().answer(request)
            usage = result.usage
            if result.cached:
                spent, cost = 0, self._cost(0, 0)
            elif usage.prompt_tokens or usage.completion_tokens:
                spent = usage.prompt_tokens + usage.completion_tokens
                cost = self._cost(usage.prompt_tokens, usage.completion_tokens)
            else:  # the server counts nothing
                said = tokens_of(str(result.content))
                spent, cost = asked + said, self._cost(asked, said)
        except ProviderError as error:
            if error.status is not None:  # refused: nothing was worked on
                spent, cost = 0, self._cost(0, 0)
            raise
        finally:
            self._account.settle(spent - tokens, None if cost is None or money is None else cost - money)
        return result

    def _cost(self, asked: int, answered: int) -> Decimal | None:
        return None if self._price is None else self._price.of(asked, answered)
