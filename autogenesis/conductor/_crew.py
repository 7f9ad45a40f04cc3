"""The roles of one run, each behind its topic on the broker."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from autogenesis.core import JsonObject, Message, RunId, Topic, TopicPattern
from blueprints import Frozen
from broker import Broker, Handler
from roles import ARTEFACTS, STEP_INPUTS, Assignment, Delivery, Role
from storage import Storage

_CACHED = 64


def role_topic(run: RunId, role: str) -> Topic:
    """Where a role of the run takes its assignments."""
    return Topic.of("run", run, "role", role)


class Crew:
    """Hosts every role as an agent; what a role drafts is published under (run, step, attempt) before it answers."""

    def __init__(self, run: RunId, roles: Mapping[str, Role[Any, Any]], storage: Storage) -> None:
        self._run, self._roles, self._storage = run, roles, storage
        self._cached = lru_cache(maxsize=_CACHED)(self._read)

    def join(self, broker: Broker) -> None:
        """Subscribe every role to its topic."""
        for name, role in self._roles.items():
            broker.subscribe(TopicPattern(str(role_topic(self._run, name))), self._handler(role), name=name)

    def load(self, kind: str, digest: str) -> Frozen:
        """The artefact of that name and hash."""
        return self._cached(kind, digest)

    def _read(self, kind: str, digest: str) -> Frozen:
        return ARTEFACTS[kind].model_validate(self._storage.artefacts.body(digest))

    def _handler(self, role: Role[Any, Any]) -> Handler:
        from autogen_agentchat.messages import StructuredMessage
        from autogen_core import CancellationToken

        from roles import RoleAgent

        agent = RoleAgent(role, self.load, STEP_INPUTS)

        async def handle(message: Message) -> JsonObject:
            task = Assignment.model_validate({**message.payload, "artefact": message.payload.get("artefact")})
            asked = StructuredMessage[Assignment](content=task, source=message.sender)
            response = await agent.on_messages([asked], CancellationToken())
            assert isinstance(response.chat_message, StructuredMessage)
            delivery = response.chat_message.content
            assert isinstance(delivery, Delivery)
            if task.action == "check":
                return {"verdict": delivery.body}
            published = self._storage.artefacts.publish(
                self._run, task.step, task.attempt, kind=delivery.kind, body=delivery.body
            )
            return {
                "artefact": published.hash,
                "tokens": delivery.tokens,
                "outcomes": [outcome.model_dump(mode="json") for outcome in delivery.outcomes],
            }

        return handle
