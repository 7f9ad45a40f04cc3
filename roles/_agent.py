"""Hosts any role on autogen-agentchat; the only place where a role may ask a language model."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autogen_agentchat.agents import AssistantAgent, BaseChatAgent
from autogen_agentchat.base import Response
from autogen_agentchat.messages import BaseChatMessage, StructuredMessage
from autogen_core import CancellationToken
from autogen_core.models import ChatCompletionClient

from autogenesis.core import ArtefactError, ModelError
from blueprints import Change, Changes, Frozen, Gap, Outcome
from roles._artefacts import Assignment, Delivery
from roles._ladder import action_of
from roles._prompts import render_prompt
from roles._role import Role
from roles._ruling import rule
from roles._warmth import Warmed

# Made once and kept: pydantic builds a class for each, and forgets one that nobody holds.
DeliveryMessage = StructuredMessage[Delivery]
_ChangesMessage = StructuredMessage[Changes]

Load = Callable[[str, str], Frozen]
"""(name of the artefact, its hash) -> the artefact."""


class RoleAgent(BaseChatAgent):
    """An agent that answers an Assignment with a Delivery. It keeps nothing between messages. `other` is the language
    model that it asks where an assignment says so."""

    def __init__(
        self,
        role: Role[Any, Any],
        load: Load,
        inputs: Mapping[str, type[Frozen]],
        client: ChatCompletionClient | None = None,
        other: ChatCompletionClient | None = None,
    ) -> None:
        super().__init__(name=role.name, description=role.purpose)
        self._role, self._load, self._inputs, self._client, self._other = role, load, inputs, client, other

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
        delivery = await self._deliver(last.content, cancellation_token)
        return Response(chat_message=DeliveryMessage(content=delivery, source=self.name))

    async def _deliver(self, task: Assignment, token: CancellationToken) -> Delivery:
        given = {name: self._load(name, digest) for name, digest in task.inputs.items()}
        basis = self._inputs[task.kind](**given)
        if task.action == "decide":
            versions = [(digest, self._load(task.kind, digest)) for digest in task.versions]
            ruling = await asyncio.to_thread(rule, self._role, task.kind, versions, basis)
            return Delivery(kind="ruling", body=ruling.model_dump(mode="json"))
        if task.action == "check":
            if task.artefact is None:
                raise ArtefactError(
                    "there is nothing to check", where=f"step {task.step}", remedy="Name the artefact's hash"
                )
            artefact = self._load(task.kind, task.artefact)
            verdict = await asyncio.to_thread(self._role.check, task.kind, artefact, basis)
            return Delivery(kind="verdict", body=verdict.model_dump(mode="json"))
        draft = await asyncio.to_thread(self._role.draft, basis, task.rejections)
        outcomes: tuple[Outcome, ...] = ()
        tokens = 0
        gaps = self._role.gaps(draft) if self._client is not None and not task.alone else ()
        if gaps:
            changes, tokens = await self._ask(draft, gaps, task, token)
            allowed, dropped = _without_barred(changes.changes, task.barred)
            draft, outcomes = self._role.apply(draft, allowed)
            outcomes += dropped
        return Delivery(kind=task.kind, body=draft.model_dump(mode="json"), outcomes=outcomes, tokens=tokens)

    async def _ask(
        self, draft: Frozen, gaps: Sequence[Gap], task: Assignment, token: CancellationToken
    ) -> tuple[Changes, int]:
        """The Changes a model proposes for the gaps, and the tokens that took."""
        client = self._other if task.other and self._other is not None else self._client
        assert client is not None
        inner = AssistantAgent(
            name=f"{self.name}_model",
            model_client=client if task.temperature is None else Warmed(client, task.temperature),
            system_message=render_prompt(
                self._role.name,
                gaps=[f"{gap.id}: {gap.text}" for gap in gaps],
                artefact=draft.model_dump_json(),
                parts=sorted(type(draft).model_fields),
            ),
            output_content_type=Changes,
        )
        asked = render_prompt(
            "again", rejections=[f"{one.part}: {one.text}" for one in task.rejections], barred=task.barred
        )
        result = await inner.run(task=asked.strip(), cancellation_token=token)
        answer = result.messages[-1]
        if not isinstance(answer, StructuredMessage) or not isinstance(answer.content, Changes):
            raise ModelError(
                "the model answered out of shape",
                where=f"role {self.name}",
                remedy="Ask again, or run with --model builtin",
            )
        usage = answer.models_usage
        return answer.content, (usage.prompt_tokens + usage.completion_tokens) if usage else 0


def _without_barred(changes: Sequence[Change], barred: Sequence[str]) -> tuple[list[Change], tuple[Outcome, ...]]:
    """The Changes that may be made, and what is said of the others."""
    allowed = [change for change in changes if action_of(change) not in barred]
    said = "it went round in a circle and is barred"
    dropped = [Outcome(change=one, accepted=False, reason=said) for one in changes if one not in allowed]
    return allowed, tuple(dropped)
