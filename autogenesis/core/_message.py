"""The message that the broker carries."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue

from autogenesis.core._ids import ConversationId, MessageId, RunId, Topic

JsonObject = dict[str, JsonValue]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class Message(BaseModel):
    """One message. A request has ``reply_to``; a reply has the request's id as ``correlation``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: MessageId
    run: RunId
    conversation: ConversationId
    topic: Topic
    sender: Name
    receiver: Name | None = Field(default=None, description="who it is meant for; none: every subscriber")
    action: Name = Field(description="what is asked or told, in the sender's terms")
    payload: JsonObject = Field(default_factory=dict)
    correlation: MessageId | None = None
    reply_to: Topic | None = None
    sent_at: AwareDatetime
    deadline: AwareDatetime | None = Field(default=None, description="not delivered after this moment")
    attempt: int = Field(default=1, ge=1, description="counts deliveries, from 1")
