"""What others read of a package to use it as it stands: cards, documents and settings of clients."""

from __future__ import annotations

from typing import Any

from autogenesis.assembly._exports._asyncapi import asyncapi
from autogenesis.assembly._exports._offered import Offered
from autogenesis.assembly._names import role_name
from autogenesis.assembly._report import as_json_text
from autogenesis.assembly._texts import render

_HERE = "http://127.0.0.1:8000"
"""Where `serve` listens unless it is told otherwise."""


def a2a(system: Offered) -> dict[str, str]:
    """The agent card, as the server gives it."""
    from autogenesis.kit.a2a_server import card

    made = card(system.title, system.version, system.operations, _HERE)
    return {"agent-card.json": as_json_text(made), "README.md": render("exports/a2a/README.md", _values(system))}


def mcp(system: Offered) -> dict[str, str]:
    """The settings that MCP clients read, and the tools as the server lists them."""
    run = {"command": "python", "args": ["-m", system.package, "mcp", "--data", "data"]}
    tools = [
        {"name": each["name"], "description": each["summary"], "inputSchema": each["input"]}
        for each in system.operations
    ]
    return {
        "mcp.json": as_json_text({"mcpServers": {system.project: run}}),
        "tools.json": as_json_text({"tools": tools}),
        "README.md": render("exports/mcp/README.md", _values(system)),
    }


def openapi_document(system: Offered) -> dict[str, str]:
    """The document that the server gives at ``/openapi.json``, with where it listens."""
    from autogenesis.kit.openapi import openapi

    document = openapi(system.title, system.version, system.operations)
    return {"openapi.json": as_json_text({**document, "servers": [{"url": _HERE}]})}


def asyncapi_document(system: Offered) -> dict[str, str]:
    """The document of calls, answers and events."""
    return {"asyncapi.json": as_json_text(asyncapi(system))}


def _values(system: Offered) -> dict[str, Any]:
    roles = [role_name(actor.id) for actor in system.specification.actors]
    return {
        "title": system.title,
        "project": system.project,
        "package": system.package,
        "role": roles[0] if roles else "user",
        "operation": system.operations[0]["name"] if system.operations else "NAME",
    }
