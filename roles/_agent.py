"""Hosts any role on autogen-agentchat."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from autogen_agentchat.agents import BaseChatAgent
from autogen_agentchat.base import Response
from autogen_agentchat.messages import BaseChatMessage, StructuredMessage
from autogen_core import CancellationToken
from autogen_core.models import ChatCompletionClient

from autogenesis.core import ArtefactError, SystemClock
from autogenesis.models import Account, Lender
from blueprints import Frozen
from roles._artefacts import Assignment, Delivery
from roles._asking import Asking, Drafted
from roles._proposals import is_of_proposals
from roles._role import Role
from roles._ruling import rule

# Made once and kept: pydantic builds a class for each, and forgets one that nobody holds.
DeliveryMessage = StructuredMessage[Delivery]
_MOST_TOKENS, _MOST_SECONDS = 200_000, 90.0
"""What an agent may ask where nobody set it bounds."""

_Result = TypeVar("_Result")
Load = Callable[[str, str], Frozen]
"""(name of the artefact, its hash) -> the artefact."""


class RoleAgent(BaseChatAgent):
    """An agent that answers an Assignment with a Delivery. It keeps nothing between messages. `other` is the language
    model that it asks where an assignment says so, and `asking` how models are asked."""

    def __init__(
        self,
        role: Role[Any, Any],
        load: Load,
        inputs: Mapping[str, type[Frozen]],
        client: ChatCompletionClient | None = None,
        other: ChatCompletionClient | None = None,
        *,
        asking: Asking | None = None,
    ) -> None:
        super().__init__(name=role.name, description=role.purpose)
        self._role, self._load, self._inputs, self._client, self._other = role, load, inputs, client, other
        self._asking = asking or Asking(Lender(Account(max_tokens=_MOST_TOKENS), SystemClock(), _MOST_SECONDS))

    @property
    def produced_message_types(self) -> Sequence[type[BaseChatMessage]]:
        return (DeliveryMessage,)

    async def on_reset(self, cancellation_token: CancellationToken) -> None:
        """Nothing to forget."""

    async def on_messages(self, messages: Sequence[BaseChatMessage], cancellation_token: CancellationToken) -> Response:
        """Answer the last message, which must hold an Assignment."""
        last = messages[-1]
        if not isinstance(last, StructuredMessage) or not isinstance(last.content, Assignment):
            raise ArtefactError(
                f"a {type(last).__name__} is no assignment",
                where=f"role {self.name}",
                remedy="Send a StructuredMessage that holds an Assignment",
            )
        delivery = await self.deliver(last.content, cancellation_token)
        return Response(chat_message=DeliveryMessage(content=delivery, source=self.name))

    async def deliver(self, task: Assignment, token: CancellationToken) -> Delivery:
        """What the assignment asks for, for whoever needs no messages of autogen's around it."""
        given = {name: self._load(name, digest) for name, digest in task.inputs.items()}
        basis = self._inputs[task.kind](**given)
        if task.action == "decide":
            versions = [(digest, self._load(task.kind, digest)) for digest in task.versions]
            ruling = await self._done(rule, self._role, task.kind, versions, basis)
            return Delivery(kind="ruling", body=ruling.model_dump(mode="json"))
        if task.action == "check":
            if task.artefact is None:
                raise ArtefactError(
                    "there is nothing to check", where=f"step {task.step}", remedy="Name the artefact's hash"
                )
            artefact = self._load(task.kind, task.artefact)
            verdict = await self._done(self._role.check, task.kind, artefact, basis)
            return Delivery(kind="verdict", body=verdict.model_dump(mode="json"))
        known = [one for one in task.rejections if not is_of_proposals(one)]
        draft = await self._done(self._role.draft, basis, known)
        client = self._other if task.other and self._other is not None else self._client
        if client is None or task.alone:
            return Delivery(kind=task.kind, body=draft.model_dump(mode="json"))
        helped = await self._asking.help(self._role, Drafted(task, basis, draft), client, token)
        return Delivery(
            kind=task.kind,
            body=helped.artefact.model_dump(mode="json"),
            outcomes=helped.outcomes,
            tokens=sum(exchange.tokens for exchange in helped.exchanges),
            exchanges=helped.exchanges,
        )

    async def _done(self, work: Callable[..., _Result], *given: Any) -> _Result:
        return work(*given) if self._role.at_once else await asyncio.to_thread(work, *given)
