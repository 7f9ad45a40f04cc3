"""What one run may ask of models, and what it has asked: the ledger that budgets and receipts share."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from autogenesis.core import BudgetError

_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, kw_only=True)
class Price:
    """Money for a million tokens, asked and answered."""

    asked: Decimal
    answered: Decimal

    def of(self, asked: int, answered: int) -> Decimal:
        """What so many tokens cost."""
        return (self.asked * asked + self.answered * answered) / _MILLION


class Exchange(BaseModel):
    """One question to a model and how it ended. `money` is None where nobody has said what the model costs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    outcome: str = "answered"
    """Or the name of the error."""
    asked: int = 0
    """Tokens of the question."""
    answered: int = 0
    """Tokens of the answer."""
    money: Decimal | None = None
    seconds: float = 0.0
    cached: bool = False
    said: str = ""
    """What the error said."""

    @property
    def tokens(self) -> int:
        """Both ways."""
        return self.asked + self.answered


@dataclass
class Account:
    """Tokens and money that one run may spend; what is reserved for calls in flight counts as spent."""

    max_tokens: int
    max_money: Decimal | None = None
    tokens: int = 0
    money: Decimal = field(default_factory=Decimal)

    def reserve(self, tokens: int, money: Decimal | None) -> None:
        """Set aside what a call may cost; BudgetError where that is more than is left."""
        if self.tokens + tokens > self.max_tokens:
            raise BudgetError(
                f"a call of about {tokens} tokens would exceed what is left of {self.max_tokens}"
                f" ({max(self.max_tokens - self.tokens, 0)})",
                where="the run's budget of tokens",
                remedy="Allow more with --set limits.max_tokens=N",
            )
        if money is not None and self.max_money is not None and self.money + money > self.max_money:
            raise BudgetError(
                f"a call of about {money:.4f} would exceed what is left of {self.max_money}"
                f" ({max(self.max_money - self.money, Decimal(0)):.4f})",
                where="the run's budget of money",
                remedy="Allow more with --set limits.max_money=N",
            )
        self.tokens += tokens
        self.money += money or Decimal(0)

    def settle(self, tokens: int, money: Decimal | None) -> None:
        """Correct a reservation by the difference to what the call did cost."""
        self.tokens += tokens
        self.money += money or Decimal(0)
