"""The operations as MCP tools over standard input and output, under one identity fixed at the start."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.prompts import Prompt
from mcp.types import CallToolResult, TextContent, Tool

from .command_line import answer
from .describe import operations
from .system import KitSystem


class OperationServer(MCPServer[Any]):
    """Offers the operations of a running system, and the package's prompts."""

    def __init__(self, system: KitSystem, role: str | None, by: str | None) -> None:
        super().__init__(system.design.title)
        self._system, self._role, self._by = system, role, by
        folder = resources.files(system.design.package or "__main__") / "prompts"
        for file in sorted(folder.iterdir(), key=lambda each: each.name) if folder.is_dir() else ():
            if file.name.endswith(".md"):
                text = file.read_text(encoding="utf-8")
                self.add_prompt(Prompt.from_function(lambda text=text: text, name=file.name[:-3]))

    async def list_tools(self) -> list[Tool]:
        """One tool for each operation."""
        return [
            Tool(name=each["name"], description=each["summary"], input_schema=each["input"])
            for each in operations(self._system.design)
        ]

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> CallToolResult:
        """Ask for the operation; a refusal is an error that says why."""
        line = {"call": name, "input": arguments, "role": self._role, "by": self._by}
        reply = await answer(self._system, line)
        text = json.dumps(reply.get("result", reply), ensure_ascii=False)
        return CallToolResult(content=[TextContent(type="text", text=text)], is_error="result" not in reply)


async def serve(system: type[KitSystem], data: str, role: str | None, by: str | None) -> None:
    """Serve over standard input and output until it closes."""
    async with system.open(data) as running:
        await OperationServer(running, role, by).run_stdio_async()
