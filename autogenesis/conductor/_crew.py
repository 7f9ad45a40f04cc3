"""The roles of one run, each behind its topic on the broker."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from autogenesis.core import JsonObject, Message, RunId, Topic, TopicPattern, content_hash
from blueprints import Frozen
from broker import Broker, Handler
from roles import ARTEFACTS, STEP_INPUTS, Assignment, Delivery, Role, Verdict
from storage import Storage

_CACHED = 64


def role_topic(run: RunId, role: str) -> Topic:
    """Where a role of the run takes its assignments."""
    return Topic.of("run", run, "role", role)


def payload_of(task: Assignment) -> JsonObject:
    """An assignment as a message carries it. What is said by it is what is asked: what was answered to it before is
    in the replies already, and the artefact to be checked is no progress yet."""
    said = [task.step, task.attempt, task.action, task.produces]
    checked = {} if task.artefact is None else {"checked": task.artefact}
    return {**task.model_dump(mode="json", exclude={"artefact"}), **checked, "said": said}


def assignment_of(payload: JsonObject) -> Assignment:
    """The assignment that a message carries."""
    given = {name: value for name, value in payload.items() if name not in ("checked", "said")}
    return Assignment.model_validate({**given, "artefact": payload.get("checked")})


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
            task = assignment_of(message.payload)
            asked = StructuredMessage[Assignment](content=task, source=message.sender)
            response = await agent.on_messages([asked], CancellationToken())
            assert isinstance(response.chat_message, StructuredMessage)
            delivery = response.chat_message.content
            assert isinstance(delivery, Delivery)
            if task.action == "check":
                # Progress is what nobody has said of this step before, or that something new is approved.
                said = Verdict.model_validate(delivery.body)
                learned: JsonObject = {"approved": task.artefact} if said.approved else said.model_dump(mode="json")
                return {"verdict": delivery.body, "artefact": content_hash([task.step, learned])}
            published = self._storage.artefacts.publish(
                self._run, task.step, task.attempt, kind=delivery.kind, body=delivery.body
            )
            return {
                "made": published.hash,
                "tokens": delivery.tokens,
                "outcomes": [outcome.model_dump(mode="json") for outcome in delivery.outcomes],
            }

        return handle
