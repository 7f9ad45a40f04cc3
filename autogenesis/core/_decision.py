"""What a guard decides about one message."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from autogenesis.core._ids import MessageId


class Decision(BaseModel):
    """Allow a message, intervene in its conversation, or stop the run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdict: Literal["allow", "intervene", "stop"] = "allow"
    reason: str | None = Field(default=None, description="one sentence for people")
    rung: int = Field(default=0, ge=0, description="how far up the ladder of interventions, 1 to 5; 0 is none")
    cycle: tuple[str, ...] = Field(default=(), description="one turn of the cycle, least rotation first")
    messages: tuple[MessageId, ...] = Field(default=(), description="the messages that are the evidence")
    onset: MessageId | None = Field(default=None, description="first message to put the conversation back to before")
    inject: str | None = Field(default=None, description="sentence to append to the conversation put back")

    @property
    def allowed(self) -> bool:
        return self.verdict == "allow"


ALLOW = Decision()
