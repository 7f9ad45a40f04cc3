"""The operations of a package as a workbench of AutoGen's: tools for an agent, under an identity that is fixed here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from autogen_core import CancellationToken, Component
from autogen_core.tools import ParametersSchema, TextResultContent, ToolResult, ToolSchema, Workbench
from pydantic import BaseModel

from autogenesis.kit.command_line import once
from autogenesis.kit.describe import operations
from autogenesis.kit.system import KitSystem


class Bounds(BaseModel):
    """Which operations there are, on which data, and as whom they are asked for; nothing that is sent changes that."""

    operations: list[str]
    data: str = "data"
    role: str | None = None
    by: str | None = None


class OperationWorkbench(Workbench, Component[Bounds]):
    """Each call is carried out whole before it is answered; between calls nothing is held open."""

    component_type = "workbench"
    component_config_schema = Bounds
    system: ClassVar[type[KitSystem]]

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds

    async def list_tools(self) -> list[ToolSchema]:
        """One tool for each operation."""
        return [
            ToolSchema(
                name=each["name"],
                description=each["summary"],
                parameters=ParametersSchema(
                    type="object",
                    properties=each["input"]["properties"],
                    required=each["input"]["required"],
                    additionalProperties=False,
                ),
            )
            for each in operations(self.system.design)
            if each["name"] in self._bounds.operations
        ]

    async def call_tool(
        self,
        name: str,
        arguments: Mapping[str, Any] | None = None,
        cancellation_token: CancellationToken | None = None,
        call_id: str | None = None,
    ) -> ToolResult:
        """Ask for the operation; a refusal is an error that names the rule."""
        reply: dict[str, Any] = {"fault": f"{name} is none of these tools."}
        if name in self._bounds.operations:
            line = {"call": name, "input": dict(arguments or {}), "role": self._bounds.role, "by": self._bounds.by}
            reply = await once(self.system, line, self._bounds.data)
        text = json.dumps(reply.get("result", reply), ensure_ascii=False)
        return ToolResult(name=name, result=[TextResultContent(content=text)], is_error="result" not in reply)

    async def start(self) -> None:
        """Nothing is to be started."""

    async def stop(self) -> None:
        """Nothing is to be stopped."""

    async def reset(self) -> None:
        """Nothing is kept here: the records lie in the data folder."""

    async def save_state(self) -> Mapping[str, Any]:
        """No state but the records."""
        return {}

    async def load_state(self, state: Mapping[str, Any]) -> None:
        """No state but the records."""

    def _to_config(self) -> Bounds:
        return self._bounds

    @classmethod
    def _from_config(cls, config: Bounds) -> Self:
        return cls(config)
