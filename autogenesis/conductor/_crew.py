"""The roles of one run, each behind its topic on the broker."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from autogenesis.conductor._turnstile import Turnstile
from autogenesis.core import ConversationId, JsonObject, Message, RunId, Topic, TopicPattern, content_hash
from blueprints import Frozen
from broker import Broker, Effect, Handler
from roles import ARTEFACTS, STEP_INPUTS, Assignment, Delivery, Role, Verdict
from storage import Storage

if TYPE_CHECKING:
    from roles import Asking

_CACHED = 64


def role_topic(run: RunId, role: str) -> Topic:
    """Where a role of the run takes its assignments."""
    return Topic.of("run", run, "role", role)


def conversation_of(step: str) -> ConversationId:
    """The conversation in which a step is worked on."""
    return ConversationId(step.replace("_", "-").replace(".", "-"))


def payload_of(task: Assignment) -> JsonObject:
    """An assignment as a message carries it. What is said by it is what is asked: what was answered to it before is
    in the replies already, and the artefact to be checked is no progress yet."""
    said = [task.step, task.attempt, task.action, task.produces]
    checked = {} if task.artefact is None else {"checked": task.artefact}
    return {**task.model_dump(mode="json", exclude={"artefact"}), **checked, "said": said}


def assignment_of(payload: JsonObject) -> Assignment:
    """The assignment that a message carries."""
    given = {name: value for name, value in payload.items() if name not in ("checked", "said", "polling")}
    return Assignment.model_validate({**given, "artefact": payload.get("checked")})


@dataclass(frozen=True)
class _AgentParts:
    """What autogen gives, which takes most of a second to import."""

    agent: Any
    token: Any


@lru_cache(maxsize=1)
def _agent_parts() -> _AgentParts:
    from autogen_core import CancellationToken

    from roles import RoleAgent

    return _AgentParts(RoleAgent, CancellationToken)


def get_ready() -> None:
    """Import what every run hosts its roles on, for whoever has a moment before it begins."""
    _agent_parts()


class Crew:
    """Hosts every role as an agent; what a role drafts is published under (run, step, attempt) before it answers."""

    def __init__(
        self,
        run: RunId,
        roles: Mapping[str, Role[Any, Any]],
        storage: Storage,
        clients: Mapping[str, Any],
        others: Mapping[str, Any],
        *,
        asking: Asking | None = None,
        turnstile: Turnstile | None = None,
    ) -> None:
        self._run, self._roles, self._storage, self._clients, self._others = run, roles, storage, clients, others
        self._asking, self._turnstile = asking, turnstile
        self._operations: Mapping[str, Role[Any, Any]] = {}
        self._artefacts, self._inputs = ARTEFACTS, STEP_INPUTS
        self._cached = lru_cache(maxsize=_CACHED)(self._read)

    def join(self, broker: Broker, elsewhere: Collection[str] = ()) -> None:
        """Subscribe every role to its topic, but for those that are hosted elsewhere."""
        for name, role in self._roles.items():
            if name not in elsewhere:
                broker.subscribe(TopicPattern(str(role_topic(self._run, name))), self._handler(role), name=name)

    def handler(self, name: str) -> Handler:
        """What the role of that name does with an assignment."""
        return self._handler(self._roles[name])

    def join_operations(self, broker: Broker) -> None:
        """Subscribe the roles that look after runs; once is enough."""
        if not self._operations:
            from roles import OPERATIONS_ARTEFACTS, OPERATIONS_INPUTS, operations_crew

            self._artefacts, self._inputs = ARTEFACTS | OPERATIONS_ARTEFACTS, STEP_INPUTS | OPERATIONS_INPUTS
            self._operations = operations_crew()
            for name, role in self._operations.items():
                broker.subscribe(TopicPattern(str(role_topic(self._run, name))), self._handler(role), name=name)

    def asks_model(self, role: str) -> bool:
        """Whether the role may ask a language model."""
        return self._clients.get(role) is not None

    def has_other_model(self, role: str) -> bool:
        """Whether there is another language model that the role may ask instead."""
        return self._others.get(role) is not None

    def load(self, kind: str, digest: str) -> Frozen:
        """The artefact of that name and hash."""
        return self._cached(kind, digest)

    def _read(self, kind: str, digest: str) -> Frozen:
        return self._artefacts[kind.partition(".")[0]].model_validate(self._storage.artefacts.body(digest))

    def _handler(self, role: Role[Any, Any]) -> Handler:
        parts, agent = _agent_parts(), None

        async def handle(message: Message) -> JsonObject | Effect:
            nonlocal agent
            task = assignment_of(message.payload)
            if agent is None:
                client, other = self._clients.get(role.name), self._others.get(role.name)
                agent = parts.agent(role, self.load, self._inputs, client, other, asking=self._asking)
            delivery: Delivery = await agent.deliver(task, parts.token())
            if self._turnstile is not None and task.action == "draft":
                await self._turnstile.through()
            if task.action == "check":
                # Progress is what nobody has said of this step before, or that something new is approved.
                said = Verdict.model_validate(delivery.body)
                learned: JsonObject = {"approved": task.artefact} if said.approved else said.model_dump(mode="json")
                return {"verdict": delivery.body, "artefact": content_hash([task.step, learned])}

            step = task.step if task.action == "draft" else f"{delivery.kind}.{task.step}"

            def publish() -> JsonObject:
                published = self._storage.artefacts.publish(
                    self._run, step, task.attempt, kind=delivery.kind, body=delivery.body
                )
                asked: list[JsonValue] = [exchange.model_dump(mode="json") for exchange in delivery.exchanges]
                return {
                    **({"exchanges": asked} if asked else {}),
                    "made": published.hash,
                    "tokens": delivery.tokens,
                    "outcomes": [outcome.model_dump(mode="json") for outcome in delivery.outcomes],
                }

            return Effect(publish)

        return handle
